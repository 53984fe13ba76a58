//! Elements, with their texts and what they stand to.

use std::collections::HashSet;

use competence_core::{
    Annotations, Association, Cluster, Competence, Deprecation, Indicator, Kind, Link,
    LocalisedText, Mapping, Polarity, Relationship, Status,
};

use super::super::{MATCHES, Term};
use super::{Reader, impossible};
use crate::hierarchy::{Hierarchy, Role};
use crate::rdf::Said;
use crate::{ImportError, Problem};

impl<'s> Reader<'s> {
    pub(super) fn cluster(
        &mut self,
        iri: &'s str,
        roles: &Hierarchy<'s>,
    ) -> Result<Cluster, ImportError> {
        let said = self.said(iri);
        let id = self.id(iri).parse().map_err(impossible)?;
        let mut it = Cluster::new(
            id,
            self.title(iri, said),
            status(said).unwrap_or_else(|| presumed(said)),
        );
        it.definition = self.words.text(iri, said, Term::Definition);
        it.annotations = self.own_annotations(iri, said);
        let above = roles.above.get(iri).into_iter().flatten().copied();
        let of_collections = self.members.get(iri).into_iter().flatten().copied();
        let mut parents: Vec<&String> = Vec::new();
        for parent in said.nodes(Term::Part).chain(above).chain(of_collections) {
            let id = self.of.get(parent).filter(|_| parent != iri);
            parents.extend(id.filter(|it| !parents.contains(it)));
        }
        let others = parents.get(1..).unwrap_or_default().iter();
        let others: Vec<String> = others.map(|it| format!("`{it}`")).collect();
        it.parent = parents.first().and_then(|it| it.parse().ok());
        if !others.is_empty() {
            let message = format!(
                "it lies in {} as well, and a cluster lies in one: the others were left out",
                others.join(", ")
            );
            self.words.problems.push(Problem::new(iri, message));
        }
        it.deprecation = self.deprecation(said);
        Ok(it)
    }

    pub(super) fn competence(
        &mut self,
        iri: &'s str,
        inside: &[&'s str],
        roles: &Hierarchy<'s>,
    ) -> Result<Competence, ImportError> {
        let said = self.said(iri);
        let id = self.id(iri).parse().map_err(impossible)?;
        // Without a word about it, it is for one field of work.
        let kind = kind(said).unwrap_or(Kind::JobSpecific);
        let mut it = Competence::new(
            id,
            kind,
            self.title(iri, said),
            status(said).unwrap_or_else(|| presumed(said)),
        );
        it.definition = self.words.text(iri, said, Term::Definition);
        it.annotations = self.own_annotations(iri, said);
        it.deprecation = self.deprecation(said);
        (it.mappings, it.relations) = (self.mappings(iri, said), self.relations(said));
        let of_collections = self.members.get(iri).cloned().unwrap_or_default();
        let above = roles.above.get(iri).into_iter().flatten().copied();
        let mut groups: Vec<String> = Vec::new();
        for group in said.nodes(Term::Part).chain(above).chain(of_collections) {
            if let Some(id) = self.of.get(group).filter(|it| !groups.contains(it)) {
                groups.push(id.clone());
            }
        }
        let is_own = said.nodes(Term::Part).next().is_some() || kind_is_foreign(said);
        if is_own && !groups.is_empty() {
            it.cluster = groups.remove(0).parse().ok();
        }
        groups.sort_unstable();
        it.also_in = groups.iter().filter_map(|it| it.parse().ok()).collect();
        for inner in inside {
            it.indicators.push(self.indicator(inner, it.status)?);
        }
        it.indicators.sort_by(|a, b| a.id.cmp(&b.id));
        let inside: HashSet<&str> = inside.iter().copied().collect();
        let included = roles.below.get(iri).into_iter().flatten();
        let included = included.filter(|inner| {
            !inside.contains(*inner) && roles.roles.get(*inner) == Some(&Role::Indicator)
        });
        it.includes = included
            .filter_map(|inner| self.of.get(inner)?.parse().ok())
            .collect();
        it.includes.sort();
        Ok(it)
    }

    pub(super) fn indicator(
        &mut self,
        iri: &'s str,
        of_competence: Status,
    ) -> Result<Indicator, ImportError> {
        let said = self.said(iri);
        let id = self.id(iri).parse().map_err(impossible)?;
        let mut it = Indicator::new(id, self.title(iri, said));
        if let Some(definition) = self.words.text(iri, said, Term::Definition) {
            // A statement has none: it is said beside it.
            it.annotations.note = Some(definition);
        }
        let note = it.annotations.note.take();
        it.annotations = self.own_annotations(iri, said);
        it.annotations.note = it.annotations.note.or(note);
        // What is deprecated with its competence needs no word of its own.
        let presumed = presumed(said);
        let is_own = presumed == Status::Deprecated && of_competence != Status::Deprecated;
        it.status = status(said).or(is_own.then_some(presumed));
        it.deprecation = self.deprecation(said);
        (it.mappings, it.relations) = (self.mappings(iri, said), self.relations(said));
        it.facets = said.plains_as(Term::Kind, |word| {
            (word != Polarity::Ineffective.as_str()).then(|| word.parse().ok())?
        });
        let is_ineffective = |word: &str| (word == Polarity::Ineffective.as_str()).then_some(());
        if said.plain_as(Term::Kind, is_ineffective).is_some() {
            it.polarity = Polarity::Ineffective;
        }
        Ok(it)
    }

    pub(super) fn said(&self, iri: &str) -> &'s Said<Term> {
        static NOTHING: Said<Term> = Said::NOTHING;
        self.resources.get(iri).unwrap_or(&NOTHING)
    }

    pub(super) fn id(&self, iri: &str) -> String {
        self.of.get(iri).cloned().unwrap_or_default()
    }

    pub(super) fn title(&mut self, iri: &str, said: &Said<Term>) -> LocalisedText {
        self.words.text(iri, said, Term::Label).unwrap_or_else(|| {
            self.words.problems.push(Problem::new(
                iri,
                "it has no skos:prefLabel: the end of its address is its title",
            ));
            let last = iri
                .rsplit(['/', '#', ':'])
                .find(|it| !it.is_empty())
                .unwrap_or(iri);
            LocalisedText::new(self.words.primary.clone(), last)
        })
    }

    /// The annotations with the address, where it is not the one that the id makes.
    pub(super) fn own_annotations(&mut self, iri: &str, said: &Said<Term>) -> Annotations {
        let mut it = self.annotations(iri, said);
        let default = format!("{}{}", self.base, self.id(iri));
        it.iri = (iri != default).then(|| iri.parse().ok()).flatten();
        it
    }

    pub(super) fn annotations(&mut self, iri: &str, said: &Said<Term>) -> Annotations {
        let mut it = Annotations::default();
        if let Some(code) = said.plain(Term::Notation) {
            it.code = code.trim().parse().ok();
            if it.code.is_none() {
                self.words.problems.push(Problem::new(
                    iri,
                    format!("`{code}` is not a code of one line: it was left out"),
                ));
            }
        }
        it.alternative_titles = self.words.texts(iri, said, Term::AltLabel);
        it.keywords = self.words.texts(iri, said, Term::Keyword);
        it.examples = self.words.texts(iri, said, Term::Example);
        it.note = self.words.text(iri, said, Term::ScopeNote);
        let links = said.nodes(Term::SeeAlso);
        it.links = links
            .filter_map(|it| Some(Link::new(it.parse().ok()?)))
            .collect();
        it
    }

    pub(super) fn mappings(&mut self, iri: &str, said: &Said<Term>) -> Vec<Mapping> {
        let mut all = Vec::new();
        for (term, relation) in MATCHES {
            for target in said.nodes(term) {
                match target.parse() {
                    Ok(target) => all.push(Mapping::new(relation, target)),
                    Err(error) => self
                        .words
                        .problems
                        .push(Problem::new(iri, format!("{error}"))),
                }
            }
        }
        all.sort_by(|a, b| (a.relation, &a.target).cmp(&(b.relation, &b.target)));
        all
    }

    pub(super) fn relations(&self, said: &Said<Term>) -> Vec<Association> {
        let mut all = Vec::new();
        for (term, relation) in [
            (Term::Requires, Relationship::Requires),
            (Term::Related, Relationship::Related),
        ] {
            let targets = said
                .nodes(term)
                .filter_map(|it| self.of.get(it)?.parse().ok());
            all.extend(targets.map(|target| Association::new(relation, target)));
        }
        all.sort_by(|a, b| (a.relation, &a.target).cmp(&(b.relation, &b.target)));
        all
    }

    pub(super) fn deprecation(&self, said: &Said<Term>) -> Option<Deprecation> {
        let successors = said
            .nodes(Term::ReplacedBy)
            .filter_map(|it| self.of.get(it)?.parse().ok());
        let mut deprecation = Deprecation::default();
        deprecation.successors = successors.collect();
        deprecation.successors.sort();
        (!deprecation.successors.is_empty()).then_some(deprecation)
    }
}

/// The kind that a concept says it is of. What is below another one is an indicator, whose words are
/// its facets.
pub(super) fn kind(said: &Said<Term>) -> Option<Kind> {
    let is_below = said.nodes(Term::Broader).next().is_some();
    let said = (!is_below).then_some(said)?;
    said.plain_as(Term::Kind, |word| word.parse().ok())
}

/// Whether a concept says nothing of its kind, so that the first group above it is its cluster.
fn kind_is_foreign(said: &Said<Term>) -> bool {
    kind(said).is_none()
}

fn status(said: &Said<Term>) -> Option<Status> {
    said.plain_as(Term::Status, |it| it.parse().ok())
}

/// The status of what says none: it is published, and so in force.
fn presumed(said: &Said<Term>) -> Status {
    match said.plain(Term::Deprecated) {
        Some("true" | "1") => Status::Deprecated,
        _ => Status::Approved,
    }
}
