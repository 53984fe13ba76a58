//! Relations between elements of one framework.

use serde::{Deserialize, Serialize};

use crate::ElementId;

/// How an element stands to another one of the same framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Relationship {
    /// The target is needed first: nobody has this without it.
    Requires,
    /// It comes before the target, in learning or in a career.
    Precedes,
    /// It helps with the target.
    Supports,
    /// The two have to do with each other, whichever names the other.
    Related,
}

crate::words!(Relationship, "a relation between elements", {
    Requires => "requires",
    Precedes => "precedes",
    Supports => "supports",
    Related => "related",
});

impl Relationship {
    /// Whether following it must not lead back to where one began.
    pub fn is_acyclic(self) -> bool {
        matches!(self, Self::Requires | Self::Precedes)
    }
}

/// A relation of an element to another one of the same framework.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Association {
    /// How the element stands to the target.
    pub relation: Relationship,
    /// The other element.
    pub target: ElementId,
}

impl Association {
    /// A relation to another element.
    pub fn new(relation: Relationship, target: ElementId) -> Self {
        Self { relation, target }
    }
}
