//! What an import reads: a file, or the files of a folder.

use crate::ImportError;

/// The most that is read, in bytes, all files together. What is larger is refused before it is read.
pub const LIMIT: u64 = 128 << 20;

/// What an import reads. Each file has the name by which problems are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    files: Vec<(String, Vec<u8>)>,
}

impl Input {
    /// One file.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`].
    pub fn file(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Result<Self, ImportError> {
        Self::folder(vec![(name.into(), content.into())])
    }

    /// The files of a folder, by their names; in the order of these, whatever order they are given in.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`].
    pub fn folder(mut files: Vec<(String, Vec<u8>)>) -> Result<Self, ImportError> {
        let bytes: u64 = files.iter().map(|(_, it)| it.len() as u64).sum();
        if bytes > LIMIT {
            return Err(ImportError::TooLarge);
        }
        files.sort();
        Ok(Self { files })
    }

    /// The files, by their names and in the order of these.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(name, it)| (name.as_str(), it.as_slice()))
    }

    /// The one file that there is, with its name.
    pub(crate) fn one(&self) -> Result<(&str, &[u8]), ImportError> {
        let [(name, content)] = self.files.as_slice() else {
            let message = "this format is one file: name the file, and not its folder";
            return Err(ImportError::Input(message.to_owned()));
        };
        Ok((name, content))
    }

    /// What is in the one file that there is.
    ///
    /// # Errors
    /// [`ImportError::Input`] if there is none, or are several.
    pub fn bytes(&self) -> Result<&[u8], ImportError> {
        self.one().map(|(_, content)| content)
    }

    /// The text of the one file that there is.
    ///
    /// # Errors
    /// [`ImportError::Input`] if there is none, are several, or it is not UTF-8.
    pub fn text(&self) -> Result<&str, ImportError> {
        let (_, content) = self.one()?;
        let text = std::str::from_utf8(content);
        // Some programs put a mark before it.
        text.map(|it| it.trim_start_matches('\u{feff}'))
            .map_err(|_| ImportError::Input("the file is not UTF-8: save it as UTF-8".to_owned()))
    }
}
