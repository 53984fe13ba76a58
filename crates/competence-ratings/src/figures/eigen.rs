//! Eigenvalues and eigenvectors in a fixed order, with fixed signs.

use nalgebra::{DMatrix, SymmetricEigen};

use super::undetermined::Undetermined;

/// How many steps an eigenvalue decomposition may take for each row.
const STEPS: usize = 200;

/// The least eigenvalue, as a share of the greatest, of a matrix that is taken to have an inverse.
const LEAST: f64 = 1e-10;

/// The eigenvalues of a symmetric matrix, from the largest, and their vectors as columns. The component
/// of a vector that is largest, up or down, is positive; of equal ones, the first.
pub(crate) struct Eigen {
    pub values: Vec<f64>,
    pub vectors: DMatrix<f64>,
}

impl Eigen {
    pub fn of(matrix: &DMatrix<f64>) -> Result<Self, Undetermined> {
        let size = matrix.nrows();
        if size == 0 {
            return Err(Undetermined::TooFewIndicators {
                count: 0,
                needed: 1,
            });
        }
        if matrix.iter().any(|it| !it.is_finite()) {
            let what = "an entry of a matrix";
            return Err(Undetermined::NotFinite { what });
        }
        let steps = STEPS * size;
        let what = "the eigenvalues";
        let found = SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, steps)
            .ok_or(Undetermined::NotConverged { what, steps })?;
        if found.eigenvalues.iter().any(|it| !it.is_finite()) {
            return Err(Undetermined::NotFinite { what });
        }
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by(|a, b| found.eigenvalues[*b].total_cmp(&found.eigenvalues[*a]));
        let mut vectors = found.eigenvectors.select_columns(&order);
        for mut vector in vectors.column_iter_mut() {
            if vector[vector.iamax()] < 0.0 {
                vector.neg_mut();
            }
        }
        let values = order.iter().map(|it| found.eigenvalues[*it]).collect();
        Ok(Self { values, vectors })
    }

    /// An error unless the matrix has an inverse, with digits that mean something.
    pub fn invertible(&self) -> Result<(), Undetermined> {
        let greatest = self.values.first().copied().unwrap_or(0.0);
        let smallest = self.values.last().copied().unwrap_or(0.0);
        let needed = LEAST * greatest;
        if smallest < needed {
            return Err(Undetermined::Singular { smallest, needed });
        }
        Ok(())
    }

    pub fn inverse(&self) -> Result<DMatrix<f64>, Undetermined> {
        self.invertible()?;
        let mut scaled = self.vectors.clone();
        for (mut vector, value) in scaled.column_iter_mut().zip(&self.values) {
            vector /= *value;
        }
        Ok(scaled * self.vectors.transpose())
    }

    /// The natural logarithm of the determinant.
    pub fn log_determinant(&self) -> Result<f64, Undetermined> {
        self.invertible()?;
        Ok(self.values.iter().map(|it| it.ln()).sum())
    }
}
