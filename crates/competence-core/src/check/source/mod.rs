//! Where the files of a framework come from.

mod directory;
mod lock;
mod memory;
mod nameless;
mod outputs;
mod overlay;
mod single;
mod staged;

use std::io;

pub use directory::{Directory, Replacement};
pub use memory::Memory;
pub use outputs::{Outputs, OutputsError};
pub(crate) use overlay::Overlay;
pub use single::SingleFile;
pub use staged::{Expected, Staged, WriteError, WriteReason, abandon, replace, write};

use crate::ContentHash;

/// The most that is read of a source. A model far beyond any real one stays within.
pub mod limits {
    /// The largest file, in bytes: 16 MiB.
    pub const FILE_BYTES: u64 = 16 << 20;
    /// The largest released bundle, in bytes: 256 MiB.
    pub const BUNDLE_BYTES: u64 = 256 << 20;
    /// All files together, in bytes: 1 GiB.
    pub const TOTAL_BYTES: u64 = 1 << 30;
    /// The number of files.
    pub const FILES: usize = 100_000;
    /// The depth of folders below the root.
    pub const FOLDER_DEPTH: usize = 8;
    /// The depth of lists and maps in a file.
    pub const DEPTH: usize = 32;
    /// The number of values in a file, keys included.
    pub const VALUES: usize = 4_000_000;
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is larger than the limit.
    #[error("the file is larger than {} MiB", limit >> 20)]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It lies outside of the root, by its path or behind a symbolic link.
    #[error("the path leads out of the model's folder")]
    OutsideRoot,
    /// It is a folder, a pipe or a device.
    #[error("this is not a regular file")]
    NotAFile,
    /// Its name is not UTF-8.
    #[error("the file's name is not UTF-8")]
    Name,
    /// There are more files or deeper folders than the limit.
    #[error(
        "there are more than {} files, or folders nested deeper than {}",
        limits::FILES,
        limits::FOLDER_DEPTH
    )]
    TooMany,
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl ReadError {
    /// Whether it says that nothing is there.
    fn is_absence(&self) -> bool {
        use io::ErrorKind::{NotADirectory, NotFound};
        matches!(self, Self::Io(error) if matches!(error.kind(), NotFound | NotADirectory))
    }
}

/// What a source holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// The paths of the YAML and JSON files, relative to the root, with `/` between their parts.
    pub files: Vec<String>,
    /// What could not be listed, and why.
    pub problems: Vec<(String, ReadError)>,
}

/// Files by path: a directory, a set in memory, or the tree of a revision.
pub trait Source: Sync {
    /// Lists the files below the root. The order does not matter.
    fn list(&self) -> Listing;

    /// Reads a listed file, if it has at most `limit` bytes.
    ///
    /// # Errors
    /// [`ReadError`] if it cannot be read, or lies outside of the root.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// As [`Source::read`], of a file that may not be there: `None` if nothing is.
    ///
    /// # Errors
    /// [`ReadError`] if something is there and cannot be read.
    fn read_if_any(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
        match self.read(path, limit) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.is_absence() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Waits while another process writes several files of the source, and tells a state that is
    /// another one when it has; `None` for a source that does not change.
    fn state(&self) -> Option<ContentHash> {
        None
    }

    /// Whether the source is one file of a framework, or a bundle, and not a whole folder.
    fn is_single(&self) -> bool {
        false
    }
}

/// Whether a path below the root is one of those that may be part of a model.
fn is_candidate(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let extension = path
        .rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'));
    let known = |extension: &str| {
        let extension = extension.to_ascii_lowercase();
        matches!(extension.as_str(), "yaml" | "yml" | "json")
    };
    !hidden && extension.is_some_and(|(_, extension)| known(extension))
}

/// Whether a relative path stays below the root.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
