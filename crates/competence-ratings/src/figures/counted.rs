//! Sufficient statistics of what was counted elsewhere.

use super::moments::{Moments, VALUES};
use super::pair::Pair;
use super::refused::{ROWS, Refused};

impl Moments {
    /// Those of so many rows whose values were counted: for the first and the second of two indicators (the first
    /// not after the second), the rows in which they have two of the values, each by its place among these.
    ///
    /// # Errors
    /// If there are too many indicators, rows or values.
    pub(crate) fn counted(
        indicators: usize,
        rows: u64,
        values: &[f64],
        count: impl Fn(usize, usize, usize, usize) -> u64,
    ) -> Result<Self, Refused> {
        let mut moments = Self::of(indicators)?;
        if rows > ROWS {
            return Err(Refused::TooManyRows);
        }
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let given = |indicator: usize| -> Vec<usize> {
            let is_given = |it: &usize| count(indicator, indicator, *it, *it) > 0;
            order.iter().copied().filter(is_given).collect()
        };
        let given: Vec<Vec<usize>> = (0..indicators).map(given).collect();
        if let Some(count) = given.iter().map(Vec::len).find(|it| *it > VALUES) {
            let expected = VALUES;
            return Err(Refused::Length {
                found: count,
                expected,
            });
        }
        let mut pairs = Vec::with_capacity(moments.pairs.len());
        for (second, of_second) in given.iter().enumerate() {
            for (first, of_first) in given.iter().enumerate().take(second + 1) {
                let cells = of_second.iter().flat_map(|row| {
                    let count = &count;
                    of_first
                        .iter()
                        .map(move |column| count(first, second, *column, *row))
                });
                pairs.push(Pair::Counted(cells.collect()));
            }
        }
        let levels = given
            .iter()
            .map(|it| Some(it.iter().map(|at| values[*at]).collect()));
        moments.levels = levels.collect();
        moments.rows = rows;
        moments.pairs = pairs;
        Ok(moments)
    }
}
