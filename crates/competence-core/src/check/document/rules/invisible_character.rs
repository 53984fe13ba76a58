use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// There is a character in a file that is not seen.
pub(crate) static RULE: Rule = Rule {
    id: "invisible-character",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "There is a character in a file that is not seen.",
    why: "A zero-width space or a soft hyphen comes along when a text is copied from a page or a \
          document. Two texts that look the same then differ, and no program takes a word with \
          one in it for the word that is seen. Between letters of the scripts that need them, and in emoji, \
          joiners and variation selectors are left alone.",
    fix: "Remove the character.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Sodelovanje",
        bad: "sl: Sodelo\u{200b}vanje",
        good: "sl: Sodelovanje",
    }],
};
