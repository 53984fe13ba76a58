//! Whether the raters of one person agree over several indicators.

use super::ends::Ends;
use super::pair::float;
use super::refused::Refused;
use super::rules::Rules;
use super::steps::Steps;
use super::sum::Sum;
use super::undetermined::Undetermined;

/// What is kept of persons whom several raters rate on the same indicators: the sum of each person's
/// r<sub>wg(j)</sub>. It knows no person, and two of it merge into one.
///
/// ```
/// use competence_ratings::figures::{Ends, Rules, WithinGroup};
/// let mut group = WithinGroup::on(Ends::new(1.0, 5.0)?, 5)?;
/// for _ in 0..3 {
///     // Three raters of one person, two indicators.
///     group.add(&[vec![4.0, 5.0], vec![4.0, 4.0], vec![5.0, 5.0]])?;
/// }
/// assert!(group.r_wg_j(&Rules::NONE)? > 0.9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct WithinGroup {
    steps: Steps,
    persons: u64,
    sum: Sum,
}

impl WithinGroup {
    /// Of no ratings yet, on a scale with so many levels.
    ///
    /// # Errors
    /// If there are fewer than two levels.
    pub fn on(ends: Ends, levels: u16) -> Result<Self, Refused> {
        Ok(Self {
            steps: Steps::of(ends, levels)?,
            persons: 0,
            sum: Sum::default(),
        })
    }

    /// Adds all raters of one person, each with a value for each indicator. A single rater says nothing of
    /// agreement, and is left out.
    ///
    /// # Errors
    /// If a value is not on the scale, or raters have different numbers of them; nothing is added then.
    pub fn add(&mut self, raters: &[Vec<f64>]) -> Result<(), Refused> {
        let expected = raters.first().map_or(0, Vec::len);
        for values in raters {
            if values.len() != expected {
                let found = values.len();
                return Err(Refused::Length { found, expected });
            }
            self.steps.hold(values.iter().copied().enumerate())?;
        }
        if raters.len() < 2 || expected == 0 {
            return Ok(());
        }
        let mut variance = Sum::default();
        for indicator in 0..expected {
            let values = raters.iter().filter_map(|it| it.get(indicator));
            variance += variance_of(values.copied(), raters.len() as u64);
        }
        let indicators = float(expected as u64);
        let share = variance.over(indicators).to_f64() / self.steps.chance_variance();
        let agreed = indicators * (1.0 - share).max(0.0);
        self.sum += Sum::of(agreed / (agreed + share));
        self.persons += 1;
        Ok(())
    }

    /// Adds other persons, rated on the same scale.
    ///
    /// # Errors
    /// If the scale differs; nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), Refused> {
        self.steps.expect(&other.steps)?;
        self.persons += other.persons;
        self.sum += other.sum;
        Ok(())
    }

    /// Persons with two raters or more.
    pub fn persons(&self) -> u64 {
        self.persons
    }

    /// The mean over persons of r<sub>wg(j)</sub> (James, Demaree & Wolf 1984): J (1 - s) / (J (1 - s) + s), where
    /// s is the mean variance among raters over the J indicators, as a share of that of raters who choose each
    /// level by equal chance. Where raters agree less than by chance, it is 0 (ibid.).
    ///
    /// # Errors
    /// If there are fewer persons than the rules ask for.
    pub fn r_wg_j(&self, rules: &Rules) -> Result<f64, Undetermined> {
        rules.for_reliability(self.persons)?;
        Undetermined::unless(self.persons, 1, "agreement needs one person")?;
        Ok(self.sum.over(float(self.persons)).to_f64())
    }
}

/// The variance (n - 1) of so many values, in any order.
fn variance_of(values: impl Iterator<Item = f64>, count: u64) -> Sum {
    let (mut total, mut squares) = (Sum::default(), Sum::default());
    for value in values {
        total += Sum::of(value);
        squares += Sum::product(value, value);
    }
    let within = squares - (total * total).over(float(count));
    let variance = within.over(float(count.saturating_sub(1)));
    if variance.to_f64() > 0.0 {
        variance
    } else {
        Sum::default()
    }
}
