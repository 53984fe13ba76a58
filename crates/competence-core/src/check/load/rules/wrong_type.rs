use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A value is of another type than it must be.
pub(crate) static RULE: Rule = Rule {
    id: "wrong-type",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A value is of another type than it must be.",
    why: "A number where a text is meant (`1.0`), a text where a list is meant: the value \
          cannot be understood, and is left out of the model.",
    fix: "Write a text in quotes, a list in brackets or with hyphens.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Sodelovanje",
        bad: "sl: 1.0",
        good: "sl: \"1.0\"",
    }],
};
