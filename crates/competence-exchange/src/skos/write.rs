//! A model as RDF.

use std::collections::{BTreeMap, HashMap, HashSet};

use competence_core::{
    Annotations, ClusterId, Competence, Element, Indicator, LocalisedText, Model, Polarity,
    Relationship, Status,
};
use oxrdf::{LiteralRef, NamedNode, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use serde_json::{Map, Value, json};

use super::holds::Skos;
use super::integrity::{BroaderOf, is_in_hierarchy};
use super::{MATCHES, PREFIXES, Term};
use crate::loss::losses;
use crate::rdf::{Document, Streamed, Vocabulary};
use crate::{Content, ExportError, Exported, address};

/// A value of a property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Object {
    /// A text in a language.
    Text(String, String),
    /// A text in none.
    Plain(String),
    Node(NamedNode),
    Yes,
}

/// A resource with its properties, in the order in which they are written.
struct Resource {
    node: NamedNode,
    properties: Vec<(Term, Object)>,
    said: HashSet<(Term, Object)>,
}

impl Resource {
    fn new(node: NamedNode) -> Self {
        Self {
            node,
            properties: Vec::new(),
            said: HashSet::new(),
        }
    }

    fn add(&mut self, term: Term, object: Object) {
        // What is said twice is said once.
        if self.said.insert((term, object.clone())) {
            self.properties.push((term, object));
        }
    }

    fn text(&mut self, term: Term, text: &LocalisedText) {
        for (language, text) in text.iter() {
            self.add(term, Object::Text(language.to_string(), text.to_owned()));
        }
    }

    fn plain(&mut self, term: Term, text: &str) {
        self.add(term, Object::Plain(text.to_owned()));
    }

    fn node(&mut self, term: Term, node: &NamedNode) {
        self.add(term, Object::Node(node.clone()));
    }
}

/// The addresses of a model.
struct Addresses<'m> {
    model: &'m Model,
    /// What the addresses of elements without one of their own begin with.
    base: String,
    of: BTreeMap<&'m str, NamedNode>,
}

impl<'m> Addresses<'m> {
    fn of(model: &'m Model) -> Result<Self, ExportError> {
        let base = address::base(model);
        let mut of = BTreeMap::new();
        for element in model.elements() {
            let address = address::of(model, element);
            let node = NamedNode::new(&address).map_err(|_| ExportError::Element {
                id: element.id().to_owned(),
                message: format!("`{address}` is not an absolute IRI"),
            })?;
            of.insert(element.id(), node);
        }
        Ok(Self { model, base, of })
    }

    fn node(&self, id: &str) -> Option<&NamedNode> {
        self.of.get(id)
    }

    /// The address of something that is no longer in the model.
    fn former(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{id}", self.base))
    }

    fn scheme(&self) -> NamedNode {
        let address = address::scheme(self.model);
        NamedNode::new_unchecked(address)
    }
}

/// The node of a term.
fn class(term: Term) -> NamedNode {
    NamedNode::new_unchecked(term.address())
}

fn resources(model: &Model) -> Result<Vec<Resource>, ExportError> {
    let addresses = Addresses::of(model)?;
    let broader = BroaderOf::of(model);
    let mut all = vec![scheme(&addresses)];
    // What is in each cluster: the clusters inside it, then competences.
    let mut members: HashMap<&str, Vec<&NamedNode>> = HashMap::new();
    let inner = model
        .clusters()
        .iter()
        .filter_map(|it| Some((it.parent.as_ref()?.as_str(), it.id.as_str())));
    let competences = model.competences().iter().flat_map(|it| {
        let clusters = it.clusters().map(ClusterId::as_str);
        clusters.map(|cluster| (cluster, it.id.as_str()))
    });
    for (cluster, id) in inner.chain(competences) {
        let node = addresses.node(id);
        members.entry(cluster).or_default().extend(node);
    }
    for cluster in model.clusters() {
        let Some(node) = addresses.node(cluster.id.as_str()) else {
            continue;
        };
        let mut it = Resource::new(node.clone());
        it.node(Term::Type, &class(Term::Collection));
        it.text(Term::Label, &cluster.title);
        if let Some(definition) = &cluster.definition {
            it.text(Term::Definition, definition);
        }
        common(&mut it, Element::Cluster(cluster), &addresses);
        if let Some(parent) = cluster
            .parent
            .as_ref()
            .and_then(|id| addresses.node(id.as_str()))
        {
            it.node(Term::Part, parent);
        }
        for member in members.remove(cluster.id.as_str()).into_iter().flatten() {
            it.node(Term::Member, member);
        }
        all.push(it);
    }
    for competence in model.competences() {
        all.extend(concept_of_competence(competence, &addresses, &broader));
        for indicator in &competence.indicators {
            all.extend(concept_of_indicator(
                competence, indicator, &addresses, &broader,
            ));
        }
    }
    replaced(&mut all, &addresses);
    Ok(all)
}

fn scheme(addresses: &Addresses<'_>) -> Resource {
    let framework = addresses.model.framework();
    let mut it = Resource::new(addresses.scheme());
    it.node(Term::Type, &class(Term::ConceptScheme));
    it.text(Term::Title, &framework.title);
    if let Some(description) = &framework.description {
        it.text(Term::Description, description);
    }
    it.plain(Term::Identifier, framework.id.as_str());
    it.plain(Term::Version, &framework.version.to_string());
    it.plain(Term::Language, framework.languages.primary.as_str());
    if let Some(licence) = &framework.licence {
        it.plain(Term::Licence, licence);
    }
    if let Some(base) = &framework.base_iri {
        it.plain(Term::Base, base.as_str());
    }
    annotations(&mut it, &framework.annotations);
    let top = addresses.model.competences().iter();
    for node in top.filter_map(|it| addresses.node(it.id.as_str())) {
        it.node(Term::HasTopConcept, node);
    }
    it
}

fn concept_of_competence(
    competence: &Competence,
    addresses: &Addresses<'_>,
    broader: &BroaderOf,
) -> Option<Resource> {
    let mut it = Resource::new(addresses.node(competence.id.as_str())?.clone());
    it.node(Term::Type, &class(Term::Concept));
    it.text(Term::Label, &competence.title);
    if let Some(definition) = &competence.definition {
        it.text(Term::Definition, definition);
    }
    it.node(Term::InScheme, &addresses.scheme());
    it.node(Term::TopConceptOf, &addresses.scheme());
    it.plain(Term::Kind, competence.kind.as_str());
    if let Some(cluster) = competence
        .cluster
        .as_ref()
        .and_then(|id| addresses.node(id.as_str()))
    {
        it.node(Term::Part, cluster);
    }
    let element = Element::Competence(competence);
    common(&mut it, element, addresses);
    related(&mut it, element, addresses, broader);
    let own = competence.indicators.iter().map(|it| it.id.as_str());
    let included = competence
        .includes
        .iter()
        .map(competence_core::IndicatorId::as_str);
    for node in own.chain(included).filter_map(|id| addresses.node(id)) {
        it.node(Term::Narrower, node);
    }
    Some(it)
}

fn concept_of_indicator(
    competence: &Competence,
    indicator: &Indicator,
    addresses: &Addresses<'_>,
    broader: &BroaderOf,
) -> Option<Resource> {
    let id = indicator.id.as_str();
    let mut it = Resource::new(addresses.node(id)?.clone());
    it.node(Term::Type, &class(Term::Concept));
    it.text(Term::Label, &indicator.statement);
    it.node(Term::InScheme, &addresses.scheme());
    for parent in broader.parents(id).filter_map(|id| addresses.node(id)) {
        it.node(Term::Broader, parent);
    }
    for facet in &indicator.facets {
        it.plain(Term::Kind, facet.as_str());
    }
    if indicator.polarity == Polarity::Ineffective {
        it.plain(Term::Kind, indicator.polarity.as_str());
    }
    let element = Element::Indicator(competence, indicator);
    common(&mut it, element, addresses);
    related(&mut it, element, addresses, broader);
    Some(it)
}

/// What all elements have.
fn common(it: &mut Resource, element: Element<'_>, addresses: &Addresses<'_>) {
    it.plain(Term::Identifier, element.id());
    annotations(it, element.annotations());
    if let Some(status) = element.own_status() {
        it.plain(Term::Status, status.as_str());
    }
    if element.status() == Status::Deprecated {
        it.add(Term::Deprecated, Object::Yes);
    }
    let successors = element.deprecation().map_or(&[][..], |it| &it.successors);
    for node in successors
        .iter()
        .filter_map(|id| addresses.node(id.as_str()))
    {
        it.node(Term::ReplacedBy, node);
    }
}

fn annotations(it: &mut Resource, of: &Annotations) {
    if let Some(code) = &of.code {
        it.plain(Term::Notation, code.as_str());
    }
    let lists = [
        (Term::AltLabel, &of.alternative_titles),
        (Term::Keyword, &of.keywords),
        (Term::Example, &of.examples),
    ];
    for (term, texts) in lists {
        for (language, text) in texts.iter().flat_map(LocalisedText::iter) {
            let text = Object::Text(language.to_string(), text.to_owned());
            // SKOS S13: what is the title is no other title.
            let is_title = it.said.contains(&(Term::Label, text.clone()));
            if !(term == Term::AltLabel && is_title) {
                it.add(term, text);
            }
        }
    }
    if let Some(note) = &of.note {
        it.text(Term::ScopeNote, note);
    }
    for link in &of.links {
        it.node(
            Term::SeeAlso,
            &NamedNode::new_unchecked(link.target.as_str()),
        );
    }
}

/// Mappings and relations of a concept.
fn related(
    it: &mut Resource,
    element: Element<'_>,
    addresses: &Addresses<'_>,
    broader: &BroaderOf,
) {
    for mapping in element.mappings() {
        let term = MATCHES
            .iter()
            .find(|(_, relation)| *relation == mapping.relation);
        if let Some((term, _)) = term {
            it.node(*term, &NamedNode::new_unchecked(mapping.target.as_str()));
        }
    }
    for relation in element.relations() {
        let target = relation.target.as_str();
        let Some(node) = addresses.node(target) else {
            continue;
        };
        match relation.relation {
            Relationship::Requires => it.node(Term::Requires, node),
            // SKOS S27: what is above or below is not related.
            Relationship::Related if !is_in_hierarchy(element.id(), target, broader) => {
                it.node(Term::Related, node);
            }
            _ => {}
        }
    }
}

/// What each element replaces: what names it as its successor, and what the lineage leads from.
fn replaced(all: &mut [Resource], addresses: &Addresses<'_>) {
    let mut replaces: BTreeMap<&NamedNode, Vec<NamedNode>> = BTreeMap::new();
    for element in addresses.model.elements() {
        let successors = element.deprecation().map_or(&[][..], |it| &it.successors);
        for to in successors
            .iter()
            .filter_map(|id| addresses.node(id.as_str()))
        {
            let from = addresses.node(element.id()).cloned();
            replaces.entry(to).or_default().extend(from);
        }
    }
    for record in addresses.model.lineage().iter().flat_map(|it| &it.records) {
        for to in record
            .to
            .iter()
            .filter_map(|id| addresses.node(id.as_str()))
        {
            let gone = record
                .from
                .iter()
                .filter(|id| addresses.node(id.as_str()).is_none());
            let gone = gone.map(|id| addresses.former(id.as_str()));
            replaces.entry(to).or_default().extend(gone);
        }
    }
    for it in all {
        for from in replaces.remove(&it.node).into_iter().flatten() {
            it.node(Term::Replaces, &from);
        }
    }
}

/// The model as Turtle.
pub(crate) fn turtle(model: &Model) -> Result<Exported, ExportError> {
    let resources = resources(model)?;
    let mut serializer = TurtleSerializer::new();
    for prefix in PREFIXES {
        let (name, address) = prefix.parts();
        // The addresses are constants, and IRIs.
        if let Ok(with) = serializer.clone().with_prefix(name, address) {
            serializer = with;
        }
    }
    let mut writer = serializer.for_writer(Vec::new());
    for resource in &resources {
        for (term, object) in &resource.properties {
            let predicate = class(*term);
            let object: TermRef<'_> = match object {
                Object::Text(language, text) => {
                    LiteralRef::new_language_tagged_literal_unchecked(text, language).into()
                }
                Object::Plain(text) => LiteralRef::new_simple_literal(text).into(),
                Object::Node(node) => node.as_ref().into(),
                Object::Yes => {
                    LiteralRef::new_typed_literal("true", oxrdf::vocab::xsd::BOOLEAN).into()
                }
            };
            writer.serialize_triple(TripleRef::new(&resource.node, &predicate, object))?;
        }
    }
    let bytes = writer.finish()?;
    let text = String::from_utf8(bytes).map_err(std::io::Error::other)?;
    Ok(Exported {
        content: Content::Text(text),
        losses: losses(model, &Skos::of(model)),
    })
}

/// The model as JSON-LD, with a context of its own: nothing has to be fetched to read it.
pub(crate) fn json_ld(model: &Model) -> Result<Exported, ExportError> {
    let mut context = Map::new();
    for prefix in PREFIXES {
        let (name, address) = prefix.parts();
        context.insert(name.to_owned(), address.into());
    }
    let graph = resources(model)?.into_iter().map(|resource| {
        let mut node = Map::new();
        node.insert("@id".to_owned(), resource.node.as_str().into());
        let mut values: BTreeMap<Term, Vec<Value>> = BTreeMap::new();
        for (term, object) in resource.properties {
            let value = match (term, object) {
                (Term::Type, Object::Node(it)) => {
                    Term::of(it.as_str()).map_or_else(|| it.as_str().into(), |it| it.short().into())
                }
                (_, Object::Node(it)) => json!({ "@id": it.as_str() }),
                (_, Object::Text(language, text)) => {
                    json!({ "@language": language, "@value": text })
                }
                (_, Object::Plain(text)) => text.into(),
                (_, Object::Yes) => true.into(),
            };
            values.entry(term).or_default().push(value);
        }
        for (term, mut values) in values {
            let key = if term == Term::Type {
                "@type".to_owned()
            } else {
                term.short()
            };
            let value = match (values.len(), values.pop()) {
                (1, Some(only)) => only,
                (_, last) => {
                    values.extend(last);
                    Value::from(values)
                }
            };
            node.insert(key, value);
        }
        Value::Object(node)
    });
    let document = Document {
        context,
        graph: Streamed::new(graph),
    };
    let text = document.to_text()?;
    Ok(Exported {
        content: Content::Text(text),
        losses: losses(model, &Skos::of(model)),
    })
}
