use crate::Severity;
use crate::rule::{Apply, Category, Edit, Rule};

/// There is a control character in a file.
pub(crate) static RULE: Rule = Rule {
    id: "control-character",
    category: Category::Reading,
    severity: Severity::Error,
    summary: "There is a control character in a file.",
    why: "Control characters and bidirectional overrides are invisible, can drive a terminal, \
          and can make a text look like another.",
    fix: "Remove the character.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Sodelovanje",
        bad: "sl: \"Sodelovanje\\u202E\"",
        good: "sl: Sodelovanje",
    }],
    apply: Apply::Elsewhere,
};
