use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{ClusterField, Severity};

/// A cluster has no field of work, or is for no organisation.
pub(crate) static RULE: Rule = Rule {
    id: "incomplete-cluster",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A cluster has no field of work, or is for no organisation, and the conventions ask for it.",
    why: "Units find the competences of their work by field and organisation; a cluster \
          without them is found by nobody.",
    fix: "Add `field` and `organisations`; or say with `cluster-fields` in the `conventions` of the \
          manifest what clusters must have here: `[]` is nothing.",
    example: &[Edit {
        file: "job-specific/records-management/cluster.yaml",
        at: r"organisations: [archive]
",
        bad: "",
        good: r"organisations: [archive]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At { item, spot } in subject.clusters() {
        let mut missing = |key: &str, message: String| {
            let finding =
                Finding::new(&RULE, spot.key("id").place(), message).about(item.id.as_str());
            report.push(finding.help(format!("add `{key}:`")));
        };
        let conventions = &subject.model().framework().conventions;
        if item.field.is_none() && conventions.asks_of_clusters(ClusterField::Field) {
            missing(
                "field",
                format!("the cluster `{}` has no field of work", item.id),
            );
        }
        let has_organisations = !item.organisations.is_empty();
        if !has_organisations && conventions.asks_of_clusters(ClusterField::Organisations) {
            missing(
                "organisations",
                format!("the cluster `{}` is for no organisation", item.id),
            );
        }
    }
}
