//! Identifiers: one type for each kind of element, so that they cannot be mixed up.
//!
//! ```
//! use competence_core::{CompetenceId, IndicatorId};
//!
//! let indicator: IndicatorId = "proactive-action.anticipates-needs".parse()?;
//! let competence: CompetenceId = "proactive-action".parse()?;
//! assert_eq!(indicator.competence(), competence.as_str());
//! assert_eq!(competence, "proactive-action");
//! assert!("Proactive action".parse::<CompetenceId>().is_err());
//! # Ok::<(), competence_core::InvalidId>(())
//! ```

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The most characters that an id may have, the dot of an indicator's id included.
pub const MAX_LENGTH: usize = 120;

/// What is wrong with the text that was given as an id.
///
/// An id is kebab-case: lower-case ASCII words that begin with a letter, joined by single
/// hyphens, at most 120 characters. The id of an indicator is its competence's id, a dot, and a
/// name of the same form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct InvalidId {
    text: String,
    expected: &'static str,
}

/// Whether these bytes from one place to another are kebab-case.
#[allow(
    clippy::indexing_slicing,
    reason = "a constant function has no iterators; `at` is below the end"
)]
const fn is_kebab(bytes: &[u8], start: usize, end: usize) -> bool {
    let mut before = b'-';
    let mut at = start;
    while at < end {
        let byte = bytes[at];
        let allowed = match byte {
            b'a'..=b'z' => true,
            b'0'..=b'9' => at > start,
            b'-' => before != b'-',
            _ => false,
        };
        if !allowed {
            return false;
        }
        before = byte;
        at += 1;
    }
    before != b'-'
}

const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= MAX_LENGTH && is_kebab(bytes, 0, bytes.len())
}

#[allow(
    clippy::indexing_slicing,
    reason = "a constant function has no iterators; `dot` is below the end"
)]
const fn is_dotted(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut dot = 0;
    while dot < bytes.len() && bytes[dot] != b'.' {
        dot += 1;
    }
    bytes.len() <= MAX_LENGTH
        && dot < bytes.len()
        && is_kebab(bytes, 0, dot)
        && is_kebab(bytes, dot + 1, bytes.len())
}

const fn is_either(text: &str) -> bool {
    is_plain(text) || is_dotted(text)
}

#[cfg(feature = "check")]
const PLAIN_PATTERN: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
#[cfg(feature = "check")]
const DOTTED_PATTERN: &str = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$";
#[cfg(feature = "check")]
const EITHER_PATTERN: &str = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)?$";

/// An id that is written in a program: a constant, which does not compile if the text does not have
/// the form of an id.
///
/// ```
/// use competence_core::{CompetenceId, IndicatorId, id};
/// const COOPERATION: CompetenceId = id!(CompetenceId, "cooperation");
/// assert_eq!(COOPERATION, "cooperation");
/// assert_eq!(id!(IndicatorId, "cooperation.agreements").competence(), "cooperation");
/// ```
///
/// ```compile_fail
/// use competence_core::{CompetenceId, id};
/// const COOPERATION: CompetenceId = id!(CompetenceId, "Co operation");
/// ```
#[macro_export]
macro_rules! id {
    ($kind:ident, $text:literal) => {
        const { $crate::$kind::from_static($text).expect("this text does not have the form of an id") }
    };
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident, $valid:expr, $pattern:expr, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            /// Takes the text as an id.
            ///
            /// # Errors
            /// [`InvalidId`] if the text does not have the form of an id.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                if $valid(&text) {
                    Ok(Self(Cow::Owned(text)))
                } else {
                    Err(InvalidId { text, expected: $expected })
                }
            }

            /// Takes a text of the program as an id, or `None` if it does not have the form. For
            /// constants there is [`id!`](crate::id), which does not compile then.
            pub const fn from_static(text: &'static str) -> Option<Self> {
                if $valid(text) {
                    Some(Self(Cow::Borrowed(text)))
                } else {
                    None
                }
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        // Maps keyed by an id can be asked with a text.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(text).map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "check")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!("An id: ", $expected, "."),
                    "maxLength": MAX_LENGTH,
                    "pattern": $pattern,
                })
            }
        }
    };
}

id_type!(
    /// The id of a framework.
    FrameworkId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `state-administration`"
);
id_type!(
    /// The id of a competence.
    CompetenceId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `proactive-action`"
);
id_type!(
    /// The id of an indicator: its competence's id, a dot and a name.
    IndicatorId, is_dotted, DOTTED_PATTERN,
    "an indicator's id such as `proactive-action.anticipates-needs`"
);
id_type!(
    /// The id of a cluster.
    ClusterId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `international-affairs`"
);
id_type!(
    /// The id of a profile.
    ProfileId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `head-of-unit`"
);
id_type!(
    /// The id of an organisation.
    OrganisationId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `environment-agency`"
);
id_type!(
    /// The id of a scale of the manifest.
    ScaleId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `proficiency`"
);
id_type!(
    /// The id of a facet of the manifest.
    FacetId, is_plain, PLAIN_PATTERN, "a kebab-case id such as `digital`"
);
id_type!(
    /// The id of any element, where elements of several kinds may be named: in lineage
    /// records and as the successor of a deprecated element.
    ElementId, is_either, EITHER_PATTERN,
    "an element's id such as `proactive-action` or `proactive-action.anticipates-needs`"
);
id_type!(
    /// The id of a validation rule, in settings and suppressions.
    RuleId, is_plain, PLAIN_PATTERN, "a rule's id such as `similar-statements`"
);

impl ScaleId {
    /// The scale for ratings, which the manifest has under `scale`.
    pub const RATING: Self = crate::id!(ScaleId, "rating");
}

impl IndicatorId {
    /// The part before the dot: the id of the competence that the indicator belongs to.
    pub fn competence(&self) -> &str {
        self.0
            .split_once('.')
            .map_or("", |(competence, _)| competence)
    }
}
