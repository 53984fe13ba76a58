//! schema.org: a framework as a `DefinedTermSet`, for pages and search engines.
//!
//! | model | schema.org |
//! |---|---|
//! | manifest, cluster | `DefinedTermSet` |
//! | competence | `DefinedTerm`, and the `DefinedTermSet` of its indicators |
//! | indicator | `DefinedTerm` |
//! | profile | `Occupation`, with the competences that it requires as `skills` |
//! | title, statement; definition, description | `name`; `description` |
//! | other titles, keywords | `alternateName`, `keywords` |
//! | code, id | `termCode`, `identifier` |
//! | what is in what | `hasDefinedTerm`, `inDefinedTermSet`, `isPartOf` |
//! | exact mappings | `sameAs` |
//! | status | `creativeWorkStatus` |
//! | licence, version, languages, newest decision | `license`, `version`, `inLanguage`, `dateModified` |

use std::collections::HashMap;

use competence_core::{ClusterId, Element, IndicatorId, LocalisedText, Model, Profile, Relation};
use oxrdf::NamedNode;
use serde_json::{Map, Value, json};

use crate::loss::{Holds, Part, losses};
use crate::rdf::{Document, Streamed};
use crate::{Content, ExportError, Exported, address};

/// The model as JSON-LD, with its context in the file: nothing has to be fetched to read it.
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let writer = Writer::of(model)?;
    let elements = model.elements().map(|it| writer.element(it));
    let document = Document {
        context: json!({ "@vocab": "https://schema.org/" }),
        graph: Streamed::new(std::iter::once(writer.framework()).chain(elements)),
    };
    let text = document.to_text()?;
    Ok(Exported {
        content: Content::Text(text),
        losses: losses(model, &SchemaOrg),
    })
}

struct Writer<'m> {
    model: &'m Model,
    scheme: String,
    addresses: HashMap<&'m str, String>,
    /// The competences in each cluster, and those that include each indicator.
    members: HashMap<&'m str, Vec<&'m str>>,
    included: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Writer<'m> {
    fn of(model: &'m Model) -> Result<Self, ExportError> {
        let mut addresses = HashMap::new();
        for element in model.elements() {
            let address = address::of(model, element);
            if NamedNode::new(&address).is_err() {
                return Err(ExportError::Element {
                    id: element.id().to_owned(),
                    message: format!("`{address}` is not an absolute IRI"),
                });
            }
            addresses.insert(element.id(), address);
        }
        let mut members: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut included: HashMap<&str, Vec<&str>> = HashMap::new();
        for it in model.competences() {
            for cluster in it.clusters() {
                members
                    .entry(cluster.as_str())
                    .or_default()
                    .push(it.id.as_str());
            }
            for indicator in &it.includes {
                included
                    .entry(indicator.as_str())
                    .or_default()
                    .push(it.id.as_str());
            }
        }
        Ok(Self {
            model,
            scheme: address::scheme(model),
            addresses,
            members,
            included,
        })
    }

    /// Elements by their addresses; those that are not there are left out.
    fn nodes<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
        let addresses = ids.into_iter().filter_map(|id| self.addresses.get(id));
        addresses.map(|it| json!({ "@id": it })).collect()
    }

    fn framework(&self) -> Value {
        let framework = self.model.framework();
        let mut it = Resource::new(&self.scheme, &["DefinedTermSet"]);
        it.set("identifier", framework.id.as_str());
        it.text("name", Some(&framework.title));
        it.text("description", framework.description.as_ref());
        it.texts("alternateName", &framework.annotations.alternative_titles);
        it.texts("keywords", &framework.annotations.keywords);
        it.set("version", framework.version.to_string());
        let status = if framework.is_release() {
            "approved"
        } else {
            "draft"
        };
        it.set("creativeWorkStatus", status);
        let languages = framework.languages.all();
        it.list(
            "inLanguage",
            languages.map(|it| it.as_str().into()).collect(),
        );
        if let Some(licence) = &framework.licence {
            let is_address = NamedNode::new(licence).is_ok();
            let node = json!({ "@id": licence });
            it.set(
                "license",
                if is_address {
                    node
                } else {
                    licence.as_str().into()
                },
            );
        }
        let records = self.model.lineage().iter().flat_map(|it| &it.records);
        if let Some(day) = records.filter_map(|it| it.decided).max() {
            it.set("dateModified", day.to_string());
        }
        let competences = self.model.competences().iter().map(|it| it.id.as_str());
        it.list("hasDefinedTerm", self.nodes(competences));
        it.0.into()
    }

    fn element(&self, element: Element<'m>) -> Value {
        let id = element.id();
        let types: &[&str] = match element {
            Element::Cluster(_) => &["DefinedTermSet"],
            Element::Competence(_) => &["DefinedTerm", "DefinedTermSet"],
            Element::Indicator(..) => &["DefinedTerm"],
            Element::Profile(_) => &["Occupation"],
        };
        let address = self.addresses.get(id).map_or("", String::as_str);
        let mut it = Resource::new(address, types);
        let annotations = element.annotations();
        it.set("identifier", id);
        it.text("name", Some(element.title()));
        it.text("description", description(element));
        it.texts("alternateName", &annotations.alternative_titles);
        if let (Some(code), true) = (&annotations.code, types.contains(&"DefinedTerm")) {
            it.set("termCode", code.as_str());
        }
        let exact = element.mappings().iter();
        let exact = exact.filter(|it| it.relation == Relation::ExactMatch);
        let exact = exact.map(|it| json!({ "@id": it.target.as_str() }));
        it.list("sameAs", exact.collect());
        // Terms alone have no keywords and no status: these are of works.
        if matches!(element, Element::Cluster(_) | Element::Competence(_)) {
            it.texts("keywords", &annotations.keywords);
            it.set("creativeWorkStatus", element.status().as_str());
        }
        match element {
            Element::Cluster(cluster) => {
                let parent = cluster.parent.as_ref().map(ClusterId::as_str);
                let parent = parent.and_then(|it| self.addresses.get(it));
                it.set("isPartOf", json!({ "@id": parent.unwrap_or(&self.scheme) }));
                let members = self.members.get(id).into_iter().flatten().copied();
                it.list("hasDefinedTerm", self.nodes(members));
            }
            Element::Competence(competence) => {
                let mut sets = vec![json!({ "@id": self.scheme })];
                sets.extend(self.nodes(competence.clusters().map(ClusterId::as_str)));
                it.list("inDefinedTermSet", sets);
                let own = competence.indicators.iter().map(|it| it.id.as_str());
                let included = competence.includes.iter().map(IndicatorId::as_str);
                it.list("hasDefinedTerm", self.nodes(own.chain(included)));
            }
            Element::Indicator(competence, _) => {
                let others = self.included.get(id).into_iter().flatten().copied();
                let sets = std::iter::once(competence.id.as_str()).chain(others);
                it.list("inDefinedTermSet", self.nodes(sets));
            }
            Element::Profile(profile) => it.list("skills", self.skills(profile)),
        }
        it.0.into()
    }

    /// What a position is assessed on: whole competences, and of others the indicators that are asked for.
    fn skills(&self, profile: &Profile) -> Vec<Value> {
        let resolved = self.model.resolve(profile);
        let mut ids = Vec::new();
        for asked in &resolved.competences {
            let of_it = self.model.indicators_of(asked.competence).count();
            if asked.indicators.len() == of_it {
                ids.push(asked.competence.id.as_str());
            } else {
                ids.extend(asked.indicators.iter().map(|it| it.id.as_str()));
            }
        }
        self.nodes(ids)
    }
}

fn description(element: Element<'_>) -> Option<&LocalisedText> {
    match element {
        Element::Cluster(it) => it.definition.as_ref(),
        Element::Competence(it) => it.definition.as_ref(),
        Element::Profile(it) => it.description.as_ref(),
        Element::Indicator(..) => None,
    }
}

/// A resource with its properties.
struct Resource(Map<String, Value>);

impl Resource {
    fn new(address: &str, types: &[&str]) -> Self {
        let types = match types {
            [only] => Value::from(*only),
            all => all.to_vec().into(),
        };
        let id = ("@id".to_owned(), address.into());
        Self(Map::from_iter([id, ("@type".to_owned(), types)]))
    }

    fn set(&mut self, property: &str, value: impl Into<Value>) {
        self.0.insert(property.to_owned(), value.into());
    }

    fn list(&mut self, property: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.set(property, values);
        }
    }

    fn text(&mut self, property: &str, text: Option<&LocalisedText>) {
        self.texts(property, text.map_or(&[][..], std::slice::from_ref));
    }

    fn texts(&mut self, property: &str, texts: &[LocalisedText]) {
        let texts = texts.iter().flat_map(LocalisedText::iter);
        let texts = texts.map(|(tag, words)| json!({ "@language": tag, "@value": words }));
        self.list(property, texts.collect());
    }
}

/// What of a model schema.org holds.
struct SchemaOrg;

const NO_PLACE: &str = "the format has no place for it";

impl Holds for SchemaOrg {
    fn whole(&self, _: Element<'_>) -> Option<&'static str> {
        None
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        let element = match part {
            Part::Framework => {
                return match key {
                    "id" | "version" | "title" | "description" | "iri" | "base-iri" | "licence"
                    | "alternative-titles" | "keywords" => None,
                    "languages" => (value.as_object().is_some_and(|it| it.len() > 1))
                        .then_some("which of them is the primary one is not said"),
                    _ => Some(NO_PLACE),
                };
            }
            Part::Element(element) => element,
        };
        let is_work = matches!(element, Element::Cluster(_) | Element::Competence(_));
        let has = |is_held: bool, why| (!is_held).then_some(why);
        match key {
            "id" | "title" | "statement" | "definition" | "description" | "iri" | "parent"
            | "alternative-titles" => None,
            "code" => has(
                matches!(element, Element::Competence(_) | Element::Indicator(..)),
                NO_PLACE,
            ),
            "cluster" | "status" | "keywords" => has(is_work, NO_PLACE),
            "also-in" => Some("it is not told from the cluster"),
            "includes" => Some("what is included is not told from the competence's own"),
            "indicators" => has(
                value.as_array().is_none_or(|all| all.len() < 2),
                "the format has no order",
            ),
            "mappings" => {
                let all = element.mappings().iter();
                let is_plain = |it: &competence_core::Mapping| {
                    *it == competence_core::Mapping::new(Relation::ExactMatch, it.target.clone())
                };
                has(
                    all.clone().all(is_plain),
                    "only the targets of exact mappings are held",
                )
            }
            "requires" | "extends" => Some("what it comes to is listed, without levels"),
            _ => Some(NO_PLACE),
        }
    }
}
