//! A model as CTDL-ASN in JSON-LD.

use std::collections::{BTreeSet, HashMap};

use competence_core::{
    ClusterId, Code, Date, Element, FacetId, IndicatorId, LocalisedText, Model, Relationship,
    Status,
};
use oxrdf::NamedNode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::holds::Ctdl;
use super::{
    ALIGNMENTS, Category, Term, coercion, ctid, kept_ctid, name_of, publication, published,
};
use crate::loss::losses;
use crate::rdf::{Document, Prefix, Streamed, Vocabulary};
use crate::{Content, ExportError, Exported, address};

/// The model as a graph, with its context in the file: nothing has to be fetched to read it.
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let writer = Writer::of(model)?;
    let elements = model.elements();
    let elements = elements.filter_map(|it| writer.competency(it));
    let document = Document {
        context: context(),
        graph: Streamed::new(std::iter::once(writer.framework()).chain(elements)),
    };
    let text = document.to_text()?;
    Ok(Exported {
        content: Content::Text(text),
        losses: losses(model, &Ctdl::of(model)),
    })
}

/// The context of an export: its prefixes, and what the values of the terms are that it may use.
fn context() -> Map<String, Value> {
    let prefixes = [
        Prefix::Ceasn,
        Prefix::Ceterms,
        Prefix::PublicationStatus,
        Prefix::Xsd,
    ];
    let prefixes = prefixes.iter().map(|it| it.parts());
    let mut context: Map<String, Value> = prefixes
        .map(|(name, address)| (name.to_owned(), address.into()))
        .collect();
    let used: BTreeSet<String> = Term::ALL.iter().map(|it| it.short()).collect();
    for (name, values) in published().filter(|(name, _)| used.contains(*name)) {
        if let Some(coercion) = coercion(values) {
            context.insert(name.to_owned(), coercion);
        }
    }
    context
}

/// A resource as an object of JSON, with its properties in the order in which they are written.
#[derive(Default)]
struct Resource(Vec<(String, Value)>);

impl Serialize for Resource {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Resource {
    fn new(address: &str, class: Term) -> Self {
        let mut it = Self::default();
        it.0.push(("@id".to_owned(), address.into()));
        it.0.push(("@type".to_owned(), class.short().into()));
        it
    }

    fn set(&mut self, term: Term, value: impl Into<Value>) {
        self.0.push((term.short(), value.into()));
    }

    fn maybe(&mut self, term: Term, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(term, value);
        }
    }

    fn text(&mut self, term: Term, text: Option<&LocalisedText>) {
        let texts = text.map(|text| {
            text.iter()
                .map(|(tag, words)| (tag.to_string(), words.into()))
        });
        self.maybe(term, texts.map(Iterator::collect::<Map<String, Value>>));
    }

    /// Texts as lists by their languages.
    fn texts(&mut self, term: Term, texts: &[LocalisedText]) {
        let mut lists: Map<String, Value> = Map::new();
        for (tag, words) in texts.iter().flat_map(LocalisedText::iter) {
            let list = lists
                .entry(tag.as_str())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(words.into());
            }
        }
        self.maybe(term, (!lists.is_empty()).then_some(lists));
    }

    fn list(&mut self, term: Term, addresses: impl Iterator<Item = Value>) {
        let addresses: Vec<Value> = addresses.collect();
        self.maybe(term, (!addresses.is_empty()).then_some(addresses));
    }
}

struct Writer<'m> {
    model: &'m Model,
    scheme: String,
    /// The address of each element that is written.
    addresses: HashMap<&'m str, String>,
    /// The place of each element among those of its list, from 1.
    places: HashMap<&'m str, usize>,
    /// What is in each cluster: the clusters inside it, then competences; own, and further ones.
    inside: HashMap<&'m str, Vec<&'m str>>,
    further: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Writer<'m> {
    fn of(model: &'m Model) -> Result<Self, ExportError> {
        let mut addresses = HashMap::new();
        for element in model.elements().filter(|it| Category::of(*it).is_some()) {
            let address = address::of(model, element);
            if NamedNode::new(&address).is_err() {
                return Err(ExportError::Element {
                    id: element.id().to_owned(),
                    message: format!("`{address}` is not an absolute IRI"),
                });
            }
            addresses.insert(element.id(), address);
        }
        let mut inside: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut further: HashMap<&str, Vec<&str>> = HashMap::new();
        for it in model.clusters() {
            if let Some(parent) = &it.parent {
                inside
                    .entry(parent.as_str())
                    .or_default()
                    .push(it.id.as_str());
            }
        }
        for it in model.competences() {
            if let Some(cluster) = &it.cluster {
                inside
                    .entry(cluster.as_str())
                    .or_default()
                    .push(it.id.as_str());
            }
            for cluster in &it.also_in {
                further
                    .entry(cluster.as_str())
                    .or_default()
                    .push(it.id.as_str());
            }
        }
        Ok(Self {
            model,
            scheme: address::scheme(model),
            addresses,
            places: places(model),
            inside,
            further,
        })
    }

    fn address(&self, id: &str) -> Option<Value> {
        self.addresses.get(id).map(|it| it.as_str().into())
    }

    fn addresses<'a>(
        &'a self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> impl Iterator<Item = Value> {
        ids.into_iter().filter_map(|id| self.address(id))
    }

    fn framework(&self) -> Resource {
        let framework = self.model.framework();
        let annotations = &framework.annotations;
        let id = framework.id.as_str();
        let mut it = Resource::new(&self.scheme, Term::Framework);
        let own = kept_ctid(annotations).map(str::to_owned);
        it.set(Term::Ctid, own.unwrap_or_else(|| ctid(&self.scheme, "")));
        it.set(Term::Identifier, name_of(id, ""));
        it.text(Term::Name, Some(&framework.title));
        it.text(Term::Description, framework.description.as_ref());
        it.maybe(Term::Code, annotations.code.as_ref().map(Code::as_str));
        it.texts(Term::Keyword, &annotations.keywords);
        it.set(Term::Language, framework.languages.primary.as_str());
        it.set(Term::Version, framework.version.to_string());
        if let Some(licence) = &framework.licence {
            if NamedNode::new(licence).is_ok() {
                it.set(Term::Licence, licence.as_str());
            } else {
                let primary = framework.languages.primary.clone();
                it.text(
                    Term::Rights,
                    Some(&LocalisedText::new(primary, licence.as_str())),
                );
            }
        }
        let status = if framework.is_release() {
            Status::Approved
        } else {
            Status::Draft
        };
        it.set(Term::Publication, status_address(status));
        let records = self.model.lineage().iter().flat_map(|it| &it.records);
        it.maybe(
            Term::Modified,
            records.filter_map(|it| it.decided).max().map(midnight),
        );
        it.maybe(Term::ValidFrom, annotations.valid_from.map(midnight));
        it.maybe(Term::ValidUntil, annotations.valid_until.map(midnight));
        let elements = self.model.elements();
        let top = elements
            .filter(|it| self.parent(*it).is_none())
            .map(|it| it.id());
        it.list(Term::HasTopChild, self.addresses(top));
        it
    }

    /// What an element is in, if that is in the model.
    fn parent(&self, element: Element<'m>) -> Option<&'m str> {
        let parent = match element {
            Element::Cluster(it) => it.parent.as_ref().map(ClusterId::as_str),
            Element::Competence(it) => it.cluster.as_ref().map(ClusterId::as_str),
            Element::Indicator(competence, _) => Some(competence.id.as_str()),
            Element::Profile(_) => None,
        };
        parent.filter(|it| self.addresses.contains_key(it))
    }

    fn competency(&self, element: Element<'m>) -> Option<Resource> {
        let category = Category::of(element)?;
        let id = element.id();
        let annotations = element.annotations();
        let mut it = Resource::new(self.addresses.get(id)?, Term::Competency);
        let own = kept_ctid(annotations).map(str::to_owned);
        it.set(Term::Ctid, own.unwrap_or_else(|| ctid(&self.scheme, id)));
        it.set(
            Term::Identifier,
            name_of(self.model.framework().id.as_str(), id),
        );
        let definition = match element {
            Element::Cluster(it) => it.definition.as_ref(),
            Element::Competence(it) => it.definition.as_ref(),
            _ => None,
        };
        if definition.is_some() {
            it.text(Term::Label, Some(element.title()));
        }
        it.text(Term::Text, definition.or(Some(element.title())));
        let facets = match element {
            Element::Indicator(_, it) => it.facets.as_slice(),
            _ => &[],
        };
        let words = std::iter::once(category.word()).chain(facets.iter().map(FacetId::as_str));
        let words: Vec<Value> = words.map(Into::into).collect();
        it.set(
            Term::Category,
            Map::from_iter([("en".to_owned(), words.into())]),
        );
        it.maybe(Term::Code, annotations.code.as_ref().map(Code::as_str));
        it.text(Term::Comment, annotations.note.as_ref());
        it.texts(Term::Keyword, &annotations.keywords);
        it.maybe(Term::Publication, element.own_status().map(status_address));
        it.set(Term::PartOf, self.scheme.as_str());
        match self.parent(element) {
            Some(parent) => it.maybe(Term::ChildOf, self.address(parent)),
            None => it.set(Term::TopChildOf, self.scheme.as_str()),
        }
        it.maybe(Term::ListId, self.places.get(id).map(ToString::to_string));
        let (children, further): (Vec<&str>, Vec<&str>) = match element {
            Element::Cluster(_) => {
                let of =
                    |all: &HashMap<&str, Vec<&'m str>>| all.get(id).cloned().unwrap_or_default();
                (of(&self.inside), of(&self.further))
            }
            Element::Competence(it) => (
                it.indicators.iter().map(|it| it.id.as_str()).collect(),
                it.includes.iter().map(IndicatorId::as_str).collect(),
            ),
            _ => (Vec::new(), Vec::new()),
        };
        it.list(Term::HasChild, self.addresses(children));
        it.list(Term::ComprisedOf, self.addresses(further));
        for (term, relation) in ALIGNMENTS {
            let all = element
                .mappings()
                .iter()
                .filter(|it| it.relation == relation);
            it.list(term, all.map(|it| it.target.as_str().into()));
        }
        let relations = element.relations().iter();
        let required = relations.filter(|it| it.relation == Relationship::Requires);
        it.list(
            Term::Prerequisite,
            self.addresses(required.map(|it| it.target.as_str())),
        );
        Some(it)
    }
}

fn status_address(status: Status) -> String {
    let (prefix, _) = Prefix::PublicationStatus.parts();
    format!("{prefix}:{}", publication(status))
}

/// A day as the point in time at which it begins.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn places(model: &Model) -> HashMap<&str, usize> {
    let clusters: Vec<&str> = model.clusters().iter().map(|it| it.id.as_str()).collect();
    let all = model.competences().iter();
    let competences: Vec<&str> = all.clone().map(|it| it.id.as_str()).collect();
    let indicators = all.map(|it| it.indicators.iter().map(|it| it.id.as_str()).collect());
    let lists = [clusters, competences].into_iter().chain(indicators);
    let numbered = lists.flat_map(|all: Vec<&str>| all.into_iter().enumerate());
    numbered.map(|(at, id)| (id, at + 1)).collect()
}
