//! Elements, with their texts and what they stand to.

use std::collections::HashSet;

use competence_core::{
    Annotations, Association, Cluster, Competence, Indicator, Kind, LocalisedText, Mapping,
    Relationship, Status,
};

use super::super::{ALIGNMENTS, Category, Term};
use super::{Reader, impossible, own, published};
use crate::hierarchy::{Hierarchy, Role};
use crate::rdf::{Said, Vocabulary};
use crate::{ImportError, Problem};

impl<'s> Reader<'s> {
    pub(super) fn cluster(
        &mut self,
        iri: &'s str,
        hierarchy: &Hierarchy<'s>,
    ) -> Result<Cluster, ImportError> {
        let said = self.said(iri);
        let (title, definition) = self.described(iri, said);
        let id = self.id(iri).parse().map_err(impossible)?;
        let mut it = Cluster::new(id, title, self.status(said));
        it.definition = definition;
        it.annotations = self.own_annotations(iri, said);
        let mut parents = self.above(iri, Role::Cluster, hierarchy);
        it.parent = parents.next().and_then(|it| self.id(it).parse().ok());
        drop(parents);
        (it.mappings, it.relations) = (self.mappings(iri, said), self.relations(said));
        Ok(it)
    }

    pub(super) fn competence(
        &mut self,
        iri: &'s str,
        inside: &[&'s str],
        hierarchy: &Hierarchy<'s>,
    ) -> Result<Competence, ImportError> {
        let said = self.said(iri);
        let (title, definition) = self.described(iri, said);
        let kind = match own(said) {
            Some((.., Category::Competence(kind))) if self.is_own => kind,
            // Without a word about it, it is for one field of work.
            _ => Kind::JobSpecific,
        };
        let id = self.id(iri).parse().map_err(impossible)?;
        let mut it = Competence::new(id, kind, title, self.status(said));
        it.definition = definition;
        it.annotations = self.own_annotations(iri, said);
        (it.mappings, it.relations) = (self.mappings(iri, said), self.relations(said));
        // A second parent is one more cluster.
        let parents: Vec<&str> = self.above(iri, Role::Cluster, hierarchy).collect();
        let (first, further) = match &parents[..] {
            [first, further @ ..] => (Some(*first), further),
            [] => (None, &[][..]),
        };
        it.cluster = first.and_then(|it| self.id(it).parse().ok());
        let comprised = self.comprised.get(iri).into_iter().flatten().copied();
        let comprised = comprised.filter(|it| hierarchy.roles.get(it) == Some(&Role::Cluster));
        let also = further
            .iter()
            .copied()
            .chain(comprised)
            .filter(|it| Some(*it) != first);
        it.also_in = also.filter_map(|it| self.id(it).parse().ok()).collect();
        it.also_in.sort();
        it.also_in.dedup();
        for inner in inside {
            it.indicators.push(self.indicator(inner)?);
        }
        let held: HashSet<&str> = inside.iter().copied().collect();
        let below = hierarchy.below.get(iri).into_iter().flatten().copied();
        let included = said.nodes(Term::ComprisedOf).chain(below);
        let included = included.filter(|inner| {
            !held.contains(inner) && hierarchy.roles.get(inner) == Some(&Role::Indicator)
        });
        it.includes = included
            .filter_map(|it| self.of.get(it)?.parse().ok())
            .collect();
        it.includes.sort();
        it.includes.dedup();
        Ok(it)
    }

    fn indicator(&mut self, iri: &'s str) -> Result<Indicator, ImportError> {
        let said = self.said(iri);
        let id = self.id(iri).parse().map_err(impossible)?;
        let statement = self.words.text(iri, said, Term::Text);
        let label = self.words.text(iri, said, Term::Label);
        let (statement, label) = match (statement, label) {
            (Some(statement), label) => (statement, label),
            (None, Some(label)) => (label, None),
            (None, None) => (self.untitled(iri), None),
        };
        let mut it = Indicator::new(id, statement);
        it.annotations = self.own_annotations(iri, said);
        it.annotations.alternative_titles.extend(label);
        it.status = published(said);
        if let Some((.., Category::Indicator(polarity))) = own(said).filter(|_| self.is_own) {
            it.polarity = polarity;
            it.facets = said.plains_as(Term::Category, |it| match Category::of_word(it) {
                None => it.parse().ok(),
                Some(_) => None,
            });
            it.facets.sort();
        }
        (it.mappings, it.relations) = (self.mappings(iri, said), self.relations(said));
        Ok(it)
    }

    /// The items of a role that an item is a child of, in the order of their lists.
    fn above(
        &self,
        iri: &str,
        role: Role,
        hierarchy: &Hierarchy<'s>,
    ) -> impl Iterator<Item = &'s str> + use<'s> {
        let all = hierarchy.above.get(iri).into_iter().flatten().copied();
        let mut all: Vec<&str> = all
            .filter(|it| hierarchy.roles.get(it) == Some(&role))
            .collect();
        all.sort_by_key(|it| self.place(it));
        all.into_iter()
    }

    fn id(&self, iri: &str) -> &str {
        self.of.get(iri).map_or("", String::as_str)
    }

    /// The title, and what it is beside.
    fn described(
        &mut self,
        iri: &str,
        said: &Said<Term>,
    ) -> (LocalisedText, Option<LocalisedText>) {
        let mut first = |terms: [Term; 2]| {
            let mut terms = terms.into_iter();
            terms.find_map(|term| self.words.text(iri, said, term))
        };
        // Some name a competency as they do a framework.
        let label = first([Term::Label, Term::Name]);
        let text = first([Term::Text, Term::Description]);
        match (label, text) {
            (Some(label), text) => (label, text),
            (None, Some(text)) => (text, None),
            (None, None) => (self.untitled(iri), None),
        }
    }

    fn untitled(&mut self, iri: &str) -> LocalisedText {
        let message = "it has no ceasn:competencyText: the end of its address is its text";
        self.words.problems.push(Problem::new(iri, message));
        let last = iri.rsplit(['/', '#', ':']).find(|it| !it.is_empty());
        LocalisedText::new(self.words.primary.clone(), last.unwrap_or(iri))
    }

    /// The status, or that of the framework. What is published says so, and is in force.
    fn status(&self, said: &Said<Term>) -> Status {
        let inherited = self.inherited.unwrap_or(Status::Approved);
        published(said).unwrap_or(inherited)
    }

    fn own_annotations(&mut self, iri: &str, said: &Said<Term>) -> Annotations {
        let mut it = self.annotations(iri, said);
        it.note = self.words.text(iri, said, Term::Comment);
        let id = self.id(iri).to_owned();
        let default = format!("{}{id}", self.base);
        it.iri = (iri != default).then(|| iri.parse().ok()).flatten();
        self.keep_ctid(&mut it, iri, said, &id);
        it
    }

    pub(super) fn annotations(&mut self, iri: &str, said: &Said<Term>) -> Annotations {
        let mut it = Annotations::default();
        if let Some(code) = said.plain(Term::Code).filter(|it| !it.trim().is_empty()) {
            it.code = code.trim().parse().ok();
            if it.code.is_none() {
                let message = format!("`{code}` is not a code of one line: it was left out");
                self.words.problems.push(Problem::new(iri, message));
            }
        }
        it.keywords = self.words.texts(iri, said, Term::Keyword);
        it
    }

    fn mappings(&mut self, iri: &str, said: &Said<Term>) -> Vec<Mapping> {
        let mut all = Vec::new();
        for (term, relation) in ALIGNMENTS {
            for target in said.nodes(term) {
                match target.parse() {
                    Ok(target) => all.push(Mapping::new(relation, target)),
                    Err(error) => {
                        let message = format!("{}: {error}", term.short());
                        self.words.problems.push(Problem::new(iri, message));
                    }
                }
            }
        }
        all.sort_by(|a, b| (a.relation, &a.target).cmp(&(b.relation, &b.target)));
        all
    }

    fn relations(&self, said: &Said<Term>) -> Vec<Association> {
        let targets = said.nodes(Term::Prerequisite);
        let targets = targets.filter_map(|it| self.of.get(it)?.parse().ok());
        let mut all: Vec<Association> = targets
            .map(|target| Association::new(Relationship::Requires, target))
            .collect();
        all.sort_by(|a, b| a.target.cmp(&b.target));
        all
    }
}
