//! Where something stands in a file of ratings, and what cannot be read there.

use std::fmt;

use super::layout::Field;

/// Where something stands in a file of ratings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A line of a text file, from 1, and the column of the table, from 1.
    Line {
        /// The line on which the row begins.
        line: u64,
        /// The column of the table.
        column: Option<u32>,
    },
    /// A cell of a sheet, or a row of it.
    Cell {
        /// The name of the sheet.
        sheet: String,
        /// The row, from 1.
        row: u64,
        /// The column, from 1.
        column: Option<u32>,
    },
    /// A row of a file that has no lines, from 1, and its column, from 1.
    Row {
        /// The row; 0 where it is the name of the column.
        row: u64,
        /// The column.
        column: Option<u32>,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, number, column) = match self {
            Self::Line { line, column } => ("line", line, column),
            Self::Row { row, column } => ("row", row, column),
            Self::Cell { sheet, row, column } => {
                let letters = column.map(letters).unwrap_or_default();
                return write!(f, "{sheet}!{letters}{row}");
            }
        };
        match column {
            Some(column) if *number == 0 => write!(f, "column {column}"),
            Some(column) => write!(f, "{what} {number}, column {column}"),
            None => write!(f, "{what} {number}"),
        }
    }
}

/// The letters of a column of a sheet, from 1: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Why ratings cannot be read, or no further.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// A row cannot be understood, nor what follows it.
    #[error("{place}: {problem}")]
    Row {
        /// Where it is.
        place: Place,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// There is no column with the heading that was given.
    #[error("there is no column `{name}` for the {field}; the columns are {known}")]
    Column {
        /// What it should say.
        field: Field,
        /// The heading that was given.
        name: String,
        /// The headings that there are.
        known: String,
    },
    /// Nothing tells what the columns are.
    #[error("{0}")]
    Layout(String),
    /// It is not of its format, or has no such sheet.
    #[error("{0}")]
    File(String),
    /// The file cannot be read.
    #[error("the ratings cannot be read: {0}")]
    Read(#[from] std::io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_as_people_look_for_them() {
        let names = [1, 26, 27, 702, 703].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
        let cell = Place::Cell {
            sheet: "Ocene".to_owned(),
            row: 12,
            column: Some(3),
        };
        assert_eq!(cell.to_string(), "Ocene!C12");
        assert_eq!(
            Place::Line {
                line: 4,
                column: None
            }
            .to_string(),
            "line 4"
        );
    }
}
