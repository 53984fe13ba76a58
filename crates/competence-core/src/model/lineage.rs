//! Lineage: what became of elements from one version to the next.

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{Date, ElementId};

/// The lineage of one version, `lineage/<version>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Lineage {
    /// The version in which the changes came into force, which is also the name of the file.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// What became of what.
    #[serde(default)]
    pub records: Vec<LineageRecord>,
}

/// What became of one or more elements.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
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
    /// Another element stands in its place, and what it says is new.
    Replaced,
    /// Nothing stands in its place.
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

/// One piece of evidence for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Evidence {
    /// The study, workshop or consultation, in words.
    pub text: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<crate::Iri>,
}
