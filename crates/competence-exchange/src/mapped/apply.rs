//! A mapping applied: the rows of the source become rows of the tables of a model.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use competence_core::check::nearest;

use super::keys::key_of;
use super::mapping::{Fields, Mapping, Rows, Take};
use super::row::{Cell, Row, given, is_list, is_owner, table, upright};
use super::source::{Item, Source};
use super::take::{clean, is_meant, take};
use crate::naming::{Ids, Origin};
use crate::tables::columns::Sheet;
use crate::tables::read;
use crate::tables::read::{normal, parts};
use crate::{ImportError, Imported, Problem};

/// The kinds of element, each after what it may name by its key while ids are made.
pub(super) const ELEMENTS: [Sheet; 4] = [
    Sheet::Clusters,
    Sheet::Competences,
    Sheet::Profiles,
    Sheet::Indicators,
];

/// Reads a model from a source, as a mapping says.
pub(crate) fn apply(mapping: &Mapping, source: &Source<'_>) -> Result<Imported, ImportError> {
    let mut work = Work::default();
    let mut framework = Row::default();
    for (field, value) in &mapping.framework {
        framework.put(field, value.texts(), String::new());
    }
    let mut is_any_there = false;
    for rows in &mapping.rows {
        match source.items(rows) {
            Some(items) => {
                is_any_there = true;
                work.rows(rows, &items, &mut framework);
            }
            None => work.missing(rows, source),
        }
    }
    if !is_any_there {
        let wanted = mapping.rows.iter().filter_map(|it| it.table.as_deref());
        let wanted: Vec<String> = wanted.map(|it| format!("`{it}`")).collect();
        let names = source.names().join(", ");
        return Err(ImportError::Nothing(format!(
            "none of the tables that are read is there: they are {}, and there is {names}",
            wanted.join(", ")
        )));
    }
    if !ELEMENTS.iter().any(|it| work.tables.contains_key(it)) {
        let told = work.problems.first().map(|it| format!(": {it}"));
        let told = told.unwrap_or_else(|| ", or there are only headings".to_owned());
        return Err(ImportError::Nothing(format!(
            "no row of the source gives anything{told}"
        )));
    }
    work.make_ids();
    work.resolve();
    let mut tables = vec![upright(&framework)];
    for (sheet, rows) in given(mapping) {
        tables.push(table(sheet, rows));
    }
    for (sheet, rows) in std::mem::take(&mut work.tables) {
        tables.push(table(sheet, rows));
    }
    let mut imported = read(&tables)?;
    for origin in &mut imported.ids {
        if let Some(made) = work.made.remove(&origin.id) {
            *origin = made;
        }
    }
    imported.problems.splice(..0, work.problems);
    Ok(imported)
}

/// What a mapping gives, while the source is read.
#[derive(Default)]
pub(super) struct Work {
    pub tables: BTreeMap<Sheet, Vec<Row>>,
    /// The row of each element, by its key.
    keys: HashMap<(Sheet, String), usize>,
    /// The id of each element, by its key.
    pub ids_of: HashMap<(Sheet, String), String>,
    pub ids: Ids,
    /// What the ids were made of that were made here.
    pub made: HashMap<String, Origin>,
    pub problems: Vec<Problem>,
    /// Rows of other tables that are there.
    seen: HashSet<(Sheet, String)>,
    /// Columns that are missing, so that each is told once.
    missing: BTreeSet<String>,
    /// Values that no heading is above, so that each is told once.
    beyond: HashSet<String>,
}

impl Work {
    fn problem(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem::new(place, message));
    }

    /// Tells that a table is not there.
    fn missing(&mut self, rows: &Rows, source: &Source<'_>) {
        let name = rows.table.as_deref().unwrap_or_default();
        let names = source.names();
        let near = nearest(name, names.iter().copied());
        let near = near.map_or_else(
            || format!("there are {}", names.join(", ")),
            |it| format!("did you mean `{it}`?"),
        );
        self.problem(
            name,
            format!("there is no such table, and what it gives was left out: {near}"),
        );
    }

    fn rows(&mut self, rows: &Rows, items: &[Item<'_>], framework: &mut Row) {
        let name = rows.table.as_deref().unwrap_or("the file");
        for column in rows.only.keys() {
            if items.first().is_some_and(|it| it.values(column).is_none()) {
                self.no_column(name, column, items);
            }
        }
        for item in items {
            if !rows
                .only
                .iter()
                .all(|(column, constant)| is_meant(item, column, constant))
            {
                continue;
            }
            for place in item.beyond() {
                if self.beyond.insert(place.clone()) {
                    self.problem(place, "no heading is above it, and it was left out");
                }
            }
            for (table, gives) in &rows.gives {
                let Ok(sheet) = table.parse::<Sheet>() else {
                    continue;
                };
                for fields in gives.all() {
                    for row in self.given_by(name, sheet, fields, item, items) {
                        match sheet {
                            Sheet::Framework => {
                                let is_new = |it: &Cell| {
                                    framework.cell(&normal(parts(&it.heading).0)).is_none()
                                };
                                let cells: Vec<Cell> =
                                    row.cells.into_iter().filter(is_new).collect();
                                framework.cells.extend(cells);
                            }
                            _ => self.add(sheet, row, rows.known),
                        }
                    }
                }
            }
        }
    }

    /// Tells that a column is not there, once.
    fn no_column(&mut self, table: &str, column: &str, items: &[Item<'_>]) {
        if !self.missing.insert(format!("{table}: {column}")) {
            return;
        }
        let known = items.first().map(Item::known).unwrap_or_default();
        let near = nearest(column, known.iter().copied());
        let near = near.map_or_else(
            || format!("the columns are {}", known.join(", ")),
            |it| format!("did you mean `{it}`?"),
        );
        self.problem(table, format!("there is no column `{column}`: {near}"));
    }

    /// The rows that an item gives: one, or one for each value of a column that takes one.
    fn given_by(
        &mut self,
        table: &str,
        sheet: Sheet,
        fields: &Fields,
        item: &Item<'_>,
        items: &[Item<'_>],
    ) -> Vec<Row> {
        let mut row = Row {
            cells: Vec::new(),
            place: item.place(None),
        };
        // What the mapping alone says is said once.
        let mut has_own = fields.values().all(Take::is_constant);
        for (heading, from) in fields {
            let taken = match take(from, item) {
                Ok(taken) => taken,
                Err(column) => {
                    self.no_column(table, column, items);
                    continue;
                }
            };
            let place = item.place(taken.column);
            for fault in taken.faults {
                self.problem(place.clone(), fault);
            }
            let mut values = Vec::new();
            for value in taken.values {
                let (value, is_changed) = clean(&value);
                if is_changed {
                    self.problem(place.clone(), "control characters were taken out");
                }
                values.extend(Some(value).filter(|it| !it.is_empty()));
            }
            if values.is_empty() {
                continue;
            }
            has_own |= !from.is_constant() && !is_owner(sheet, heading);
            row.put(heading, values, place);
        }
        if !has_own {
            return Vec::new();
        }
        let number = row
            .cells
            .iter()
            .filter(|it| !is_list(sheet, &it.heading))
            .map(|it| it.values.len())
            .max();
        if number.unwrap_or(1) <= 1 {
            return vec![row];
        }
        let number = number.unwrap_or(1);
        let one = |at: usize| {
            let mut one = Row {
                cells: Vec::new(),
                place: row.place.clone(),
            };
            for it in &row.cells {
                let values = match it.values.as_slice() {
                    [_] => it.values.clone(),
                    _ if is_list(sheet, &it.heading) => it.values.clone(),
                    many => many.get(at).cloned().into_iter().collect(),
                };
                if !values.is_empty() {
                    one.put(&it.heading, values, it.place.clone());
                }
            }
            one
        };
        (0..number).map(one).collect()
    }

    /// Adds a row; of an element that is there, what it says otherwise is told.
    fn add(&mut self, sheet: Sheet, mut row: Row, is_of_known: bool) {
        if !ELEMENTS.contains(&sheet) {
            let content = format!("{:?}", row.content());
            if self.seen.insert((sheet, content)) {
                self.tables.entry(sheet).or_default().push(row);
            }
            return;
        }
        let key = row
            .take_out("key")
            .map(|it| it.values.join("\n").trim().to_owned());
        let key = key
            .filter(|it| !it.is_empty())
            .or_else(|| key_of(sheet, &row));
        let Some(key) = key else {
            self.problem(
                row.place,
                "it has neither a key nor a title, and was left out",
            );
            return;
        };
        let all = self.tables.entry(sheet).or_default();
        let Some(at) = self.keys.get(&(sheet, key.clone())).copied() else {
            if is_of_known {
                return;
            }
            row.put("key", vec![key.clone()], row.place.clone());
            self.keys.insert((sheet, key), all.len());
            all.push(row);
            return;
        };
        let Some(first) = all.get_mut(at) else { return };
        let mut others = Vec::new();
        for it in row.cells {
            let is_in_list = first.cells.iter().any(|first| {
                first.heading == "also in"
                    && it.heading == "cluster"
                    && it.values.iter().all(|it| first.values.contains(it))
            });
            match first
                .cells
                .iter_mut()
                .find(|first| first.heading == it.heading)
            {
                None => first.cells.push(it),
                Some(before) if before.values == it.values => {}
                // Of lists, all is taken.
                Some(before) if is_list(sheet, &it.heading) => {
                    let new: Vec<String> = it
                        .values
                        .into_iter()
                        .filter(|it| !before.values.contains(it))
                        .collect();
                    before.values.extend(new);
                }
                Some(_) if is_in_list => {}
                Some(before) => {
                    let message =
                        format!("`{key}` says otherwise at {}, which is taken", before.place);
                    others.push(Problem::new(it.place, message));
                }
            }
        }
        self.problems.extend(others);
    }
}
