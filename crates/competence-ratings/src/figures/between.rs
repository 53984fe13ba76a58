//! How two competences go together.

use super::moments::Moments;
use super::reliability::Covariances;
use super::rules::Rules;
use super::undetermined::Undetermined;

/// How the scores of two competences go together.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BetweenCompetences {
    /// The fewest rows that any two of the indicators have in common, or the number of persons.
    pub n: u64,
    /// The correlation of the scores, each the sum of its indicators.
    pub correlation: f64,
    /// The same if both were measured without error: divided by the root of the product of both alphas
    /// (Spearman 1904). Near 1, the two cannot be told apart. It may be over 1, as alpha is a lower bound of
    /// reliability.
    pub corrected: Result<f64, Undetermined>,
}

impl BetweenCompetences {
    /// That of two competences, each by the places of its indicators in the group.
    ///
    /// ```
    /// use competence_ratings::figures::{BetweenCompetences, Moments, Rules};
    /// let mut moments = Moments::of(4)?;
    /// for form in [[4.0, 5.0, 3.0, 4.0], [2.0, 3.0, 3.0, 2.0], [5.0, 5.0, 5.0, 4.0]] {
    ///     moments.add(&form.map(Some))?;
    /// }
    /// let figures = BetweenCompetences::of(&moments, &[0, 1], &[2, 3], &Rules::NONE)?;
    /// assert!(figures.correlation > 0.8 && figures.corrected? > figures.correlation);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If one has no indicators, one is in both or not of the group, the rows are fewer than the rules ask
    /// for, or the scores of one do not vary.
    pub fn of(
        moments: &Moments,
        one: &[usize],
        other: &[usize],
        rules: &Rules,
    ) -> Result<Self, Undetermined> {
        Self::among(moments, u64::MAX, one, other, rules)
    }

    /// The same, where the rows are of so many persons: with several rows of a person, n is no more than these.
    ///
    /// # Errors
    /// As of [`BetweenCompetences::of`].
    pub fn among(
        moments: &Moments,
        persons: u64,
        one: &[usize],
        other: &[usize],
        rules: &Rules,
    ) -> Result<Self, Undetermined> {
        let all = [one, other].concat();
        if one.is_empty() || other.is_empty() {
            return Err(Undetermined::TooFewIndicators {
                count: 0,
                needed: 1,
            });
        }
        if let Some(&indicator) = one.iter().find(|it| other.contains(it)) {
            return Err(Undetermined::InBoth { indicator });
        }
        let group = moments.select(&all)?;
        let n = group.least_n().min(persons);
        rules.for_correlation(n)?;
        let covariances = Covariances::of(&group)?;
        let places: Vec<usize> = (0..all.len()).collect();
        let (one, other) = places.split_at(one.len());
        let (of_one, of_other) = (covariances.sum(one, one), covariances.sum(other, other));
        if of_one <= 0.0 || of_other <= 0.0 {
            return Err(Undetermined::NoVarianceOfScores);
        }
        let correlation = covariances.sum(one, other) / (of_one * of_other).sqrt();
        let correlation = Undetermined::finite(correlation, "a correlation of competences")?;
        let corrected = rules.for_reliability(n).and_then(|()| {
            let root = root_of_alpha(&covariances, one)? * root_of_alpha(&covariances, other)?;
            Undetermined::finite(correlation / root, "a corrected correlation")
        });
        Ok(Self {
            n,
            correlation,
            corrected,
        })
    }
}

fn root_of_alpha(covariances: &Covariances, some: &[usize]) -> Result<f64, Undetermined> {
    let alpha = covariances.alpha(some)?;
    if alpha <= 0.0 {
        return Err(Undetermined::Unreliable { alpha });
    }
    Ok(alpha.sqrt())
}
