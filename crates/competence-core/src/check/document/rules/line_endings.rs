use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// The lines of a file end with a carriage return.
pub(crate) static RULE: Rule = Rule {
    id: "line-endings",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The lines of a file end with a carriage return.",
    why: "Mixed line ends make every line of a file look changed in a review.",
    fix: "Save the file with line feeds (LF), and set `* text=auto eol=lf` in \
          `.gitattributes`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"kind: core
",
        bad: "kind: core\r\n",
        good: r"kind: core
",
    }],
};
