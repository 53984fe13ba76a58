use crate::Severity;
use crate::check::ExcuseAt;
use crate::finding::Finding;
use crate::rule::{Apply, Category, Edit, Rule};

/// An excuse excuses nothing.
pub(crate) static RULE: Rule = Rule {
    id: "unused-excuse",
    category: Category::Lifecycle,
    severity: Severity::Warning,
    summary: "An excuse excuses nothing.",
    why: "What it excused has been mended, or the rule has been turned off. Left in place, it \
          would hide the next finding of the rule.",
    fix: "Remove the excuse.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Drži se dogovorov v skupini\n",
        bad: "sl: Drži se dogovorov v skupini\n    excuses:\n      - rule: long-statement\n        reason: It was longer once\n",
        good: "sl: Drži se dogovorov v skupini\n",
    }],
    apply: Apply::Elsewhere,
};

/// The finding about an excuse that was not used. Which ones were is known when all other
/// rules have been applied, so this rule is applied last, by the check itself.
pub(crate) fn finding(excuse: &ExcuseAt<'_>) -> Finding {
    let rule = &excuse.item.rule;
    let message = format!(
        "`{}` breaks `{rule}` nowhere: the excuse excuses nothing",
        excuse.element
    );
    let finding = Finding::new(&RULE, excuse.spot.key("rule").place(), message);
    finding.about(excuse.element).help("remove it")
}
