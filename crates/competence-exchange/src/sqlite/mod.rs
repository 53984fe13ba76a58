//! A model as a database of SQLite: tables with foreign keys, and views for the usual questions.
//!
//! Behind the feature `sqlite`, since SQLite is written in C.

mod holds;
#[cfg(feature = "sqlite")]
mod write;

use competence_core::Model;

use crate::{ExportError, Exported};

/// The model as a database.
#[cfg(feature = "sqlite")]
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let bytes =
        write::database(model).map_err(|it| ExportError::Writer(std::io::Error::other(it)))?;
    Ok(Exported {
        content: crate::Content::Bytes(bytes),
        losses: crate::loss::losses(model, &holds::Sqlite::of(model)),
    })
}

/// Says how a program is had that can write it.
#[cfg(not(feature = "sqlite"))]
pub(crate) fn write(_: &Model) -> Result<Exported, ExportError> {
    Err(ExportError::NotBuiltIn {
        format: crate::OutFormat::Sqlite,
        feature: "sqlite",
    })
}
