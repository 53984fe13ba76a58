use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A file is not encoded in UTF-8.
pub(crate) static RULE: Rule = Rule {
    id: "not-utf8",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file is not encoded in UTF-8.",
    why: "YAML is Unicode; in another encoding the letters č, š and ž come out wrong on some \
          machines and right on others.",
    fix: "Save the file as UTF-8. Files of older editors are often in Windows-1250.",
    example: &[],
};
