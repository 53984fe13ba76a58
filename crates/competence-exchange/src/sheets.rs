//! The cells of a workbook as texts. Formulas are never worked out: what counts is the value that the
//! workbook holds for them.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use crate::{ImportError, Problem};

/// The most rows and columns that are read of a sheet, and the most cells of all sheets together.
const ROWS: u32 = 300_000;
const COLUMNS: u32 = 1_024;
const CELLS: usize = 6_000_000;

/// A sheet, with its cells as texts.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub name: String,
    /// The cells of each row, by its number from 0; trailing ones that are empty are left out.
    pub rows: BTreeMap<u32, Vec<String>>,
}

/// The sheets of a workbook in order, and what was not read as it stands.
pub(crate) fn sheets(file: &[u8]) -> Result<(Vec<Sheet>, Vec<Problem>), ImportError> {
    let wrong = |error: &XlsxError| {
        ImportError::Input(format!(
            "this is not a workbook that can be read (XLSX): {error}\n  open it in a spreadsheet program and save it as XLSX, without a password"
        ))
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|it| wrong(&it))?;
    let mut problems = Vec::new();
    let (mut all, mut number) = (Vec::new(), 0);
    for name in book.sheet_names() {
        let mut sheet = Sheet {
            name: name.clone(),
            rows: BTreeMap::new(),
        };
        {
            let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
                // A chart, or a sheet without cells.
                continue;
            };
            while let Some(cell) = cells.next_cell().map_err(|it| wrong(&it))? {
                let (row, column) = cell.get_position();
                let place = cell_name(&name, row, column);
                if row >= ROWS || column >= COLUMNS {
                    problems.push(Problem::new(
                        place,
                        "it lies too far out to be a part of a table, and was left out",
                    ));
                    // One such cell says enough of a sheet.
                    break;
                }
                let Some(text) = shown(cell.get_value(), &place, &mut problems) else {
                    continue;
                };
                number += 1;
                if number > CELLS {
                    return Err(ImportError::TooLarge);
                }
                let cells = sheet.rows.entry(row).or_default();
                let column = column as usize;
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                if let Some(place) = cells.get_mut(column) {
                    *place = text;
                }
            }
        }
        spread(&mut book, &mut sheet, &mut problems);
        all.push(sheet);
    }
    Ok((all, problems))
}

/// Writes the value of cells that were joined into each of them.
fn spread(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet, problems: &mut Vec<Problem>) {
    let Ok(merged) = book.merge_cells_by_sheet_name(&sheet.name) else {
        return;
    };
    for it in merged {
        let ((top, left), (bottom, right)) = (it.start, it.end);
        if bottom.min(ROWS) - top > 10_000 || right > COLUMNS {
            continue;
        }
        let value = sheet.rows.get(&top).and_then(|it| it.get(left as usize));
        let Some(value) = value.filter(|it| !it.is_empty()).cloned() else {
            continue;
        };
        problems.push(Problem::harmless(
            cell_name(&sheet.name, top, left),
            "the cells are joined: what it says is read for each of them",
        ));
        for row in top..=bottom {
            let cells = sheet.rows.entry(row).or_default();
            if cells.len() <= right as usize {
                cells.resize(right as usize + 1, String::new());
            }
            for cell in cells
                .iter_mut()
                .take(right as usize + 1)
                .skip(left as usize)
            {
                cell.clone_from(&value);
            }
        }
    }
}

/// The text of a cell; nothing if it is empty.
fn shown(value: &DataRef<'_>, place: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let text = match Data::from(value.clone()) {
        Data::Empty => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(day) => match day.to_ymd_hms_milli() {
            (year, month, day, 0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
            (year, month, day, hour, minute, second, _) => {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        },
        Data::Error(error) => {
            problems.push(Problem::new(
                place,
                format!("it holds the error {error}, and was taken for empty"),
            ));
            return None;
        }
    };
    // As XML writes what it has no characters for.
    let text = text.replace("_x000D_", "").replace("\r\n", "\n");
    (!text.is_empty()).then_some(text)
}

/// A cell as people call it: `indicators!C12`.
pub(crate) fn cell_name(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{}", column_name(column), row + 1)
}

fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_people_do() {
        let names = [0, 25, 26, 701, 702].map(|it| cell_name("a", 0, it));
        assert_eq!(names, ["a!A1", "a!Z1", "a!AA1", "a!ZZ1", "a!AAA1"]);
    }
}
