//! What all parts of an analysis are computed from.

use competence_core::Model;

use super::analysis::WithInterval;
use super::figure::{Figure, Reason, Why, rounded};
use super::gather::{Gathered, NotGathered};
use super::settings::Settings;
use super::statistics::Statistics;
use crate::figures::{Moments, Undetermined};

/// The ratings of a model, with the values of ineffective behaviours turned around.
pub(super) struct Ground<'a> {
    pub model: &'a Model,
    /// Of statistics, those of no ratings: what they have is the shape of the model, and no groups.
    pub gathered: &'a Gathered,
    pub settings: &'a Settings,
    pub moments: Moments,
    /// Where the ratings are not known, what was stored of them.
    pub statistics: Option<&'a Statistics>,
}

impl<'a> Ground<'a> {
    pub fn of(
        model: &'a Model,
        gathered: &'a Gathered,
        settings: &'a Settings,
    ) -> Result<Self, NotGathered> {
        Ok(Self {
            model,
            gathered,
            settings,
            moments: turned_around(gathered.moments(), gathered)?,
            statistics: None,
        })
    }

    /// The same of statistics, beside what gathering no ratings gives.
    pub fn of_statistics(
        model: &'a Model,
        none: &'a Gathered,
        statistics: &'a Statistics,
        settings: &'a Settings,
    ) -> Result<Self, NotGathered> {
        if !statistics.is_of(model) {
            return Err(NotGathered::OtherModel);
        }
        let moments = statistics.moments();
        if let Some(ends) = none.shape.ends {
            let given = (0..moments.indicators()).filter_map(|it| moments.distribution(it).ok());
            if let Some((value, _)) = given.flatten().find(|it| !ends.hold(it.0)) {
                return Err(NotGathered::OffScale { value });
            }
        }
        Ok(Self {
            model,
            gathered: none,
            settings,
            moments: turned_around(moments, none)?,
            statistics: Some(statistics),
        })
    }

    /// How many persons have a form that rates both indicators.
    pub fn persons_of_both(&self, one: usize, other: usize) -> u64 {
        match self.statistics {
            Some(it) => it.persons_of_both(one, other),
            None => self.gathered.persons_of_both(one, other),
        }
    }

    /// How many persons are rated on any indicator of a competence.
    pub fn persons_of_any(&self, competence: usize) -> Result<u64, Why> {
        let Some(statistics) = self.statistics else {
            let of = self.gathered.competences.get(competence);
            return Ok(of.map_or(0, |it| it.persons));
        };
        self.of_any(competence, statistics.persons(), |it| {
            statistics.persons_of_both(it, it)
        })
    }

    /// How many forms rate any indicator of a competence.
    pub fn forms_of_any(&self, competence: usize) -> Result<u64, Why> {
        let Some(statistics) = self.statistics else {
            let of = self.gathered.competences.get(competence);
            return Ok(of.map_or(0, |it| it.forms));
        };
        let moments = statistics.moments();
        self.of_any(competence, moments.rows(), |it| moments.n(it))
    }

    /// Of how many one indicator or more is rated, which sufficient statistics tell only where one is rated by
    /// all, or is the only one.
    fn of_any(&self, competence: usize, all: u64, of: impl Fn(usize) -> u64) -> Result<u64, Why> {
        let each = self.indicators(competence).iter().map(|it| of(*it));
        let rated: Vec<u64> = each.filter(|it| *it > 0).collect();
        match rated[..] {
            [] => Ok(0),
            [one] => Ok(one),
            _ if rated.contains(&all) => Ok(all),
            _ => Err(Why::not_in_statistics()),
        }
    }

    pub fn id(&self, indicator: usize) -> &'a str {
        self.gathered
            .shape
            .ids
            .get(indicator)
            .map_or("", String::as_str)
    }

    pub fn ids(&self, indicators: &[usize]) -> Vec<&'a str> {
        indicators.iter().map(|it| self.id(*it)).collect()
    }

    /// The indicators of a competence, by its place.
    pub fn indicators(&self, competence: usize) -> &'a [usize] {
        let all = &self.gathered.shape.competences;
        all.get(competence).map_or(&[], Vec::as_slice)
    }

    /// The fewest persons who are rated on any two of the indicators by the same form.
    pub fn persons(&self, indicators: &[usize]) -> u64 {
        let both = |one: usize, other: usize| self.persons_of_both(one, other);
        let pairs = indicators.iter().enumerate().flat_map(|(at, one)| {
            let others = indicators.get(at..).unwrap_or_default();
            others.iter().map(move |other| both(*one, *other))
        });
        pairs.min().unwrap_or(0)
    }

    /// A figure of so many persons: suppressed if they are fewer than any figure may be of.
    pub fn told<T>(&self, persons: u64, figure: impl FnOnce() -> Result<T, Why>) -> Figure<T> {
        if persons > 0 && persons < self.settings.min_group {
            return Figure::suppressed();
        }
        figure().into()
    }

    /// The same for a number of the figures.
    pub fn number(
        &self,
        persons: u64,
        indicators: &[usize],
        figure: &Result<f64, Undetermined>,
    ) -> Figure {
        self.told(persons, || match figure {
            Ok(value) => Ok(rounded(*value)),
            Err(why) => Err(Why::of(why, &self.ids(indicators))),
        })
    }

    /// An error if there are fewer persons than factors need.
    pub fn for_factors(&self, persons: u64, indicators: usize) -> Result<(), Why> {
        let needed = self.needed_for_factors(indicators);
        self.unless_too_few(persons, needed, "the minimum for factors")
    }

    pub fn needed_for_factors(&self, indicators: usize) -> u64 {
        let rules = &self.settings.rules;
        let each = rules
            .factors_per_indicator
            .saturating_mul(indicators as u64);
        rules.factors.max(each).max(indicators as u64 + 1)
    }

    /// An error if there are fewer persons than reliability needs.
    pub fn for_reliability(&self, persons: u64) -> Result<(), Why> {
        let needed = self.settings.rules.reliability.max(4);
        self.unless_too_few(persons, needed, "the minimum for reliability and agreement")
    }

    /// An error unless there are enough persons, and as many as a figure may be of; where they are fewer than that,
    /// it does not say how many.
    pub fn unless_too_few(&self, persons: u64, needed: u64, rule: &str) -> Result<(), Why> {
        if persons > 0 && persons < self.settings.min_group {
            return Err(Why::suppressed());
        }
        if persons >= needed {
            return Ok(());
        }
        let text = format!("there are {persons} persons; {needed} are needed ({rule})");
        Err(Why {
            found: Some(persons),
            needed: Some(needed),
            ..Why::new(Reason::TooFew, text)
        })
    }
}

/// The statistics with the values of ineffective behaviours turned around, as the shape of what was gathered says.
fn turned_around(moments: &Moments, of: &Gathered) -> Result<Moments, NotGathered> {
    let mut moments = moments.clone();
    for (indicator, is_reversed) in of.shape.reversed.iter().enumerate() {
        if let (true, Some(ends)) = (*is_reversed, of.shape.ends) {
            moments.reverse(indicator, ends)?;
        }
    }
    Ok(moments)
}

/// The value below which a normal number is with a chance of 0.975.
const NORMAL: f64 = 1.959_963_984_540_054;

/// A correlation of so many persons with its 95% interval, by Fisher's transformation (1921).
pub(super) fn with_interval(correlation: f64, persons: u64) -> WithInterval {
    let width = NORMAL / count(persons.saturating_sub(3)).sqrt();
    let end = |side: f64| (correlation.clamp(-1.0, 1.0).atanh() + side * width).tanh();
    let (lower, upper) = if persons > 3 {
        (end(-1.0), end(1.0))
    } else {
        (-1.0, 1.0)
    };
    WithInterval {
        value: correlation,
        lower,
        upper,
        level: 0.95,
    }
}

/// The 95% interval of a share of so many persons (Wilson 1927).
pub(super) fn share_with_interval(share: f64, persons: u64) -> WithInterval {
    let n = count(persons.max(1));
    let square = NORMAL * NORMAL / n;
    let middle = share + square / 2.0;
    let width = NORMAL * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    WithInterval {
        value: share,
        lower: (middle - width) / (1.0 + square),
        upper: (middle + width) / (1.0 + square),
        level: 0.95,
    }
}

/// The lower end of the 95% interval of how much higher one correlation of an indicator is than another of it, on
/// Fisher's scale, when the two others correlate (Meng, Rosenthal & Rubin 1992).
pub(super) fn lead(higher: f64, lower: f64, between: f64, persons: u64) -> f64 {
    let mean_square = f64::midpoint(higher * higher, lower * lower);
    let f = ((1.0 - between) / (2.0 * (1.0 - mean_square))).min(1.0);
    let h = (1.0 - f * mean_square) / (1.0 - mean_square);
    let error = (2.0 * (1.0 - between) * h / count(persons.saturating_sub(3).max(1))).sqrt();
    higher.atanh() - lower.atanh() - NORMAL * error
}

/// All three numbers rounded.
pub(super) fn rounded_interval(it: WithInterval) -> WithInterval {
    WithInterval {
        value: rounded(it.value),
        lower: rounded(it.lower),
        upper: rounded(it.upper),
        level: it.level,
    }
}

#[allow(clippy::cast_precision_loss, reason = "no count gets near 2^53")]
pub(super) fn count(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of R's `psych`: `r.con` and `r.test`; and of `prop.test` without its correction.
    #[test]
    fn intervals_are_those_of_r() {
        let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} for {other}");
        let it = with_interval(0.6, 50);
        close(it.lower, 0.386_141_193_6);
        close(it.upper, 0.752_648_862_3);
        let it = share_with_interval(0.9, 100);
        close(it.lower, 0.825_634_338_5);
        close(it.upper, 0.944_770_862_9);
    }
}
