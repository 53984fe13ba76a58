//! Edits of a model that keep how its files are written.
//!
//! An edit replaces ranges of the source text, so that comments, order and layout of everything else
//! stay byte for byte. It is tried first: where the model has an error afterwards that it did not
//! have before, the edit is refused with the findings, and nothing is written.

mod add;
mod declare;
mod descent;
mod draft;
mod in_turn;
mod merge;
mod moving;
mod names;
mod recognised;
mod reconcile;
mod rename;
mod retire;
mod reword;
mod sheet;
mod split;
mod status;
mod together;
mod translate;
mod update;
mod written;

use crate::check::source::Replacement;
use crate::check::{Finding, Incomplete};
use crate::{Date, Evidence, LineageRecord, Model};

pub use add::{Addition, Within, add};
pub use declare::lineage_schema;
pub use in_turn::{Turn, in_turn};
pub use merge::{Merger, merge};
pub use moving::{Relocation, rearrange, relocate, relocate_all};
pub use recognised::{Recognised, recognised};
pub use reconcile::{Conflict, Reconciled, reconcile};
pub use rename::{Renaming, rename, rename_all};
pub use retire::{Retirement, retire, retire_all};
pub use reword::{Rewording, reword, reword_all};
pub use split::{Part, Splitting, split};
pub use status::{Selection, set_status};
pub use together::{Together, renamed, together};
pub use translate::{Lack, Translation, lacking, translate};
pub use update::{Update, update};
pub use written::files_of;

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

/// Why something was decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// Why it was decided.
    pub reason: Option<String>,
    /// What the decision rests on.
    pub evidence: Vec<Evidence>,
    /// The day of the decision.
    pub decided: Option<Date>,
}

impl Grounds {
    fn give(&self, record: &mut LineageRecord) {
        record.reason.clone_from(&self.reason);
        record.evidence.clone_from(&self.evidence);
        record.decided = self.decided;
    }
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
    /// There is an element with this id already.
    #[error("there is a {noun} `{id}` already")]
    Exists {
        /// The id.
        id: String,
        /// What it is.
        noun: &'static str,
    },
    /// The model is a bundle, which is written by the program and bound by its hash.
    #[error("a bundle is not edited: edit the files that it was made of")]
    Bundle,
    /// A decision about something that was released needs a reason.
    #[error(
        "a statement that was released gets another meaning: give the reason, or say that it is editorial"
    )]
    NoReason,
    /// Something that was released is to be merged, split or retired, and needs a reason.
    #[error("`{id}` was released, and assessments name it: give the reason")]
    Unexplained {
        /// The id.
        id: String,
    },
    /// Lineage that is not released leads to the element and to others too.
    #[error(
        "`{path}` says that `{id}` came of something together with others: edit the record there"
    )]
    Descent {
        /// The id.
        id: String,
        /// The file with the record.
        path: String,
    },
    /// What was asked for does not fit the model.
    #[error("{0}")]
    Request(String),
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
    fn layout(path: &str) -> Self {
        Self::Layout {
            path: path.to_owned(),
        }
    }

    fn unknown(id: &str, model: &Model) -> Self {
        Self::Unknown {
            id: id.to_owned(),
            known: model.elements().map(|it| it.id().to_owned()).collect(),
        }
    }
}
