use std::collections::HashMap;

use crate::Severity;
use crate::check::context::{Apply, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// Two elements have the same code, and the conventions say that codes are unique.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-code",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two elements have the same code, and the conventions say that codes are unique.",
    why: "Others know an element by its code. Codes are compared without regard to case, as people \
          look them up. Some frameworks number anew in each group: so the rule holds where the \
          manifest has `unique-codes: true` in its `conventions`.",
    fix: "Give one of them another code.",
    example: &[
        Edit {
            file: "framework.yaml",
            at: r"conventions:
",
            bad: r"conventions:
  unique-codes: true
",
            good: r"conventions:
  unique-codes: true
",
        },
        Edit {
            file: "core/cooperation.yaml",
            at: r"kind: core
",
            bad: r"kind: core
code: K1
",
            good: r"kind: core
code: K1
",
        },
        Edit {
            file: "leadership/leading-people.yaml",
            at: r"kind: leadership
",
            bad: r"kind: leadership
code: k1
",
            good: r"kind: leadership
code: V1
",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.model().framework().conventions.unique_codes {
        return;
    }
    let mut first = HashMap::new();
    for at in subject.elements() {
        let Some(code) = &at.element.annotations().code else {
            continue;
        };
        let before = *first.entry(code.as_str().to_lowercase()).or_insert(at);
        let (id, other) = (at.element.id(), before.element.id());
        if id == other {
            continue;
        }
        let message = format!("the code `{code}` of `{id}` is that of `{other}`, too");
        let finding = Finding::new(&RULE, at.spot().key("code").place(), message).about(id);
        let place = before.spot().key("code").place();
        report.push(finding.related_element(place, "the other is here", other));
    }
}
