//! Mappings to elements of other frameworks, by the mapping relations of SKOS.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

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

/// One mapping of an element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Mapping {
    /// The SKOS relation.
    pub relation: Relation,
    /// The element of the other framework.
    pub target: Iri,
}

impl Mapping {
    /// A mapping.
    pub fn new(relation: Relation, target: Iri) -> Self {
        Self { relation, target }
    }
}
