//! The sheets of a workbook that came back, as the tables that they were written from.

use std::collections::{HashMap, HashSet};

use competence_core::Model;
use competence_core::check::Finding;

use super::snapshot;
use crate::tables::{Place, ReadTable, Spot, Table, tables_of};
use crate::{ImportError, Input, Problem, xlsx};

/// Whether a file is a workbook that this program wrote, or what people left of one.
pub fn is_ours(input: &Input) -> bool {
    let Ok(file) = input.bytes() else {
        return false;
    };
    let sheets = xlsx::sheet_names("", file).unwrap_or_default();
    let has = |name: &str| sheets.iter().any(|it| is_named(it, name));
    has(snapshot::SHEET)
        || ["competences", "indicators", "lineage"]
            .into_iter()
            .all(has)
}

fn is_named(sheet: &str, name: &str) -> bool {
    sheet.trim().eq_ignore_ascii_case(name)
}

/// A workbook that came back.
pub(super) struct Book {
    /// The model that it was made of.
    pub base: Model,
    /// The tables of that model.
    pub tables: Vec<Table>,
    /// The sheets as they are now, one for each table.
    pub grids: Vec<Grid>,
    /// What was not read as it stands.
    pub problems: Vec<Problem>,
}

/// A sheet as it is now.
pub(super) struct Grid {
    /// The name of the table.
    pub name: &'static str,
    pub columns: Vec<String>,
    /// The columns as they are looked for.
    headings: Vec<String>,
    pub rows: Vec<Row>,
    /// The row of the headings, if something stands above them.
    head: Option<usize>,
    /// Where something is in the workbook.
    place: Place<'static>,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its number in the sheet as it was read; none if it was put back.
    pub number: Option<usize>,
    pub cells: Vec<String>,
}

/// The row of each element, and the sheet that it is in.
pub(super) type RowsById<'b> = HashMap<&'b str, (&'b Grid, &'b Row)>;

impl Grid {
    /// A table as it was written, in place of a sheet that is not there.
    fn of(table: &Table) -> Self {
        let rows = table.rows.iter().map(|cells| Row {
            number: None,
            cells: cells.clone(),
        });
        let name = table.name;
        Self {
            name,
            columns: table.columns.clone(),
            headings: headings(&table.columns),
            rows: rows.collect(),
            head: None,
            place: Box::new(|_| name.to_owned()),
        }
    }

    /// The number of a column, by its heading without regard to case and blanks.
    pub fn column(&self, heading: &str) -> Option<usize> {
        let heading = heading_of(heading);
        self.headings.iter().position(|it| *it == heading)
    }

    /// Takes a column out, with its heading.
    pub fn clear(&mut self, column: usize) {
        let of_column = |all: &mut Vec<String>| all.get_mut(column).map(String::clear);
        of_column(&mut self.columns);
        of_column(&mut self.headings);
        for row in &mut self.rows {
            of_column(&mut row.cells);
        }
    }

    /// A cell, without blanks around it; empty if it is not there.
    pub fn cell<'r>(&self, row: &'r Row, heading: &str) -> &'r str {
        let cell = self.column(heading).and_then(|it| row.cells.get(it));
        cell.map_or("", |it| it.trim())
    }

    /// Writes another text into a cell.
    pub fn set(&mut self, row: usize, column: usize, text: String) {
        if let Some(row) = self.rows.get_mut(row) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(column) {
                *cell = text;
            }
        }
    }

    /// The name of a cell as people call it, or of the sheet where the row was put back.
    pub fn place(&self, row: &Row, heading: &str) -> String {
        (self.place)(match (row.number, self.column(heading)) {
            (Some(number), Some(column)) => Spot::Cell(number, column),
            (Some(number), None) => Spot::Row(number),
            (None, _) => Spot::Table,
        })
    }

    /// The name of the sheet.
    pub fn sheet(&self) -> String {
        (self.place)(Spot::Table)
    }

    fn place_of_heading(&self, column: usize) -> String {
        (self.place)(match self.head {
            None => Spot::Column(column),
            Some(head) => Spot::Cell(head, column),
        })
    }

    pub fn as_table(&self) -> ReadTable<'_> {
        ReadTable {
            name: self.name.to_owned(),
            columns: self.columns.clone(),
            rows: self.rows.iter().map(|it| it.cells.clone()).collect(),
            place: Box::new(|spot| {
                let number = |at: usize| self.rows.get(at).and_then(|it| it.number);
                match spot {
                    Spot::Table => self.sheet(),
                    Spot::Column(at) => self.place_of_heading(at),
                    Spot::Row(at) => (self.place)(number(at).map_or(Spot::Table, Spot::Row)),
                    Spot::Cell(at, column) => {
                        let spot = number(at).map(|at| Spot::Cell(at, column));
                        (self.place)(spot.unwrap_or(Spot::Table))
                    }
                }
            }),
        }
    }
}

/// A heading without regard to case and blanks.
fn heading_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn headings(columns: &[String]) -> Vec<String> {
    columns.iter().map(|it| heading_of(it)).collect()
}

impl Book {
    /// Reads a workbook that this program wrote.
    pub fn read(file: &[u8]) -> Result<Self, ImportError> {
        let mut problems = Vec::new();
        let mut sheets = xlsx::read("the workbook", file, &mut problems)?;
        let mut named = |name: &str| {
            let at = sheets.iter().position(|it| is_named(&it.name, name))?;
            Some(sheets.swap_remove(at))
        };
        let source = named(snapshot::SHEET).map(|it| {
            let cells = std::iter::once(it.columns).chain(it.rows);
            let cells = cells.filter_map(|it| it.into_iter().next());
            cells.collect::<Vec<String>>()
        });
        let base = snapshot::model(&source.unwrap_or_default())?;
        let tables = tables_of(&base);
        let grids = tables.iter().map(|table| {
            if let Some(sheet) = named(table.name) {
                return grid(table, sheet, &mut problems);
            }
            let message = "the sheet is not there: all of it was taken for unchanged";
            problems.push(Problem::new(table.name, message));
            Grid::of(table)
        });
        let grids = grids.collect();
        let others = sheets.iter().filter(|sheet| {
            let mut known = ["guide", "lineage", "changes"].iter();
            !known.any(|it| is_named(&sheet.name, it))
        });
        problems.extend(others.map(|it| {
            let message = "the model has no such sheet: it was left out";
            Problem::new(&it.name, message)
        }));
        Ok(Self {
            base,
            tables,
            grids,
            problems,
        })
    }

    /// Whether a problem is about a value that somebody wrote, and not about a sheet, a heading or how a cell
    /// was written: without the value, what was meant would be lost. Of sheets and columns that were left out,
    /// which is `told` at their headings, no value is meant.
    pub fn is_of_a_value(&self, problem: &Problem, told: &HashSet<String>) -> bool {
        // What of a place names its column: the cells of one differ in their numbers.
        let column_of = |place: &str| place.trim_end_matches(|it: char| it.is_ascii_digit()).len();
        let column = problem.place.get(..column_of(&problem.place));
        let headings = self.grids.iter().flat_map(|grid| {
            let columns = 0..grid.columns.len();
            columns.map(|it| grid.place_of_heading(it))
        });
        let of_column = headings.filter(|it| it.get(..column_of(it)) == column);
        let is_left_out = of_column
            .into_iter()
            .any(|it| it == problem.place || told.contains(&it));
        let sheet = problem.place.rsplit_once('!').map(|(sheet, _)| sheet);
        let is_of_model = sheet.is_some_and(|it| self.grids.iter().any(|grid| grid.sheet() == it));
        is_of_model && !problem.is_harmless && !is_left_out
    }

    /// The row of each element, and the sheet that it is in.
    pub fn rows_by_id(&self) -> RowsById<'_> {
        let mut all = HashMap::new();
        for grid in &self.grids {
            let id = grid.column("id");
            for row in &grid.rows {
                if let Some(id) = id.and_then(|at| row.cells.get(at)) {
                    all.entry(id.trim()).or_insert((grid, row));
                }
            }
        }
        all
    }

    /// A finding about the model as it would be, with the cell that it comes from: the first one that is
    /// another in the row of its element, or its id.
    pub fn told(&self, finding: &Finding, rows: &RowsById<'_>) -> Problem {
        let place = finding.element.as_deref().and_then(|id| {
            let (grid, row) = *rows.get(id)?;
            let table = self.tables.iter().find(|it| it.name == grid.name)?;
            let before = table
                .rows
                .iter()
                .find(|it| it.first().map(String::as_str) == Some(id));
            let changed = table.columns.iter().zip(before?).find(|(heading, cell)| {
                grid.column(heading).is_some() && grid.cell(row, heading) != cell.trim()
            });
            Some(grid.place(row, changed.map_or("id", |(heading, _)| heading)))
        });
        let (file, line) = (&finding.place.file, finding.place.line);
        Problem::new(
            place.unwrap_or_else(|| format!("{file}:{line}")),
            format!("{}: {}", finding.rule.id, finding.message),
        )
    }

    /// The cell of a field of the framework.
    pub fn place_of_field(&self, field: &str) -> String {
        let place = self.grid("framework").and_then(|grid| {
            let mut rows = grid.rows.iter();
            let row = rows.find(|it| grid.cell(it, "field").eq_ignore_ascii_case(field))?;
            Some(grid.place(row, "value"))
        });
        place.unwrap_or_else(|| "framework".to_owned())
    }

    pub fn grid(&self, name: &str) -> Option<&Grid> {
        self.grids.iter().find(|it| it.name == name)
    }
}

/// A sheet with its headings, and with the columns that it lacks as they were.
fn grid(table: &Table, sheet: ReadTable<'static>, problems: &mut Vec<Problem>) -> Grid {
    // Rows may have been put above the headings.
    let own = headings(&table.columns);
    let is_head = |cells: &Vec<String>| cells.iter().any(|it| own.contains(&heading_of(it)));
    let head = sheet.rows.iter().position(is_head);
    let head = head.filter(|_| !is_head(&sheet.columns));
    let columns = match head {
        Some(at) => sheet.rows.get(at).cloned().unwrap_or_default(),
        None => sheet.columns,
    };
    if !is_head(&columns) {
        let message = "its headings are not there: all of it was taken for unchanged";
        problems.push(Problem::new(&sheet.name, message));
        return Grid::of(table);
    }
    let rows = sheet.rows.into_iter().enumerate();
    let rows = rows
        .skip(head.map_or(0, |it| it + 1))
        .map(|(at, cells)| Row {
            number: Some(at),
            cells,
        });
    let mut grid = Grid {
        name: table.name,
        headings: headings(&columns),
        columns,
        rows: rows
            .filter(|it| it.cells.iter().any(|cell| !cell.trim().is_empty()))
            .collect(),
        head,
        place: sheet.place,
    };
    let lost: Vec<&String> = table
        .columns
        .iter()
        .filter(|it| grid.column(it).is_none())
        .collect();
    if lost.is_empty() {
        return grid;
    }
    let names: Vec<&str> = lost.iter().map(|it| it.as_str()).collect();
    problems.push(Problem::new(
        grid.sheet(),
        format!(
            "without the column `{}`: what was in it was taken for unchanged",
            names.join("`, `")
        ),
    ));
    let Some(id) = grid.column("id") else {
        return Grid::of(table);
    };
    let with_id = table.rows.iter().filter_map(|it| Some((it.first()?, it)));
    let with_id: HashMap<&String, &Vec<String>> = with_id.collect();
    for heading in lost {
        let at = table.columns.iter().position(|it| it == heading);
        let column = grid.columns.len();
        grid.columns.push(heading.clone());
        grid.headings.push(heading_of(heading));
        for row in 0..grid.rows.len() {
            let own = grid.rows.get(row).and_then(|it| it.cells.get(id));
            let before = own.and_then(|it| with_id.get(it));
            let cell = before.zip(at).and_then(|(before, at)| before.get(at));
            grid.set(row, column, cell.cloned().unwrap_or_default());
        }
    }
    grid
}
