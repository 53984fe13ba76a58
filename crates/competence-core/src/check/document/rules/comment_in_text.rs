use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A `#` ends a text without quotes.
pub(crate) static RULE: Rule = Rule {
    id: "comment-in-text",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A `#` ends a text without quotes.",
    why: "In YAML a `#` after a blank begins a comment: what follows is not part of the text, and is \
          lost without a word. Comments have a blank after the `#`; where there is none, as in \
          `tier #1`, it is meant as text.",
    fix: "Put the whole text in quotes, or a blank after the `#` of a comment.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Keeps agreements with tier #1 suppliers",
        good: r#"en: "Keeps agreements with tier #1 suppliers""#,
    }],
};
