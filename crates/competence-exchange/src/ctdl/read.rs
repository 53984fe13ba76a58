//! A model from CTDL-ASN.

mod elements;

use std::collections::{BTreeMap, HashMap};

use competence_core::{
    Annotations, Bundle, Date, ElementId, Framework, Iri, LanguageTag, Languages, LocalisedText,
    Model, Scale, Status,
};
use semver::Version;

use super::{CTID, Category, Term, ctid, named};
use crate::hierarchy::{Hierarchy, Role};
use crate::naming::{self, Ids, kebab, stated};
use crate::rdf::{Graph, Said, Vocabulary, Words, declare, most};
use crate::{ImportError, Imported, Problem, address, imported_conventions};

/// Reads JSON-LD. No context is fetched.
pub(crate) fn read(text: &str) -> Result<Imported, ImportError> {
    // Some contexts have the prefixes only, or nothing is named at all.
    let graph: Graph<Term> = Graph::of_json_ld(text, Some(&super::context()))?;
    let resources = &graph.resources;
    let mut problems = graph.problems();
    let mut frameworks: Vec<&str> = graph
        .of_class(Term::Framework)
        .map(String::as_str)
        .collect();
    frameworks.sort_by_key(|it| resources.get(*it).map(|it| it.place));
    let mut frameworks = frameworks.into_iter();
    let framework = frameworks.next();
    let message = "a second framework: its own texts were left out";
    problems.extend(frameworks.map(|it| Problem::new(it, message)));
    let competencies: BTreeMap<&str, &Said<Term>> = resources
        .iter()
        .filter(|(_, it)| it.is_a(Term::Competency))
        .map(|(iri, it)| (iri.as_str(), it))
        .collect();
    if competencies.is_empty() && framework.is_none() {
        return Err(graph.nothing("ceasn:CompetencyFramework and no ceasn:Competency"));
    }
    problems.extend(graph.unread());
    let said = framework
        .and_then(|it| resources.get(it))
        .unwrap_or(&NOTHING);
    let mut reader = Reader {
        is_own: competencies.values().all(|it| own(it).is_some()),
        words: Words::new(primary(said, &competencies)?, problems),
        competencies,
        ids: Ids::default(),
        of: HashMap::new(),
        base: String::new(),
        scheme: framework.unwrap_or_default(),
        inherited: published(said),
        comprised: HashMap::new(),
    };
    let bundle = reader.bundle(said)?;
    reader.words.problems.extend(graph.left_out());
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: reader.ids.origins,
        problems: reader.words.into_problems(),
        guessed: None,
    })
}

static NOTHING: Said<Term> = Said::NOTHING;

/// The language of texts that name none: the one that the framework names, or the one of most texts.
fn primary(
    framework: &Said<Term>,
    competencies: &BTreeMap<&str, &Said<Term>>,
) -> Result<LanguageTag, ImportError> {
    let mut named = framework.literals(Term::Language).map(|(_, tag)| tag);
    let only = named.next().filter(|_| named.next().is_none());
    let of_texts = competencies.values().flat_map(|it| it.literals(Term::Text));
    let of_texts = of_texts.chain(framework.literals(Term::Name));
    let found = only.and_then(crate::rdf::tag);
    match found.or_else(|| most(of_texts.map(|(language, _)| language))) {
        Some(tag) => Ok(tag),
        None => "en".parse().map_err(impossible),
    }
}

/// The framework and the id by which our exports name a competency, and what it is there.
fn own(said: &Said<Term>) -> Option<(&str, &str, Category)> {
    let category = said.plain_as(Term::Category, Category::of_word)?;
    let (framework, id) = said.node_as(Term::Identifier, |it| {
        named(it).filter(|(_, id)| id.parse::<ElementId>().is_ok())
    })?;
    Some((framework, id, category))
}

/// The status that a resource is published with.
fn published(said: &Said<Term>) -> Option<Status> {
    let statuses = said.take(Term::Publication, |it| {
        let word = it.node().or_else(|| Some(it.literal()?.1))?;
        let name = word.rsplit(['/', '#', ':']).next().unwrap_or(word);
        match name.to_ascii_lowercase().as_str() {
            "published" => Some(Status::Approved),
            "draft" => Some(Status::Draft),
            "deprecated" => Some(Status::Deprecated),
            _ => None,
        }
    });
    statuses.last()
}

struct Reader<'s> {
    competencies: BTreeMap<&'s str, &'s Said<Term>>,
    /// Whether all of them are as our exports write them.
    is_own: bool,
    words: Words,
    ids: Ids,
    /// The id of each competency that became an element.
    of: HashMap<&'s str, String>,
    base: String,
    scheme: &'s str,
    /// The status of what says none.
    inherited: Option<Status>,
    /// What comprises each competency.
    comprised: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> Reader<'s> {
    fn bundle(&mut self, said: &Said<Term>) -> Result<Bundle, ImportError> {
        let framework = self.framework(said)?;
        for (iri, said) in &self.competencies {
            for part in said.nodes(Term::ComprisedOf) {
                self.comprised.entry(part).or_default().push(iri);
            }
        }
        let hierarchy = self.hierarchy();
        let in_order = |role| {
            let mut all = hierarchy.with(role);
            all.sort_by_cached_key(|it| self.place(it));
            all
        };
        let (clusters, competences) = (in_order(Role::Cluster), in_order(Role::Competence));
        let indicators = in_order(Role::Indicator);
        for it in &clusters {
            self.name(it, "cluster", None);
        }
        for it in &competences {
            self.name(it, "competence", None);
        }
        let mut inside: HashMap<&str, Vec<&'s str>> = HashMap::new();
        for it in indicators {
            let Some(home) = self.home(it, &hierarchy) else {
                let message = "no competence is above it, and it was left out";
                self.words.problems.push(Problem::new(it, message));
                continue;
            };
            self.name(it, "statement", Some(home));
            inside.entry(home).or_default().push(it);
        }
        self.dangling();
        let mut bundle = Bundle::new(framework);
        for it in clusters {
            bundle.clusters.push(self.cluster(it, &hierarchy)?);
        }
        for it in competences {
            let own = inside.remove(it).unwrap_or_default();
            let competence = self.competence(it, &own, &hierarchy)?;
            bundle.competences.push(competence);
        }
        declare(&mut bundle);
        Ok(bundle)
    }

    fn framework(&mut self, said: &Said<Term>) -> Result<Framework, ImportError> {
        let iri = self.scheme;
        let place = if iri.is_empty() { "the file" } else { iri };
        let title = self.words.text(iri, said, Term::Name).unwrap_or_else(|| {
            let message = "the framework has no ceasn:name: `framework` is written";
            self.words.problems.push(Problem::new(place, message));
            LocalisedText::new(self.words.primary.clone(), "framework")
        });
        let own = said.node_as(Term::Identifier, named);
        let own = own
            .filter(|_| self.is_own)
            .and_then(|(it, _)| it.parse().ok());
        let (_, words) = title.resolve(&self.words.primary, &self.words.primary);
        let id = match own {
            Some(id) => id,
            None => kebab(words)
                .unwrap_or_else(|| "framework".to_owned())
                .parse()
                .map_err(impossible)?,
        };
        let version = said.plain_as(Term::Version, |it| it.trim_start_matches('v').parse().ok());
        let version = version.unwrap_or_else(|| {
            let message = "it names no version such as 1.2.0: 1.0.0 is written";
            self.words.problems.push(Problem::new(place, message));
            Version::new(1, 0, 0)
        });
        let languages = Languages::new(self.words.primary.clone());
        let mut it = Framework::new(id, version, title, languages, Scale::new(Vec::new()));
        it.description = self.words.text(iri, said, Term::Description);
        let licence = said
            .nodes(Term::Licence)
            .next()
            .or(said.plain(Term::Rights));
        it.licence = licence.map(str::to_owned);
        it.conventions = imported_conventions();
        it.annotations = self.annotations(iri, said);
        it.annotations.valid_from = self.day(place, said, Term::ValidFrom);
        it.annotations.valid_until = self.day(place, said, Term::ValidUntil);
        let default = format!("urn:competence:{}:", it.id);
        self.base = self
            .base_of_competencies()
            .unwrap_or_else(|| default.clone());
        if self.base != default {
            it.base_iri = self.base.parse().ok();
        }
        if address::of_base(&self.base) != iri {
            it.annotations.iri = iri.parse().ok();
        }
        self.keep_ctid(&mut it.annotations, iri, said, "");
        Ok(it)
    }

    /// What the addresses of most competencies begin with that end with the id of the element, as those of
    /// our exports do.
    fn base_of_competencies(&self) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (iri, said) in self.competencies.iter().filter(|_| self.is_own) {
            let base = own(said).and_then(|(_, id, _)| iri.strip_suffix(id));
            if let Some(base) = base.filter(|it| it.parse::<Iri>().is_ok()) {
                *counts.entry(base).or_default() += 1;
            }
        }
        let most = counts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        most.map(|(base, _)| base.to_owned())
    }

    fn day(&mut self, place: &str, said: &Said<Term>, term: Term) -> Option<Date> {
        let date = said.plain(term)?;
        let read = date.get(..10).and_then(|it| it.parse().ok());
        if read.is_none() {
            let message = format!("`{date}` is not a date: it was left out");
            self.words.problems.push(Problem::new(place, message));
        }
        read
    }

    /// Keeps an identifier that an export would not make again.
    fn keep_ctid(&mut self, annotations: &mut Annotations, iri: &str, said: &Said<Term>, id: &str) {
        let Some(given) = said.plain(Term::Ctid) else {
            return;
        };
        if !super::is_ctid(given) {
            let message = format!("`{given}` is not a CTID: it was left out");
            self.words.problems.push(Problem::new(iri, message));
        } else if given != ctid(self.scheme, id) {
            // The key has the form of one.
            let _ = annotations.extensions.set(CTID, given.into());
        }
    }

    fn said(&self, iri: &str) -> &'s Said<Term> {
        self.competencies.get(iri).copied().unwrap_or(&NOTHING)
    }

    /// Where a competency comes among those of its list: by its `listID` if that is a number, and as the
    /// file tells them.
    fn place(&self, iri: &str) -> (u64, usize) {
        let said = self.said(iri);
        let number = said
            .plain(Term::ListId)
            .and_then(|it| it.trim().parse().ok());
        (number.unwrap_or(u64::MAX), said.place)
    }

    /// What each competency is: as it says itself, or by how deep it lies.
    fn hierarchy(&mut self) -> Hierarchy<'s> {
        let all = &self.competencies;
        let known = |it: &str| all.get_key_value(it).map(|(it, _)| *it);
        let mut above: HashMap<&'s str, Vec<&'s str>> = HashMap::new();
        for (iri, said) in all {
            let of_it = said
                .nodes(Term::ChildOf)
                .filter_map(known)
                .filter(|it| it != iri);
            above.entry(iri).or_default().extend(of_it);
            for inner in said
                .nodes(Term::HasChild)
                .filter_map(known)
                .filter(|it| it != iri)
            {
                above.entry(inner).or_default().push(iri);
            }
        }
        for all in above.values_mut() {
            all.sort_unstable();
            all.dedup();
        }
        if self.is_own {
            let role = |said: &Said<Term>| match own(said)?.2 {
                Category::Cluster => Some(Role::Cluster),
                Category::Competence(_) => Some(Role::Competence),
                Category::Indicator(_) => Some(Role::Indicator),
            };
            let roles = all
                .iter()
                .filter_map(|(iri, said)| Some((*iri, role(said)?)));
            return Hierarchy::new(roles.collect(), above);
        }
        let is_described = |it: &str| {
            let has = |term| {
                all.get(it)
                    .is_some_and(|it| it.literals(term).next().is_some())
            };
            has(Term::Label) && has(Term::Text)
        };
        Hierarchy::by_depth(above, is_described, &mut self.words.problems)
    }

    /// The competence that holds an indicator: the one that its id names, or the first above it.
    fn home(&self, iri: &str, hierarchy: &Hierarchy<'s>) -> Option<&'s str> {
        let found = hierarchy.competences_above(iri);
        let own = own(self.said(iri)).filter(|_| self.is_own);
        let own = own
            .and_then(|(_, id, _)| id.split_once('.'))
            .map(|(home, _)| home);
        let named = found
            .iter()
            .find(|it| own.is_some() && self.of.get(*it).map(String::as_str) == own);
        let first = || found.iter().min_by_key(|it| self.place(it));
        named.or_else(first).copied()
    }

    fn name(&mut self, iri: &'s str, noun: &str, home: Option<&str>) {
        let said = self.said(iri);
        let primary = self.words.primary.as_str();
        let text_of = |term| {
            let mut all = said.literals(term);
            let is_primary = |tag: Option<&str>| tag.is_none_or(|it| it == primary);
            let found = all.find(|(tag, _)| is_primary(*tag));
            found
                .or_else(|| said.literals(term).next())
                .map(|(_, text)| text)
        };
        let label = text_of(Term::Label).or_else(|| text_of(Term::Name));
        let text = text_of(Term::Text);
        let code = said.plain(Term::Code);
        let mut values = match home {
            Some(_) => stated(text.or(label), code),
            None => naming::named(label.or(text), code),
        };
        values.push(("iri", iri));
        let own = own(said).filter(|_| self.is_own).map(|(_, id, _)| id);
        let home = home.and_then(|it| self.of.get(it)).cloned();
        let id = match (home, own.map(|it| it.split_once('.').ok_or(it))) {
            (Some(home), Some(Ok((own_home, name)))) if own_home == home => {
                self.ids.indicator(&home, &[("id", name)])
            }
            (Some(home), _) => self.ids.indicator(&home, &values),
            (None, Some(Err(id))) => self.ids.element(noun, &[("id", id)]),
            (None, _) => self.ids.element(noun, &values),
        };
        self.of.insert(iri, id);
    }

    /// Tells of what is named and not there.
    fn dangling(&mut self) {
        let naming = [
            Term::ChildOf,
            Term::HasChild,
            Term::ComprisedOf,
            Term::Prerequisite,
        ];
        for (iri, said) in &self.competencies {
            for term in naming {
                for target in said.nodes(term).filter(|it| *it != self.scheme) {
                    let message = if target == *iri {
                        "leads to itself, and was left out".to_owned()
                    } else if self.competencies.contains_key(target) {
                        // What is there and became nothing has been told of.
                        continue;
                    } else {
                        format!("leads to `{target}`, which is not there, and was left out")
                    };
                    let message = format!("{} {message}", term.short());
                    self.words.problems.push(Problem::new(*iri, message));
                }
            }
        }
    }
}

/// Ids and tags are made so that they have their form.
fn impossible(error: impl std::fmt::Display) -> ImportError {
    ImportError::Nothing(error.to_string())
}
