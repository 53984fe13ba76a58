//! The figures of one indicator.

use super::ends::Ends;
use super::moments::Moments;
use super::pair::float;
use super::refused::Refused;
use super::undetermined::Undetermined;

/// What the ratings of one indicator say of it.
///
/// ```
/// use competence_ratings::figures::{Ends, IndicatorFigures, Moments};
/// let mut moments = Moments::of(1)?;
/// for value in [2.0, 4.0, 5.0, 5.0] {
///     moments.add(&[Some(value)])?;
/// }
/// moments.add(&[None])?;
/// let figures = IndicatorFigures::of(&moments, 0, Some(Ends::new(1.0, 5.0)?))?;
/// assert_eq!((figures.n, figures.missing), (4, 1));
/// assert_eq!((figures.mean, figures.median), (Ok(4.0), Ok(4.5)));
/// assert_eq!(figures.ceiling, Some(Ok(0.5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IndicatorFigures {
    /// Forms that rate it.
    pub n: u64,
    /// Forms that do not.
    pub missing: u64,
    /// Whether the values were turned around on the scale, as those of an ineffective behaviour are.
    pub is_reversed: bool,
    /// The arithmetic mean.
    pub mean: Result<f64, Undetermined>,
    /// The standard deviation of the population, estimated from the sample (n - 1).
    pub sd: Result<f64, Undetermined>,
    /// The standard error of the mean: SD / √n.
    pub standard_error: Result<f64, Undetermined>,
    /// The value in the middle, or the mean of the two in the middle.
    pub median: Result<f64, Undetermined>,
    /// How often each value was given, from the lowest.
    pub distribution: Result<Vec<(f64, u64)>, Undetermined>,
    /// The share of the ratings at the lowest level, from 0 to 1; nothing without a scale.
    pub floor: Option<Result<f64, Undetermined>>,
    /// The share of the ratings at the highest level, from 0 to 1; nothing without a scale.
    pub ceiling: Option<Result<f64, Undetermined>>,
    /// How lopsided the distribution is: negative with a long tail to low values. The adjusted
    /// Fisher-Pearson coefficient G1 (Joanes & Gill 1998), as spreadsheets compute it.
    pub skewness: Result<f64, Undetermined>,
}

impl IndicatorFigures {
    /// Those of an indicator, by its place in the group; with the ends of its scale, where it has one.
    ///
    /// # Errors
    /// If it is not of the group. A single figure that cannot be told is an error instead.
    pub fn of(
        moments: &Moments,
        indicator: usize,
        ends: Option<Ends>,
    ) -> Result<Self, Undetermined> {
        let count = moments.indicators();
        if indicator >= count {
            return Err(Refused::NoIndicator { indicator, count }.into());
        }
        let n = moments.n(indicator);
        let sd = moments.covariance(indicator, indicator).map(f64::sqrt);
        let mean = moments.mean(indicator);
        let distribution = moments.distribution(indicator);
        let counts = || distribution.as_deref().map_err(Clone::clone);
        let share = |of: fn(&Ends) -> f64| {
            ends.map(|ends| counts().and_then(|it| share_at(it, n, of(&ends))))
        };
        Ok(Self {
            n,
            missing: moments.rows() - n,
            is_reversed: moments.is_reversed(indicator),
            standard_error: sd.clone().map(|it| it / float(n).sqrt()),
            median: counts().and_then(|it| median(it, n)),
            floor: share(Ends::lowest),
            ceiling: share(Ends::highest),
            skewness: mean
                .clone()
                .and_then(|mean| skewness(indicator, counts()?, n, mean)),
            mean,
            sd,
            distribution,
        })
    }
}

fn share_at(counts: &[(f64, u64)], n: u64, level: f64) -> Result<f64, Undetermined> {
    Undetermined::unless(n, 1, "a share needs one value")?;
    let at_level = counts.iter().find(|it| it.0.total_cmp(&level).is_eq());
    Ok(at_level.map_or(0.0, |it| float(it.1) / float(n)))
}

fn median(counts: &[(f64, u64)], n: u64) -> Result<f64, Undetermined> {
    Undetermined::unless(n, 1, "a median needs one value")?;
    let at = |place: u64| {
        let mut before = 0;
        let value = counts.iter().find(|(_, count)| {
            before += count;
            place < before
        });
        value.map_or(f64::NAN, |it| it.0)
    };
    Undetermined::finite(f64::midpoint(at((n - 1) / 2), at(n / 2)), "the median")
}

fn skewness(
    indicator: usize,
    counts: &[(f64, u64)],
    n: u64,
    mean: f64,
) -> Result<f64, Undetermined> {
    Undetermined::unless(n, 3, "skewness needs three values")?;
    if counts.len() < 2 {
        return Err(Undetermined::NoVariance { indicator });
    }
    let total = float(n);
    let moment = |power| {
        let sum: f64 = counts
            .iter()
            .map(|(value, count)| float(*count) * (value - mean).powi(power))
            .sum();
        sum / total
    };
    let plain = moment(3) / moment(2).powf(1.5);
    let adjusted = plain * (total * (total - 1.0)).sqrt() / (total - 2.0);
    Undetermined::finite(adjusted, "the skewness")
}
