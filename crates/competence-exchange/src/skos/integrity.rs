//! The integrity conditions of SKOS, as far as a model can break them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use competence_core::{Contents, Element, Relationship};

/// A condition of SKOS that an element breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Breach {
    /// The number of the condition in the SKOS Reference, such as `S14`.
    pub condition: &'static str,
    /// The element.
    pub element: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.element, self.condition, self.message)
    }
}

/// What is above each indicator: its competence, and those that include it.
pub(super) struct BroaderOf(BTreeMap<String, Vec<String>>);

impl BroaderOf {
    pub fn of(model: &Contents) -> Self {
        let mut above: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (competence, indicator) in model.indicators() {
            above
                .entry(indicator.id.to_string())
                .or_default()
                .push(competence.id.to_string());
        }
        for competence in model.competences() {
            for id in &competence.includes {
                if let Some(all) = above.get_mut(id.as_str()) {
                    let id = competence.id.to_string();
                    if !all.contains(&id) {
                        all.push(id);
                    }
                }
            }
        }
        Self(above)
    }

    pub fn parents(&self, id: &str) -> impl Iterator<Item = &str> {
        self.0.get(id).into_iter().flatten().map(String::as_str)
    }
}

/// Whether one of two elements is above the other.
pub(super) fn is_in_hierarchy(one: &str, other: &str, broader: &BroaderOf) -> bool {
    one == other
        || broader.parents(one).any(|it| it == other)
        || broader.parents(other).any(|it| it == one)
}

/// The integrity conditions of SKOS (W3C Recommendation, 18 August 2009) that a model breaks:
///
/// - S9 and S37, that schemes, collections and concepts are different things, hold by how a model is
///   written;
/// - S13: a text is not both the title and another title of an element, in one language;
/// - S14: an element has one title in a language, which the model's type promises;
/// - S27: what is related is not above or below;
/// - S46: a mapping is not exact and broader, narrower or related at once, to one target.
///
/// An export leaves out what breaks S13 and S27, and says so in its losses.
pub fn integrity(model: &Contents) -> Vec<Breach> {
    let broader = BroaderOf::of(model);
    let mut found = Vec::new();
    for element in model.elements() {
        if matches!(element, Element::Profile(_)) {
            continue;
        }
        let breach = |condition, message| Breach {
            condition,
            element: element.id().to_owned(),
            message,
        };
        let titles: BTreeSet<_> = element.title().iter().collect();
        for other in &element.annotations().alternative_titles {
            for (language, text) in other.iter().filter(|it| titles.contains(it)) {
                let message = format!("`{text}` is its title and another title in `{language}`");
                found.push(breach("S13", message));
            }
        }
        for relation in element.relations() {
            let target = relation.target.as_str();
            if relation.relation == Relationship::Related
                && is_in_hierarchy(element.id(), target, &broader)
            {
                found.push(breach(
                    "S27",
                    format!("it is related to `{target}`, which is above or below it"),
                ));
            }
        }
        let mappings = element.mappings();
        for (at, one) in mappings.iter().enumerate() {
            for other in mappings
                .iter()
                .skip(at + 1)
                .filter(|it| it.target == one.target)
            {
                if one.relation.contradicts(other.relation) {
                    let message = format!(
                        "`{}` and `{}` to {}",
                        one.relation, other.relation, one.target
                    );
                    found.push(breach("S46", message));
                }
            }
        }
    }
    found
}
