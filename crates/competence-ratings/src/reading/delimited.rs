//! Rows of CSV.

use std::io::{BufRead, BufReader, Read};

use competence_tabular::delimited::{declared, likely};
use csv::{ByteRecord, ReaderBuilder};

use super::ahead::{Ahead, Rows};
use super::place::{Place, Unread};
use crate::limited::{BUFFER, Limited, RowEnd};
use crate::{BOM, encoding_problem};

type Input = Box<dyn Read + Send>;

/// A table of text with a header: the rows of it, of which the first is the header.
pub(crate) fn rows(input: Input) -> Result<Ahead, Unread> {
    let mut parser = Parser::open(input)?;
    Ok(Ahead::of(move |rows| parser.read(rows))?)
}

struct Parser {
    reader: csv::Reader<BufReader<Limited<Input>>>,
    row_end: RowEnd,
    lines_before: u64,
    is_crlf: bool,
}

impl Parser {
    fn open(input: Input) -> Result<Self, Unread> {
        let limited = Limited::new(input);
        let row_end = limited.row_end();
        let mut buffered = BufReader::with_capacity(BUFFER, limited);
        let start = buffered.fill_buf()?;
        if let Some(problem) = encoding_problem(start) {
            return Err(at(1, problem));
        }
        let mark = if start.starts_with(BOM) { BOM.len() } else { 0 };
        let body = start.get(mark..).unwrap_or_default();
        let first = body.split_inclusive(|it| *it == b'\n').next();
        let first = first.unwrap_or_default();
        let (delimiter, skipped) = match declared(first) {
            Some(declared) => (declared, first.len()),
            None => (likely(body), 0),
        };
        let is_crlf = first.ends_with(b"\r\n");
        buffered.consume(mark + skipped);
        Ok(Self {
            reader: ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(BUFFER)
                .from_reader(buffered),
            row_end,
            lines_before: u64::from(skipped > 0),
            is_crlf,
        })
    }

    /// Reads all rows, each with the line that it begins on.
    fn read(&mut self, rows: &mut Rows) -> Result<(), Unread> {
        while let Some((line, row)) = rows.place() {
            let read = self.reader.read_byte_record(row);
            let before = row.position().map_or(0, csv::Position::line);
            // The line feed after a carriage return is read with the row that follows.
            let is_behind = row.position().is_some_and(|it| it.byte() > 0);
            let begun = before + self.lines_before + u64::from(self.is_crlf && is_behind);
            match read {
                Ok(true) => {
                    self.row_end.reached();
                    *line = begun + skipped(row, self.reader.position().line() - before);
                    rows.take();
                }
                Ok(false) => break,
                Err(error) => {
                    let problem = match error.into_kind() {
                        csv::ErrorKind::Io(error) => error.to_string(),
                        kind => format!("{kind:?}"),
                    };
                    return Err(at(begun, problem));
                }
            }
        }
        Ok(())
    }
}

/// How many empty lines stand before a row that so many line feeds were read with.
fn skipped(row: &ByteRecord, feeds: u64) -> u64 {
    if feeds < 2 {
        return 0;
    }
    let inside = row.as_slice().split(|it| *it == b'\n').count() as u64;
    feeds.saturating_sub(inside)
}

fn at(line: u64, problem: String) -> Unread {
    let place = Place::Line { line, column: None };
    Unread::Row { place, problem }
}
