use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::lock::{self, Lock};
use super::staged::{self, Expected, Staged, WriteError, WriteReason};
use super::{Listing, ReadError, Source, is_candidate, is_inside, limits};
use crate::ContentHash;

/// A folder on disk. Symbolic links are followed as long as they stay below the root; hidden
/// files and folders are passed over.
#[derive(Debug)]
pub struct Directory {
    root: PathBuf,
}

/// A file that is to be another, or to be gone, as one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The path below the root.
    pub path: String,
    /// What was read there; `None` if nothing was.
    pub before: Option<String>,
    /// What is to be there; `None` if nothing is.
    pub after: Option<String>,
}

/// A file that is written under a temporary name, or is to be removed.
struct Ready<'f> {
    file: &'f Replacement,
    place: PathBuf,
    staged: Option<Staged>,
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

    /// Writes several files, and removes those that are to be gone, while no other process does so.
    /// All are compared with what was read, and all are on the disk under temporary names, before the
    /// first gets its name, in this order; those that go are removed last, with the folders that
    /// are empty then. A file that is already as it is to be is left alone.
    ///
    /// Each is whole at any time. A process that is killed in between leaves those before it written.
    ///
    /// # Errors
    /// [`WriteError`] if one was changed meanwhile, or if the operating system refuses; then all is as
    /// it was, as far as the operating system lets it be restored.
    pub fn write_all(&self, files: &[Replacement]) -> Result<(), WriteError> {
        let _lock = Lock::acquire(&self.root)?;
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
        }
        let open = files.iter().filter(|it| it.before != it.after);
        let mut swept = HashSet::new();
        let ready = open.map(|it| self.ready(it, &mut swept));
        let ready: Result<Vec<Ready<'_>>, WriteError> = ready.collect();
        let mut ready = ready?;
        ready.sort_by_key(|it| it.staged.is_none());
        let mut done: Vec<(&Replacement, PathBuf)> = Vec::new();
        for it in ready {
            if let Err(error) = self.put(it.file, &it.place, it.staged) {
                for (file, place) in done.into_iter().rev() {
                    restore(file, &place);
                }
                return Err(error);
            }
            done.push((it.file, it.place));
        }
        Ok(())
    }

    /// Writes files into a folder where none of them is yet, as those of a new model: all under temporary
    /// names first. In whatever order they get their names, each is whole at any time.
    ///
    /// # Errors
    /// [`WriteError`] if there is one already, if a path leads out of the root, or if the operating system
    /// refuses. Some may be there then.
    pub fn write_new<'f>(
        &self,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), WriteError> {
        let _lock = Lock::acquire(&self.root)?;
        let (mut all, mut folders) = (Vec::new(), BTreeSet::new());
        for (path, content) in files {
            let shown = self.root.join(path);
            let place = self.place(path).map_err(|it| it.at(&shown))?;
            folders.extend(place.parent().map(Path::to_owned));
            all.push(staged_with(&place, content)?.closed());
        }
        let failed = |error: io::Error| WriteReason::from(error).at(&self.root);
        staged::sync_files(&self.root, &all).map_err(failed)?;
        for it in &mut all {
            it.name(Expected::Absent)
                .map_err(|error| error.at(it.path()))?;
        }
        for folder in folders {
            staged::sync_folder(&folder).map_err(failed)?;
        }
        Ok(())
    }

    /// A file under a temporary name beside its place. A folder is swept once, before the first.
    fn ready<'f>(
        &self,
        file: &'f Replacement,
        swept: &mut HashSet<PathBuf>,
    ) -> Result<Ready<'f>, WriteError> {
        let shown = self.root.join(&file.path);
        let place = self.place(&file.path).map_err(|it| it.at(&shown))?;
        let staged = match &file.after {
            None => None,
            Some(after) => {
                // What a process that was killed left here.
                if let Some(folder) = place.parent()
                    && swept.insert(folder.to_owned())
                {
                    let _ = staged::sweep(folder);
                }
                Some(staged_with(&place, after)?.synced()?)
            }
        };
        Ok(Ready {
            file,
            place,
            staged,
        })
    }

    fn put(
        &self,
        file: &Replacement,
        place: &Path,
        staged: Option<Staged>,
    ) -> Result<(), WriteError> {
        let before = file.before.as_deref().map(str::as_bytes);
        if let Some(staged) = staged {
            return staged.commit(before.map_or(Expected::Absent, Expected::Bytes));
        }
        let fail = |reason: WriteReason| reason.at(place);
        let now = read_regular(place, limits::BUNDLE_BYTES);
        if now.ok().as_deref() != before {
            return Err(fail(WriteReason::Changed));
        }
        fs::remove_file(place).map_err(|it| fail(it.into()))?;
        let folders = place.ancestors().skip(1);
        let inside = folders.take_while(|it| it.starts_with(&self.root) && **it != self.root);
        for folder in inside {
            // One that has something else in it stays.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
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
    pub(super) fn place(&self, path: &str) -> Result<PathBuf, WriteReason> {
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

/// A file under a temporary name beside its place.
fn staged_with(place: &Path, content: &str) -> Result<Staged, WriteError> {
    let mut staged = Staged::create(place)?;
    let written = staged.write_all(content.as_bytes());
    written.map_err(|it| WriteReason::from(it).at(place))?;
    Ok(staged)
}

/// Puts back what was there, unless something else is there by now.
fn restore(file: &Replacement, place: &Path) {
    let is_ours = |after: &str| fs::read(place).is_ok_and(|it| it == after.as_bytes());
    let _ = match (&file.before, &file.after) {
        (Some(before), Some(after)) => {
            let expected = Expected::Bytes(after.as_bytes());
            staged::replace(place, expected, before.as_bytes())
        }
        (Some(before), None) => {
            let folder = place.parent();
            let _ = folder.map(fs::create_dir_all);
            staged::replace(place, Expected::Absent, before.as_bytes())
        }
        (None, Some(after)) if is_ours(after) => {
            let _ = fs::remove_file(place);
            Ok(())
        }
        (None, _) => Ok(()),
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a later file cannot be written, those before it are as they were.
    #[test]
    fn what_was_written_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let change = |before: Option<&str>, after: Option<&str>| Replacement {
            path: String::new(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let path = folder.path().join("inner/a.yaml");
        let now = || fs::read_to_string(&path).ok();
        fs::create_dir(folder.path().join("inner")).unwrap();
        fs::write(&path, "after").unwrap();
        restore(&change(Some("before"), Some("after")), &path);
        assert_eq!(now().as_deref(), Some("before"));
        // Removed, with the folder that was empty then.
        fs::remove_dir_all(folder.path().join("inner")).unwrap();
        restore(&change(Some("before"), None), &path);
        assert_eq!(now().as_deref(), Some("before"));
        // Something else that is there by now stays.
        restore(&change(None, Some("after")), &path);
        assert_eq!(now().as_deref(), Some("before"));
        restore(&change(Some("older"), Some("after")), &path);
        assert_eq!(now().as_deref(), Some("before"));
        restore(&change(None, Some("before")), &path);
        assert_eq!(now(), None);
    }
}
