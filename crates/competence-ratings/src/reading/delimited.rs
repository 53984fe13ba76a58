//! Rows of CSV, parsed on another thread while the ones before are looked at.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use csv::{ByteRecord, ReaderBuilder};

use super::place::{Place, Unread};
use crate::limited::{BUFFER, Limited, RowEnd};
use crate::{BOM, encoding_problem};

/// How many rows go from one thread to the other at once.
const ROWS: usize = 512;
/// How many blocks of rows there are.
const BLOCKS: usize = 4;

type Input = Box<dyn Read + Send>;

/// A table of text with a header.
pub(crate) struct Delimited {
    pub columns: Vec<String>,
    full: Receiver<Block>,
    empty: SyncSender<Block>,
    block: Block,
    next: usize,
}

/// Rows, and what came after them.
#[derive(Default)]
struct Block {
    rows: Vec<(u64, ByteRecord)>,
    used: usize,
    error: Option<Unread>,
}

impl Delimited {
    /// Reads the header, and begins to read the rows.
    pub fn open(input: Input) -> Result<Self, Unread> {
        let mut parser = Parser::open(input)?;
        let mut header = Block::default();
        parser.fill(&mut header, 1);
        if let Some(error) = header.error {
            return Err(error);
        }
        let columns = header.rows.first().filter(|_| header.used > 0);
        let columns = columns.map(|(_, row)| {
            let names = row.iter().map(|it| String::from_utf8_lossy(it));
            names.map(|it| it.trim().to_owned()).collect()
        });
        let (to_reader, full) = sync_channel(BLOCKS);
        let (empty, from_reader) = sync_channel::<Block>(BLOCKS);
        for _ in 0..BLOCKS {
            let _ = empty.send(Block::default());
        }
        thread::Builder::new()
            .name("ratings".to_owned())
            .spawn(move || {
                // It ends with the file, or when nobody wants more.
                for mut block in from_reader {
                    parser.fill(&mut block, ROWS);
                    let is_last = block.used < ROWS;
                    if to_reader.send(block).is_err() || is_last {
                        break;
                    }
                }
            })?;
        Ok(Self {
            columns: columns.unwrap_or_default(),
            // Where the file has no rows, the thread may have ended with an error or without.
            block: full.recv().unwrap_or_default(),
            full,
            empty,
            next: 0,
        })
    }

    /// The rows of the first block, before the first one is gone to.
    pub fn first_rows(&self) -> impl Iterator<Item = &ByteRecord> {
        let rows = self.block.rows.iter().take(self.block.used);
        rows.map(|(_, row)| row)
    }

    /// Goes to the next row.
    pub fn advance(&mut self) -> Result<bool, Unread> {
        self.next += 1;
        while self.next > self.block.used {
            if let Some(error) = self.block.error.take() {
                return Err(error);
            }
            let Ok(block) = self.full.recv() else {
                self.next = self.block.used;
                return Ok(false);
            };
            let used = std::mem::replace(&mut self.block, block);
            // The thread may have come to the end.
            let _ = self.empty.send(used);
            self.next = 1;
        }
        Ok(true)
    }

    /// The row at hand and its line.
    pub fn row(&self) -> Option<&(u64, ByteRecord)> {
        self.block.rows.get(self.next.checked_sub(1)?)
    }
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
        let (delimiter, skipped) = match crate::table::declared(first) {
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

    /// Reads so many rows, or fewer at the end of the file.
    fn fill(&mut self, block: &mut Block, rows: usize) {
        block.used = 0;
        block.error = None;
        while block.used < rows {
            if block.rows.len() == block.used {
                block.rows.push((0, ByteRecord::new()));
            }
            let Some((line, row)) = block.rows.get_mut(block.used) else {
                break;
            };
            let read = self.reader.read_byte_record(row);
            let before = row.position().map_or(0, csv::Position::line);
            // The line feed after a carriage return is read with the row that follows.
            let begun = before + self.lines_before + u64::from(self.is_crlf && has_row_before(row));
            match read {
                Ok(true) => {
                    self.row_end.reached();
                    *line = begun + skipped(row, self.reader.position().line() - before);
                    block.used += 1;
                }
                Ok(false) => break,
                Err(error) => {
                    let problem = match error.into_kind() {
                        csv::ErrorKind::Io(error) => error.to_string(),
                        kind => format!("{kind:?}"),
                    };
                    block.error = Some(at(begun, problem));
                    break;
                }
            }
        }
    }
}

/// Whether a row stands behind another.
fn has_row_before(row: &ByteRecord) -> bool {
    row.position().is_some_and(|it| it.byte() > 0)
}

/// How many empty lines stand before a row that so many line feeds were read with.
fn skipped(row: &ByteRecord, feeds: u64) -> u64 {
    if feeds < 2 {
        return 0;
    }
    let inside = row.as_slice().iter().filter(|it| **it == b'\n').count();
    (feeds - 1).saturating_sub(inside as u64)
}

fn at(line: u64, problem: String) -> Unread {
    let place = Place::Line { line, column: None };
    Unread::Row { place, problem }
}

/// The delimiter that makes the most of the first line, and leaves no quote inside of a field.
fn likely(body: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(body);
        let first = reader.byte_records().next().and_then(Result::ok);
        let first = first.unwrap_or_default();
        (!first.iter().any(|it| it.contains(&b'"')), first.len())
    };
    let mut best = (b',', score(b','));
    for delimiter in *b";\t|" {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}
