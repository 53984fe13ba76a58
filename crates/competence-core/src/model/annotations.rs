//! What may be said of any element beside its title: the ids that others know it by, further texts,
//! links, and keys of an organisation's own.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use crate::{Date, Iri, LocalisedText};

/// What may be said of a framework and of any of its elements. All of it is optional, and none of
/// it is what people are assessed on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Annotations {
    /// The notation that others know it by, such as `K0018` or `1.1`: `skos:notation`, the
    /// `humanCodingScheme` of CASE.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub code: Option<Code>,
    /// The address that others know it by. Without one it is `base-iri` of the manifest and the id.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub iri: Option<Iri>,
    /// Other names for the same: `skos:altLabel`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternative_titles: Vec<LocalisedText>,
    /// Words under which it is looked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<LocalisedText>,
    /// How it is to be understood and used: `skos:scopeNote`.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub note: Option<LocalisedText>,
    /// Where it shows in practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<LocalisedText>,
    /// Pages about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The first day on which it is in force.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub valid_from: Option<Date>,
    /// The last day on which it is in force.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    pub valid_until: Option<Date>,
    /// Keys of your own that begin with `x-`. They are kept, exported and compared, and not judged.
    #[serde(flatten)]
    pub extensions: Extensions,
}

impl Annotations {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A value that is given, since `null` is not a way to leave one out. Serde asks it for the keys of
/// a flattened struct, where it would take `null` otherwise.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A page about an element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Link {
    /// The address.
    pub target: Iri,
    /// What is found there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<LocalisedText>,
}

impl Link {
    /// A link without a title.
    pub fn new(target: Iri) -> Self {
        Self {
            target,
            title: None,
        }
    }
}

/// From a map only: what serde derives takes a list too, where it reads the keys of a flattened
/// struct.
impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        struct Keys {
            target: Iri,
            #[serde(default, deserialize_with = "given")]
            title: Option<LocalisedText>,
        }
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Link;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map with a target")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Link, A::Error> {
                let Keys { target, title } = Keys::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Link { target, title })
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// What is wrong with the text that was given as a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a code: one line of 1 to 100 characters, without blanks at its beginning and end"
)]
pub struct InvalidCode(String);

/// The most characters of a code.
const CODE_LENGTH: usize = 100;

/// The notation of an element, as others know it: one line of at most 100 characters.
///
/// ```
/// use competence_core::Code;
/// let code: Code = "K0018".parse()?;
/// assert!(code.is("k0018"));
/// assert!("K0018 ".parse::<Code>().is_err());
/// # Ok::<(), competence_core::InvalidCode>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Box<str>);

impl Code {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this code, without regard to case.
    pub fn is(&self, text: &str) -> bool {
        self.0.to_lowercase() == text.to_lowercase()
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let is_trimmed = !text.is_empty() && text.trim() == text;
        let is_line = !text.chars().any(char::is_control);
        if is_trimmed && is_line && text.chars().count() <= CODE_LENGTH {
            Ok(Self(text.into()))
        } else {
            Err(InvalidCode(text.to_owned()))
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A notation of others, such as `K0018`: one line, without blanks at its beginning and end.",
            "format": "notation",
            "maxLength": CODE_LENGTH,
            "pattern": r"^[^\s\u0000-\u001f\u007f-\u009f]([^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f])?$",
        })
    }
}

/// Keys of an organisation's own, each beginning with `x-`, with any value.
///
/// ```
/// use competence_core::Competence;
/// let json = r#"{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "draft",
///     "x-budget-line": 4711
/// }"#;
/// let competence: Competence = serde_json::from_str(json)?;
/// assert_eq!(competence.annotations.extensions.get("x-budget-line"), Some(&4711.into()));
/// // Any other key that is not known is refused.
/// assert!(serde_json::from_str::<Competence>(&json.replace("x-budget", "budget")).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Extensions(BTreeMap<Box<str>, Value>);

/// What is wrong with a key that was given as one of an organisation's own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key of your own: those begin with `x-`, and go on in kebab-case")]
pub struct InvalidKey(String);

#[cfg(feature = "check")]
const KEY_PATTERN: &str = "^x-[a-z0-9]+(-[a-z0-9]+)*$";

impl Extensions {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Each key with its value, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// Sets a key.
    ///
    /// # Errors
    /// [`InvalidKey`] if the key does not have the form of one.
    pub fn set(&mut self, key: &str, value: Value) -> Result<(), InvalidKey> {
        if !is_key(key) {
            return Err(InvalidKey(key.to_owned()));
        }
        self.0.insert(key.into(), value);
        Ok(())
    }
}

fn is_key(key: &str) -> bool {
    let is_part = |part: &str| {
        let is_of_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(is_of_word)
    };
    key.strip_prefix("x-")
        .is_some_and(|rest| rest.split('-').all(is_part))
}

impl<'de> Deserialize<'de> for Extensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<Box<str>, Value>::deserialize(deserializer)?;
        match map.keys().find(|key| !is_key(key)) {
            Some(key) => Err(de::Error::custom(format_args!("unknown field `{key}`"))),
            None => Ok(Self(map)),
        }
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for Extensions {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extensions".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "patternProperties": {
                KEY_PATTERN: { "description": "A key of your own, with any value." },
            },
            "additionalProperties": false,
        })
    }
}
