//! Files that are written whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{NamedTempFile, TempPath};

use super::nameless;

/// Every temporary file begins and ends like this, so that what a killed process left behind can
/// be told from what a person made.
const PREFIX: &str = ".competence-";
const SUFFIX: &str = ".tmp";

/// The temporary files of this process.
static TEMPORARY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What has to be at a path before a file is put there.
#[derive(Debug, Clone, Copy)]
pub enum Expected<'a> {
    /// Nothing.
    Absent,
    /// A file with these bytes, which are those that were read.
    Bytes(&'a [u8]),
    /// Nothing, or any regular file.
    Anything,
}

/// A file could not be written. What was at its path is as it was.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`: {reason}", path.display())]
pub struct WriteError {
    /// The path.
    pub path: PathBuf,
    /// Why not.
    #[source]
    pub reason: WriteReason,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteReason {
    /// A file is there, and none should be.
    #[error("a file of this name is there already")]
    Exists,
    /// Two outputs are to be the same file.
    #[error("two outputs would be the same file: name another one")]
    Twice,
    /// The file is not the one that was read.
    #[error("it was changed after it was read, and is left as it is; run the command again")]
    Changed,
    /// The path leads out of the model's folder, by itself or behind a symbolic link.
    #[error("the path leads out of the model's folder")]
    OutsideRoot,
    /// A folder, a pipe, a device or a link that leads nowhere is there.
    #[error("it is not a regular file")]
    NotAFile,
    /// A folder of the path is a file.
    #[error("`{0}` is a file, and a folder of this name is needed")]
    NotAFolder(String),
    /// Another process writes to the model.
    #[error("another process is writing to this model; run the command again when it has ended")]
    Locked,
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl WriteReason {
    pub(super) fn at(self, path: &Path) -> WriteError {
        WriteError {
            path: path.to_owned(),
            reason: self,
        }
    }
}

/// A file that is being written: a temporary one beside the place where it is to be, which takes
/// that place when all is written. Dropped before, it is removed.
///
/// ```
/// use std::io::Write;
/// use competence_core::source::{Expected, Staged};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("table.csv");
/// let mut staged = Staged::create(&path)?;
/// staged.write_all(b"a,b\n")?;
/// assert!(!path.exists());
/// staged.commit(Expected::Absent)?;
/// assert_eq!(std::fs::read(&path)?, b"a,b\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Staged {
    /// `None` once it is in its place.
    file: Option<Temporary>,
    /// The path that was named, for messages.
    path: PathBuf,
    /// The place: where a link leads to, so that the link stays one.
    place: PathBuf,
    permissions: Option<Permissions>,
}

/// What is written to until the file is whole.
#[derive(Debug)]
enum Temporary {
    /// A file beside the place.
    Named(NamedTempFile),
    /// A file that gets its name at last.
    Nameless(File),
    /// A file beside the place that is written and closed.
    Closed(TempPath),
}

impl Temporary {
    fn as_file(&self) -> io::Result<&File> {
        match self {
            Self::Named(file) => Ok(file.as_file()),
            Self::Nameless(file) => Ok(file),
            Self::Closed(_) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The path of the file, if it has one.
    fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Named(file) => Some(file.path().to_owned()),
            Self::Closed(path) => Some(path.to_path_buf()),
            Self::Nameless(_) => None,
        }
    }
}

impl Staged {
    /// Begins a file that is to be at a path where nothing is yet. On Linux it has no name until it is
    /// whole, where the file system can do so: a process that is killed leaves nothing of it.
    ///
    /// # Errors
    /// [`WriteError`] if something is there, or if the folder cannot be written to.
    pub fn create_new(path: &Path) -> Result<Self, WriteError> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(WriteReason::Exists.at(path));
        }
        match nameless::create(folder_of(path)) {
            Some(file) => Ok(Self {
                file: Some(Temporary::Nameless(file)),
                path: path.to_owned(),
                place: path.to_owned(),
                permissions: None,
            }),
            None => Self::create(path),
        }
    }

    /// Begins a file that is to be at this path. One that is there keeps its permissions, and a
    /// link to a file stays a link.
    ///
    /// # Errors
    /// [`WriteError`] if something else than a regular file is there, or if the folder cannot be
    /// written to.
    pub fn create(path: &Path) -> Result<Self, WriteError> {
        let fail = |reason: WriteReason| reason.at(path);
        let (place, permissions) = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), None),
            Err(error) => return Err(fail(error.into())),
            Ok(_) => {
                let real = path.canonicalize();
                let real = real.map_err(|_| fail(WriteReason::NotAFile))?;
                let metadata = real.metadata().map_err(|it| fail(it.into()))?;
                if !metadata.is_file() {
                    return Err(fail(WriteReason::NotAFile));
                }
                (real, Some(metadata.permissions()))
            }
        };
        // Made and listed in one step, so that no signal comes in between.
        let mut all = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder().tempfile_in(folder_of(&place));
        // The path of the temporary file, which is in the error, would say nothing.
        let file = file.map_err(|it| fail(io::Error::from(it.kind()).into()))?;
        // While it is locked, its process lives. Where nothing can be locked, nothing is swept.
        let _ = file.as_file().try_lock();
        all.insert(file.path().to_owned());
        drop(all);
        Ok(Self {
            file: Some(Temporary::Named(file)),
            path: path.to_owned(),
            place,
            permissions,
        })
    }

    /// The same permissions as another file has, and not those of new files.
    #[must_use]
    pub fn with_permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = Some(permissions);
        self
    }

    /// Another handle to write to, for a writer that keeps its own.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn handle(&self) -> io::Result<File> {
        match &self.file {
            Some(file) => file.as_file()?.try_clone(),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The path that was named.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Brings the file, which is whole now, to the disk.
    fn sync(&mut self) -> Result<(), WriteReason> {
        if let Some(file) = &self.file
            && let Ok(file) = file.as_file()
        {
            if let Some(permissions) = self.permissions.take() {
                file.set_permissions(permissions)?;
            }
            file.sync_all()?;
        }
        Ok(())
    }

    /// Closes the file once it is on the disk, as a process may have few files open at a time. It is no
    /// longer locked: its folder must not be swept before it has its name.
    pub(super) fn synced(mut self) -> Result<Self, WriteError> {
        self.sync().map_err(|it| it.at(&self.path))?;
        Ok(self.closed())
    }

    /// The same for a file that something else brings to the disk.
    pub(super) fn closed(mut self) -> Self {
        self.file = self.file.take().map(|file| match file {
            Temporary::Named(file) => Temporary::Closed(file.into_temp_path()),
            other => other,
        });
        self
    }

    /// Puts the file in its place, once it is on the disk.
    ///
    /// # Errors
    /// [`WriteError`] if the file is not as expected, or if the operating system
    /// refuses; then all is as it was.
    pub fn commit(mut self, expected: Expected<'_>) -> Result<(), WriteError> {
        let path = self.path.clone();
        self.put(expected).map_err(|it| it.at(&path))
    }

    fn put(&mut self, expected: Expected<'_>) -> Result<(), WriteReason> {
        self.sync()?;
        self.name(expected)?;
        sync_folder(folder_of(&self.place))?;
        Ok(())
    }

    /// Gives the file its name, which is not on the disk before its folder is.
    pub(super) fn name(&mut self, expected: Expected<'_>) -> Result<(), WriteReason> {
        match expected {
            Expected::Bytes(before) if fs::read(&self.place)? != before => {
                return Err(WriteReason::Changed);
            }
            Expected::Absent if fs::symlink_metadata(&self.path).is_ok() => {
                return Err(WriteReason::Exists);
            }
            _ => {}
        }
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        let temporary = file.path();
        let is_new = matches!(expected, Expected::Absent);
        let place = &self.place;
        let put = match file {
            Temporary::Nameless(file) => nameless::name(&file, place),
            Temporary::Named(file) if is_new => named(file.persist_noclobber(place)),
            Temporary::Named(file) => named(file.persist(place)),
            Temporary::Closed(path) if is_new => {
                path.persist_noclobber(place).map_err(|it| it.error)
            }
            Temporary::Closed(path) => path.persist(place).map_err(|it| it.error),
        };
        temporary.as_deref().map(forget);
        put.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => WriteReason::Exists,
            _ => error.into(),
        })
    }
}

fn named(put: Result<File, tempfile::PersistError>) -> io::Result<()> {
    put.map(drop).map_err(|it| it.error)
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.as_file()?.write(bytes),
            None => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file
            .as_ref()
            .map_or(Ok(()), |file| file.as_file()?.flush())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            let temporary = file.path();
            drop(file);
            temporary.as_deref().map(forget);
        }
    }
}

fn forget(temporary: &Path) {
    let mut all = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
    all.remove(temporary);
}

/// A new file may be read by whom new files may be; a temporary one of its own would be private.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder
}

/// Writes a file whole or not at all, where the one it replaces is as expected.
///
/// # Errors
/// [`WriteError`] if something else is there, or if the operating system refuses; what was there is
/// as it was.
pub fn replace(path: &Path, expected: Expected<'_>, content: &[u8]) -> Result<(), WriteError> {
    let mut staged = Staged::create(path)?;
    let written = staged.write_all(content);
    written.map_err(|it| WriteReason::from(it).at(path))?;
    staged.commit(expected)
}

/// Writes a file whole or not at all. A pipe or a device is written to as it is.
///
/// # Errors
/// [`WriteError`] if the operating system refuses; a file that was there is as it was.
pub fn write(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    if is_stream(path) {
        let written = fs::write(path, content);
        return written.map_err(|it| WriteReason::from(it).at(path));
    }
    replace(path, Expected::Anything, content)
}

/// Whether a pipe or a device is there.
pub(super) fn is_stream(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// Removes all files that this process has begun and not put in their places, and lets none be
/// begun any more: for a handler of signals, which then ends the process.
pub fn abandon() {
    let all = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
    for path in &*all {
        let _ = fs::remove_file(path);
    }
    std::mem::forget(all);
}

/// Removes the temporary files that processes which were killed have left in a folder.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = name
            .to_str()
            .is_some_and(|it| it.starts_with(PREFIX) && it.ends_with(SUFFIX));
        if is_ours && entry.file_type()?.is_file() {
            let path = entry.path();
            if File::open(&path).is_ok_and(|it| it.try_lock().is_ok()) {
                fs::remove_file(path)?;
            }
        }
    }
    Ok(())
}

/// The folder that a path is in.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|it| *it != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// Without this, a machine that goes down could lose the names of files that are on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Brings files to the disk that were written and closed.
#[cfg(target_os = "linux")]
pub(super) fn sync_files(root: &Path, _: &[Staged]) -> io::Result<()> {
    // In one step, and not thousands.
    Ok(rustix::fs::syncfs(File::open(root)?)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync_files(_: &Path, files: &[Staged]) -> io::Result<()> {
    let paths = files.iter().filter_map(|it| it.file.as_ref()?.path());
    for path in paths {
        File::options().write(true).open(path)?.sync_all()?;
    }
    Ok(())
}
