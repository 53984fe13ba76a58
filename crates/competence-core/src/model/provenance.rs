//! Where an element's name and wording come from.

use serde::{Deserialize, Serialize};

/// Where the name of an element comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Provenance {
    /// Whether the name is on the public record or was written by the framework's authors.
    pub basis: Basis,
    /// The document, address or decision, as free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl Provenance {
    /// A name that rests on this.
    pub fn new(basis: Basis) -> Self {
        Self {
            basis,
            reference: None,
        }
    }
}

/// What a name rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The name is taken from a public document.
    PublicRecord,
    /// Follows a public fact, in words of the framework's authors.
    Derived,
    /// Written by the framework's authors.
    Authored,
}

crate::words!(Basis, "a basis", {
    PublicRecord => "public-record",
    Derived => "derived",
    Authored => "authored",
});
