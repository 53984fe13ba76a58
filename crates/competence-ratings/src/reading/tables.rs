//! Ratings written: CSV, JSON lines, a workbook.

use std::io::{self, BufWriter, Write};

#[cfg(feature = "xlsx")]
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format};

use super::rewrite::Table;
use crate::carry::Rated;
use crate::limited::BUFFER;

/// A table as text with a delimiter. Fields are written as they are.
pub struct Csv<W: Write>(csv::Writer<W>);

impl<W: Write> Csv<W> {
    /// Begins to write.
    pub fn new(out: W, delimiter: u8) -> Self {
        let mut builder = csv::WriterBuilder::new();
        let builder = builder.delimiter(delimiter).buffer_capacity(BUFFER);
        Self(builder.from_writer(out))
    }

    /// Writes what is still in the buffer.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> Table for Csv<W> {
    fn header(&mut self, headings: &[String], _: &[usize]) -> io::Result<()> {
        Ok(self.0.write_record(headings)?)
    }

    fn row(&mut self, fields: &[&[u8]]) -> io::Result<()> {
        Ok(self.0.write_record(fields)?)
    }
}

/// JSON lines: ratings as numbers, where they are, and all else as texts. What is empty is null.
pub struct JsonLines<W: Write> {
    out: BufWriter<W>,
    headings: Vec<String>,
    rated: Vec<usize>,
}

impl<W: Write> JsonLines<W> {
    /// Begins to write.
    pub fn new(out: W) -> Self {
        Self {
            out: BufWriter::with_capacity(BUFFER, out),
            headings: Vec::new(),
            rated: Vec::new(),
        }
    }

    /// Writes what is still in the buffer.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Table for JsonLines<W> {
    fn header(&mut self, headings: &[String], rated: &[usize]) -> io::Result<()> {
        headings.clone_into(&mut self.headings);
        rated.clone_into(&mut self.rated);
        Ok(())
    }

    fn row(&mut self, fields: &[&[u8]]) -> io::Result<()> {
        for (at, (heading, field)) in self.headings.iter().zip(fields).enumerate() {
            self.out.write_all(if at == 0 { b"{" } else { b"," })?;
            serde_json::to_writer(&mut self.out, heading)?;
            self.out.write_all(b":")?;
            let text = text(field)?;
            match Rated::of(text) {
                _ if text.is_empty() => self.out.write_all(b"null")?,
                Rated::Number(number) if self.rated.contains(&at) => {
                    write!(self.out, "{number}")?;
                }
                _ => serde_json::to_writer(&mut self.out, text)?,
            }
        }
        let end: &[u8] = if self.headings.is_empty() {
            b"{}\n"
        } else {
            b"}\n"
        };
        self.out.write_all(end)
    }
}

/// The text of a field, where only UTF-8 can be written.
pub(crate) fn text(field: &[u8]) -> io::Result<&str> {
    std::str::from_utf8(field).map_err(|_| {
        io::Error::other("a field is not UTF-8: save the file that is read as UTF-8, or write CSV")
    })
}

/// A workbook of one sheet, `Ratings`: ratings as numbers, where they are, and all else as texts.
#[cfg(feature = "xlsx")]
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    sheet: rust_xlsxwriter::Worksheet,
    rated: Vec<usize>,
    next: u32,
}

#[cfg(feature = "xlsx")]
impl Workbook {
    /// An empty one.
    ///
    /// # Errors
    /// None that is known.
    pub fn new() -> io::Result<Self> {
        let mut sheet = rust_xlsxwriter::Worksheet::new();
        sheet.set_name("Ratings").map_err(other)?;
        Ok(Self {
            book: dated()?,
            sheet,
            rated: Vec::new(),
            next: 0,
        })
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.book.push_worksheet(self.sheet);
        self.book.save_to_buffer().map_err(other)
    }
}

/// A workbook with a fixed day, so that the same ratings make the same bytes.
#[cfg(feature = "xlsx")]
pub(crate) fn dated() -> io::Result<rust_xlsxwriter::Workbook> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 1, 1).map_err(other)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(book)
}

#[cfg(feature = "xlsx")]
pub(crate) fn other(error: rust_xlsxwriter::XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(feature = "xlsx")]
impl Table for Workbook {
    fn header(&mut self, headings: &[String], rated: &[usize]) -> io::Result<()> {
        rated.clone_into(&mut self.rated);
        for (at, heading) in headings.iter().enumerate() {
            let column = column(at)?;
            let bold = Format::new().set_bold();
            let written = self
                .sheet
                .write_string_with_format(0, column, heading, &bold);
            written.map_err(other)?;
        }
        self.sheet.set_freeze_panes(1, 0).map_err(other)?;
        self.next = 1;
        Ok(())
    }

    fn row(&mut self, fields: &[&[u8]]) -> io::Result<()> {
        for (at, field) in fields.iter().enumerate() {
            let (text, column) = (text(field)?, column(at)?);
            let written = match Rated::of(text) {
                _ if text.is_empty() => continue,
                Rated::Number(number) if self.rated.contains(&at) => {
                    self.sheet.write_number(self.next, column, number)
                }
                _ => self.sheet.write_string(self.next, column, text),
            };
            written.map_err(|error| match error {
                rust_xlsxwriter::XlsxError::RowColumnLimitError => io::Error::other(
                    "a sheet has at most 1,048,576 rows: write CSV, or split the file",
                ),
                error => other(error),
            })?;
        }
        self.next += 1;
        Ok(())
    }
}

#[cfg(feature = "xlsx")]
fn column(at: usize) -> io::Result<u16> {
    u16::try_from(at).map_err(|_| io::Error::other("a sheet has at most 16,384 columns"))
}
