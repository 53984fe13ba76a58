//! Which lineage is in force between two versions.

use semver::Version;

use super::release_of;
use crate::{Contents, Lineage};

/// The lineage that is in force from one version to another, from the oldest to the newest: that
/// of every version after `from`, up to `to`. The lineage of a release counts for its
/// pre-releases too, so that `lineage/3.0.0.yaml` is in force for `3.0.0-draft.1`.
///
/// What checks, compares and carries over asks this and nothing else, so that all agree.
pub fn in_force<'m>(
    model: &'m Contents,
    from: &Version,
    to: &Version,
) -> impl Iterator<Item = &'m Lineage> {
    let last = release_of(to);
    model
        .lineage()
        .iter()
        .filter(move |it| it.version > *from && release_of(&it.version) <= last)
}
