//! The rows of a file, whatever it is.

use std::io::Read;

use csv::ByteRecord;

use super::delimited::Delimited;
use super::lines::JsonRows;
use super::place::{Place, Unread};

/// A file of ratings whose rows are read one after the other.
pub struct Source(Kind);

enum Kind {
    Delimited(Delimited),
    Lines(JsonRows),
}

impl Source {
    /// A table as text with a header: the delimiter is a comma, a semicolon, a tab or `|`, or what a first
    /// line such as `sep=;` says. Another thread parses it ahead.
    ///
    /// # Errors
    /// [`Unread`] if the header cannot be read.
    pub fn delimited(input: impl Read + Send + 'static) -> Result<Self, Unread> {
        Delimited::open(Box::new(input)).map(|it| Self(Kind::Delimited(it)))
    }

    /// JSON lines: an object a line, whose fields are the columns.
    ///
    /// # Errors
    /// [`Unread`] if the first line cannot be read.
    pub fn json_lines(input: impl Read + Send + 'static) -> Result<Self, Unread> {
        JsonRows::open(Box::new(input)).map(|it| Self(Kind::Lines(it)))
    }

    /// The headings of the columns; more may come with later lines of JSON.
    pub fn columns(&self) -> &[String] {
        match &self.0 {
            Kind::Delimited(it) => &it.columns,
            Kind::Lines(it) => it.columns(),
        }
    }

    /// Goes to the next row; false where there is none.
    pub(crate) fn advance(&mut self) -> Result<bool, Unread> {
        match &mut self.0 {
            Kind::Delimited(it) => it.advance(),
            Kind::Lines(it) => it.advance(),
        }
    }

    /// The number of the row at hand and its fields.
    pub(crate) fn row(&self) -> Option<(u64, &ByteRecord)> {
        match &self.0 {
            Kind::Delimited(it) => it.row().map(|(line, row)| (*line, row)),
            Kind::Lines(it) => Some(it.row()),
        }
    }

    /// The first rows, of those that are read ahead.
    pub(crate) fn first_rows(&self) -> impl Iterator<Item = &ByteRecord> {
        let (many, one) = match &self.0 {
            Kind::Delimited(it) => (Some(it.first_rows()), None),
            Kind::Lines(it) => (None, Some(it.row().1)),
        };
        many.into_iter().flatten().chain(one)
    }

    /// A row, or a cell of it, by its number and the column from 0.
    pub(crate) fn place(&self, number: u64, column: Option<usize>) -> Place {
        let column = column.and_then(|it| u32::try_from(it + 1).ok());
        match &self.0 {
            Kind::Delimited(_) | Kind::Lines(_) => Place::Line {
                line: number,
                column,
            },
        }
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("columns", &self.columns())
            .finish_non_exhaustive()
    }
}
