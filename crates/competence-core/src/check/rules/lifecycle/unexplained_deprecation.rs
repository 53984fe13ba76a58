use crate::Severity;
use crate::Status;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A deprecated element has neither a reason nor a successor.
pub(crate) static RULE: Rule = Rule {
    id: "unexplained-deprecation",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A deprecated element has neither a reason nor a successor.",
    why: "Whoever used the element must learn why not to, and what to use instead. An element \
          with a `deprecation` that is not deprecated is found as well.",
    fix: "Add `deprecation` with a `reason`, `successors`, or both.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"status: draft
",
        bad: r"status: deprecated
",
        good: r"status: deprecated
deprecation:
  successors: [leading-people]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for at in subject.elements() {
        let status = at.element.own_status();
        let deprecated = status == Some(Status::Deprecated);
        let (noun, id) = (at.element.noun(), at.element.id());
        let (spot, message, help) = match at.element.deprecation() {
            Some(_) if !deprecated => (
                at.spot().name("deprecation"),
                format!("the {noun} `{id}` has a deprecation, but is not deprecated"),
                match status {
                    Some(status) => format!(
                        "write `status: deprecated` for `status: {status}`, or remove `deprecation`"
                    ),
                    None => "add `status: deprecated`, or remove `deprecation`".to_owned(),
                },
            ),
            Some(it) if it.reason.is_some() || !it.successors.is_empty() => continue,
            None if !deprecated => continue,
            has => (
                at.spot().key("status"),
                format!("the deprecated {noun} `{id}` has neither a reason nor a successor"),
                match has {
                    Some(_) => "add a `reason` under `deprecation`, or `successors`",
                    None => "add `deprecation:`, and under it a `reason` or `successors`",
                }
                .to_owned(),
            ),
        };
        report.push(
            Finding::new(&RULE, spot.place(), message)
                .about(id)
                .help(help),
        );
    }
}
