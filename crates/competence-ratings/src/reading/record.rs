//! Rows as their fields.

use memchr::memchr_iter;

/// The fields of a row, lent until the next one.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    texts: &'r [u8],
    /// Where each field ends. One byte stands between a field and the next.
    ends: &'r [usize],
}

impl<'r> Record<'r> {
    /// How many there are. A row of a sheet or of JSON lines may have fewer than there are columns.
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    /// The field of a column, from 0.
    pub fn get(self, column: usize) -> Option<&'r [u8]> {
        let end = *self.ends.get(column)?;
        let before = column.checked_sub(1).and_then(|it| self.ends.get(it));
        self.texts.get(before.map_or(0, |it| it + 1)..end)
    }

    /// All fields.
    pub fn iter(self) -> impl Iterator<Item = &'r [u8]> {
        (0..self.len()).filter_map(move |it| self.get(it))
    }
}

/// Rows in memory that is used again and again, each with its number.
#[derive(Default)]
pub(super) struct Block {
    texts: Vec<u8>,
    ends: Vec<usize>,
    rows: Vec<Mark>,
}

/// The number of a row, and where it ends.
#[derive(Clone, Copy, Default)]
struct Mark {
    number: u64,
    texts: usize,
    ends: usize,
}

impl Block {
    /// Adds a field to the row that has no number yet.
    pub fn push(&mut self, field: &[u8]) {
        self.texts.extend_from_slice(field);
        self.ends.push(self.texts.len() - self.begun());
        self.texts.push(0);
    }

    /// Adds all fields of a row whose text is nothing but fields and delimiters.
    pub fn line(&mut self, text: &[u8], delimiter: u8) {
        self.texts.extend_from_slice(text);
        self.texts.push(0);
        self.ends.extend(memchr_iter(delimiter, text));
        self.ends.push(text.len());
    }

    /// Gives the row its number.
    pub fn end(&mut self, number: u64) {
        self.rows.push(Mark {
            number,
            texts: self.texts.len(),
            ends: self.ends.len(),
        });
    }

    /// Adds a row of another.
    pub fn copy(&mut self, number: u64, record: Record<'_>) {
        record.iter().for_each(|it| self.push(it));
        self.end(number);
    }

    /// The rows, one after the other.
    pub fn rows(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.len()).filter_map(|it| Some(self.get(it)?.1))
    }

    /// How many rows have a number.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How much memory all rows take, in bytes.
    pub fn bytes(&self) -> usize {
        self.texts.len() + size_of::<usize>() * self.ends.len()
    }

    /// A row, from 0, and its number.
    pub fn get(&self, row: usize) -> Option<(u64, Record<'_>)> {
        let mark = self.rows.get(row)?;
        let before = row.checked_sub(1).and_then(|it| self.rows.get(it));
        let before = before.copied().unwrap_or_default();
        let record = Record {
            texts: self.texts.get(before.texts..mark.texts)?,
            ends: self.ends.get(before.ends..mark.ends)?,
        };
        Some((mark.number, record))
    }

    /// Takes all rows out. No more memory is kept than so many bytes need.
    pub fn clear(&mut self, kept: usize) {
        self.texts.clear();
        self.texts.shrink_to(kept);
        self.ends.clear();
        self.ends.shrink_to(kept / size_of::<usize>());
        self.rows.clear();
    }

    /// Where the text of the row without a number begins.
    fn begun(&self) -> usize {
        self.rows.last().map_or(0, |it| it.texts)
    }
}
