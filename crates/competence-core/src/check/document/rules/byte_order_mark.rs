use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file begins with a byte order mark.
pub(crate) static RULE: Rule = Rule {
    id: "byte-order-mark",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file begins with a byte order mark.",
    why: "The invisible mark confuses tools that compare and join files.",
    fix: "Save the file as UTF-8 without BOM.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "# yaml-language-server: $schema=../schemas/competence.schema.json",
        bad: "\u{feff}# yaml-language-server: $schema=../schemas/competence.schema.json",
        good: "# yaml-language-server: $schema=../schemas/competence.schema.json",
    }],
};
