use super::{Listing, Memory, ReadError, Source};

/// A source with some of its files replaced, to see what the model would be then.
pub(crate) struct Overlay<'a> {
    pub base: &'a dyn Source,
    pub files: Memory,
    /// The path of a file that is not there.
    pub without: Option<String>,
}

impl Source for Overlay<'_> {
    fn list(&self) -> Listing {
        let mut listing = self.base.list();
        listing
            .files
            .retain(|path| Some(path) != self.without.as_ref());
        let mut own = self.files.list().files;
        own.retain(|path| !listing.files.contains(path));
        listing.files.extend(own);
        listing
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(_) => self.files.read(path, limit),
            None => self.base.read(path, limit),
        }
    }

    fn is_single(&self) -> bool {
        self.base.is_single()
    }
}
