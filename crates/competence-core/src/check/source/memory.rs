use std::collections::BTreeMap;

use super::{Listing, ReadError, Source, is_candidate, is_inside};

/// A set of files in memory: an editor's buffers, a test, the tree of a revision.
///
/// ```
/// use competence_core::{check::check, source::Memory};
/// let files = Memory::from_iter([("framework.yaml", "id: demo\n")]);
/// let checked = check(&files);
/// assert!(checked.findings().iter().any(|finding| finding.rule.id == "invalid-version"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Puts a file into the set; it replaces one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Takes a file out of the set.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    /// The content of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

impl<P: Into<String>, C: Into<Vec<u8>>> FromIterator<(P, C)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, C)>>(files: I) -> Self {
        let files = files
            .into_iter()
            .map(|(path, content)| (path.into(), content.into()));
        Self {
            files: files.collect(),
        }
    }
}

impl Source for Memory {
    fn list(&self) -> Listing {
        let mut listing = Listing::default();
        for path in self.files.keys() {
            if !is_inside(path) {
                listing
                    .problems
                    .push((path.clone(), ReadError::OutsideRoot));
            } else if is_candidate(path) {
                listing.files.push(path.clone());
            }
        }
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let not_found = || ReadError::Io(std::io::ErrorKind::NotFound.into());
        let bytes = self.files.get(path).ok_or_else(not_found)?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge { limit });
        }
        Ok(bytes.clone())
    }
}
