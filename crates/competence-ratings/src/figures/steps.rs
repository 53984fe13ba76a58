//! A scale in steps, against which raters agree more than by chance.

use super::ends::Ends;
use super::refused::Refused;

/// The two ends of a scale, and how many levels it has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Steps {
    ends: Ends,
    levels: u16,
}

impl Steps {
    /// Of a scale with so many levels.
    ///
    /// # Errors
    /// If there are fewer than two.
    pub fn of(ends: Ends, levels: u16) -> Result<Self, Refused> {
        let steps = Self { ends, levels };
        if levels < 2 {
            return Err(steps.refused());
        }
        Ok(steps)
    }

    /// An error unless the other scale is the same.
    pub fn expect(&self, other: &Self) -> Result<(), Refused> {
        if self == other {
            Ok(())
        } else {
            Err(other.refused())
        }
    }

    /// An error that names the first of the values, each of an indicator, that is not on the scale.
    pub fn hold(&self, values: impl IntoIterator<Item = (usize, f64)>) -> Result<(), Refused> {
        match values.into_iter().find(|(_, it)| !self.ends.hold(*it)) {
            None => Ok(()),
            Some((indicator, value)) => Err(Refused::Value { indicator, value }),
        }
    }

    /// The value in the middle.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.ends.lowest(), self.ends.highest())
    }

    /// The variance of ratings that choose each level by equal chance: (levels² - 1) / 12, in steps of a level.
    pub fn chance_variance(&self) -> f64 {
        let levels = f64::from(self.levels);
        let step = (self.ends.highest() - self.ends.lowest()) / (levels - 1.0);
        step * step * (levels * levels - 1.0) / 12.0
    }

    fn refused(&self) -> Refused {
        let (lowest, highest) = (self.ends.lowest(), self.ends.highest());
        Refused::Ends { lowest, highest }
    }
}
