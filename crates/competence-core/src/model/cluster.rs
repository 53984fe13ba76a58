//! Clusters: the competences of one field of work, and other groups.

use serde::{Deserialize, Serialize};

use crate::{
    Annotations, Association, ClusterId, Deprecation, LocalisedText, Mapping, OrganisationId,
    Provenance, Status, Suppression,
};

/// A group: the job-specific competences of one field of work, any other competences that are read
/// together, or a family of profiles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(extend("additionalProperties" = false)))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Cluster {
    /// The id, which is also the name of the folder, or of the file in `clusters`.
    pub id: ClusterId,
    /// The name.
    pub title: LocalisedText,
    /// What the group is about, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<LocalisedText>,
    /// The field of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<LocalisedText>,
    /// The organisations that the cluster is for, as the manifest names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<OrganisationId>,
    /// The wider cluster that this one is part of. A profile that asks for the wider cluster
    /// asks for this one too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ClusterId>,
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
    /// Rules that are suppressed for this cluster, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

impl Cluster {
    /// A cluster for nobody yet.
    pub fn new(id: ClusterId, title: LocalisedText, status: Status) -> Self {
        Self {
            id,
            title,
            definition: None,
            field: None,
            organisations: Vec::new(),
            parent: None,
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
