use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file in a folder of the model is not read.
pub(crate) static RULE: Rule = Rule {
    id: "unread-document",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file in a folder of the model is not read.",
    why: "Its name ends in another way, or it lies in a folder too deep. What it says would be missing from the model without a word, and comparisons would take it for removed.",
    fix: "Rename it so that it ends with `.yaml`, or move it, as the finding says.",
    example: &[Edit {
        file: "core/teamwork.yml",
        at: "",
        bad: r"id: teamwork
",
        good: "",
    }],
};
