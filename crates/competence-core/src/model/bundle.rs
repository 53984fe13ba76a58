//! The canonical JSON bundle of a model, and its hash.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use serde_json::value::RawValue;

use super::{Contents, Model};
use crate::model::parallel;
use crate::{Cluster, Competence, FormatVersion, Framework, Lineage, Profile};

/// A whole framework as one JSON document.
///
/// The canonical form is compact UTF-8 JSON with the members in the order of these types,
/// languages sorted by tag, elements in the declared order, values that equal their default
/// left out where the type says so, and one line feed at the end. Two models are equal exactly
/// if their canonical bundles are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Bundle {
    /// The version of the bundle's form: 1, or 2 where something is used that came with it.
    pub format: FormatVersion,
    /// The manifest.
    pub framework: Framework,
    /// The clusters.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// The competences, of all kinds.
    #[serde(default)]
    pub competences: Vec<Competence>,
    /// The profiles.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// The lineage of each version.
    #[serde(default)]
    pub lineage: Vec<Lineage>,
}

impl Bundle {
    /// The newest version of the bundle's form that this crate reads and writes. A model that uses
    /// nothing of it is written in the first form: older programs read it, and its hash stays.
    pub const FORMAT: FormatVersion = FormatVersion::constant(2);

    /// A framework without any element yet.
    pub fn new(framework: Framework) -> Self {
        Self {
            format: Self::FORMAT,
            framework,
            clusters: Vec::new(),
            competences: Vec::new(),
            profiles: Vec::new(),
            lineage: Vec::new(),
        }
    }

    /// Says which language the texts without one are in: the framework's primary one.
    pub(crate) fn declare_language(&mut self) {
        let primary = self.framework.languages.primary.clone();
        self.each_text(|text| text.declare(&primary));
    }
}

/// Why a bundle cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// It is not JSON, or not of a bundle's shape; the error tells line and column.
    #[error("this is not a bundle: {0}")]
    Json(#[from] serde_json::Error),
    /// It is not UTF-8.
    #[error("this is not a bundle: {0}")]
    NotUtf8(#[from] std::str::Utf8Error),
    /// It was written in a form that this version of the library does not know.
    #[error(
        "the bundle has format {0}, and this version of the program reads formats up to {format}: it was made by a newer version, so use that", format = Bundle::FORMAT
    )]
    Format(serde_json::Number),
    /// Two elements have the same id.
    #[error("the bundle holds the id `{0}` twice")]
    DuplicateId(String),
    /// An indicator is in a competence that its id does not name.
    #[error("the indicator `{indicator}` is in the competence `{competence}`")]
    Parent {
        /// The indicator's id.
        indicator: String,
        /// The id of the competence that holds it.
        competence: String,
    },
}

/// The SHA-256 of a canonical bundle, shown as `sha256:` and 64 hexadecimal digits, the same
/// as `sha256sum` prints for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of a bundle.
    pub fn of(bundle: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bundle).into())
    }
}

/// What is wrong with the text that was given as a hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a hash: `sha256:` and 64 digits from `0` to `9` and `a` to `f`")]
pub struct InvalidHash(String);

impl FromStr for ContentHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        let invalid = || InvalidHash(text.to_owned());
        let digits = text.strip_prefix("sha256:").ok_or_else(invalid)?;
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digits.len() != 64 || !digits.as_bytes().iter().all(is_digit) {
            return Err(invalid());
        }
        let mut hash = [0; 32];
        for (at, byte) in hash.iter_mut().enumerate() {
            let pair = digits.get(2 * at..2 * at + 2).unwrap_or_default();
            *byte = u8::from_str_radix(pair, 16).map_err(|_| invalid())?;
        }
        Ok(Self(hash))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for ContentHash {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ContentHash".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The SHA-256 of a bundle: `sha256:` and 64 hexadecimal digits.",
            "format": "sha256",
            "pattern": "^sha256:[0-9a-f]{64}$",
        })
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Model {
    /// The canonical bundle.
    ///
    /// # Errors
    /// None is known: the error is what the JSON writer's signature allows for.
    pub fn to_bundle(&self) -> Result<String, BundleError> {
        let mut json = serde_json::to_string(self.as_bundle())?;
        json.push('\n');
        Ok(json)
    }

    /// The hash of the canonical bundle.
    ///
    /// # Errors
    /// As [`Model::to_bundle`].
    pub fn content_hash(&self) -> Result<ContentHash, BundleError> {
        Ok(ContentHash::of(&self.to_bundle()?))
    }

    /// Reads a bundle. The elements may be in any order, and it need not be canonical.
    ///
    /// The rules of meaning are not applied: a bundle is written from a model that passed its
    /// check. What the types promise is: ids are unique, and indicators are in their competence.
    ///
    /// # Errors
    /// [`BundleError`] if the bytes are not a bundle.
    pub fn from_bundle(json: &[u8]) -> Result<Self, BundleError> {
        // Checked once for the whole, it need not be checked for each string.
        let json = std::str::from_utf8(json)?;
        let bundle = match read_in_parts(json) {
            Some(bundle) => bundle,
            // As a whole, where an error tells its line and column.
            None => serde_json::from_str(json)
                .map_err(|error| other_format(json).unwrap_or(error.into()))?,
        };
        if bundle.format > Bundle::FORMAT {
            return Err(BundleError::Format(bundle.format.get().into()));
        }
        Self::try_new(bundle)
    }
}

/// The refusal of a bundle whose format is not ours, whatever else it holds: a later form may have
/// other keys, and they are not the fault of whoever reads it.
pub(crate) fn other_format(json: &str) -> Option<BundleError> {
    #[derive(Deserialize)]
    struct Head {
        format: serde_json::Number,
    }
    let Head { format } = serde_json::from_str(json).ok()?;
    (!is_ours(format.as_i64())).then_some(BundleError::Format(format))
}

/// Whether a number is that of a format that this crate reads.
pub(crate) fn is_ours(format: Option<i64>) -> bool {
    format.is_some_and(|it| (1..=i64::from(Bundle::FORMAT.get())).contains(&it))
}

/// Refuses an id that occurs twice, and an indicator outside of its competence.
pub(super) fn check_ids(contents: &Contents) -> Result<(), BundleError> {
    contents
        .competences()
        .iter()
        .try_for_each(check_indicators)?;
    match contents.duplicate() {
        None => Ok(()),
        Some(id) => Err(BundleError::DuplicateId(id.to_owned())),
    }
}

/// Refuses two indicators with one id, and an indicator outside of its competence; that the
/// other ids are unique shows when they are put into the model's index.
fn check_indicators(competence: &Competence) -> Result<(), BundleError> {
    let indicators = &competence.indicators;
    for indicator in indicators {
        if indicator.id.competence() != competence.id.as_str() {
            return Err(BundleError::Parent {
                indicator: indicator.id.to_string(),
                competence: competence.id.to_string(),
            });
        }
    }
    let duplicate = if indicators.len() <= 16 {
        // A few short names are faster to compare than to hash.
        let mut all = indicators.iter().enumerate();
        all.find(|(at, one)| indicators.iter().take(*at).any(|it| it.id == one.id))
            .map(|(_, one)| one)
    } else {
        let mut seen = HashSet::with_capacity(indicators.len());
        let mut all = indicators.iter();
        all.find(|indicator| !seen.insert(&indicator.id))
    };
    match duplicate {
        Some(indicator) => Err(BundleError::DuplicateId(indicator.id.to_string())),
        None => Ok(()),
    }
}

/// A bundle whose competences, nearly all of it, are not read yet.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Parts<'a> {
    format: FormatVersion,
    framework: Framework,
    #[serde(default)]
    clusters: Vec<Cluster>,
    #[serde(default, borrow)]
    competences: Vec<&'a RawValue>,
    #[serde(default)]
    profiles: Vec<Profile>,
    #[serde(default)]
    lineage: Vec<Lineage>,
}

/// How many competences one core reads at a time.
const SHARE: usize = 64;

/// Reads the competences on all cores. `None` if anything is wrong.
fn read_in_parts(json: &str) -> Option<Bundle> {
    let parts: Parts<'_> = serde_json::from_str(json).ok()?;
    let shares: Vec<&[&RawValue]> = parts.competences.chunks(SHARE).collect();
    let read = |share: &&[&RawValue]| -> Option<Vec<Competence>> {
        share
            .iter()
            .map(|raw| serde_json::from_str(raw.get()).ok())
            .collect()
    };
    let mut competences = Vec::with_capacity(parts.competences.len());
    for share in parallel::map(&shares, read) {
        competences.append(&mut share?);
    }
    let Parts {
        format,
        framework,
        clusters,
        profiles,
        lineage,
        ..
    } = parts;
    Some(Bundle {
        format,
        framework,
        clusters,
        competences,
        profiles,
        lineage,
    })
}
