use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A key has the name that it had in an earlier version.
pub(crate) static RULE: Rule = Rule {
    id: "renamed-key",
    category: Category::Shape,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A key has the name that it had in an earlier version.",
    why: "The old name is still understood, for one version of the program. `excuses` is now \
          `suppressions`, the word that SARIF has for it.",
    fix: "Write the new name.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"en: Keeps agreements made within the team
      sl: Drži se dogovorov v skupini
",
        bad: r"en: Keeps agreements as well as promises
      sl: Drži se dogovorov v skupini
    excuses:
      - rule: two-behaviours
        reason: Promises are the agreements of one person
",
        good: r"en: Keeps agreements as well as promises
      sl: Drži se dogovorov v skupini
    suppressions:
      - rule: two-behaviours
        reason: Promises are the agreements of one person
",
    }],
};
