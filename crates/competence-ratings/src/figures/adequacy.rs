//! Whether the correlations are ones that factors can be told from.

use super::correlation::Correlations;
use super::eigen::Eigen;
use super::pair::float;
use super::rules::Rules;
use super::tails::chi_squared_above;
use super::undetermined::Undetermined;

/// Whether correlations lend themselves to factor analysis.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Adequacy {
    /// The measure of sampling adequacy of Kaiser, Meyer and Olkin, from 0 to 1: how large the correlations
    /// are beside what remains of them when all other indicators are held equal. Below 0.5 they are no
    /// ground for factors (Kaiser & Rice 1974).
    pub kmo: f64,
    /// The same of each indicator with all others.
    pub kmo_of: Vec<f64>,
    /// Whether there are any correlations at all.
    pub bartlett: ChiSquared,
}

/// A test whose statistic is chi-squared if what it tests holds.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ChiSquared {
    /// The statistic.
    pub value: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// The chance of one that is at least as large.
    pub p: f64,
}

impl ChiSquared {
    pub(crate) fn of(value: f64, degrees: u64) -> Result<Self, Undetermined> {
        let value = value.max(0.0);
        let p = chi_squared_above(value, float(degrees))?;
        Ok(Self { value, degrees, p })
    }
}

impl Adequacy {
    /// That of these correlations.
    ///
    /// Bartlett's test of sphericity (1950): minus the logarithm of the determinant, times
    /// n - 1 - (2p + 5) / 6.
    ///
    /// # Errors
    /// If they are of too few observations, or have no inverse.
    pub fn of(correlations: &Correlations, rules: &Rules) -> Result<Self, Undetermined> {
        let (size, n) = (correlations.indicators(), correlations.n());
        rules.for_factors(n, size)?;
        let matrix = correlations.matrix();
        let eigen = Eigen::of(matrix)?;
        let inverse = eigen.inverse()?;
        let squares = |row: usize| {
            let others = (0..size).filter(|it| *it != row);
            others.fold((0.0, 0.0), |(all, rest), it| {
                let partial =
                    inverse[(row, it)].powi(2) / (inverse[(row, row)] * inverse[(it, it)]);
                (all + matrix[(row, it)].powi(2), rest + partial)
            })
        };
        let sums: Vec<(f64, f64)> = (0..size).map(squares).collect();
        let measure = |(all, rest): (f64, f64)| {
            Undetermined::finite(all / (all + rest), "the measure of sampling adequacy")
        };
        let total = sums.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
        let width = float(size as u64);
        let factor = float(n) - 1.0 - (2.0 * width + 5.0) / 6.0;
        let degrees = (size * (size - 1) / 2) as u64;
        Ok(Self {
            kmo: measure(total)?,
            kmo_of: sums.into_iter().map(measure).collect::<Result<_, _>>()?,
            bartlett: ChiSquared::of(-eigen.log_determinant()? * factor, degrees)?,
        })
    }
}
