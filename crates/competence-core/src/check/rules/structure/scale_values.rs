use std::cmp::Ordering;

use crate::check::context::{Apply, At, Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Level, Preset, Severity};

/// The values of a scale have a gap, a repetition or the wrong order.
pub(crate) static RULE: Rule = Rule {
    id: "scale-values",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The values of a scale have a gap, a repetition or the wrong order, or the levels of a competence are not described in order.",
    why: "Means and differences of ratings only make sense on a scale that rises by one from \
          level to level, and needs two levels at least.",
    fix: "Number the levels one after the other.",
    example: &[Edit {
        file: "framework.yaml",
        at: r"    - value: 3
",
        bad: r"    - value: 4
",
        good: r"    - value: 3
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At { item, spot } in subject.competences() {
        let spot = spot.key("levels");
        let next = item.levels.iter().skip(1);
        for (index, (before, level)) in item.levels.iter().zip(next).enumerate() {
            if level.value <= before.value {
                let place = spot.item(index + 1).key("value").place();
                let message = format!("the level {} comes after {}", level.value, before.value);
                let finding = Finding::new(&RULE, place, message).about(item.id.as_str());
                report
                    .push(finding.help("describe each level once, from the lowest to the highest"));
            }
        }
    }
    let Some(At {
        item: framework,
        spot,
    }) = subject.framework()
    else {
        return;
    };
    let id = framework.id.as_str();
    let levels = &framework.scale.levels;
    let spot_of = spot.key("scale").key("levels");
    // Of a publisher whose framework nobody is rated by, there is none.
    let has_none = levels.is_empty() && framework.conventions.preset == Preset::Imported;
    if !has_none {
        look("the scale", levels, spot_of, id, report);
    }
    for (index, scale) in framework.scales.iter().enumerate() {
        let spot = spot.key("scales").item(index).key("levels");
        look(
            &format!("the scale `{}`", scale.id),
            &scale.levels,
            spot,
            id,
            report,
        );
    }
}

fn look(scale: &str, levels: &[Level], spot: Spot<'_>, id: &str, report: &mut Report) {
    if levels.len() < 2 {
        let message = format!(
            "{scale} has {}",
            if levels.is_empty() {
                "no level"
            } else {
                "only one level"
            }
        );
        report.push(
            Finding::new(&RULE, spot.place(), message)
                .about(id)
                .help("a scale needs two levels at least"),
        );
    }
    for (index, (before, level)) in levels.iter().zip(levels.iter().skip(1)).enumerate() {
        let (before, value) = (before.value.get(), level.value.get());
        if value == before + 1 {
            continue;
        }
        let message = match value.cmp(&before) {
            Ordering::Equal => format!("the value {value} is given twice"),
            Ordering::Less => format!("the value {value} comes after {before}"),
            Ordering::Greater => format!("between the values {before} and {value} there is a gap"),
        };
        let place = spot.item(index + 1).key("value").place();
        let right = before + 1;
        let finding = Finding::new(&RULE, place, message).about(id);
        let next = levels.get(index + 2).map(|it| it.value.get());
        let fits = value < right && next.is_none_or(|next| next > right);
        report.push(if fits {
            finding.replace(right.to_string(), format!("write {right}"))
        } else if value > right {
            finding.help(format!("write {right}, or add the level that is missing"))
        } else {
            finding.help("give the levels rising values without a gap")
        });
    }
}
