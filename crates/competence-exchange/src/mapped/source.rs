//! What a mapping reads from: the rows of tables, and the items of JSON.

use serde_json::Value;

use super::mapping::Rows;
use crate::tables::read::normal;
use crate::tables::{ReadTable, Spot};

/// What is read.
pub(crate) enum Source<'p> {
    /// Tables, by their names.
    Tables(Vec<ReadTable<'p>>),
    /// JSON files, by their names.
    Json(Vec<(String, Value)>),
}

/// A row or an item.
#[derive(Clone)]
pub(crate) enum Item<'s> {
    /// A row of a table, with the row that has its headings, from 1.
    Row(&'s ReadTable<'s>, usize, u32),
    Json {
        value: &'s Value,
        /// The keys that each `*` met.
        keys: Vec<&'s str>,
        /// The file and the way to it.
        place: String,
    },
}

impl<'p> Source<'p> {
    /// The names of what can be read from.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Tables(tables) => tables.iter().map(|it| it.name.as_str()).collect(),
            Self::Json(files) => files.iter().map(|(name, _)| name.as_str()).collect(),
        }
    }

    /// The rows, or items, that an entry of a mapping is about; nothing if there is no such table.
    pub fn items<'s>(&'s self, rows: &Rows) -> Option<Vec<Item<'s>>>
    where
        'p: 's,
    {
        let is_meant = |name: &str| rows.table.as_ref().is_none_or(|it| matches(it, name));
        match self {
            Self::Tables(tables) => {
                let tables = tables.iter().filter(|it| is_meant(&it.name));
                let mut items = Vec::new();
                let mut is_there = false;
                for table in tables {
                    is_there = true;
                    let header = rows.header.map_or_else(|| header(table), |it| it.max(1));
                    // What is above the headings is no row.
                    let first = header.saturating_sub(1) as usize;
                    let is_blank = |at: &usize| table.rows.get(*at).is_none_or(|it| is_blank(it));
                    let numbers = (first..table.rows.len()).filter(|it| !is_blank(it));
                    items.extend(numbers.map(|at| Item::Row(table, at, header)));
                }
                is_there.then_some(items)
            }
            Self::Json(files) => {
                let mut items = Vec::new();
                let mut is_there = false;
                for (name, value) in files.iter().filter(|(name, _)| is_meant(name)) {
                    is_there = true;
                    let way = rows.items.as_deref().unwrap_or_default();
                    let steps: Vec<&str> = way.split('.').filter(|it| !it.is_empty()).collect();
                    walk(
                        value,
                        &steps,
                        &mut Vec::new(),
                        &format!("{name}: "),
                        &mut items,
                    );
                }
                is_there.then_some(items)
            }
        }
    }
}

/// The row that has the headings, from 1: the first one with something in it.
pub(super) fn header(table: &ReadTable<'_>) -> u32 {
    let mut rows = std::iter::once(&table.columns).chain(&table.rows);
    let at = rows.position(|it| !is_blank(it)).unwrap_or_default();
    u32::try_from(at + 1).unwrap_or(1)
}

/// The headings in a row, from 1.
pub(super) fn headings<'t>(table: &'t ReadTable<'_>, header: u32) -> &'t [String] {
    match (header as usize).checked_sub(2) {
        Some(at) => table.rows.get(at).map_or(&[], Vec::as_slice),
        None => &table.columns,
    }
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|it| it.trim().is_empty())
}

/// Whether a name is meant, whatever its ending.
fn matches(pattern: &str, name: &str) -> bool {
    let plain = |it: &str| {
        let name = it.to_lowercase();
        let endings = [".csv", ".tsv", ".txt", ".json"];
        let end = endings.iter().find_map(|it| name.strip_suffix(it));
        end.map_or_else(|| name.clone(), str::to_owned)
    };
    is_like(&plain(pattern), &plain(name))
}

/// Whether a text is meant by a pattern in which `*` stands for any letters.
pub(super) fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Finds the items at the end of a way.
fn walk<'s>(
    value: &'s Value,
    steps: &[&str],
    keys: &mut Vec<&'s str>,
    place: &str,
    items: &mut Vec<Item<'s>>,
) {
    if let Value::Array(all) = value {
        for (at, it) in all.iter().enumerate() {
            walk(it, steps, keys, &format!("{place}[{at}]"), items);
        }
        return;
    }
    let Some((step, rest)) = steps.split_first() else {
        if !value.is_null() {
            items.push(Item::Json {
                value,
                keys: keys.clone(),
                place: place.to_owned(),
            });
        }
        return;
    };
    let Value::Object(map) = value else { return };
    let deeper = |key: &str| {
        let between = if place.ends_with(' ') { "" } else { "." };
        format!("{place}{between}{key}")
    };
    if *step == "*" {
        for (key, it) in map {
            // A text beside what is meant by the star is no item.
            if it.is_object() || it.is_array() {
                keys.push(key);
                walk(it, rest, keys, &deeper(key), items);
                keys.pop();
            }
        }
    } else if let Some(it) = map.get(*step) {
        walk(it, rest, keys, &deeper(step), items);
    }
}

impl<'s> Item<'s> {
    /// The values of a column, or at the end of a way; nothing if there is no such column.
    pub fn values(&self, name: &str) -> Option<Vec<String>> {
        match self {
            Self::Row(table, ..) if name == "@table" => Some(vec![table.name.clone()]),
            Self::Row(table, row, _) => {
                let at = self.column(name)?;
                let cell = table.rows.get(*row).and_then(|it| it.get(at));
                let cell = cell.filter(|it| !it.trim().is_empty());
                Some(cell.cloned().into_iter().collect())
            }
            Self::Json { value, keys, .. } => {
                if let Some(number) = name
                    .strip_prefix('@')
                    .and_then(|it| it.parse::<usize>().ok())
                {
                    let key = keys.get(number.checked_sub(1)?)?;
                    return Some(vec![(*key).to_owned()]);
                }
                let mut found = Vec::new();
                let steps: Vec<&str> = name.split('.').filter(|it| !it.is_empty()).collect();
                gather(value, &steps, &mut found);
                Some(found)
            }
        }
    }

    /// The number of a column.
    fn column(&self, name: &str) -> Option<usize> {
        let headings = self.headings();
        let exact = headings.iter().position(|it| it.trim() == name);
        exact.or_else(|| {
            let wanted = normal(name);
            headings.iter().position(|it| normal(it) == wanted)
        })
    }

    fn headings(&self) -> &'s [String] {
        match self {
            Self::Row(table, _, header) => headings(table, *header),
            Self::Json { .. } => &[],
        }
    }

    /// The places of values behind the last heading.
    pub fn beyond(&self) -> Vec<String> {
        let Self::Row(table, row, _) = self else {
            return Vec::new();
        };
        let cells = table.rows.get(*row).into_iter().flatten().enumerate();
        let beyond = cells.skip(self.headings().len());
        let filled = beyond.filter(|(_, it)| !it.trim().is_empty());
        filled
            .map(|(at, _)| (table.place)(Spot::Cell(*row, at)))
            .collect()
    }

    /// The columns that there are; nothing of JSON, whose items need not have the same.
    pub fn known(&self) -> Vec<&'s str> {
        self.headings()
            .iter()
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
            .collect()
    }

    /// The place of the row, or of a cell of it.
    pub fn place(&self, column: Option<&str>) -> String {
        match self {
            Self::Row(table, row, _) => {
                let column = column.and_then(|it| self.column(it));
                (table.place)(column.map_or(Spot::Row(*row), |it| Spot::Cell(*row, it)))
            }
            Self::Json { place, .. } => {
                match column.filter(|it| !it.starts_with('@') && *it != ".") {
                    Some(column) => format!("{place}.{column}"),
                    None => place.clone(),
                }
            }
        }
    }
}

/// The texts at the end of a way.
fn gather(value: &Value, steps: &[&str], found: &mut Vec<String>) {
    match (value, steps.split_first()) {
        (Value::Array(all), _) => all.iter().for_each(|it| gather(it, steps, found)),
        (Value::Object(map), Some((step, rest))) => {
            if let Some(it) = map.get(*step) {
                gather(it, rest, found);
            }
        }
        (Value::Null | Value::Object(_), None) | (_, Some(_)) => {}
        (Value::String(text), None) => {
            if !text.trim().is_empty() {
                found.push(text.clone());
            }
        }
        (Value::Number(number), None) => {
            // JSON does not tell 1 from 1.0.
            let text = number.to_string();
            found.push(text.strip_suffix(".0").unwrap_or(&text).to_owned());
        }
        (Value::Bool(truth), None) => found.push(truth.to_string()),
    }
}
