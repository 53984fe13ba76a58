//! Rows that another thread reads ahead, while the ones before are looked at.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::place::Unread;
use super::record::{Block, Record};

/// How many rows go from one thread to the other at once, at most.
const ROWS: usize = 2048;
/// How many blocks of rows there are.
const BLOCKS: usize = 4;
/// When a block of long rows is full, in bytes.
const BYTES: usize = 1 << 20;

/// The rows, one after the other.
pub(crate) struct Ahead {
    full: Receiver<Sent>,
    empty: SyncSender<Block>,
    sent: Sent,
    next: usize,
    /// Whether the last block was received: a thread that broke sends none.
    has_ended: bool,
}

/// Where the other thread puts its rows.
pub(crate) struct Rows {
    full: SyncSender<Sent>,
    empty: Receiver<Block>,
    block: Block,
}

/// Rows, and what came after them.
#[derive(Default)]
struct Sent {
    block: Block,
    is_last: bool,
    error: Option<Unread>,
}

impl Ahead {
    /// Begins to read. What reads ends when nobody wants more rows.
    pub fn of(
        read: impl FnOnce(&mut Rows) -> Result<(), Unread> + Send + 'static,
    ) -> io::Result<Self> {
        let (to_reader, full) = sync_channel(BLOCKS);
        let (empty, from_reader) = sync_channel(BLOCKS);
        for _ in 1..BLOCKS {
            let _ = empty.try_send(Block::default());
        }
        let mut rows = Rows {
            full: to_reader,
            empty: from_reader,
            block: Block::default(),
        };
        thread::Builder::new()
            .name("ratings".to_owned())
            .spawn(move || {
                let read = read(&mut rows);
                let _ = rows.full.send(Sent {
                    block: rows.block,
                    is_last: true,
                    error: read.err(),
                });
            })?;
        let sent = full.recv().unwrap_or_default();
        Ok(Self {
            has_ended: sent.is_last,
            sent,
            full,
            empty,
            next: 0,
        })
    }

    /// Goes to the next row; false where there is none.
    #[inline]
    pub fn advance(&mut self) -> Result<bool, Unread> {
        self.next += 1;
        if self.next <= self.sent.block.len() {
            return Ok(true);
        }
        self.receive()
    }

    /// Goes to the first row of the next block that has any.
    fn receive(&mut self) -> Result<bool, Unread> {
        while self.next > self.sent.block.len() {
            if let Some(error) = self.sent.error.take() {
                return Err(error);
            }
            let Ok(sent) = self.full.recv() else {
                self.next = 0;
                self.sent.block.clear(0);
                if std::mem::replace(&mut self.has_ended, true) {
                    return Ok(false);
                }
                let problem = "the file broke what reads it, and the rest was not read";
                return Err(io::Error::other(problem).into());
            };
            self.has_ended = sent.is_last;
            let used = std::mem::replace(&mut self.sent, sent);
            // The thread may have come to the end.
            let _ = self.empty.try_send(used.block);
            self.next = 1;
        }
        Ok(true)
    }

    /// The row at hand and its number.
    #[inline]
    pub fn row(&self) -> Option<(u64, Record<'_>)> {
        self.sent.block.get(self.next.checked_sub(1)?)
    }

    /// The row before the one at hand, if it is still there.
    #[inline]
    pub fn previous(&self) -> Option<Record<'_>> {
        let row = self.sent.block.get(self.next.checked_sub(2)?);
        row.map(|(_, row)| row)
    }

    /// Those of the rows after the one at hand that are there.
    pub fn first_rows(&self) -> impl Iterator<Item = Record<'_>> {
        self.sent.block.rows().skip(self.next)
    }
}

impl Rows {
    /// Adds a field to the row.
    pub fn push(&mut self, field: &[u8]) {
        self.block.push(field);
    }

    /// Adds all fields of a row whose text is nothing but fields and delimiters.
    pub fn line(&mut self, text: &[u8], delimiter: u8) {
        self.block.line(text, delimiter);
    }

    /// Gives the row its number, and begins the next; false if no more are wanted.
    pub fn end(&mut self, number: u64) -> bool {
        self.block.end(number);
        if self.block.len() < ROWS && self.block.bytes() < BYTES {
            return true;
        }
        let Ok(mut block) = self.empty.recv() else {
            return false;
        };
        block.clear(BYTES);
        let full = Sent {
            block: std::mem::replace(&mut self.block, block),
            ..Sent::default()
        };
        self.full.send(full).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_and_end_once() {
        let mut rows = Ahead::of(|rows| {
            for number in 0..5_000_u64 {
                if number % 2 == 0 {
                    rows.push(number.to_string().as_bytes());
                    rows.push(b"");
                    rows.push(b"b");
                } else {
                    rows.line(format!("{number};;b").as_bytes(), b';');
                }
                if !rows.end(number) {
                    break;
                }
            }
            Ok(())
        })
        .unwrap();
        for number in 0..5_000_u64 {
            assert!(rows.advance().unwrap());
            let (at, row) = rows.row().unwrap();
            assert_eq!(at, number);
            let fields: Vec<_> = row.iter().collect();
            assert_eq!(fields, [number.to_string().as_bytes(), b"", b"b"]);
        }
        assert!(!rows.advance().unwrap() && !rows.advance().unwrap());
    }

    #[test]
    fn a_thread_that_breaks_is_no_end() {
        let mut rows = Ahead::of(|rows| {
            rows.end(1);
            panic!("as a reader might");
        })
        .unwrap();
        let mut read = 0;
        let error = loop {
            match rows.advance() {
                Ok(true) => read += 1,
                Ok(false) => panic!("it did not end"),
                Err(error) => break error,
            }
        };
        assert_eq!(read, 0, "what it had not sent is not there");
        assert!(error.to_string().contains("the rest was not read"));
        assert!(!rows.advance().unwrap());
    }
}
