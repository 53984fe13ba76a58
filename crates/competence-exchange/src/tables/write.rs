//! A model as tables.

use std::collections::BTreeSet;

use competence_core::{Element, LanguageTag, Model};
use serde::Serialize;
use serde_json::{Map, Value};

use super::Table;
use super::cell::{joined, of_extension, shown};
use super::columns::{Column, Form, Sheet};

/// The rows of a table, each with its values by their keys.
type Rows = Vec<Map<String, Value>>;

/// A model as tables: one for the framework, and one for each kind of thing in it.
///
/// Lineage, the settings of rules and suppressions have no table. See [`super`] for the form.
pub fn tables_of(model: &Model) -> Vec<Table> {
    let rows: Vec<(Sheet, Rows)> = Sheet::ALL
        .iter()
        .map(|sheet| (*sheet, rows(model, *sheet)))
        .collect();
    let languages = languages(model, &rows);
    let tables = rows.iter().map(|(sheet, rows)| {
        let table = table(*sheet, rows, &languages);
        if *sheet == Sheet::Framework {
            upright(table)
        } else {
            table
        }
    });
    tables.collect()
}

/// A value as a map.
fn map(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A value as a map that says what it belongs to.
fn of(key: &str, id: &str, value: &impl Serialize) -> Map<String, Value> {
    let mut map = map(value);
    map.insert(key.to_owned(), id.into());
    map
}

fn rows(model: &Model, sheet: Sheet) -> Rows {
    let framework = model.framework();
    match sheet {
        Sheet::Framework => {
            let mut row = map(framework);
            if let Some(Value::Object(conventions)) = row.get_mut("conventions") {
                // What is the default here is not so in a framework that is imported.
                conventions
                    .entry("preset")
                    .or_insert_with(|| framework.conventions.preset.as_str().into());
            }
            vec![row]
        }
        Sheet::Scales => framework.scales.iter().map(map).collect(),
        Sheet::ScaleLevels => {
            let of_ratings = framework
                .scale
                .levels
                .iter()
                .map(|it| of("scale", "rating", it));
            let of_others = framework.scales.iter().flat_map(|scale| {
                scale
                    .levels
                    .iter()
                    .map(|it| of("scale", scale.id.as_str(), it))
            });
            of_ratings.chain(of_others).collect()
        }
        Sheet::Organisations => framework.organisations.iter().map(map).collect(),
        Sheet::Facets => framework.facets.iter().map(map).collect(),
        Sheet::Clusters => model.clusters().iter().map(map).collect(),
        Sheet::Competences => model.competences().iter().map(map).collect(),
        Sheet::CompetenceLevels => {
            let all = model.competences().iter();
            all.flat_map(|of_one| {
                of_one
                    .levels
                    .iter()
                    .map(|it| of("competence", of_one.id.as_str(), it))
            })
            .collect()
        }
        Sheet::Indicators => model
            .indicators()
            .map(|(competence, it)| of("competence", competence.id.as_str(), it))
            .collect(),
        Sheet::Profiles => model.profiles().iter().map(map).collect(),
        Sheet::Requirements => {
            let all = model.profiles().iter();
            all.flat_map(|profile| {
                profile
                    .requires
                    .iter()
                    .map(|it| of("profile", profile.id.as_str(), it))
            })
            .collect()
        }
        Sheet::Mappings => of_elements(model, |it| it.mappings().iter().map(map).collect()),
        Sheet::Relations => of_elements(model, |it| it.relations().iter().map(map).collect()),
    }
}

fn of_elements(model: &Model, of_one: impl Fn(Element<'_>) -> Rows) -> Rows {
    let of_one = |element: Element<'_>| {
        let mut rows = of_one(element);
        for row in &mut rows {
            row.insert("element".to_owned(), element.id().into());
        }
        rows
    };
    model.elements().flat_map(of_one).collect()
}

/// The value at the end of a way of keys.
fn at<'v>(row: &'v Map<String, Value>, path: &[&str]) -> Option<&'v Value> {
    let (first, rest) = path.split_first()?;
    rest.iter()
        .try_fold(row.get(*first)?, |value, key| value.get(key))
}

/// The items of a list, each by its key where items are maps.
fn items<'v>(value: Option<&'v Value>, column: &Column) -> Vec<Option<&'v Value>> {
    let items = value
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let of_item = |it: &'v Value| column.item.map_or(Some(it), |key| it.get(key));
    items.iter().map(of_item).collect()
}

/// The languages that have columns: those of the manifest, and others that texts are in.
fn languages(model: &Model, rows: &[(Sheet, Rows)]) -> Vec<String> {
    let declared = &model.framework().languages;
    let mut languages: Vec<String> = declared.all().map(ToString::to_string).collect();
    let mut others = BTreeSet::new();
    for (sheet, rows) in rows {
        for column in sheet.columns() {
            for value in rows.iter().filter_map(|row| at(row, column.path)) {
                let texts = match column.form {
                    Form::Text => vec![Some(value)],
                    Form::Texts => items(Some(value), column),
                    _ => continue,
                };
                let texts = texts.into_iter().flatten().filter_map(Value::as_object);
                others.extend(texts.flat_map(|it| it.keys().cloned()));
            }
        }
    }
    others.retain(|it| !languages.contains(it) && it.parse::<LanguageTag>().is_ok());
    languages.extend(others);
    languages
}

/// What stands in the cell of a column, in a language where it has one for each.
fn cell(row: &Map<String, Value>, column: &Column, language: Option<&str>) -> String {
    let value = at(row, column.path);
    let in_language = |it: Option<&Value>| {
        let text = it.zip(language).and_then(|(it, language)| it.get(language));
        text.map(shown).unwrap_or_default()
    };
    match column.form {
        Form::Text => in_language(value),
        Form::One(_) => value.map(shown).unwrap_or_default(),
        Form::Texts => {
            let texts: Vec<String> = items(value, column).into_iter().map(in_language).collect();
            joined(&texts)
        }
        Form::Several(_) | Form::Words(_) => {
            let items = items(value, column).into_iter();
            let texts: Vec<String> = items.map(|it| it.map(shown).unwrap_or_default()).collect();
            joined(&texts)
        }
    }
}

fn table(sheet: Sheet, rows: &Rows, languages: &[String]) -> Table {
    let mut table = Table {
        name: sheet.as_str(),
        columns: Vec::new(),
        rows: vec![Vec::new(); rows.len()],
    };
    for column in sheet.columns() {
        let tags: Vec<Option<&str>> = match column.form {
            Form::Text | Form::Texts => languages.iter().map(|it| Some(it.as_str())).collect(),
            _ => vec![None],
        };
        let cells: Vec<Vec<String>> = tags
            .iter()
            .map(|tag| rows.iter().map(|row| cell(row, column, *tag)).collect())
            .collect();
        if !column.is_always && cells.iter().flatten().all(String::is_empty) {
            continue;
        }
        for (tag, cells) in tags.iter().zip(cells) {
            let heading = match tag {
                Some(tag) => format!("{} ({tag})", column.heading),
                None => column.heading.to_owned(),
            };
            table.add(heading, cells);
        }
    }
    if sheet.has_annotations() {
        let own = rows
            .iter()
            .flat_map(|it| it.keys())
            .filter(|it| it.starts_with("x-"));
        for key in own.collect::<BTreeSet<_>>() {
            let cell =
                |row: &Map<String, Value>| row.get(key).map(of_extension).unwrap_or_default();
            table.add(key.clone(), rows.iter().map(cell).collect());
        }
    }
    table
}

impl Table {
    /// Adds a column.
    fn add(&mut self, heading: String, cells: Vec<String>) {
        self.columns.push(heading);
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
}

/// The table of the framework, which is read from top to bottom.
fn upright(table: Table) -> Table {
    let row = table.rows.into_iter().next().unwrap_or_default();
    let rows = table
        .columns
        .into_iter()
        .zip(row)
        .map(|(heading, cell)| vec![heading, cell]);
    Table {
        name: table.name,
        columns: vec!["field".to_owned(), "value".to_owned()],
        rows: rows.collect(),
    }
}
