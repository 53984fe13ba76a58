//! Tails and quantiles of the chi-squared and F distributions.

use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_ur;

use super::undetermined::Undetermined;

/// The chance of a chi-squared value at least as large.
pub(crate) fn chi_squared_above(value: f64, degrees: f64) -> Result<f64, Undetermined> {
    if value <= 0.0 {
        return Ok(1.0);
    }
    let above = checked_gamma_ur(degrees / 2.0, value / 2.0);
    Undetermined::finite(above.unwrap_or(f64::NAN), "the p value")
}

/// The value that an F-distributed one is below with this chance.
pub(crate) fn f_quantile(chance: f64, above: f64, below: f64) -> Result<f64, Undetermined> {
    // F is a function of a beta-distributed share; that is between 0 and 1, and is found by halving.
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta_below(middle, above / 2.0, below / 2.0)? < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    let share = f64::midpoint(low, high);
    let value = below * share / (above * (1.0 - share));
    Undetermined::finite(value, "the quantile of F")
}

fn beta_below(share: f64, a: f64, b: f64) -> Result<f64, Undetermined> {
    let below = checked_beta_reg(a, b, share);
    Undetermined::finite(below.unwrap_or(f64::NAN), "the beta distribution")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of R's `qbeta` and `pchisq`. `qf` itself is an approximation from 400,000 degrees of freedom
    /// on, and differs in the fourth digit.
    #[test]
    fn tails_are_those_of_r() {
        for (n, low, high) in [
            (30.0, 0.542_208_653_712_789, 1.633_202_791_445_206),
            (1e3, 0.910_086_011_627_527, 1.094_994_397_941_629),
            (1e5, 0.990_785_955_748_41, 1.009_264_794_494_315),
            (1e6, 0.997_080_793_771_21, 1.002_924_281_204_155),
            (1e7, 0.999_076_317_805_08, 1.000_924_189_691_966),
        ] {
            let of = |chance| f_quantile(chance, n - 1.0, (n - 1.0) * 9.0).unwrap();
            assert!((of(0.025) - low).abs() < 1e-8, "{} for {low}", of(0.025));
            assert!((of(0.975) - high).abs() < 1e-8, "{} for {high}", of(0.975));
        }
        for (value, degrees, above) in [
            (50.0, 45.0, 0.281_489_874_356_032_4),
            (300.0, 45.0, 2.144_543_642_167_752e-39),
            (5.0, 10.0, 0.891_178_018_914_151_3),
            (0.0, 10.0, 1.0),
        ] {
            let found = chi_squared_above(value, degrees).unwrap();
            assert!((found / above - 1.0).abs() < 1e-9, "{found} for {above}");
        }
    }
}
