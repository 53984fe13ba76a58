use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A key is not part of the document.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-key",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A key is not part of the document.",
    why: "It is nearly always a misspelling, and what it says would be lost in silence.",
    fix: "Use the key that is suggested, or remove it.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"status: draft
",
        bad: r"statsu: draft
",
        good: r"status: draft
",
    }],
};
