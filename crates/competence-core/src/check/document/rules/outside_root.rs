use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A path leads out of the folder of the model.
pub(crate) static RULE: Rule = Rule {
    id: "outside-root",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A path leads out of the folder of the model.",
    why: "A model is what its folder holds. A link to elsewhere would make it depend on the \
          machine it is read on, and could be used to read files that are none of its \
          business.",
    fix: "Put the file itself into the folder.",
    example: &[],
};
