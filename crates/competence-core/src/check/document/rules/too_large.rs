use crate::Severity;
use crate::check::rule::{Category, Rule};

/// A file, or the whole model, is beyond what is read.
pub(crate) static RULE: Rule = Rule {
    id: "too-large",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A file, or the whole model, is beyond what is read.",
    why: "The limits keep a hostile or mistaken input from taking the time and memory of \
          everyone who checks it: 16 MiB a file (256 MiB for a bundle), 1 GiB and 100,000 \
          files in all, folders 8 deep, lists and maps 32 deep, 4,000,000 values in a file.",
    fix: "Split the file, or move what is not part of the model elsewhere.",
    example: &[],
};
