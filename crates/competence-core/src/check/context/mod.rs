//! What rules look at: the model, where everything in it is, and what is known to be missing.

mod certainty;
mod declared;
mod spot;
mod subject;
mod suppressions;
mod texts;

use super::finding::Finding;

pub(crate) use spot::Spot;
pub(crate) use subject::{At, Statement, Subject};
pub(crate) use suppressions::{SuppressionAt, Suppressions, suppressions};
pub(crate) use texts::Text;

/// The findings of a rule, as it adds to them.
pub(crate) type Report = Vec<Finding>;

/// How a rule is applied.
#[derive(Clone, Copy)]
pub(crate) enum Apply {
    /// To the whole model. A finding stands if what it relies on was understood.
    Model(Relies, fn(&Subject<'_>, &mut Report)),
    /// To each text, in all its languages. A finding relies on the element.
    Text(fn(&Subject<'_>, &Text<'_>, &mut Report)),
    /// By what reads the files, or by the check itself.
    Elsewhere,
}

/// What the findings of a rule rely on. What was left out while reading is not absent: where a
/// finding relies on it, the finding is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relies {
    /// On the elements that it names: the one that it is about, and the related ones. For rules
    /// that look at what is there.
    Elements,
    /// On the whole model: for rules that find that something is missing, anywhere.
    Model,
    /// On less than that, and the rule itself sees to it.
    Itself,
}
