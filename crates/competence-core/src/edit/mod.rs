//! Edits of a model that keep how its files are written.
//!
//! An edit replaces ranges of the source text, so that comments, order and layout of everything else
//! stay byte for byte. It is tried first: where the model has an error afterwards that it did not
//! have before, the edit is refused with the findings, and nothing is written.

mod declare;
mod reword;
mod status;

use std::collections::{BTreeMap, BTreeSet};

use crate::Model;
use crate::Severity;
use crate::check::patch::patched;
use crate::check::source::{Overlay, Replacement, Source};
use crate::check::{Finding, Incomplete, Loaded, Place, check, numbers};

pub use declare::lineage_schema;
pub use reword::{Rewording, reword};
pub use status::{Selection, set_status};

/// A model before and after an edit. Nothing is written yet.
#[derive(Debug)]
#[non_exhaustive]
pub struct Edited {
    /// The files that change, for [`Directory::write_all`](crate::source::Directory::write_all).
    pub files: Vec<Replacement>,
    /// The model as it is.
    pub before: Model,
    /// The model as it would be.
    pub after: Model,
}

/// Why a model is not edited.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The model was read with errors.
    #[error(transparent)]
    Incomplete(#[from] Incomplete),
    /// There is no element with this id.
    #[error("there is no element `{id}`")]
    Unknown {
        /// The id.
        id: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The text stands on several lines, or in a form that is not edited.
    #[error("{}:{}: the text stands on several lines: write it on one, or edit it there", place.file, place.line)]
    SeveralLines {
        /// Where it stands.
        place: Place,
    },
    /// The model is a bundle, which is written by the program and bound by its hash.
    #[error("a bundle is not edited: edit the files that it was made of")]
    Bundle,
    /// A decision about something that was released needs a reason.
    #[error(
        "a statement that was released gets another meaning: give the reason, or say that it is editorial"
    )]
    NoReason,
    /// The file is laid out in a way in which it cannot be added to.
    #[error("`{path}` is laid out in a way in which it cannot be edited")]
    Layout {
        /// The file.
        path: String,
    },
    /// Nothing has what was asked for.
    #[error("no element is selected")]
    Nothing,
    /// The model would have errors that it does not have.
    #[error("the model would have errors that it does not have now")]
    Refused {
        /// The errors.
        findings: Vec<Finding>,
    },
}

impl EditError {
    fn unknown(id: &str, model: &Model) -> Self {
        Self::Unknown {
            id: id.to_owned(),
            known: model.elements().map(|it| it.id().to_owned()).collect(),
        }
    }
}

/// A source that can be edited, checked.
fn opened(source: &dyn Source) -> Result<Loaded, EditError> {
    let checked = check(source);
    if checked.written().next().is_none() && checked.texts().next().is_some() {
        return Err(EditError::Bundle);
    }
    Ok(checked)
}

/// A range of a file, and what to write there.
type Patch = (Place, String);

/// A source with some of its files changed.
fn changed<'s>(source: &'s dyn Source, files: &[Replacement]) -> Overlay<'s> {
    let changed = files.iter();
    Overlay {
        base: source,
        files: changed
            .map(|it| (it.path.as_str(), it.after.as_str()))
            .collect(),
        without: None,
    }
}

/// The files that patches change.
fn patched_files(checked: &Loaded, patches: &[Patch]) -> Vec<Replacement> {
    let mut by_file: BTreeMap<&str, Vec<(&Place, &str)>> = BTreeMap::new();
    for (place, text) in patches {
        let of_file = by_file.entry(place.file.as_str()).or_default();
        of_file.push((place, text.as_str()));
    }
    let mut files = Vec::new();
    for (path, text) in checked.written() {
        let Some(patches) = by_file.get(path) else {
            continue;
        };
        let (after, _) = patched(text, patches);
        if after != text {
            files.push(Replacement {
                path: path.to_owned(),
                before: Some(text.to_owned()),
                after,
            });
        }
    }
    files
}

/// Tries patches on a source that was checked, with other files that change.
fn tried(
    source: &dyn Source,
    checked: &Loaded,
    patches: &[Patch],
    more: Vec<Replacement>,
) -> Result<Edited, EditError> {
    let before = checked.model()?;
    let mut files = patched_files(checked, patches);
    files.extend(more);
    let again = check(&changed(source, &files));
    let known = numbers(errors(checked));
    let is_new = |(key, number): &(_, usize)| known.get(key).is_none_or(|known| known < number);
    let keys = numbers(errors(&again)).into_iter().filter(is_new);
    let new: BTreeSet<_> = keys.map(|(key, _)| key).collect();
    if !new.is_empty() {
        let findings = errors(&again).filter(|it| new.contains(&it.key()));
        return Err(EditError::Refused {
            findings: findings.cloned().collect(),
        });
    }
    let after = again.model()?;
    Ok(Edited {
        files,
        before,
        after,
    })
}

fn errors(checked: &Loaded) -> impl Iterator<Item = &Finding> {
    let findings = checked.findings().iter();
    findings.filter(|it| it.severity == Severity::Error)
}
