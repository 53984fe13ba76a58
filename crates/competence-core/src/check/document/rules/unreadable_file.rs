use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A file of the model cannot be read.
pub(crate) static RULE: Rule = Rule {
    id: "unreadable-file",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file of the model cannot be read.",
    why: "What is not read is not checked, and would silently be missing from the model. Found \
          for a folder named like a file, a file without permission, a pipe or device, a name \
          that is not UTF-8, and a released bundle that is not one.",
    fix: "See that the path is a regular file that you may read.",
    example: &[],
};
