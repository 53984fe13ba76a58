//! Sums that keep what rounding would lose.

use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// An unevaluated sum of two floats, of which the second is the rounding error of the first: about
/// 106 bits (Dekker 1971, "A floating-point technique for extending the available precision").
///
/// A sum of squares and the square of a sum, which are nearly equal where values are large and
/// alike, can then be subtracted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    pub fn of(value: f64) -> Self {
        Self {
            high: value,
            low: 0.0,
        }
    }

    /// The product of two floats, with its rounding error.
    pub fn product(left: f64, right: f64) -> Self {
        let high = left * right;
        let (left_high, left_low) = halves(left);
        let (right_high, right_low) = halves(right);
        let low = ((left_high * right_high - high) + left_high * right_low + left_low * right_high)
            + left_low * right_low;
        Self { high, low }
    }

    /// The float and its rounding error.
    pub fn parts(self) -> [f64; 2] {
        [self.high, self.low]
    }

    /// The sum with these parts, if the second is the rounding error of the first.
    pub fn of_parts(high: f64, low: f64) -> Option<Self> {
        let sum = Self::exact(high, low);
        let is_same = sum.high.to_bits() == high.to_bits() && sum.low.to_bits() == low.to_bits();
        is_same.then_some(sum)
    }

    pub fn to_f64(self) -> f64 {
        self.high + self.low
    }

    /// The quotient by a number of things.
    pub fn over(self, divisor: f64) -> Self {
        let first = self.high / divisor;
        let rest = self - Self::product(first, divisor);
        Self::exact(first, rest.to_f64() / divisor)
    }

    /// The sum of two floats, with its rounding error (Knuth's two-sum).
    fn exact(left: f64, right: f64) -> Self {
        let high = left + right;
        let from_right = high - left;
        let low = (left - (high - from_right)) + (right - from_right);
        Self { high, low }
    }
}

/// A float as two of half as many digits (Veltkamp's split).
fn halves(value: f64) -> (f64, f64) {
    const SPLIT: f64 = 134_217_729.0;
    let scaled = SPLIT * value;
    let high = scaled - (scaled - value);
    (high, value - high)
}

impl Add for Sum {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let high = Self::exact(self.high, other.high);
        let low = Self::exact(self.low, other.low);
        let once = Self::exact(high.high, high.low + low.high);
        Self::exact(once.high, once.low + low.low)
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Sum {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            high: -self.high,
            low: -self.low,
        }
    }
}

impl Sub for Sum {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Sum {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let product = Self::product(self.high, other.high);
        let cross = self.high * other.low + self.low * other.high;
        Self::exact(product.high, product.low + cross)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_would_lose_is_kept() {
        let sum = Sum::of(1e16) + Sum::of(1.0) + Sum::of(-1e16);
        assert!((sum.to_f64() - 1.0).abs() < f64::EPSILON);
        let square = Sum::product(1e8 + 1.0, 1e8 + 1.0) - Sum::of(1e16) - Sum::of(2e8);
        assert!((square.to_f64() - 1.0).abs() < f64::EPSILON);
        let third = Sum::of(1.0).over(3.0);
        assert!((third * Sum::of(3.0) - Sum::of(1.0)).to_f64().abs() < 1e-31);
    }
}
