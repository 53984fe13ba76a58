use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A letter is written as several characters where there is one.
pub(crate) static RULE: Rule = Rule {
    id: "decomposed-letter",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A letter is written as several characters where there is one.",
    why: "`š` can be one character, or an `s` with a caron that combines with it, as names of files \
          are on macOS. The two look the same and are not: a comparison finds a change that nobody \
          sees. Texts are kept in the composed form (Unicode Normalization Form C).",
    fix: "Write the letter as one character.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Težave",
        bad: "sl: Tez\u{30c}ave",
        good: "sl: Težave",
    }],
};
