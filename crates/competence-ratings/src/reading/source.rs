//! The rows of a file, whatever it is.

use std::io::Read;

use super::ahead::Ahead;
#[cfg(feature = "xlsx")]
use super::columns::Columns;
use super::delimited;
#[cfg(feature = "xlsx")]
use super::layout::Layout;
use super::lines::JsonRows;
use super::place::{Place, Unread};
use super::record::Record;
#[cfg(feature = "xlsx")]
use super::sheet;
#[cfg(feature = "xlsx")]
use super::versions::Versions;

/// A file of ratings whose rows are read one after the other.
pub struct Source {
    rows: Rows,
    place: Kind,
    ignored: Vec<String>,
}

enum Rows {
    Table { columns: Vec<String>, rows: Ahead },
    Lines(JsonRows),
}

/// What the number of a row counts.
enum Kind {
    Line,
    #[cfg(feature = "xlsx")]
    Sheet(String),
    #[cfg(feature = "parquet")]
    Row,
}

impl Source {
    /// A table as text with a header: the delimiter is a comma, a semicolon, a tab or `|`, or what a first
    /// line such as `sep=;` says. Another thread parses it ahead.
    ///
    /// # Errors
    /// [`Unread`] if the header cannot be read.
    pub fn delimited(input: impl Read + Send + 'static) -> Result<Self, Unread> {
        Self::table(delimited::rows(Box::new(input))?, Kind::Line)
    }

    /// JSON lines: an object a line, whose fields are the columns.
    ///
    /// # Errors
    /// [`Unread`] if the first line cannot be read.
    pub fn json_lines(input: impl Read + Send + 'static) -> Result<Self, Unread> {
        Ok(Self {
            rows: Rows::Lines(JsonRows::open(Box::new(input))?),
            place: Kind::Line,
            ignored: Vec::new(),
        })
    }

    /// A sheet of a workbook (XLSX): the one that the layout names, or else the first whose columns can be
    /// those of ratings. The others are ignored: [`Source::ignored_sheets`].
    ///
    /// # Errors
    /// [`Unread`] if it is no workbook, unpacks to too much, or has no such sheet.
    #[cfg(feature = "xlsx")]
    pub fn workbook(bytes: Vec<u8>, layout: &Layout, versions: &Versions) -> Result<Self, Unread> {
        let names = sheet::names(&bytes)?;
        let bytes: std::sync::Arc<[u8]> = bytes.into();
        let open = |name: &str| {
            let rows = sheet::rows(bytes.clone(), name.to_owned())?;
            let mut source = Self::table(rows, Kind::Sheet(name.to_owned()))?;
            source.ignored = names.iter().filter(|it| *it != name).cloned().collect();
            Ok(source)
        };
        if let Some(name) = &layout.sheet {
            return if names.contains(name) {
                open(name)
            } else {
                Err(Unread::File(format!(
                    "there is no sheet `{name}`; there are {}",
                    names.join(", ")
                )))
            };
        }
        let mut first = None;
        for name in &names {
            let read = open(name).and_then(|source| {
                Columns::of(&source, layout, versions)?;
                Ok(source)
            });
            match read {
                Ok(source) => return Ok(source),
                Err(error) => _ = first.get_or_insert(error),
            }
        }
        Err(first.unwrap_or_else(|| Unread::File("there is no sheet in it".to_owned())))
    }

    /// A file of Parquet, of which all columns are read as texts: numbers without zeros that say nothing, days as
    /// `2026-05-01`. Tells now and then how many of all rows were read.
    ///
    /// # Errors
    /// [`Unread`] if it is no file of Parquet, a column holds more than one value a row, or its pages unpack to
    /// more than 512 MiB at a time.
    #[cfg(feature = "parquet")]
    pub fn parquet(
        file: std::fs::File,
        told: impl FnMut(u64, u64) + Send + 'static,
    ) -> Result<Self, Unread> {
        let (columns, rows) = super::parquet::rows(file, told)?;
        Ok(Self {
            rows: Rows::Table { columns, rows },
            place: Kind::Row,
            ignored: Vec::new(),
        })
    }

    /// A table whose first row is its header.
    fn table(mut rows: Ahead, place: Kind) -> Result<Self, Unread> {
        let has_header = rows.advance()?;
        let header = rows.row().filter(|_| has_header);
        let columns = header.map(|(_, row)| {
            let names = row.iter().map(|it| String::from_utf8_lossy(it));
            names.map(|it| it.trim().to_owned()).collect()
        });
        Ok(Self {
            rows: Rows::Table {
                columns: columns.unwrap_or_default(),
                rows,
            },
            place,
            ignored: Vec::new(),
        })
    }

    /// The headings of the columns; more may come with later lines of JSON.
    pub fn columns(&self) -> &[String] {
        match &self.rows {
            Rows::Table { columns, .. } => columns,
            Rows::Lines(it) => it.columns(),
        }
    }

    /// Of a workbook, the sheets that are not read.
    pub fn ignored_sheets(&self) -> &[String] {
        &self.ignored
    }

    /// Whether later rows may bring further columns.
    pub(crate) fn may_grow(&self) -> bool {
        matches!(self.rows, Rows::Lines(_))
    }

    /// Whether a row that has fewer or more fields than there are columns was not written whole: a sheet
    /// leaves out empty cells, and an object fields.
    pub(crate) fn has_fixed_columns(&self) -> bool {
        matches!((&self.rows, &self.place), (Rows::Table { .. }, Kind::Line))
    }

    /// Goes to the next row; false where there is none.
    #[inline]
    pub(crate) fn advance(&mut self) -> Result<bool, Unread> {
        match &mut self.rows {
            Rows::Table { rows, .. } => rows.advance(),
            Rows::Lines(it) => it.advance(),
        }
    }

    /// The number of the row at hand and its fields.
    #[inline]
    pub(crate) fn row(&self) -> Option<(u64, Record<'_>)> {
        match &self.rows {
            Rows::Table { rows, .. } => rows.row(),
            Rows::Lines(it) => it.row(),
        }
    }

    /// The row before the one at hand, if it is still there.
    #[inline]
    pub(crate) fn previous(&self) -> Option<Record<'_>> {
        match &self.rows {
            Rows::Table { rows, .. } => rows.previous(),
            Rows::Lines(_) => None,
        }
    }

    /// The first rows, of those that are read ahead.
    pub(crate) fn first_rows(&self) -> impl Iterator<Item = Record<'_>> {
        let (many, one) = match &self.rows {
            Rows::Table { rows, .. } => (Some(rows.first_rows()), None),
            Rows::Lines(it) => (None, it.row().map(|(_, row)| row)),
        };
        many.into_iter().flatten().chain(one)
    }

    /// A row, or a cell of it, by its number and the column from 0.
    pub(crate) fn place(&self, number: u64, column: Option<usize>) -> Place {
        let column = column.and_then(|it| u32::try_from(it + 1).ok());
        match &self.place {
            Kind::Line => Place::Line {
                line: number,
                column,
            },
            #[cfg(feature = "xlsx")]
            Kind::Sheet(sheet) => Place::Cell {
                sheet: sheet.clone(),
                row: number,
                column,
            },
            #[cfg(feature = "parquet")]
            Kind::Row => Place::Row {
                row: number,
                column,
            },
        }
    }

    /// The heading of a column, from 0.
    pub(crate) fn place_of_heading(&self, column: usize) -> Place {
        let number = match &self.place {
            // It is no row.
            #[cfg(feature = "parquet")]
            Kind::Row => 0,
            _ => 1,
        };
        self.place(number, Some(column))
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("columns", &self.columns())
            .finish_non_exhaustive()
    }
}
