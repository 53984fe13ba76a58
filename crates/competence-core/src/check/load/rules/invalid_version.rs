use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// The version is missing, or is not a semantic version.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-version",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The version is missing, or is not a semantic version.",
    why: "The version is the promise about assessments made against the framework; it follows \
          Semantic Versioning 2.0.0.",
    fix: "Write three numbers, as in `1.0.0` or `2.1.0-draft.1`.",
    example: &[Edit {
        file: "framework.yaml",
        at: "version: 1.0.0-draft.1",
        bad: "version: \"2025\"",
        good: "version: 1.0.0-draft.1",
    }],
};
