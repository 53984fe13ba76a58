//! Random numbers that are the same on every machine.

/// Steps of a mixed counter, `SplitMix64` (Steele, Lea & Flood 2014). Nothing here depends on the functions of a platform, but for a
/// logarithm that is only compared with.
pub(crate) struct Random(u64);

impl Random {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Between 0 and 1, neither of which it is.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
    fn share(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0
    }

    /// A normal number, by comparisons of uniform ones alone (Karney 2016, "Sampling exactly from the
    /// normal distribution").
    pub fn normal(&mut self) -> f64 {
        loop {
            let mut whole = 0_u32;
            while self.is_below_half_power() {
                whole += 1;
            }
            let tries = whole * whole.saturating_sub(1);
            if !(0..tries).all(|_| self.is_below_half_power()) {
                continue;
            }
            let (part, whole) = (self.share(), f64::from(whole));
            let exponent = part * (2.0 * whole + part) / (2.0 * whole + 2.0);
            let mut times = 0.0;
            while times <= whole && self.is_below_power(exponent) {
                times += 1.0;
            }
            if times <= whole {
                continue;
            }
            let size = whole + part;
            return if self.bits() & 1 == 0 { size } else { -size };
        }
    }

    /// A chi-squared number (Marsaglia & Tsang 2000, "A simple method for generating gamma variables").
    pub fn chi_squared(&mut self, degrees: f64) -> f64 {
        if degrees < 2.0 {
            // The method needs two degrees of freedom or more.
            let normal = self.normal();
            return normal * normal;
        }
        let shift = degrees / 2.0 - 1.0 / 3.0;
        let scale = 1.0 / (9.0 * shift).sqrt();
        loop {
            let normal = self.normal();
            let root = 1.0 + scale * normal;
            let cube = root * root * root;
            if cube <= 0.0 {
                continue;
            }
            let bound = 0.5 * normal * normal + shift * (1.0 - cube + cube.ln());
            if self.share().ln() < bound {
                return 2.0 * shift * cube;
            }
        }
    }

    /// True with the chance e^-1/2.
    fn is_below_half_power(&mut self) -> bool {
        self.share() < 0.606_530_659_712_633_4
    }

    /// True with the chance e^-exponent, which is from 0 to 1 (von Neumann 1951): whether a falling run of
    /// uniform numbers that begins below the exponent has an even length.
    fn is_below_power(&mut self, exponent: f64) -> bool {
        let (mut last, mut is_even) = (exponent, true);
        loop {
            let next = self.share();
            if next >= last {
                return is_even;
            }
            last = next;
            is_even = !is_even;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Means of the first four powers, over a million numbers.
    fn powers(mut next: impl FnMut() -> f64) -> [f64; 4] {
        let count = 1_000_000;
        let mut sums = [0.0; 4];
        for _ in 0..count {
            let value = next();
            for (sum, power) in sums.iter_mut().zip(1..) {
                *sum += value.powi(power) / f64::from(count);
            }
        }
        sums
    }

    #[test]
    fn normal_numbers_have_the_moments_of_the_normal_distribution() {
        let mut random = Random::of(7);
        let found = powers(|| random.normal());
        for (found, (expected, error)) in
            found
                .iter()
                .zip([(0.0, 1.0), (1.0, 1.5), (0.0, 3.9), (3.0, 9.8)])
        {
            assert!(
                (found - expected).abs() < 4.0 * error / 1000.0,
                "{found} for {expected}"
            );
        }
        let mut random = Random::of(8);
        let above = (0..1_000_000).filter(|_| random.normal() > 1.96).count();
        assert!((24_400..25_600).contains(&above), "{above}");
    }

    #[test]
    fn chi_squared_numbers_have_its_mean_and_variance() {
        for degrees in [1.0, 2.0, 7.0, 1000.0] {
            let mut random = Random::of(9);
            let [mean, square, ..] = powers(|| random.chi_squared(degrees) / degrees);
            assert!((mean - 1.0).abs() < 0.008, "{mean}");
            let variance = (square - mean * mean) * degrees;
            assert!((variance - 2.0).abs() < 0.05, "{variance} for {degrees}");
        }
    }

    /// The bits are part of the promise: the same on every machine and in every version.
    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let mut random = Random::of(1);
        let found: Vec<u64> = (0..3).map(|_| random.normal().to_bits()).collect();
        let expected = [
            13_834_927_463_294_022_438,
            4_609_002_513_321_956_708,
            13_829_309_915_483_344_837,
        ];
        assert_eq!(found, expected);
    }
}
