//! A model from RDF.

mod elements;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competence_core::{
    Bundle, ElementId, Facet, FacetId, Framework, LanguageTag, Languages, LocalisedText, Model,
    Scale,
};
use oxjsonld::JsonLdParser;
use oxrdf::{NamedOrBlankNode, Term as RdfTerm, Triple};
use oxttl::TurtleParser;
use semver::Version;

use super::Term;
use crate::hierarchy::{Hierarchy, Role};
use crate::naming::{Ids, kebab, named, stated};
use crate::{ImportError, Imported, Problem, address, imported_conventions};
use elements::kind;

/// Reads Turtle.
pub(crate) fn from_turtle(text: &str) -> Result<Imported, ImportError> {
    let mut source = Source::default();
    for triple in TurtleParser::new().for_slice(text.as_bytes()) {
        let triple = triple.map_err(|error| {
            let at = error.location().start;
            ImportError::Syntax {
                place: format!("{}:{}", at.line + 1, at.column + 1),
                message: error.message().to_owned(),
            }
        })?;
        source.add(triple);
    }
    source.import()
}

/// Reads JSON-LD. No context is fetched.
pub(crate) fn from_json_ld(text: &str) -> Result<Imported, ImportError> {
    let mut source = Source::default();
    for quad in JsonLdParser::new().for_slice(text.as_bytes()) {
        let quad = quad.map_err(|error| ImportError::Syntax {
            place: error.location().map_or_else(
                || "the file".to_owned(),
                |at| format!("{}:{}", at.start.line + 1, at.start.column + 1),
            ),
            message: if error.to_string().contains("LoadDocumentCallback") {
                "it names a context by its address, and nothing is fetched: write the context into the file"
                    .to_owned()
            } else {
                error.to_string()
            },
        })?;
        source.add(Triple::new(quad.subject, quad.predicate, quad.object));
    }
    source.import()
}

/// What is said of a resource.
#[derive(Debug, Default)]
struct Said(Vec<(Term, RdfTerm)>);

impl Said {
    fn nodes(&self, term: Term) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(move |(it, object)| match object {
            RdfTerm::NamedNode(node) if *it == term => Some(node.as_str()),
            _ => None,
        })
    }

    /// The literals, each with its language.
    fn literals(&self, term: Term) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.0.iter().filter_map(move |(it, object)| match object {
            RdfTerm::Literal(literal) if *it == term => Some((literal.language(), literal.value())),
            _ => None,
        })
    }

    fn plain(&self, term: Term) -> Option<&str> {
        self.literals(term).next().map(|(_, text)| text)
    }

    fn is_a(&self, class: Term) -> bool {
        let class = class.node();
        self.nodes(Term::Type).any(|it| it == class.as_str())
    }
}

#[derive(Default)]
struct Source {
    resources: BTreeMap<String, Said>,
    problems: Vec<Problem>,
    blank: usize,
}

impl Source {
    fn add(&mut self, triple: Triple) {
        let NamedOrBlankNode::NamedNode(subject) = triple.subject else {
            self.blank += 1;
            return;
        };
        if let Some(term) = Term::of(triple.predicate.as_ref()) {
            let said = self.resources.entry(subject.into_string()).or_default();
            said.0.push((term, triple.object));
        }
    }

    fn import(mut self) -> Result<Imported, ImportError> {
        for said in self.resources.values_mut() {
            // A set of triples has no order: this is the one that is read.
            said.0
                .sort_by_cached_key(|(term, object)| (*term, object.to_string()));
            said.0.dedup();
        }
        if self.blank > 0 {
            let message = format!(
                "{} triples about resources without an address were left out",
                self.blank
            );
            self.problems.push(Problem::new("blank nodes", message));
        }
        let schemes: Vec<&String> = self
            .resources
            .iter()
            .filter(|(_, it)| it.is_a(Term::ConceptScheme))
            .map(|(iri, _)| iri)
            .collect();
        let scheme = schemes.first().map(|it| (*it).clone());
        if let [_, others @ ..] = &schemes[..] {
            let others: Vec<Problem> = others
                .iter()
                .map(|it| {
                    Problem::new(
                        it.as_str(),
                        "a second concept scheme: its own texts were left out",
                    )
                })
                .collect();
            self.problems.extend(others);
        }
        let concepts: BTreeSet<String> = self
            .resources
            .iter()
            .filter(|(_, it)| it.is_a(Term::Concept) || it.nodes(Term::InScheme).next().is_some())
            .map(|(iri, _)| iri.clone())
            .collect();
        if concepts.is_empty() && scheme.is_none() {
            return Err(ImportError::Nothing(
                "there is no skos:ConceptScheme and no skos:Concept in it".to_owned(),
            ));
        }
        let primary = self.primary(scheme.as_deref(), &concepts)?;
        let mut reader = Reader {
            resources: &self.resources,
            problems: self.problems,
            primary,
            ids: Ids::default(),
            of: HashMap::new(),
            base: String::new(),
            empty: 0,
            members: HashMap::new(),
        };
        for (iri, said) in &self.resources {
            for member in said.nodes(Term::Member) {
                reader.members.entry(member).or_default().push(iri);
            }
        }
        let bundle = reader.bundle(scheme.as_deref(), &concepts)?;
        if reader.empty > 0 {
            let message = format!("{} empty texts were left out", reader.empty);
            reader.problems.push(Problem::new("texts", message));
        }
        Ok(Imported {
            model: Model::try_new(bundle)?,
            ids: reader.ids.origins,
            problems: reader.problems,
        })
    }

    /// The language of texts that have none: the one that the scheme names, or the one of most labels.
    fn primary(
        &self,
        scheme: Option<&str>,
        concepts: &BTreeSet<String>,
    ) -> Result<LanguageTag, ImportError> {
        let named = scheme.and_then(|it| self.resources.get(it)?.plain(Term::Language));
        if let Some(tag) = named.and_then(|it| it.parse().ok()) {
            return Ok(tag);
        }
        let mut counts: BTreeMap<LanguageTag, usize> = BTreeMap::new();
        for (language, _) in concepts
            .iter()
            .filter_map(|it| self.resources.get(it))
            .flat_map(|it| it.literals(Term::Label))
        {
            if let Some(tag) = language.and_then(tag) {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let most = counts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        match most {
            Some((tag, _)) => Ok(tag),
            None => "en".parse().map_err(impossible),
        }
    }
}

/// A language tag in its usual letter case.
fn tag(text: &str) -> Option<LanguageTag> {
    let parsed = text.parse().ok();
    parsed.or_else(|| {
        // RDF writes tags in small letters.
        let parts: Vec<String> = text
            .split('-')
            .enumerate()
            .map(|(number, part)| match (number, part.len()) {
                (0, _) => part.to_lowercase(),
                (_, 2) => part.to_uppercase(),
                (_, 4) => {
                    let mut letters = part.chars();
                    let first = letters.next().map(|it| it.to_ascii_uppercase());
                    first
                        .into_iter()
                        .chain(letters.map(|it| it.to_ascii_lowercase()))
                        .collect()
                }
                _ => part.to_lowercase(),
            })
            .collect();
        parts.join("-").parse().ok()
    })
}

struct Reader<'s> {
    resources: &'s BTreeMap<String, Said>,
    problems: Vec<Problem>,
    primary: LanguageTag,
    ids: Ids,
    /// The id of each resource that became an element.
    of: HashMap<&'s str, String>,
    base: String,
    empty: usize,
    /// The collections that each resource is a member of.
    members: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> Reader<'s> {
    fn bundle(
        &mut self,
        scheme: Option<&str>,
        concepts: &'s BTreeSet<String>,
    ) -> Result<Bundle, ImportError> {
        let mut framework = self.framework(scheme)?;
        let roles = self.roles(concepts);
        let collections: Vec<&'s str> = self
            .resources
            .iter()
            .filter(|(_, it)| it.is_a(Term::Collection) || it.is_a(Term::OrderedCollection))
            .map(|(iri, _)| iri.as_str())
            .filter(|it| !concepts.contains(*it))
            .collect();
        // Ids first, so that everything can name everything.
        let clusters: Vec<&str> = collections
            .iter()
            .copied()
            .chain(roles.with(Role::Cluster))
            .collect();
        for iri in &clusters {
            self.name(iri, "cluster", None);
        }
        let competences = roles.with(Role::Competence);
        for iri in &competences {
            self.name(iri, "competence", None);
        }
        let mut homes: BTreeMap<&str, Vec<&'s str>> = BTreeMap::new();
        for iri in roles.with(Role::Indicator) {
            let Some(home) = self.home(iri, &roles) else {
                self.problems.push(Problem::new(
                    iri,
                    "no competence is above it, and it was left out",
                ));
                continue;
            };
            self.name(iri, "statement", Some(home));
            homes.entry(home).or_default().push(iri);
        }
        self.dangling(concepts);
        let mut bundle = Bundle::new(framework.clone());
        for iri in clusters {
            bundle.clusters.push(self.cluster(iri, &roles)?);
        }
        let mut facets = BTreeSet::new();
        for iri in competences {
            let inside = homes.remove(iri).unwrap_or_default();
            let competence = self.competence(iri, &inside, &roles)?;
            let of_it = competence.indicators.iter().flat_map(|it| &it.facets);
            facets.extend(of_it.filter(|it| **it != Facet::DIGITAL).cloned());
            bundle.competences.push(competence);
        }
        framework.facets = facets
            .into_iter()
            .map(|id: FacetId| {
                let title = LocalisedText::new(self.primary.clone(), id.as_str());
                Facet::new(id, title)
            })
            .collect();
        let mut others: BTreeSet<LanguageTag> = BTreeSet::new();
        let of_elements = [
            bundle
                .clusters
                .iter()
                .map(competence_core::Element::Cluster)
                .collect::<Vec<_>>(),
            bundle
                .competences
                .iter()
                .flat_map(|it| {
                    let inside = it
                        .indicators
                        .iter()
                        .map(move |indicator| competence_core::Element::Indicator(it, indicator));
                    std::iter::once(competence_core::Element::Competence(it)).chain(inside)
                })
                .collect(),
        ]
        .concat();
        let texts = of_elements.iter().flat_map(competence_core::Element::texts);
        for text in framework.texts().chain(texts) {
            others.extend(text.text.iter().map(|(tag, _)| tag.clone()));
        }
        others.remove(&self.primary);
        framework.languages.optional = others.into_iter().collect();
        bundle.framework = framework;
        Ok(bundle)
    }

    /// Tells of what is named and not there.
    fn dangling(&mut self, concepts: &BTreeSet<String>) {
        const NAMING: [Term; 5] = [
            Term::Broader,
            Term::Related,
            Term::Requires,
            Term::ReplacedBy,
            Term::Part,
        ];
        for iri in concepts {
            let said = self.said(iri);
            for term in NAMING {
                for target in said.nodes(term) {
                    let message = if target == iri {
                        format!("{} leads to itself, and was left out", term.short())
                    } else if self.of.contains_key(target) {
                        continue;
                    } else {
                        format!(
                            "{} leads to `{target}`, which is not there, and was left out",
                            term.short()
                        )
                    };
                    self.problems.push(Problem::new(iri, message));
                }
            }
        }
    }

    fn framework(&mut self, scheme: Option<&str>) -> Result<Framework, ImportError> {
        let nothing = Said::default();
        let said = scheme
            .and_then(|it| self.resources.get(it))
            .unwrap_or(&nothing);
        let iri = scheme.unwrap_or_default();
        let title = self
            .text(iri, said, Term::Title)
            .or_else(|| self.text(iri, said, Term::Label));
        let last = iri
            .rsplit(['/', '#', ':'])
            .find(|it| !it.is_empty())
            .unwrap_or("framework");
        let title = title.unwrap_or_else(|| LocalisedText::new(self.primary.clone(), last));
        let (_, words) = title.resolve(&self.primary, &self.primary);
        let id = said.plain(Term::Identifier).and_then(|it| it.parse().ok());
        let id = match id {
            Some(id) => id,
            None => kebab(words)
                .unwrap_or_else(|| "framework".to_owned())
                .parse()
                .map_err(impossible)?,
        };
        let version = said
            .plain(Term::Version)
            .and_then(|it| it.trim_start_matches('v').parse().ok());
        let version = version.unwrap_or_else(|| {
            let place = scheme.unwrap_or("the file");
            let message = "it names no version such as 1.2.0: 1.0.0 is written";
            self.problems.push(Problem::new(place, message));
            Version::new(1, 0, 0)
        });
        let languages = Languages::new(self.primary.clone());
        let mut framework = Framework::new(id, version, title, languages, Scale::new(Vec::new()));
        framework.description = self.text(iri, said, Term::Description);
        framework.licence = said.plain(Term::Licence).map(str::to_owned);
        framework.licence = framework
            .licence
            .or_else(|| said.nodes(Term::Licence).next().map(str::to_owned));
        framework.base_iri = said.plain(Term::Base).and_then(|it| it.parse().ok());
        framework.conventions = imported_conventions();
        self.base = match &framework.base_iri {
            Some(base) => base.to_string(),
            None => format!("urn:competence:{}:", framework.id),
        };
        framework.annotations = self.annotations(iri, said);
        let default = address::of_base(&self.base);
        framework.annotations.iri = scheme
            .filter(|it| *it != default)
            .and_then(|it| it.parse().ok());
        Ok(framework)
    }

    fn name(&mut self, iri: &'s str, noun: &str, home: Option<&str>) {
        let Some(said) = self.resources.get(iri) else {
            return;
        };
        let label = said
            .literals(Term::Label)
            .find(|(tag, _)| tag.is_none_or(|it| it == self.primary.as_str()));
        let label = label
            .or_else(|| said.literals(Term::Label).next())
            .map(|(_, text)| text);
        let own = said
            .plain(Term::Identifier)
            .filter(|it| it.parse::<ElementId>().is_ok());
        let code = said.plain(Term::Notation);
        let mut values = match home {
            Some(_) => stated(label, code),
            None => named(label, code),
        };
        values.push(("iri", iri));
        let id = match (home.and_then(|it| self.of.get(it)), own) {
            (Some(home), Some(own)) if own.split_once('.').is_some_and(|(it, _)| it == home) => {
                let name = own.split_once('.').map_or(own, |(_, name)| name);
                self.ids.indicator(home, &[("id", name)])
            }
            (Some(home), _) => {
                let home = home.clone();
                self.ids.indicator(&home, &values)
            }
            (None, Some(own)) if !own.contains('.') => self.ids.element(noun, &[("id", own)]),
            (None, _) => self.ids.element(noun, &values),
        };
        self.of.insert(iri, id);
    }

    /// What is above a concept, as both sides say it.
    fn above(&self, iri: &str) -> Vec<&'s str> {
        let said = self.resources.get_key_value(iri).map(|(_, said)| said);
        let mut all: Vec<&str> = said
            .into_iter()
            .flat_map(|it| it.nodes(Term::Broader))
            .collect();
        all.sort_unstable();
        all
    }

    /// The competence that holds an indicator: the one that its id names, or the first above it.
    fn home(&self, iri: &str, roles: &Hierarchy<'s>) -> Option<&'s str> {
        let own = self
            .resources
            .get(iri)
            .and_then(|it| it.plain(Term::Identifier));
        let own = own.and_then(|it| it.split_once('.')).map(|(home, _)| home);
        let found = roles.competences_above(iri);
        let named = found
            .iter()
            .find(|it| own.is_some() && self.of.get(*it).map(String::as_str) == own);
        named.or(found.first()).copied()
    }

    /// What each concept is: as it says itself, or by how deep it lies.
    fn roles(&mut self, concepts: &'s BTreeSet<String>) -> Hierarchy<'s> {
        let mut above: HashMap<&'s str, Vec<&'s str>> = HashMap::new();
        for iri in concepts {
            let all = self
                .above(iri)
                .into_iter()
                .filter(|it| concepts.contains(*it) && *it != iri.as_str());
            above.entry(iri.as_str()).or_default().extend(all);
        }
        for iri in concepts {
            let Some(said) = self.resources.get(iri) else {
                continue;
            };
            for inner in said.nodes(Term::Narrower) {
                let known = concepts.get(inner).filter(|it| *it != iri);
                let all = known.map(|it| above.entry(it.as_str()).or_default());
                if let Some(all) = all.filter(|it| !it.contains(&iri.as_str())) {
                    all.push(iri);
                }
            }
        }
        let kind_of = |iri: &str| self.resources.get(iri).and_then(kind);
        if concepts.iter().any(|it| kind_of(it).is_some()) {
            let role = |it: &'s String| {
                let role = if kind_of(it).is_some() {
                    Role::Competence
                } else {
                    Role::Indicator
                };
                (it.as_str(), role)
            };
            return Hierarchy::new(concepts.iter().map(role).collect(), above);
        }
        let resources = self.resources;
        let is_described = |iri: &str| {
            let mut all = resources
                .get(iri)
                .into_iter()
                .flat_map(|it| it.literals(Term::Definition));
            all.any(|(_, text)| !text.trim().is_empty())
        };
        Hierarchy::by_depth(above, is_described, &mut self.problems)
    }
}

/// Ids and tags are made so that they have their form.
fn impossible(error: impl std::fmt::Display) -> ImportError {
    ImportError::Nothing(error.to_string())
}
