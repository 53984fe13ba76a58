//! How many ratings there are of what, and of how many people: all that a comparison needs to know of ratings.

use std::collections::BTreeMap;

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{ElementId, FrameworkId};

/// How many ratings there are of each element of each version, and of how many people, in all and by
/// organisation. It knows no person, and no number of fewer people than [`Counts::min_group`]: it may stand in
/// a repository, beside the model.
///
/// Within one set of numbers by organisation, what is too few is left out together with a second one, so that
/// the first cannot be had by subtraction.
///
/// ```
/// use competence_core::version::Counts;
///
/// let json = r#"{
///   "format": 1, "framework": "demo", "min-group": 5,
///   "versions": [{
///     "version": "1.0.0", "ratings": 40, "people": 20,
///     "elements": {"cooperation.agreements": {"ratings": 40, "people": 20, "organisations": {"police": {"ratings": 20, "people": 10}}}}
///   }]
/// }"#;
/// let counts = Counts::from_json(json.as_bytes())?;
/// assert_eq!(counts.versions[0].total.people(), Some(20));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Counts {
    /// The version of the form: 1.
    pub format: u32,
    /// The framework that the ratings are about.
    pub framework: FrameworkId,
    /// No number of fewer people than this is told.
    pub min_group: u64,
    /// The ratings by the version that they were made against, from the oldest.
    pub versions: Vec<VersionCounts>,
}

/// The ratings that were made against one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct VersionCounts {
    /// The version.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// All of them.
    #[serde(flatten)]
    pub total: Count,
    /// By organisation, under the names that the ratings have for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub organisations: BTreeMap<String, Count>,
    /// Those of each indicator; and those of each competence, which are the ratings of any of its indicators.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<ElementId, ElementCounts>,
}

/// The ratings of an indicator, or of the indicators of a competence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct ElementCounts {
    /// All of them.
    #[serde(flatten)]
    pub total: Count,
    /// By organisation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub organisations: BTreeMap<String, Count>,
}

/// How many ratings, of how many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Count {
    /// The numbers.
    Told {
        /// Ratings.
        ratings: u64,
        /// People who were rated.
        people: u64,
    },
    /// Too few to be told, or withheld so that others cannot be worked out.
    Withheld {
        /// Always `true`.
        withheld: bool,
    },
}

impl Count {
    /// Too few to be told.
    pub const WITHHELD: Self = Self::Withheld { withheld: true };

    /// How many ratings, if that is told.
    pub fn ratings(self) -> Option<u64> {
        match self {
            Self::Told { ratings, .. } => Some(ratings),
            Self::Withheld { .. } => None,
        }
    }

    /// How many people, if that is told.
    pub fn people(self) -> Option<u64> {
        match self {
            Self::Told { people, .. } => Some(people),
            Self::Withheld { .. } => None,
        }
    }
}

/// Why counts cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CountsError {
    /// The text is not of this form.
    #[error("these are no counts of ratings: {0}")]
    Json(#[from] serde_json::Error),
    /// A later form.
    #[error(
        "the counts are in form {0}, which a later version of this program reads; this one reads form 1"
    )]
    Format(u32),
}

impl Counts {
    /// The form that is written.
    pub const FORMAT: u32 = 1;

    /// Reads counts.
    ///
    /// # Errors
    /// [`CountsError`] if the text is no counts, or in a later form.
    pub fn from_json(json: &[u8]) -> Result<Self, CountsError> {
        #[derive(Deserialize)]
        struct Form {
            format: u32,
        }
        let form: Form = serde_json::from_slice(json)?;
        if form.format != Self::FORMAT {
            return Err(CountsError::Format(form.format));
        }
        Ok(serde_json::from_slice(json)?)
    }
}
