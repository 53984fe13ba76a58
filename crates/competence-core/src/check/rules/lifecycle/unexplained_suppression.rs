use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject, suppressions};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A suppression gives no reason.
pub(crate) static RULE: Rule = Rule {
    id: "unexplained-suppression",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &["unexplained-excuse"],
    summary: "A suppression gives no reason.",
    why: "The next reader must be able to judge whether the suppression still holds.",
    fix: "Add a `reason`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"en: Keeps agreements made within the team
      sl: Drži se dogovorov v skupini
",
        bad: r"en: Keeps agreements as well as promises
      sl: Drži se dogovorov v skupini
    suppressions:
      - rule: two-behaviours
",
        good: r"en: Keeps agreements as well as promises
      sl: Drži se dogovorov v skupini
    suppressions:
      - rule: two-behaviours
        reason: Promises are the agreements of one person
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for suppression in suppressions(subject) {
        let reason = suppression.item.reason.as_deref().unwrap_or_default();
        if reason.trim().is_empty() {
            let rule = &suppression.item.rule;
            let message = format!(
                "`{rule}` is suppressed for `{}` without a reason",
                suppression.element
            );
            let place = suppression.spot.key("rule").place();
            report.push(
                Finding::new(&RULE, place, message)
                    .about(suppression.element)
                    .help("add `reason: ...`"),
            );
        }
    }
}
