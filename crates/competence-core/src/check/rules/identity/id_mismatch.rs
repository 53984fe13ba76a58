use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// An id does not match the name of its file, its folder or its parent.
pub(crate) static RULE: Rule = Rule {
    id: "id-mismatch",
    category: Category::Identity,
    severity: Severity::Error,
    summary: "An id does not match the name of its file, its folder or its parent.",
    why: "A path names an element, and the id of an indicator names its competence; where they \
          differ, a search for the one does not find the other. A competence and a profile \
          have the name of their file, a cluster that of its folder, a lineage its version, \
          and an indicator begins with its competence's id.",
    fix: "Rename the file or change the id. An id that was released is not changed: its \
          assessments name it.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "id: cooperation.keeps-agreements",
        bad: "id: collaboration.keeps-agreements",
        good: "id: cooperation.keeps-agreements",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut compare = |spot: Spot<'_>, key: &str, id: &str, named: Option<&str>, what: &str| {
        let Some(named) = named.filter(|named| *named != id && spot.has_layout()) else {
            return;
        };
        let message = format!("the {key} is `{id}`, but the {what} is named `{named}`");
        report.push(
            Finding::new(&RULE, spot.key(key).place(), message)
                .about(id)
                .replace(named, format!("write `{named}`, or rename the {what}")),
        );
    };
    for At { item, spot } in subject.competences() {
        compare(spot, "id", item.id.as_str(), stem(spot.path()), "file");
    }
    for At { item, spot } in subject.profiles() {
        compare(spot, "id", item.id.as_str(), stem(spot.path()), "file");
    }
    for At { item, spot } in subject.lineage() {
        compare(
            spot,
            "version",
            &item.version.to_string(),
            stem(spot.path()),
            "file",
        );
    }
    for At { item, spot } in subject.clusters() {
        let folder = spot.path().rsplit('/').nth(1);
        compare(spot, "id", item.id.as_str(), folder, "folder");
    }
    for at in subject.indicators() {
        let (id, parent) = (&at.item.id, &at.competence.item.id);
        if id.competence() != parent.as_str() {
            let name = id.as_str().rsplit('.').next().unwrap_or_default();
            let right = format!("{parent}.{name}");
            let message = format!("the indicator `{id}` is in the competence `{parent}`");
            report.push(
                Finding::new(&RULE, at.spot().key("id").place(), message)
                    .about(id.as_str())
                    .replace(&right, format!("write `{right}`, or move it")),
            );
        }
    }
}

/// The name of a file without its ending.
fn stem(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}
