use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::lock::{self, Lock};
use super::staged::{self, Expected, WriteError, WriteReason};
use super::{Listing, ReadError, Source, is_candidate, is_inside, limits};
use crate::ContentHash;

/// A folder on disk. Symbolic links are followed as long as they stay below the root; hidden
/// files and folders are passed over.
#[derive(Debug)]
pub struct Directory {
    root: PathBuf,
}

/// A file that is to be another, as one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The path below the root.
    pub path: String,
    /// What was read there; `None` if nothing was.
    pub before: Option<String>,
    /// What is to be there.
    pub after: String,
}

impl Directory {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it does not exist or is not a folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        if !root.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        Ok(Self { root })
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, ReadError> {
        if !is_inside(path) {
            return Err(ReadError::OutsideRoot);
        }
        let real = self.root.join(path).canonicalize()?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(ReadError::OutsideRoot)
        }
    }

    /// Writes a file below the root whole or not at all. Folders that are missing are made.
    ///
    /// # Errors
    /// [`WriteError`] if the path leads out of the root, if the file is not as expected,
    /// or if the operating system refuses; what was there is as it was.
    pub fn write(
        &self,
        path: &str,
        expected: Expected<'_>,
        content: &str,
    ) -> Result<(), WriteError> {
        let shown = self.root.join(path);
        let place = self.place(path).map_err(|it| it.at(&shown))?;
        staged::replace(&place, expected, content.as_bytes())
    }

    /// Writes several files in this order, while no other process does so. All are compared with
    /// what was read before the first is written; one that is already as it is to be is left alone.
    ///
    /// Each is whole at any time. A process that ends in between leaves those before it written.
    ///
    /// # Errors
    /// [`WriteError`] if one was changed meanwhile, and then nothing is written; or if the
    /// operating system refuses, and then those before it are written.
    pub fn write_all(&self, files: &[Replacement]) -> Result<(), WriteError> {
        let _lock = Lock::acquire(&self.root)?;
        let mut open = Vec::new();
        for file in files {
            let shown = self.root.join(&file.path);
            let now = match self.read_if_any(&file.path, limits::BUNDLE_BYTES) {
                Ok(now) => now,
                Err(ReadError::Io(error)) => return Err(WriteReason::from(error).at(&shown)),
                Err(ReadError::OutsideRoot) => return Err(WriteReason::OutsideRoot.at(&shown)),
                Err(_) => return Err(WriteReason::NotAFile.at(&shown)),
            };
            if now.as_deref() != file.before.as_deref().map(str::as_bytes) {
                return Err(WriteReason::Changed.at(&shown));
            }
            if file.before.as_ref() != Some(&file.after) {
                open.push(file);
            }
        }
        open.into_iter().try_for_each(|file| {
            let before = file.before.as_deref().map(str::as_bytes);
            let expected = before.map_or(Expected::Absent, Expected::Bytes);
            self.write(&file.path, expected, &file.after)
        })
    }

    /// Removes what processes that were killed while they wrote several files have left: their
    /// lock, and temporary files in the root and the folder of releases.
    ///
    /// # Errors
    /// [`WriteError`] if another process is writing, or if the operating system refuses.
    pub fn tidy(&self) -> Result<(), WriteError> {
        let _lock = Lock::acquire(&self.root)?;
        for folder in [self.root.clone(), self.root.join("releases")] {
            let is_folder = fs::symlink_metadata(&folder).is_ok_and(|it| it.is_dir());
            if is_folder {
                staged::sweep(&folder).map_err(|it| WriteReason::from(it).at(&folder))?;
            }
        }
        Ok(())
    }

    /// Where a file below the root is to be written. Its folders are made, none of them behind a
    /// link that leaves the root.
    fn place(&self, path: &str) -> Result<PathBuf, WriteReason> {
        if !is_inside(path) {
            return Err(WriteReason::OutsideRoot);
        }
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut folder = self.root.clone();
        for part in folders.split('/').filter(|it| !it.is_empty()) {
            folder.push(part);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error.into());
                }
                _ => {}
            }
            folder = folder.canonicalize()?;
            if !folder.starts_with(&self.root) {
                return Err(WriteReason::OutsideRoot);
            }
            if !folder.is_dir() {
                return Err(WriteReason::NotAFolder(part.to_owned()));
            }
        }
        let place = folder.join(name);
        let leaves = |real: PathBuf| !real.starts_with(&self.root);
        if place.canonicalize().is_ok_and(leaves) {
            return Err(WriteReason::OutsideRoot);
        }
        Ok(place)
    }

    fn visit(
        &self,
        folder: &str,
        seen: &mut HashSet<PathBuf>,
        listing: &mut Listing,
    ) -> Result<Vec<String>, ReadError> {
        let real = if folder.is_empty() {
            self.root.clone()
        } else {
            self.resolve(folder)?
        };
        if !seen.insert(real.clone()) {
            return Ok(Vec::new());
        }
        let mut folders = Vec::new();
        for entry in fs::read_dir(real)? {
            let entry = entry?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            if shown.starts_with('.') {
                continue;
            }
            let path = if folder.is_empty() {
                shown.to_string()
            } else {
                format!("{folder}/{shown}")
            };
            if name.to_str().is_none() {
                listing.problems.push((path, ReadError::Name));
                continue;
            }
            let mut kind = entry.file_type()?;
            if kind.is_symlink() {
                match self
                    .resolve(&path)
                    .and_then(|real| Ok(fs::metadata(real)?.file_type()))
                {
                    Ok(target) => kind = target,
                    Err(error) => {
                        listing.problems.push((path, error));
                        continue;
                    }
                }
            }
            match (is_candidate(&path), kind.is_dir()) {
                (false, true) => folders.push(path),
                (true, false) => listing.files.push(path),
                (true, true) => listing.problems.push((path, ReadError::NotAFile)),
                (false, false) => {}
            }
        }
        Ok(folders)
    }
}

impl Source for Directory {
    fn list(&self) -> Listing {
        let mut listing = Listing::default();
        let mut seen = HashSet::new();
        let mut open = vec![String::new()];
        while let Some(folder) = open.pop() {
            let deep = folder.matches('/').count() >= limits::FOLDER_DEPTH;
            if deep || listing.files.len() > limits::FILES {
                listing.files.truncate(limits::FILES);
                listing.problems.push((folder, ReadError::TooMany));
                continue;
            }
            match self.visit(&folder, &mut seen, &mut listing) {
                Ok(folders) => open.extend(folders),
                Err(error) => listing.problems.push((folder, error)),
            }
        }
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        read_regular(&self.resolve(path)?, limit)
    }

    fn state(&self) -> Option<ContentHash> {
        lock::wait(&self.root);
        let read = |path| self.read(path, limits::FILE_BYTES).unwrap_or_default();
        let files = STATE.map(read);
        Some(ContentHash::of(files.concat()))
    }
}

/// The files that tell a model before a release from one after it.
const STATE: [&str; 2] = ["framework.yaml", "releases/releases.yaml"];

/// Reads a regular file, and never blocks on a pipe or reads on beyond the limit.
pub(super) fn read_regular(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    // It may have grown since it was measured.
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge { limit });
    }
    Ok(bytes)
}
