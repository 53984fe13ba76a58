use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// There is a control character in a file.
pub(crate) static RULE: Rule = Rule {
    id: "control-character",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "There is a control character in a file.",
    why: "Control characters, bidirectional overrides and the separators U+2028 and U+2029 are \
          invisible. They can drive a terminal, make a text look like another, and are read \
          differently by YAML 1.1 and 1.2.",
    fix: "Remove the character.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Sodelovanje",
        bad: "sl: \"Sodelovanje\\u202E\"",
        good: "sl: Sodelovanje",
    }],
};
