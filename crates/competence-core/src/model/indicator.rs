//! Indicators: the behaviours that people are assessed against.

use serde::{Deserialize, Serialize};

use crate::{
    Annotations, Association, Deprecation, FacetId, IndicatorId, LevelValue, LocalisedText,
    Mapping, Provenance, Status, Suppression,
};

/// One observable behaviour, rated on the scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(extend("additionalProperties" = false)))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Indicator {
    /// The id: the competence's id, a dot and a name.
    pub id: IndicatorId,
    /// The behaviour, as one statement about a person.
    pub statement: LocalisedText,
    /// Whether the behaviour speaks for or against the competence.
    #[serde(default, skip_serializing_if = "Polarity::is_effective")]
    pub polarity: Polarity,
    /// The level of the scale from which the behaviour is expected; without one, from the
    /// lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelValue>,
    /// Further sides of the behaviour, or the type of the statement, as the manifest declares them;
    /// `digital` need not be declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<FacetId>,
    /// The indicator's own status; without one, it has the status of its competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why it is deprecated and what to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecation: Option<Deprecation>,
    /// Where the statement comes from.
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
    /// Rules that are suppressed for this indicator, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

impl Indicator {
    /// An indicator of an effective behaviour, with the status of its competence.
    pub fn new(id: IndicatorId, statement: LocalisedText) -> Self {
        Self {
            id,
            statement,
            polarity: Polarity::Effective,
            level: None,
            facets: Vec::new(),
            status: None,
            deprecation: None,
            source: None,
            mappings: Vec::new(),
            relations: Vec::new(),
            annotations: Annotations::default(),
            suppressions: Vec::new(),
        }
    }
}

impl Indicator {
    /// Whether the indicator carries the facet.
    pub fn has_facet(&self, facet: &FacetId) -> bool {
        self.facets.contains(facet)
    }
}

/// Whether a behaviour is effective or ineffective for the competence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// The behaviour shows the competence.
    #[default]
    Effective,
    /// The behaviour shows its lack; a high rating counts against the person.
    Ineffective,
}

crate::words!(Polarity, "a polarity", {
    Effective => "effective",
    Ineffective => "ineffective",
});

impl Polarity {
    /// Whether the behaviour shows the competence.
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it by reference"
    )]
    pub fn is_effective(&self) -> bool {
        *self == Self::Effective
    }
}
