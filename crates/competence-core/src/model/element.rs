//! Any element of a model, whatever its kind.

use serde_json::Value;

use crate::{
    Annotations, Association, Cluster, Competence, Deprecation, Indicator, LocalisedText, Mapping,
    Profile, Status,
};

/// Any element of a model that has an id and a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element<'m> {
    /// A cluster.
    Cluster(&'m Cluster),
    /// A competence.
    Competence(&'m Competence),
    /// An indicator, with the competence that holds it.
    Indicator(&'m Competence, &'m Indicator),
    /// A profile.
    Profile(&'m Profile),
}

impl<'m> Element<'m> {
    /// The id as text.
    pub fn id(&self) -> &'m str {
        match self {
            Self::Cluster(cluster) => cluster.id.as_str(),
            Self::Competence(competence) => competence.id.as_str(),
            Self::Indicator(_, indicator) => indicator.id.as_str(),
            Self::Profile(profile) => profile.id.as_str(),
        }
    }

    /// The title, or the statement of an indicator.
    pub fn title(&self) -> &'m LocalisedText {
        match self {
            Self::Cluster(cluster) => &cluster.title,
            Self::Competence(competence) => &competence.title,
            Self::Indicator(_, indicator) => &indicator.statement,
            Self::Profile(profile) => &profile.title,
        }
    }

    /// The status; an indicator without one has the status of its competence.
    pub fn status(&self) -> Status {
        match self {
            Self::Cluster(cluster) => cluster.status,
            Self::Competence(competence) => competence.status,
            Self::Indicator(competence, indicator) => competence.status_of(indicator),
            Self::Profile(profile) => profile.status,
        }
    }

    /// The status that the element itself states: an indicator may state none.
    pub fn own_status(&self) -> Option<Status> {
        match self {
            Self::Indicator(_, indicator) => indicator.status,
            _ => Some(self.status()),
        }
    }

    /// Why it is deprecated, and what to use instead.
    pub fn deprecation(&self) -> Option<&'m Deprecation> {
        match self {
            Self::Cluster(cluster) => cluster.deprecation.as_ref(),
            Self::Competence(competence) => competence.deprecation.as_ref(),
            Self::Indicator(_, indicator) => indicator.deprecation.as_ref(),
            Self::Profile(profile) => profile.deprecation.as_ref(),
        }
    }

    /// The mappings to elements of other frameworks.
    pub fn mappings(&self) -> &'m [Mapping] {
        match self {
            Self::Cluster(cluster) => &cluster.mappings,
            Self::Competence(competence) => &competence.mappings,
            Self::Indicator(_, indicator) => &indicator.mappings,
            Self::Profile(profile) => &profile.mappings,
        }
    }

    /// The relations to other elements of the framework.
    pub fn relations(&self) -> &'m [Association] {
        match self {
            Self::Cluster(cluster) => &cluster.relations,
            Self::Competence(competence) => &competence.relations,
            Self::Indicator(_, indicator) => &indicator.relations,
            Self::Profile(profile) => &profile.relations,
        }
    }

    /// What else is said of it.
    pub fn annotations(&self) -> &'m Annotations {
        match self {
            Self::Cluster(cluster) => &cluster.annotations,
            Self::Competence(competence) => &competence.annotations,
            Self::Indicator(_, indicator) => &indicator.annotations,
            Self::Profile(profile) => &profile.annotations,
        }
    }

    /// The element as it stands in a bundle; a competence with its indicators.
    pub fn to_json(&self) -> Value {
        let value = match self {
            Self::Cluster(cluster) => serde_json::to_value(cluster),
            Self::Competence(competence) => serde_json::to_value(competence),
            Self::Indicator(_, indicator) => serde_json::to_value(indicator),
            Self::Profile(profile) => serde_json::to_value(profile),
        };
        // These types have no map with other keys than texts, the only thing JSON cannot hold.
        value.unwrap_or_default()
    }

    /// The word for what it is: `cluster`, `competence`, `indicator` or `profile`.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Cluster(_) => "cluster",
            Self::Competence(_) => "competence",
            Self::Indicator(..) => "indicator",
            Self::Profile(_) => "profile",
        }
    }
}
