//! What is asked of the ratings: the indicators in their order, and the scale.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, ensure};
use competence_core::{Contents, Level, LevelValue, LocalisedText, Scale};
use competence_ratings::figures::INDICATORS;
use serde::{Deserialize, Serialize};

/// What a query has to know of the framework. It travels inside of the plan, as an argument of our functions, so
/// that every node counts the same indicators in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The ids of the indicators; their places are those of the figures.
    pub indicators: Vec<String>,
    /// The values of the levels, from the lowest; none where the scale has no levels.
    pub levels: Vec<LevelValue>,
}

impl Question {
    /// All indicators of a framework, in its order.
    ///
    /// # Errors
    /// If there are none, or more than can be a group.
    pub fn of(contents: &Contents) -> Result<Self> {
        let indicators: Vec<String> = contents
            .indicators()
            .map(|(_, it)| it.id.as_str().to_owned())
            .collect();
        let levels = &contents.framework().scale.levels;
        let question = Self {
            indicators,
            levels: levels.iter().map(|it| it.value).collect(),
        };
        question.check()?;
        Ok(question)
    }

    /// As it is written in a plan.
    ///
    /// # Errors
    /// None that is known: there are only texts and numbers.
    pub fn to_json(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// As it was read from a plan.
    ///
    /// # Errors
    /// If it is not one, or names an indicator twice.
    pub fn from_json(json: &str) -> Result<Self> {
        let question: Self = serde_json::from_str(json).context("the plan asks in another form")?;
        question.check()?;
        Ok(question)
    }

    fn check(&self) -> Result<()> {
        let count = self.indicators.len();
        ensure!(count > 0, "the framework has no indicator");
        ensure!(
            count <= INDICATORS,
            "the framework has {count} indicators; at most {INDICATORS} can be analysed at once"
        );
        let mut seen = HashSet::new();
        for id in &self.indicators {
            ensure!(seen.insert(id), "the indicator `{id}` is asked for twice");
        }
        Ok(())
    }
}

/// A question made ready to look up rows.
#[derive(Debug, Clone)]
pub struct Lookup {
    places: HashMap<String, usize>,
    levels: Vec<f64>,
    scale: Scale,
    /// Rows come in the order of indicators, or many of one: the next row is often about the place after the last,
    /// or the same.
    last: usize,
    ids: Vec<String>,
}

impl Lookup {
    /// Of a question.
    ///
    /// # Errors
    /// If the scale cannot be told.
    pub fn of(question: &Question) -> Result<Self> {
        let places = question.indicators.iter().cloned().zip(0..).collect();
        let untitled: LocalisedText = serde_json::from_str(r#"{"en": "-"}"#)?;
        let levels = question.levels.iter();
        let scale = Scale::new(
            levels
                .clone()
                .map(|it| Level::new(*it, untitled.clone()))
                .collect(),
        );
        Ok(Self {
            places,
            levels: levels.map(|it| f64::from(it.get())).collect(),
            scale,
            last: 0,
            ids: question.indicators.clone(),
        })
    }

    /// How many indicators there are.
    pub fn indicators(&self) -> usize {
        self.ids.len()
    }

    /// The values of the levels.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }

    /// The place of an indicator.
    pub fn place(&mut self, id: &str) -> Option<usize> {
        for place in [self.last + 1, self.last] {
            if self.ids.get(place).is_some_and(|it| it == id) {
                self.last = place;
                return Some(place);
            }
        }
        let place = *self.places.get(id)?;
        self.last = place;
        Some(place)
    }

    /// Whether a number can be a rating on the scale.
    pub fn is_on_scale(&self, value: f64) -> bool {
        self.scale.rates(value, 1)
    }
}
