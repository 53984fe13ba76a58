use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file holds no document.
pub(crate) static RULE: Rule = Rule {
    id: "empty-file",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file holds no document.",
    why: "An empty file is nearly always one that was not saved, or not finished.",
    fix: "Fill it, or delete it.",
    example: &[Edit {
        file: "profiles/trainee.yaml",
        at: "",
        bad: r"# to do
",
        good: "",
    }],
};
