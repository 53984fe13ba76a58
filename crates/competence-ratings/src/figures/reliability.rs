//! Whether the indicators of a competence measure one thing, and how well.

use super::correlation::Correlations;
use super::factors::{FactorAnalysis, Rotation};
use super::moments::Moments;
use super::pair::float;
use super::rules::Rules;
use super::tails::f_quantile;
use super::undetermined::Undetermined;

/// What the ratings of a competence's indicators say of it.
///
/// A person's score is the mean of the indicators; ineffective ones are to be
/// [reversed](Moments::reverse) before. Every two indicators enter by the rows that have both, and
/// tests and intervals take the fewest of these as n.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CompetenceFigures {
    /// The fewest rows that any two of the indicators have in common, or the number of persons.
    pub n: u64,
    /// The mean of the indicators' means.
    pub mean: Result<f64, Undetermined>,
    /// The standard deviation of the scores.
    pub sd: Result<f64, Undetermined>,
    /// Cronbach's alpha.
    pub alpha: Result<Alpha, Undetermined>,
    /// Omega total (`McDonald` 1999, "Test Theory"): the share of the scores' variance that one common
    /// factor explains. From the loadings of one factor by principal axes, in the units of the
    /// ratings. It needs three indicators.
    pub omega_total: Result<f64, Undetermined>,
    /// The mean of the correlations of each two indicators.
    pub mean_correlation: Result<f64, Undetermined>,
    /// The figures of each indicator among the others.
    pub indicators: Vec<AmongOthers>,
}

/// Cronbach's alpha (1951) with an interval: k / (k - 1) times the share of the scores' variance that is
/// covariance of different indicators.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Alpha {
    /// The coefficient; at most 1, and below 0 where indicators go against each other.
    pub value: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
    /// The level of the interval: 0.95.
    pub level: f64,
}

/// An indicator among the others of its competence.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AmongOthers {
    /// The correlation of the indicator with the sum of all others.
    pub item_rest: Result<f64, Undetermined>,
    /// Cronbach's alpha of all others. It needs two of them.
    pub alpha_without: Result<f64, Undetermined>,
}

/// The level of the interval of alpha.
const LEVEL: f64 = 0.95;

impl CompetenceFigures {
    /// Those of a group whose indicators are all those of the competence: see [`Moments::select`].
    pub fn of(moments: &Moments, rules: &Rules) -> Self {
        Self::among(moments, u64::MAX, rules)
    }

    /// The same, where the rows are of so many persons: with several rows of a person, tests and intervals
    /// take no more than these as n.
    pub fn among(moments: &Moments, persons: u64, rules: &Rules) -> Self {
        let n = moments.least_n().min(persons);
        let count = moments.indicators();
        let covariances = rules
            .for_reliability(n)
            .and_then(|()| Covariances::of(moments));
        let all: Vec<usize> = (0..count).collect();
        let from = |of: &dyn Fn(&Covariances) -> Result<f64, Undetermined>| match &covariances {
            Ok(covariances) => of(covariances),
            Err(reason) => Err(reason.clone()),
        };
        let among = |indicator: usize| {
            let others: Vec<usize> = all.iter().copied().filter(|it| *it != indicator).collect();
            AmongOthers {
                item_rest: from(&|it| it.with_sum_of(indicator, &others)),
                alpha_without: from(&|it| it.alpha(&others)),
            }
        };
        Self {
            n,
            mean: mean(moments),
            sd: from(&|it| Ok(it.sum(&all, &all).max(0.0).sqrt() / float(count as u64))),
            alpha: from(&|it| it.alpha(&all)).and_then(|it| Alpha::of(it, n, count)),
            omega_total: from(&|it| omega_total(moments, it, rules)),
            mean_correlation: rules
                .for_reliability(n)
                .and_then(|()| Ok(Correlations::pearson(moments, rules)?.mean())),
            indicators: all.iter().map(|it| among(*it)).collect(),
        }
    }
}

impl Alpha {
    /// With the interval of Feldt (1965): (1 - alpha) of the sample, over that of the population, is
    /// F-distributed with n - 1 and (n - 1)(k - 1) degrees of freedom.
    fn of(value: f64, n: u64, indicators: usize) -> Result<Self, Undetermined> {
        let above = float(n) - 1.0;
        let below = above * (float(indicators as u64) - 1.0);
        let tail = (1.0 - LEVEL) / 2.0;
        Ok(Self {
            value,
            lower: 1.0 - (1.0 - value) * f_quantile(1.0 - tail, above, below)?,
            upper: 1.0 - (1.0 - value) * f_quantile(tail, above, below)?,
            level: LEVEL,
        })
    }
}

fn mean(moments: &Moments) -> Result<f64, Undetermined> {
    let count = moments.indicators();
    if count == 0 {
        return Err(Undetermined::TooFewIndicators { count, needed: 1 });
    }
    let means: Result<Vec<f64>, _> = (0..count).map(|it| moments.mean(it)).collect();
    Ok(means?.iter().sum::<f64>() / float(count as u64))
}

fn omega_total(
    moments: &Moments,
    covariances: &Covariances,
    rules: &Rules,
) -> Result<f64, Undetermined> {
    let correlations = Correlations::pearson(moments, rules)?;
    // One factor of few indicators asks for no more persons than reliability does.
    let rules = Rules {
        factors: rules.reliability,
        factors_per_indicator: 0,
        ..*rules
    };
    let factor = FactorAnalysis::of(&correlations, 1, Rotation::None, &rules)?;
    let (mut loadings, mut unique) = (0.0, 0.0);
    for (indicator, communality) in factor.communalities().iter().enumerate() {
        let variance = covariances.get(indicator, indicator);
        loadings += factor.loading(indicator, 0).unwrap_or(f64::NAN) * variance.sqrt();
        unique += (1.0 - communality) * variance;
    }
    let common = loadings * loadings;
    Undetermined::finite(common / (common + unique), "omega")
}

/// The covariances of each two indicators, each over the rows that have both.
pub(crate) struct Covariances {
    count: usize,
    cells: Vec<f64>,
}

impl Covariances {
    pub fn of(moments: &Moments) -> Result<Self, Undetermined> {
        let count = moments.indicators();
        let mut cells = Vec::with_capacity(count * count);
        for one in 0..count {
            for other in 0..count {
                cells.push(moments.covariance(one, other)?);
            }
        }
        Ok(Self { count, cells })
    }

    pub fn get(&self, one: usize, other: usize) -> f64 {
        let cell = self.cells.get(one * self.count + other);
        cell.copied().unwrap_or(f64::NAN)
    }

    pub fn sum(&self, some: &[usize], others: &[usize]) -> f64 {
        let of = |one: &usize| others.iter().map(|it| self.get(*one, *it)).sum::<f64>();
        some.iter().map(of).sum()
    }

    pub fn alpha(&self, some: &[usize]) -> Result<f64, Undetermined> {
        let count = some.len();
        if count < 2 {
            return Err(Undetermined::TooFewIndicators { count, needed: 2 });
        }
        let all = self.sum(some, some);
        if all <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        let own: f64 = some.iter().map(|it| self.get(*it, *it)).sum();
        let count = float(count as u64);
        Undetermined::finite(count / (count - 1.0) * (1.0 - own / all), "alpha")
    }

    pub fn with_sum_of(&self, indicator: usize, others: &[usize]) -> Result<f64, Undetermined> {
        if others.is_empty() {
            return Err(Undetermined::TooFewIndicators {
                count: 1,
                needed: 2,
            });
        }
        let own = self.get(indicator, indicator);
        let rest = self.sum(others, others);
        if own <= 0.0 {
            return Err(Undetermined::NoVariance { indicator });
        }
        if rest <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        let together = self.sum(&[indicator], others);
        Undetermined::finite(together / (own * rest).sqrt(), "an item-rest correlation")
    }
}
