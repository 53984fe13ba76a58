//! A model from RDF.

mod elements;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use competence_core::{
    Bundle, ElementId, Framework, LanguageTag, Languages, LocalisedText, Model, Scale,
};
use semver::Version;

use super::Term;
use crate::hierarchy::{Hierarchy, Role};
use crate::naming::{Ids, kebab, named, stated};
use crate::rdf::{Graph, Said, Vocabulary, Words, declare, most};
use crate::{ImportError, Imported, Problem, address, imported_conventions};
use elements::kind;

/// Reads Turtle.
pub(crate) fn from_turtle(text: &str) -> Result<Imported, ImportError> {
    read(&Graph::of_turtle(text)?)
}

/// Reads JSON-LD. No context is fetched.
pub(crate) fn from_json_ld(text: &str) -> Result<Imported, ImportError> {
    read(&Graph::of_json_ld(text, None)?)
}

fn read(graph: &Graph<Term>) -> Result<Imported, ImportError> {
    let resources = &graph.resources;
    let mut problems = graph.problems();
    let mut schemes = graph.of_class(Term::ConceptScheme).map(String::as_str);
    let scheme = schemes.next();
    let message = "a second concept scheme: its own texts were left out";
    problems.extend(schemes.map(|it| Problem::new(it, message)));
    let concepts: BTreeSet<&str> = resources
        .iter()
        .filter(|(_, it)| it.is_a(Term::Concept) || it.nodes(Term::InScheme).next().is_some())
        .map(|(iri, _)| iri.as_str())
        .collect();
    if concepts.is_empty() && scheme.is_none() {
        return Err(graph.nothing("skos:ConceptScheme and no skos:Concept"));
    }
    problems.extend(graph.unread());
    let mut reader = Reader {
        resources,
        words: Words::new(primary(resources, scheme, &concepts)?, problems),
        ids: Ids::default(),
        of: HashMap::new(),
        base: String::new(),
        members: HashMap::new(),
    };
    for (iri, said) in resources {
        for member in said.nodes(Term::Member) {
            reader.members.entry(member).or_default().push(iri);
        }
    }
    let bundle = reader.bundle(scheme, &concepts)?;
    reader.words.problems.extend(graph.left_out());
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: reader.ids.origins,
        problems: reader.words.into_problems(),
        guessed: None,
    })
}

/// The language of texts that have none: the one that the scheme names, or the one of most labels.
fn primary(
    resources: &BTreeMap<String, Said<Term>>,
    scheme: Option<&str>,
    concepts: &BTreeSet<&str>,
) -> Result<LanguageTag, ImportError> {
    let named = scheme.and_then(|it| resources.get(it)?.plain(Term::Language));
    if let Some(tag) = named.and_then(|it| it.parse().ok()) {
        return Ok(tag);
    }
    let concepts = concepts.iter().filter_map(|it| resources.get(*it));
    let labels = concepts.flat_map(|it| it.literals(Term::Label));
    match most(labels.map(|(language, _)| language)) {
        Some(tag) => Ok(tag),
        None => "en".parse().map_err(impossible),
    }
}

struct Reader<'s> {
    resources: &'s BTreeMap<String, Said<Term>>,
    words: Words,
    ids: Ids,
    /// The id of each resource that became an element.
    of: HashMap<&'s str, String>,
    base: String,
    /// The collections that each resource is a member of.
    members: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> Reader<'s> {
    fn bundle(
        &mut self,
        scheme: Option<&str>,
        concepts: &BTreeSet<&'s str>,
    ) -> Result<Bundle, ImportError> {
        let framework = self.framework(scheme)?;
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
                self.words.problems.push(Problem::new(
                    iri,
                    "no competence is above it, and it was left out",
                ));
                continue;
            };
            self.name(iri, "statement", Some(home));
            homes.entry(home).or_default().push(iri);
        }
        self.dangling(concepts);
        let mut bundle = Bundle::new(framework);
        for iri in clusters {
            bundle.clusters.push(self.cluster(iri, &roles)?);
        }
        for iri in competences {
            let inside = homes.remove(iri).unwrap_or_default();
            let competence = self.competence(iri, &inside, &roles)?;
            bundle.competences.push(competence);
        }
        declare(&mut bundle);
        Ok(bundle)
    }

    /// Tells of what is named and not there.
    fn dangling(&mut self, concepts: &BTreeSet<&'s str>) {
        const NAMING: [Term; 7] = [
            Term::Broader,
            Term::Narrower,
            Term::Member,
            Term::Related,
            Term::Requires,
            Term::ReplacedBy,
            Term::Part,
        ];
        let is_scheme = |iri: &str| {
            let said = self.resources.get(iri);
            said.is_some_and(|it| it.is_a(Term::ConceptScheme))
        };
        let collections = self.of.keys().filter(|it| !concepts.contains(*it));
        let mut all: Vec<&str> = concepts.iter().chain(collections).copied().collect();
        all.sort_unstable();
        for iri in all {
            let said = self.said(iri);
            for term in NAMING {
                for target in said.nodes(term) {
                    let is_there = self.of.contains_key(target) || concepts.contains(target);
                    let message = if target == iri {
                        format!("{} leads to itself, and was left out", term.short())
                    } else if is_there || term == Term::Part && is_scheme(target) {
                        // What is there and became nothing has been told of.
                        continue;
                    } else {
                        format!(
                            "{} leads to `{target}`, which is not there, and was left out",
                            term.short()
                        )
                    };
                    self.words.problems.push(Problem::new(iri, message));
                }
            }
        }
    }

    fn framework(&mut self, scheme: Option<&str>) -> Result<Framework, ImportError> {
        let nothing = Said::NOTHING;
        let said = scheme
            .and_then(|it| self.resources.get(it))
            .unwrap_or(&nothing);
        let iri = scheme.unwrap_or_default();
        let title = self
            .words
            .text(iri, said, Term::Title)
            .or_else(|| self.words.text(iri, said, Term::Label));
        let last = iri
            .rsplit(['/', '#', ':'])
            .find(|it| !it.is_empty())
            .unwrap_or("framework");
        let title = title.unwrap_or_else(|| LocalisedText::new(self.words.primary.clone(), last));
        let (_, words) = title.resolve(&self.words.primary, &self.words.primary);
        let id = said.plain_as(Term::Identifier, |it| it.parse().ok());
        let id = match id {
            Some(id) => id,
            None => kebab(words)
                .unwrap_or_else(|| "framework".to_owned())
                .parse()
                .map_err(impossible)?,
        };
        let version = said.plain_as(Term::Version, |it| it.trim_start_matches('v').parse().ok());
        let version = version.unwrap_or_else(|| {
            let place = scheme.unwrap_or("the file");
            let message = "it names no version such as 1.2.0: 1.0.0 is written";
            self.words.problems.push(Problem::new(place, message));
            Version::new(1, 0, 0)
        });
        let languages = Languages::new(self.words.primary.clone());
        let mut framework = Framework::new(id, version, title, languages, Scale::new(Vec::new()));
        framework.description = self.words.text(iri, said, Term::Description);
        framework.licence = said.plain(Term::Licence).map(str::to_owned);
        framework.licence = framework
            .licence
            .or_else(|| said.nodes(Term::Licence).next().map(str::to_owned));
        framework.base_iri = said.plain_as(Term::Base, |it| it.parse().ok());
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
            .find(|(tag, _)| tag.is_none_or(|it| it == self.words.primary.as_str()));
        let label = label
            .or_else(|| said.literals(Term::Label).next())
            .map(|(_, text)| text);
        let own = said.plain_as(Term::Identifier, |it| {
            it.parse::<ElementId>().is_ok().then_some(it)
        });
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
        let said = self.resources.get(iri);
        let own = said.and_then(|it| {
            it.plain_as(Term::Identifier, |it| {
                it.parse::<ElementId>().ok()?;
                it.split_once('.')
            })
        });
        let own = own.map(|(home, _)| home);
        let found = roles.competences_above(iri);
        let named = found
            .iter()
            .find(|it| own.is_some() && self.of.get(*it).map(String::as_str) == own);
        named.or(found.first()).copied()
    }

    /// What each concept is: as it says itself, or by how deep it lies.
    fn roles(&mut self, concepts: &BTreeSet<&'s str>) -> Hierarchy<'s> {
        let mut above: HashMap<&'s str, Vec<&'s str>> = HashMap::new();
        for iri in concepts.iter().copied() {
            let all = self.above(iri).into_iter();
            let all = all.filter(|it| concepts.contains(*it) && *it != iri);
            above.entry(iri).or_default().extend(all);
        }
        // Both sides may say it, and of many: what is known of each is looked up, not looked for.
        let mut known: HashSet<(&'s str, &'s str)> = HashSet::new();
        for (iri, all) in &above {
            known.extend(all.iter().map(|it| (*iri, *it)));
        }
        for iri in concepts.iter().copied() {
            for inner in self.said(iri).nodes(Term::Narrower) {
                if concepts.contains(inner) && inner != iri && known.insert((inner, iri)) {
                    above.entry(inner).or_default().push(iri);
                }
            }
        }
        let kind_of = |iri: &str| self.resources.get(iri).and_then(kind);
        if concepts.iter().any(|it| kind_of(it).is_some()) {
            let role = |it: &&'s str| {
                let role = if kind_of(it).is_some() {
                    Role::Competence
                } else {
                    Role::Indicator
                };
                (*it, role)
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
        Hierarchy::by_depth(above, is_described, &mut self.words.problems)
    }
}

/// Ids and tags are made so that they have their form.
fn impossible(error: impl std::fmt::Display) -> ImportError {
    ImportError::Nothing(error.to_string())
}
