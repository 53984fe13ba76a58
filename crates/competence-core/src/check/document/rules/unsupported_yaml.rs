use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// An anchor, an alias, a tag or a key that is not a text is used.
pub(crate) static RULE: Rule = Rule {
    id: "unsupported-yaml",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An anchor, an alias, a tag or a key that is not a text is used.",
    why: "A model must read the same to people, editors and tools, and a review must show a \
          change where it happens. Aliases can also blow up a small file to any size.",
    fix: "Write the value out; quote it if it is a text.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"status: draft
",
        bad: r"status: &now draft
",
        good: r"status: draft
",
    }],
};
