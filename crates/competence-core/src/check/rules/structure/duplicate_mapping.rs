use std::collections::HashMap;

use crate::check::context::{Apply, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Relation, Severity};

/// Two elements are mapped to one target as the same.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-mapping",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two elements are mapped to one target as the same.",
    why: "By SKOS (section 10, condition S45) `exactMatch` leads from one to the other and back: \
          two elements that are the same as a third are the same as each other.",
    fix: "Keep `exactMatch` for the one that is the same, and write `closeMatch` or \
          `narrowMatch` for the other.",
    example: &[
        Edit {
            file: "core/cooperation.yaml",
            at: r"indicators:
",
            bad: r"mappings:
  - relation: exactMatch
    target: http://data.europa.eu/esco/skill/1
indicators:
",
            good: r"mappings:
  - relation: exactMatch
    target: http://data.europa.eu/esco/skill/1
indicators:
",
        },
        Edit {
            file: "leadership/leading-people.yaml",
            at: r"indicators:
",
            bad: r"mappings:
  - relation: exactMatch
    target: http://data.europa.eu/esco/skill/1
indicators:
",
            good: r"mappings:
  - relation: closeMatch
    target: http://data.europa.eu/esco/skill/1
indicators:
",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut first = HashMap::new();
    for at in subject.elements() {
        for (index, mapping) in at.element.mappings().iter().enumerate() {
            if mapping.relation != Relation::ExactMatch {
                continue;
            }
            let (before, number) = *first.entry(&mapping.target).or_insert((at, index));
            let (id, other) = (at.element.id(), before.element.id());
            // Of one element, `contradicting-mappings` tells.
            if id == other {
                continue;
            }
            let message = format!("`{id}` is mapped as the same to the target of `{other}`");
            let place = |spot: crate::check::context::Spot<'_>, index| {
                spot.key("mappings").item(index).key("target").place()
            };
            report.push(
                Finding::new(&RULE, place(at.spot(), index), message)
                    .about(id)
                    .help("keep `exactMatch` for the one that is the same, and write `closeMatch` for the other")
                    .related_element(place(before.spot(), number), "the other is here", other),
            );
        }
    }
}
