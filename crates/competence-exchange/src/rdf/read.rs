//! Turtle and JSON-LD as what is said of each resource.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use oxjsonld::{JsonLdParser, JsonLdProfile, JsonLdRemoteDocument};
use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Term as RdfTerm};
use oxttl::TurtleParser;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::{Prefix, Vocabulary, contexts};
use crate::{ImportError, Problem};

/// What a property says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Object {
    /// A text, with its language where it has one.
    Text(Box<str>, Option<Box<str>>),
    /// The address of a resource.
    Node(Box<str>),
    /// A resource without an address.
    Blank,
}

impl Object {
    pub fn node(&self) -> Option<&str> {
        match self {
            Self::Node(node) => Some(node),
            Self::Text(..) | Self::Blank => None,
        }
    }

    pub fn literal(&self) -> Option<(Option<&str>, &str)> {
        match self {
            Self::Text(text, language) => Some((language.as_deref(), text)),
            Self::Node(_) | Self::Blank => None,
        }
    }
}

/// One thing that is said of a resource.
#[derive(Debug)]
struct Statement<T> {
    term: T,
    object: Object,
    /// Whether it was taken over: what nobody asked for is told.
    is_taken: AtomicBool,
}

/// What is said of a resource, in the order of the terms and the values.
#[derive(Debug)]
pub(crate) struct Said<T> {
    all: Vec<Statement<T>>,
    /// Where it is first spoken of: a number that grows with the text.
    pub place: usize,
}

impl<T> Said<T> {
    /// Nothing is said.
    pub const NOTHING: Self = Self {
        all: Vec::new(),
        place: usize::MAX,
    };
}

impl<T: Vocabulary> Said<T> {
    /// What is made of the values of a term. Those of which something is made are taken over.
    pub fn take<'s, R>(
        &'s self,
        term: T,
        mut make: impl FnMut(&'s Object) -> Option<R>,
    ) -> impl Iterator<Item = R> {
        let start = self.all.partition_point(|it| it.term < term);
        let all = self.all.get(start..).unwrap_or_default().iter();
        let all = all.take_while(move |it| it.term == term);
        all.filter_map(move |it| {
            let result = make(&it.object);
            if result.is_some() {
                it.is_taken.store(true, Ordering::Relaxed);
            }
            result
        })
    }

    pub fn nodes(&self, term: T) -> impl Iterator<Item = &str> {
        self.take(term, Object::node)
    }

    /// The literals, each with its language.
    pub fn literals(&self, term: T) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.take(term, Object::literal)
    }

    pub fn plain(&self, term: T) -> Option<&str> {
        self.plain_as(term, Some)
    }

    /// The first literal that something can be made of; the others are not taken over.
    pub fn plain_as<'s, R>(
        &'s self,
        term: T,
        mut make: impl FnMut(&'s str) -> Option<R>,
    ) -> Option<R> {
        let mut all = self.take(term, move |it| make(it.literal()?.1));
        all.next()
    }

    /// All literals that something can be made of; the others are not taken over.
    pub fn plains_as<'s, R>(
        &'s self,
        term: T,
        mut make: impl FnMut(&'s str) -> Option<R>,
    ) -> Vec<R> {
        self.take(term, move |it| make(it.literal()?.1)).collect()
    }

    /// The first node that something can be made of; the others are not taken over.
    pub fn node_as<'s, R>(
        &'s self,
        term: T,
        mut make: impl FnMut(&'s str) -> Option<R>,
    ) -> Option<R> {
        let mut all = self.take(term, move |it| make(it.node()?));
        all.next()
    }

    pub fn is_a(&self, class: T) -> bool {
        self.nodes(T::TYPE).any(|it| T::of(it) == Some(class))
    }
}

/// The most that JSON may be nested, as in other formats. The time that a parser of JSON-LD takes grows with
/// the square of it.
const DEPTH: usize = 128;

/// The line and column at which JSON is nested too deeply, if it is.
fn too_deep(json: &str) -> Option<String> {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'[' | b'{' if !is_text => depth += 1,
            b']' | b'}' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            let before = json.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |it| it + 1);
            return Some(format!("{line}:{}", column + 1));
        }
    }
    None
}

/// What is said of all resources, by their addresses.
#[derive(Debug)]
pub(crate) struct Graph<T> {
    pub resources: BTreeMap<String, Said<T>>,
    /// How often each term is used that the format does not read.
    unread: BTreeMap<String, usize>,
    blank: usize,
    wrong: BTreeSet<Problem>,
}

impl<T: Vocabulary> Graph<T> {
    fn empty() -> Self {
        Self {
            resources: BTreeMap::new(),
            unread: BTreeMap::new(),
            blank: 0,
            wrong: BTreeSet::new(),
        }
    }

    /// Reads Turtle.
    ///
    /// # Errors
    /// [`ImportError::Syntax`], with line and column.
    pub fn of_turtle(text: &str) -> Result<Self, ImportError> {
        let mut graph = Self::empty();
        for triple in TurtleParser::new().for_slice(text.as_bytes()) {
            let triple = triple.map_err(|error| {
                let at = error.location().start;
                ImportError::Syntax {
                    place: format!("{}:{}", at.line + 1, at.column + 1),
                    message: error.message().to_owned(),
                }
            })?;
            graph.add(triple.subject, triple.predicate.as_str(), triple.object);
        }
        graph.sort();
        Ok(graph)
    }

    /// Reads JSON-LD. Nothing is fetched: a context that is named by its address is one of those that are
    /// built in. `presumed` is the context of terms that the document says nothing of.
    ///
    /// # Errors
    /// [`ImportError::Syntax`], with line and column where they are known.
    pub fn of_json_ld(text: &str, presumed: Option<&Value>) -> Result<Self, ImportError> {
        serde_json::from_str::<IgnoredAny>(text)
            .map_err(|error| ImportError::json("JSON", &error))?;
        if let Some(place) = too_deep(text) {
            return Err(ImportError::Syntax {
                place,
                message: format!("lists and maps are nested deeper than {DEPTH}, and are not read"),
            });
        }
        let Some(context) = presumed else {
            return Self::of_json(text, 0);
        };
        // On a line of its own, so that places are those of the document and one.
        let text = format!("{{\"@context\":{context},\"@graph\":\n{text}\n}}");
        Self::of_json(&text, 1)
    }

    /// Reads JSON-LD that begins so many lines before what places are told of.
    fn of_json(text: &str, lines_before: u64) -> Result<Self, ImportError> {
        // What is not valid would be dropped without a word: it is let through, and told of here.
        let parser = JsonLdParser::new().lenient();
        // Most documents have their keys in an order in which nothing has to be kept for later.
        let in_order = parser.clone().with_profile(JsonLdProfile::Streaming);
        Self::parsed(in_order, text, lines_before)
            .or_else(|_| Self::parsed(parser, text, lines_before))
    }

    fn parsed(parser: JsonLdParser, text: &str, lines_before: u64) -> Result<Self, ImportError> {
        let mut graph = Self::empty();
        let parser = parser.for_slice(text.as_bytes());
        let unknown: Arc<OnceLock<String>> = Arc::default();
        let asked = Arc::clone(&unknown);
        let parser = parser.with_load_document_callback(move |address, _| {
            let document = contexts::built_in(address).ok_or_else(|| {
                asked.get_or_init(|| address.to_owned());
                "not built in"
            })?;
            Ok(JsonLdRemoteDocument {
                document: document.into_bytes(),
                document_url: address.to_owned(),
            })
        });
        for quad in parser {
            let quad = quad.map_err(|error| ImportError::Syntax {
                place: error.location().map_or_else(
                    || "the file".to_owned(),
                    |at| {
                        let line = (at.start.line + 1).saturating_sub(lines_before);
                        format!("{line}:{}", at.start.column + 1)
                    },
                ),
                message: match unknown.get() {
                    Some(address) => format!(
                        "it names the context `{address}`, which is not built in, and nothing is \
                         fetched: write the context into the file"
                    ),
                    None => error.to_string(),
                },
            })?;
            if graph.is_sound(&quad) {
                graph.add(quad.subject, quad.predicate.as_str(), quad.object);
            }
        }
        graph.sort();
        Ok(graph)
    }

    /// Whether the addresses of a statement are such; tells of those that are not.
    fn is_sound(&mut self, quad: &Quad) -> bool {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) if !self.resources.contains_key(node.as_str()) => {
                Some(node)
            }
            _ => None,
        };
        let object = match &quad.object {
            RdfTerm::NamedNode(node) => Some(node),
            _ => None,
        };
        let mut all = subject.into_iter().chain(object);
        let Some(wrong) = all.find(|it| NamedNode::new(it.as_str()).is_err()) else {
            return true;
        };
        let message = "it is not an absolute IRI: what is said of it or with it was left out";
        self.wrong.insert(Problem::new(wrong.as_str(), message));
        false
    }

    fn add(&mut self, subject: NamedOrBlankNode, predicate: &str, object: RdfTerm) {
        let NamedOrBlankNode::NamedNode(subject) = subject else {
            self.blank += 1;
            return;
        };
        let Some(term) = T::of(predicate) else {
            match self.unread.get_mut(predicate) {
                Some(number) => *number += 1,
                None => drop(self.unread.insert(predicate.to_owned(), 1)),
            }
            return;
        };
        let object = match object {
            RdfTerm::NamedNode(node) => Object::Node(node.into_string().into()),
            RdfTerm::Literal(it) => {
                let language = it.language().map(Into::into);
                Object::Text(it.value().into(), language)
            }
            RdfTerm::BlankNode(_) => Object::Blank,
        };
        let place = self.resources.len();
        let said = self
            .resources
            .entry(subject.into_string())
            .or_insert(Said::NOTHING);
        said.place = said.place.min(place);
        said.all.push(Statement {
            term,
            object,
            is_taken: AtomicBool::new(false),
        });
    }

    /// A set of triples has no order: this is the one that is read.
    fn sort(&mut self) {
        for said in self.resources.values_mut() {
            let key = |it: &Statement<T>, other: &Statement<T>| {
                (it.term, &it.object).cmp(&(other.term, &other.object))
            };
            said.all.sort_unstable_by(key);
            said.all.dedup_by(|it, other| key(it, other).is_eq());
            said.all.shrink_to_fit();
        }
    }

    /// What was left out: what is about nothing that has an address.
    pub fn problems(&self) -> Vec<Problem> {
        let nameless = (self.blank > 0).then(|| {
            let message = format!(
                "{} triples about resources without an address were left out",
                self.blank
            );
            Problem::new("blank nodes", message)
        });
        nameless
            .into_iter()
            .chain(self.wrong.iter().cloned())
            .collect()
    }

    /// What the source says in terms that have no place in a model: each once, with how often it is there.
    pub fn unread(&self) -> impl Iterator<Item = Problem> {
        self.unread.iter().map(|(address, number)| {
            let name = match Prefix::split(address) {
                Some((prefix, name)) => format!("{}:{name}", prefix.parts().0),
                None => address.clone(),
            };
            let message = format!("a model has no place for it: {number} left out");
            Problem::new(name, message)
        })
    }

    /// What the source says in terms that have a place in a model, but where it was not taken over: each term
    /// once, with how often and where first.
    pub fn left_out(&self) -> impl Iterator<Item = Problem> {
        let mut all: BTreeMap<T, (usize, &str)> = BTreeMap::new();
        for (iri, said) in &self.resources {
            for it in &said.all {
                let is_told = it.is_taken.load(Ordering::Relaxed);
                if !is_told && it.term != T::TYPE && !T::IMPLIED.contains(&it.term) {
                    all.entry(it.term).or_insert((0, iri)).0 += 1;
                }
            }
        }
        all.into_iter().map(|(term, (number, first))| {
            let message = format!(
                "a model has no place for it where it stands: {number} left out, the first of {first}"
            );
            Problem::new(term.short(), message)
        })
    }

    /// That there is nothing to import, and why if that is known.
    pub fn nothing(&self, missing: &str) -> ImportError {
        let why = self.problems().into_iter().next();
        let why = why.map_or_else(String::new, |it| format!(": {it}"));
        ImportError::Nothing(format!("there is no {missing} in it{why}"))
    }

    /// The addresses of what is of a class, in order.
    pub fn of_class(&self, class: T) -> impl Iterator<Item = &String> {
        let all = self.resources.iter();
        all.filter(move |(_, it)| it.is_a(class))
            .map(|(iri, _)| iri)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ctdl::Term;

    /// Keys may come in any order, whichever way of reading that needs.
    #[test]
    fn the_order_of_keys_says_nothing() {
        let read = |text: &str| Graph::<Term>::of_json_ld(text, None).unwrap();
        let context = r#""@context": {"c": "https://purl.org/ctdlasn/terms/", "c:name": {"@container": "@language"}}"#;
        let resource = [
            r#""@id": "urn:x:a""#,
            r#""@type": "c:Competency""#,
            r#""c:name": {"en": "A", "sl": "B"}"#,
            r#""c:hasChild": {"@type": "c:Competency", "@id": "urn:x:b", "c:codedNotation": "B"}"#,
        ];
        let mut found = Vec::new();
        for turn in 0..resource.len() {
            let mut keys = resource;
            keys.rotate_left(turn);
            let one = format!("{{{}}}", keys.join(","));
            let documents = [
                format!(r#"{{{context}, "@graph": [{one}]}}"#),
                format!(r#"{{"@graph": [{one}], {context}}}"#),
                format!(r#"{{{context}, "@graph": [{one}], "@id": "urn:x:graph"}}"#),
                format!("{{{context}, {}}}", keys.join(",")),
                format!("{{{}, {context}}}", keys.join(",")),
                format!("[{{{}, {context}}}]", keys.join(",")),
            ];
            found.extend(documents.map(|it| {
                let graph = read(&it);
                let said = graph.resources.into_iter();
                let all = said.map(|(iri, said)| {
                    let all = said.all.into_iter().map(|it| (it.term, it.object));
                    (iri, all.collect::<Vec<_>>())
                });
                all.collect::<Vec<_>>()
            }));
        }
        assert_eq!(found[0].len(), 2);
        for (number, it) in found.iter().enumerate() {
            assert_eq!(*it, found[0], "document {number}");
        }
    }
}
