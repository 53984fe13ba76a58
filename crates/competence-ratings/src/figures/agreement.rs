//! Whether the raters of one person agree.

use super::ends::Ends;

use super::pair::float;
use super::refused::Refused;
use super::rules::Rules;
use super::steps::Steps;
use super::sum::Sum;
use super::tails::f_quantile;
use super::undetermined::Undetermined;

/// What is kept of ratings of persons by several raters each, on one indicator or one score: sums of a
/// one-way analysis of variance. It knows no person, and two of it merge into one.
///
/// ```
/// use competence_ratings::figures::{Agreement, Ends, Rules};
/// let mut agreement = Agreement::on(Ends::new(1.0, 5.0)?, 5)?;
/// agreement.add(&[4.0, 5.0, 4.0])?;
/// agreement.add(&[1.0, 2.0])?;
/// agreement.add(&[2.0, 2.0, 3.0])?;
/// assert!(agreement.icc_single(&Rules::NONE)? > 0.7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    steps: Steps,
    persons: u64,
    alone: u64,
    ratings: u64,
    squared_sizes: u64,
    total: Sum,
    squared_totals: Sum,
    within: Sum,
    within_group: Sum,
}

/// The lower and the upper ends of the intervals of ICC.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct IccIntervals {
    /// That of ICC(1).
    pub single: (f64, f64),
    /// That of ICC(k).
    pub mean: (f64, f64),
    /// The level of the intervals: 0.95.
    pub level: f64,
}

impl Agreement {
    /// Of no ratings yet, on a scale with so many levels.
    ///
    /// # Errors
    /// If there are fewer than two levels.
    pub fn on(ends: Ends, levels: u16) -> Result<Self, Refused> {
        Ok(Self {
            steps: Steps::of(ends, levels)?,
            persons: 0,
            alone: 0,
            ratings: 0,
            squared_sizes: 0,
            total: Sum::default(),
            squared_totals: Sum::default(),
            within: Sum::default(),
            within_group: Sum::default(),
        })
    }

    /// Adds all ratings of one person. A single one says nothing of agreement, and is only counted.
    ///
    /// # Errors
    /// If one is not on the scale; nothing is added then.
    pub fn add(&mut self, ratings: &[f64]) -> Result<(), Refused> {
        self.steps.hold(ratings.iter().map(|it| (0, *it)))?;
        let size = ratings.len() as u64;
        if size < 2 {
            self.alone += size;
            return Ok(());
        }
        // About the middle of the scale, so that sums stay small.
        let middle = self.steps.middle();
        let mut total = Sum::default();
        let mut squares = Sum::default();
        for rating in ratings {
            total += Sum::of(rating - middle);
            squares += Sum::product(rating - middle, rating - middle);
        }
        let squared_total = (total * total).over(float(size));
        let within = squares - squared_total;
        self.persons += 1;
        self.ratings += size;
        self.squared_sizes += size * size;
        self.total += total;
        self.squared_totals += squared_total;
        self.within += within;
        let variance = within.to_f64().max(0.0) / float(size - 1);
        self.within_group += Sum::of((1.0 - variance / self.steps.chance_variance()).max(0.0));
        Ok(())
    }

    /// Adds the ratings of other persons, on the same scale.
    ///
    /// # Errors
    /// If the scale differs; nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), Refused> {
        self.steps.expect(&other.steps)?;
        self.persons += other.persons;
        self.alone += other.alone;
        self.ratings += other.ratings;
        self.squared_sizes += other.squared_sizes;
        self.total += other.total;
        self.squared_totals += other.squared_totals;
        self.within += other.within;
        self.within_group += other.within_group;
        Ok(())
    }

    /// Persons with two raters or more.
    pub fn persons(&self) -> u64 {
        self.persons
    }

    /// Persons with one rater, who enter no figure.
    pub fn rated_once(&self) -> u64 {
        self.alone
    }

    /// ICC(1) (Shrout & Fleiss 1979): the share of the variance of single ratings that lies between persons.
    /// Where persons have different numbers of raters, with the mean number of Bliese (2000) and Donner
    /// (1986).
    ///
    /// # Errors
    /// If there are fewer persons than the rules ask for, or ratings do not vary at all.
    pub fn icc_single(&self, rules: &Rules) -> Result<f64, Undetermined> {
        let (between, within, raters) = self.mean_squares(rules)?;
        Undetermined::finite(
            (between - within) / (between + (raters - 1.0) * within),
            "ICC(1)",
        )
    }

    /// ICC(k) (ibid.): how reliable the mean of all raters of a person is.
    ///
    /// # Errors
    /// As of [`Agreement::icc_single`], and if the means of persons do not vary.
    pub fn icc_mean(&self, rules: &Rules) -> Result<f64, Undetermined> {
        let (between, within, _) = self.mean_squares(rules)?;
        if between <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        Undetermined::finite((between - within) / between, "ICC(k)")
    }

    /// The intervals of ICC(1) and ICC(k) by Shrout & Fleiss (1979): the mean square between persons over that
    /// within them is F-distributed. Where persons have different numbers of raters, it is so only nearly.
    ///
    /// # Errors
    /// As of [`Agreement::icc_mean`].
    pub fn icc_intervals(&self, rules: &Rules) -> Result<IccIntervals, Undetermined> {
        let (between, within, raters) = self.mean_squares(rules)?;
        if between <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        let level = 0.95;
        if within <= 0.0 {
            // All raters of each person agree.
            let (single, mean) = ((1.0, 1.0), (1.0, 1.0));
            return Ok(IccIntervals {
                single,
                mean,
                level,
            });
        }
        let degrees = float(self.persons) - 1.0;
        let of_within = float(self.ratings - self.persons);
        let upper_tail = 1.0 - (1.0 - level) / 2.0;
        let ratio = between / within;
        let low = ratio / f_quantile(upper_tail, degrees, of_within)?;
        let high = ratio * f_quantile(upper_tail, of_within, degrees)?;
        let single = |it: f64| Undetermined::finite((it - 1.0) / (it + raters - 1.0), "ICC(1)");
        let mean = |it: f64| Undetermined::finite(1.0 - 1.0 / it, "ICC(k)");
        Ok(IccIntervals {
            single: (single(low)?, single(high)?),
            mean: (mean(low)?, mean(high)?),
            level,
        })
    }

    /// The mean number of raters of a person who has two or more; that which ICC(1) takes where they differ.
    ///
    /// # Errors
    /// As of [`Agreement::icc_single`].
    pub fn raters(&self, rules: &Rules) -> Result<f64, Undetermined> {
        Ok(self.mean_squares(rules)?.2)
    }

    /// The mean over persons of r<sub>wg</sub> (James, Demaree & Wolf 1984): 1 minus the variance among a
    /// person's raters, as a share of that of raters who choose each of the levels by equal chance, which is
    /// (levels² - 1) / 12 in steps of a level. Where raters agree less than by chance, it is 0.
    ///
    /// # Errors
    /// If there are fewer persons than the rules ask for.
    pub fn r_wg(&self, rules: &Rules) -> Result<f64, Undetermined> {
        rules.for_reliability(self.persons)?;
        Ok(self.within_group.over(float(self.persons)).to_f64())
    }

    /// Between persons and within them, and the mean number of raters.
    fn mean_squares(&self, rules: &Rules) -> Result<(f64, f64, f64), Undetermined> {
        rules.for_reliability(self.persons)?;
        let (persons, ratings) = (float(self.persons), float(self.ratings));
        let about_mean = self.squared_totals - (self.total * self.total).over(ratings);
        let between = about_mean.to_f64().max(0.0) / (persons - 1.0);
        let within = self.within.to_f64().max(0.0) / (ratings - persons);
        if between + within <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        let raters = (ratings - float(self.squared_sizes) / ratings) / (persons - 1.0);
        Ok((between, within, raters))
    }
}
