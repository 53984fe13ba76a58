use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A file does not begin with the line that names its schema.
pub(crate) static RULE: Rule = Rule {
    id: "missing-modeline",
    category: Category::Shape,
    severity: Severity::Hint,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file does not begin with the line that names its schema.",
    why: "Editors with a YAML language server complete and check a file by `# \
          yaml-language-server: $schema=...`.",
    fix: "Copy the line from the message.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"# yaml-language-server: $schema=../schemas/competence.schema.json
",
        bad: "",
        good: r"# yaml-language-server: $schema=../schemas/competence.schema.json
",
    }],
};
