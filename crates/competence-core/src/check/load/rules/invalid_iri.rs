use crate::Severity;
use crate::check::rule::{Category, Edit, Rule};

/// The target of a mapping, or a link, is not an absolute IRI.
pub(crate) static RULE: Rule = Rule {
    id: "invalid-iri",
    category: Category::Shape,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The target of a mapping, or a link, is not an absolute IRI.",
    why: "A mapping is only of use to a machine if its target can be looked up. The form is \
          that of RFC 3987.",
    fix: "Write the whole address, without spaces.",
    example: &[Edit {
        file: "digital/digital-work.yaml",
        at: "target: http://data.europa.eu/esco/skill-group/S5",
        bad: "target: esco skill S5",
        good: "target: http://data.europa.eu/esco/skill-group/S5",
    }],
};
