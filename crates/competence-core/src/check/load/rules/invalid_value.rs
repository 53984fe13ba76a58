use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A value is not among those that are allowed.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-value",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A value is not among those that are allowed.",
    why: "A word that is not in the list, a number out of bounds, an empty text or a day that \
          does not exist cannot be understood, and is left out of the model.",
    fix: "Use one of the values that the message names.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "status: draft",
        bad: "status: draaft",
        good: "status: draft",
    }],
};
