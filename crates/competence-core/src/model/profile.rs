//! Profiles: which competences apply to a kind of position.

use serde::{Deserialize, Serialize};

use crate::{
    Annotations, Association, ClusterId, CompetenceId, Deprecation, IndicatorId, Kind, LevelValue,
    LocalisedText, Mapping, ProfileId, Provenance, Status, Suppression,
};

/// The competences of a kind of position.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(extend("additionalProperties" = false)))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Profile {
    /// The id, which is also the name of the file.
    pub id: ProfileId,
    /// The name of the kind of position.
    pub title: LocalisedText,
    /// Whom the profile is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LocalisedText>,
    /// The group of profiles that it stands in: a role family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// Profiles whose requirements this one takes over, before its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extends: Vec<ProfileId>,
    /// What the position asks for. A later requirement for the same competence replaces the
    /// level of an earlier one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// The approval status.
    pub status: Status,
    /// Why it is deprecated and what to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecation: Option<Deprecation>,
    /// Where the name comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
    /// Mappings to occupations and roles of other frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Mapping>,
    /// Relations to other elements of this framework.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Association>,
    /// What else is said of it.
    #[serde(flatten)]
    pub annotations: Annotations,
    /// Rules that are suppressed for this profile, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

impl Profile {
    /// A profile that asks for nothing yet.
    pub fn new(id: ProfileId, title: LocalisedText, status: Status) -> Self {
        Self {
            id,
            title,
            description: None,
            cluster: None,
            extends: Vec::new(),
            requires: Vec::new(),
            status,
            deprecation: None,
            source: None,
            mappings: Vec::new(),
            relations: Vec::new(),
            annotations: Annotations::default(),
            suppressions: Vec::new(),
        }
    }
}

/// One requirement of a profile: the competences that are in everything it names (of that
/// kind, in that cluster, that competence, with one of those indicators), and the level that they
/// are required at. One that names nothing asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Requirement {
    /// All competences of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// All competences of this cluster and of the clusters inside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// This one competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competence: Option<CompetenceId>,
    /// Of the competences, only these indicators. Where no competence is named, those that hold
    /// the indicators are meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorId>,
    /// The level of the scale that the position asks for. Indicators of a higher level are
    /// then not part of the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelValue>,
    /// Whether the position needs it; it is essential if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub necessity: Option<Necessity>,
}

/// Whether a position needs what a profile asks for.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Necessity {
    /// It is good to have; nobody must meet it.
    Optional,
    /// Nobody can fill the position without it.
    #[default]
    Essential,
}

crate::words!(Necessity, "a necessity", {
    Optional => "optional",
    Essential => "essential",
});
