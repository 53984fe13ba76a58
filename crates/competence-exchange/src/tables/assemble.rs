//! A model of the rows of tables.

use std::collections::{BTreeMap, HashMap, HashSet};

use competence_core::check::nearest;
use competence_core::{
    Bundle, Cluster, Competence, Facet, Framework, IndicatorId, Kind, LanguageTag, Model, Profile,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::columns::{Column, Names, Sheet};
use super::read::{Reader, Row, language, normal, parts};
use super::{ReadTable, Spot};
use crate::advice::Advice;
use crate::naming::{Ids, kebab, named, stated};
use crate::{ImportError, Imported, Problem};

/// Reads a model from tables.
///
/// What cannot be taken over as it stands is a problem that names its place and what became of it; the
/// rest is read. Tables may be missing.
///
/// # Errors
/// [`ImportError`] if no table is known, or what was read is not a model.
pub fn read<'t>(tables: &'t [ReadTable<'t>]) -> Result<Imported, ImportError> {
    let mut problems = Vec::new();
    let sheets = sheets(tables, &mut problems);
    if sheets.is_empty() {
        let names: Vec<&str> = Sheet::ALL.iter().map(|it| it.as_str()).collect();
        return Err(ImportError::Nothing(format!(
            "there is no table of a model: the tables are {}",
            names.join(", ")
        )));
    }
    let languages = languages(&sheets);
    let primary = primary_language(&sheets, &languages);
    let reader = Reader {
        primary,
        problems,
        named: Vec::new(),
    };
    let mut assembly = Assembly {
        reader,
        sheets,
        languages,
        ids: Ids::default(),
        nouns: HashMap::new(),
        advice: Advice::default(),
    };
    let bundle = assembly.bundle()?;
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: assembly.ids.origins,
        problems: assembly.reader.problems,
        guessed: None,
    })
}

/// Which table has what.
fn sheets<'t>(
    tables: &'t [ReadTable<'t>],
    problems: &mut Vec<Problem>,
) -> BTreeMap<Sheet, &'t ReadTable<'t>> {
    let mut sheets = BTreeMap::new();
    for table in tables {
        let name = normal(&table.name);
        let place = || (table.place)(Spot::Table);
        let Some(sheet) = Sheet::ALL.iter().find(|it| normal(it.as_str()) == name) else {
            let near = nearest(&name, Sheet::ALL.iter().map(|it| it.as_str()));
            let near = near
                .map(|it| format!(": did you mean `{it}`?"))
                .unwrap_or_default();
            let message = format!("no table of a model has this name, and it was left out{near}");
            problems.push(Problem::new(place(), message));
            continue;
        };
        if sheets.contains_key(sheet) {
            problems.push(Problem::new(
                place(),
                "the table is there twice: the first is taken",
            ));
        } else {
            sheets.insert(*sheet, table);
        }
    }
    sheets
}

/// The languages that headings name.
fn languages(sheets: &BTreeMap<Sheet, &ReadTable<'_>>) -> Vec<LanguageTag> {
    let headings = sheets.values().flat_map(|it| &it.columns);
    let mut languages = Vec::new();
    for tag in headings.filter_map(|it| language(parts(it).1?).ok()) {
        if !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    languages
}

/// The language of headings that name none: the primary one of the framework, or the first that a heading
/// names, or English.
fn primary_language(
    sheets: &BTreeMap<Sheet, &ReadTable<'_>>,
    languages: &[LanguageTag],
) -> LanguageTag {
    let of_framework = sheets.get(&Sheet::Framework).and_then(|table| {
        let is_primary = |row: &&Vec<String>| row.iter().any(|it| normal(it) == "primary language");
        let row = table.rows.iter().find(is_primary)?;
        row.iter().find_map(|it| language(it.trim()).ok())
    });
    let english = || language("en").unwrap_or_else(|_| LanguageTag::undetermined());
    of_framework
        .or_else(|| languages.first().cloned())
        .unwrap_or_else(english)
}

struct Assembly<'t> {
    reader: Reader<'t>,
    sheets: BTreeMap<Sheet, &'t ReadTable<'t>>,
    /// Those that headings name.
    languages: Vec<LanguageTag>,
    ids: Ids,
    /// What each id is one of.
    nouns: HashMap<String, Names>,
    advice: Advice,
}

impl<'t> Assembly<'t> {
    fn rows(&mut self, sheet: Sheet) -> Vec<Row<'t>> {
        let Some(table) = self.sheets.get(&sheet).copied() else {
            return Vec::new();
        };
        let mut rows = self.reader.rows(sheet, table);
        rows.retain_mut(|row| self.is_complete(sheet, row));
        rows
    }

    /// Whether a row has what it needs; an element without a title gets its id for one.
    fn is_complete(&mut self, sheet: Sheet, row: &mut Row<'_>) -> bool {
        let needed = sheet
            .columns()
            .filter(|it| sheet.needed().contains(&it.heading));
        let is_missing = |it: &&Column| {
            !it.path
                .first()
                .is_some_and(|key| row.map.contains_key(*key))
        };
        let missing: Vec<&str> = needed.filter(is_missing).map(|it| it.heading).collect();
        let title = row
            .text("id")
            .map(|id| json!({ self.reader.primary.as_str(): id }));
        match (missing.as_slice(), title) {
            ([], _) => true,
            (["title"], Some(title)) => {
                row.map.insert("title".to_owned(), title);
                self.reader.problem(
                    row.table,
                    row.spot,
                    "there is no title: the id is taken for one",
                );
                true
            }
            (missing, _) => {
                let missing = missing.join("` and no `");
                let message = format!("there is no `{missing}`, and the row was left out");
                self.reader.problem(row.table, row.spot, message);
                false
            }
        }
    }

    /// A row as what it is; a problem if it is none.
    fn value<T: DeserializeOwned>(&mut self, row: Row<'_>) -> Option<T> {
        match serde_json::from_value(Value::Object(row.map)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.reader.problem(
                    row.table,
                    row.spot,
                    format!("the row was left out: {error}"),
                );
                None
            }
        }
    }

    /// The place of a row's cell, or the row where it has none.
    fn spot(row: &Row<'_>, heading: &str) -> Spot {
        let column = row
            .table
            .columns
            .iter()
            .position(|it| normal(parts(it).0) == heading);
        match (row.spot, column) {
            (Spot::Row(number), Some(column)) => Spot::Cell(number, column),
            (spot, _) => spot,
        }
    }

    /// Rows that something else is declared by: each id once.
    fn declared(&mut self, sheet: Sheet, names: Names) -> Vec<Row<'t>> {
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for mut row in self.rows(sheet) {
            let id = match row.text("id") {
                Some(id) => id.to_owned(),
                None => self.made_of_title(&row, names),
            };
            if seen.insert(id.clone()) {
                row.map.insert("id".to_owned(), id.into());
                rows.push(row);
            } else {
                let message = format!("the id `{id}` is there twice, and this row was left out");
                self.reader
                    .problem(row.table, Self::spot(&row, "id"), message);
            }
        }
        self.declare(names, seen);
        rows
    }

    fn made_of_title(&self, row: &Row<'_>, names: Names) -> String {
        let title = self.first_text(&row.map, "title").and_then(|it| kebab(&it));
        title.unwrap_or_else(|| names.as_str().to_owned())
    }

    fn declare(&mut self, names: Names, ids: impl IntoIterator<Item = String>) {
        // They do not meet the ids of elements.
        self.nouns
            .extend(ids.into_iter().map(|id| (format!("{names} {id}"), names)));
    }

    /// A text in the primary language, or in the first that it is in.
    fn first_text(&self, map: &Map<String, Value>, key: &str) -> Option<String> {
        let texts = map.get(key)?.as_object()?;
        let text = texts
            .get(self.reader.primary.as_str())
            .or_else(|| texts.values().next());
        Some(text?.as_str()?.to_owned())
    }

    fn bundle(&mut self) -> Result<Bundle, ImportError> {
        let mut framework = self.framework();
        let clusters = self.elements(Sheet::Clusters, Names::Cluster);
        let competences = self.elements(Sheet::Competences, Names::Competence);
        let profiles = self.elements(Sheet::Profiles, Names::Profile);
        let mut clusters = self.with_ids(Names::Cluster, clusters);
        let mut competences = self.with_ids(Names::Competence, competences);
        let mut profiles = self.with_ids(Names::Profile, profiles);
        let mut indicators = self.indicators();
        self.kinds(&mut competences);
        for (sheet, key) in [
            (Sheet::Mappings, "mappings"),
            (Sheet::Relations, "relations"),
        ] {
            let of_all = [
                &mut clusters,
                &mut competences,
                &mut profiles,
                &mut indicators,
            ];
            self.append(sheet, "element", key, of_all);
        }
        self.append(
            Sheet::CompetenceLevels,
            "competence",
            "levels",
            [&mut competences],
        );
        self.append(Sheet::Requirements, "profile", "requires", [&mut profiles]);
        let mut of_competences = by_id(&mut competences);
        for mut row in indicators {
            let home = row.map.remove("competence");
            let home = home
                .as_ref()
                .and_then(Value::as_str)
                .and_then(|it| of_competences.get_mut(it));
            if let Some(home) = home {
                push(&mut home.map, "indicators", Value::Object(row.map));
            }
        }
        framework.insert(
            "order".to_owned(),
            order(&clusters, &competences, &profiles),
        );
        let framework: Framework = serde_json::from_value(Value::Object(framework))
            .map_err(|it| ImportError::Input(format!("the framework cannot be read: {it}")))?;
        let mut bundle = Bundle::new(framework);
        bundle.clusters = self.values::<Cluster>(clusters);
        bundle.competences = self.values::<Competence>(competences);
        bundle.profiles = self.values::<Profile>(profiles);
        self.check_names();
        Ok(bundle)
    }

    /// The framework, with its scales and what else it declares.
    fn framework(&mut self) -> Map<String, Value> {
        let mut map = match self.sheets.get(&Sheet::Framework).copied() {
            Some(table) => {
                let row = self.reader.framework(table);
                let place = (table.place)(Spot::Table);
                self.with_defaults(row.map, &place)
            }
            None => self.with_defaults(Map::new(), "framework"),
        };
        let scales = self.scales();
        let levels = |id: &str| scales.get(id).cloned().unwrap_or_default();
        map.insert("scale".to_owned(), json!({ "levels": levels("rating") }));
        let mut named: Vec<Value> = Vec::new();
        for row in self.declared(Sheet::Scales, Names::Scale) {
            let levels = row.text("id").map(levels).unwrap_or_default();
            let mut scale = row.map;
            scale.insert("levels".to_owned(), levels.into());
            named.push(Value::Object(scale));
        }
        for (id, levels) in scales {
            let is_known = named
                .iter()
                .any(|it| it.get("id") == Some(&id.as_str().into()));
            if id != "rating" && !is_known {
                let message = format!("there is no row for `{id}`: it is its title too");
                self.reader.problems.push(Problem::new("scales", message));
                let title = json!({ self.reader.primary.as_str(): id });
                named.push(json!({ "id": id, "title": title, "levels": levels }));
                self.declare(Names::Scale, [id]);
            }
        }
        map.insert("scales".to_owned(), named.into());
        self.declare(Names::Scale, ["rating".to_owned()]);
        for (sheet, names, key) in [
            (Sheet::Facets, Names::Facet, "facets"),
            (Sheet::Organisations, Names::Organisation, "organisations"),
        ] {
            let rows = self.declared(sheet, names).into_iter();
            map.insert(
                key.to_owned(),
                rows.map(|it| Value::Object(it.map)).collect(),
            );
        }
        self.declare(Names::Facet, [Facet::DIGITAL.to_string()]);
        map
    }

    /// The levels of each scale.
    fn scales(&mut self) -> BTreeMap<String, Vec<Value>> {
        let mut scales: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for mut level in self.rows(Sheet::ScaleLevels) {
            let scale = level.map.remove("scale");
            let scale = scale.as_ref().and_then(Value::as_str).unwrap_or("rating");
            scales
                .entry(scale.to_owned())
                .or_default()
                .push(Value::Object(level.map));
        }
        scales
    }

    /// The framework with what every one has.
    fn with_defaults(&mut self, mut map: Map<String, Value>, place: &str) -> Map<String, Value> {
        let title = self.first_text(&map, "title");
        let id = title
            .as_deref()
            .and_then(kebab)
            .unwrap_or_else(|| "framework".to_owned());
        let id = map
            .get("id")
            .and_then(Value::as_str)
            .map_or(id, str::to_owned);
        let primary = self.reader.primary.to_string();
        let defaults = [
            ("id", id.as_str().into()),
            ("version", "1.0.0".into()),
            ("title", json!({ primary.as_str(): id })),
        ];
        for (key, value) in defaults {
            if !map.contains_key(key) {
                let written = value.as_str().unwrap_or(&id);
                let message = format!("the framework has no {key}: it is `{written}`");
                self.reader.problems.push(Problem::new(place, message));
                map.insert(key.to_owned(), value);
            }
        }
        let languages = map.entry("languages").or_insert_with(|| json!({}));
        if let Some(languages) = languages.as_object_mut() {
            if languages.is_empty() {
                let primary = &self.reader.primary;
                let others = self.languages.iter().filter(|it| *it != primary);
                let others: Vec<&LanguageTag> = others.collect();
                languages.insert("optional".to_owned(), json!(others));
            }
            languages.entry("primary").or_insert_with(|| primary.into());
        }
        let conventions = map.entry("conventions").or_insert_with(|| json!({}));
        if let Some(conventions) = conventions.as_object_mut() {
            conventions
                .entry("preset")
                .or_insert_with(|| "imported".into());
        }
        map
    }

    /// The rows of elements, each id once.
    fn elements(&mut self, sheet: Sheet, names: Names) -> Vec<Row<'t>> {
        let mut rows = self.rows(sheet);
        rows.retain(|row| self.is_new(row, names));
        rows
    }

    /// Whether no element before has the id of a row; a problem if one has.
    fn is_new(&mut self, row: &Row<'_>, names: Names) -> bool {
        let Some(id) = row.text("id").map(str::to_owned) else {
            return true;
        };
        if self.ids.given(&id) {
            self.nouns.insert(id, names);
            return true;
        }
        let before = self.nouns.get(&id).map_or("element", |it| it.as_str());
        let message = format!(
            "there is another {before} with the id `{id}`, and this row was left out: give it another id, or none"
        );
        self.reader
            .problem(row.table, Self::spot(row, "id"), message);
        false
    }

    /// Gives an id to the elements that have none.
    fn with_ids(&mut self, names: Names, mut rows: Vec<Row<'t>>) -> Vec<Row<'t>> {
        for row in rows.iter_mut().filter(|it| it.text("id").is_none()) {
            let title = self.first_text(&row.map, "title");
            let id = self
                .ids
                .element(names.as_str(), &named(title.as_deref(), row.text("code")));
            self.nouns.insert(id.clone(), names);
            row.map.insert("id".to_owned(), id.into());
        }
        for row in &mut rows {
            row.map.entry("status").or_insert_with(|| "draft".into());
        }
        rows
    }

    /// The indicators of competences that are there, each with an id.
    fn indicators(&mut self) -> Vec<Row<'t>> {
        let mut rows = self.rows(Sheet::Indicators);
        rows.retain_mut(|row| self.has_home(row) && self.is_new(row, Names::Indicator));
        rows.retain_mut(|row| {
            if row.text("id").is_some() {
                return true;
            }
            let home = row.text("competence").unwrap_or_default().to_owned();
            let statement = self.first_text(&row.map, "statement");
            let id = self
                .ids
                .indicator(&home, &stated(statement.as_deref(), row.text("code")));
            if let Err(error) = id.parse::<IndicatorId>() {
                let message = format!("the row was left out: {error}: give it a shorter id");
                self.reader.problem(row.table, row.spot, message);
                return false;
            }
            self.nouns.insert(id.clone(), Names::Indicator);
            row.map.insert("id".to_owned(), id.into());
            true
        });
        rows
    }

    /// Whether the competence of an indicator is there: the one that its id names, or its column.
    fn has_home(&mut self, row: &mut Row<'_>) -> bool {
        let told = row.text("competence").map(str::to_owned);
        let of_id = row
            .text("id")
            .and_then(|it| it.split_once('.'))
            .map(|(home, _)| home.to_owned());
        let Some(home) = of_id.clone().or_else(|| told.clone()) else {
            let message = "neither its id nor `competence` says which competence it is of, and the row was left out";
            self.reader.problem(row.table, row.spot, message);
            return false;
        };
        if let (Some(told), Some(of_id)) = (&told, &of_id)
            && told != of_id
        {
            let message = format!(
                "the id says that the competence is `{of_id}`, which is taken: an indicator of `{told}` has an id that begins with `{told}.`"
            );
            self.reader
                .problem(row.table, Self::spot(row, "competence"), message);
        }
        if self.is_there(&home, Names::Competence) {
            row.map.insert("competence".to_owned(), home.into());
            return true;
        }
        let near = self.near(&home, Names::Competence);
        let spot = Self::spot(row, if of_id.is_some() { "id" } else { "competence" });
        let message = format!("there is no competence `{home}`, and the row was left out{near}");
        self.reader.problem(row.table, spot, message);
        false
    }

    /// The kind of those that say none.
    fn kinds(&mut self, competences: &mut [Row<'t>]) {
        for row in competences
            .iter_mut()
            .filter(|it| it.text("kind").is_none())
        {
            let has_cluster = row.text("cluster").is_some();
            let kind = if has_cluster {
                Kind::JobSpecific
            } else {
                Kind::Core
            };
            self.reader.problem(
                row.table,
                Self::spot(row, "kind"),
                format!("there is no kind: it is `{kind}`"),
            );
            row.map.insert("kind".to_owned(), kind.as_str().into());
        }
    }

    /// Appends the rows of a table to lists of the elements that they name.
    fn append<'r, const N: usize>(
        &mut self,
        sheet: Sheet,
        owner: &str,
        key: &str,
        all: [&'r mut Vec<Row<'t>>; N],
    ) where
        't: 'r,
    {
        let mut elements = HashMap::new();
        for rows in all {
            elements.extend(by_id(rows));
        }
        for mut row in self.rows(sheet) {
            let id = row.map.remove(owner);
            let id = id.as_ref().and_then(Value::as_str).unwrap_or_default();
            if let Some(element) = elements.get_mut(id) {
                push(&mut element.map, key, Value::Object(row.map));
                continue;
            }
            let near = self.advice.on(id, elements.keys().map(String::as_str));
            let message = format!("there is no {owner} `{id}`, and the row was left out{near}");
            self.reader
                .problem(row.table, Self::spot(&row, owner), message);
        }
    }

    fn values<T: DeserializeOwned>(&mut self, rows: Vec<Row<'t>>) -> Vec<T> {
        rows.into_iter().filter_map(|row| self.value(row)).collect()
    }

    fn is_there(&self, id: &str, names: Names) -> bool {
        match names {
            Names::Element => self.nouns.contains_key(id),
            Names::Organisation | Names::Facet | Names::Scale => {
                self.nouns.contains_key(&format!("{names} {id}"))
            }
            of_one => self.nouns.get(id) == Some(&of_one),
        }
    }

    /// The nearest id of its kind, as the end of a message.
    fn near(&mut self, id: &str, names: Names) -> String {
        let known = self.nouns.iter();
        let known = known.filter(|(_, it)| names == Names::Element || **it == names);
        let known = known.map(|(id, _)| id.rsplit(' ').next().unwrap_or(id));
        self.advice.on(id, known)
    }

    /// Tells what is named and not there.
    fn check_names(&mut self) {
        for it in std::mem::take(&mut self.reader.named) {
            if !self.is_there(&it.id, it.names) {
                let near = self.near(&it.id, it.names);
                let message = format!("there is no {} `{}`, which was kept{near}", it.names, it.id);
                self.reader.problem(it.table, it.spot, message);
            }
        }
    }
}

/// Rows by their ids.
fn by_id<'r, 't>(rows: &'r mut [Row<'t>]) -> HashMap<String, &'r mut Row<'t>> {
    let with_id = |row: &'r mut Row<'t>| Some((row.text("id")?.to_owned(), row));
    rows.iter_mut().filter_map(with_id).collect()
}

/// Appends to a list, which is made if it is not there.
fn push(map: &mut Map<String, Value>, key: &str, value: Value) {
    let list = map.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Some(list) = list.as_array_mut() {
        list.push(value);
    }
}

/// The order that the rows are in: nothing where it is the one that a model has by itself.
fn order(clusters: &[Row<'_>], competences: &[Row<'_>], profiles: &[Row<'_>]) -> Value {
    let ids = |rows: &[Row<'_>]| -> Vec<String> {
        rows.iter()
            .filter_map(|it| it.text("id").map(str::to_owned))
            .collect()
    };
    let unless_sorted = |ids: Vec<String>| if ids.is_sorted() { Vec::new() } else { ids };
    // Competences are sorted by kind and cluster first.
    let mut groups: BTreeMap<(Option<&str>, Option<&str>), Vec<&str>> = BTreeMap::new();
    for row in competences {
        let group = groups
            .entry((row.text("kind"), row.text("cluster")))
            .or_default();
        group.extend(row.text("id"));
    }
    let is_sorted = groups.values().all(|it| it.is_sorted());
    json!({
        "clusters": unless_sorted(ids(clusters)),
        "competences": if is_sorted { Vec::new() } else { ids(competences) },
        "profiles": unless_sorted(ids(profiles)),
    })
}
