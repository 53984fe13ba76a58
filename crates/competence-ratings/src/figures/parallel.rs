//! How many factors are more than chance.

use nalgebra::DMatrix;

use super::correlation::Correlations;
use super::eigen::Eigen;
use super::pair::float;
use super::random::Random;
use super::rules::Rules;
use super::undetermined::Undetermined;

/// Horn's parallel analysis (1965): the eigenvalues of the correlations beside those of random numbers
/// with as many indicators and persons. Factors are those before the first eigenvalue that is not larger
/// than the random one at the same place, of which an upper quantile is taken (Glorfeld 1995).
///
/// The random numbers are normal. They need not be drawn for each person: their cross products have a Wishart
/// distribution, and are drawn as such (Bartlett's decomposition), so that a million persons take no longer
/// than a hundred.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ParallelAnalysis {
    /// The eigenvalues of the correlations, from the largest.
    pub observed: Vec<f64>,
    /// The mean of the random ones at each place.
    pub random_mean: Vec<f64>,
    /// Their quantile at each place.
    pub random_quantile: Vec<f64>,
    /// How many factors are more than chance.
    pub factors: usize,
    /// What was simulated.
    pub simulation: Simulation,
}

/// How random eigenvalues are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulation {
    /// Where the random numbers begin. The same seed gives the same numbers on every machine.
    pub seed: u64,
    /// How many times eigenvalues are drawn.
    pub times: u32,
    /// The quantile that an eigenvalue has to exceed, from 0 to 1.
    pub quantile: f64,
}

impl Default for Simulation {
    /// 500 times, with the quantile 0.95.
    fn default() -> Self {
        Self {
            seed: 1,
            times: 500,
            quantile: 0.95,
        }
    }
}

impl ParallelAnalysis {
    /// That of these correlations.
    ///
    /// # Errors
    /// If they are of too few observations, the quantile is not from 0 to 1, or nothing is to be drawn.
    pub fn of(
        correlations: &Correlations,
        simulation: Simulation,
        rules: &Rules,
    ) -> Result<Self, Undetermined> {
        let (size, n) = (correlations.indicators(), correlations.n());
        rules.for_factors(n, size)?;
        let value = simulation.quantile;
        if !(0.0..=1.0).contains(&value) {
            return Err(Undetermined::NotAShare { value });
        }
        Undetermined::unless(simulation.times.into(), 1, "a simulation needs one draw")?;
        let observed = correlations.eigenvalues()?;
        let mut random = Random::of(simulation.seed);
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); size];
        for _ in 0..simulation.times {
            let values = Eigen::of(&by_chance(&mut random, n, size))?.values;
            for (place, value) in drawn.iter_mut().zip(values) {
                place.push(value);
            }
        }
        let times = f64::from(simulation.times);
        let random_mean = drawn.iter().map(|it| it.iter().sum::<f64>() / times);
        let random_mean: Vec<f64> = random_mean.collect();
        let random_quantile: Vec<f64> = drawn.iter_mut().map(|it| quantile(it, value)).collect();
        let factors = observed
            .iter()
            .zip(&random_quantile)
            .take_while(|(observed, random)| observed > random)
            .count();
        Ok(Self {
            observed,
            random_mean,
            random_quantile,
            factors,
            simulation,
        })
    }
}

/// The correlations of random numbers of so many persons.
fn by_chance(random: &mut Random, n: u64, size: usize) -> DMatrix<f64> {
    let mut root = DMatrix::zeros(size, size);
    for row in 0..size {
        for column in 0..row {
            root[(row, column)] = random.normal();
        }
        let degrees = float(n) - 1.0 - float(row as u64);
        root[(row, row)] = random.chi_squared(degrees).sqrt();
        let length = root.row(row).norm();
        root.row_mut(row).unscale_mut(length);
    }
    let mut matrix = &root * root.transpose();
    matrix.fill_diagonal(1.0);
    matrix
}

/// The quantile between the two nearest values (type 7 of Hyndman & Fan 1996).
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among the values"
)]
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = share * float((values.len() as u64).saturating_sub(1));
    let at = place.floor() as usize;
    let low = values.get(at).copied().unwrap_or(f64::NAN);
    let high = values.get(at + 1).copied().unwrap_or(low);
    low + (high - low) * place.fract()
}
