//! Clusters of job-specific competences.

use serde::{Deserialize, Serialize};

use crate::{
    ClusterId, Deprecation, LocalisedText, Mapping, OrganisationId, Provenance, Status, Suppression,
};

/// The job-specific competences of one field of work.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Cluster {
    /// The id, which is also the name of the folder.
    pub id: ClusterId,
    /// The name.
    pub title: LocalisedText,
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
            field: None,
            organisations: Vec::new(),
            parent: None,
            status,
            deprecation: None,
            source: None,
            mappings: Vec::new(),
            suppressions: Vec::new(),
        }
    }
}
