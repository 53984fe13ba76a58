use std::collections::BTreeMap;

use super::before::RECORD;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Contents, LevelValue, Scale, ScaleMap, Severity};

/// What the lineage says of the scale does not fit the two versions.
pub(crate) static RULE: Rule = Rule {
    id: "lineage-scale",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "What the lineage says of the scale does not fit the two versions.",
    why: "Ratings are carried over by the map of the levels. A level that is not mapped, or that \
          leads nowhere, would set all of them aside; and where higher levels lead to lower ones in \
          places only, a better rating would become a worse one. `editorial` says that only the \
          words of the levels were corrected, so the levels have to be the same.",
    fix: "Map each level of the version before to a level of this one, or remove `scale`.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit::beside("releases/releases.yaml", RECORD),
        Edit {
            file: "lineage/1.0.0.yaml",
            at: "",
            bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
scale: { 1: 1 }
",
            good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
scale: { 1: 1, 2: 3 }
",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

/// A release with a scale of two levels.
const RELEASE: &str = r#"{"format":1,"framework":{"id":"my-framework","version":"0.9.0","title":{"en":"Before"},"languages":{"primary":"en"},"scale":{"levels":[{"value":1,"title":{"en":"Not yet"}},{"value":2,"title":{"en":"At times"}}]}}}
"#;

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for step in subject.steps() {
        let (Some(before), Some(after)) = (step.before, step.after) else {
            continue;
        };
        let sides = Sides {
            before: &before.model,
            after,
        };
        let spot = step.lineage.spot.key("scale");
        match &step.lineage.item.scale {
            None => {}
            Some(_) if sides.scale_before() == sides.scale_after() => {
                let message = format!(
                    "the scale is the same as in version {}, so nothing became of its levels",
                    sides.before.framework().version
                );
                report.push(Finding::new(&RULE, spot.place(), message).help("remove `scale`"));
            }
            Some(ScaleMap::Editorial) => sides.editorial(spot, report),
            Some(ScaleMap::Levels(levels)) => sides.map(levels, spot, report),
        }
    }
}

/// The two versions.
struct Sides<'a> {
    before: &'a Contents,
    after: &'a Contents,
}

impl Sides<'_> {
    fn scale_before(&self) -> &Scale {
        &self.before.framework().scale
    }

    fn scale_after(&self) -> &Scale {
        &self.after.framework().scale
    }

    /// What is wrong with the word `editorial`.
    fn editorial(&self, spot: Spot<'_>, report: &mut Report) {
        if values(self.scale_before()) == values(self.scale_after()) {
            return;
        }
        let message = format!(
            "the levels were {} in version {} and are {} now, so not only their words were corrected",
            listed(self.scale_before()),
            self.before.framework().version,
            listed(self.scale_after())
        );
        report.push(
            Finding::new(&RULE, spot.place(), message)
                .help("write which level each has become, as in `{ 1: 1, 2: 3 }`"),
        );
    }

    /// What is wrong with a map.
    fn map(&self, levels: &BTreeMap<LevelValue, LevelValue>, spot: Spot<'_>, report: &mut Report) {
        let (old, new) = (self.scale_before(), self.scale_after());
        let (before, after) = (
            &self.before.framework().version,
            &self.after.framework().version,
        );
        let missing = old.levels.iter().map(|it| it.value);
        let missing: Vec<String> = missing
            .filter(|it| !levels.contains_key(it))
            .map(|it| it.to_string())
            .collect();
        if let [level, ..] = &missing[..] {
            let message = match &missing[..] {
                [_] => format!("level {level} of version {before} is not mapped"),
                _ => format!(
                    "the levels {} of version {before} are not mapped",
                    missing.join(", ")
                ),
            };
            report.push(
                Finding::new(&RULE, spot.place(), message)
                    .help("write the level that each has become"),
            );
        }
        for (from, to) in levels {
            let at = spot.key(&from.to_string());
            if old.level(*from).is_none() {
                let message = format!("`{from}` is not a level of version {before}");
                let help = format!("its levels are {}", listed(old));
                let place = spot.name(&from.to_string()).place();
                report.push(Finding::new(&RULE, place, message).help(help));
            }
            if new.level(*to).is_none() {
                let message =
                    format!("level {from} becomes {to}, which is not a level of version {after}");
                let help = format!("its levels are {}", listed(new));
                report.push(Finding::new(&RULE, at.place(), message).help(help));
            }
        }
        let later: Vec<LevelValue> = levels.values().copied().collect();
        if !later.is_sorted() && !later.iter().rev().is_sorted() {
            let message = "some higher levels become lower ones, and others do not";
            report.push(
                Finding::new(&RULE, spot.place(), message)
                    .help("keep the levels in their order, or turn all of it round"),
            );
        }
    }
}

fn values(scale: &Scale) -> Vec<LevelValue> {
    scale.levels.iter().map(|it| it.value).collect()
}

/// The levels of a scale, in words.
fn listed(scale: &Scale) -> String {
    let values = values(scale);
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    if values.is_empty() {
        "none".to_owned()
    } else {
        values.join(", ")
    }
}
