//! Competences.

use serde::{Deserialize, Serialize};

use crate::{
    ClusterId, CompetenceId, Deprecation, Indicator, LocalisedText, Mapping, Provenance, Status,
    Suppression,
};

/// A competence with its indicators.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Competence {
    /// The id, which is also the name of the file.
    pub id: CompetenceId,
    /// The kind, which is also the folder.
    pub kind: Kind,
    /// The cluster of a job-specific competence, which is also the folder inside
    /// `job-specific`. Other kinds have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// The name.
    pub title: LocalisedText,
    /// What the competence is, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<LocalisedText>,
    /// The approval status.
    pub status: Status,
    /// Why it is deprecated and what to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecation: Option<Deprecation>,
    /// Where the name comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
    /// Mappings to elements of other frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Mapping>,
    /// Rules that are suppressed for this competence, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    /// The indicators, in the order in which they are read.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

impl Competence {
    /// A competence without indicators yet.
    pub fn new(id: CompetenceId, kind: Kind, title: LocalisedText, status: Status) -> Self {
        Self {
            id,
            kind,
            cluster: None,
            title,
            definition: None,
            status,
            deprecation: None,
            source: None,
            mappings: Vec::new(),
            suppressions: Vec::new(),
            indicators: Vec::new(),
        }
    }
}

impl Competence {
    /// The status of one of its indicators: its own, or this competence's.
    pub fn status_of(&self, indicator: &Indicator) -> Status {
        indicator.status.unwrap_or(self.status)
    }
}

/// The kind of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// For everyone (temeljna kompetenca).
    Core,
    /// For those who lead (vodstvena kompetenca).
    Leadership,
    /// Work with digital means (digitalna kompetenca).
    Digital,
    /// For one field of work, in a cluster (delovno specifična kompetenca).
    JobSpecific,
}

crate::words!(Kind, "a kind of competence", {
    Core => "core",
    Leadership => "leadership",
    Digital => "digital",
    JobSpecific => "job-specific",
});
