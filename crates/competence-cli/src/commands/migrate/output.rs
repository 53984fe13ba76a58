//! The files of a migration: read with a bar, and written so that nothing half is left.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use competence_core::source::{Expected, Staged, WriteReason};
use indicatif::{ProgressBar, ProgressStyle};

use super::behind::Behind;
use crate::failure::Failure;

/// A file that is read from its beginning to its end.
pub struct Input {
    file: File,
    progress: Progress,
}

impl Input {
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(Failure::reading(path))?;
        let metadata = file.metadata().map_err(Failure::reading(path))?;
        Ok(Self {
            file,
            progress: Progress::new(metadata.len()),
        })
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

/// A bar on the terminal, once the work has gone on for a second.
struct Progress {
    total: u64,
    done: u64,
    start: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(total: u64) -> Self {
        Self {
            total,
            done: 0,
            start: Instant::now(),
            bar: None,
        }
    }

    fn add(&mut self, bytes: u64) {
        self.done += bytes;
        if self.bar.is_none() && self.start.elapsed() > Duration::from_secs(1) {
            // It draws on standard error, and only if that is a terminal.
            let bar = ProgressBar::new(self.total);
            let style = "{wide_bar} {binary_bytes} of {binary_total_bytes}, {eta} left";
            bar.set_style(
                ProgressStyle::with_template(style)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Progress;

    #[test]
    fn a_bar_is_shown_only_where_it_takes_long() {
        let mut progress = Progress::new(100);
        progress.add(10);
        assert!(progress.bar.is_none());
        progress.start = Instant::now().checked_sub(Duration::from_secs(2)).unwrap();
        progress.add(10);
        assert_eq!(progress.bar.as_ref().unwrap().position(), 20);
    }
}
