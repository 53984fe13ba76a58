use std::collections::HashMap;

use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Statement, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// Two indicators say the same.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-statement",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two indicators say the same.",
    why: "The same behaviour would be rated twice, and count twice. Statements are compared in \
          the primary language, without regard to case, diacritics, punctuation and white \
          space. Deprecated indicators are not compared.",
    fix: "Remove one of them, or say what makes them differ.",
    example: &[Edit {
        file: "leadership/leading-people.yaml",
        at: "en: Gives feedback soon after the event",
        bad: "en: Keeps agreements, made within the team",
        good: "en: Gives feedback soon after the event",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut first = HashMap::new();
    for Statement { at, normalised } in subject.statements_in_force() {
        let before = *first.entry(normalised.as_str()).or_insert(at);
        if before.item.id == at.item.id {
            continue;
        }
        let id = at.item.id.as_str();
        let message = format!("`{id}` says the same as `{}`", before.item.id);
        let other = subject.statement_place(before);
        report.push(
            Finding::new(&RULE, subject.statement_place(at), message)
                .about(id)
                .help("remove one of them, or say what makes them differ")
                .related_element(other, "the other is here", before.item.id.as_str()),
        );
    }
}
