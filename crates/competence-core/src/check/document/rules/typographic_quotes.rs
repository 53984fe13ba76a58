use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A text stands in typographic quotes as a whole.
pub(crate) static RULE: Rule = Rule {
    id: "typographic-quotes",
    category: Category::Reading,
    severity: Severity::Hint,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A text stands in typographic quotes as a whole.",
    why: "Word processors turn straight quotes into typographic ones. YAML knows the straight ones \
          only, so that these are part of the text, in every document and form.",
    fix: "Write straight quotes, or none.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: “Keeps agreements made within the team”",
        good: r#"en: "Keeps agreements made within the team""#,
    }],
};
