//! A figure, or the reason why there is none.

use competence_core::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Refused, Undetermined};

/// A figure, or the reason why there is none: in JSON a number (or what else the figure is), or an object
/// with the key `none`.
///
/// Numbers have ten significant digits, which is what is the same on every machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Figure<T = f64> {
    /// There is no figure.
    None(NoFigure),
    /// The figure.
    Known(T),
}

/// Why there is no figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFigure {
    /// The reason.
    pub none: Why,
}

/// The reason for which a figure is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Why {
    /// Its kind, for programs, and for a report in another language.
    pub reason: Reason,
    /// The reason in an English sentence, without a full stop.
    pub text: String,
    /// How many there are: persons, forms or indicators, as the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<u64>,
    /// How many are needed, or how many there may be at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u64>,
    /// The indicator that it is because of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}

/// Kinds of reasons why there is no figure.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It would tell of fewer persons than any figure may, or give such a figure away.
    Suppressed,
    /// There are too few observations for it, by a stated rule.
    TooFew,
    /// The figure is beyond a threshold, but its interval is not.
    Uncertain,
    /// There are too few indicators for it.
    TooFewIndicators,
    /// Something does not vary.
    NoVariance,
    /// The correlations have no inverse.
    Singular,
    /// There are too many different values to count.
    TooManyValues,
    /// There are too many indicators for it.
    TooManyIndicators,
    /// There are too many groups for it.
    TooManyGroups,
    /// A factor solution was not found, or is none.
    NoSolution,
    /// Fit cannot be tested, or so many factors cannot be told from so few indicators.
    TooManyFactors,
    /// The scores of a competence are not reliable at all.
    Unreliable,
    /// Two competences share an indicator.
    InBoth,
    /// There is nothing that it could be of: no scale, no factors, no one who is rated by several.
    NothingToTell,
    /// It needs single forms, and only sufficient statistics are known.
    NotInStatistics,
    /// The computation did not come to a finite number.
    NotFinite,
}

words!(Reason, "a reason", {
    Suppressed => "suppressed",
    TooFew => "too-few",
    Uncertain => "uncertain",
    TooFewIndicators => "too-few-indicators",
    NoVariance => "no-variance",
    Singular => "singular",
    TooManyValues => "too-many-values",
    TooManyIndicators => "too-many-indicators",
    TooManyGroups => "too-many-groups",
    NoSolution => "no-solution",
    TooManyFactors => "too-many-factors",
    Unreliable => "unreliable",
    InBoth => "in-both",
    NothingToTell => "nothing-to-tell",
    NotInStatistics => "not-in-statistics",
    NotFinite => "not-finite",
});

impl<T> Figure<T> {
    /// The figure, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::None(_) => None,
        }
    }

    /// Why there is none, if there is none.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Known(_) => None,
            Self::None(it) => Some(&it.none),
        }
    }

    /// No figure, as this one would tell of too few persons.
    pub(crate) fn suppressed() -> Self {
        Why::new(
            Reason::Suppressed,
            "too few persons: it would tell of single ones",
        )
        .into()
    }
}

impl Figure {
    /// The number, if there is one.
    pub fn value(&self) -> Option<f64> {
        self.known().copied()
    }
}

impl<T> From<Why> for Figure<T> {
    fn from(none: Why) -> Self {
        Self::None(NoFigure { none })
    }
}

impl<T> From<Result<T, Why>> for Figure<T> {
    fn from(result: Result<T, Why>) -> Self {
        result.map_or_else(Self::from, Self::Known)
    }
}

impl Why {
    /// A reason in words.
    pub(crate) fn new(reason: Reason, text: impl Into<String>) -> Self {
        Self {
            reason,
            text: text.into(),
            found: None,
            needed: None,
            indicator: None,
        }
    }

    /// It would tell of too few persons.
    pub(crate) fn suppressed() -> Self {
        Self::new(
            Reason::Suppressed,
            "too few persons: it would tell of single ones",
        )
    }

    /// It needs single forms.
    pub(crate) fn not_in_statistics() -> Self {
        Self::new(
            Reason::NotInStatistics,
            "sufficient statistics do not tell it",
        )
    }

    /// The reason for which a figure of these indicators, by their places, cannot be told.
    pub(crate) fn of(why: &Undetermined, ids: &[&str]) -> Self {
        let id = |at: usize| ids.get(at).map(|it| (*it).to_owned());
        let counts = |found: u64, needed: u64| (Some(found), Some(needed));
        let many = |count: usize| count as u64;
        let (reason, (found, needed), indicator) = match *why {
            Undetermined::TooFew { n, needed, .. } => (Reason::TooFew, counts(n, needed), None),
            Undetermined::TooFewIndicators { count, needed } => (
                Reason::TooFewIndicators,
                counts(many(count), many(needed)),
                None,
            ),
            Undetermined::NoVariance { indicator } => {
                (Reason::NoVariance, (None, None), id(indicator))
            }
            Undetermined::NoVarianceOfScores => (Reason::NoVariance, (None, None), None),
            Undetermined::Singular { .. } => (Reason::Singular, (None, None), None),
            Undetermined::TooManyValues { indicator, limit } => (
                Reason::TooManyValues,
                (None, Some(many(limit))),
                id(indicator),
            ),
            Undetermined::Improper { indicator, .. } => {
                (Reason::NoSolution, (None, None), id(indicator))
            }
            Undetermined::NotConverged { .. } => (Reason::NoSolution, (None, None), None),
            Undetermined::TooManyFactors { factors, most, .. } => (
                Reason::TooManyFactors,
                counts(many(factors), many(most)),
                None,
            ),
            Undetermined::NothingToTest => (Reason::TooManyFactors, (None, None), None),
            Undetermined::InBoth { indicator } => (Reason::InBoth, (None, None), id(indicator)),
            Undetermined::Unreliable { .. } => (Reason::Unreliable, (None, None), None),
            Undetermined::Refused(Refused::TooMany { count }) => {
                (Reason::NoSolution, (Some(many(count)), None), None)
            }
            _ => (Reason::NotFinite, (None, None), None),
        };
        let mut text = why.to_string();
        if let Some(id) = &indicator {
            // The figures know an indicator by its place; people know it by its id.
            text = renamed(&text, why, id);
        }
        Self {
            reason,
            text,
            found,
            needed,
            indicator,
        }
    }
}

/// The sentence with the id of the indicator in the stead of its place.
fn renamed(text: &str, why: &Undetermined, id: &str) -> String {
    match *why {
        Undetermined::NoVariance { indicator }
        | Undetermined::InBoth { indicator }
        | Undetermined::TooManyValues { indicator, .. }
        | Undetermined::Improper { indicator, .. } => text.replacen(
            &format!("indicator {indicator}"),
            &format!("indicator {id}"),
            1,
        ),
        _ => text.to_owned(),
    }
}

/// A number with ten significant digits: what the figures of ratings are the same to, on every machine and in
/// every order of the rows.
pub(crate) fn rounded(value: f64) -> f64 {
    let text = format!("{value:.9e}");
    let rounded = text.parse().unwrap_or(value);
    // Minus zero is zero.
    rounded + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_number_or_the_reason() {
        let known = Figure::Known(rounded(1.0 / 3.0));
        let json = serde_json::to_string(&known).unwrap();
        assert_eq!(json, "0.3333333333");
        assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), known);
        let why = Undetermined::NoVariance { indicator: 1 };
        let none: Figure = Why::of(&why, &["a.x", "a.y"]).into();
        let json = serde_json::to_string(&none).unwrap();
        assert_eq!(
            json,
            r#"{"none":{"reason":"no-variance","text":"all values of indicator a.y are the same","indicator":"a.y"}}"#
        );
        assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), none);
    }

    #[test]
    fn numbers_are_rounded_to_ten_digits() {
        for (value, expected) in [
            (123.456_789_012_345, 123.456_789_0),
            (-0.000_012_345_678_901_234, -0.000_012_345_678_90),
            (-0.0, 0.0),
            (4.0, 4.0),
        ] {
            assert_eq!(rounded(value).to_bits(), f64::to_bits(expected), "{value}");
        }
    }
}
