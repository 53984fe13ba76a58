use crate::Severity;
use crate::check::rule::{Category, Rule};

/// The model has no manifest.
pub(crate) static RULE: Rule = Rule {
    id: "missing-manifest",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The model has no manifest.",
    why: "Without `framework.yaml` there is no version, no languages and no scale, and most \
          rules cannot be applied.",
    fix: "Name the folder that holds the manifest, or make a model with `competence new`.",
    example: &[],
};
