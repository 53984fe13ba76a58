//! A mapping applied: the rows of the source become rows of the tables of a model.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use competence_core::check::nearest;

use super::mapping::{Constant, Fields, Mapping, Rows, Take};
use super::parse::special;
use super::source::{Item, Source};
use super::take::{clean, is_meant, take};
use crate::advice::Advice;
use crate::naming::{Ids, Origin, named, stated};
use crate::tables::cell::joined;
use crate::tables::columns::{Form, Sheet};
use crate::tables::read::{normal, parts};
use crate::tables::{ReadTable, Spot, read};
use crate::{ImportError, Imported, Problem};

/// The kinds of element, each after what it may name by its key while ids are made.
const ELEMENTS: [Sheet; 4] = [
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
        let names = source.names().join(", ");
        return Err(ImportError::Nothing(format!(
            "none of the tables that the mapping names is there; there are {names}"
        )));
    }
    if !ELEMENTS.iter().any(|it| work.tables.contains_key(it)) {
        let told = work
            .problems
            .first()
            .map(|it| format!(": {it}"))
            .unwrap_or_default();
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

/// A row of a table of a model: values by heading, each with the place that it is from.
#[derive(Default, Clone)]
struct Row {
    cells: Vec<Cell>,
    place: String,
}

#[derive(Clone)]
struct Cell {
    heading: String,
    values: Vec<String>,
    place: String,
}

impl Row {
    fn put(&mut self, heading: &str, values: Vec<String>, place: String) {
        self.cells.push(Cell {
            heading: heading.to_owned(),
            values,
            place,
        });
    }

    fn cell(&self, heading: &str) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|it| normal(parts(&it.heading).0) == heading)
    }

    /// The first value of a column.
    fn text(&self, heading: &str) -> Option<&str> {
        let all = self
            .cells
            .iter()
            .filter(|it| normal(parts(&it.heading).0) == heading);
        all.flat_map(|it| &it.values)
            .map(|it| it.trim())
            .find(|it| !it.is_empty())
    }

    fn take_out(&mut self, heading: &str) -> Option<Cell> {
        let at = self.cells.iter().position(|it| it.heading == heading)?;
        Some(self.cells.remove(at))
    }

    /// What tells rows apart.
    fn content(&self) -> Vec<(&str, &[String])> {
        self.cells
            .iter()
            .map(|it| (it.heading.as_str(), it.values.as_slice()))
            .collect()
    }
}

#[derive(Default)]
struct Work {
    tables: BTreeMap<Sheet, Vec<Row>>,
    /// The row of each element, by its key.
    keys: HashMap<(Sheet, String), usize>,
    /// The id of each element, by its key.
    ids_of: HashMap<(Sheet, String), String>,
    ids: Ids,
    /// What the ids were made of that were made here.
    made: HashMap<String, Origin>,
    problems: Vec<Problem>,
    /// Rows of other tables that are there.
    seen: HashSet<(Sheet, String)>,
    /// Columns that are missing, so that each is told once.
    missing: BTreeSet<String>,
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

    /// Gives each element an id, and notes it by its key.
    fn make_ids(&mut self) {
        for sheet in ELEMENTS {
            let mut rows = self.tables.remove(&sheet).unwrap_or_default();
            for row in &mut rows {
                let key = row
                    .take_out("key")
                    .map(|it| it.values.concat())
                    .unwrap_or_default();
                let id = match row.text("id") {
                    Some(id) => {
                        self.ids.given(id);
                        id.to_owned()
                    }
                    None if sheet == Sheet::Indicators => match self.statement_id(row) {
                        Some(id) => id,
                        None => continue,
                    },
                    None => self.ids.element(
                        noun(sheet),
                        &named(row.text("title").or(Some(&key)), row.text("code")),
                    ),
                };
                if row.text("id").is_none() {
                    if let Some(origin) = self.ids.origins.last() {
                        self.made.insert(id.clone(), origin.clone());
                    }
                    row.put("id", vec![id.clone()], row.place.clone());
                }
                self.ids_of.insert((sheet, key), id);
                defaults(sheet, row);
            }
            if !rows.is_empty() {
                self.tables.insert(sheet, rows);
            }
        }
    }

    /// The id of an indicator, where its competence is there.
    fn statement_id(&mut self, row: &Row) -> Option<String> {
        let home = row.text("competence")?;
        let home = self
            .ids_of
            .get(&(Sheet::Competences, home.to_owned()))?
            .clone();
        Some(
            self.ids
                .indicator(&home, &stated(row.text("statement"), row.text("code"))),
        )
    }

    /// Puts ids where rows name elements by their keys.
    fn resolve(&mut self) {
        let known: HashSet<&String> = self.ids_of.values().collect();
        let mut problems = Vec::new();
        let mut advice = Advice::default();
        for (sheet, rows) in &mut self.tables {
            for row in rows.iter_mut() {
                let of = owner(row);
                for it in &mut row.cells {
                    let targets = targets(*sheet, &it.heading, of);
                    if targets.is_empty() {
                        continue;
                    }
                    let place = it.place.clone();
                    it.values.retain_mut(|value| {
                        let key = value.trim().to_owned();
                        let found = targets
                            .iter()
                            .find_map(|sheet| self.ids_of.get(&(*sheet, key.clone())));
                        if let Some(id) = found {
                            value.clone_from(id);
                            return true;
                        }
                        if known.contains(&key) {
                            return true;
                        }
                        let noun = targets.first().map_or("element", |it| noun(*it));
                        let names = self.ids_of.keys();
                        let names = names.filter(|(sheet, _)| targets.contains(sheet));
                        let near = advice.on(&key, names.map(|(_, key)| key.as_str()));
                        problems.push(Problem::new(
                            place.clone(),
                            format!("the source has no {noun} `{key}`, and it was left out{near}"),
                        ));
                        false
                    });
                    if special(*sheet).contains(&it.heading.as_str()) {
                        "element".clone_into(&mut it.heading);
                    }
                }
            }
            for row in rows.iter_mut() {
                let cluster = row.text("cluster").map(str::to_owned);
                if let Some(also) = row.cells.iter_mut().find(|it| it.heading == "also in") {
                    also.values.retain(|it| Some(it) != cluster.as_ref());
                }
            }
            // Those that are of nothing, or lead nowhere, have been told of.
            let is_needed = |it: &Cell| is_owner(*sheet, &it.heading) || it.heading == "target";
            rows.retain(|row| {
                row.cells
                    .iter()
                    .all(|it| !it.values.is_empty() || !is_needed(it))
            });
        }
        self.problems.extend(problems);
    }
}

/// What an element is known by where no key is given.
fn key_of(sheet: Sheet, row: &Row) -> Option<String> {
    let own = match sheet {
        // A statement may be there again in another competence.
        Sheet::Indicators => {
            let key = row
                .text("id")
                .or_else(|| row.text("code"))
                .map(str::to_owned);
            let level = row.text("level").unwrap_or_default();
            let statement = || {
                Some(format!(
                    "{} {level} {}",
                    row.text("competence")?,
                    row.text("statement")?
                ))
            };
            return key.or_else(statement);
        }
        _ => row.text("id").or_else(|| row.text("title")),
    };
    own.or_else(|| row.text("code")).map(str::to_owned)
}

/// What most published frameworks do not say.
fn defaults(sheet: Sheet, row: &mut Row) {
    if sheet != Sheet::Indicators && row.cell("status").is_none() {
        row.put("status", vec!["approved".to_owned()], row.place.clone());
    }
    if sheet == Sheet::Competences && row.cell("kind").is_none() {
        row.put("kind", vec!["job-specific".to_owned()], row.place.clone());
    }
}

fn noun(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Clusters => "cluster",
        Sheet::Competences => "competence",
        Sheet::Indicators => "indicator",
        Sheet::Profiles => "profile",
        _ => "element",
    }
}

/// Whether a column says what a row belongs to.
fn is_owner(sheet: Sheet, heading: &str) -> bool {
    match sheet {
        Sheet::Indicators | Sheet::CompetenceLevels => heading == "competence",
        Sheet::Requirements => heading == "profile",
        Sheet::Mappings | Sheet::Relations => {
            heading == "element" || special(sheet).contains(&heading)
        }
        _ => false,
    }
}

/// The kind of element that a row of mappings or relations says that it is of.
fn owner(row: &Row) -> Option<Sheet> {
    ELEMENTS
        .into_iter()
        .find(|sheet| row.cells.iter().any(|it| it.heading == noun(*sheet)))
}

/// The kinds of element that a column names by their keys.
fn targets(sheet: Sheet, heading: &str, owner: Option<Sheet>) -> Vec<Sheet> {
    let one = |it: Sheet| vec![it];
    match (sheet, heading) {
        (Sheet::Clusters, "parent")
        | (Sheet::Competences | Sheet::Profiles | Sheet::Requirements, "cluster")
        | (Sheet::Competences, "also in") => one(Sheet::Clusters),
        (Sheet::Indicators | Sheet::CompetenceLevels | Sheet::Requirements, "competence") => {
            one(Sheet::Competences)
        }
        (Sheet::Profiles, "extends") | (Sheet::Requirements, "profile") => one(Sheet::Profiles),
        (Sheet::Competences, "includes") | (Sheet::Requirements, "indicators") => {
            one(Sheet::Indicators)
        }
        (Sheet::Relations, "target") => owner.into_iter().chain(ELEMENTS).collect(),
        (Sheet::Mappings | Sheet::Relations, "element") | (_, "successors") => ELEMENTS.to_vec(),
        (Sheet::Mappings | Sheet::Relations, heading) if special(sheet).contains(&heading) => {
            ELEMENTS
                .into_iter()
                .filter(|it| noun(*it) == heading)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a column takes several values.
fn is_list(sheet: Sheet, heading: &str) -> bool {
    let name = normal(parts(heading).0);
    let column = sheet.columns().find(|it| it.heading == name);
    heading.starts_with("x-")
        || column
            .is_some_and(|it| matches!(it.form, Form::Texts | Form::Several(_) | Form::Words(_)))
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
fn table<'p>(sheet: Sheet, rows: Vec<Row>) -> ReadTable<'p> {
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
fn upright<'p>(framework: &Row) -> ReadTable<'p> {
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
fn given(mapping: &Mapping) -> impl Iterator<Item = (Sheet, Vec<Row>)> {
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
