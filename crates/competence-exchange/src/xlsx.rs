//! Workbooks (XLSX) as tables: a sheet each, with the values that its cells show.

use std::collections::BTreeMap;

use calamine::{DataRef, Dimensions};
use competence_tabular::workbook::{self, Book, Fault, cell_name as place};

use crate::delimited::CELLS;
use crate::tables::{ReadTable, Spot};
use crate::{ImportError, Problem};

/// The most columns of a sheet that are read.
const COLUMNS: u32 = 1_000;

/// What is wrong with a formula of which nobody worked out the value.
const NO_VALUE: &str = "the cell has a formula without a value, and is taken for empty: open and save the \
    workbook in a spreadsheet program, which works it out";

/// Reads the sheets of a workbook. Of formulas the values are taken that were stored with them; the value
/// of merged cells is that of each.
pub(crate) fn read(
    name: &str,
    bytes: &[u8],
    problems: &mut Vec<Problem>,
) -> Result<Vec<ReadTable<'static>>, ImportError> {
    let broken = |error: calamine::XlsxError| refused(name, &Fault::of(error));
    let (mut book, names) = open(name, bytes)?;
    let (mut tables, mut left) = (Vec::new(), CELLS);
    for sheet in names {
        let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        let mut grid = Grid::default();
        let mut cells = book.worksheet_cells_reader(&sheet).map_err(broken)?;
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let (row, column) = cell.pos;
            let text = workbook::text(&cell.value).unwrap_or_else(|error| {
                let message = format!("the cell shows the error {error}, and was left out");
                problems.push(Problem::new(place(&sheet, row, column), message));
                String::new()
            });
            if text.is_empty() {
                // An empty text that was stored with it is a value.
                if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                    problems.push(Problem::new(place(&sheet, row, column), NO_VALUE));
                }
                continue;
            }
            if column >= COLUMNS {
                problems.push(Problem::new(
                    place(&sheet, row, column),
                    format!("only {COLUMNS} columns are read, and it was left out"),
                ));
                continue;
            }
            grid.put(row, column, text, &mut left)
                .ok_or_else(|| too_large(name))?;
        }
        for area in merged {
            grid.fill(&area, &mut left).ok_or_else(|| too_large(name))?;
        }
        if !grid.rows.is_empty() {
            tables.push(
                grid.table(sheet, &mut left)
                    .ok_or_else(|| too_large(name))?,
            );
        }
    }
    Ok(tables)
}

/// The names of the sheets of a workbook.
pub(crate) fn sheet_names(name: &str, bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    open(name, bytes).map(|(_, names)| names)
}

/// Opens a workbook whose size is known, and tells the names of its sheets.
fn open<'b>(name: &str, bytes: &'b [u8]) -> Result<(Book<'b>, Vec<String>), ImportError> {
    workbook::open(bytes).map_err(|it| refused(name, &it))
}

fn refused(name: &str, fault: &Fault) -> ImportError {
    match fault {
        Fault::NoWorkbook(_) => ImportError::Syntax {
            place: name.to_owned(),
            message: fault.to_string(),
        },
        Fault::TooLarge => ImportError::Input(format!("{name} {fault}")),
    }
}

fn too_large(name: &str) -> ImportError {
    ImportError::Input(format!("{name} has more than {CELLS} cells: split it"))
}

/// The rows of a sheet that have something in them.
#[derive(Default)]
struct Grid {
    rows: BTreeMap<u32, Vec<String>>,
}

impl Grid {
    /// Puts a cell in its place; nothing if there are too many.
    fn put(&mut self, row: u32, column: u32, text: String, left: &mut usize) -> Option<()> {
        let cells = self.rows.entry(row).or_default();
        let column = column as usize;
        if cells.len() <= column {
            *left = left.checked_sub(column + 1 - cells.len())?;
            cells.resize(column + 1, String::new());
        }
        *cells.get_mut(column)? = text;
        Some(())
    }

    /// Gives each cell of a merged area the value of the first.
    fn fill(&mut self, area: &Dimensions, left: &mut usize) -> Option<()> {
        let (first, last) = (area.start, area.end);
        let value = self
            .rows
            .get(&first.0)
            .and_then(|it| it.get(first.1 as usize));
        let Some(value) = value.filter(|it| !it.is_empty()).cloned() else {
            return Some(());
        };
        // A row that has nothing else is none.
        let inside: Vec<u32> = self
            .rows
            .range(first.0..=last.0.max(first.0))
            .map(|(row, _)| *row)
            .collect();
        for row in inside {
            for column in first.1..=last.1.min(COLUMNS - 1) {
                // Areas may lie over each other in a file that others made.
                *left = left.checked_sub(1)?;
                self.put(row, column, value.clone(), left)?;
            }
        }
        Some(())
    }

    /// The table, whose first row has the headings. Rows that have nothing keep their place.
    fn table(self, sheet: String, left: &mut usize) -> Option<ReadTable<'static>> {
        let last = self.rows.last_key_value().map_or(0, |(row, _)| *row);
        *left = left.checked_sub(last as usize)?;
        let mut rows = vec![Vec::new(); last as usize + 1];
        for (number, cells) in self.rows {
            if let Some(row) = rows.get_mut(number as usize) {
                *row = cells;
            }
        }
        let mut rows = rows.into_iter();
        let columns = rows.next().unwrap_or_default();
        Some(ReadTable {
            name: sheet.clone(),
            columns,
            rows: rows.collect(),
            place: Box::new(move |spot| {
                let number = |it: usize| u32::try_from(it).unwrap_or_default();
                match spot {
                    Spot::Table => sheet.clone(),
                    Spot::Column(column) => place(&sheet, 0, number(column)),
                    Spot::Row(row) => format!("{sheet}!{}", row + 2),
                    Spot::Cell(row, column) => place(&sheet, number(row) + 1, number(column)),
                }
            }),
        })
    }
}
