//! Profiles: which competences apply to a kind of position.

use serde::{Deserialize, Serialize};

use crate::{
    ClusterId, CompetenceId, Deprecation, Kind, LevelValue, LocalisedText, ProfileId, Provenance,
    Status, Suppression,
};

/// The competences of a kind of position.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Profile {
    /// The id, which is also the name of the file.
    pub id: ProfileId,
    /// The name of the kind of position.
    pub title: LocalisedText,
    /// Whom the profile is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LocalisedText>,
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
            extends: Vec::new(),
            requires: Vec::new(),
            status,
            deprecation: None,
            source: None,
            suppressions: Vec::new(),
        }
    }
}

/// One requirement of a profile: the competences that are in everything it names (of that
/// kind, in that cluster, that competence), and the level that they are required at. One that
/// names nothing asks for nothing.
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
    /// The level of the scale that the position asks for. Indicators of a higher level are
    /// then not part of the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelValue>,
}
