use std::collections::HashSet;

use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Competence, Severity};

/// A cluster holds nothing.
pub(crate) static RULE: Rule = Rule {
    id: "empty-cluster",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A cluster holds no competence and no profile.",
    why: "An empty cluster promises something to its organisations that is not there.",
    fix: "Add competences, or remove the cluster. A cluster that others name as their parent \
          may be empty.",
    example: &[Edit {
        file: "job-specific/inspection/cluster.yaml",
        at: "",
        bad: r"# yaml-language-server: $schema=../../schemas/cluster.schema.json
id: inspection
title: { en: Inspection, sl: Inšpekcijski nadzor }
field: { en: Supervision, sl: Nadzor }
organisations: [archive]
status: draft
",
        good: "",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    let model = subject.model();
    let members = model.competences().iter().flat_map(Competence::clusters);
    let families = model.profiles().iter().filter_map(|it| it.cluster.as_ref());
    let parents = model.clusters().iter().filter_map(|it| it.parent.as_ref());
    let filled: HashSet<_> = members.chain(families).chain(parents).collect();
    for At { item, spot } in subject
        .clusters()
        .filter(|at| !filled.contains(&at.item.id))
    {
        let message = format!("the cluster `{}` holds no competence", item.id);
        let finding = Finding::new(&RULE, spot.key("id").place(), message).about(item.id.as_str());
        report.push(finding.help("add competences to its folder, or remove the cluster"));
    }
}
