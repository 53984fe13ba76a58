use crate::Severity;
use crate::check::{Report, Subject, excuses};
use crate::finding::Finding;
use crate::rule::{Apply, Category, Edit, Rule};

/// An excuse gives no reason.
pub(crate) static RULE: Rule = Rule {
    id: "unexplained-excuse",
    category: Category::Lifecycle,
    severity: Severity::Error,
    summary: "An excuse gives no reason.",
    why: "The next reader must be able to judge whether the excuse still holds.",
    fix: "Add a `reason`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team\n      sl: Drži se dogovorov v skupini\n",
        bad: "en: Keeps agreements as well as promises\n      sl: Drži se dogovorov v skupini\n    excuses:\n      - rule: two-behaviours\n",
        good: "en: Keeps agreements as well as promises\n      sl: Drži se dogovorov v skupini\n    excuses:\n      - rule: two-behaviours\n        reason: Promises are the agreements of one person\n",
    }],
    apply: Apply::Model(apply),
};

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for excuse in excuses(subject) {
        let reason = excuse.item.reason.as_deref().unwrap_or_default();
        if reason.trim().is_empty() {
            let rule = &excuse.item.rule;
            let message = format!(
                "`{}` is excused from `{rule}` without a reason",
                excuse.element
            );
            let place = excuse.spot.key("rule").place();
            report.push(
                Finding::new(&RULE, place, message)
                    .about(excuse.element)
                    .help("add `reason: ...`"),
            );
        }
    }
}
