use std::collections::HashMap;

use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// Two elements have the same id.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-id",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two elements have the same id.",
    why: "Assessments, lineage and other systems name an element by its id; with two of them \
          nobody can tell which is meant. Ids are unique over all clusters, competences, \
          indicators and profiles.",
    fix: "Give one of them another id.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "cooperation.keeps-agreements",
        bad: "cooperation.shares-knowledge",
        good: "cooperation.keeps-agreements",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let all: Vec<_> = subject.elements().collect();
    let mut first = HashMap::with_capacity(all.len());
    for at in &all {
        let id = at.element.id();
        let before = *first.entry(id).or_insert(at);
        if std::ptr::eq(before, at) {
            continue;
        }
        let noun = before.element.noun();
        let message = format!("the id `{id}` is given twice");
        report.push(
            Finding::new(&RULE, at.spot().key("id").place(), message)
                .about(id)
                .related(
                    before.spot().key("id").place(),
                    format!("the first is this {noun}"),
                ),
        );
    }
}
