use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// A language tag is not well-formed by BCP 47, or not in its usual letter case.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-language-tag",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A language tag is not well-formed by BCP 47, or not in its usual letter case.",
    why: "Other tools find a text by its tag; `SLO` or `en_GB` is found by none, and a \
          language in two spellings would be there twice.",
    fix: "Use tags such as `sl`, `en-GB` or `sr-Latn`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Sodelovanje",
        bad: "SI_sl: Sodelovanje",
        good: "sl: Sodelovanje",
    }],
};
