//! What ratings must say before the people in them are counted.

use competence_core::Model;

use crate::reading::{Field, Reader, Unread};

/// Why it cannot be told of how many people ratings are.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Untold {
    /// The ratings cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Nothing says of whom they are.
    #[error(
        "no column says who was rated, so it cannot be told of how many people a number is: name it with `--person`"
    )]
    NoPerson,
    /// There is no version.
    #[error("there is no version of the model that ratings could be about")]
    NoVersion,
}

/// The latest version, where the ratings say of whom they are.
pub(crate) fn latest<'v>(reader: &Reader<'v>) -> Result<&'v Model, Untold> {
    if !reader.layout().columns.contains_key(&Field::Person) {
        return Err(Untold::NoPerson);
    }
    reader.versions().models().last().ok_or(Untold::NoVersion)
}
