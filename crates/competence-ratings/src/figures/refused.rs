//! What is not added to, and why.

/// The most indicators of a group. What is kept grows with their square: some 200 bytes for two indicators
/// on a scale of five levels, and never more than 5 kB.
pub const INDICATORS: usize = 1000;

/// The largest value, up or down: sums of products stay exact to far more digits than are told.
pub const LARGEST: f64 = 1e9;

/// The most rows of a group: up to there, every count is a float too.
pub const ROWS: u64 = 1 << 53;

/// Why a row, or another group's statistics, cannot be added. What they would have been added to is
/// as it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// A row has another number of values than there are indicators, or the other group has.
    #[error("there are {found} values for {expected} indicators")]
    Length {
        /// How many there are.
        found: usize,
        /// How many there are to be.
        expected: usize,
    },
    /// A value is no finite number of at most [`LARGEST`].
    #[error("value {value} of indicator {indicator} is not a number from -1e9 to 1e9")]
    Value {
        /// The indicator, by its place in the group.
        indicator: usize,
        /// Its value.
        value: f64,
    },
    /// An indicator is reversed in one of two groups that are to be merged and not in the other, or twice
    /// on different scales.
    #[error("indicator {indicator} is not reversed on the same scale")]
    Reversed {
        /// The indicator, by its place in the group.
        indicator: usize,
    },
    /// The ends of a scale are not numbers, or not in order.
    #[error("no scale goes from {lowest} to {highest}")]
    Ends {
        /// What was given as the lowest level.
        lowest: f64,
        /// What was given as the highest level.
        highest: f64,
    },
    /// There are more indicators than [`INDICATORS`].
    #[error("there are {count} indicators; at most {INDICATORS} can be a group")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// There would be more rows than [`ROWS`].
    #[error("there are more than {ROWS} rows")]
    TooManyRows,
    /// No indicator is at this place in the group.
    #[error("there is no indicator {indicator}: the group has {count}")]
    NoIndicator {
        /// The place that was asked for.
        indicator: usize,
        /// How many there are.
        count: usize,
    },
}
