//! A file of ratings written whole or not at all, and never over another.

use std::fs;
use std::io::Write;
use std::path::Path;

use competence_core::source::{Expected, Staged, WriteReason};
#[cfg(feature = "parquet")]
use competence_ratings::reading::Parquet;
use competence_ratings::reading::{Csv, JsonLines, Table, Unconverted, Workbook};
use competence_render::visible::visible_line;

use super::input::{Kind, failure};
use crate::failure::Failure;

/// A file that is written, and put in its place when it is whole.
pub struct Output<'p> {
    path: &'p Path,
    like: &'p Path,
    staged: Staged,
}

impl<'p> Output<'p> {
    /// A new file. Who may not read the file that it is made of may not read it either: ratings are about
    /// persons.
    pub fn create(path: &'p Path, like: &'p Path) -> Result<Self, Failure> {
        let permissions = fs::metadata(like).map_err(Failure::reading(like))?;
        Ok(Self {
            path,
            like,
            staged: new(path)?.with_permissions(permissions.permissions()),
        })
    }

    /// Writes a table to it.
    pub fn fill<T>(
        &self,
        kind: Kind,
        fill: impl FnOnce(&mut dyn Table) -> Result<T, Unconverted>,
    ) -> Result<T, Failure> {
        let written = self.try_fill(kind, fill);
        written.map_err(|error| match error {
            Unconverted::Unread(error) => failure(self.like, &error),
            Unconverted::Written(error) => Failure::writing(self.path)(error),
            error => Failure::Unknown(format!(
                "{}: {error}",
                visible_line(&self.like.to_string_lossy())
            )),
        })
    }

    fn try_fill<T>(
        &self,
        kind: Kind,
        fill: impl FnOnce(&mut dyn Table) -> Result<T, Unconverted>,
    ) -> Result<T, Unconverted> {
        let mut out = self.staged.handle()?;
        match kind {
            #[cfg(feature = "parquet")]
            Kind::Parquet => {
                let mut table = Parquet::new(&mut out, tempfile::tempfile()?)?;
                let written = fill(&mut table)?;
                table.finish()?;
                Ok(written)
            }
            Kind::Csv | Kind::Tsv => {
                let delimiter = if kind == Kind::Tsv { b'\t' } else { b',' };
                let mut table = Csv::new(&mut out, delimiter);
                let written = fill(&mut table)?;
                table.finish()?;
                Ok(written)
            }
            Kind::JsonLines => {
                let mut table = JsonLines::new(&mut out);
                let written = fill(&mut table)?;
                table.finish()?;
                Ok(written)
            }
            Kind::Xlsx => {
                let mut table = Workbook::new()?;
                let written = fill(&mut table)?;
                out.write_all(&table.finish()?)?;
                Ok(written)
            }
        }
    }

    /// Puts it in its place.
    pub fn keep(self) -> Result<(), Failure> {
        Ok(self.staged.commit(Expected::Absent)?)
    }
}

/// Writes a table to a new file, in the form that its name tells.
pub fn write<T>(
    out: &Path,
    like: &Path,
    fill: impl FnOnce(&mut dyn Table) -> Result<T, Unconverted>,
) -> Result<T, Failure> {
    let kind = Kind::of(out)?;
    let output = Output::create(out, like)?;
    let written = output.fill(kind, fill)?;
    output.keep()?;
    Ok(written)
}

/// A new file, which is not there under its name before it is kept.
fn new(path: &Path) -> Result<Staged, Failure> {
    Staged::create_new(path).map_err(|error| match error.reason {
        WriteReason::Exists => Failure::Exists(error.path),
        _ => error.into(),
    })
}

/// Writes a file that is not there yet, whole or not at all.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let staged = new(path)?;
    let written = staged.handle().and_then(|mut it| it.write_all(bytes));
    written.map_err(Failure::writing(path))?;
    Ok(staged.commit(Expected::Absent)?)
}
