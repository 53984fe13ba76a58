use crate::Severity;
use crate::check::rule::{Category, Rule};

/// Ids contradict each other, so that the elements of the model cannot be told apart.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-ids",
    category: Category::Reading,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Ids contradict each other, so that the elements of the model cannot be told apart.",
    why: "A comparison finds elements by their ids. Where an id occurs twice, or an indicator is \
          in a competence that its id does not name, any answer could be about the wrong one. \
          `competence check` shows each place.",
    fix: "Give each element an id of its own.",
    example: &[],
};
