use std::collections::HashMap;

use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Relation, Severity};

/// An element has two mappings to one target that cannot both hold.
pub(crate) static RULE: Rule = Rule {
    id: "contradicting-mappings",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An element has two mappings to one target that cannot both hold.",
    why: "By SKOS (sections 8 and 10, conditions S27 and S46) a target cannot be the same and \
          broader, or associated and broader, at once; and a repeated mapping is a slip. \
          `closeMatch` contradicts nothing.",
    fix: "Keep the relation that holds.",
    example: &[Edit {
        file: "digital/digital-work.yaml",
        at: r"indicators:
",
        bad: r"  - relation: broadMatch
    target: http://data.europa.eu/esco/skill-group/S5
indicators:
",
        good: r"  - relation: broadMatch
    target: http://data.europa.eu/esco/skill-group/S
indicators:
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for at in subject.elements() {
        // Nearly every element; there is nothing to compare.
        if at.element.mappings().len() < 2 {
            continue;
        }
        let mut by_target: HashMap<_, Vec<(usize, Relation)>> = HashMap::new();
        let mappings = at.element.mappings();
        for (index, mapping) in mappings.iter().enumerate() {
            let earlier = by_target.entry(&mapping.target).or_default();
            let conflict = earlier.iter().find(|&&(_, other)| {
                other == mapping.relation || other.contradicts(mapping.relation)
            });
            if let Some(&(number, other)) = conflict {
                let (id, relation) = (at.element.id(), mapping.relation.as_str());
                let other = other.as_str();
                let message = if other == relation {
                    format!("`{id}` has this mapping twice")
                } else {
                    format!("`{id}` cannot have `{relation}` and `{other}` to the same target")
                };
                let spot = at.spot().key("mappings");
                report.push(
                    Finding::new(&RULE, spot.item(index).key("relation").place(), message)
                        .about(id)
                        .help("keep the relation that holds")
                        .related(
                            spot.item(number).key("relation").place(),
                            "the other is here",
                        ),
                );
            }
            earlier.push((index, mapping.relation));
        }
    }
}
