use std::collections::BTreeSet;

use super::{Listing, Memory, ReadError, Source};

/// A source with some of its files replaced, to see what the model would be then.
pub(crate) struct Overlay<'a> {
    pub base: &'a dyn Source,
    pub files: Memory,
    /// The paths of files that are not there.
    pub without: BTreeSet<String>,
}

impl Source for Overlay<'_> {
    fn list(&self) -> Listing {
        let mut listing = self.base.list();
        listing.files.retain(|path| !self.without.contains(path));
        listing.files.retain(|path| self.files.get(path).is_none());
        listing.files.extend(self.files.list().files);
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(_) => self.files.read(path, limit),
            None if self.without.contains(path) => {
                Err(ReadError::Io(std::io::ErrorKind::NotFound.into()))
            }
            None => self.base.read(path, limit),
        }
    }

    fn is_single(&self) -> bool {
        self.base.is_single()
    }
}
