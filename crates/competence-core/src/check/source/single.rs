use std::io;
use std::path::{Path, PathBuf};

use super::directory::read_regular;
use super::{Listing, ReadError, Source};

/// One file: a bundle, in JSON or YAML, or one document of a framework. Of a document alone,
/// only what can be said without the others is checked.
#[derive(Debug)]
pub struct SingleFile {
    path: PathBuf,
    name: String,
}

impl SingleFile {
    /// Names a file.
    ///
    /// # Errors
    /// If it does not exist or is a folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize()?;
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(Self { path, name })
    }
}

impl Source for SingleFile {
    fn list(&self) -> Listing {
        Listing {
            files: vec![self.name.clone()],
            problems: Vec::new(),
        }
    }

    fn read(&self, _: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        read_regular(&self.path, limit)
    }

    fn is_single(&self) -> bool {
        true
    }
}
