use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A bundle has a format that this version of the program does not read.
pub(crate) static RULE: Rule = Rule {
    id: "other-format",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A bundle has a format that this version of the program does not read.",
    why: "A newer version of the program may write a form that this one would misread. The format \
          is looked at before anything else, so that keys of the newer form are not reported.",
    fix: "Use the version of the program that made the bundle, or a newer one.",
    example: &[],
};
