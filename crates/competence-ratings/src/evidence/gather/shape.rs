//! What of a model its ratings are held to.

use competence_core::{Model, Polarity};
use semver::Version;

use super::NotGathered;
use crate::figures::{Ends, INDICATORS, Refused};

/// The indicators of a model by their places, its scale, and which of them belong together.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Shape {
    pub framework: (String, Version),
    pub levels: Vec<f64>,
    /// The ends of the scale; nothing where it has no two levels.
    pub ends: Option<Ends>,
    pub ids: Vec<String>,
    /// Whether each is an ineffective behaviour, whose ratings can be turned around.
    pub reversed: Vec<bool>,
    /// The competence that holds each.
    pub owners: Vec<usize>,
    /// The indicators of each competence, with those that it includes.
    pub competences: Vec<Vec<usize>>,
}

impl Shape {
    pub fn of(model: &Model) -> Result<Self, NotGathered> {
        let count = model.indicators().count();
        if count > INDICATORS {
            return Err(Refused::TooMany { count }.into());
        }
        let framework = model.framework();
        let ends = Ends::of(&framework.scale);
        let ids: Vec<String> = model
            .indicators()
            .map(|(_, it)| it.id.to_string())
            .collect();
        let place = |id: &str| ids.iter().position(|it| it == id);
        let competences = model.competences().iter().map(|competence| {
            let indicators = model.indicators_of(competence);
            let mut places: Vec<usize> = indicators
                .filter_map(|(_, it)| place(it.id.as_str()))
                .collect();
            places.sort_unstable();
            places.dedup();
            places
        });
        let held = model.competences().iter().enumerate();
        let owners = held.flat_map(|(place, it)| it.indicators.iter().map(move |_| place));
        let mut levels: Vec<f64> = framework
            .scale
            .levels
            .iter()
            .map(|it| f64::from(it.value.get()))
            .collect();
        levels.sort_by(f64::total_cmp);
        let reversed = model.indicators();
        let reversed =
            reversed.map(|(_, it)| ends.is_some() && it.polarity == Polarity::Ineffective);
        Ok(Self {
            framework: (framework.id.to_string(), framework.version.clone()),
            levels,
            ends,
            competences: competences.collect(),
            reversed: reversed.collect(),
            owners: owners.collect(),
            ids,
        })
    }

    pub fn indicators(&self) -> usize {
        self.ids.len()
    }

    /// An error unless the rating can be one of the model.
    pub fn expect(&self, indicator: usize, value: f64) -> Result<(), NotGathered> {
        let count = self.indicators();
        if indicator >= count {
            return Err(NotGathered::NoIndicator { indicator, count });
        }
        let is_on_scale = match &self.ends {
            Some(ends) => ends.hold(value),
            None => value.is_finite(),
        };
        if is_on_scale {
            Ok(())
        } else {
            Err(NotGathered::OffScale { value })
        }
    }

    /// A value as it counts: turned around where the behaviour is ineffective.
    pub fn counted(&self, indicator: usize, value: f64) -> f64 {
        match (&self.ends, self.reversed.get(indicator)) {
            (Some(ends), Some(true)) => ends.lowest() + ends.highest() - value,
            _ => value,
        }
    }
}
