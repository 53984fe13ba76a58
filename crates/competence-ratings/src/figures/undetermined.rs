//! Why there is no figure.

use super::refused::Refused;

/// Why a figure cannot be told from the data. It is a result like any other: a report says it in the
/// place of the number.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Undetermined {
    /// Fewer observations than the figure needs.
    #[error("there are {n} observations; {needed} are needed ({rule})")]
    TooFew {
        /// How many there are.
        n: u64,
        /// How many are needed.
        needed: u64,
        /// The rule that says so.
        rule: &'static str,
    },
    /// Fewer indicators than the figure needs.
    #[error("there are {count} indicators; {needed} are needed")]
    TooFewIndicators {
        /// How many there are.
        count: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Everyone has the same value on an indicator, so that nothing can be said of how it relates.
    #[error("all values of indicator {indicator} are the same")]
    NoVariance {
        /// The indicator, by its place in the group.
        indicator: usize,
    },
    /// The sum of a competence's indicators, or all ratings of all persons, do not vary.
    #[error("the scores do not vary")]
    NoVarianceOfScores,
    /// A correlation matrix has no inverse: an indicator follows from others, or correlations of
    /// different persons (pairwise n) contradict each other.
    #[error(
        "the correlations have no inverse: their smallest eigenvalue is {smallest}, and {needed} is needed"
    )]
    Singular {
        /// The smallest eigenvalue.
        smallest: f64,
        /// The least that it may be.
        needed: f64,
    },
    /// An indicator has more different values than are counted ([`VALUES`](super::VALUES)).
    #[error("indicator {indicator} has more than {limit} different values, which are not counted")]
    TooManyValues {
        /// The indicator, by its place in the group.
        indicator: usize,
        /// How many are counted.
        limit: usize,
    },
    /// An iteration did not end within its limit.
    #[error("{what} did not converge in {steps} steps")]
    NotConverged {
        /// What was computed.
        what: &'static str,
        /// The limit.
        steps: usize,
    },
    /// A factor solution explains more than all variance of an indicator (a Heywood case), so that it
    /// is none: there are too many factors, or too few persons.
    #[error("indicator {indicator} would have a communality of {communality}, which is over 1")]
    Improper {
        /// The indicator, by its place in the group.
        indicator: usize,
        /// Its communality.
        communality: f64,
    },
    /// So many factors cannot be told from so few correlations.
    #[error("{factors} factors cannot be told from {indicators} indicators: at most {most} can")]
    TooManyFactors {
        /// How many were asked for.
        factors: usize,
        /// Of how many indicators.
        indicators: usize,
        /// How many can be.
        most: usize,
    },
    /// There are as many loadings as correlations, which they reproduce whatever these are.
    #[error("so many factors reproduce any correlations, which leaves nothing to test")]
    NothingToTest,
    /// A share, as the level of an interval, is not between 0 and 1.
    #[error("{value} is not between 0 and 1")]
    NotAShare {
        /// What was given.
        value: f64,
    },
    /// A matrix that was given is not square, or not of correlations: symmetric, with ones in its
    /// diagonal and numbers from -1 to 1 elsewhere.
    #[error("the matrix is not one of correlations")]
    NotCorrelations,
    /// Two competences have an indicator in common, which would go together with itself.
    #[error("indicator {indicator} is one of both competences")]
    InBoth {
        /// The indicator, by its place in the group.
        indicator: usize,
    },
    /// The indicators of a competence do not go together, so that its scores are nothing but error.
    #[error("alpha is {alpha}: the scores of the competence are not reliable at all")]
    Unreliable {
        /// Cronbach's alpha.
        alpha: f64,
    },
    /// The indicators cannot be put together.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The computation came to no finite number.
    #[error("{what} is not a finite number")]
    NotFinite {
        /// What was computed.
        what: &'static str,
    },
}

impl Undetermined {
    /// An error unless there are enough observations.
    pub(crate) fn unless(n: u64, needed: u64, rule: &'static str) -> Result<(), Self> {
        if n < needed {
            return Err(Self::TooFew { n, needed, rule });
        }
        Ok(())
    }

    /// The number, if it is finite.
    pub(crate) fn finite(value: f64, what: &'static str) -> Result<f64, Self> {
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Self::NotFinite { what })
        }
    }
}
