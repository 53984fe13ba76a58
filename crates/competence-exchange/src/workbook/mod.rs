//! A model as a workbook that people edit, and what they changed in it.
//!
//! The sheets are the [tables](crate::tables) of a model, with drop-downs where a cell has a few values, and
//! with three columns for decisions. Before them are a guide and behind them what is only to be read: the
//! lineage, and the changes since a version. A sheet that is not shown holds the model as it was when the
//! workbook was made, so that an import can tell what was changed in the workbook from what was changed in
//! the model since.

mod book;
mod changes;
mod guide;
mod history;
mod rows;
mod snapshot;
mod steps;
mod write;

pub use book::is_ours;
pub(crate) use changes::read;
pub use changes::{Clash, Refusal, Sent, edits};
pub use write::write;

/// What is decided about the element of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It goes, and nothing takes its place.
    Retired,
    /// It becomes a part of another one.
    Merged,
    /// Its other wording means the same.
    Editorial,
}

competence_core::words!(Decision, "a decision", {
    Retired => "retired",
    Merged => "merged",
    Editorial => "editorial",
});

/// The columns for decisions, behind all others of a sheet of elements.
pub(crate) const DECISIONS: [&str; 3] = ["decision", "merged into", "reason"];

/// The sheets of elements, which have columns for decisions.
pub(crate) const ELEMENTS: [&str; 4] = ["clusters", "competences", "indicators", "profiles"];
