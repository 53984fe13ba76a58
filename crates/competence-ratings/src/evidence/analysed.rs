//! From what was gathered to an analysis.

use competence_core::Model;

use super::analysis::{Analysis, Basis, RatedFramework, Read};
use super::asked::Asking;
use super::draft::suggestions;
use super::figure::{Figure, Why};
use super::gather::{Gather, Gathered, NotGathered};
use super::ground::Ground;
use super::grouped::breakdowns;
use super::parts::{self, Figured};
use super::settings::Settings;
use super::statistics::Statistics;
use super::structured::structure;
use super::wording::Wording;

impl Analysis {
    /// What the ratings say of the model that they are of.
    ///
    /// # Errors
    /// If they are of another model, or another version of it.
    pub fn of(
        model: &Model,
        gathered: &Gathered,
        settings: &Settings,
    ) -> Result<Self, NotGathered> {
        if !gathered.is_of(model) {
            return Err(NotGathered::OtherModel);
        }
        Self::on(&Ground::of(model, gathered, settings)?)
    }

    /// What stored statistics say of the model that they are of: all that single forms are not needed for. What
    /// these are needed for is said not to be told, and there are no breakdowns.
    ///
    /// # Errors
    /// If they are of another model, or another version of it, or have values that are not on its scale.
    pub fn of_statistics(
        model: &Model,
        statistics: &Statistics,
        settings: &Settings,
    ) -> Result<Self, NotGathered> {
        let none = Gather::of(model)?.finish()?;
        Self::on(&Ground::of_statistics(model, &none, statistics, settings)?)
    }

    fn on(ground: &Ground<'_>) -> Result<Self, NotGathered> {
        let (model, shape) = (ground.model, &ground.gathered.shape);
        let count = model.competences().len();
        let figured: Result<Vec<Figured>, Why> =
            (0..count).map(|it| Figured::of(ground, it)).collect();
        // The indicators of a competence are indicators of the model that was gathered.
        let figured = figured.map_err(|_| NotGathered::OtherModel)?;
        let indicators = shape.owners.iter().enumerate().map(|(indicator, owner)| {
            let figured = figured.get(*owner).ok_or(NotGathered::OtherModel)?;
            let part = parts::indicator(ground, indicator, *owner, figured);
            part.map_err(|_| NotGathered::OtherModel)
        });
        let mut indicators = indicators.collect::<Result<Vec<_>, _>>()?;
        let (structure, kmo) = structure(ground);
        for (indicator, kmo) in kmo {
            if let Some(part) = indicators.get_mut(indicator) {
                part.kmo = Figure::Known(kmo);
            }
        }
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
        let between: Vec<_> = pairs
            .filter_map(|it| parts::between(ground, it, &figured))
            .collect();
        let competences = figured.iter().enumerate();
        let competences = competences
            .filter_map(|(place, it)| parts::competence(ground, place, it))
            .collect();
        let mut asking = Asking::of(ground, &figured, &indicators, &between);
        asking.all();
        let unanswered = asking.unanswered();
        let answers = asking.answers;
        let wording = Wording::of(model);
        Ok(Self {
            format: 1,
            framework: rated(model, &wording),
            read: read(ground),
            settings: *ground.settings,
            competences,
            structure,
            breakdowns: breakdowns(ground),
            suggestions: suggestions(model, answers, &wording),
            unanswered,
            indicators,
            between,
        })
    }
}

fn rated(model: &Model, wording: &Wording<'_>) -> RatedFramework {
    let framework = model.framework();
    RatedFramework {
        id: framework.id.to_string(),
        version: framework.version.clone(),
        language: wording.tag().to_owned(),
        levels: framework
            .scale
            .levels
            .iter()
            .map(|it| it.value.get())
            .collect(),
    }
}

fn read(ground: &Ground<'_>) -> Read {
    if let Some(statistics) = ground.statistics {
        let moments = statistics.moments();
        let taken: u64 = (0..moments.indicators()).map(|it| moments.n(it)).sum();
        let (repeated, contradicting) = statistics.repeated();
        return Read {
            basis: Basis::Statistics,
            ratings: taken.saturating_add(repeated).saturating_add(contradicting),
            repeated,
            contradicting,
            forms: moments.rows(),
            persons: statistics.persons(),
            rated_by_several: None,
        };
    }
    let totals = &ground.gathered.totals;
    Read {
        basis: Basis::Ratings,
        ratings: totals.ratings,
        repeated: totals.ratings.saturating_sub(totals.distinct),
        contradicting: totals.contradicting,
        forms: totals.forms,
        persons: totals.persons,
        rated_by_several: Some(totals.several),
    }
}
