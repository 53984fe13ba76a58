//! Factors: few things behind many indicators.

use nalgebra::{DMatrix, DVector};

use super::adequacy::ChiSquared;
use super::correlation::Correlations;
use super::eigen::Eigen;
use super::pair::float;
use super::rotation;
use super::rules::Rules;
use super::undetermined::Undetermined;

/// How many steps the communalities may take to settle.
const STEPS: usize = 10_000;

/// How little the communalities may change in the last step, all together.
const SETTLED: f64 = 1e-12;

/// How factors are turned to where they can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rotation {
    /// Not at all: the first factor explains as much as one can.
    None,
    /// Varimax (Kaiser 1958), each indicator brought to the same length before: factors that do not
    /// correlate, each with few large loadings.
    Varimax,
    /// Oblimin with gamma 0, which is quartimin (Jennrich & Sampson 1966): factors that may correlate. By
    /// gradient projection (Jennrich 2002), which begins at varimax.
    Oblimin,
}

/// Common factors of indicators, by principal axes (Harman 1976, "Modern Factor Analysis"): the
/// communalities are iterated until the factors reproduce them. What they settle at is the solution of least
/// squares (minres).
///
/// Factors are in the order of the variance that they explain, and their loadings have a positive sum.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorAnalysis {
    loadings: DMatrix<f64>,
    between: DMatrix<f64>,
    communalities: Vec<f64>,
    explained: Vec<f64>,
    fit: Fit,
}

/// How well the factors reproduce the correlations.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fit {
    /// Correlations that are free to differ from those that the factors reproduce.
    pub degrees: u64,
    /// The root of the mean squared difference between correlations and reproduced ones.
    pub rmsr: f64,
    /// Whether differences are more than chance, with Bartlett's correction (1951); as in the R package
    /// `psych`.
    pub test: Result<ChiSquared, Undetermined>,
    /// The root mean square error of approximation (Steiger & Lind 1980), from `test`: below 0.06 the fit is
    /// considered good (Hu & Bentler 1999).
    pub rmsea: Result<f64, Undetermined>,
    /// The index of Tucker and Lewis (1973), from `test`: above 0.95 the fit is considered good (Hu & Bentler
    /// 1999).
    pub tli: Result<f64, Undetermined>,
}

impl FactorAnalysis {
    /// So many factors of these correlations.
    ///
    /// # Errors
    /// If they are of too few observations, have no inverse, or so many factors cannot be told from them; if
    /// an iteration does not end, or a factor solution is improper.
    pub fn of(
        correlations: &Correlations,
        factors: usize,
        rotation: Rotation,
        rules: &Rules,
    ) -> Result<Self, Undetermined> {
        let (indicators, n) = (correlations.indicators(), correlations.n());
        rules.for_factors(n, indicators)?;
        let most = most_factors(indicators);
        if factors == 0 || factors > most {
            return Err(Undetermined::TooManyFactors {
                factors,
                indicators,
                most,
            });
        }
        let matrix = correlations.matrix();
        let plain = principal_axes(matrix, factors)?;
        let fit = Fit::of(matrix, &plain, n);
        let communalities = communalities(&plain).iter().copied().collect();
        let (loadings, between) = match rotation {
            Rotation::None => (plain, DMatrix::identity(factors, factors)),
            Rotation::Varimax => {
                let turned = rotation::varimax(&plain)?;
                (turned, DMatrix::identity(factors, factors))
            }
            Rotation::Oblimin => rotation::oblimin(&plain)?,
        };
        let (loadings, between, explained) = in_order(&loadings, &between);
        Ok(Self {
            loadings,
            between,
            communalities,
            explained,
            fit,
        })
    }

    /// How many factors there are.
    pub fn factors(&self) -> usize {
        self.loadings.ncols()
    }

    /// The loading of an indicator on a factor: how much the one changes with the other, both in standard
    /// deviations, all other factors held equal. Of oblique factors it is that of the pattern.
    pub fn loading(&self, indicator: usize, factor: usize) -> Option<f64> {
        self.loadings.get((indicator, factor)).copied()
    }

    /// The correlation of two factors.
    pub fn between(&self, one: usize, other: usize) -> Option<f64> {
        self.between.get((one, other)).copied()
    }

    /// The share of each indicator's variance that the factors explain together.
    pub fn communalities(&self) -> &[f64] {
        &self.communalities
    }

    /// The share of all variance that each factor explains.
    pub fn explained(&self) -> &[f64] {
        &self.explained
    }

    /// How well the factors reproduce the correlations.
    pub fn fit(&self) -> &Fit {
        &self.fit
    }
}

/// The most factors whose loadings are fewer than the correlations, once rotation is taken into account.
fn most_factors(indicators: usize) -> usize {
    (0..=indicators)
        .take_while(|it| degrees(indicators, *it).is_some())
        .last()
        .unwrap_or(0)
}

fn degrees(indicators: usize, factors: usize) -> Option<u64> {
    let correlations = indicators * indicators.saturating_sub(1) / 2;
    let turns = factors * factors.saturating_sub(1) / 2;
    let free = (correlations + turns).checked_sub(indicators * factors)?;
    (factors < indicators.max(1)).then_some(free as u64)
}

fn communalities(loadings: &DMatrix<f64>) -> DVector<f64> {
    DVector::from_iterator(
        loadings.nrows(),
        loadings.row_iter().map(|it| it.norm_squared()),
    )
}

fn principal_axes(matrix: &DMatrix<f64>, factors: usize) -> Result<DMatrix<f64>, Undetermined> {
    // Squared multiple correlations are where communalities begin.
    let inverse = Eigen::of(matrix)?.inverse()?;
    let mut shared = inverse.diagonal().map(|it| 1.0 - 1.0 / it);
    let mut reduced = matrix.clone();
    for _ in 0..STEPS {
        reduced.set_diagonal(&shared);
        let eigen = Eigen::of(&reduced)?;
        let mut loadings = eigen.vectors.columns(0, factors).into_owned();
        for (mut factor, value) in loadings.column_iter_mut().zip(&eigen.values) {
            factor *= value.max(0.0).sqrt();
        }
        let next = communalities(&loadings);
        let change: f64 = (&next - &shared).iter().map(|it| it.abs()).sum();
        if change < SETTLED {
            return proper(loadings, &next);
        }
        shared = next;
    }
    // Where they do not settle, it is mostly because one of them grows beyond what is there.
    proper(reduced, &shared).and(Err(Undetermined::NotConverged {
        what: "the communalities",
        steps: STEPS,
    }))
}

/// The solution, if no communality is over 1.
fn proper<T>(solution: T, communalities: &DVector<f64>) -> Result<T, Undetermined> {
    let mut all = communalities.iter().copied().enumerate();
    match all.find(|(_, it)| *it > 1.0) {
        None => Ok(solution),
        Some((indicator, communality)) => Err(Undetermined::Improper {
            indicator,
            communality,
        }),
    }
}

/// Factors from the one that explains most, with signs that make the sum of loadings positive; and the
/// share of all variance that each explains.
fn in_order(
    loadings: &DMatrix<f64>,
    between: &DMatrix<f64>,
) -> (DMatrix<f64>, DMatrix<f64>, Vec<f64>) {
    let shared = between * loadings.transpose() * loadings;
    let explained = shared.diagonal();
    let mut order: Vec<usize> = (0..loadings.ncols()).collect();
    order.sort_by(|a, b| explained[*b].total_cmp(&explained[*a]));
    let signs = loadings.column_iter().map(|it| direction(it.as_slice()));
    let signs = DVector::from_iterator(loadings.ncols(), signs);
    let signs = DMatrix::from_diagonal(&signs);
    let indicators = float(loadings.nrows() as u64);
    (
        (loadings * &signs).select_columns(&order),
        (&signs * between * &signs)
            .select_columns(&order)
            .select_rows(&order),
        order.iter().map(|it| explained[*it] / indicators).collect(),
    )
}

/// 1 or -1: the sign of the sum of a factor's loadings, or of the first of them where the sum is nothing but
/// rounding.
fn direction(loadings: &[f64]) -> f64 {
    let sum: f64 = loadings.iter().sum();
    let mut all = std::iter::once(&sum).chain(loadings);
    let first = all.find(|it| it.abs() > 1e-9);
    first.map_or(1.0, |it| it.signum())
}

impl Fit {
    fn of(matrix: &DMatrix<f64>, loadings: &DMatrix<f64>, n: u64) -> Self {
        let (size, factors) = loadings.shape();
        let mut model = loadings * loadings.transpose();
        model.fill_diagonal(1.0);
        let width = float(size as u64);
        let cells = width * (width - 1.0);
        let rmsr = ((matrix - &model).norm_squared() / cells).sqrt();
        let degrees = degrees(size, factors).unwrap_or(0);
        let counted = float(n) - 1.0 - (2.0 * width + 5.0) / 6.0;
        let weight = counted - 2.0 * float(factors as u64) / 3.0;
        let test = discrepancy(matrix, &model).and_then(|it| tested(it * weight, degrees));
        let rmsea = test.clone().and_then(|it| {
            let over = (it.value - float(degrees)).max(0.0) / (float(degrees) * (float(n) - 1.0));
            Undetermined::finite(over.sqrt(), "RMSEA")
        });
        let tli = test.clone().and_then(|it| {
            let none = discrepancy(matrix, &DMatrix::identity(size, size))?;
            let (of_none, of_model) = (none * 2.0 / cells, it.value / weight / float(degrees));
            Undetermined::finite((of_none - of_model) / (of_none - 1.0 / weight), "TLI")
        });
        Self {
            degrees,
            rmsr,
            test,
            rmsea,
            tli,
        }
    }
}

fn tested(value: f64, degrees: u64) -> Result<ChiSquared, Undetermined> {
    if degrees == 0 {
        return Err(Undetermined::NothingToTest);
    }
    ChiSquared::of(value, degrees)
}

/// How far correlations are from those of a model, by maximum likelihood.
fn discrepancy(matrix: &DMatrix<f64>, model: &DMatrix<f64>) -> Result<f64, Undetermined> {
    let (observed, model) = (Eigen::of(matrix)?, Eigen::of(model)?);
    let trace = (model.inverse()? * matrix).trace();
    let logarithms = observed.log_determinant()? - model.log_determinant()?;
    Ok(trace - logarithms - float(matrix.nrows() as u64))
}
