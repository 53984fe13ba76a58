//! What of a model CASE holds.

use competence_core::{Contents, Element, ElementId, LocalisedText, Mapping, Requirement, Status};
use serde_json::Value;

use super::{IDENTIFIER, Version, of_mapping, of_relation};
use crate::loss::{Holds, Part};

pub(super) struct Case<'m> {
    model: &'m Contents,
    version: Version,
}

impl<'m> Case<'m> {
    pub fn of(model: &'m Contents, version: Version) -> Self {
        Self { model, version }
    }
}

const NO_PLACE: &str = "the format has no place for it";
const REPLACED: &str = "only what has a successor is deprecated, and all else approved";
const ONE_LANGUAGE: &str = "only the primary language is held";

impl Holds for Case<'_> {
    fn whole(&self, _: Element<'_>) -> Option<&'static str> {
        None
    }

    fn gained(&self, part: Part<'_>) -> Option<(&'static str, &'static str)> {
        match part {
            Part::Framework => {
                let framework = self.model.framework();
                let is_unseen = match framework.base_iri {
                    Some(_) => !self.has_default_address(),
                    None => self.is_empty(),
                };
                let comes_back = is_unseen && framework.annotations.iri.is_none();
                comes_back.then_some(("iri", "no address shows what the others begin with"))
            }
            Part::Element(element) => {
                let comes_back =
                    element.own_status().is_none() && self.status_of(element).is_some();
                comes_back.then_some(("status", REPLACED))
            }
        }
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        match part {
            Part::Framework => self.of_framework(key),
            Part::Element(element) => self.of_element(element, key, value),
        }
    }
}

impl Case<'_> {
    /// Whether a text is in the primary language and no other.
    fn is_plain(&self, text: &LocalisedText) -> bool {
        let primary = &self.model.framework().languages.primary;
        text.iter().all(|(tag, _)| tag == primary)
    }

    fn text(&self, text: Option<&LocalisedText>) -> Option<&'static str> {
        text.is_some_and(|it| !self.is_plain(it))
            .then_some(ONE_LANGUAGE)
    }

    fn of_framework(&self, key: &str) -> Option<&'static str> {
        let framework = self.model.framework();
        let annotations = &framework.annotations;
        let has = |is_held: bool| (!is_held).then_some(NO_PLACE);
        match key {
            "id" => has(!self.is_empty()),
            "version" | "licence" | "valid-from" | "valid-until" | "iri" | IDENTIFIER => None,
            "title" => self.text(Some(&framework.title)),
            "description" => self.text(framework.description.as_ref()),
            "note" => self.text(annotations.note.as_ref()),
            // It is seen from the addresses of elements.
            "base-iri" => has(self.has_default_address()),
            "languages" => {
                let languages = &framework.languages;
                has(languages.required.is_empty() && languages.optional.is_empty())
            }
            "scale" => has(framework.scale.levels.is_empty()),
            "conventions" => has(framework.conventions == crate::imported_conventions()),
            _ => Some(NO_PLACE),
        }
    }

    /// Whether there is nothing in it, by which it would be named.
    fn is_empty(&self) -> bool {
        self.model.elements().next().is_none()
    }

    fn has_default_address(&self) -> bool {
        self.model
            .elements()
            .any(|it| it.annotations().iri.is_none())
    }

    fn of_element(&self, element: Element<'_>, key: &str, value: &Value) -> Option<&'static str> {
        let has = |is_held: bool, why| (!is_held).then_some(why);
        let annotations = element.annotations();
        match key {
            "id" | "kind" | "polarity" | "code" | "iri" | "valid-from" | "valid-until"
            | "indicators" | IDENTIFIER => None,
            "title" | "statement" => self.text(Some(element.title())),
            "definition" | "description" => self.text(match element {
                Element::Cluster(it) => it.definition.as_ref(),
                Element::Competence(it) => it.definition.as_ref(),
                Element::Profile(it) => it.description.as_ref(),
                Element::Indicator(..) => None,
            }),
            "note" => self.text(annotations.note.as_ref()),
            "alternative-titles" => {
                let all = &annotations.alternative_titles;
                has(
                    all.len() == 1 && all.iter().all(|it| self.is_plain(it)),
                    "one is held, in the primary language",
                )
            }
            "keywords" => has(
                annotations.keywords.iter().all(|it| self.is_plain(it)),
                ONE_LANGUAGE,
            ),
            // What is not replaced is published, and so approved; an indicator as its competence.
            "status" => {
                let is_held = match element {
                    Element::Indicator(_, it) => it.status == self.status_of(element),
                    _ if self.is_replaced(element) => element.status() == Status::Deprecated,
                    _ => element.status() == Status::Approved,
                };
                has(is_held, REPLACED)
            }
            "deprecation" => {
                let mut seen = std::collections::BTreeSet::new();
                let is_held = element.deprecation().is_some_and(|it| {
                    let mut all = it.successors.iter();
                    let is_there = |id: &ElementId| self.model.element(id.as_str()).is_some();
                    it.reason.is_none()
                        && !it.successors.is_empty()
                        && all.all(|it| is_there(it) && seen.insert(it))
                });
                has(is_held, "only the successors are held")
            }
            "cluster" | "parent" | "also-in" | "includes" => has(
                self.is_there(value) && is_each_once(value),
                "what is not there, or twice, is left out",
            ),
            "mappings" => {
                let all = element.mappings();
                let is_held = |it: &Mapping| {
                    let mut plain = Mapping::new(it.relation, it.target.clone());
                    plain.title.clone_from(&it.title);
                    let has_type = of_mapping(it.relation, self.version).is_some();
                    *it == plain && has_type && it.title.as_deref() != Some(it.target.as_str())
                };
                has(
                    all.iter().all(is_held),
                    "only the relation, the target and its title are held",
                )
            }
            "relations" => {
                let all = element.relations();
                let is_held = all.iter().all(|it| {
                    let target = it.target.as_str();
                    of_relation(it.relation, self.version).is_some()
                        && self.model.element(target).is_some()
                });
                has(
                    is_held,
                    "the format has no such relation, or the target is not there",
                )
            }
            "requires" => {
                let Element::Profile(it) = element else {
                    return None;
                };
                has(
                    self.is_canonical(&it.requires),
                    "only competences and single indicators are held",
                )
            }
            _ => Some(NO_PLACE),
        }
    }

    /// Whether it shows that something else comes instead.
    fn is_replaced(&self, element: Element<'_>) -> bool {
        let successors = element.deprecation().map_or(&[][..], |it| &it.successors);
        successors
            .iter()
            .any(|it| self.model.element(it.as_str()).is_some())
    }

    /// The status of its own that an indicator comes back with.
    fn status_of(&self, element: Element<'_>) -> Option<Status> {
        let Element::Indicator(competence, _) = element else {
            return None;
        };
        let is_own =
            self.is_replaced(element) && !self.is_replaced(Element::Competence(competence));
        is_own.then_some(Status::Deprecated)
    }

    fn is_there(&self, value: &Value) -> bool {
        let ids = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        ids.iter()
            .filter_map(Value::as_str)
            .all(|id| self.model.element(id).is_some())
    }

    /// Whether requirements are as they come back: competences one by one, then single indicators.
    fn is_canonical(&self, requires: &[Requirement]) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        let last = requires.len().saturating_sub(1);
        requires.iter().enumerate().all(|(at, it)| {
            let is_plain = it.kind.is_none()
                && it.cluster.is_none()
                && it.level.is_none()
                && it.necessity.is_none();
            let names_one = match (&it.competence, &it.indicators[..]) {
                (Some(id), []) => {
                    self.model.competence(id).is_some() && seen.insert(id.to_string())
                }
                (None, ids @ [_, ..]) => {
                    at == last
                        && ids.iter().all(|id| {
                            self.model.indicator(id).is_some() && seen.insert(id.to_string())
                        })
                }
                _ => false,
            };
            is_plain && names_one
        })
    }
}

/// Whether the items of a list are there once each.
fn is_each_once(value: &Value) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    value.as_array().is_none_or(|all| {
        all.iter()
            .filter_map(Value::as_str)
            .all(|it| seen.insert(it))
    })
}
