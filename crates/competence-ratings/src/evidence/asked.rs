//! The questions that figures are asked of a model.

use std::collections::BTreeSet;

use super::analysis::{BetweenPart, IndicatorPart, WithInterval};
use super::figure::{Figure, Reason, Why, rounded};
use super::ground::{Ground, lead, rounded_interval, share_with_interval, with_interval};
use super::parts::Figured;
use super::structured::{correlations, factored, few_enough};
use super::suggestion::{Measure, Measured, Question, Unanswered};
use crate::figures::{CompetenceFigures, Covariances, ParallelAnalysis, Rotation};

/// A question that was answered with yes.
pub(super) enum Answer {
    /// The competences are one.
    OneCompetence {
        competences: [usize; 2],
        figures: Vec<Measured>,
    },
    /// The competence is two, of these indicators.
    TwoCompetences {
        competence: usize,
        parts: [Vec<usize>; 2],
        figures: Vec<Measured>,
    },
    /// The indicator belongs to another competence.
    Elsewhere {
        indicator: usize,
        to: usize,
        figures: Vec<Measured>,
    },
    /// The indicator says nothing.
    SaysNothing {
        indicator: usize,
        figures: Vec<Measured>,
    },
    /// The second indicator repeats the first.
    Repeats {
        indicators: [usize; 2],
        figures: Vec<Measured>,
    },
}

/// What figures are asked with, and what has come of it.
pub(super) struct Asking<'a> {
    pub ground: &'a Ground<'a>,
    pub figured: &'a [Figured],
    pub indicators: &'a [IndicatorPart],
    pub between: &'a [BetweenPart],
    pub answers: Vec<Answer>,
    unanswered: Vec<(Question, Vec<String>, Why)>,
}

impl<'a> Asking<'a> {
    pub fn of(
        ground: &'a Ground<'a>,
        figured: &'a [Figured],
        indicators: &'a [IndicatorPart],
        between: &'a [BetweenPart],
    ) -> Self {
        Self {
            ground,
            figured,
            indicators,
            between,
            answers: Vec::new(),
            unanswered: Vec::new(),
        }
    }

    /// Asks all of them. What belongs to a competence is not asked of two that are one.
    pub fn all(&mut self) {
        self.one_competence();
        self.two_competences();
        self.elsewhere();
        self.says_nothing();
        self.repeats();
    }

    fn take(&mut self, question: Question, of: &[&str], found: Result<Option<Answer>, Why>) {
        match found {
            Ok(answer) => self.answers.extend(answer),
            Err(why) => {
                let of = of.iter().map(|it| (*it).to_owned()).collect();
                self.unanswered.push((question, of, why));
            }
        }
    }

    fn one_competence(&mut self) {
        let count = self.ground.model.competences().len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
        for (competences, part) in pairs.zip(self.between) {
            let found = self.are_one(competences, part);
            let of = part.of.each_ref().map(String::as_str);
            self.take(Question::OneCompetence, &of, found);
        }
    }

    fn are_one(&self, competences: [usize; 2], part: &BetweenPart) -> Result<Option<Answer>, Why> {
        let thresholds = &self.ground.settings.thresholds;
        let indicators = competences.map(|it| self.ground.indicators(it)).concat();
        let persons = self.ground.persons(&indicators);
        self.ground.for_factors(persons, indicators.len())?;
        let corrected = known(&part.corrected)?;
        if !is_above(corrected, thresholds.one_competence)? {
            return Ok(None);
        }
        let factors = self.factors(&indicators, persons)?;
        let together = self.ground.moments.select(&indicators);
        let together = together.map_err(|it| Why::of(&it.into(), &[]))?;
        let rules = &self.ground.settings.rules;
        let alpha = CompetenceFigures::among(&together, persons, rules).alpha;
        let alpha = alpha.map_err(|it| Why::of(&it, &self.ground.ids(&indicators)))?;
        let alphas = competences.map(|it| self.figured.get(it)?.figures.alpha.as_ref().ok());
        let highest = alphas
            .iter()
            .flatten()
            .map(|it| it.value)
            .fold(f64::MIN, f64::max);
        let least = highest - thresholds.alpha_loss;
        if factors != 1 || alpha.value < least {
            return Ok(None);
        }
        let of = part.of.to_vec();
        let alpha = WithInterval {
            value: alpha.value,
            lower: alpha.lower,
            upper: alpha.upper,
            level: alpha.level,
        };
        Ok(Some(Answer::OneCompetence {
            competences,
            figures: vec![
                counted(Measure::Persons, &of, persons, None),
                measured(
                    Measure::CorrectedCorrelation,
                    &of,
                    *corrected,
                    Some(thresholds.one_competence),
                ),
                counted(Measure::Factors, &of, 1, Some(1)),
                measured(Measure::Alpha, &of, rounded_interval(alpha), Some(least)),
            ],
        }))
    }

    /// How many factors some indicators have.
    fn factors(&self, indicators: &[usize], persons: u64) -> Result<usize, Why> {
        few_enough(indicators.len())?;
        let found = correlations(self.ground, indicators, persons)?;
        let settings = self.ground.settings;
        let parallel = ParallelAnalysis::of(&found, settings.simulation, &settings.rules);
        Ok(parallel
            .map_err(|it| Why::of(&it, &self.ground.ids(indicators)))?
            .factors)
    }

    fn two_competences(&mut self) {
        for (place, competence) in self.ground.model.competences().iter().enumerate() {
            let found = self.is_two(place);
            self.take(Question::TwoCompetences, &[competence.id.as_str()], found);
        }
    }

    fn is_two(&self, competence: usize) -> Result<Option<Answer>, Why> {
        let thresholds = &self.ground.settings.thresholds;
        let indicators = self.ground.indicators(competence);
        if (indicators.len() as u64) < thresholds.indicators_of_factor.saturating_mul(2) {
            return Ok(None);
        }
        let persons = self.ground.persons(indicators);
        if self.factors(indicators, persons)? < 2 {
            return Ok(None);
        }
        let ids = self.ground.ids(indicators);
        let found = correlations(self.ground, indicators, persons)?;
        let two = factored(self.ground, &found, 2, Rotation::Oblimin, &ids)?;
        let mut parts = [Vec::new(), Vec::new()];
        for (indicator, row) in indicators.iter().zip(&two.loadings) {
            let belongs: Vec<usize> = (0..2)
                .filter(|it| {
                    row.loadings
                        .get(*it)
                        .is_some_and(|it| it.abs() >= thresholds.loading)
                })
                .collect();
            let [factor] = belongs[..] else {
                return Ok(None);
            };
            if let Some(part) = parts.get_mut(factor) {
                part.push(*indicator);
            }
        }
        let enough = |it: &Vec<usize>| it.len() as u64 >= thresholds.indicators_of_factor;
        let between = two
            .between
            .first()
            .and_then(|it| it.get(1))
            .copied()
            .unwrap_or(1.0);
        let between = with_interval(between, persons);
        if !parts.iter().all(enough) || between.upper >= thresholds.two_competences {
            return Ok(None);
        }
        // The part of the first indicator comes first.
        parts.sort();
        let of: Vec<String> = self.competence_id(competence).into_iter().collect();
        Ok(Some(Answer::TwoCompetences {
            competence,
            parts,
            figures: vec![
                counted(Measure::Persons, &of, persons, None),
                counted(Measure::Factors, &of, 2, Some(2)),
                measured(
                    Measure::FactorCorrelation,
                    &of,
                    rounded_interval(between),
                    Some(thresholds.two_competences),
                ),
            ],
        }))
    }

    fn elsewhere(&mut self) {
        for (place, competence) in self.ground.model.competences().iter().enumerate() {
            for indicator in self.own(place) {
                let found = self.belongs_elsewhere(indicator, place);
                self.take(Question::Elsewhere, &[competence.id.as_str()], found);
            }
        }
    }

    fn belongs_elsewhere(&self, indicator: usize, own: usize) -> Result<Option<Answer>, Why> {
        let ground = self.ground;
        let theirs = ground.indicators(own);
        ground.for_reliability(ground.persons(theirs))?;
        let mut best: Option<(f64, Answer)> = None;
        for other in 0..ground.model.competences().len() {
            let of_other = ground.indicators(other);
            let is_shared = of_other.iter().any(|it| theirs.contains(it));
            let all = [theirs, of_other].concat();
            let persons = ground.persons(&all);
            let is_asked = !is_shared && theirs.len() > 1 && of_other.len() > 1;
            // Where too few are rated on both, the indicator is not compared with the other.
            if !is_asked
                || self.are_answered_one(own, other)
                || ground.for_reliability(persons).is_err()
            {
                continue;
            }
            let Some((rest, with_other, between)) = self.compared(indicator, theirs, of_other)
            else {
                continue;
            };
            let lead = lead(with_other, rest, between, persons);
            let threshold = ground.settings.thresholds.elsewhere;
            if lead <= threshold
                || with_other <= 0.0
                || best.as_ref().is_some_and(|it| it.0 >= lead)
            {
                continue;
            }
            let id = ground.id(indicator).to_owned();
            let to: Vec<String> = std::iter::once(id.clone())
                .chain(self.competence_id(other))
                .collect();
            let from: Vec<String> = std::iter::once(id).chain(self.competence_id(own)).collect();
            let figures = vec![
                counted(Measure::Persons, &from, persons, None),
                measured(
                    Measure::ItemRest,
                    &from,
                    rounded_interval(with_interval(rest, persons)),
                    None,
                ),
                measured(
                    Measure::WithOther,
                    &to,
                    rounded_interval(with_interval(with_other, persons)),
                    None,
                ),
            ];
            best = Some((
                lead,
                Answer::Elsewhere {
                    indicator,
                    to: other,
                    figures,
                },
            ));
        }
        Ok(best.map(|it| it.1))
    }

    /// The correlations of an indicator with the rest of its competence and with another, and of these two.
    fn compared(
        &self,
        indicator: usize,
        own: &[usize],
        other: &[usize],
    ) -> Option<(f64, f64, f64)> {
        let rest: Vec<usize> = own.iter().copied().filter(|it| *it != indicator).collect();
        let all = [&[indicator][..], &rest[..], other].concat();
        let covariances = Covariances::of(&self.ground.moments.select(&all).ok()?).ok()?;
        let places: Vec<usize> = (0..all.len()).collect();
        let (one, others) = places.split_at(1);
        let (rest, other) = others.split_at(rest.len());
        let correlation = |some: &[usize], others: &[usize]| {
            let variance = covariances.sum(some, some) * covariances.sum(others, others);
            Some(covariances.sum(some, others) / variance.sqrt())
                .filter(|it| it.is_finite() && it.abs() < 1.0)
        };
        Some((
            correlation(one, rest)?,
            correlation(one, other)?,
            correlation(rest, other)?,
        ))
    }

    fn says_nothing(&mut self) {
        for (place, competence) in self.ground.model.competences().iter().enumerate() {
            for indicator in self.own(place) {
                let found = self.is_silent(indicator, place);
                let of = match &found {
                    Err(why) if why.reason == Reason::Uncertain => self.ground.id(indicator),
                    _ => competence.id.as_str(),
                };
                self.take(Question::SaysNothing, &[of], found);
            }
        }
    }

    fn is_silent(&self, indicator: usize, own: usize) -> Result<Option<Answer>, Why> {
        let Some(part) = self.indicators.get(indicator) else {
            return Ok(None);
        };
        let thresholds = &self.ground.settings.thresholds;
        let persons = *known(&part.persons)?;
        self.ground.for_reliability(persons)?;
        let of = vec![part.id.clone()];
        let mut figures = vec![counted(Measure::Persons, &of, persons, None)];
        let mut open = None;
        let mut hold =
            |figure: Measure, it: WithInterval, is_beyond: Result<bool, Why>, threshold: f64| {
                match is_beyond {
                    Ok(true) => figures.push(measured(figure, &of, it, Some(threshold))),
                    Ok(false) => {}
                    Err(why) => open = Some(why),
                }
            };
        if let Figure::Known(ceiling) = part.ceiling {
            let ceiling = rounded_interval(share_with_interval(ceiling, persons));
            hold(
                Measure::Ceiling,
                ceiling,
                is_above(&ceiling, thresholds.ceiling),
                thresholds.ceiling,
            );
        }
        let is_elsewhere =
            |it: &Answer| matches!(it, Answer::Elsewhere { indicator: it, .. } if *it == indicator);
        // What belongs elsewhere does not go with its own competence, which is said already.
        if let (Figure::Known(rest), false) =
            (&part.item_rest, self.answers.iter().any(is_elsewhere))
        {
            let among = self.ground.persons(self.ground.indicators(own));
            let rest = rounded_interval(with_interval(*rest, among));
            let is_below = is_above(&turned(rest), -thresholds.item_rest);
            hold(Measure::ItemRest, rest, is_below, thresholds.item_rest);
        }
        match open {
            Some(why) if figures.len() == 1 => Err(why),
            _ => Ok((figures.len() > 1).then_some(Answer::SaysNothing { indicator, figures })),
        }
    }

    fn repeats(&mut self) {
        for (place, competence) in self.ground.model.competences().iter().enumerate() {
            let own = self.own(place);
            for (at, &one) in own.iter().enumerate() {
                for &other in own.iter().skip(at + 1) {
                    let found = self.says_again([one, other]);
                    match &found {
                        Err(why) if why.reason == Reason::Uncertain => {
                            let of = [one, other].map(|it| self.ground.id(it));
                            self.take(Question::Repeats, &of, found);
                        }
                        _ => self.take(Question::Repeats, &[competence.id.as_str()], found),
                    }
                }
            }
        }
    }

    fn says_again(&self, [one, other]: [usize; 2]) -> Result<Option<Answer>, Why> {
        let ground = self.ground;
        let persons = ground.persons_of_both(one, other);
        ground.for_reliability(persons)?;
        let Ok(correlation) = ground.moments.pearson(one, other, &ground.settings.rules) else {
            return Ok(None);
        };
        let correlation = rounded_interval(with_interval(correlation, persons));
        let threshold = ground.settings.thresholds.repeats;
        if !is_above(&correlation, threshold)? {
            return Ok(None);
        }
        let of = vec![ground.id(one).to_owned(), ground.id(other).to_owned()];
        // The one that goes better with the others stays.
        let rest = |it: usize| self.indicators.get(it).and_then(|it| it.item_rest.value());
        let stays_other = rest(other) > rest(one);
        Ok(Some(Answer::Repeats {
            indicators: if stays_other {
                [other, one]
            } else {
                [one, other]
            },
            figures: vec![
                counted(Measure::Persons, &of, persons, None),
                measured(Measure::Correlation, &of, correlation, Some(threshold)),
            ],
        }))
    }

    /// The indicators that a competence holds itself. Those that it includes are asked of their own.
    fn own(&self, competence: usize) -> Vec<usize> {
        let owners = self.ground.gathered.shape.owners.iter().enumerate();
        owners
            .filter(|it| *it.1 == competence)
            .map(|it| it.0)
            .collect()
    }

    fn are_answered_one(&self, one: usize, other: usize) -> bool {
        let is_of = |it: &Answer| match it {
            Answer::OneCompetence { competences, .. } => {
                competences.contains(&one) && competences.contains(&other)
            }
            _ => false,
        };
        self.answers.iter().any(is_of)
    }

    fn competence_id(&self, competence: usize) -> Option<String> {
        self.ground
            .model
            .competences()
            .get(competence)
            .map(|it| it.id.to_string())
    }

    /// What was not answered, once for each question and reason, with the elements that it is of.
    pub fn unanswered(&self) -> Vec<Unanswered> {
        let elements = self.ground.model.elements().map(|it| it.id().to_string());
        let order: Vec<String> = elements.collect();
        let competences = self.ground.model.competences();
        let kinds: BTreeSet<(Question, Reason)> = self
            .unanswered
            .iter()
            .map(|(question, _, why)| (*question, why.reason))
            .collect();
        let told = kinds.into_iter().filter_map(|(question, reason)| {
            let is_same =
                |it: &&(Question, Vec<String>, Why)| it.0 == question && it.2.reason == reason;
            let same = || self.unanswered.iter().filter(is_same);
            let named: BTreeSet<&str> = same().flat_map(|it| &it.1).map(String::as_str).collect();
            let why = same().max_by_key(|it| it.2.found)?.2.clone();
            let are_all = competences.iter().all(|it| named.contains(it.id.as_str()));
            let of = order
                .iter()
                .filter(|it| !are_all && named.contains(it.as_str()));
            let of = of.cloned().collect();
            Some(Unanswered { question, of, why })
        });
        told.collect()
    }
}

/// Whether a figure is above a threshold with all of its interval. If only the figure is, that is not known.
fn is_above(it: &WithInterval, threshold: f64) -> Result<bool, Why> {
    if it.value > threshold && it.lower <= threshold {
        let text =
            "the figure is beyond the threshold, but its interval is not: more persons would tell";
        return Err(Why::new(Reason::Uncertain, text));
    }
    Ok(it.lower > threshold)
}

/// The figure and its interval with the other sign.
fn turned(it: WithInterval) -> WithInterval {
    WithInterval {
        value: -it.value,
        lower: -it.upper,
        upper: -it.lower,
        level: it.level,
    }
}

fn known<T>(figure: &Figure<T>) -> Result<&T, Why> {
    match figure {
        Figure::Known(it) => Ok(it),
        Figure::None(it) => Err(it.none.clone()),
    }
}

fn measured(figure: Measure, of: &[String], it: WithInterval, threshold: Option<f64>) -> Measured {
    Measured {
        figure,
        of: of.to_vec(),
        value: it.value,
        lower: Some(it.lower),
        upper: Some(it.upper),
        threshold: threshold.map(rounded),
    }
}

fn counted(figure: Measure, of: &[String], number: u64, threshold: Option<u64>) -> Measured {
    Measured {
        figure,
        of: of.to_vec(),
        value: super::ground::count(number),
        lower: None,
        upper: None,
        threshold: threshold.map(super::ground::count),
    }
}
