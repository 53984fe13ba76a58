//! Elements, with their texts and what they stand to.

use std::collections::{BTreeSet, HashSet};

use competence_core::{
    Annotations, Association, Cluster, Code, Competence, Date, Deprecation, Indicator, Iri, Kind,
    LocalisedText, Mapping, Profile, Relation, Relationship, Requirement, Status,
};

use super::super::package::{Item, Link};
use super::super::{Version, of_mapping, of_relation};
use super::{Import, Own, impossible, own};
use crate::hierarchy::{Hierarchy, Role};
use crate::{ImportError, Problem};

impl<'s> Import<'s> {
    pub(super) fn text(&self, text: &str) -> LocalisedText {
        let text = text.trim_end().replace("\r\n", "\n");
        LocalisedText::new(
            self.primary.clone(),
            if text.is_empty() { "…" } else { &text },
        )
    }

    pub(super) fn texts(&self, text: &str) -> Option<LocalisedText> {
        (!text.trim().is_empty()).then(|| self.text(text))
    }

    pub(super) fn date(&mut self, place: &str, date: Option<&str>) -> Option<Date> {
        let date = date?;
        let read = date.get(..10).and_then(|it| it.parse().ok());
        if read.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("`{date}` is not a date: it was left out"),
            ));
        }
        read
    }

    /// The title, and what it is beside.
    pub(super) fn described(&self, item: &Item<'_>) -> (LocalisedText, Option<LocalisedText>) {
        match item
            .abbreviated_statement
            .as_deref()
            .and_then(|it| self.texts(it))
        {
            Some(title) => (title, self.texts(&item.full_statement)),
            None => (self.text(&item.full_statement), None),
        }
    }

    pub(super) fn annotations(&mut self, item: &Item<'_>) -> Annotations {
        let place = format!("item {}", item.identifier);
        let mut it = Annotations::default();
        if let Some(code) = &item.human_coding_scheme {
            it.code = code.trim().parse::<Code>().ok();
            if it.code.is_none() && !code.trim().is_empty() {
                self.problems.push(Problem::new(
                    &place,
                    format!("`{code}` is not a code of one line: it was left out"),
                ));
            }
        }
        let id = self
            .of
            .get(item.identifier.as_str())
            .cloned()
            .unwrap_or_default();
        if item.uri.strip_prefix(self.base.as_str()) != Some(id.as_str()) {
            it.iri = item.uri.parse::<Iri>().ok();
            if it.iri.is_none() {
                self.problems.push(Problem::new(
                    &place,
                    format!("`{}` is not an absolute IRI: it was left out", item.uri),
                ));
            }
        }
        it.note = item.notes.as_deref().and_then(|it| self.texts(it));
        it.alternative_titles = item
            .alternative_label
            .as_deref()
            .and_then(|it| self.texts(it))
            .into_iter()
            .collect();
        it.keywords = item
            .concept_keywords
            .iter()
            .filter_map(|it| self.texts(it))
            .collect();
        it.valid_from = self.date(&place, item.status_start_date.as_deref());
        it.valid_until = self.date(&place, item.status_end_date.as_deref());
        self.keep_identifier(&mut it, &item.identifier, &id);
        it
    }

    pub(super) fn item(&self, item: &str) -> Result<&'s Item<'s>, ImportError> {
        self.items
            .get(item)
            .copied()
            .ok_or_else(|| impossible("an item that was there is gone"))
    }

    pub(super) fn id(&self, item: &str) -> &str {
        self.of.get(item).map_or("", String::as_str)
    }

    /// The id of what an item is in, if it is of the model.
    pub(super) fn parent(&self, item: &str) -> Option<&str> {
        let mut all = self
            .links
            .from(item, "isChildOf")
            .filter_map(|it| self.of.get(it.destination.identifier.as_str()));
        all.next().map(String::as_str)
    }

    /// The status, and what comes instead.
    pub(super) fn status(&self, item: &str) -> (Status, Option<Deprecation>) {
        let mut deprecation = Deprecation::default();
        let successors = self.links.from(item, "replacedBy");
        let successors = successors.filter_map(|it| {
            self.of
                .get(it.destination.identifier.as_str())?
                .parse()
                .ok()
        });
        deprecation.successors = successors.collect();
        if deprecation.successors.is_empty() {
            (Status::Approved, None)
        } else {
            (Status::Deprecated, Some(deprecation))
        }
    }

    pub(super) fn mappings(&mut self, item: &str) -> Vec<Mapping> {
        let mut all: Vec<(i64, Mapping)> = Vec::new();
        for relation in Relation::ALL.iter().copied() {
            let Some(kind) = of_mapping(relation, Version::V1p1) else {
                continue;
            };
            for link in self.links.from(item, kind) {
                let target = &link.destination;
                if self.of.contains_key(target.identifier.as_str()) {
                    continue;
                }
                match target.uri.parse() {
                    Ok(iri) => {
                        let mut mapping = Mapping::new(relation, iri);
                        mapping.title = (target.title.as_str() != target.uri.as_str())
                            .then(|| target.title.as_str().to_owned());
                        all.push((link.place().unwrap_or(i64::MAX), mapping));
                    }
                    Err(error) => self.problems.push(Problem::new(
                        format!("item {item}"),
                        format!("{error}: a mapping was left out"),
                    )),
                }
            }
        }
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, it)| it).collect()
    }

    pub(super) fn relations(&self, item: &str) -> Vec<Association> {
        let mut all: Vec<(i64, Association)> = Vec::new();
        for relation in Relationship::ALL.iter().copied() {
            let Some(kind) = of_relation(relation, Version::V1p1) else {
                continue;
            };
            for link in self.links.from(item, kind) {
                let target = self
                    .of
                    .get(link.destination.identifier.as_str())
                    .and_then(|it| it.parse().ok());
                if let Some(target) = target {
                    all.push((
                        link.place().unwrap_or(i64::MAX),
                        Association::new(relation, target),
                    ));
                }
            }
        }
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, it)| it).collect()
    }

    pub(super) fn cluster(&mut self, item: &'s str) -> Result<Cluster, ImportError> {
        let source = self.item(item)?;
        let (title, definition) = self.described(source);
        let (status, deprecation) = self.status(item);
        let mut it = Cluster::new(self.id(item).parse().map_err(impossible)?, title, status);
        (it.definition, it.deprecation) = (definition, deprecation);
        it.parent = self.parent(item).and_then(|it| it.parse().ok());
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        Ok(it)
    }

    pub(super) fn competence(
        &mut self,
        item: &'s str,
        inside: &[&'s str],
        hierarchy: &Hierarchy<'s>,
    ) -> Result<Competence, ImportError> {
        let source = self.item(item)?;
        let (title, definition) = self.described(source);
        let (status, deprecation) = self.status(item);
        let kind = match own(source) {
            Some(Own::Competence(kind)) => kind,
            _ => Kind::JobSpecific,
        };
        let mut it = Competence::new(
            self.id(item).parse().map_err(impossible)?,
            kind,
            title,
            status,
        );
        (it.definition, it.deprecation) = (definition, deprecation);
        it.cluster = self.parent(item).and_then(|it| it.parse().ok());
        let is_cluster = |it: &&Link<'_>| {
            hierarchy.roles.get(it.destination.identifier.as_str()) == Some(&Role::Cluster)
        };
        let further = self.links.from(item, "isPartOf").filter(is_cluster);
        let further: Vec<&str> = further
            .filter_map(|it| self.of.get(it.destination.identifier.as_str()))
            .map(String::as_str)
            .collect();
        let mut also: Vec<_> = further
            .into_iter()
            .filter_map(|it| it.parse().ok())
            .collect();
        // A second parent is one more cluster.
        let parents = self
            .links
            .from(item, "isChildOf")
            .skip(1)
            .filter(is_cluster);
        also.extend(parents.filter_map(|it| {
            self.of
                .get(it.destination.identifier.as_str())?
                .parse()
                .ok()
        }));
        it.also_in = also;
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        for inner in inside {
            it.indicators.push(self.indicator(inner, status)?);
        }
        let held: HashSet<&str> = inside.iter().copied().collect();
        let included = self
            .links
            .to(item, "isPartOf")
            .chain(self.links.to(item, "isChildOf"));
        let included = included.map(|it| it.origin.identifier.as_str());
        let included = included
            .filter(|it| hierarchy.roles.get(it) == Some(&Role::Indicator) && !held.contains(it));
        let mut seen = BTreeSet::new();
        it.includes = included
            .filter(|it| seen.insert(*it))
            .filter_map(|it| self.of.get(it)?.parse().ok())
            .collect();
        Ok(it)
    }

    pub(super) fn indicator(
        &mut self,
        item: &'s str,
        of_competence: Status,
    ) -> Result<Indicator, ImportError> {
        let source = self.item(item)?;
        let mut it = Indicator::new(
            self.id(item).parse().map_err(impossible)?,
            self.text(&source.full_statement),
        );
        if let Some(Own::Indicator(polarity)) = own(source) {
            it.polarity = polarity;
        }
        let (status, deprecation) = self.status(item);
        it.status =
            (status == Status::Deprecated && of_competence != Status::Deprecated).then_some(status);
        it.deprecation = deprecation;
        it.annotations = self.annotations(source);
        if let Some(label) = source
            .abbreviated_statement
            .as_deref()
            .and_then(|it| self.texts(it))
        {
            it.annotations.alternative_titles.push(label);
        }
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        Ok(it)
    }

    pub(super) fn profile(&mut self, item: &'s str) -> Result<Profile, ImportError> {
        let source = self.item(item)?;
        let (title, description) = self.described(source);
        let (status, deprecation) = self.status(item);
        let mut it = Profile::new(self.id(item).parse().map_err(impossible)?, title, status);
        (it.description, it.deprecation) = (description, deprecation);
        it.cluster = self.parent(item).and_then(|it| it.parse().ok());
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        let mut single = Requirement::default();
        for link in self.links.to(item, "isPartOf") {
            let Some(id) = self.of.get(link.origin.identifier.as_str()) else {
                continue;
            };
            // Only the id of an indicator has a dot.
            if id.contains('.') {
                single.indicators.extend(id.parse().ok());
            } else {
                let mut whole = Requirement::default();
                whole.competence = id.parse().ok();
                it.requires.push(whole);
            }
        }
        if !single.indicators.is_empty() {
            it.requires.push(single);
        }
        Ok(it)
    }
}
