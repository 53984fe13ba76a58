use crate::check::context::{Apply, Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Annotations, Severity};

/// Something is valid until a day before the first one.
pub(crate) static RULE: Rule = Rule {
    id: "validity",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Something is valid until a day before the one from which it is valid.",
    why: "It would never be in force.",
    fix: "Correct one of the two dates.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: "kind: core
valid-from: \"2026-01-01\"
valid-until: \"2025-12-31\"
",
        good: "kind: core
valid-from: \"2026-01-01\"
valid-until: \"2026-12-31\"
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut look = |annotations: &Annotations, spot: Spot<'_>, id: &str| {
        if let (Some(from), Some(until)) = (annotations.valid_from, annotations.valid_until)
            && until < from
        {
            let message = format!("`{id}` is valid until {until}, and only from {from}");
            let place = spot.key("valid-until").place();
            report.push(
                Finding::new(&RULE, place, message)
                    .about(id)
                    .help("correct one of the two dates"),
            );
        }
    };
    if let Some(at) = subject.framework() {
        look(&at.item.annotations, at.spot, at.item.id.as_str());
    }
    for at in subject.elements() {
        look(at.element.annotations(), at.spot(), at.element.id());
    }
}
