//! Values as bytes.

use super::NotGathered;
use crate::digit;

/// Not rated.
pub(super) const UNRATED: u8 = 0;

/// Rated more than once, and not alike.
pub(super) const CONTRADICTS: u8 = u8::MAX;

/// The different values, each with its code: its place and one.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes {
    values: Vec<f64>,
    /// Those of the numbers from 0, as most ratings are; none where there is none yet.
    of_digits: [u8; 10],
}

impl Codes {
    /// Values that are given codes before any other: those of a scale.
    pub fn of(levels: impl Iterator<Item = f64>) -> Self {
        let mut codes = Self::default();
        for level in levels.take(usize::from(CONTRADICTS) - 1) {
            // There are no more than there are codes.
            let _ = codes.code(level);
        }
        codes
    }

    /// The code of a value, which may be a new one.
    pub fn code(&mut self, value: f64) -> Result<u8, NotGathered> {
        // Minus zero is zero.
        let value = value + 0.0;
        let digit = digit(value);
        match digit.and_then(|it| self.of_digits.get(it)) {
            None | Some(&UNRATED) => {}
            Some(code) => return Ok(*code),
        }
        let known = self
            .values
            .iter()
            .position(|it| it.total_cmp(&value).is_eq());
        let place = known.unwrap_or(self.values.len());
        let code = u8::try_from(place + 1).ok().filter(|it| *it < CONTRADICTS);
        let code = code.ok_or(NotGathered::TooManyValues)?;
        if known.is_none() {
            self.values.push(value);
        }
        if let Some(known) = digit.and_then(|it| self.of_digits.get_mut(it)) {
            *known = code;
        }
        Ok(code)
    }

    pub fn values(&self) -> &[f64] {
        &self.values
    }
}
