use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file holds more than one YAML document.
pub(crate) static RULE: Rule = Rule {
    id: "multiple-documents",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file holds more than one YAML document.",
    why: "One file is one element, so that a path names it. What is behind the `---` is not \
          read.",
    fix: "Put each document into a file of its own.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: r"---
kind: core
",
        good: r"kind: core
",
    }],
};
