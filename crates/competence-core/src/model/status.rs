//! How far an element has come on its way to approval, and its retirement.

use serde::{Deserialize, Serialize};

use crate::{ElementId, LocalisedText};

/// The status of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Put forward by its authors.
    Proposed,
    /// Has been through consultation.
    Consulted,
    /// In force: may be released.
    Approved,
    /// Still in force, but not to be used for new work.
    Deprecated,
}

crate::words!(Status, "a status", {
    Draft => "draft",
    Proposed => "proposed",
    Consulted => "consulted",
    Approved => "approved",
    Deprecated => "deprecated",
});

impl Status {
    /// Whether a release may hold an element of this status.
    pub fn is_releasable(self) -> bool {
        matches!(self, Self::Approved | Self::Deprecated)
    }
}

/// Why an element is deprecated and what to use instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Deprecation {
    /// Why the element should no longer be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LocalisedText>,
    /// What to use instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<ElementId>,
}
