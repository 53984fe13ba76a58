//! What rules look at: the model, where everything in it is, and what is known to be missing.

mod spot;
mod subject;
mod suppressions;
mod texts;

use super::finding::Finding;

pub(crate) use spot::Spot;
pub(crate) use subject::{At, Statement, Subject};
pub(crate) use suppressions::{SuppressionAt, Suppressions, suppressions};
pub(crate) use texts::{Text, TextRole};

/// The findings of a rule, as it adds to them.
pub(crate) type Report = Vec<Finding>;

/// How a rule is applied.
#[derive(Clone, Copy)]
pub(crate) enum Apply {
    /// To the whole model.
    Model(fn(&Subject<'_>, &mut Report)),
    /// To each text, in all its languages.
    Text(fn(&Subject<'_>, &Text<'_>, &mut Report)),
    /// By what reads the files, or by the check itself.
    Elsewhere,
}
