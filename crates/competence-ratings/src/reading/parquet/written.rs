//! Ratings written as Parquet.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use csv::ByteRecord;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::super::rewrite::Table;
use super::super::tables::{Csv, text};
use super::BATCH;
use crate::carry::Rated;
use crate::limited::BUFFER;

/// A file of Parquet: ratings as numbers, where all of a column are, and all else as texts. What is empty is null.
///
/// A column has one type, which only its last row may decide: the rows are kept in a temporary file until
/// [`Parquet::finish`].
pub struct Parquet<W: Write + Send> {
    out: W,
    kept: File,
    rows: Csv<File>,
    names: Vec<String>,
    rated: Vec<usize>,
    /// What the texts of each column can be written as.
    kinds: Vec<Kind>,
}

/// What all texts of a column are; each kind holds the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Integer,
    Number,
    Text,
}

impl Kind {
    fn of(text: &str) -> Self {
        match Rated::of(text) {
            // As it is written by a program: not `+4`, and not `04`.
            _ if text.parse().is_ok_and(|it: i64| it.to_string() == text) => Self::Integer,
            Rated::Number(_) => Self::Number,
            _ => Self::Text,
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Self::Integer => DataType::Int64,
            Self::Number => DataType::Float64,
            Self::Text => DataType::Utf8,
        }
    }
}

impl<W: Write + Send> Parquet<W> {
    /// Begins to write, with an empty file to keep the rows in meanwhile.
    ///
    /// # Errors
    /// If that cannot be used.
    pub fn new(out: W, kept: File) -> io::Result<Self> {
        Ok(Self {
            out,
            rows: Csv::new(kept.try_clone()?, b','),
            kept,
            names: Vec::new(),
            rated: Vec::new(),
            kinds: Vec::new(),
        })
    }

    /// Writes all rows.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.rows.finish()?;
        self.kept.rewind()?;
        let fields = self.names.iter().zip(&self.kinds);
        let fields = fields.map(|(name, kind)| Field::new(name, kind.data_type(), true));
        let schema: SchemaRef = Schema::new(fields.collect::<Vec<_>>()).into();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("competence".to_owned())
            .build();
        let writer = ArrowWriter::try_new(self.out, schema.clone(), Some(properties));
        let mut writer = writer.map_err(io::Error::other)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .buffer_capacity(BUFFER)
            .from_reader(self.kept);
        let mut columns = columns(&self.kinds);
        let (mut record, mut count) = (ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record)? {
            for (column, field) in columns.iter_mut().zip(&record) {
                column.push(text(field)?);
            }
            count += 1;
            if count == BATCH {
                writer
                    .write(&batch(&schema, &mut columns)?)
                    .map_err(io::Error::other)?;
                count = 0;
            }
        }
        writer
            .write(&batch(&schema, &mut columns)?)
            .map_err(io::Error::other)?;
        writer.close().map_err(io::Error::other)?;
        Ok(())
    }
}

impl<W: Write + Send> Table for Parquet<W> {
    fn header(&mut self, headings: &[String], rated: &[usize]) -> io::Result<()> {
        for (at, name) in headings.iter().enumerate() {
            if headings.iter().take(at).any(|it| it == name) {
                return Err(io::Error::other(format!(
                    "two columns are called `{name}`: give one of them another name"
                )));
            }
        }
        headings.clone_into(&mut self.names);
        rated.clone_into(&mut self.rated);
        self.kinds = (0..headings.len())
            .map(|at| {
                if rated.contains(&at) {
                    Kind::Integer
                } else {
                    Kind::Text
                }
            })
            .collect();
        Ok(())
    }

    fn row(&mut self, fields: &[&[u8]]) -> io::Result<()> {
        for at in &self.rated {
            if let (Some(kind), Some(field)) = (self.kinds.get_mut(*at), fields.get(*at))
                && *kind < Kind::Text
                && !field.is_empty()
            {
                *kind = (*kind).max(Kind::of(text(field)?));
            }
        }
        self.rows.row(fields)
    }
}

/// The texts of a column as what they are written as.
enum Column {
    Integers(Int64Builder),
    Numbers(Float64Builder),
    Texts(StringBuilder),
}

impl Column {
    fn push(&mut self, text: &str) {
        let some = Some(text).filter(|it| !it.is_empty());
        match self {
            Self::Integers(it) => it.append_option(some.and_then(|it| it.parse().ok())),
            Self::Numbers(it) => it.append_option(some.and_then(|it| match Rated::of(it) {
                Rated::Number(number) => Some(number),
                _ => None,
            })),
            Self::Texts(it) => it.append_option(some),
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Integers(it) => Arc::new(it.finish()),
            Self::Numbers(it) => Arc::new(it.finish()),
            Self::Texts(it) => Arc::new(it.finish()),
        }
    }
}

fn columns(kinds: &[Kind]) -> Vec<Column> {
    let column = |kind: &Kind| match kind {
        Kind::Integer => Column::Integers(Int64Builder::new()),
        Kind::Number => Column::Numbers(Float64Builder::new()),
        Kind::Text => Column::Texts(StringBuilder::new()),
    };
    kinds.iter().map(column).collect()
}

fn batch(schema: &SchemaRef, columns: &mut [Column]) -> io::Result<RecordBatch> {
    let arrays = columns.iter_mut().map(Column::take).collect();
    RecordBatch::try_new(schema.clone(), arrays).map_err(io::Error::other)
}
