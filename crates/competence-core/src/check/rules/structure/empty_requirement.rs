use crate::check::context::{Apply, At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Requirement, Severity};

/// A requirement of a profile selects no competence.
pub(crate) static RULE: Rule = Rule {
    id: "empty-requirement",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A requirement of a profile selects no competence.",
    why: "A requirement asks for the competences that are in all that it names. Where no \
          competence is, the position is not assessed on what the author meant.",
    fix: "Name less in one requirement, write two requirements, or correct what it names.",
    example: &[Edit {
        file: "profiles/every-employee.yaml",
        at: r"  - kind: core
",
        bad: r"  - kind: core
  - kind: leadership
    competence: cooperation
",
        good: r"  - kind: core
  - competence: cooperation
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    let model = subject.model();
    for At { item, spot } in subject.profiles() {
        // Of a profile that asks for nothing at all, `empty-profile` tells.
        if model.resolve(item).competences.is_empty() {
            continue;
        }
        for (index, requirement) in item.requires.iter().enumerate() {
            let Requirement {
                kind,
                cluster,
                competence,
                indicators,
                level: _,
                necessity: _,
            } = requirement;
            // What is unknown, and a cluster without competences, have rules of their own.
            let is_known = cluster
                .as_ref()
                .is_none_or(|id| model.cluster(id).is_some())
                && competence
                    .as_ref()
                    .is_none_or(|id| model.competence(id).is_some())
                && indicators.iter().all(|id| model.indicator(id).is_some());
            let is_of_cluster = cluster.is_some()
                && kind.is_none()
                && competence.is_none()
                && indicators.is_empty();
            if !is_known || is_of_cluster || model.required_by(requirement).next().is_some() {
                continue;
            }
            let named = [
                kind.map(|it| format!("of the kind `{it}`")),
                cluster.as_ref().map(|it| format!("in the cluster `{it}`")),
                competence.as_ref().map(|it| format!("`{it}`")),
                (!indicators.is_empty()).then(|| "one with these indicators".to_owned()),
            ];
            let named: Vec<String> = named.into_iter().flatten().collect();
            let message = if named.is_empty() {
                "this requirement names nothing, and so selects no competence".to_owned()
            } else {
                format!(
                    "this requirement selects no competence: none is {}",
                    named.join(" and ")
                )
            };
            let place = spot.key("requires").item(index).place();
            let finding = Finding::new(&RULE, place, message).about(item.id.as_str());
            report.push(finding.help(
                "name less in one requirement, write two requirements, or correct what it names",
            ));
        }
    }
}
