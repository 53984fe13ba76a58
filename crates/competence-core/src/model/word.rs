//! Enums whose values are words: in files, in reports and on the command line.

use std::fmt;

/// The error of reading a word that stands for no value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    what: &'static str,
    word: String,
    known: Vec<&'static str>,
}

impl UnknownWord {
    /// The error for a word, of an enum that is called `what` and knows these words.
    pub fn new(
        what: &'static str,
        word: &str,
        known: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        Self {
            what,
            word: word.to_owned(),
            known: known.into_iter().collect(),
        }
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<String> = self.known.iter().map(|it| format!("`{it}`")).collect();
        write!(
            f,
            "`{}` is not {}: use one of {}",
            self.word,
            self.what,
            known.join(", ")
        )
    }
}

impl std::error::Error for UnknownWord {}

/// Gives an enum its words: `ALL`, `as_str`, `Display` and `FromStr`.
///
/// ```
/// #[derive(Debug, Clone, Copy, PartialEq)]
/// enum Direction { Up, Down }
///
/// competence_core::words!(Direction, "a direction", { Up => "up", Down => "down" });
///
/// assert_eq!(Direction::Up.to_string(), "up");
/// assert_eq!("down".parse(), Ok(Direction::Down));
/// let error = "left".parse::<Direction>().unwrap_err();
/// assert_eq!(error.to_string(), "`left` is not a direction: use one of `up`, `down`");
/// ```
#[macro_export]
macro_rules! words {
    ($name:ident, $what:literal, { $($variant:ident => $word:literal),* $(,)? }) => {
        impl $name {
            /// All values, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(word: &str) -> ::std::result::Result<Self, $crate::UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::UnknownWord::new($what, word, [$($word),*])),
                }
            }
        }
    };
}
