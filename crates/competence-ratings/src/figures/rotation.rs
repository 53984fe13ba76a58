//! Factors turned to where they can be read.

use nalgebra::{DMatrix, DVector};

use super::pair::float;
use super::undetermined::Undetermined;

/// How many rounds a rotation may take.
const ROUNDS: usize = 5000;

/// Loadings after varimax, with Kaiser's normalisation.
///
/// Every two factors are turned by the angle that is best for them, until none is turned any more.
pub(crate) fn varimax(loadings: &DMatrix<f64>) -> Result<DMatrix<f64>, Undetermined> {
    let mut lengths =
        DVector::from_iterator(loadings.nrows(), loadings.row_iter().map(|it| it.norm()));
    // An indicator without loadings stays without.
    lengths.apply(|it| *it = if *it > 0.0 { *it } else { 1.0 });
    let mut turned = loadings.clone();
    for (mut row, length) in turned.row_iter_mut().zip(&lengths) {
        row /= *length;
    }
    for _ in 0..ROUNDS {
        let mut largest: f64 = 0.0;
        for second in 1..turned.ncols() {
            for first in 0..second {
                largest = largest.max(turn(&mut turned, first, second).abs());
            }
        }
        if largest < 1e-13 {
            for (mut row, length) in turned.row_iter_mut().zip(&lengths) {
                row *= *length;
            }
            return Ok(turned);
        }
    }
    let what = "varimax";
    Err(Undetermined::NotConverged {
        what,
        steps: ROUNDS,
    })
}

/// Turns two factors to where their squared loadings vary most, and returns the angle (Kaiser 1958).
fn turn(loadings: &mut DMatrix<f64>, first: usize, second: usize) -> f64 {
    let count = float(loadings.nrows() as u64);
    let (mut u_sum, mut v_sum, mut difference, mut product) = (0.0, 0.0, 0.0, 0.0);
    for row in loadings.row_iter() {
        let (x, y) = (row[first], row[second]);
        let (u, v) = (x * x - y * y, 2.0 * x * y);
        u_sum += u;
        v_sum += v;
        difference += u * u - v * v;
        product += 2.0 * u * v;
    }
    let above = product - 2.0 * u_sum * v_sum / count;
    let below = difference - (u_sum * u_sum - v_sum * v_sum) / count;
    // Rounding alone has an angle, too.
    if above.hypot(below) < 1e-14 {
        return 0.0;
    }
    let angle = above.atan2(below) / 4.0;
    let (sine, cosine) = angle.sin_cos();
    for mut row in loadings.row_iter_mut() {
        let (x, y) = (row[first], row[second]);
        row[first] = x * cosine + y * sine;
        row[second] = y * cosine - x * sine;
    }
    angle
}

/// Loadings after oblimin with gamma 0, and the correlations of the factors.
///
/// By the gradient projection of Jennrich (2002), with the steps of Bernaards and Jennrich (2005).
pub(crate) fn oblimin(plain: &DMatrix<f64>) -> Result<(DMatrix<f64>, DMatrix<f64>), Undetermined> {
    let start = varimax(plain)?;
    let mut place = Place::of(&start, DMatrix::identity(plain.ncols(), plain.ncols()))?;
    let mut step = 1.0;
    for _ in 0..ROUNDS {
        let slope = place.slope();
        let steepness = slope.norm();
        if steepness < 1e-10 {
            return Ok(place.found());
        }
        step *= 2.0;
        let mut next = None;
        // The slope is only as exact as the criterion: where no step is better any more, it is the end.
        for _ in 0..60 {
            let tried = place.axes.clone() - &slope * step;
            let tried = Place::of(&start, with_unit_columns(tried))?;
            if place.criterion - tried.criterion > 0.5 * steepness * steepness * step {
                next = Some(tried);
                break;
            }
            step /= 2.0;
        }
        match next {
            Some(next) => place = next,
            None if steepness < 1e-6 => return Ok(place.found()),
            None => break,
        }
    }
    let what = "oblimin";
    Err(Undetermined::NotConverged {
        what,
        steps: ROUNDS,
    })
}

/// Axes for the factors, and what comes of them.
struct Place {
    axes: DMatrix<f64>,
    inverse: DMatrix<f64>,
    loadings: DMatrix<f64>,
    criterion: f64,
}

impl Place {
    fn of(start: &DMatrix<f64>, axes: DMatrix<f64>) -> Result<Self, Undetermined> {
        let inverse = axes.clone().try_inverse();
        let what = "an axis of oblimin";
        let inverse = inverse.ok_or(Undetermined::NotFinite { what })?;
        let loadings = start * inverse.transpose();
        let criterion = loadings.map(|it| it * it).dot(&others(&loadings)) / 4.0;
        Undetermined::finite(criterion, "the criterion of oblimin")?;
        Ok(Self {
            axes,
            inverse,
            loadings,
            criterion,
        })
    }

    /// Where the criterion grows, along axes of unit length.
    fn slope(&self) -> DMatrix<f64> {
        let of_loadings = self.loadings.component_mul(&others(&self.loadings));
        let free = -(self.loadings.transpose() * of_loadings * &self.inverse).transpose();
        let along = DMatrix::from_diagonal(&self.axes.component_mul(&free).row_sum().transpose());
        &free - &self.axes * along
    }

    fn found(self) -> (DMatrix<f64>, DMatrix<f64>) {
        let mut between = self.axes.transpose() * &self.axes;
        between.fill_diagonal(1.0);
        (self.loadings, between)
    }
}

/// For each loading, the sum of the squares of the indicator's other loadings.
fn others(loadings: &DMatrix<f64>) -> DMatrix<f64> {
    let squares = loadings.map(|it| it * it);
    let mut others = -squares.clone();
    for (mut row, of) in others.row_iter_mut().zip(squares.row_iter()) {
        row.add_scalar_mut(of.sum());
    }
    others
}

fn with_unit_columns(mut matrix: DMatrix<f64>) -> DMatrix<f64> {
    for mut column in matrix.column_iter_mut() {
        let length = column.norm();
        column.unscale_mut(length);
    }
    matrix
}
