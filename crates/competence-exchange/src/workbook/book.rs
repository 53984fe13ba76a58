//! The sheets of a workbook that came back, as the tables that they were written from.

use competence_core::Model;
use competence_core::check::Finding;

use super::snapshot;
use crate::sheets::{Sheet, cell_name, sheets};
use crate::tables::{ReadTable, Spot, Table, tables_of};
use crate::{ImportError, Problem};

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
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// The name of the table.
    pub name: &'static str,
    /// The name of the sheet, as it is written there.
    pub sheet: String,
    pub columns: Vec<String>,
    /// The row of the headings, from 0.
    pub head: u32,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its number in the sheet, from 0; none if it was put back.
    pub number: Option<u32>,
    pub cells: Vec<String>,
}

impl Grid {
    /// A table as it was written, in place of a sheet that is not there.
    fn of(table: &Table) -> Self {
        let rows = table.rows.iter().map(|cells| Row {
            number: None,
            cells: cells.clone(),
        });
        Self {
            name: table.name,
            sheet: table.name.to_owned(),
            columns: table.columns.clone(),
            head: 0,
            rows: rows.collect(),
        }
    }

    /// The number of a column, by its heading without regard to case and blanks.
    pub fn column(&self, heading: &str) -> Option<usize> {
        let heading = heading_of(heading);
        self.columns.iter().position(|it| heading_of(it) == heading)
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
        match (row.number, self.column(heading)) {
            (Some(number), Some(column)) => cell_name(
                &self.sheet,
                number,
                u32::try_from(column).unwrap_or(u32::MAX),
            ),
            (Some(number), None) => format!("{}!{}", self.sheet, number + 1),
            (None, _) => self.sheet.clone(),
        }
    }

    pub fn as_table(&self) -> ReadTable<'_> {
        ReadTable {
            name: self.name.to_owned(),
            columns: self.columns.clone(),
            rows: self.rows.iter().map(|it| it.cells.clone()).collect(),
            place: Box::new(|spot| {
                let column = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let number = |at: usize| self.rows.get(at).and_then(|it| it.number);
                match spot {
                    Spot::Table => self.sheet.clone(),
                    Spot::Column(at) => cell_name(&self.sheet, self.head, column(at)),
                    Spot::Row(at) => match number(at) {
                        Some(number) => format!("{}!{}", self.sheet, number + 1),
                        None => self.sheet.clone(),
                    },
                    Spot::Cell(at, of) => match number(at) {
                        Some(number) => cell_name(&self.sheet, number, column(of)),
                        None => self.sheet.clone(),
                    },
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

impl Book {
    /// Reads a workbook that this program wrote.
    pub fn read(file: &[u8]) -> Result<Self, ImportError> {
        let (sheets, mut problems) = sheets(file)?;
        let named = |name: &str| {
            let mut all = sheets.iter();
            all.find(|it| it.name.trim().eq_ignore_ascii_case(name))
        };
        let source = named(snapshot::SHEET).map(|it| {
            let cells = it.rows.values().filter_map(|it| it.first().cloned());
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
        let known = ["guide", "lineage", "changes", snapshot::SHEET];
        let is_known = |name: &str| {
            let mut all = known.iter().chain(tables.iter().map(|it| &it.name));
            all.any(|it| it.eq_ignore_ascii_case(name.trim()))
        };
        for it in sheets.iter().filter(|it| !is_known(&it.name)) {
            problems.push(Problem::new(
                &it.name,
                "the model has no such sheet: it was left out",
            ));
        }
        Ok(Self {
            base,
            tables,
            grids,
            problems,
        })
    }

    /// Whether a problem is about a value that somebody wrote, and not about a sheet, a heading or how a cell
    /// was written: without the value, what was meant would be lost.
    pub fn is_of_a_value(&self, problem: &Problem) -> bool {
        let Some((sheet, cell)) = problem.place.rsplit_once('!') else {
            return false;
        };
        let grid = self.grids.iter().find(|it| it.sheet == sheet);
        let row = cell.trim_start_matches(|it: char| it.is_ascii_alphabetic());
        let head = grid.map(|it| (it.head + 1).to_string());
        !problem.is_harmless && head.is_some_and(|it| it != row)
    }

    /// A finding about the model as it would be, with the cell that it comes from: the first one that is
    /// another in the row of its element, or its id.
    pub fn told(&self, finding: &Finding) -> Problem {
        let place = finding.element.as_deref().and_then(|id| {
            let grid = self.grids.iter().find(|grid| {
                let mut rows = grid.rows.iter();
                rows.any(|row| grid.cell(row, "id") == id)
            })?;
            let row = grid.rows.iter().find(|row| grid.cell(row, "id") == id)?;
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

    pub fn grid(&self, name: &str) -> Option<&Grid> {
        self.grids.iter().find(|it| it.name == name)
    }
}

/// A sheet with its headings, and with the columns that it lacks as they were.
fn grid(table: &Table, sheet: &Sheet, problems: &mut Vec<Problem>) -> Grid {
    // Rows may have been put above the headings.
    let is_head = |cells: &[String]| {
        let mut columns = table.columns.iter();
        let named = |it: &String| cells.iter().any(|cell| heading_of(cell) == heading_of(it));
        columns.any(named)
    };
    let Some((head, columns)) = sheet.rows.iter().find(|(_, cells)| is_head(cells)) else {
        problems.push(Problem::new(
            &sheet.name,
            "its headings are not there: all of it was taken for unchanged",
        ));
        return Grid::of(table);
    };
    let rows = sheet.rows.range(head + 1..).map(|(number, cells)| Row {
        number: Some(*number),
        cells: cells.clone(),
    });
    let mut grid = Grid {
        name: table.name,
        sheet: sheet.name.clone(),
        columns: columns.clone(),
        head: *head,
        rows: rows
            .filter(|it| it.cells.iter().any(|cell| !cell.trim().is_empty()))
            .collect(),
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
        &sheet.name,
        format!(
            "without the column `{}`: what was in it was taken for unchanged",
            names.join("`, `")
        ),
    ));
    let Some(id) = grid.column("id") else {
        return Grid::of(table);
    };
    for heading in lost {
        let at = table.columns.iter().position(|it| it == heading);
        let column = grid.columns.len();
        grid.columns.push(heading.clone());
        for row in 0..grid.rows.len() {
            let own = grid.rows.get(row).and_then(|it| it.cells.get(id)).cloned();
            let before = table.rows.iter().find(|it| it.first() == own.as_ref());
            let cell = before.zip(at).and_then(|(before, at)| before.get(at));
            grid.set(row, column, cell.cloned().unwrap_or_default());
        }
    }
    grid
}
