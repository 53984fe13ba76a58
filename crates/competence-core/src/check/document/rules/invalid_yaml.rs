use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file is not valid YAML.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-yaml",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file is not valid YAML.",
    why: "Nothing behind the first such place can be relied on, so the file is read no \
          further; the other files are.",
    fix: "Mend what the message says; tabs for indentation, a missing quote and a missing \
          space behind a colon are the usual causes.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: r"kind: [core
",
        good: r"kind: core
",
    }],
};
