use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::SuppressionAt;
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A suppression suppresses nothing.
pub(crate) static RULE: Rule = Rule {
    id: "unused-suppression",
    category: Category::Lifecycle,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &["unused-excuse"],
    summary: "A suppression suppresses nothing.",
    why: "The finding it suppressed has been fixed, or the rule has been turned off. Left in place, it \
          would hide the next finding of the rule.",
    fix: "Remove the suppression.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"sl: Drži se dogovorov v skupini
",
        bad: r"sl: Drži se dogovorov v skupini
    suppressions:
      - rule: long-statement
        reason: It was longer once
",
        good: r"sl: Drži se dogovorov v skupini
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Elsewhere;

/// The finding about a suppression that was not used. Which ones were is known when all other
/// rules have been applied, so this rule is applied last, by the check itself.
pub(crate) fn finding(suppression: &SuppressionAt<'_>) -> Finding {
    let rule = &suppression.item.rule;
    let message = format!(
        "`{}` breaks `{rule}` nowhere: the suppression suppresses nothing",
        suppression.element
    );
    let finding = Finding::new(&RULE, suppression.spot.key("rule").place(), message);
    finding.about(suppression.element).help("remove it")
}
