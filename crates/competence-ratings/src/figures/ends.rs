//! The two ends of a scale, and what they ask of an indicator.

use competence_core::Scale;

use super::refused::{LARGEST, Refused};

/// The lowest and the highest level of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    lowest: f64,
    highest: f64,
}

impl Ends {
    /// Of a scale from the one to the other.
    ///
    /// ```
    /// use competence_ratings::figures::Ends;
    /// assert!(Ends::new(1.0, 5.0).is_ok());
    /// assert!(Ends::new(5.0, 1.0).is_err() && Ends::new(1.0, f64::NAN).is_err());
    /// ```
    ///
    /// # Errors
    /// If they are not numbers from -1e9 to 1e9, the lowest below the highest.
    pub fn new(lowest: f64, highest: f64) -> Result<Self, Refused> {
        if lowest.abs() <= LARGEST && highest.abs() <= LARGEST && lowest < highest {
            Ok(Self { lowest, highest })
        } else {
            Err(Refused::Ends { lowest, highest })
        }
    }

    /// Those of a model's scale, if it has two levels or more.
    pub fn of(scale: &Scale) -> Option<Self> {
        let levels = || scale.levels.iter().map(|it| f64::from(it.value.get()));
        let lowest = levels().min_by(f64::total_cmp)?;
        let highest = levels().max_by(f64::total_cmp)?;
        Self::new(lowest, highest).ok()
    }

    /// The lowest level.
    pub fn lowest(&self) -> f64 {
        self.lowest
    }

    /// The highest level.
    pub fn highest(&self) -> f64 {
        self.highest
    }

    /// Whether a value is neither below the lowest level nor above the highest.
    pub(crate) fn hold(&self, value: f64) -> bool {
        self.lowest <= value && value <= self.highest
    }
}
