//! From what was gathered to an analysis.

use competence_core::Model;

use super::analysis::{Analysis, RatedFramework, Read};
use super::asked::Asking;
use super::draft::suggestions;
use super::figure::{Figure, Why};
use super::gather::{Gathered, NotGathered};
use super::ground::Ground;
use super::grouped::breakdowns;
use super::parts::{self, Figured};
use super::settings::Settings;
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
        let ground = Ground::of(model, gathered, settings)?;
        let count = model.competences().len();
        let figured: Result<Vec<Figured>, Why> =
            (0..count).map(|it| Figured::of(&ground, it)).collect();
        // The indicators of a competence are indicators of the model that was gathered.
        let figured = figured.map_err(|_| NotGathered::OtherModel)?;
        let owners = &gathered.shape.owners;
        let indicators = owners.iter().enumerate().map(|(indicator, owner)| {
            let figured = figured.get(*owner).ok_or(NotGathered::OtherModel)?;
            let part = parts::indicator(&ground, indicator, *owner, figured);
            part.map_err(|_| NotGathered::OtherModel)
        });
        let mut indicators = indicators.collect::<Result<Vec<_>, _>>()?;
        let (structure, kmo) = structure(&ground);
        for (indicator, kmo) in kmo {
            if let Some(part) = indicators.get_mut(indicator) {
                part.kmo = Figure::Known(kmo);
            }
        }
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
        let between: Vec<_> = pairs
            .filter_map(|it| parts::between(&ground, it, &figured))
            .collect();
        let competences = figured.iter().enumerate();
        let competences = competences
            .filter_map(|(place, it)| parts::competence(&ground, place, it))
            .collect();
        let mut asking = Asking::of(&ground, &figured, &indicators, &between);
        asking.all();
        let unanswered = asking.unanswered();
        let answers = asking.answers;
        let wording = Wording::of(model);
        Ok(Self {
            format: 1,
            framework: rated(model, &wording),
            read: read(gathered),
            settings: *settings,
            competences,
            structure,
            breakdowns: breakdowns(&ground),
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

fn read(gathered: &Gathered) -> Read {
    let totals = &gathered.totals;
    Read {
        ratings: totals.ratings,
        repeated: totals.ratings.saturating_sub(totals.distinct),
        contradicting: totals.contradicting,
        forms: totals.forms,
        persons: totals.persons,
        rated_by_several: totals.several,
    }
}
