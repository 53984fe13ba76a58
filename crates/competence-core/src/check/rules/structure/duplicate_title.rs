use std::collections::HashMap;

use crate::Severity;
use crate::check::context::{Apply, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::model::similarity::normalised;
use crate::{Element, Status};

/// Two competences, clusters or profiles have the same title.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-title",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two competences, clusters or profiles have the same title.",
    why: "People know them by their titles: in a form, a report or a search nobody can tell which \
          of the two is meant. Titles are compared in the primary language, without regard to \
          case, diacritics, punctuation and white space. Deprecated elements are not compared.",
    fix: "Give one of them another title, or merge them.",
    example: &[Edit {
        file: "leadership/leading-people.yaml",
        at: "en: Leading people",
        bad: "en: Cooperation",
        good: "en: Leading people",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let primary = &subject.model().framework().languages.primary;
    let mut first = HashMap::new();
    for at in subject.elements() {
        let status = match at.element {
            Element::Cluster(it) => it.status,
            Element::Competence(it) => it.status,
            Element::Profile(it) => it.status,
            Element::Indicator(..) => continue,
        };
        let Some(title) = at.element.title().get(primary) else {
            continue;
        };
        if status == Status::Deprecated {
            continue;
        }
        let before = *first
            .entry((at.element.noun(), normalised(title)))
            .or_insert(at);
        let (id, other) = (at.element.id(), before.element.id());
        if id == other {
            continue;
        }
        let noun = at.element.noun();
        let message = format!("the {noun} `{id}` has the same title as `{other}`");
        let place =
            |spot: crate::check::context::Spot<'_>| spot.key("title").key(primary.as_str()).place();
        report.push(
            Finding::new(&RULE, place(at.spot()), message)
                .about(id)
                .help("give one of them another title, or merge them")
                .related_element(place(before.spot()), "the other is here", other),
        );
    }
}
