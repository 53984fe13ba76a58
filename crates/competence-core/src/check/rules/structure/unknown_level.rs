use crate::LevelValue;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::rule::{Category, Edit, Rule};

/// A level is not on the scale.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-level",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A level is not on the scale.",
    why: "Nobody can be rated with a level that the scale does not have.",
    fix: "Use a value of the scale, or add the level to it.",
    example: &[Edit {
        file: "profiles/records-manager.yaml",
        at: r"    level: 3
",
        bad: r"    level: 5
",
        good: r"    level: 3
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let scale = &framework.item.scale;
    let values: Vec<String> = scale
        .levels
        .iter()
        .map(|level| level.value.to_string())
        .collect();
    let mut check = |level: Option<LevelValue>, spot: &dyn Fn() -> Place, id: &str| {
        let Some(level) = level.filter(|level| scale.level(*level).is_none()) else {
            return;
        };
        let message = format!("the level {level} is not on the scale");
        let advice = format!("the values of the scale are {}", values.join(", "));
        report.push(Finding::new(&RULE, spot(), message).about(id).help(advice));
    };
    for at in subject.indicators() {
        check(
            at.item.level,
            &|| at.spot().key("level").place(),
            at.item.id.as_str(),
        );
    }
    for At { item, spot } in subject.profiles() {
        for (index, requirement) in item.requires.iter().enumerate() {
            check(
                requirement.level,
                &|| spot.key("requires").item(index).key("level").place(),
                item.id.as_str(),
            );
        }
    }
}
