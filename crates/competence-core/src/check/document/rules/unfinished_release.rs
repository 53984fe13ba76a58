use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A release was interrupted before its files were in their places.
pub(crate) static RULE: Rule = Rule {
    id: "unfinished-release",
    category: Category::Reading,
    severity: Severity::Warning,
    summary: "A release was interrupted before its files were in their places.",
    why: "A release writes several files, and all of them hold at once: until the last is in its \
          place they are read from the folder `.release`. This program does so; others, git \
          among them, do not.",
    fix: "Run `competence release`, which finishes it.",
    example: &[],
};
