//! Rows of the tables of a model while they are gathered: values by heading, which know where they are from.

use std::collections::{BTreeMap, HashMap};

use super::mapping::{Constant, Mapping};
use super::parse::special;
use crate::tables::cell::joined;
use crate::tables::columns::{Form, Sheet};
use crate::tables::read::{normal, parts};
use crate::tables::{ReadTable, Spot};

/// A row of a table of a model: values by heading, each with the place that it is from.
#[derive(Default, Clone)]
pub(super) struct Row {
    pub cells: Vec<Cell>,
    pub place: String,
}

#[derive(Clone)]
pub(super) struct Cell {
    pub heading: String,
    pub values: Vec<String>,
    pub place: String,
}

impl Row {
    pub fn put(&mut self, heading: &str, values: Vec<String>, place: String) {
        self.cells.push(Cell {
            heading: heading.to_owned(),
            values,
            place,
        });
    }

    pub fn cell(&self, heading: &str) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|it| normal(parts(&it.heading).0) == heading)
    }

    /// The first value of a column.
    pub fn text(&self, heading: &str) -> Option<&str> {
        let all = self
            .cells
            .iter()
            .filter(|it| normal(parts(&it.heading).0) == heading);
        all.flat_map(|it| &it.values)
            .map(|it| it.trim())
            .find(|it| !it.is_empty())
    }

    pub fn take_out(&mut self, heading: &str) -> Option<Cell> {
        let at = self.cells.iter().position(|it| it.heading == heading)?;
        Some(self.cells.remove(at))
    }

    /// What tells rows apart.
    pub fn content(&self) -> Vec<(&str, &[String])> {
        self.cells
            .iter()
            .map(|it| (it.heading.as_str(), it.values.as_slice()))
            .collect()
    }
}

/// Whether a column takes several values.
pub(super) fn is_list(sheet: Sheet, heading: &str) -> bool {
    let name = normal(parts(heading).0);
    let column = sheet.columns().find(|it| it.heading == name);
    heading.starts_with("x-")
        || column
            .is_some_and(|it| matches!(it.form, Form::Texts | Form::Several(_) | Form::Words(_)))
}

/// Whether a column says what a row belongs to.
pub(super) fn is_owner(sheet: Sheet, heading: &str) -> bool {
    match sheet {
        Sheet::Indicators | Sheet::CompetenceLevels => heading == "competence",
        Sheet::Requirements => heading == "profile",
        Sheet::Mappings | Sheet::Relations => {
            heading == "element" || special(sheet).contains(&heading)
        }
        _ => false,
    }
}

/// The text of a cell.
fn text(sheet: Sheet, heading: &str, values: &[String]) -> String {
    match values {
        [one] if heading.starts_with("x-") => one.clone(),
        many if heading.starts_with("x-") => serde_json::Value::from(many).to_string(),
        many if is_list(sheet, heading) => joined(many),
        many => many.concat(),
    }
}

/// Rows as a table, whose cells know where they are from.
pub(super) fn table<'p>(sheet: Sheet, rows: Vec<Row>) -> ReadTable<'p> {
    let mut columns: Vec<String> = Vec::new();
    let mut at_of: HashMap<String, usize> = HashMap::new();
    for it in rows.iter().flat_map(|it| &it.cells) {
        if !at_of.contains_key(&it.heading) {
            at_of.insert(it.heading.clone(), columns.len());
            columns.push(it.heading.clone());
        }
    }
    let mut cells = vec![vec![String::new(); columns.len()]; rows.len()];
    let mut places = vec![Vec::new(); rows.len()];
    for ((row, cells), places) in rows.iter().zip(&mut cells).zip(&mut places) {
        for it in &row.cells {
            let at = at_of.get(&it.heading).copied().unwrap_or_default();
            if let Some(cell) = cells.get_mut(at) {
                *cell = text(sheet, &it.heading, &it.values);
            }
            places.push((at, it.place.clone()));
        }
    }
    let of_rows: Vec<String> = rows.into_iter().map(|it| it.place).collect();
    ReadTable {
        name: sheet.as_str().to_owned(),
        columns,
        rows: cells,
        place: Box::new(move |spot| {
            let row = |row: usize| of_rows.get(row).cloned().unwrap_or_default();
            match spot {
                Spot::Table | Spot::Column(_) => sheet.as_str().to_owned(),
                Spot::Row(number) => row(number),
                Spot::Cell(number, column) => {
                    let cell = places
                        .get(number)
                        .and_then(|it| it.iter().find(|(at, _)| *at == column));
                    cell.map_or_else(|| row(number), |(_, place)| place.clone())
                }
            }
        }),
    }
}

/// The table of the framework.
pub(super) fn upright<'p>(framework: &Row) -> ReadTable<'p> {
    let row = |it: &Cell| {
        vec![
            it.heading.clone(),
            text(Sheet::Framework, &it.heading, &it.values),
        ]
    };
    ReadTable {
        name: Sheet::Framework.as_str().to_owned(),
        columns: vec!["field".to_owned(), "value".to_owned()],
        rows: framework.cells.iter().map(row).collect(),
        place: Box::new(|_| "framework".to_owned()),
    }
}

/// The rows that the mapping itself gives.
pub(super) fn given(mapping: &Mapping) -> impl Iterator<Item = (Sheet, Vec<Row>)> {
    let row = |it: &BTreeMap<String, Constant>| {
        let mut row = Row {
            cells: Vec::new(),
            place: "the mapping".to_owned(),
        };
        for (heading, value) in it {
            row.put(heading, value.texts(), "the mapping".to_owned());
        }
        row
    };
    let all = [
        (Sheet::Scales, &mapping.scales),
        (Sheet::ScaleLevels, &mapping.scale_levels),
        (Sheet::Facets, &mapping.facets),
        (Sheet::Organisations, &mapping.organisations),
    ];
    all.into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(move |(sheet, rows)| (sheet, rows.iter().map(row).collect()))
}
