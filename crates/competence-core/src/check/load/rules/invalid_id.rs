use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// An id does not have the form of an id.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-id",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An id does not have the form of an id.",
    why: "Ids stand in file names, addresses and other systems for years: they are kebab-case, \
          at most 120 characters, and an indicator's id is its competence's id, a dot and a \
          name.",
    fix: "Use lower-case letters without diacritics and digits, in words joined by single \
          hyphens.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"id: cooperation
",
        bad: r"id: Cooperation
",
        good: r"id: cooperation
",
    }],
};
