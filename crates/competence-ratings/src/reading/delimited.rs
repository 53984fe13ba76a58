//! Rows of CSV.

use std::io::{self, ErrorKind, Read};

use competence_tabular::delimited::{declared, likely};
use csv_core::ReadRecordResult;
use memchr::{memchr_iter, memchr3};

use super::ahead::{Ahead, Rows};
use super::place::{Place, Unread};
use crate::limited::{BUFFER, ROW_BYTES};
use crate::{BOM, encoding_problem};

type Input = Box<dyn Read + Send>;

/// A table of text with a header: the rows of it, of which the first is the header.
pub(crate) fn rows(input: Input) -> Result<Ahead, Unread> {
    let mut parser = Parser::open(input, BUFFER)?;
    Ok(Ahead::of(move |rows| parser.read(rows))?)
}

/// Finds the rows as `csv` does. Those without a quote, which are most, are only searched for delimiters; the others
/// are read byte by byte.
struct Parser {
    input: Input,
    /// What was read and is not parsed yet is between `start` and `end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The line that the next row begins on.
    line: u64,
    delimiter: u8,
    quoted: csv_core::Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl Parser {
    fn open(input: Input, buffer: usize) -> Result<Self, Unread> {
        let mut parser = Self {
            input,
            buffer: vec![0; buffer],
            start: 0,
            end: 0,
            line: 1,
            delimiter: b',',
            quoted: csv_core::Reader::new(),
            fields: Vec::new(),
            ends: Vec::new(),
        };
        // However little comes at a time, the same bytes are looked at.
        while parser.end < buffer && parser.fill()? {}
        let start = parser.rest();
        if let Some(problem) = encoding_problem(start) {
            return Err(parser.fault(problem));
        }
        let mark = if start.starts_with(BOM) { BOM.len() } else { 0 };
        let body = start.get(mark..).unwrap_or_default();
        let first = body.split_inclusive(|it| *it == b'\n').next();
        let first = first.unwrap_or_default();
        let (delimiter, skipped) = match declared(first) {
            Some(declared) => (declared, first.len()),
            None => (likely(body), 0),
        };
        parser.start = mark + skipped;
        parser.line += u64::from(skipped > 0);
        parser.delimiter = delimiter;
        parser.quoted = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        // Only at the beginning of a file is a byte order mark none of its text.
        parser.quoted.read_record(b"\n", &mut [], &mut []);
        Ok(parser)
    }

    /// Reads all rows, each with the line that it begins on.
    fn read(&mut self, rows: &mut Rows) -> Result<(), Unread> {
        let mut searched = 0;
        loop {
            let rest = self.rest();
            let unsearched = rest.get(searched..).unwrap_or_default();
            let Some(found) = memchr3(b'\n', b'\r', b'"', unsearched) else {
                searched = rest.len();
                if self.fill_row(searched)? {
                    continue;
                }
                self.give(searched, rows)?;
                return Ok(());
            };
            let length = searched + found;
            searched = 0;
            let end = rest.get(length).copied();
            let wants_more = if end == Some(b'"') {
                self.read_quoted(rows)?
            } else {
                let wants_more = self.give(length, rows)?;
                self.start += length + 1;
                self.line += u64::from(end == Some(b'\n'));
                wants_more
            };
            if !wants_more {
                return Ok(());
            }
        }
    }

    /// Gives a row of so many bytes, unless it is empty; false if no more are wanted.
    fn give(&self, length: usize, rows: &mut Rows) -> Result<bool, Unread> {
        if length == 0 {
            return Ok(true);
        }
        self.expect_row(length)?;
        let text = self.rest().get(..length).unwrap_or_default();
        rows.line(text, self.delimiter);
        Ok(rows.end(self.line))
    }

    /// Gives a row that has a quote in it; false if no more are wanted.
    fn read_quoted(&mut self, rows: &mut Rows) -> Result<bool, Unread> {
        let (mut written, mut ended, mut length, mut feeds) = (0, 0, 0, 0);
        loop {
            let input = self.buffer.get(self.start..self.end).unwrap_or_default();
            let fields = self.fields.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, wrote, closed) = self.quoted.read_record(input, fields, ends);
            let read_bytes = input.get(..read).unwrap_or_default();
            feeds += memchr_iter(b'\n', read_bytes).count() as u64;
            self.start += read;
            length += read;
            written += wrote;
            ended += closed;
            match result {
                // An empty input is the end.
                ReadRecordResult::InputEmpty => _ = self.fill_row(length)?,
                ReadRecordResult::OutputFull => self.fields.resize(2 * written + BUFFER, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * ended + 64, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.expect_row(length)?;
        let mut start = 0;
        for end in self.ends.iter().take(ended) {
            rows.push(self.fields.get(start..*end).unwrap_or_default());
            start = *end;
        }
        let wants_more = rows.end(self.line);
        self.line += feeds;
        Ok(wants_more)
    }

    /// What was read and is not parsed yet.
    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Reads more of a row of which there are so many bytes; false at the end of the file.
    fn fill_row(&mut self, length: usize) -> Result<bool, Unread> {
        self.expect_row(length)?;
        self.fill().map_err(|it| self.fault(it.to_string()))
    }

    fn expect_row(&self, length: usize) -> Result<(), Unread> {
        if length as u64 <= ROW_BYTES {
            return Ok(());
        }
        let problem = "a row is longer than 1 MiB; a quote may be left open";
        Err(self.fault(problem.to_owned()))
    }

    /// Reads more; false at the end of the file.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.end == self.buffer.len() {
            self.buffer.resize(2 * self.end, 0);
        }
        loop {
            match self
                .input
                .read(self.buffer.get_mut(self.end..).unwrap_or_default())
            {
                Ok(read) => {
                    self.end += read;
                    return Ok(read > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn fault(&self, problem: String) -> Unread {
        let place = Place::Line {
            line: self.line,
            column: None,
        };
        Unread::Row { place, problem }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A few bytes at a time.
    struct Trickle(Vec<u8>, usize);

    impl Read for Trickle {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            let rest = self.0.split_off(count);
            buffer[..count].copy_from_slice(&self.0);
            self.0 = rest;
            Ok(count)
        }
    }

    type Found = Vec<(u64, Vec<Vec<u8>>)>;

    fn found(text: &[u8], at_once: usize, buffer: usize) -> (u8, Found) {
        let input = Trickle(text.to_vec(), at_once);
        let mut parser = Parser::open(Box::new(input), buffer).unwrap();
        let delimiter = parser.delimiter;
        let mut rows = Ahead::of(move |rows| parser.read(rows)).unwrap();
        let mut found = Vec::new();
        while rows.advance().unwrap() {
            let (number, record) = rows.row().unwrap();
            found.push((number, record.iter().map(<[u8]>::to_vec).collect()));
        }
        (delimiter, found)
    }

    /// What `csv` finds, and the line of the first byte of each row that does not end a line.
    fn expected(text: &[u8], delimiter: u8) -> Found {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        let mut reader = reader.delimiter(delimiter).from_reader(text);
        let rows = reader.byte_records().map(|row| {
            let row = row.unwrap();
            let start = usize::try_from(row.position().unwrap().byte()).unwrap();
            let ends = text[start..].iter().take_while(|it| b"\r\n".contains(it));
            let before = &text[..start + ends.count()];
            let line = 1 + memchr_iter(b'\n', before).count() as u64;
            (line, row.iter().map(<[u8]>::to_vec).collect())
        });
        rows.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn the_rows_are_those_that_csv_finds(
            text in r#"([ab;," ]{0,3}(\n|\r\n|\r|;|,|"|""|";"){0,2}){0,12}"#,
            at_once in 1..9_usize,
            buffer in 4..40_usize,
        ) {
            let (delimiter, found) = found(text.as_bytes(), at_once, buffer);
            prop_assert_eq!(found, expected(text.as_bytes(), delimiter));
        }
    }

    #[test]
    fn a_row_has_as_many_bytes_as_it_may_and_no_more() {
        let longest = usize::try_from(ROW_BYTES).unwrap();
        for quote in ["", "\""] {
            for at_once in [1 << 12, 1 << 22] {
                let row = |length: usize| {
                    let text = "x".repeat(length - 2 * quote.len());
                    format!("h\n{quote}{text}{quote}\nb\n")
                };
                // What ends a row with a quote is read with it.
                let (_, rows) = found(row(longest - quote.len()).as_bytes(), at_once, BUFFER);
                assert_eq!(rows.len(), 3);
                let input = Trickle(row(longest + 2).into_bytes(), at_once);
                let mut parser = Parser::open(Box::new(input), BUFFER).unwrap();
                let mut rows = Ahead::of(move |rows| parser.read(rows)).unwrap();
                let error = loop {
                    match rows.advance() {
                        Ok(more) => assert!(more, "it is too long"),
                        Err(error) => break error.to_string(),
                    }
                };
                assert!(
                    error.starts_with("2: ") || error.contains("line 2"),
                    "{error}"
                );
                assert!(error.contains("longer than 1 MiB"), "{error}");
            }
        }
    }
}
