//! Rows that another thread reads ahead, while the ones before are looked at.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use csv::ByteRecord;

use super::place::Unread;

/// How many rows go from one thread to the other at once, at most.
const ROWS: usize = 512;
/// How many blocks of rows there are.
const BLOCKS: usize = 4;
/// When a block of long rows is full, in bytes.
const BYTES: usize = 1 << 20;
/// The longest row whose memory is kept for the next one, in bytes.
const KEPT: usize = 1 << 14;

/// The rows, one after the other.
pub(crate) struct Ahead {
    full: Receiver<Block>,
    empty: SyncSender<Block>,
    block: Block,
    next: usize,
    /// Whether the last block was received: a thread that broke sends none.
    has_ended: bool,
}

/// Where the other thread puts its rows.
pub(crate) struct Rows {
    full: SyncSender<Block>,
    empty: Receiver<Block>,
    block: Block,
}

/// Rows with their numbers, and what came after them.
#[derive(Default)]
struct Block {
    rows: Vec<(u64, ByteRecord)>,
    used: usize,
    bytes: usize,
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
                rows.block.error = read.err();
                rows.block.is_last = true;
                let _ = rows.full.send(rows.block);
            })?;
        let block = full.recv().unwrap_or_default();
        Ok(Self {
            has_ended: block.is_last,
            block,
            full,
            empty,
            next: 0,
        })
    }

    /// Goes to the next row; false where there is none.
    pub fn advance(&mut self) -> Result<bool, Unread> {
        self.next += 1;
        while self.next > self.block.used {
            if let Some(error) = self.block.error.take() {
                return Err(error);
            }
            let Ok(block) = self.full.recv() else {
                self.next = 0;
                self.block.used = 0;
                if std::mem::replace(&mut self.has_ended, true) {
                    return Ok(false);
                }
                let problem = "the file broke what reads it, and the rest was not read";
                return Err(io::Error::other(problem).into());
            };
            self.has_ended = block.is_last;
            let used = std::mem::replace(&mut self.block, block);
            // The thread may have come to the end.
            let _ = self.empty.try_send(used);
            self.next = 1;
        }
        Ok(true)
    }

    /// The row at hand and its number.
    pub fn row(&self) -> Option<(u64, &ByteRecord)> {
        let row = self.block.rows.get(self.next.checked_sub(1)?);
        row.map(|(number, row)| (*number, row))
    }

    /// Those of the rows after the one at hand that are there.
    pub fn first_rows(&self) -> impl Iterator<Item = &ByteRecord> {
        let rows = self.block.rows.iter().take(self.block.used);
        rows.skip(self.next).map(|(_, row)| row)
    }
}

impl Rows {
    /// The place for the next row and its number; nothing if no more are wanted.
    pub fn place(&mut self) -> Option<&mut (u64, ByteRecord)> {
        if self.block.used >= ROWS || self.block.bytes >= BYTES {
            let mut block = self.empty.recv().ok()?;
            (block.used, block.bytes) = (0, 0);
            let full = std::mem::replace(&mut self.block, block);
            self.full.send(full).ok()?;
        }
        let block = &mut self.block;
        if block.rows.len() == block.used {
            block.rows.push((0, ByteRecord::new()));
        }
        let place = block.rows.get_mut(block.used)?;
        if size(&place.1) > KEPT {
            place.1 = ByteRecord::new();
        }
        Some(place)
    }

    /// Takes the row that was put in the place.
    pub fn take(&mut self) {
        let row = self.block.rows.get(self.block.used);
        self.block.bytes += row.map_or(0, |(_, row)| size(row));
        self.block.used += 1;
    }
}

/// How much memory a row takes, in bytes.
fn size(row: &ByteRecord) -> usize {
    row.as_slice().len() + size_of::<usize>() * row.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_and_end_once() {
        let mut rows = Ahead::of(|rows| {
            for number in 0..2_000 {
                let Some(place) = rows.place() else { break };
                place.0 = number;
                rows.take();
            }
            Ok(())
        })
        .unwrap();
        for number in 0..2_000 {
            assert!(rows.advance().unwrap());
            assert_eq!(rows.row().unwrap().0, number);
        }
        assert!(!rows.advance().unwrap() && !rows.advance().unwrap());
    }

    #[test]
    fn a_thread_that_breaks_is_no_end() {
        let mut rows = Ahead::of(|rows| {
            rows.place().unwrap();
            rows.take();
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
