//! Lineage: what became of elements from one version to the next.

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{Date, ElementId, ScaleMap};

/// The lineage of one version, `lineage/<version>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Lineage {
    /// The version in which the changes came into force, which is also the name of the file.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// What became of the levels of the scale. Where it changed and this is left out, ratings on the
    /// scale before are not carried over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<ScaleMap>,
    /// What became of what.
    #[serde(default)]
    pub records: Vec<LineageRecord>,
}

impl Lineage {
    /// The lineage of a version, without records yet.
    pub fn new(version: Version) -> Self {
        Self {
            version,
            scale: None,
            records: Vec::new(),
        }
    }
}

/// What became of one or more elements.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct LineageRecord {
    /// The kind of change.
    pub change: LineageChange,
    /// The elements of the version before.
    pub from: Vec<ElementId>,
    /// The elements of this version that stand in their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<ElementId>,
    /// Whether the change left the meaning as it was, so that assessments carry over as they
    /// are.
    #[serde(default, skip_serializing_if = "is_false")]
    pub editorial: bool,
    /// Why it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the decision rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Date>,
}

impl LineageRecord {
    /// A record without a reason yet.
    pub fn new(change: LineageChange, from: Vec<ElementId>, to: Vec<ElementId>) -> Self {
        Self {
            change,
            from,
            to,
            editorial: false,
            reason: None,
            evidence: Vec::new(),
            decided: None,
        }
    }
}

impl LineageRecord {
    /// Whether the record leads from or to an element.
    pub fn names(&self, id: &str) -> bool {
        self.from.iter().chain(&self.to).any(|it| it.as_str() == id)
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it by reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// What happened to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LineageChange {
    /// The same element has a new id.
    Renamed,
    /// The same element has a new parent, kind or cluster.
    Moved,
    /// The same element has a new wording.
    Reworded,
    /// Several elements became one.
    Merged,
    /// One element became several.
    Split,
    /// Another element replaces it, with a new statement.
    Replaced,
    /// Nothing replaces it.
    Retired,
}

crate::words!(LineageChange, "a change of lineage", {
    Renamed => "renamed",
    Moved => "moved",
    Reworded => "reworded",
    Merged => "merged",
    Split => "split",
    Replaced => "replaced",
    Retired => "retired",
});

/// What a record of each kind means is asked here and nowhere else.
impl LineageChange {
    /// How many elements a record leads from.
    pub fn leads_from(self) -> Arity {
        match self {
            Self::Renamed | Self::Moved | Self::Reworded | Self::Split => Arity::One,
            Self::Merged => Arity::Several,
            Self::Replaced | Self::Retired => Arity::Any,
        }
    }

    /// How many elements a record leads to.
    pub fn leads_to(self) -> Arity {
        match self {
            Self::Renamed | Self::Moved | Self::Reworded | Self::Merged => Arity::One,
            Self::Split => Arity::Several,
            Self::Replaced => Arity::Any,
            Self::Retired => Arity::None,
        }
    }

    /// Whether the one element that a record leads to is the one that it leads from.
    pub fn keeps_identity(self) -> bool {
        self.carried() == Carried::Kept
    }

    /// What becomes of the ratings of the elements that a record leads from.
    pub fn carried(self) -> Carried {
        match self {
            Self::Renamed | Self::Moved | Self::Reworded => Carried::Kept,
            Self::Merged => Carried::Joined,
            Self::Split => Carried::Divided,
            Self::Replaced | Self::Retired => Carried::SetAside,
        }
    }
}

/// How many elements a lineage record names on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// None.
    None,
    /// Exactly one.
    One,
    /// Two or more.
    Several,
    /// One or more.
    Any,
}

impl Arity {
    /// Whether this many elements are right.
    pub fn holds(self, number: usize) -> bool {
        match self {
            Self::None => number == 0,
            Self::One => number == 1,
            Self::Several => number >= 2,
            Self::Any => number >= 1,
        }
    }

    /// The number in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::One => "one element",
            Self::Several => "two or more elements",
            Self::Any => "one or more elements",
        }
    }
}

/// What a lineage record makes of the ratings of the elements that it leads from, from what is
/// kept whole to what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carried {
    /// They are kept, if the two elements say the same or the record is editorial.
    Kept,
    /// They become part of a mean.
    Joined,
    /// They are copied to each of the parts.
    Divided,
    /// They are set aside.
    SetAside,
}

/// One piece of evidence for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Evidence {
    /// The study, workshop or consultation, in words.
    pub text: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<crate::Iri>,
}

impl Evidence {
    /// Evidence in words.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            link: None,
        }
    }
}
