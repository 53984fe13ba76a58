//! Language tags (BCP 47, RFC 5646).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use oxilangtag::LanguageTag as Parsed;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The most letters of the part of a tag that names the language.
const LONGEST: usize = 3;

/// What is wrong with the text that was given as a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidLanguageTag {
    /// The text does not have the form of a language tag.
    #[error("`{0}` is not a BCP 47 language tag such as `sl`, `en` or `sr-Latn`")]
    Malformed(String),
    /// The tag is written in other letter case than RFC 5646 §2.1.1 recommends, so that the
    /// same language could appear twice.
    #[error("the language tag `{0}` is written `{1}`")]
    Case(String, String),
}

/// A well-formed BCP 47 language tag in its recommended letter case: `sl`, `en-GB`, `sr-Latn`.
///
/// ```
/// use competence_core::LanguageTag;
/// assert!("sr-Latn".parse::<LanguageTag>().is_ok());
/// assert!("slovene language".parse::<LanguageTag>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LanguageTag(Repr);

/// Nearly all tags are short, and a model holds two for each statement: they are kept inline.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Short([u8; 14], u8),
    Long(Box<str>),
}

impl LanguageTag {
    /// Takes the text as a language tag.
    ///
    /// # Errors
    /// [`InvalidLanguageTag`] if it is malformed or in another letter case.
    pub fn new(text: &str) -> Result<Self, InvalidLanguageTag> {
        // Two lower-case letters are a tag; this is nearly every call.
        let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain {
            let parsed = Parsed::parse_and_normalize(text)
                .map_err(|_| InvalidLanguageTag::Malformed(text.to_owned()))?;
            // RFC 5646 has room for longer ones, but no language has one: this is a word.
            if parsed.primary_language().len() > LONGEST {
                return Err(InvalidLanguageTag::Malformed(text.to_owned()));
            }
            if parsed.as_str() != text {
                return Err(InvalidLanguageTag::Case(text.into(), parsed.into_inner()));
            }
        }
        let mut bytes = [0; 14];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(prefix), Ok(length)) => {
                prefix.copy_from_slice(text.as_bytes());
                Ok(Self(Repr::Short(bytes, length)))
            }
            _ => Ok(Self(Repr::Long(text.into()))),
        }
    }

    /// `und`, the undetermined language: a text that was given without a language carries it
    /// until the framework's primary language is known.
    pub fn undetermined() -> Self {
        let mut bytes = [0; 14];
        bytes[..3].copy_from_slice(b"und");
        Self(Repr::Short(bytes, 3))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        // The bytes are a tag's, and a tag is ASCII.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Repr::Short(bytes, length) => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Repr::Long(text) => text.as_bytes(),
        }
    }
}

impl Ord for LanguageTag {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl PartialOrd for LanguageTag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = LanguageTag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a language tag")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<LanguageTag, E> {
                LanguageTag::new(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for LanguageTag {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LanguageTag".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A BCP 47 language tag in its usual letter case: `sl`, `en-GB`, `sr-Latn`.",
            "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$",
            "format": "language-tag",
        })
    }
}
