use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Listing, ReadError, Source, is_candidate, is_inside, limits, pending};

/// A folder on disk. Symbolic links are followed as long as they stay below the root; hidden
/// files and folders are passed over.
#[derive(Debug)]
pub struct Directory {
    root: PathBuf,
    /// The files that hold and are not in their places yet.
    pending: Vec<String>,
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
        let pending = root.join(pending::FOLDER);
        let pending = if pending.is_dir() {
            pending::files_below(&pending, "")?
        } else {
            Vec::new()
        };
        Ok(Self { root, pending })
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
        if !self.pending.is_empty() {
            let folder = pending::FOLDER.to_owned();
            listing.problems.push((folder, ReadError::Unfinished));
            let files = self.pending.iter().filter(|path| is_candidate(path));
            listing.files.extend(files.cloned());
            listing.files.sort();
            listing.files.dedup();
        }
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        if self.pending.iter().any(|it| it == path) {
            let pending = self.resolve(&format!("{}/{path}", pending::FOLDER));
            if let Ok(pending) = pending {
                return read_regular(&pending, limit);
            }
        }
        read_regular(&self.resolve(path)?, limit)
    }
}

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
