//! Writers of one model are kept apart, and readers wait for them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use same_file::Handle;

use super::staged::{WriteError, WriteReason};

/// The name of the lock file in the model's folder. It is there while several files are written.
const NAME: &str = ".competence-lock";

/// How long to wait for another process, which writes for some milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// The lock on a folder. The operating system holds it for as long as the process lives, so the
/// file of a process that was killed locks nothing.
#[derive(Debug)]
pub(super) struct Lock {
    /// Closed last, and the lock with it.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits for other writers, and keeps them off until it is dropped.
    pub fn acquire(folder: &Path) -> Result<Self, WriteError> {
        let path = folder.join(NAME);
        let fail = |it: io::Error| WriteReason::from(it).at(&path);
        let begin = Instant::now();
        loop {
            if !may_be_lock(&path) {
                return Err(WriteReason::NotAFile.at(&path));
            }
            let mut options = OpenOptions::new();
            let options = options.read(true).write(true).create(true).truncate(false);
            let file = options.open(&path).map_err(fail)?;
            match file.try_lock() {
                // Who held it before may have removed the file meanwhile.
                Ok(()) if is_at(&file, &path) => return Ok(Self { _file: file, path }),
                Ok(()) => continue,
                Err(TryLockError::Error(error)) => return Err(fail(error)),
                Err(TryLockError::WouldBlock) => {}
            }
            if begin.elapsed() > PATIENCE {
                return Err(WriteReason::Locked.at(&path));
            }
            sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Waits until nobody writes, as long as that is to be expected.
pub(super) fn wait(folder: &Path) {
    let begin = Instant::now();
    while is_locked(&folder.join(NAME)) && begin.elapsed() < PATIENCE {
        sleep(Duration::from_millis(2));
    }
}

fn is_locked(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|it| it.is_file());
    let file = is_file.then(|| File::open(path).ok()).flatten();
    file.is_some_and(|it| matches!(it.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Whether there is nothing at the path or a regular file: a link or a pipe is not opened.
fn may_be_lock(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or(true, |it| it.is_file())
}

fn is_at(file: &File, path: &Path) -> bool {
    let held = file.try_clone().and_then(Handle::from_file);
    may_be_lock(path)
        && matches!((held, Handle::from_path(path)), (Ok(held), Ok(there)) if held == there)
}
