//! Competences.

use serde::{Deserialize, Serialize};

use crate::{
    Annotations, Association, ClusterId, CompetenceId, Deprecation, Indicator, IndicatorId,
    LevelDescriptor, LevelValue, LocalisedText, Mapping, Provenance, ScaleId, Status, Suppression,
};

/// A competence with its indicators.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(extend("additionalProperties" = false)))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Competence {
    /// The id, which is also the name of the file.
    pub id: CompetenceId,
    /// The kind, which is also the folder.
    pub kind: Kind,
    /// The cluster that it stands in. For a job-specific competence it is also the folder inside
    /// `job-specific`; one of another kind may have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// Further clusters that it stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<ClusterId>,
    /// The name.
    pub title: LocalisedText,
    /// What the competence is, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<LocalisedText>,
    /// The scale of its levels, where it is not the one that the manifest sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<ScaleId>,
    /// What the competence is at each level. Where some levels are described, the others are not
    /// defined for it, and no profile asks for one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelDescriptor>,
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
    /// Relations to other elements of this framework.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Association>,
    /// What else is said of it.
    #[serde(flatten)]
    pub annotations: Annotations,
    /// Rules that are suppressed for this competence, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    /// The indicators, in the order in which they are read.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Indicators of other competences that speak for this one too. Each is rated once, and counts
    /// in all competences that hold or include it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<IndicatorId>,
}

impl Competence {
    /// A competence without indicators yet.
    pub fn new(id: CompetenceId, kind: Kind, title: LocalisedText, status: Status) -> Self {
        Self {
            id,
            kind,
            cluster: None,
            also_in: Vec::new(),
            title,
            definition: None,
            scale: None,
            levels: Vec::new(),
            status,
            deprecation: None,
            source: None,
            mappings: Vec::new(),
            relations: Vec::new(),
            annotations: Annotations::default(),
            suppressions: Vec::new(),
            indicators: Vec::new(),
            includes: Vec::new(),
        }
    }
}

impl Competence {
    /// The status of one of its indicators: its own, or this competence's.
    pub fn status_of(&self, indicator: &Indicator) -> Status {
        indicator.status.unwrap_or(self.status)
    }

    /// The clusters that it stands in: its own first.
    pub fn clusters(&self) -> impl Iterator<Item = &ClusterId> {
        self.cluster.iter().chain(&self.also_in)
    }

    /// Whether a level is one that the competence is defined at: one that is described, or any where
    /// none is.
    pub fn is_defined_at(&self, level: LevelValue) -> bool {
        self.levels.is_empty() || self.levels.iter().any(|it| it.value == level)
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
