//! How much memory the pages of a file will take, before any of them is unpacked: what a page says of its size is
//! what the decoder makes room for, and a few kilobytes may say two gigabytes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

use super::super::place::Unread;
use super::thrift::{self, Header};

/// The longest description at the end of a file, in bytes.
const FOOTER: u64 = 64 << 20;

/// The most memory that pages take which are needed at the same time, in bytes.
pub(super) const UNPACKED: u64 = 512 << 20;

/// The most pages that a file has, of all columns together.
const PAGES: usize = 1 << 22;

/// How much is read at first of the header of a page, and at most: it may tell the least and greatest value.
const HEADERS: [u64; 2] = [1 << 10, 1 << 18];

/// A page of values: how many there are, and how much memory they take with what they refer to.
#[derive(Debug, Clone, Copy)]
struct Page {
    values: u64,
    size: u64,
    /// How much each value may take beside that, as it is put together from the ones before.
    each: u64,
}

/// An error where the description at the end of the file is none, or longer than one is.
pub(super) fn expect_footer(file: &File) -> Result<(), Unread> {
    let mut end = [0; 8];
    let mut file = file;
    let size = file.seek(SeekFrom::End(0))?;
    let no_parquet = || {
        let problem = "it is no file of Parquet, or not a whole one: it does not end as one does";
        Unread::File(problem.to_owned())
    };
    if size < 12 {
        return Err(no_parquet());
    }
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    let [a, b, c, d, mark @ ..] = end;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    match &mark {
        b"PARE" => Err(Unread::File(
            "it is encrypted: write it without encryption".to_owned(),
        )),
        b"PAR1" if length <= FOOTER => Ok(()),
        b"PAR1" => Err(Unread::File(format!(
            "the description of its columns is longer than {} MiB",
            FOOTER >> 20
        ))),
        _ => Err(no_parquet()),
    }
}

/// The most rows, up to a number, that can be decoded at once in so many bytes.
pub(super) fn rows_at_once(
    file: &File,
    metadata: &ParquetMetaData,
    most: usize,
    unpacked: u64,
) -> Result<usize, Unread> {
    let mut columns = vec![Vec::new(); metadata.file_metadata().schema_descr().num_columns()];
    let mut count = 0;
    for group in metadata.row_groups() {
        for (pages, chunk) in columns.iter_mut().zip(group.columns()) {
            let before = pages.len();
            pages_of(file, chunk, pages, PAGES - count)?;
            count += pages.len() - before;
        }
    }
    let mut rows = most;
    loop {
        let needed: u64 = columns.iter().map(|it| needed(it, rows as u64)).sum();
        if needed <= unpacked {
            return Ok(rows);
        }
        if rows == 1 {
            return Err(Unread::File(format!(
                "its pages unpack to more than {} MiB at a time: write it with smaller ones",
                unpacked >> 20
            )));
        }
        rows /= 2;
    }
}

/// The memory that so many rows that follow each other need, wherever they begin.
fn needed(pages: &[Page], rows: u64) -> u64 {
    let (mut start, mut values, mut size, mut most) = (0, 0, 0_u64, 0);
    for page in pages {
        values += page.values;
        size = size.saturating_add(page.size);
        most = most.max(size.saturating_add(page.each.saturating_mul(rows)));
        // The first pages are left behind once the rows reach into them no more.
        while let Some(first) = pages.get(start)
            && values - first.values >= rows
        {
            values -= first.values;
            size = size.saturating_sub(first.size);
            start += 1;
        }
    }
    most
}

/// Adds the pages of a part of a column.
fn pages_of(
    mut file: &File,
    chunk: &ColumnChunkMetaData,
    pages: &mut Vec<Page>,
    most: usize,
) -> Result<(), Unread> {
    let broken = |problem: &str| {
        let column = chunk.column_path().string();
        Unread::File(format!("the column `{column}` cannot be read: {problem}"))
    };
    let offset = chunk.dictionary_page_offset();
    let start = u64::try_from(offset.unwrap_or(chunk.data_page_offset()));
    let length = u64::try_from(chunk.compressed_size());
    let (Ok(start), Ok(length)) = (start, length) else {
        return Err(broken("it begins before the file"));
    };
    let end = start.saturating_add(length);
    let (mut at, mut dictionary, before) = (start, 0, pages.len());
    let mut bytes = Vec::new();
    while at < end {
        let mut header = None;
        for limit in HEADERS {
            file.seek(SeekFrom::Start(at))?;
            bytes.clear();
            file.take(limit.min(end - at)).read_to_end(&mut bytes)?;
            header = thrift::header(&bytes);
            if header.is_some() {
                break;
            }
        }
        let Some(Header {
            length,
            unpacked,
            packed,
            values,
            is_dictionary,
            is_incremental,
        }) = header
        else {
            return Err(broken("the header of a page is no such thing"));
        };
        at = at.saturating_add(length).saturating_add(packed);
        if is_dictionary {
            dictionary = unpacked;
            continue;
        }
        if pages.len() - before >= most {
            return Err(broken("it is in too many pages"));
        }
        pages.push(Page {
            values,
            // A page is there packed too while it is unpacked.
            size: unpacked + packed + dictionary,
            each: if is_incremental { unpacked } else { 0 },
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(values: u64, size: u64) -> Page {
        let each = 0;
        Page { values, size, each }
    }

    #[test]
    fn the_memory_of_rows_is_that_of_all_pages_that_they_reach_into() {
        let pages = [
            page(10, 3),
            page(1, 100),
            page(1, 100),
            page(10, 3),
            page(10, 3),
        ];
        assert_eq!(needed(&pages, 1), 200, "the page before is just being left");
        assert_eq!(needed(&pages, 2), 203);
        assert_eq!(needed(&pages, 20), 209);
        assert_eq!(needed(&[], 20), 0);
        let grows = Page {
            each: 7,
            ..page(10, 3)
        };
        assert_eq!(needed(&[grows], 2), 17);
    }
}
