//! Rows of a sheet of a workbook.

use std::sync::Arc;

use competence_tabular::workbook::{Fault, open, text};

use super::ahead::{Ahead, Rows};
use super::place::{Place, Unread};

/// The most columns that a sheet has.
const COLUMNS: u32 = 16_384;

/// The names of the sheets of a workbook.
pub(crate) fn names(bytes: &[u8]) -> Result<Vec<String>, Unread> {
    open(bytes)
        .map(|(_, names)| names)
        .map_err(|it| broken(&it))
}

/// The rows of a sheet that have something in them; the first one is the header. Of formulas the values are
/// taken that were stored with them.
pub(crate) fn rows(bytes: Arc<[u8]>, sheet: String) -> Result<Ahead, Unread> {
    Ok(Ahead::of(move |rows| read(&bytes, &sheet, rows))?)
}

fn read(bytes: &[u8], sheet: &str, rows: &mut Rows) -> Result<(), Unread> {
    let (mut book, _) = open(bytes).map_err(|it| broken(&it))?;
    let cells = book.worksheet_cells_reader(sheet);
    let mut cells = cells.map_err(|it| broken(&Fault::of(it)))?;
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
    };
    while let Some(cell) = cells.next_cell().map_err(|it| broken(&Fault::of(it)))? {
        let (number, column) = cell.get_position();
        let fault = |problem: String| Unread::Row {
            place: Place::Cell {
                sheet: sheet.to_owned(),
                row: u64::from(number) + 1,
                column: Some(column + 1),
            },
            problem,
        };
        if column >= COLUMNS {
            return Err(fault(format!("a sheet has at most {COLUMNS} columns")));
        }
        if number < row.number {
            return Err(fault("the rows of the sheet are not in order".to_owned()));
        }
        if number > row.number {
            if !row.give(rows) {
                return Ok(());
            }
            row.number = number;
        }
        let text = text(cell.get_value()).unwrap_or_else(|error| error);
        let column = column as usize;
        if text.is_empty() {
            continue;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = text;
        }
    }
    row.give(rows);
    Ok(())
}

/// A row of a sheet, from 0.
struct Row {
    number: u32,
    cells: Vec<String>,
}

impl Row {
    /// Gives the row to the other thread, if there is anything in it; false if no more are wanted.
    fn give(&mut self, rows: &mut Rows) -> bool {
        if self.cells.is_empty() {
            return true;
        }
        for cell in self.cells.drain(..) {
            rows.push(cell.as_bytes());
        }
        rows.end(u64::from(self.number) + 1)
    }
}

fn broken(fault: &Fault) -> Unread {
    Unread::File(fault.to_string())
}
