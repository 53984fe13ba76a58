//! What of a model CTDL-ASN holds.

use competence_core::{
    Contents, Element, LanguageTag, LocalisedText, Mapping, Relationship, Status, Text, TextField,
};
use serde_json::Value;

use super::{CTID, kept_ctid};
use crate::loss::{Holds, Part};
use crate::rdf::other_languages;

pub(super) struct Ctdl<'m> {
    model: &'m Contents,
}

impl<'m> Ctdl<'m> {
    pub fn of(model: &'m Contents) -> Self {
        Self { model }
    }
}

const NO_PLACE: &str = "the format has no place for it";
const IN_ORDER: &str = "without an order, and only elements of the model";

impl Holds for Ctdl<'_> {
    fn whole(&self, element: Element<'_>) -> Option<&'static str> {
        matches!(element, Element::Profile(_)).then_some("the format has no place for profiles")
    }

    fn gained(&self, part: Part<'_>) -> Option<(&'static str, &'static str)> {
        let framework = self.model.framework();
        let is_unseen = framework.base_iri.is_some() && !self.has_default_address();
        let comes_back = is_unseen && framework.annotations.iri.is_none();
        (comes_back && matches!(part, Part::Framework))
            .then_some(("iri", "no address shows what the others begin with"))
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        match part {
            Part::Framework => self.of_framework(key, value),
            Part::Element(element) => self.of_element(element, key, value),
        }
    }
}

fn has(is_held: bool, why: &'static str) -> Option<&'static str> {
    (!is_held).then_some(why)
}

impl Ctdl<'_> {
    /// The elements that are written.
    fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let all = self.model.elements();
        all.filter(|it| !matches!(it, Element::Profile(_)))
    }

    fn has_default_address(&self) -> bool {
        self.elements().any(|it| it.annotations().iri.is_none())
    }

    /// The languages of the texts that are held, without the primary one.
    fn others(&self) -> Vec<LanguageTag> {
        let framework = self.model.framework();
        let of_framework = std::iter::once(&framework.title)
            .chain(&framework.description)
            .chain(&framework.annotations.keywords);
        let is_held = |it: &Text<'_>| {
            matches!(
                it.field,
                TextField::Title
                    | TextField::Statement
                    | TextField::Definition
                    | TextField::Note
                    | TextField::Keyword
            )
        };
        let of_elements = self.elements().flat_map(|it| it.texts());
        let of_elements = of_elements.filter(is_held).map(|it| it.text);
        let primary = &framework.languages.primary;
        other_languages(of_framework.chain(of_elements), primary)
    }

    fn of_framework(&self, key: &str, value: &Value) -> Option<&'static str> {
        let framework = self.model.framework();
        match key {
            "id" | "version" | "title" | "description" | "licence" | "code" | "iri"
            | "valid-from" | "valid-until" => None,
            "keywords" => of_keywords(&framework.annotations.keywords),
            // It is seen from the addresses of elements.
            "base-iri" => has(self.has_default_address(), NO_PLACE),
            "languages" => {
                let languages = &framework.languages;
                has(
                    languages.required.is_empty() && languages.optional == self.others(),
                    "only the primary language is named, and the others that texts are in",
                )
            }
            "scale" => has(framework.scale.levels.is_empty(), NO_PLACE),
            "conventions" => has(
                framework.conventions == crate::imported_conventions(),
                NO_PLACE,
            ),
            CTID => of_ctid(kept_ctid(&framework.annotations), value),
            _ => Some(NO_PLACE),
        }
    }

    fn of_element(&self, element: Element<'_>, key: &str, value: &Value) -> Option<&'static str> {
        match key {
            "id" | "kind" | "title" | "statement" | "definition" | "polarity" | "code" | "note"
            | "iri" | "indicators" => None,
            "keywords" => of_keywords(&element.annotations().keywords),
            "facets" => has(is_sorted(value), "without an order"),
            "status" => has(
                matches!(
                    element.own_status(),
                    Some(Status::Draft | Status::Approved | Status::Deprecated)
                ),
                "what is proposed or consulted is a draft there",
            ),
            "cluster" | "parent" => has(
                self.names_competencies(value),
                "it names an element that is not there",
            ),
            "also-in" | "includes" => {
                has(is_sorted(value) && self.names_competencies(value), IN_ORDER)
            }
            "mappings" => {
                let all = element.mappings();
                let is_plain = |it: &Mapping| *it == Mapping::new(it.relation, it.target.clone());
                let keys: Vec<_> = all.iter().map(|it| (it.relation, &it.target)).collect();
                has(
                    all.iter().all(is_plain) && keys.is_sorted_by(|a, b| a < b),
                    "only the relation and the target are held, without an order",
                )
            }
            "relations" => {
                let all = element.relations();
                let is_held = all.iter().all(|it| {
                    it.relation == Relationship::Requires && self.is_competency(it.target.as_str())
                });
                let targets: Vec<_> = all.iter().map(|it| &it.target).collect();
                has(
                    is_held && targets.is_sorted_by(|a, b| a < b),
                    "only `requires` is held, without an order",
                )
            }
            CTID => of_ctid(kept_ctid(element.annotations()), value),
            _ => Some(NO_PLACE),
        }
    }

    fn is_competency(&self, id: &str) -> bool {
        let element = self.model.element(id);
        element.is_some_and(|it| !matches!(it, Element::Profile(_)))
    }

    /// Whether all that a value names is in the export.
    fn names_competencies(&self, value: &Value) -> bool {
        let ids = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        ids.iter()
            .filter_map(Value::as_str)
            .all(|id| self.is_competency(id))
    }
}

/// A CTID is held as it stands; what only has its key is not one.
fn of_ctid(kept: Option<&str>, value: &Value) -> Option<&'static str> {
    has(kept.is_some() && kept == value.as_str(), "it is not a CTID")
}

/// Keywords are read as one text in one language each.
fn of_keywords(all: &[LocalisedText]) -> Option<&'static str> {
    let is_single = all.iter().all(|it| it.iter().count() == 1);
    let keys: Vec<_> = all.iter().flat_map(LocalisedText::iter).collect();
    has(
        is_single && keys.is_sorted_by(|a, b| a < b),
        "the texts are held one by one, without an order",
    )
}

/// Whether the texts of a list are in order, each once.
fn is_sorted(value: &Value) -> bool {
    let texts = value.as_array().into_iter().flatten();
    let texts: Vec<&str> = texts.filter_map(Value::as_str).collect();
    texts.is_sorted_by(|a, b| a < b)
}
