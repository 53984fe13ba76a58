//! The files of a migration, written so that nothing half is left.

use std::fs;
use std::path::{Path, PathBuf};

use competence_core::source::{Expected, Staged, WriteReason};

use super::behind::Behind;
use crate::failure::Failure;

/// The two files that are written: what was carried over, and what was set aside. Neither is
/// there under its name before both are whole.
pub struct Outputs {
    out: Output,
    aside: Output,
}

struct Output {
    path: PathBuf,
    file: Staged,
}

impl Outputs {
    pub fn create(input: &Path, out: &Path, aside: &Path) -> Result<Self, Failure> {
        if out == aside {
            return Err(Failure::Exists(out.to_owned()));
        }
        // Assessments are about persons: who may not read the one file may not read the other.
        let permissions = fs::metadata(input)
            .map_err(Failure::reading(input))?
            .permissions();
        let create = |path: &Path| -> Result<Output, Failure> {
            let staged = Staged::create_new(path).map_err(|error| match error.reason {
                WriteReason::Exists => Failure::Exists(error.path),
                _ => error.into(),
            })?;
            Ok(Output {
                path: path.to_owned(),
                file: staged.with_permissions(permissions.clone()),
            })
        };
        Ok(Self {
            out: create(out)?,
            aside: create(aside)?,
        })
    }

    /// What to write to.
    pub fn writers(&self) -> Result<(Behind, Behind), Failure> {
        let handle = |output: &Output| {
            let file = output.file.handle().and_then(Behind::new);
            file.map_err(Failure::writing(&output.path))
        };
        Ok((handle(&self.out)?, handle(&self.aside)?))
    }

    /// Puts the files in their places; that of the rows set aside only if there are any.
    pub fn keep(self, with_aside: bool) -> Result<(), Failure> {
        if with_aside {
            self.aside.file.commit(Expected::Absent)?;
        }
        Ok(self.out.file.commit(Expected::Absent)?)
    }
}
