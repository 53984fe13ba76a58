//! The rows of each table, in the order of the model.

use std::collections::{BTreeMap, HashSet};

use competence_core::{
    Annotations, Association, Cluster, Competence, Deprecation, Element, Framework, Indicator,
    Level, LineageRecord, LocalisedText, Mapping, Model, Profile, Provenance, Suppression,
    TextField,
};
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::holds::FACET;
use crate::address;

const SCHEMA: &str = include_str!("schema.sql");

/// Why a database cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

type Done = Result<(), Failure>;

/// The model as the bytes of a database. They are the same each time.
pub(super) fn database(model: &Model) -> Result<Vec<u8>, Failure> {
    let mut connection = Connection::open_in_memory()?;
    // With these the file is the same whatever the library's defaults are.
    connection.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA foreign_keys = ON;",
    )?;
    connection.execute_batch(SCHEMA)?;
    let transaction = connection.transaction()?;
    Tables {
        model,
        to: &transaction,
    }
    .fill()?;
    transaction.commit()?;
    let data = connection.serialize("main")?;
    Ok(data.to_vec())
}

struct Tables<'m> {
    model: &'m Model,
    to: &'m Connection,
}

/// The cells of a row, each something that is a value of SQLite.
macro_rules! row {
    ($($value:expr),* $(,)?) => { [$(&$value as &dyn ToSql),*] };
}

/// A number from 1, as SQLite has them.
fn number(at: usize) -> i64 {
    i64::try_from(at + 1).unwrap_or(i64::MAX)
}

fn text(value: Option<impl ToString>) -> Option<String> {
    value.map(|it| it.to_string())
}

impl<'m> Tables<'m> {
    /// Rows that others name come first.
    fn fill(&self) -> Done {
        self.framework()?;
        for (at, element) in self.model.elements().enumerate() {
            self.element(at, element)?;
        }
        for it in self.model.clusters() {
            self.cluster(it)?;
        }
        for it in self.model.competences() {
            self.competence(it)?;
        }
        for (competence, indicator) in self.model.indicators() {
            self.indicator(competence, indicator)?;
        }
        for it in self.model.competences() {
            self.inclusions(it)?;
        }
        for it in self.model.profiles() {
            self.profile(it)?;
        }
        for element in self.model.elements() {
            self.related(element)?;
        }
        self.lineage()
    }

    fn insert(&self, table: &str, cells: &[&dyn ToSql]) -> Done {
        let places = vec!["?"; cells.len()].join(", ");
        let statement = format!("INSERT INTO {table} VALUES ({places})");
        let mut statement = self.to.prepare_cached(&statement)?;
        statement.execute(params_from_iter(cells))?;
        Ok(())
    }

    /// A text in each of its languages, behind the cells that say whose it is.
    fn words(&self, table: &str, of: &[&dyn ToSql], text: &LocalisedText) -> Done {
        for (tag, words) in text.iter() {
            let mut cells = of.to_vec();
            let tag = tag.as_str();
            cells.push(&tag);
            cells.push(&words);
            self.insert(table, &cells)?;
        }
        Ok(())
    }

    fn framework(&self) -> Done {
        let it = self.model.framework();
        let annotations = &it.annotations;
        self.insert(
            "framework",
            &row![
                it.id.as_str(),
                it.version.to_string(),
                it.languages.primary.as_str(),
                text(it.base_iri.as_ref()),
                it.licence,
                text(annotations.code.as_ref()),
                text(annotations.iri.as_ref()),
                text(annotations.valid_from),
                text(annotations.valid_until),
            ],
        )?;
        self.framework_texts(it)?;
        self.settings(it)?;
        let primary = &it.languages.primary;
        for tag in it.languages.all() {
            let need = if tag == primary {
                "primary"
            } else if it.languages.required.contains(tag) {
                "required"
            } else {
                "optional"
            };
            self.insert("language", &row![tag.as_str(), need])?;
        }
        self.levels("rating", &it.scale.levels)?;
        for scale in &it.scales {
            self.levels(scale.id.as_str(), &scale.levels)?;
        }
        let facets = it.facets.iter();
        if facets.clone().all(|it| it.id.as_str() != FACET) {
            self.insert("facet", &row![FACET])?;
        }
        for facet in facets {
            let id = facet.id.as_str();
            self.insert("facet", &row![id])?;
            self.words("facet_text", &row![id, "title"], &facet.title)?;
            if let Some(description) = &facet.description {
                self.words("facet_text", &row![id, "description"], description)?;
            }
        }
        for organisation in &it.organisations {
            let id = organisation.id.as_str();
            self.insert("organisation", &row![id])?;
            self.words("organisation_title", &row![id], &organisation.title)?;
        }
        Ok(())
    }

    fn framework_texts(&self, it: &Framework) -> Done {
        let annotations = &it.annotations;
        let single = [
            (TextField::Title, Some(&it.title)),
            (TextField::Description, it.description.as_ref()),
            (TextField::Note, annotations.note.as_ref()),
        ];
        for (field, text) in single {
            if let Some(text) = text {
                self.words("framework_text", &row![field.as_str(), 1], text)?;
            }
        }
        let lists = [
            (TextField::AlternativeTitle, &annotations.alternative_titles),
            (TextField::Keyword, &annotations.keywords),
            (TextField::Example, &annotations.examples),
        ];
        for (field, texts) in lists {
            for (at, text) in texts.iter().enumerate() {
                self.words("framework_text", &row![field.as_str(), number(at)], text)?;
            }
        }
        Ok(())
    }

    /// What has no table of its own.
    fn settings(&self, it: &Framework) -> Done {
        const IN_TABLES: [&str; 18] = [
            "id",
            "version",
            "title",
            "description",
            "base-iri",
            "licence",
            "languages",
            "scale",
            "facets",
            "organisations",
            "code",
            "iri",
            "valid-from",
            "valid-until",
            "note",
            "alternative-titles",
            "keywords",
            "examples",
        ];
        let value = serde_json::to_value(it)?;
        let all = value.as_object().into_iter().flatten();
        for (key, value) in all.filter(|(key, _)| !IN_TABLES.contains(&key.as_str())) {
            self.insert("setting", &row![key, value.to_string()])?;
        }
        Ok(())
    }

    fn levels(&self, scale: &str, levels: &[Level]) -> Done {
        for level in levels {
            let value = i64::from(level.value.get());
            self.insert("scale_level", &row![scale, value])?;
            self.words(
                "scale_level_text",
                &row![scale, value, "title"],
                &level.title,
            )?;
            if let Some(anchor) = &level.anchor {
                self.words("scale_level_text", &row![scale, value, "anchor"], anchor)?;
            }
        }
        Ok(())
    }

    fn element(&self, at: usize, element: Element<'m>) -> Done {
        let id = element.id();
        let annotations = element.annotations();
        let source = source_of(element);
        self.insert(
            "element",
            &row![
                id,
                element.noun(),
                number(at),
                element.status().as_str(),
                element.own_status().is_some(),
                text(annotations.code.as_ref()),
                address::of(self.model, element),
                annotations.iri.is_some(),
                text(annotations.valid_from),
                text(annotations.valid_until),
                source.map(|it| it.basis.as_str()),
                source.and_then(|it| it.reference.as_deref()),
            ],
        )?;
        let mut counts: BTreeMap<TextField, usize> = BTreeMap::new();
        for it in element.texts() {
            let at = counts.entry(it.field).or_default();
            self.words("text", &row![id, it.field.as_str(), number(*at)], it.text)?;
            *at += 1;
        }
        self.annotations(id, annotations)
    }

    fn annotations(&self, id: &str, annotations: &Annotations) -> Done {
        for (at, link) in annotations.links.iter().enumerate() {
            self.insert("link", &row![id, number(at), link.target.as_str()])?;
        }
        for (key, value) in annotations.extensions.iter() {
            self.insert("extension", &row![id, key, value.to_string()])?;
        }
        Ok(())
    }

    fn is_there(&self, id: &str) -> bool {
        self.model.element(id).is_some()
    }

    /// Rows of a table that has an element, another one that it names, and a place: each once, and only what
    /// is there.
    fn named<'a>(&self, table: &str, id: &str, names: impl Iterator<Item = &'a str>) -> Done {
        let mut seen = HashSet::new();
        for (at, name) in names.enumerate() {
            if self.is_there(name) && seen.insert(name) {
                self.insert(table, &row![id, name, number(at)])?;
            }
        }
        Ok(())
    }

    fn cluster(&self, it: &Cluster) -> Done {
        let id = it.id.as_str();
        let parent = it
            .parent
            .as_ref()
            .map(competence_core::ClusterId::as_str)
            .filter(|it| self.is_there(it));
        self.insert("cluster", &row![id, parent])?;
        let mut seen = HashSet::new();
        for (at, organisation) in it.organisations.iter().enumerate() {
            let mut known = self.model.framework().organisations.iter();
            if known.any(|it| it.id == *organisation) && seen.insert(organisation) {
                let cells = row![id, organisation.as_str(), number(at)];
                self.insert("cluster_organisation", &cells)?;
            }
        }
        Ok(())
    }

    fn competence(&self, it: &Competence) -> Done {
        let id = it.id.as_str();
        let scale = it.scale.as_ref().map(competence_core::ScaleId::as_str);
        self.insert("competence", &row![id, it.kind.as_str(), scale])?;
        for (at, level) in it.levels.iter().enumerate() {
            let value = i64::from(level.value.get());
            self.insert("competence_level", &row![id, number(at), value])?;
        }
        let mut seen = HashSet::new();
        for (at, cluster) in it.clusters().enumerate() {
            let is_own = it.cluster.as_ref() == Some(cluster);
            if self.is_there(cluster.as_str()) && seen.insert(cluster) {
                let cells = row![cluster.as_str(), id, is_own, number(at)];
                self.insert("membership", &cells)?;
            }
        }
        Ok(())
    }

    fn indicator(&self, competence: &Competence, it: &Indicator) -> Done {
        let id = it.id.as_str();
        let level = it.level.map(|it| i64::from(it.get()));
        let cells = row![id, competence.id.as_str(), it.polarity.as_str(), level];
        self.insert("indicator", &cells)?;
        let mut seen = HashSet::new();
        for (at, facet) in it.facets.iter().enumerate() {
            let mut known = self.model.framework().facets.iter();
            let is_known = facet.as_str() == FACET || known.any(|it| it.id == *facet);
            if is_known && seen.insert(facet) {
                self.insert("indicator_facet", &row![id, facet.as_str(), number(at)])?;
            }
        }
        Ok(())
    }

    fn inclusions(&self, it: &Competence) -> Done {
        let all = it.includes.iter().map(competence_core::IndicatorId::as_str);
        self.named("inclusion", it.id.as_str(), all)
    }

    fn profile(&self, it: &Profile) -> Done {
        let id = it.id.as_str();
        let cluster = it
            .cluster
            .as_ref()
            .map(competence_core::ClusterId::as_str)
            .filter(|it| self.is_there(it));
        self.insert("profile", &row![id, cluster])?;
        self.named(
            "profile_base",
            id,
            it.extends.iter().map(competence_core::ProfileId::as_str),
        )?;
        for (at, requirement) in it.requires.iter().enumerate() {
            let there = |id: Option<&str>| id.filter(|it| self.is_there(it)).map(str::to_owned);
            let level = requirement.level.map(|it| i64::from(it.get()));
            self.insert(
                "requirement",
                &row![
                    id,
                    number(at),
                    requirement.kind.map(competence_core::Kind::as_str),
                    there(
                        requirement
                            .cluster
                            .as_ref()
                            .map(competence_core::ClusterId::as_str)
                    ),
                    there(
                        requirement
                            .competence
                            .as_ref()
                            .map(competence_core::CompetenceId::as_str)
                    ),
                    level,
                    requirement
                        .necessity
                        .map(competence_core::Necessity::as_str),
                ],
            )?;
            let mut seen = HashSet::new();
            for (place, indicator) in requirement.indicators.iter().enumerate() {
                if self.is_there(indicator.as_str()) && seen.insert(indicator) {
                    let cells = row![id, number(at), indicator.as_str(), number(place)];
                    self.insert("requirement_indicator", &cells)?;
                }
            }
        }
        for asked in &self.model.resolve(it).competences {
            let competence = asked.competence.id.as_str();
            let level = asked.level.map(|it| i64::from(it.get()));
            let cells = row![id, competence, level, asked.necessity.as_str()];
            self.insert("profile_competence", &cells)?;
            let mut seen = HashSet::new();
            for indicator in asked.indicators.iter().filter(|it| seen.insert(&it.id)) {
                let cells = row![id, competence, indicator.id.as_str()];
                self.insert("profile_indicator", &cells)?;
            }
        }
        Ok(())
    }

    /// What elements stand to, and what is said of the checks of them.
    fn related(&self, element: Element<'m>) -> Done {
        let id = element.id();
        for (at, it) in element.relations().iter().enumerate() {
            self.relation(id, at, it)?;
        }
        for (at, it) in element.mappings().iter().enumerate() {
            self.mapping(id, at, it)?;
        }
        let none = Deprecation::default();
        let successors = &element.deprecation().unwrap_or(&none).successors;
        self.named(
            "successor",
            id,
            successors.iter().map(competence_core::ElementId::as_str),
        )?;
        for (at, it) in suppressions_of(element).iter().enumerate() {
            let cells = row![id, number(at), it.rule.as_str(), it.reason];
            self.insert("suppression", &cells)?;
        }
        Ok(())
    }

    fn relation(&self, id: &str, at: usize, it: &Association) -> Done {
        let target = it.target.as_str();
        if self.is_there(target) {
            self.insert(
                "relation",
                &row![id, number(at), it.relation.as_str(), target],
            )?;
        }
        Ok(())
    }

    fn mapping(&self, id: &str, at: usize, it: &Mapping) -> Done {
        let confidence = it
            .confidence
            .and_then(|it| it.to_string().parse::<f64>().ok());
        self.insert(
            "mapping",
            &row![
                id,
                number(at),
                it.relation.as_str(),
                it.target.as_str(),
                it.title,
                it.version,
                it.justification.map(competence_core::Justification::as_str),
                confidence.map_or(Cell::Null, Cell::Real),
                it.author,
                text(it.date),
                it.note,
            ],
        )
    }

    fn lineage(&self) -> Done {
        for lineage in self.model.lineage() {
            let version = lineage.version.to_string();
            for (at, record) in lineage.records.iter().enumerate() {
                self.record(&version, number(at), record)?;
            }
            if let Some(map) = &lineage.scale {
                let map = serde_json::to_string(map)?;
                self.insert("lineage_scale", &row![version, map])?;
            }
        }
        Ok(())
    }

    fn record(&self, version: &str, at: i64, record: &LineageRecord) -> Done {
        let whole = serde_json::to_string(record)?;
        let decided = text(record.decided);
        let cells = row![
            version,
            at,
            record.change.as_str(),
            record.reason,
            decided,
            whole
        ];
        self.insert("lineage", &cells)?;
        for (side, ids) in [("from", &record.from), ("to", &record.to)] {
            for (place, id) in ids.iter().enumerate() {
                let cells = row![version, at, side, number(place), id.as_str()];
                self.insert("lineage_element", &cells)?;
            }
        }
        Ok(())
    }
}

fn source_of(element: Element<'_>) -> Option<&Provenance> {
    match element {
        Element::Cluster(it) => it.source.as_ref(),
        Element::Competence(it) => it.source.as_ref(),
        Element::Indicator(_, it) => it.source.as_ref(),
        Element::Profile(it) => it.source.as_ref(),
    }
}

fn suppressions_of(element: Element<'_>) -> &[Suppression] {
    match element {
        Element::Cluster(it) => &it.suppressions,
        Element::Competence(it) => &it.suppressions,
        Element::Indicator(_, it) => &it.suppressions,
        Element::Profile(it) => &it.suppressions,
    }
}
