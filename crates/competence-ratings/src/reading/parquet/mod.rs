//! Rows of a file of Parquet.

mod cells;
mod pages;
mod thrift;
mod written;

use std::fs::File;
use std::thread;

use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::PageIndexPolicy;

use super::ahead::{Ahead, Rows};
use super::place::{Place, Unread};
use crate::limited::ROW_BYTES;
use cells::Cells;

pub use written::Parquet;

/// How many rows are decoded at once.
const BATCH: usize = 8192;

/// How many cells are decoded at once, at most.
const BATCH_CELLS: usize = 1 << 20;

/// The headings of the columns, and the rows, the first of which has the number 1. Tells after each batch how many
/// of all rows are read.
pub(crate) fn rows(
    file: File,
    told: impl FnMut(u64, u64) + Send + 'static,
) -> Result<(Vec<String>, Ahead), Unread> {
    // A file that breaks the decoder breaks a thread, and not the program.
    let opened = thread::spawn(move || open(file)).join();
    let broken = |_| Unread::File("it broke what reads it".to_owned());
    let Opened {
        columns,
        total,
        batches,
    } = opened.map_err(broken)??;
    let rows = Ahead::of(move |rows| read(batches, total, told, rows))?;
    Ok((columns, rows))
}

/// A file whose rows can be read.
struct Opened {
    columns: Vec<String>,
    /// How many rows there are.
    total: u64,
    batches: ParquetRecordBatchReader,
}

fn open(file: File) -> Result<Opened, Unread> {
    pages::expect_footer(&file)?;
    let options = ArrowReaderOptions::new()
        // Which types another program had in memory is not needed, and what a file says of it need not be true.
        .with_skip_arrow_metadata(true)
        .with_page_index_policy(PageIndexPolicy::Skip);
    let metadata = ArrowReaderMetadata::load(&file, options.clone()).map_err(|it| broken(&it))?;
    let fields = metadata.schema().fields().iter();
    let fields = fields.map(|it| as_read(it));
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let columns = fields.iter().map(|it| it.name().trim().to_owned());
    let columns = columns.collect();
    let batch = (BATCH_CELLS / fields.len().max(1)).clamp(1, BATCH);
    let batch = pages::rows_at_once(&file, metadata.metadata(), batch, pages::UNPACKED)?;
    let total = u64::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or(0);
    let options = options.with_schema(Schema::new(fields).into());
    let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), options);
    let metadata = metadata.map_err(|it| broken(&it))?;
    let batches = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
    let batches = batches.with_batch_size(batch).build();
    Ok(Opened {
        columns,
        total,
        batches: batches.map_err(|it| broken(&it))?,
    })
}

/// A column as it is read: texts are lent by the page that they stand in, and not copied for each row, however
/// long they are and often they come.
fn as_read(field: &Field) -> Result<Field, Unread> {
    let kind = match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        nested if nested.is_nested() => {
            return Err(Unread::File(format!(
                "the column `{}` holds lists or groups of values: write a column for each value",
                field.name()
            )));
        }
        plain => plain.clone(),
    };
    Ok(field.clone().with_data_type(kind))
}

fn read(
    batches: ParquetRecordBatchReader,
    total: u64,
    mut told: impl FnMut(u64, u64),
    rows: &mut Rows,
) -> Result<(), Unread> {
    let mut number = 0;
    for batch in batches {
        let batch = batch.map_err(|error| {
            let problem = format!("the rows from here on cannot be read: {error}");
            at(number + 1, None, problem)
        })?;
        let mut columns = Vec::with_capacity(batch.num_columns());
        for (at_column, column) in batch.columns().iter().enumerate() {
            let cells = Cells::of(column);
            columns.push(cells.map_err(|it| at(number + 1, Some(at_column), it))?);
        }
        for row in 0..batch.num_rows() {
            number += 1;
            let mut size = 0;
            for (at_column, cells) in columns.iter_mut().enumerate() {
                let field = cells
                    .get(row)
                    .map_err(|it| at(number, Some(at_column), it))?;
                size += field.len() as u64;
                if size > ROW_BYTES {
                    return Err(at(number, None, "a row is longer than 1 MiB".to_owned()));
                }
                rows.push(field);
            }
            if !rows.end(number) {
                return Ok(());
            }
        }
        told(number, total);
    }
    Ok(())
}

fn at(row: u64, column: Option<usize>, problem: String) -> Unread {
    let column = column.and_then(|it| u32::try_from(it + 1).ok());
    let place = Place::Row { row, column };
    Unread::Row { place, problem }
}

fn broken(error: &ParquetError) -> Unread {
    Unread::File(format!(
        "it cannot be read as Parquet: {error}: write it anew, with Snappy, Zstandard or no compression"
    ))
}
