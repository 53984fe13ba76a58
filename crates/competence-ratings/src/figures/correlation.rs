//! How indicators go together.

use nalgebra::DMatrix;

use super::eigen::Eigen;
use super::moments::Moments;
use super::pair::{Sums, float};
use super::rules::Rules;
use super::undetermined::Undetermined;

impl Moments {
    /// Pearson's product-moment correlation of two indicators, over the rows that have both.
    ///
    /// # Errors
    /// If they are fewer than the rules ask for, or one of the indicators does not vary there.
    pub fn pearson(&self, one: usize, other: usize, rules: &Rules) -> Result<f64, Undetermined> {
        let sums = self.sums(one, other)?;
        rules.for_correlation(sums.n)?;
        let constant = if sums.deviations_of_first() > 0.0 {
            one.max(other)
        } else {
            one.min(other)
        };
        let found = sums.correlation();
        let indicator = constant;
        found.ok_or(Undetermined::NoVariance { indicator })
    }

    /// Spearman's rank correlation of two indicators, over the rows that have both: Pearson's of the
    /// ranks, where equal values share the mean of theirs. It is computed from the counts.
    ///
    /// # Errors
    /// As of [`Moments::pearson`], and if an indicator has more different values than
    /// [`VALUES`](super::VALUES).
    pub fn spearman(&self, one: usize, other: usize, rules: &Rules) -> Result<f64, Undetermined> {
        let cells = self.joint(one, other)?;
        let first = ranks(cells.iter().map(|it| (it.0, it.2)).collect());
        let second = ranks(cells.iter().map(|it| (it.1, it.2)).collect());
        let ranked = cells
            .iter()
            .map(|(x, y, count)| (rank(&first, *x), rank(&second, *y), *count));
        let sums = Sums::of(ranked);
        rules.for_correlation(sums.n)?;
        let indicator = if first.len() > 1 {
            one.max(other)
        } else {
            one.min(other)
        };
        let found = sums.correlation();
        found.ok_or(Undetermined::NoVariance { indicator })
    }
}

/// The rank of each different value, from the lowest.
fn ranks(mut counts: Vec<(f64, u64)>) -> Vec<(f64, f64)> {
    counts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = Vec::new();
    let mut before = 0;
    for same in counts.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let count: u64 = same.iter().map(|it| it.1).sum();
        let value = same.first().map_or(0.0, |it| it.0);
        ranks.push((value, float(before) + f64::midpoint(float(count), 1.0)));
        before += count;
    }
    ranks
}

fn rank(ranks: &[(f64, f64)], value: f64) -> f64 {
    let found = ranks.binary_search_by(|it| it.0.total_cmp(&value)).ok();
    found.and_then(|at| ranks.get(at)).map_or(0.0, |it| it.1)
}

/// The correlations of all indicators of a group, all of which could be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlations {
    matrix: DMatrix<f64>,
    n: u64,
}

impl Correlations {
    /// Pearson's, each over the rows that have both indicators.
    ///
    /// # Errors
    /// For the first that cannot be told, and if there are no two indicators.
    pub fn pearson(moments: &Moments, rules: &Rules) -> Result<Self, Undetermined> {
        Self::each(moments, |one, other| moments.pearson(one, other, rules))
    }

    /// Spearman's, each over the rows that have both indicators.
    ///
    /// # Errors
    /// For the first that cannot be told, and if there are no two indicators.
    pub fn spearman(moments: &Moments, rules: &Rules) -> Result<Self, Undetermined> {
        Self::each(moments, |one, other| moments.spearman(one, other, rules))
    }

    /// Those that were computed elsewhere, row by row, from so many observations.
    ///
    /// # Errors
    /// If they are not a square of at least two rows, symmetric, with ones in the diagonal and numbers from
    /// -1 to 1 elsewhere.
    pub fn from_rows(rows: &[Vec<f64>], n: u64) -> Result<Self, Undetermined> {
        let size = rows.len();
        if size < 2 || rows.iter().any(|row| row.len() != size) {
            return Err(Undetermined::NotCorrelations);
        }
        let matrix = DMatrix::from_row_iterator(size, size, rows.iter().flatten().copied());
        let is_symmetric = (&matrix - matrix.transpose())
            .iter()
            .all(|it| it.abs() <= 1e-12);
        let is_one = matrix.diagonal().iter().all(|it| (it - 1.0).abs() <= 1e-12);
        let is_inside = matrix.iter().all(|it| it.abs() <= 1.0 + 1e-12);
        if is_symmetric && is_one && is_inside {
            Ok(Self { matrix, n })
        } else {
            Err(Undetermined::NotCorrelations)
        }
    }

    fn each(
        moments: &Moments,
        of: impl Fn(usize, usize) -> Result<f64, Undetermined>,
    ) -> Result<Self, Undetermined> {
        let count = moments.indicators();
        if count < 2 {
            return Err(Undetermined::TooFewIndicators { count, needed: 2 });
        }
        let mut matrix = DMatrix::identity(count, count);
        for second in 0..count {
            for first in 0..second {
                let correlation = of(first, second)?;
                matrix[(first, second)] = correlation;
                matrix[(second, first)] = correlation;
            }
        }
        let n = moments.least_n();
        Ok(Self { matrix, n })
    }

    /// The same, where the rows are of so many persons: with several rows of a person, tests take no more than
    /// these as n.
    #[must_use]
    pub fn among(self, persons: u64) -> Self {
        let n = self.n.min(persons);
        Self { n, ..self }
    }

    /// How many indicators they are of.
    pub fn indicators(&self) -> usize {
        self.matrix.nrows()
    }

    /// The fewest rows that any of them is over, or the number of persons. It is the n of all tests.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// That of two indicators, if both are of the group.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        self.matrix.get((one, other)).copied()
    }

    /// The eigenvalues, from the largest: what a scree plot shows.
    ///
    /// # Errors
    /// If they do not converge.
    pub fn eigenvalues(&self) -> Result<Vec<f64>, Undetermined> {
        Ok(Eigen::of(&self.matrix)?.values)
    }

    pub(crate) fn matrix(&self) -> &DMatrix<f64> {
        &self.matrix
    }

    /// The mean of all correlations of two different indicators.
    pub fn mean(&self) -> f64 {
        let size = float(self.indicators() as u64);
        (self.matrix.sum() - size) / (size * (size - 1.0))
    }
}
