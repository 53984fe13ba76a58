//! Ratings as CSV.

use std::io::{BufRead, BufReader, Read, Write};

use competence_core::migration::Way;
use competence_render::csv::plain;
use competence_render::sentence::count;
use competence_render::visible::visible_line;
use competence_tabular::delimited::{DELIMITERS, declared, likely};
use csv::{ByteRecord, Reader, ReaderBuilder, Terminator, Writer, WriterBuilder};

use crate::carry::{Carried, Rated, Rows, rounded};
use crate::limited::{BUFFER, Limited, RowEnd};
use crate::reading::is_version;
use crate::{BOM, Column, Columns, Error, PARTS, REASON, WAY, encoding_problem, half_ours};

/// A table as CSV with a header, and the two that its rows go to. They keep its delimiter, its line
/// ends and its byte order mark; the bytes of other columns pass through, whatever their encoding.
pub struct Table<R, W: Write> {
    reader: Reader<BufReader<Limited<R>>>,
    row_end: RowEnd,
    out: Writer<W>,
    aside: Writer<W>,
    indicator: usize,
    value: Option<usize>,
    version: Option<usize>,
    way: Option<usize>,
    parts: Option<usize>,
    /// The columns that tell assessments apart.
    key: Vec<usize>,
    /// The columns that are neither that nor the tool's: a mean keeps what each part said there.
    joined: Vec<usize>,
    /// Whether decimals have a comma: as in the first ratings that have decimals, or else where the
    /// delimiter is a semicolon.
    comma: bool,
    /// How many lines stand before the header.
    lines_before: u64,
    /// The row that is being written.
    written: ByteRecord,
    /// The last reason for which a row was set aside, and how it is written.
    reason: (String, String),
}

impl<R: Read, W: Write> Table<R, W> {
    /// Reads the header of a table, and writes those of the two that its rows go to. There has to be
    /// a column of ratings if the migration needs numbers
    /// ([`Migration::needs_numbers`](competence_core::migration::Migration::needs_numbers)).
    ///
    /// # Errors
    /// [`Error`] if a column is missing or there twice, if the encoding is not read, or if
    /// something cannot be read or written.
    pub fn open(
        input: R,
        mut out: W,
        mut aside: W,
        columns: &Columns<'_>,
        needs_numbers: bool,
    ) -> Result<Self, Error> {
        let input = Limited::new(input);
        let row_end = input.row_end();
        let mut buffered = BufReader::with_capacity(BUFFER, input);
        let start = buffered.fill_buf().map_err(Error::Read)?;
        if let Some(problem) = encoding_problem(start) {
            return Err(Error::Row { line: 1, problem });
        }
        let Start {
            has_bom,
            prefix,
            delimiter,
            is_crlf,
            comma,
        } = Start::of(start, columns);
        let lines_before = u64::from(!prefix.is_empty());
        if !prefix.is_empty() {
            buffered.consume(prefix.len() + if has_bom { BOM.len() } else { 0 });
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .buffer_capacity(BUFFER)
            .from_reader(buffered);
        let header = reader
            .byte_headers()
            .map_err(|error| unreadable(1, &error))?
            .clone();
        let names: Vec<String> = header
            .iter()
            .map(|it| String::from_utf8_lossy(it).trim().to_owned())
            .collect();
        let find = |name: &str| names.iter().position(|it| it == name);
        if let Some(problem) = twice(&names, columns) {
            return Err(Error::Row {
                line: 1 + lines_before,
                problem,
            });
        }
        let need = |name: &str, column: Column| {
            find(name).ok_or_else(|| Error::Column {
                name: name.to_owned(),
                column,
                known: match &names[..] {
                    [] => "none: the file is empty".to_owned(),
                    _ => listed(&names, delimiter),
                },
            })
        };
        let indicator = need(columns.indicator, Column::Indicator)?;
        let value = match find(columns.value) {
            None if needs_numbers => Some(need(columns.value, Column::Value)?),
            value => value,
        };
        let (way, parts) = (find(WAY), find(PARTS));
        if let Some(problem) = half_ours(way.is_some(), parts.is_some()) {
            return Err(Error::Row { line: 1, problem });
        }
        let own = [Some(indicator), value, way, parts];
        let others = (0..names.len()).filter(|at| !own.contains(&Some(*at)));
        let key: Vec<usize> = if columns.by.is_empty() {
            others.clone().collect()
        } else {
            let by = columns.by.iter().map(|name| need(name, Column::By));
            by.collect::<Result<_, _>>()?
        };
        let joined = others.filter(|at| !key.contains(at)).collect();
        let mark = if has_bom { BOM } else { b"" };
        for file in [&mut out, &mut aside] {
            let begun = file.write_all(mark).and_then(|()| file.write_all(&prefix));
            begun.map_err(Error::Write)?;
        }
        let writer = |to| writer(to, delimiter, is_crlf);
        let mut table = Self {
            reader,
            row_end,
            out: writer(out),
            aside: writer(aside),
            indicator,
            value,
            version: names.iter().position(|it| is_version(it)),
            way,
            parts,
            key,
            joined,
            comma,
            lines_before,
            written: ByteRecord::new(),
            reason: (String::new(), String::new()),
        };
        table.write_headers(&header)?;
        Ok(table)
    }

    fn write_headers(&mut self, header: &ByteRecord) -> Result<(), Error> {
        let mut carried = header.clone();
        if self.way.is_none() {
            carried.push_field(WAY.as_bytes());
        }
        if self.parts.is_none() {
            carried.push_field(PARTS.as_bytes());
        }
        let mut aside = header.clone();
        aside.push_field(REASON.as_bytes());
        let written = self.out.write_byte_record(&carried);
        written
            .and_then(|()| self.aside.write_byte_record(&aside))
            .map_err(|error| unwritable(&error))
    }

    fn text(row: &ByteRecord, at: Option<usize>) -> &str {
        let field = at.and_then(|at| row.get(at)).unwrap_or_default();
        std::str::from_utf8(field).unwrap_or_default()
    }

    fn write_fields(&mut self, row: &mut ByteRecord, carried: &Carried<'_>) -> csv::Result<()> {
        let mut parts = [0; 10];
        let parts = digits(carried.parts, &mut parts);
        let way = carried.way.as_str().as_bytes();
        let mean = carried.value.map(rounded);
        let mean = mean.map(|it| if self.comma { it.replace('.', ",") } else { it });
        let is_new = self.way.is_none() && self.parts.is_none() && mean.is_none();
        let is_new = is_new && carried.version.is_none();
        if is_new && row.get(self.indicator) == Some(carried.indicator.as_bytes()) {
            // Most rows are like this: nothing in them changes, and two columns are added.
            let columns = row.len();
            row.push_field(way);
            row.push_field(parts);
            let written = self.out.write_byte_record(row);
            row.truncate(columns);
            return written;
        }
        let written = &mut self.written;
        written.clear();
        for (at, field) in row.iter().enumerate() {
            let at = Some(at);
            written.push_field(match (&mean, carried.version) {
                _ if at == Some(self.indicator) => carried.indicator.as_bytes(),
                (_, Some(version)) if at == self.version => version.as_bytes(),
                _ if at == self.way => way,
                _ if at == self.parts => parts,
                (Some(mean), _) if at == self.value => mean.as_bytes(),
                _ => field,
            });
        }
        if self.way.is_none() {
            written.push_field(way);
        }
        if self.parts.is_none() {
            written.push_field(parts);
        }
        self.out.write_byte_record(written)
    }
}

impl<R: Read, W: Write> Rows for Table<R, W> {
    type Row = ByteRecord;

    fn next(&mut self, row: &mut ByteRecord) -> Result<bool, Error> {
        let line = self.reader.position().line();
        let read = self.reader.read_byte_record(row);
        self.row_end.reached();
        read.map_err(|error| unreadable(line, &error))
    }

    fn indicator<'r>(&self, row: &'r ByteRecord) -> Result<&'r [u8], Error> {
        Ok(row.get(self.indicator).unwrap_or_default())
    }

    fn version<'r>(&self, row: &'r ByteRecord) -> Option<&'r str> {
        let text = Self::text(row, Some(self.version?));
        Some(text).filter(|it| !it.is_empty())
    }

    fn value(&self, row: &ByteRecord) -> Rated {
        match self.value {
            Some(at) => match row.get(at) {
                // What most ratings are.
                Some(&[digit @ b'0'..=b'9']) => Rated::Number(f64::from(digit - b'0')),
                _ => Rated::of(Self::text(row, Some(at))),
            },
            None => Rated::Absent,
        }
    }

    fn parts(&self, row: &ByteRecord) -> u32 {
        let Some(at) = self.parts else { return 1 };
        Self::text(row, Some(at)).parse().unwrap_or(1)
    }

    fn way(&self, row: &ByteRecord) -> Way {
        let Some(at) = self.way else { return Way::Kept };
        Self::text(row, Some(at)).parse().unwrap_or(Way::Kept)
    }

    fn key(&self, row: &ByteRecord, key: &mut Vec<u8>) {
        for at in &self.key {
            let field = row.get(*at).unwrap_or_default();
            key.extend(field.len().to_le_bytes());
            key.extend(field);
        }
    }

    fn join(&self, row: &mut ByteRecord, other: &ByteRecord) {
        let mut joined = ByteRecord::with_capacity(row.as_slice().len(), row.len());
        joined.set_position(row.position().cloned());
        for (at, (field, more)) in row.iter().zip(other).enumerate() {
            if field == more || more.is_empty() || !self.joined.contains(&at) {
                joined.push_field(field);
            } else if field.is_empty() {
                joined.push_field(more);
            } else {
                joined.push_field(&[field, b" | ", more].concat());
            }
        }
        *row = joined;
    }

    fn write(&mut self, row: &mut ByteRecord, carried: &Carried<'_>) -> Result<(), Error> {
        self.write_fields(row, carried)
            .map_err(|error| unwritable(&error))
    }

    fn set_aside(&mut self, row: &mut ByteRecord, reason: &str) -> Result<(), Error> {
        // The same few reasons come again and again.
        if self.reason.0 != reason {
            self.reason = (reason.to_owned(), plain(reason));
        }
        let columns = row.len();
        row.push_field(self.reason.1.as_bytes());
        let written = self.aside.write_byte_record(row);
        row.truncate(columns);
        written.map_err(|error| unwritable(&error))
    }

    fn flush(&mut self) -> Result<(), Error> {
        let flushed = self.out.flush().and_then(|()| self.aside.flush());
        flushed.map_err(|error| unwritable(&csv::Error::from(error)))
    }

    fn failure(&self, row: &ByteRecord, problem: String) -> Error {
        Error::Row {
            line: self.lines_before + row.position().map_or(0, csv::Position::line),
            problem,
        }
    }
}

fn writer<W: Write>(to: W, delimiter: u8, is_crlf: bool) -> Writer<W> {
    let end = if is_crlf {
        Terminator::CRLF
    } else {
        Terminator::Any(b'\n')
    };
    let mut builder = WriterBuilder::new();
    let builder = builder.delimiter(delimiter).terminator(end);
    builder.buffer_capacity(BUFFER).from_writer(to)
}

/// What the first bytes of a table tell.
struct Start {
    has_bom: bool,
    /// The line that declares the delimiter.
    prefix: Vec<u8>,
    delimiter: u8,
    is_crlf: bool,
    /// Whether decimals have a comma.
    comma: bool,
}

impl Start {
    fn of(start: &[u8], columns: &Columns<'_>) -> Self {
        let body = start.strip_prefix(BOM).unwrap_or(start);
        let mut lines = body.split_inclusive(|byte| *byte == b'\n');
        let first = lines.next().unwrap_or_default();
        // Spreadsheets are told the delimiter by a line of its own.
        let declared = declared(first);
        let (prefix, header) = match declared {
            Some(_) => (first.to_vec(), lines.next().unwrap_or_default()),
            None => (Vec::new(), first),
        };
        let delimiter = declared.unwrap_or_else(|| delimiter(header, columns.indicator));
        let table = body.get(prefix.len()..).unwrap_or_default();
        Self {
            has_bom: start.starts_with(BOM),
            delimiter,
            is_crlf: header.ends_with(b"\r\n"),
            comma: decimal_comma(table, delimiter, columns.value),
            prefix,
        }
    }
}

/// What is wrong if a column that is used is there twice.
fn twice(names: &[String], columns: &Columns<'_>) -> Option<String> {
    let used = [columns.indicator, columns.value, WAY, PARTS].into_iter();
    let mut used = used.chain(columns.by.iter().map(String::as_str));
    used.find_map(|name| {
        let places = (1..).zip(names).filter(|(_, it)| *it == name);
        let mut places = places.map(|(at, _): (usize, _)| at);
        let (first, second) = (places.next()?, places.next()?);
        Some(format!(
            "the column `{name}` is there twice, as column {first} and column {second}: give one of them another name"
        ))
    })
}

/// The columns that there are, and what was taken for the delimiter.
fn listed(names: &[String], delimiter: u8) -> String {
    let between = match delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        b'|' => "bars",
        _ => "commas",
    };
    let names = names.join(", ");
    format!("{}, with {between} between them", visible_line(&names))
}

/// Whether the ratings at the beginning of a table have a decimal comma. Where none has decimals,
/// a semicolon as the delimiter says so.
fn decimal_comma(table: &[u8], delimiter: u8, column: &str) -> bool {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(table);
    let header = reader.byte_headers().ok();
    let at = header.and_then(|it| {
        it.iter()
            .position(|it| it.trim_ascii() == column.as_bytes())
    });
    let rows = reader.byte_records().map_while(Result::ok);
    let mut marks = rows.filter_map(|row| {
        let value = row.get(at?)?;
        let is_number = value
            .iter()
            .all(|it| it.is_ascii_digit() || matches!(it, b',' | b'.' | b' '));
        let mark = value.iter().find(|it| matches!(it, b',' | b'.'));
        mark.filter(|_| is_number).map(|it| *it == b',')
    });
    marks.next().unwrap_or(delimiter == b';')
}

/// The delimiter with which the header has the column, or the most likely one if none does.
fn delimiter(header: &[u8], column: &str) -> u8 {
    let has_column = |delimiter: &u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(*delimiter)
            .from_reader(header);
        let first = reader.byte_records().next();
        first.is_some_and(|row| {
            row.is_ok_and(|row| row.iter().any(|it| it.trim_ascii() == column.as_bytes()))
        })
    };
    let found = DELIMITERS.into_iter().find(has_column);
    found.unwrap_or_else(|| likely(header))
}

/// The decimal digits of a number, without an allocation.
fn digits(number: u32, buffer: &mut [u8; 10]) -> &[u8] {
    let mut at = buffer.len();
    let mut rest = number;
    loop {
        at -= 1;
        buffer[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            return &buffer[at..];
        }
    }
}

fn unreadable(line: u64, error: &csv::Error) -> Error {
    let line = error.position().map_or(line, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            let fields =
                |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX), "field");
            format!(
                "the row has {}, and the first one {}",
                fields(*len),
                fields(*expected_len)
            )
        }
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    Error::Row { line, problem }
}

fn unwritable(error: &csv::Error) -> Error {
    Error::Write(std::io::Error::other(error.to_string()))
}
