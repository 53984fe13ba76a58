//! Whole numbers within stated bounds.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// What is wrong with the number that was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a whole number from {least} to {most} is expected")]
pub struct OutOfRange {
    least: u16,
    most: u16,
}

macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident, $least:literal, $most:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(u16);

        impl $name {
            /// Takes the number.
            ///
            /// # Errors
            /// [`OutOfRange`] if it is outside the bounds.
            pub const fn new(number: u16) -> Result<Self, OutOfRange> {
                const OTHERS: OutOfRange = OutOfRange { least: $least, most: $most };
                match number {
                    $least..=$most => Ok(Self(number)),
                    _ => Err(OTHERS),
                }
            }

            /// A constant of this crate, known to be within the bounds.
            #[allow(dead_code, reason = "not every kind of number has a constant")]
            pub(crate) const fn constant(number: u16) -> Self {
                Self(number)
            }

            /// The number.
            pub const fn get(self) -> u16 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // JSON Schema counts `2.0` as an integer, so the reader does too.
                let number = f64::deserialize(deserializer)?;
                let whole = number.fract() == 0.0 && (0.0..=f64::from(u16::MAX)).contains(&number);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and within u16")]
                let number = if whole { Some(number as u16) } else { None };
                number
                    .ok_or(OutOfRange { least: $least, most: $most })
                    .and_then(Self::new)
                    .map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "check")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "minimum": $least, "maximum": $most })
            }
        }
    };
}

whole_number!(
    /// The value of a level on the scale, 0 to 100.
    LevelValue, 0, 100
);
whole_number!(
    /// A count or a length that a convention sets, 0 to 10,000.
    Count, 0, 10_000
);
whole_number!(
    /// A share in per cent, 1 to 100.
    Percent, 1, 100
);
whole_number!(
    /// The version of the form of a bundle, 1 to 1,000.
    FormatVersion, 1, 1_000
);
