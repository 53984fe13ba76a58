use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A YAML file lies where no part of a model belongs.
pub(crate) static RULE: Rule = Rule {
    id: "unexpected-file",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A YAML file lies where no part of a model belongs.",
    why: "It is not read, though its author probably thinks that it is.",
    fix: "Move it to its place, or out of the folder. Files that are not YAML, hidden files \
          and the folder `schemas` may lie anywhere.",
    example: &[Edit {
        file: "more/listening.yaml",
        at: "",
        bad: r"id: listening
",
        good: "",
    }],
};
