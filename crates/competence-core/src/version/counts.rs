//! How many ratings there are of what, and of how many people: all that a comparison needs to know of ratings.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{CompetenceId, FrameworkId, IndicatorId};

/// How many ratings there are of each indicator of each version, and of how many people, in all and by
/// organisation. It knows no person, and tells no number of fewer people than [`Counts::min_group`]: it may stand
/// in a repository, beside the model.
///
/// What is of too few people in one organisation is withheld together with that of another one, so that it
/// cannot be had by subtraction.
///
/// ```
/// use competence_core::version::Counts;
///
/// let json = r#"{
///   "format": 1, "framework": "demo", "min-group": 5,
///   "versions": [{
///     "version": "1.0.0", "people": 20,
///     "indicators": {"cooperation.agreements": {"ratings": 40, "people": 20, "organisations": {"police": 10}}}
///   }]
/// }"#;
/// let counts = Counts::from_json(json.as_bytes())?;
/// assert_eq!(counts.versions[0].of.people, 20);
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
    /// Who was rated on any indicator.
    #[serde(flatten)]
    pub of: PeopleCounts,
    /// The ratings of each indicator.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub indicators: BTreeMap<IndicatorId, IndicatorCounts>,
    /// Who was rated on any indicator of a competence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub competences: BTreeMap<CompetenceId, PeopleCounts>,
    /// The indicators that too few people were rated on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub withheld: BTreeSet<IndicatorId>,
}

/// The ratings of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct IndicatorCounts {
    /// How many there are.
    pub ratings: u64,
    /// Who was rated.
    #[serde(flatten)]
    pub of: PeopleCounts,
}

/// How many people were rated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct PeopleCounts {
    /// In all.
    pub people: u64,
    /// In each organisation, under the name that the ratings have for it; `null` where that is withheld.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "check", schemars(schema_with = "numbers_or_null"))]
    pub organisations: BTreeMap<String, Option<u64>>,
}

/// Schemas leave out that a value may be `null`, but where it is one of `oneOf`: here, it says something.
#[cfg(feature = "check")]
fn numbers_or_null(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "object",
        "additionalProperties": {
            "oneOf": [{ "type": "integer", "format": "uint64", "minimum": 0 }, { "type": "null" }],
        },
    })
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
