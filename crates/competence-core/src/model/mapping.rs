//! Mappings to elements of other frameworks, by the mapping relations of SKOS.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Date;

/// What is wrong with the text that was given as an IRI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an absolute IRI such as `http://data.europa.eu/esco/skill/...`")]
pub struct InvalidIri(String);

/// An absolute IRI (RFC 3987).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iri(Box<str>);

impl Iri {
    /// The IRI as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Iri {
    type Err = InvalidIri;

    fn from_str(text: &str) -> Result<Self, InvalidIri> {
        match oxiri::Iri::parse(text) {
            Ok(_) => Ok(Self(text.into())),
            Err(_) => Err(InvalidIri(text.to_owned())),
        }
    }
}

impl fmt::Display for Iri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Iri {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Iri {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for Iri {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Iri".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An absolute IRI (RFC 3987).",
            "format": "iri",
        })
    }
}

/// A mapping relation of SKOS (W3C Recommendation, 18 August 2009, section 10). The element
/// that carries the mapping is the subject: `broadMatch` says that the target is broader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Relation {
    /// The two can be used for each other in every application.
    ExactMatch,
    /// The two can be used for each other in some applications.
    CloseMatch,
    /// The target is broader.
    BroadMatch,
    /// The target is narrower.
    NarrowMatch,
    /// The two are associated, neither is broader.
    RelatedMatch,
}

crate::words!(Relation, "a mapping relation", {
    ExactMatch => "exactMatch",
    CloseMatch => "closeMatch",
    BroadMatch => "broadMatch",
    NarrowMatch => "narrowMatch",
    RelatedMatch => "relatedMatch",
});

impl Relation {
    /// Whether an element cannot stand in both relations to the same target: SKOS S46 makes
    /// `exactMatch` disjoint with `broadMatch` and `relatedMatch` (and so, by inversion, with
    /// `narrowMatch`), S27 the associative relation with the hierarchical ones; broader and
    /// narrower at once would make a cycle.
    pub fn contradicts(self, other: Self) -> bool {
        self != other && self != Self::CloseMatch && other != Self::CloseMatch
    }
}

/// One mapping of an element. The fields beside the relation are those of the Simple Standard for
/// Sharing Ontological Mappings (SSSOM).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Mapping {
    /// The SKOS relation.
    pub relation: Relation,
    /// The element of the other framework.
    pub target: Iri,
    /// The title of the target, as it was when the mapping was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The version of the other framework.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How the mapping was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<Justification>,
    /// How sure it is, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day on which it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What else there is to know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Mapping {
    /// A mapping of which nothing more is known.
    pub fn new(relation: Relation, target: Iri) -> Self {
        Self {
            relation,
            target,
            title: None,
            version: None,
            justification: None,
            confidence: None,
            author: None,
            date: None,
            note: None,
        }
    }
}

/// How a mapping was found: the terms of the Semantic Mapping Vocabulary (SEMAPV) that SSSOM asks
/// for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Justification {
    /// A person compared the two.
    ManualMappingCuration,
    /// A person looked at a mapping that was found otherwise.
    MappingReview,
    /// The words are the same.
    LexicalMatching,
    /// The words are similar from a threshold on.
    LexicalSimilarityThresholdMatching,
    /// The meanings are similar from a threshold on.
    SemanticSimilarityThresholdMatching,
    /// It follows from what is known of the two.
    LogicalReasoning,
    /// It follows from other mappings.
    MappingChaining,
    /// It reverses a mapping: the subject and the object change places.
    MappingInversion,
    /// Several ways together.
    CompositeMatching,
    /// Nothing is known of how.
    UnspecifiedMatching,
}

crate::words!(Justification, "a justification of a mapping", {
    ManualMappingCuration => "manual-mapping-curation",
    MappingReview => "mapping-review",
    LexicalMatching => "lexical-matching",
    LexicalSimilarityThresholdMatching => "lexical-similarity-threshold-matching",
    SemanticSimilarityThresholdMatching => "semantic-similarity-threshold-matching",
    LogicalReasoning => "logical-reasoning",
    MappingChaining => "mapping-chaining",
    MappingInversion => "mapping-inversion",
    CompositeMatching => "composite-matching",
    UnspecifiedMatching => "unspecified-matching",
});

/// What is wrong with the number that was given as a confidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a number from 0 to 1 is expected")]
pub struct InvalidConfidence(());

/// How sure a mapping is, from 0 to 1.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Confidence(f64);

impl Confidence {
    /// Takes the number.
    ///
    /// # Errors
    /// [`InvalidConfidence`] if it is not from 0 to 1.
    pub fn new(number: f64) -> Result<Self, InvalidConfidence> {
        if (0.0..=1.0).contains(&number) {
            // Minus zero is zero.
            Ok(Self(number.abs()))
        } else {
            Err(InvalidConfidence(()))
        }
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

// By its bits: it is no NaN, and zero has one form.
impl PartialEq for Confidence {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Confidence {}

impl std::hash::Hash for Confidence {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for Confidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}
