use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A key is given twice in one map.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-key",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A key is given twice in one map.",
    why: "YAML forbids it, and readers differ in which of the two they take.",
    fix: "Remove one of them.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: r"kind: core
kind: core
",
        good: r"kind: core
",
    }],
};
