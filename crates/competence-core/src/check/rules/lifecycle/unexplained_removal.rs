use std::collections::HashSet;

use super::before::RECORD;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::version::diff::Diff;
use crate::version::lineage::in_force;
use crate::version::release_of;

/// An element of the release before is gone, and no lineage record says what became of it.
pub(crate) static RULE: Rule = Rule {
    id: "unexplained-removal",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An element of the release before is gone, and no lineage record says what became of it.",
    why: "Nobody could tell what becomes of assessments made against it. The release before is the \
          highest one below the manifest's version; every element of it that is no longer there \
          must stand in `from` of a record since. Where the texts show what may have become of \
          it, the record to paste is suggested.",
    fix: "Add a record to `lineage/<version>.yaml`, or bring the element back.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit::beside("releases/releases.yaml", RECORD),
        Edit {
            file: "lineage/1.0.0.yaml",
            at: "",
            bad: "",
            good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: renamed
    from: [teamwork]
    to: [cooperation]
  - change: moved
    from: [teamwork.shares]
    to: [cooperation.shares-knowledge]
",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

/// A release with one competence that the starter does not have.
const RELEASE: &str = r#"{"format":1,"framework":{"id":"my-framework","version":"0.9.0","title":{"en":"Before"},"languages":{"primary":"en"},"scale":{"levels":[]}},"competences":[{"id":"teamwork","kind":"core","title":{"en":"Teamwork"},"status":"approved","indicators":[{"id":"teamwork.shares","statement":{"en":"Shares what they know before being asked"}}]}]}
"#;

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(At {
        item: framework,
        spot,
    }) = subject.framework()
    else {
        return;
    };
    let current = &framework.version;
    let before = subject
        .releases()
        .iter()
        .rev()
        .find(|it| it.version < *current);
    let Some(before) = before else { return };
    let model = subject.model();
    let explained: HashSet<&str> = in_force(model, &before.version, current)
        .flat_map(|it| &it.records)
        .flat_map(|record| &record.from)
        .map(crate::ElementId::as_str)
        .collect();
    let is_gone = |id: &str| model.element(id).is_none();
    let unexplained: Vec<_> = before
        .model
        .elements()
        .filter(|it| is_gone(it.id()) && !explained.contains(it.id()))
        .collect();
    if unexplained.is_empty() {
        return;
    }
    // What became of what is suggested for a whole model only.
    let suggestions = subject.whole_model().map_or_else(Vec::new, |model| {
        Diff::between(&before.model, &model).suggestions(&before.model, &model)
    });
    let wanted = release_of(current);
    let file = format!("lineage/{wanted}.yaml");
    let is_there = model.lineage().iter().any(|it| it.version == wanted);
    let not_yet = |id: &str| {
        let later = model.lineage().iter().filter(|it| it.version > *current);
        let mut named = later.filter(|it| it.records.iter().any(|record| record.names(id)));
        named.next().map(|it| &it.version)
    };
    for element in unexplained {
        let (noun, id) = (element.noun(), element.id());
        let message = format!(
            "the {noun} `{id}` of version {} is gone, and no lineage record says what became of it",
            before.version
        );
        let finding = Finding::new(&RULE, spot.key("version").place(), message).about(id);
        let suggested = suggestions.iter().find(|it| it.explains(id));
        if let Some(version) = not_yet(id) {
            report.push(finding.help(format!(
                "`lineage/{version}.yaml` names it, and is in force from version {version} on: raise the version of the manifest, or move the record to `{file}`"
            )));
            continue;
        }
        report.push(match suggested {
            Some(record) => finding.help(format!(
                "it may be this; `competence lineage --write` {}, with whatever else is missing:\n{}",
                if is_there {
                    format!("adds it to `{file}`")
                } else {
                    format!("puts it into a new `{file}`")
                },
                record.to_string().trim_end()
            )),
            None => finding.help(format!("add a record with `from: [{id}]` to `{file}`")),
        });
    }
}
