use std::collections::HashMap;

use semver::Version;

use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::version::release_of;

/// Lineage leads to an element that is gone, and no later record says what became of it.
pub(crate) static RULE: Rule = Rule {
    id: "lineage-dead-end",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Lineage leads to an element that is gone, and no later record says what became of it.",
    why: "An assessment is carried over from version to version. Where a record of an earlier \
          version leads to an element that is no longer in the model, a record of a later one \
          must lead on from there, or say that it was retired.",
    fix: "Add a record to the lineage of the version in which the element went.",
    example: &[Edit {
        file: "lineage/0.9.0.yaml",
        at: "",
        bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 0.9.0
records:
  - change: renamed
    from: [teamwork]
    to: [helpfulness]
",
        good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 0.9.0
records:
  - change: renamed
    from: [teamwork]
    to: [cooperation]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let current = release_of(&framework.item.version);
    // The last version in which a record leads on from an element.
    let mut last: HashMap<&str, &Version> = HashMap::new();
    for lineage in subject.lineage() {
        for id in lineage.item.records.iter().flat_map(|it| &it.from) {
            last.insert(id.as_str(), &lineage.item.version);
        }
    }
    // What the lineage of the current version leads to is looked for in the model itself.
    let earlier = subject
        .lineage()
        .filter(|it| release_of(&it.item.version) < current);
    for lineage in earlier {
        let version = &lineage.item.version;
        for (index, record) in lineage.item.records.iter().enumerate() {
            for (number, id) in record.to.iter().enumerate() {
                let id = id.as_str();
                let leads_on = last.get(id).is_some_and(|it| *it > version);
                if leads_on || subject.model().element(id).is_some() {
                    continue;
                }
                let spot = lineage.spot.key("records").item(index);
                let message = format!(
                    "`{id}` is no longer in the model, and no record after version {version} says what became of it"
                );
                report.push(
                    Finding::new(&RULE, spot.key("to").item(number).place(), message)
                        .about(id)
                        .help(format!("add a record with `from: [{id}]` to the lineage of the version that removed it")),
                );
            }
        }
    }
}
