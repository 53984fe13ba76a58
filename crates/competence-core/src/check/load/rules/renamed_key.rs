use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A key has the name that it had in an earlier version.
pub(crate) static RULE: Rule = Rule {
    id: "renamed-key",
    category: Category::Shape,
    severity: Severity::Warning,
    summary: "A key has the name that it had in an earlier version.",
    why: "The old name is still understood, for one version of the program. `excuses` is now \
          `suppressions`, the word that SARIF has for it.",
    fix: "Write the new name.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team\n      sl: Drži se dogovorov v skupini\n",
        bad: "en: Keeps agreements as well as promises\n      sl: Drži se dogovorov v skupini\n    excuses:\n      - rule: two-behaviours\n        reason: Promises are the agreements of one person\n",
        good: "en: Keeps agreements as well as promises\n      sl: Drži se dogovorov v skupini\n    suppressions:\n      - rule: two-behaviours\n        reason: Promises are the agreements of one person\n",
    }],
};
