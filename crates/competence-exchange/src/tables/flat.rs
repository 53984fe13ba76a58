//! One table: a row for each indicator, with its competence and cluster beside it.

use std::collections::HashMap;

use competence_core::Model;

use super::columns::Sheet;
use super::read::{language, normal, parts};
use super::{ReadTable, Spot, Table, csv, measured, read, tables_of};
use crate::delimited;
use crate::naming::{Ids, named};
use crate::{Content, ExportError, Exported, ImportError, Imported, Input, Problem};

/// What stands beside each other, with the word that its columns begin with.
const PARTS: [(Sheet, &str); 3] = [
    (Sheet::Clusters, "cluster"),
    (Sheet::Competences, "competence"),
    (Sheet::Indicators, "indicator"),
];

/// What the columns of the row say already.
fn is_told(sheet: Sheet, heading: &str) -> bool {
    matches!(
        (sheet, heading),
        (Sheet::Competences, "cluster") | (Sheet::Indicators, "competence")
    )
}

/// Writes a model as one table.
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let table = joined(&tables_of(model));
    // The framework has another name, since nothing in the table says it.
    let framework = format!("not {}", model.framework().id);
    let read_again = ReadTable::of(&table);
    let again = of_table(&read_again, &framework)
        .map_err(|it| ExportError::Writer(std::io::Error::other(it)))?;
    let content = String::from_utf8(csv::bytes(&table)?)
        .map_err(|it| ExportError::Writer(std::io::Error::other(it)))?;
    Ok(Exported {
        content: Content::Text(content),
        losses: measured(model, &again.model, |_| "there is no column for it"),
    })
}

/// The tables side by side. A competence without indicators has a row too.
fn joined(tables: &[Table]) -> Table {
    let find = |sheet: Sheet| tables.iter().find(|it| it.name == sheet.as_str());
    let mut out = Table {
        name: "indicators",
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let sides: Vec<Side<'_>> = PARTS
        .iter()
        .filter_map(|(sheet, noun)| Some(Side::of(*sheet, noun, find(*sheet)?)))
        .collect();
    out.columns = sides.iter().flat_map(Side::headings).collect();
    let [clusters, competences, indicators] = sides.as_slice() else {
        return out;
    };
    let mut of_competences: HashMap<&str, Vec<&Vec<String>>> = HashMap::new();
    for row in &indicators.table.rows {
        of_competences
            .entry(indicators.value(row, "competence"))
            .or_default()
            .push(row);
    }
    for competence in &competences.table.rows {
        let cluster = competences.value(competence, "cluster");
        let cluster = clusters
            .table
            .rows
            .iter()
            .find(|it| clusters.value(it, "id") == cluster);
        let none = vec![None];
        let own = of_competences.get(competences.value(competence, "id"));
        let own = own.map_or(none, |it| it.iter().map(|it| Some(*it)).collect());
        for indicator in own {
            let cells = clusters
                .cells(cluster)
                .chain(competences.cells(Some(competence)));
            out.rows
                .push(cells.chain(indicators.cells(indicator)).collect());
        }
    }
    out
}

/// The columns of one of the tables that are shown.
struct Side<'t> {
    noun: &'static str,
    table: &'t Table,
    columns: Vec<usize>,
}

impl<'t> Side<'t> {
    fn of(sheet: Sheet, noun: &'static str, table: &'t Table) -> Self {
        let is_shown = |heading: &str| {
            let name = parts(heading).0.trim();
            let column = sheet.columns().find(|it| it.heading == name);
            let is_main = column.is_some_and(|it| it.is_always || it.heading == "code");
            is_main && !is_told(sheet, heading)
        };
        let columns = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, it)| is_shown(it));
        Self {
            noun,
            table,
            columns: columns.map(|(at, _)| at).collect(),
        }
    }

    fn headings(&self) -> impl Iterator<Item = String> {
        let all = self
            .columns
            .iter()
            .filter_map(|at| self.table.columns.get(*at));
        all.map(|it| format!("{} {it}", self.noun))
    }

    fn value(&self, row: &'t [String], heading: &str) -> &'t str {
        let at = self.table.columns.iter().position(|it| it == heading);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    fn cells(&self, row: Option<&'t Vec<String>>) -> impl Iterator<Item = String> {
        self.columns
            .iter()
            .map(move |at| row.and_then(|it| it.get(*at)).cloned().unwrap_or_default())
    }
}

/// Reads one table.
pub(crate) fn read_file(input: &Input) -> Result<Imported, ImportError> {
    let (name, bytes) = input.one()?;
    let table = ReadTable::of_grid(name, name, delimited::read(name, bytes)?);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    of_table(&table, stem)
}

/// A part of the rows, as a table of its own: which row and column each cell is from.
struct Piece {
    sheet: Sheet,
    columns: Vec<(usize, String)>,
    /// The rows by what tells them apart: the id, or the title.
    rows: Vec<(usize, Vec<String>)>,
    known: HashMap<String, (usize, String)>,
}

/// Whether the headings are those of such a table.
pub(crate) fn fits(table: &ReadTable<'_>) -> bool {
    table.columns.iter().any(|heading| {
        let (noun, rest) = split(heading);
        let sheet = PARTS
            .iter()
            .find(|(_, word)| *word == noun)
            .map(|(sheet, _)| sheet);
        let name = normal(parts(rest).0);
        sheet.is_some_and(|it| it.columns().any(|it| it.heading == name))
    })
}

pub(crate) fn of_table(table: &ReadTable<'_>, framework: &str) -> Result<Imported, ImportError> {
    let mut problems = Vec::new();
    let mut pieces = PARTS.map(|(sheet, _)| Piece {
        sheet,
        columns: Vec::new(),
        rows: Vec::new(),
        known: HashMap::new(),
    });
    for (at, heading) in table.columns.iter().enumerate() {
        let (noun, rest) = split(heading);
        let piece = PARTS.iter().position(|(_, word)| *word == noun);
        match piece.and_then(|it| pieces.get_mut(it)) {
            Some(piece) => piece.columns.push((at, rest.to_owned())),
            None if heading.trim().is_empty() => {}
            None => {
                let message = format!(
                    "`{}` was left out: headings begin with `cluster`, `competence` or `indicator`, as in `competence title`",
                    heading.trim()
                );
                problems.push(Problem::new((table.place)(Spot::Column(at)), message));
            }
        }
    }
    if pieces.iter().all(|it| it.columns.is_empty()) {
        return Err(ImportError::Nothing(
            "no heading begins with `cluster`, `competence` or `indicator`, as in `competence title`".to_owned(),
        ));
    }
    let mut ids = Ids::default();
    let mut made = HashMap::new();
    for (number, cells) in table.rows.iter().enumerate() {
        let mut above = String::new();
        for piece in &mut pieces {
            above = piece.take(
                number,
                cells,
                &above,
                table,
                &mut Made {
                    ids: &mut ids,
                    titles: &mut made,
                    problems: &mut problems,
                },
            );
        }
    }
    let pieces = pieces.map(|it| it.into_table(table));
    let framework = of_framework(framework, table);
    let tables: Vec<ReadTable<'_>> = std::iter::once(framework).chain(pieces).collect();
    let mut imported = read(&tables)?;
    for origin in &mut imported.ids {
        if let Some(title) = made.get(&origin.id) {
            (origin.from, origin.value) = ("title", title.clone());
        }
    }
    imported.problems.splice(..0, problems);
    Ok(imported)
}

/// The first word of a heading, and the rest of it.
fn split(heading: &str) -> (String, &str) {
    let heading = heading.trim();
    let end = heading
        .find(|it: char| it.is_whitespace() || it == '-' || it == '_')
        .unwrap_or(heading.len());
    let (noun, rest) = heading.split_at_checked(end).unwrap_or((heading, ""));
    (
        noun.to_lowercase(),
        rest.trim_start_matches(|it: char| it.is_whitespace() || it == '-' || it == '_'),
    )
}

/// The ids that are made while rows are read, with the titles that they are made of.
struct Made<'m> {
    ids: &'m mut Ids,
    titles: &'m mut HashMap<String, String>,
    problems: &'m mut Vec<Problem>,
}

impl Piece {
    fn is(heading: &str, name: &str) -> bool {
        normal(parts(heading).0) == name
    }

    /// Takes what a row says of this part, once for each that it is of, and says which it is.
    fn take(
        &mut self,
        number: usize,
        cells: &[String],
        above: &str,
        table: &ReadTable<'_>,
        made: &mut Made<'_>,
    ) -> String {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        let mut own: Vec<String> = self
            .columns
            .iter()
            .map(|(at, _)| cell(*at).to_owned())
            .collect();
        if own.iter().all(|it| it.trim().is_empty()) {
            return String::new();
        }
        if self.sheet == Sheet::Indicators {
            own.push(above.to_owned());
            self.rows.push((number, own));
            return String::new();
        }
        let find = |name: &str| {
            let mut cells = self
                .columns
                .iter()
                .zip(&own)
                .filter(|((_, it), _)| Self::is(it, name));
            cells.find_map(|(_, it)| (!it.trim().is_empty()).then(|| it.trim().to_owned()))
        };
        let (id, title) = (find("id"), find("title"));
        let key = id.clone().or_else(|| title.clone()).unwrap_or_default();
        if let Some((first, id)) = self.known.get(&key) {
            self.tell_difference(*first, number, &own, table, made.problems);
            return id.clone();
        }
        let id = if let Some(id) = id {
            made.ids.given(&id);
            id
        } else {
            let noun = if self.sheet == Sheet::Clusters {
                "cluster"
            } else {
                "competence"
            };
            let id = made.ids.element(noun, &named(title.as_deref(), None));
            made.titles.insert(id.clone(), title.unwrap_or_default());
            id
        };
        own.push(id.clone());
        own.push(above.to_owned());
        self.known.insert(key, (self.rows.len(), id.clone()));
        self.rows.push((number, own));
        id
    }

    /// What a further row says otherwise than the first.
    fn tell_difference(
        &self,
        first: usize,
        number: usize,
        own: &[String],
        table: &ReadTable<'_>,
        problems: &mut Vec<Problem>,
    ) {
        let Some((row, before)) = self.rows.get(first) else {
            return;
        };
        for (((at, _), new), old) in self.columns.iter().zip(own).zip(before) {
            if new.trim() != old.trim() && !new.trim().is_empty() {
                let place = (table.place)(Spot::Cell(number, *at));
                let message = format!(
                    "it says otherwise at {}, which is taken",
                    (table.place)(Spot::Row(*row))
                );
                problems.push(Problem::new(place, message));
            }
        }
    }

    fn into_table<'p>(self, from: &'p ReadTable<'p>) -> ReadTable<'p> {
        let mut columns: Vec<String> = self.columns.iter().map(|(_, it)| it.clone()).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut numbers = Vec::new();
        let has_id = columns.iter().position(|it| Self::is(it, "id"));
        for (number, mut cells) in self.rows {
            numbers.push(number);
            if self.sheet != Sheet::Indicators {
                // The id is in its own column, or in one that is added.
                let above = cells.pop().unwrap_or_default();
                let id = cells.pop().unwrap_or_default();
                match has_id.and_then(|at| cells.get_mut(at)) {
                    Some(cell) => *cell = id,
                    None => cells.push(id),
                }
                cells.push(above);
            }
            rows.push(cells);
        }
        if self.sheet != Sheet::Indicators && has_id.is_none() {
            columns.push("id".to_owned());
        }
        columns.push(match self.sheet {
            Sheet::Indicators => "competence".to_owned(),
            Sheet::Competences => "cluster".to_owned(),
            // Clusters have nothing above them.
            _ => String::new(),
        });
        let at: Vec<usize> = self.columns.iter().map(|(at, _)| *at).collect();
        ReadTable {
            name: self.sheet.as_str().to_owned(),
            columns,
            rows,
            place: Box::new(move |spot| {
                let row = |row: usize| numbers.get(row).copied().unwrap_or_default();
                (from.place)(match spot {
                    Spot::Table => Spot::Table,
                    Spot::Column(column) => {
                        at.get(column).map_or(Spot::Table, |it| Spot::Column(*it))
                    }
                    Spot::Row(number) => Spot::Row(row(number)),
                    Spot::Cell(number, column) => match at.get(column) {
                        Some(column) => Spot::Cell(row(number), *column),
                        None => Spot::Row(row(number)),
                    },
                })
            }),
        }
    }
}

/// What a table of indicators does not say: a framework that is named as the file.
fn of_framework<'p>(name: &str, table: &ReadTable<'_>) -> ReadTable<'p> {
    let mut languages = Vec::new();
    for heading in &table.columns {
        if let Some(Ok(tag)) = parts(heading).1.map(language)
            && !languages.contains(&tag)
        {
            languages.push(tag);
        }
    }
    let mut languages = languages.iter().map(ToString::to_string);
    let primary = languages.next().unwrap_or_else(|| "en".to_owned());
    let id = crate::naming::kebab(name).unwrap_or_else(|| "framework".to_owned());
    let optional: Vec<String> = languages.collect();
    let rows = [
        ("id", id),
        ("version", "1.0.0".to_owned()),
        ("title", name.to_owned()),
        ("primary language", primary),
        ("optional languages", optional.join("\n")),
    ];
    ReadTable {
        name: Sheet::Framework.as_str().to_owned(),
        columns: vec!["field".to_owned(), "value".to_owned()],
        rows: rows
            .map(|(field, value)| vec![field.to_owned(), value])
            .to_vec(),
        place: Box::new(|_| "the file".to_owned()),
    }
}
