//! What of a model SKOS holds.

use std::collections::BTreeSet;

use competence_core::{
    Contents, Element, LanguageTag, LocalisedText, Mapping, Relationship, Text, TextField,
};
use serde_json::Value;

use super::integrity::{BroaderOf, is_in_hierarchy};
use crate::loss::{Holds, Part};
use crate::rdf::other_languages;

pub(super) struct Skos<'m> {
    model: &'m Contents,
    broader: BroaderOf,
}

impl<'m> Skos<'m> {
    pub fn of(model: &'m Contents) -> Self {
        Self {
            model,
            broader: BroaderOf::of(model),
        }
    }
}

const NO_PLACE: &str = "the format has no place for it";
const NOT_THERE: &str = "it names an element that is not there";
const UNORDERED: &str = "the format has no order";

impl Holds for Skos<'_> {
    fn whole(&self, element: Element<'_>) -> Option<&'static str> {
        matches!(element, Element::Profile(_)).then_some("the format has no place for profiles")
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        match part {
            Part::Framework => self.of_framework(key, value),
            Part::Element(element) => self.of_element(element, key, value),
        }
    }
}

impl Skos<'_> {
    /// The languages of the texts that are held, without the primary one.
    fn others(&self) -> Vec<LanguageTag> {
        let framework = self.model.framework();
        let annotations = &framework.annotations;
        let of_framework = std::iter::once(&framework.title)
            .chain(&framework.description)
            .chain(&annotations.note)
            .chain(&annotations.alternative_titles)
            .chain(&annotations.keywords)
            .chain(&annotations.examples);
        let elements = self.model.elements();
        let elements = elements.filter(|it| !matches!(it, Element::Profile(_)));
        let is_held = |it: &Text<'_>| {
            !matches!(
                it.field,
                TextField::Field
                    | TextField::DeprecationReason
                    | TextField::LevelDescription
                    | TextField::LinkTitle
            )
        };
        let of_elements = elements.flat_map(|it| it.texts());
        let of_elements = of_elements.filter(is_held).map(|it| it.text);
        let primary = &framework.languages.primary;
        other_languages(of_framework.chain(of_elements), primary)
    }

    fn of_framework(&self, key: &str, value: &Value) -> Option<&'static str> {
        let framework = self.model.framework();
        match key {
            "id" | "version" | "title" | "description" | "licence" | "base-iri" => None,
            "languages" => {
                let languages = &framework.languages;
                let is_held = languages.required.is_empty() && languages.optional == self.others();
                (!is_held).then_some(
                    "only the primary language is named, and the others that texts are in",
                )
            }
            // What is read has none, and its texts may not be edited.
            "scale" => (!framework.scale.levels.is_empty()).then_some(NO_PLACE),
            "conventions" => {
                (framework.conventions != crate::imported_conventions()).then_some(NO_PLACE)
            }
            _ => of_annotation(key, value),
        }
    }

    fn of_element(&self, element: Element<'_>, key: &str, value: &Value) -> Option<&'static str> {
        let has = |is_held: bool, why| (!is_held).then_some(why);
        let is_cluster = matches!(element, Element::Cluster(_));
        match key {
            "id" | "kind" | "title" | "statement" | "definition" | "status" | "polarity"
            | "facets" | "iri" => None,
            "cluster" | "parent" => has(self.names_concepts(value), NOT_THERE),
            "also-in" | "includes" => {
                let is_held = is_sorted(value) && self.names_concepts(value);
                has(is_held, "without an order, and only elements of the model")
            }
            "indicators" => {
                let Element::Competence(it) = element else {
                    return None;
                };
                has(it.indicators.is_sorted_by(|a, b| a.id < b.id), UNORDERED)
            }
            "deprecation" => {
                let is_only = element.deprecation().is_some_and(|it| {
                    it.reason.is_none()
                        && !it.successors.is_empty()
                        && it.successors.is_sorted_by(|a, b| a < b)
                        && self.names_concepts(&value["successors"])
                });
                has(is_only, "only the successors are held, without an order")
            }
            "mappings" => {
                let all = element.mappings();
                let is_plain = |it: &Mapping| *it == Mapping::new(it.relation, it.target.clone());
                let keys: Vec<_> = all.iter().map(|it| (it.relation, &it.target)).collect();
                let is_set = keys.windows(2).all(|it| matches!(it, [a, b] if a < b));
                has(
                    !is_cluster && all.iter().all(is_plain) && is_set,
                    "only the relation and the target are held",
                )
            }
            "relations" => {
                let all = element.relations();
                let is_held = |it: &competence_core::Association| match it.relation {
                    Relationship::Requires => true,
                    Relationship::Related => {
                        !is_in_hierarchy(element.id(), it.target.as_str(), &self.broader)
                    }
                    _ => false,
                };
                let is_there = all.iter().all(|it| {
                    let target = self.model.element(it.target.as_str());
                    matches!(
                        target,
                        Some(Element::Competence(_) | Element::Indicator(..))
                    )
                });
                let keys: Vec<_> = all.iter().map(|it| (it.relation, &it.target)).collect();
                let is_set = keys.windows(2).all(|it| matches!(it, [a, b] if a < b));
                has(
                    !is_cluster && all.iter().all(is_held) && is_there && is_set,
                    "only `related` and `requires` are held",
                )
            }
            "alternative-titles" => {
                // SKOS S13: another title is not the title.
                let titles: BTreeSet<_> = element.title().iter().collect();
                let others = element.annotations().alternative_titles.iter();
                let is_other = others
                    .flat_map(LocalisedText::iter)
                    .all(|it| !titles.contains(&it));
                of_annotation(key, value).or_else(|| has(is_other, "one of them is the title"))
            }
            _ => of_annotation(key, value),
        }
    }
}

impl Skos<'_> {
    /// Whether all that a value names is in the export: what is in the model, and no profile.
    fn names_concepts(&self, value: &Value) -> bool {
        let ids = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        ids.iter().filter_map(Value::as_str).all(|id| {
            let element = self.model.element(id);
            element.is_some_and(|it| !matches!(it, Element::Profile(_)))
        })
    }
}

/// Why an annotation is lost, if it is. Any other key has no place.
fn of_annotation(key: &str, value: &Value) -> Option<&'static str> {
    let has = |is_held: bool, why| (!is_held).then_some(why);
    match key {
        "code" | "iri" | "note" => None,
        // Texts of a list are read as one text in one language each.
        "alternative-titles" | "keywords" | "examples" => {
            let texts: Vec<Vec<(&String, &Value)>> = value
                .as_array()
                .map(|all| {
                    all.iter()
                        .filter_map(Value::as_object)
                        .map(|it| it.iter().collect())
                        .collect()
                })
                .unwrap_or_default();
            let is_single = texts.iter().all(|it| it.len() == 1);
            let keys: Vec<String> = texts
                .iter()
                .flatten()
                .map(|(tag, text)| format!("{tag} {text}"))
                .collect();
            has(
                is_single && keys.is_sorted_by(|a, b| a < b),
                "the texts are held one by one, without an order",
            )
        }
        "links" => {
            let targets: Vec<(&str, bool)> = value
                .as_array()
                .map(|all| {
                    let all = all.iter().filter_map(|it| {
                        Some((it.get("target")?.as_str()?, it.get("title").is_none()))
                    });
                    all.collect()
                })
                .unwrap_or_default();
            let is_plain = targets.iter().all(|(_, is_plain)| *is_plain);
            has(
                is_plain && targets.is_sorted_by(|a, b| a.0 < b.0),
                "only the addresses are held, without an order",
            )
        }
        _ => Some(NO_PLACE),
    }
}

/// Whether the texts of a list are in order, each once.
fn is_sorted(value: &Value) -> bool {
    let texts: Vec<&str> = value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    texts.is_sorted_by(|a, b| a < b)
}
