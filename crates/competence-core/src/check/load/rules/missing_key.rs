use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A key that is required is not there.
pub(crate) static RULE: Rule = Rule {
    id: "missing-key",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A key that is required is not there.",
    why: "The element cannot be understood without it, and is left out of the model.",
    fix: "Add the key.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: "",
        good: r"kind: core
",
    }],
};
