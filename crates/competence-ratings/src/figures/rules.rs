//! How many observations the figures need.

use super::undetermined::Undetermined;

/// How many observations the figures of competences and of the model need at least. With fewer they are
/// not told; the error names the rule. The defaults can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// For a correlation. From fewer than ten, one of 0.6 is still within what chance brings.
    pub correlation: u64,
    /// For reliability and agreement: 30, as is usual for a first trial of a scale (Johanson & Brooks 2010).
    pub reliability: u64,
    /// For factors, KMO and Bartlett's test: 100 in all (Gorsuch 1983, "Factor Analysis").
    pub factors: u64,
    /// For the same: 5 for each indicator (ibid.).
    pub factors_per_indicator: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            correlation: 10,
            reliability: 30,
            factors: 100,
            factors_per_indicator: 5,
        }
    }
}

impl Rules {
    /// No minimum but what the formulas themselves need.
    pub const NONE: Self = Self {
        correlation: 0,
        reliability: 0,
        factors: 0,
        factors_per_indicator: 0,
    };

    pub(crate) fn for_correlation(&self, n: u64) -> Result<(), Undetermined> {
        let needed = self.correlation.max(3);
        Undetermined::unless(n, needed, "the minimum for a correlation")
    }

    pub(crate) fn for_reliability(&self, n: u64) -> Result<(), Undetermined> {
        let needed = self.reliability.max(3);
        Undetermined::unless(n, needed, "the minimum for reliability and agreement")
    }

    pub(crate) fn for_factors(&self, n: u64, indicators: usize) -> Result<(), Undetermined> {
        let indicators = u64::try_from(indicators).unwrap_or(u64::MAX);
        let each = self.factors_per_indicator.saturating_mul(indicators);
        let needed = self.factors.max(each).max(indicators.saturating_add(1));
        let rule = "the minimum for factors: a number in all, one for each indicator, and more than indicators";
        Undetermined::unless(n, needed, rule)
    }
}
