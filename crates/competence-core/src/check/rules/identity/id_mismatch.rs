use std::collections::HashSet;

use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::load::{NamedBy, name_of};
use crate::check::rule::{Category, Edit, Rule};

/// An id does not match the name of its file, its folder or its parent.
pub(crate) static RULE: Rule = Rule {
    id: "id-mismatch",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
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

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let released = |id: &str| subject.releases().iter().rev().find(|it| it.has(id));
    let named = references(subject);
    let mut compare = |spot: Spot<'_>, id: &str| {
        let (path, what, ending) = match NamedBy::of(spot.path()) {
            Some(NamedBy::File(path)) => (path, "file", ".yaml"),
            Some(NamedBy::Folder(path)) => (path, "folder", ""),
            None => return,
        };
        if path == id || !spot.has_layout() {
            return;
        }
        let message = format!("the id is `{id}`, but the {what} is named `{path}`");
        let finding = Finding::new(&RULE, spot.key("id").place(), message).about(id);
        let is_free = path.parse::<crate::CompetenceId>().is_ok() && subject.find(path).is_none();
        report.push(if let Some(release) = released(id) {
            // What was assessed names the id: it is the file that was renamed.
            finding.help(format!(
                "name the {what} `{id}{ending}` again: version {} has this id, and assessments name it",
                release.version
            ))
        } else if is_free && !named.contains(id) {
            finding.replace(path, format!("write `{path}`, or rename the {what}"))
        } else {
            finding.help(format!("name the {what} `{id}{ending}`"))
        });
    };
    for At { item, spot } in subject.competences() {
        compare(spot, item.id.as_str());
    }
    for At { item, spot } in subject.profiles() {
        compare(spot, item.id.as_str());
    }
    for At { item, spot } in subject.clusters() {
        compare(spot, item.id.as_str());
    }
    for At { item, spot } in subject.lineage() {
        let version = item.version.to_string();
        let named = name_of(spot.path());
        if named == version || !spot.has_layout() {
            continue;
        }
        let message = format!("the version is `{version}`, but the file is named `{named}`");
        report.push(
            Finding::new(&RULE, spot.key("version").place(), message)
                .about(&version)
                .help(format!(
                    "name the file `{version}.yaml`, or write `version: {named}`"
                )),
        );
    }
    for at in subject.indicators() {
        let (id, parent) = (&at.item.id, &at.competence.item.id);
        let file = name_of(at.competence.spot.path());
        // The competence's own id is the one that differs.
        let follows = at.competence.spot.has_layout() && file == id.competence();
        if id.competence() == parent.as_str() || follows {
            continue;
        }
        let name = id.as_str().rsplit('.').next().unwrap_or_default();
        let right = format!("{parent}.{name}");
        let message = format!("the indicator `{id}` is in the competence `{parent}`");
        let finding = Finding::new(&RULE, at.spot().key("id").place(), message).about(id.as_str());
        let is_free = subject.find(&right).is_none() && !named.contains(id.as_str());
        report.push(if is_free && released(id.as_str()).is_none() {
            finding.replace(&right, format!("write `{right}`, or move it"))
        } else {
            finding.help(format!("write `{right}`, or move it"))
        });
    }
}

/// Every id that is named somewhere else than at its element: one that is cannot be changed in one
/// place. The indicators of a competence name it too.
fn references<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let mut named = HashSet::new();
    let model = subject.model();
    let of_manifest = subject.framework().map(|at| at.item.references());
    let of_elements = model.elements().flat_map(|it| it.references());
    let references = of_manifest.into_iter().flatten().chain(of_elements);
    for reference in references.filter(|it| it.target.is_element()) {
        named.insert(reference.id);
    }
    let indicators = model.indicators().map(|(_, it)| &it.id);
    named.extend(indicators.map(crate::IndicatorId::competence));
    for record in model.lineage().iter().flat_map(|it| &it.records) {
        named.extend(record.to.iter().map(crate::ElementId::as_str));
    }
    named
}
