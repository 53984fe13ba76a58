use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// Older YAML readers take a text without quotes for another value.
pub(crate) static RULE: Rule = Rule {
    id: "ambiguous-scalar",
    category: Category::Reading,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Older YAML readers take a text without quotes for another value.",
    why: "YAML 1.1 takes `yes`, `no`, `on` and `off` for truth values, `2025-01-31` for a date \
          and `12:30` for a number to the base of 60. Here they are texts, as YAML 1.2 says, \
          but other tools that read the model may see something else.",
    fix: "Put the text in quotes.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "  en: Works with others towards a common result",
        bad: "  en: no",
        good: "  en: \"no\"",
    }],
};
