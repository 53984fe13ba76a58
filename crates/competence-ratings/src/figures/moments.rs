//! The sufficient statistics of a group of indicators.

use super::ends::Ends;
use super::pair::{Pair, Rated, Sums};
use super::refused::{INDICATORS, LARGEST, ROWS, Refused};
use super::undetermined::Undetermined;

/// How many different values of an indicator are counted one by one. A scale has fewer, and so have
/// means of a few ratings.
pub const VALUES: usize = 24;

/// Everything that the figures of a group of indicators are computed from: for each indicator how often
/// each value was given, and for each two of them how often each two values were given by the same form.
/// It knows no person, and two of it merge into one.
///
/// An indicator is known by its place in the group, from 0. A row is one form: a value for each
/// indicator, or none where it was not rated. Each pair of indicators uses the rows that have both
/// (pairwise n).
///
/// While both indicators have at most [`VALUES`] different values, the counts are all there is, so that
/// order and partition of the rows change nothing, not even the last digit. Beyond that, a pair keeps its
/// number of rows, sums, squares and cross products, to about 32 digits each.
///
/// ```
/// use competence_ratings::figures::Moments;
/// let mut here = Moments::of(2)?;
/// here.add(&[Some(1.0), Some(2.0)])?;
/// here.add(&[Some(3.0), None])?;
/// let mut there = Moments::of(2)?;
/// there.add(&[Some(2.0), Some(5.0)])?;
/// here.merge(&there)?;
/// assert_eq!((here.rows(), here.n(0), here.n_of_both(0, 1)), (3, 3, 2));
/// assert_eq!(here.mean(0)?, 2.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    pub(crate) rows: u64,
    pub(crate) levels: Vec<Levels>,
    /// Of a reversed indicator, what a value and the one that it became add up to.
    pub(crate) reversed: Vec<Option<f64>>,
    /// Of indicators (0,0), (1,0), (1,1), (2,0), ...: the later one first.
    pub(crate) pairs: Vec<Pair>,
}

/// The different values of an indicator, from the lowest; none once there were too many.
pub(crate) type Levels = Option<Vec<f64>>;

impl Moments {
    /// Those of no rows yet.
    ///
    /// # Errors
    /// If there are more indicators than [`INDICATORS`].
    pub fn of(indicators: usize) -> Result<Self, Refused> {
        if indicators > INDICATORS {
            return Err(Refused::TooMany { count: indicators });
        }
        Ok(Self {
            rows: 0,
            levels: vec![Some(Vec::new()); indicators],
            reversed: vec![None; indicators],
            pairs: vec![Pair::default(); indicators * (indicators + 1) / 2],
        })
    }

    /// Adds the values of one form, one for each indicator, as they were given: those of a reversed
    /// indicator are reversed here.
    ///
    /// # Errors
    /// If their number differs, or one is not a number from -1e9 to 1e9, or there are too many rows ([`ROWS`]);
    /// nothing is added then.
    pub fn add(&mut self, row: &[Option<f64>]) -> Result<(), Refused> {
        self.expect(row.len())?;
        self.rows_with(1)?;
        for (indicator, value) in row.iter().enumerate() {
            if let Some(value) = value.filter(|it| it.is_nan() || it.abs() > LARGEST) {
                return Err(Refused::Value { indicator, value });
            }
        }
        let given = row.iter().zip(&self.reversed);
        let row: Vec<Option<f64>> = given
            .map(|(value, reversed)| {
                let value = reversed.map_or(*value, |total| value.map(|it| total - it));
                // Minus zero is zero.
                value.map(|it| it + 0.0)
            })
            .collect();
        for (indicator, value) in row.iter().enumerate() {
            if let Some(value) = value {
                self.make_room(indicator, &[*value]);
            }
        }
        let rated: Vec<Rated> = row
            .iter()
            .zip(&self.levels)
            .enumerate()
            .filter_map(|(indicator, (value, levels))| {
                Some(Rated::of(indicator, (*value)?, levels.as_deref()))
            })
            .collect();
        for (at, second) in rated.iter().enumerate() {
            let pairs = &mut self.pairs[index(0, second.indicator)..];
            for first in &rated[..=at] {
                pairs[first.indicator].add(first, second);
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Adds all rows of another group of the same indicators, in the same order.
    ///
    /// # Errors
    /// If the number of indicators differs, one is reversed in only one of the two, or there are too many rows
    /// together ([`ROWS`]); nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), Refused> {
        self.expect(other.indicators())?;
        let rows = self.rows_with(other.rows)?;
        let mut both = self.reversed.iter().zip(&other.reversed);
        if let Some(indicator) = both.position(|(here, there)| here != there) {
            return Err(Refused::Reversed { indicator });
        }
        let mut other = other.clone();
        for indicator in 0..self.indicators() {
            match (
                self.levels[indicator].clone(),
                other.levels[indicator].clone(),
            ) {
                (Some(here), Some(there)) => {
                    self.make_room(indicator, &there);
                    other.make_room(indicator, &here);
                }
                (None, _) => other.stop_counting(indicator),
                (_, None) => self.stop_counting(indicator),
            }
        }
        for (here, there) in self.pairs.iter_mut().zip(&other.pairs) {
            here.merge(there);
        }
        self.rows = rows;
        Ok(())
    }

    /// Those of some of the indicators, in the given order: of a competence, say.
    ///
    /// # Errors
    /// If one is not of the group, or they are more than [`INDICATORS`].
    pub fn select(&self, indicators: &[usize]) -> Result<Self, Refused> {
        let count = self.indicators();
        if indicators.len() > INDICATORS {
            let count = indicators.len();
            return Err(Refused::TooMany { count });
        }
        if let Some(&indicator) = indicators.iter().find(|it| **it >= count) {
            return Err(Refused::NoIndicator { indicator, count });
        }
        let mut pairs = Vec::new();
        for (at, &second) in indicators.iter().enumerate() {
            for &first in &indicators[..=at] {
                let pair = &self.pairs[index(first, second)];
                pairs.push(if first <= second {
                    pair.clone()
                } else {
                    pair.turned(self.width(first))
                });
            }
        }
        Ok(Self {
            rows: self.rows,
            levels: indicators
                .iter()
                .map(|it| self.levels[*it].clone())
                .collect(),
            reversed: indicators.iter().map(|it| self.reversed[*it]).collect(),
            pairs,
        })
    }

    /// Turns the values of an indicator around on a scale: the lowest level becomes the highest. So an
    /// ineffective behaviour can be put beside effective ones. Done twice, all is as
    /// before, but for rounding.
    ///
    /// # Errors
    /// If it is not of the group, or is reversed already, on another scale.
    pub fn reverse(&mut self, indicator: usize, ends: Ends) -> Result<(), Refused> {
        let count = self.indicators();
        if indicator >= count {
            return Err(Refused::NoIndicator { indicator, count });
        }
        let total = ends.lowest() + ends.highest();
        if self.reversed[indicator].is_some_and(|it| it.total_cmp(&total).is_ne()) {
            return Err(Refused::Reversed { indicator });
        }
        for other in 0..count {
            let width = self.width(other.min(indicator));
            let pair = &mut self.pairs[index(indicator, other)];
            if other >= indicator {
                pair.reverse_first(width, total);
            }
            if other <= indicator {
                pair.reverse_second(width, total);
            }
        }
        if let Some(levels) = &mut self.levels[indicator] {
            levels.reverse();
            for level in levels {
                *level = total - *level + 0.0;
            }
        }
        self.reversed[indicator] = match self.reversed[indicator] {
            None => Some(total),
            Some(_) => None,
        };
        Ok(())
    }

    /// Whether an indicator's values were turned around.
    pub fn is_reversed(&self, indicator: usize) -> bool {
        self.reversed.get(indicator).is_some_and(Option::is_some)
    }

    /// How many indicators the group has.
    pub fn indicators(&self) -> usize {
        self.levels.len()
    }

    /// How many rows were added, with or without values.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows have a value of the indicator; 0 if it is not of the group.
    pub fn n(&self, indicator: usize) -> u64 {
        self.n_of_both(indicator, indicator)
    }

    /// How many rows have values of both; 0 if one is not of the group.
    pub fn n_of_both(&self, one: usize, other: usize) -> u64 {
        self.pairs.get(index(one, other)).map_or(0, Pair::n)
    }

    /// The fewest rows that any two of the indicators have in common. Tests and intervals of a group take
    /// this as their n, so that they are never more certain than the data.
    pub fn least_n(&self) -> u64 {
        self.pairs.iter().map(Pair::n).min().unwrap_or(0)
    }

    /// The mean of an indicator.
    ///
    /// # Errors
    /// If it has no values.
    pub fn mean(&self, indicator: usize) -> Result<f64, Undetermined> {
        let sums = self.sums(indicator, indicator)?;
        Undetermined::unless(sums.n, 1, "a mean needs one value")?;
        Ok(sums.mean_of_first())
    }

    /// The covariance of two indicators over the rows that have both, with n - 1 in the denominator; of
    /// one with itself, its variance.
    ///
    /// # Errors
    /// If fewer than two rows have both.
    pub fn covariance(&self, one: usize, other: usize) -> Result<f64, Undetermined> {
        let sums = self.sums(one, other)?;
        Undetermined::unless(sums.n, 2, "a covariance needs two rows")?;
        Ok(sums.covariance())
    }

    /// How often each value of an indicator was given, from the lowest.
    ///
    /// # Errors
    /// If there are more different ones than [`VALUES`].
    pub fn distribution(&self, indicator: usize) -> Result<Vec<(f64, u64)>, Undetermined> {
        let pair = self.pair(indicator, indicator)?;
        let Pair::Counted(cells) = pair else {
            return Err(too_many_values(indicator));
        };
        let levels = self.levels[indicator].as_deref().unwrap_or_default();
        let counts = cells.iter().step_by(levels.len() + 1);
        Ok(levels.iter().copied().zip(counts.copied()).collect())
    }

    /// How often each two values were given together: rows of the lower place, columns of the higher.
    pub(crate) fn joint(
        &self,
        one: usize,
        other: usize,
    ) -> Result<Vec<(f64, f64, u64)>, Undetermined> {
        let (first, second) = (one.min(other), one.max(other));
        let Pair::Counted(cells) = self.pair(first, second)? else {
            let is_first = self.levels[first].is_none();
            return Err(too_many_values(if is_first { first } else { second }));
        };
        Ok(self.cells(first, second, cells).collect())
    }

    /// Sums, squares and cross products of two indicators; the lower place is the first.
    pub(crate) fn sums(&self, one: usize, other: usize) -> Result<Sums, Undetermined> {
        let (first, second) = (one.min(other), one.max(other));
        Ok(match self.pair(first, second)? {
            Pair::Summed(sums) => **sums,
            Pair::Counted(cells) => Sums::of(self.cells(first, second, cells)),
        })
    }

    fn cells<'a>(
        &'a self,
        first: usize,
        second: usize,
        cells: &'a [u64],
    ) -> impl Iterator<Item = (f64, f64, u64)> + 'a {
        let columns = self.levels[first].as_deref().unwrap_or_default();
        let rows = self.levels[second].as_deref().unwrap_or_default();
        rows.iter()
            .flat_map(|y| columns.iter().map(move |x| (*x, *y)))
            .zip(cells)
            .filter(|(_, count)| **count > 0)
            .map(|((x, y), count)| (x, y, *count))
    }

    /// What is kept of two indicators.
    pub(crate) fn at(&self, one: usize, other: usize) -> Option<&Pair> {
        self.pairs.get(index(one, other))
    }

    fn pair(&self, first: usize, second: usize) -> Result<&Pair, Undetermined> {
        let count = self.indicators();
        let indicator = first.max(second);
        let pair = self.pairs.get(index(first, second));
        Ok(pair.ok_or(Refused::NoIndicator { indicator, count })?)
    }

    /// How many rows there are with so many more.
    fn rows_with(&self, more: u64) -> Result<u64, Refused> {
        let rows = self.rows.saturating_add(more);
        (rows <= ROWS).then_some(rows).ok_or(Refused::TooManyRows)
    }

    fn width(&self, indicator: usize) -> usize {
        self.levels[indicator].as_ref().map_or(0, Vec::len)
    }

    fn expect(&self, found: usize) -> Result<(), Refused> {
        let expected = self.indicators();
        if found == expected {
            Ok(())
        } else {
            Err(Refused::Length { found, expected })
        }
    }

    /// Gives these values of an indicator a place among those that are counted, or stops counting them.
    fn make_room(&mut self, indicator: usize, values: &[f64]) {
        for value in values {
            let Some(levels) = &self.levels[indicator] else {
                return;
            };
            let Err(at) = levels.binary_search_by(|it| it.total_cmp(value)) else {
                continue;
            };
            if levels.len() == VALUES {
                return self.stop_counting(indicator);
            }
            for other in 0..self.indicators() {
                let size = self.width(other);
                let pair = &mut self.pairs[index(indicator, other)];
                if other >= indicator {
                    pair.insert_column(size, at);
                }
                if other <= indicator {
                    let columns = size + usize::from(other == indicator);
                    pair.insert_row(columns, at);
                }
            }
            if let Some(levels) = &mut self.levels[indicator] {
                levels.insert(at, *value);
            }
        }
    }

    /// Keeps sums instead of counts.
    fn stop_counting(&mut self, indicator: usize) {
        for other in 0..self.indicators() {
            if let Ok(sums) = self.sums(indicator, other) {
                self.pairs[index(indicator, other)] = Pair::Summed(Box::new(sums));
            }
        }
        self.levels[indicator] = None;
    }
}

/// Where a pair stands, in whichever order it is named.
fn index(one: usize, other: usize) -> usize {
    let (first, second) = (one.min(other), one.max(other));
    second * (second + 1) / 2 + first
}

fn too_many_values(indicator: usize) -> Undetermined {
    let limit = VALUES;
    Undetermined::TooManyValues { indicator, limit }
}
