//! What a program makes anew each time: written as one, and never over what somebody else wrote.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::directory::{Directory, read_regular};
use super::lock::Lock;
use super::staged::{self, Expected, Staged, WriteError, WriteReason};
use super::{ReadError, limits};
use crate::ContentHash;

/// The file in which a folder says what was written into it: a line for each file, with its hash and
/// its name.
const RECORD: &str = ".competence-written";

/// Files that are made anew from something else, such as a model in another format. All are written, or
/// none.
///
/// A file that is there already is written over if it is as an earlier run left it, which the file
/// `.competence-written` beside it says. What somebody else wrote or changed is kept, and nothing is
/// written, unless [`Outputs::overwriting`] was asked for.
///
/// ```
/// use competence_core::source::{Outputs, OutputsError};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("table.csv");
/// let write = |text: &str| Outputs::default().file(&path, text).write();
/// write("a,b\n")?;
/// write("a,b\n1,2\n")?;
/// std::fs::write(&path, "a,b\n1,3\n")?;
/// assert!(matches!(write("a,b\n"), Err(OutputsError::Kept(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Outputs {
    files: Vec<Output>,
    /// The folders that are made if they are not there.
    folders: Vec<PathBuf>,
    overwrite: bool,
}

#[derive(Debug)]
struct Output {
    path: PathBuf,
    content: Vec<u8>,
    /// Whether it is one of a folder, out of which no link may lead.
    is_inner: bool,
}

/// Files could not be written. What was at their paths is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputsError {
    /// These files are not as an earlier run left them.
    #[error("there already, and not what an earlier run wrote: {}", shown(.0))]
    Kept(Vec<PathBuf>),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn shown(paths: &[PathBuf]) -> String {
    let paths = paths.iter().map(|it| format!("`{}`", it.display()));
    paths.collect::<Vec<_>>().join(", ")
}

impl Outputs {
    /// Adds a file. A link to a file stays a link; a pipe or a device is written to as it is.
    #[must_use]
    pub fn file(mut self, path: &Path, content: impl Into<Vec<u8>>) -> Self {
        self.files.push(Output {
            path: path.to_owned(),
            content: content.into(),
            is_inner: false,
        });
        self
    }

    /// Adds the files of a folder, by their names. The folder is made if it is not there; what else is in
    /// it stays.
    #[must_use]
    pub fn folder(mut self, path: &Path, files: Vec<(String, Vec<u8>)>) -> Self {
        self.folders.push(path.to_owned());
        self.files
            .extend(files.into_iter().map(|(name, content)| Output {
                path: path.join(name),
                content,
                is_inner: true,
            }));
        self
    }

    /// Writes over any file that is in the way, if it is `true`.
    #[must_use]
    pub fn overwriting(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
        self
    }

    /// Writes all of them, or none.
    ///
    /// # Errors
    /// [`OutputsError`] if files would be lost, or if the operating system refuses.
    pub fn write(self) -> Result<(), OutputsError> {
        let missing = self.folders.iter().filter(|it| !it.exists());
        let missing: Vec<PathBuf> = missing.cloned().collect();
        let written = self.written();
        if written.is_err() {
            for folder in missing {
                // One that has something in it stays.
                let _ = fs::remove_dir(folder);
            }
        }
        written
    }

    fn written(self) -> Result<(), OutputsError> {
        for folder in &self.folders {
            fs::create_dir_all(folder).map_err(|error| match folder.metadata() {
                Ok(_) => WriteReason::NotAFolder(folder.display().to_string()).at(folder),
                Err(_) => WriteReason::from(error).at(folder),
            })?;
        }
        let (streams, files): (Vec<Output>, Vec<Output>) = self
            .files
            .into_iter()
            .partition(|it| staged::is_stream(&it.path));
        let mut folders: BTreeMap<PathBuf, Folder> = BTreeMap::new();
        for file in files {
            let place = file.place().map_err(|it| it.at(&file.path))?;
            let folder = place.parent().unwrap_or(&place).to_owned();
            let folder = folders.entry(folder).or_default();
            if folder.files.iter().any(|it| it.place == place) {
                return Err(WriteReason::Twice.at(&file.path).into());
            }
            folder.files.push(Placed {
                file,
                place,
                before: None,
            });
        }
        // In the same order by every writer, so that none waits for another that waits for it.
        let locks: Result<Vec<Lock>, WriteError> =
            folders.keys().map(|it| Lock::acquire(it)).collect();
        let _locks = locks?;
        let mut kept = Vec::new();
        for (path, folder) in &mut folders {
            folder.compare(path, self.overwrite, &mut kept)?;
        }
        if !kept.is_empty() {
            return Err(OutputsError::Kept(kept));
        }
        let swaps = folders.iter().flat_map(|(path, it)| it.swaps(path));
        put(&swaps.collect::<Vec<_>>())?;
        for it in streams {
            staged::write(&it.path, &it.content)?;
        }
        Ok(())
    }
}

impl Output {
    /// Where it is to be: where a link leads to, but out of no folder that is written as a whole.
    fn place(&self) -> Result<PathBuf, WriteReason> {
        let path = std::path::absolute(&self.path)?;
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(WriteReason::NotAFile);
        };
        if self.is_inner {
            return Directory::open(folder)?.place(&name.to_string_lossy());
        }
        match fs::symlink_metadata(&self.path) {
            Ok(_) => self.path.canonicalize().map_err(|_| WriteReason::NotAFile),
            Err(_) => Ok(folder.canonicalize()?.join(name)),
        }
    }
}

/// The files that are to be in a folder, and what is known of it.
#[derive(Debug, Default)]
struct Folder {
    files: Vec<Placed>,
    record: Option<Vec<u8>>,
    /// The record as it will be.
    next: String,
}

#[derive(Debug)]
struct Placed {
    file: Output,
    place: PathBuf,
    /// What is there.
    before: Option<Vec<u8>>,
}

impl Folder {
    /// Holds what is there against the record. Files that may not be written over are `kept`.
    fn compare(
        &mut self,
        folder: &Path,
        overwrite: bool,
        kept: &mut Vec<PathBuf>,
    ) -> Result<(), WriteError> {
        self.record = read_record(&folder.join(RECORD))?;
        let mut known = parsed(self.record.as_deref().unwrap_or_default());
        // What is gone needs no line any more.
        known.retain(|name, _| folder.join(name).is_file());
        for Placed {
            file,
            place,
            before,
        } in &mut self.files
        {
            *before = read(place).map_err(|it| it.at(&file.path))?;
            let name = place.file_name().unwrap_or_default().to_string_lossy();
            let is_ours = |it: &Vec<u8>| {
                let is_known = || known.get(&*name) == Some(&ContentHash::of(it));
                it.is_empty() || *it == file.content || is_known()
            };
            if !overwrite && !before.as_ref().is_none_or(is_ours) {
                kept.push(file.path.clone());
            }
            known.insert(name.into_owned(), ContentHash::of(&file.content));
        }
        for (name, hash) in &known {
            // Writing to a string does not fail.
            let _ = writeln!(self.next, "{hash}  {name}");
        }
        Ok(())
    }

    /// What is to change, and the record last: without it, what was written is taken for somebody else's.
    fn swaps<'f>(&'f self, folder: &Path) -> impl Iterator<Item = Swap<'f>> + use<'f> {
        let files = self.files.iter().map(|it| Swap {
            path: it.file.path.clone(),
            place: it.place.clone(),
            before: it.before.as_deref(),
            after: it.file.content.as_slice(),
        });
        let record = folder.join(RECORD);
        let record = Swap {
            path: record.clone(),
            place: record,
            before: self.record.as_deref(),
            after: self.next.as_bytes(),
        };
        let all = files.chain(std::iter::once(record));
        all.filter(|it| it.before != Some(it.after))
    }
}

/// A file that is to be another.
struct Swap<'f> {
    /// The path that was named, which says more than the place where a link leads to.
    path: PathBuf,
    place: PathBuf,
    /// What is there; `None` if nothing is.
    before: Option<&'f [u8]>,
    after: &'f [u8],
}

/// Puts all files in their places, once all are on the disk under temporary names; where one cannot be, those
/// before it are as they were.
fn put(swaps: &[Swap<'_>]) -> Result<(), WriteError> {
    let staged = |it: &Swap<'_>| {
        let fail = |reason: WriteReason| reason.at(&it.path);
        let mut staged = Staged::create(&it.place).map_err(|error| fail(error.reason))?;
        let written = staged.write_all(it.after);
        written.map_err(|error| fail(error.into()))?;
        Ok(staged)
    };
    let ready: Result<Vec<Staged>, WriteError> = swaps.iter().map(staged).collect();
    let mut done: Vec<&Swap<'_>> = Vec::new();
    for (swap, staged) in swaps.iter().zip(ready?) {
        let expected = swap.before.map_or(Expected::Absent, Expected::Bytes);
        if let Err(error) = staged.commit(expected) {
            done.iter().rev().for_each(|it| it.undo());
            return Err(error.reason.at(&swap.path));
        }
        done.push(swap);
    }
    Ok(())
}

impl Swap<'_> {
    /// Puts back what was there, unless something else is there by now.
    fn undo(&self) {
        let is_ours = || fs::read(&self.place).is_ok_and(|it| it == self.after);
        match self.before {
            Some(before) => drop(staged::replace(
                &self.place,
                Expected::Bytes(self.after),
                before,
            )),
            None if is_ours() => drop(fs::remove_file(&self.place)),
            None => {}
        }
    }
}

/// What is at a place, if anything is.
fn read(place: &Path) -> Result<Option<Vec<u8>>, WriteReason> {
    match read_regular(place, limits::TOTAL_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.is_absence() => Ok(None),
        Err(ReadError::Io(error)) => Err(error.into()),
        Err(ReadError::TooLarge { .. }) => Err(WriteReason::Exists),
        Err(_) => Err(WriteReason::NotAFile),
    }
}

/// The record of a folder, through no link.
fn read_record(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::symlink_metadata(path) {
        Err(_) => Ok(None),
        Ok(it) if !it.is_file() => Err(WriteReason::NotAFile.at(path)),
        Ok(_) => read(path).map_err(|it| it.at(path)),
    }
}

/// The names of a record, each with its hash. Lines of another form say nothing.
fn parsed(record: &[u8]) -> BTreeMap<String, ContentHash> {
    let text = String::from_utf8_lossy(record);
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    let known = lines.filter_map(|(hash, name)| Some((name.to_owned(), hash.parse().ok()?)));
    known.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut all: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        all.sort();
        all
    }

    fn table(folder: &Path, one: &str, two: &str) -> Outputs {
        let files = [("a.csv", one), ("b.csv", two)];
        let files = files.map(|(name, it)| (name.to_owned(), it.as_bytes().to_vec()));
        Outputs::default().folder(folder, files.to_vec())
    }

    #[test]
    fn a_folder_is_written_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().join("tables");
        let read = |name: &str| fs::read_to_string(here.join(name)).unwrap();
        table(&here, "1", "1").write().unwrap();
        table(&here, "2", "2").write().unwrap();
        assert_eq!(names(&here), [RECORD, "a.csv", "b.csv"]);
        // What was changed is kept, and with it all else.
        fs::write(here.join("b.csv"), "mine").unwrap();
        let error = table(&here, "3", "3").write().unwrap_err();
        let OutputsError::Kept(kept) = error else {
            panic!("{error}");
        };
        assert_eq!(kept, [here.join("b.csv")]);
        assert_eq!((read("a.csv"), read("b.csv")), ("2".into(), "mine".into()));
        table(&here, "3", "3").overwriting(true).write().unwrap();
        assert_eq!((read("a.csv"), read("b.csv")), ("3".into(), "3".into()));
        // Without the record nothing is known; the same again is no loss.
        fs::remove_file(here.join(RECORD)).unwrap();
        table(&here, "3", "3").write().unwrap();
        table(&here, "4", "4").write().unwrap();
        assert_eq!(read("b.csv"), "4");
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        fs::create_dir(here.join("taken")).unwrap();
        let both = table(&here.join("tables"), "1", "1").file(&here.join("taken"), "2");
        let error = both.write().unwrap_err();
        assert!(error.to_string().contains("not a regular file"), "{error}");
        assert_eq!(names(here), ["taken"]);
        let twice = Outputs::default();
        let twice = twice.file(&here.join("a"), "1").file(&here.join("a"), "2");
        let error = twice.write().unwrap_err();
        assert!(error.to_string().contains("same file"), "{error}");
        assert_eq!(names(here), ["taken"]);
    }

    /// Neither a file of a folder nor the record leads out of it.
    #[cfg(unix)]
    #[test]
    fn links_out_of_a_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        let outside = here.join("outside");
        for name in ["b.csv", RECORD] {
            fs::write(&outside, "1").unwrap();
            let tables = here.join("tables");
            fs::create_dir(&tables).unwrap();
            std::os::unix::fs::symlink(&outside, tables.join(name)).unwrap();
            let written = table(&tables, "2", "2").overwriting(true).write();
            assert!(written.is_err(), "{name}");
            assert_eq!(fs::read_to_string(&outside).unwrap(), "1");
            fs::remove_dir_all(&tables).unwrap();
        }
    }
}
