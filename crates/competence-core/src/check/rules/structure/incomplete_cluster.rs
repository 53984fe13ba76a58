use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{ClusterField, ClusterId, Severity};

/// A cluster has no field of work, or is for no organisation.
pub(crate) static RULE: Rule = Rule {
    id: "incomplete-cluster",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A cluster has no field of work, or is for no organisation, and the conventions ask for it.",
    why: "Units find the competences of their work by field and organisation; a cluster \
          without them is found by nobody. A group of profiles alone, such as a role family, needs \
          neither.",
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
    let model = subject.model();
    let is_of_profiles = |id: &ClusterId| {
        model.profiles_in(id).next().is_some() && model.competences_in(id).next().is_none()
    };
    // A role family is in no field of its own, and may be for all.
    let clusters = subject.clusters();
    for At { item, spot } in clusters.filter(|at| !is_of_profiles(&at.item.id)) {
        let mut missing = |key: &str, message: String| {
            let finding =
                Finding::new(&RULE, spot.key("id").place(), message).about(item.id.as_str());
            report.push(finding.help(format!("add `{key}:`")));
        };
        let conventions = &model.framework().conventions;
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
