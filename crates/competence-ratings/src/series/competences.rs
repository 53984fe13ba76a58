//! The series of competences, from those of their indicators.

use std::collections::{BTreeMap, BTreeSet};

use competence_core::CompetenceId;
use semver::Version;

use super::{CompetencePoint, CompetenceSeries, IndicatorSeries};

impl CompetenceSeries {
    /// That of a competence; nothing where none of its indicators has a point with figures.
    pub(super) fn of(id: &CompetenceId, all: &[IndicatorSeries]) -> Option<Self> {
        type At<'s> = (&'s Version, Option<u16>);
        let own: Vec<&IndicatorSeries> = all
            .iter()
            .filter(|it| it.id.competence() == id.as_str())
            .collect();
        let told = |series: &'_ IndicatorSeries| -> BTreeMap<(Version, Option<u16>), f64> {
            let told = series.points.iter();
            told.filter_map(|it| Some(((it.version.clone(), it.year), it.figures?.mean)))
                .collect()
        };
        let by_indicator: Vec<_> = own.iter().map(|it| (&it.id, told(it))).collect();
        let places: BTreeSet<At<'_>> = by_indicator
            .iter()
            .flat_map(|(_, it)| it.keys().map(|(version, year)| (version, *year)))
            .collect();
        let last = places.iter().next_back()?.0.clone();
        // From the newest point backwards, as long as there are indicators that are at all of them.
        let mut kept: Vec<At<'_>> = Vec::new();
        let mut within: Vec<usize> = (0..by_indicator.len()).collect();
        let has = |at: usize, (version, year): At<'_>| {
            let told = by_indicator.get(at).map(|(_, it)| it);
            told.is_some_and(|it| it.contains_key(&(version.clone(), year)))
        };
        let mut breaks = BTreeSet::new();
        for place in places.iter().rev() {
            let still: Vec<usize> = within
                .iter()
                .copied()
                .filter(|at| has(*at, *place))
                .collect();
            if still.is_empty() {
                breaks.insert(place.0.clone());
            } else {
                within = still;
                kept.push(*place);
            }
        }
        kept.reverse();
        let points = kept.iter().filter_map(|(version, year)| {
            let key = ((*version).clone(), *year);
            let means: Vec<f64> = within
                .iter()
                .filter_map(|at| by_indicator.get(*at)?.1.get(&key).copied())
                .collect();
            let number = f64::from(u32::try_from(means.len()).ok()?);
            Some(CompetencePoint {
                version: (*version).clone(),
                year: *year,
                mean: means.iter().sum::<f64>() / number,
            })
        });
        breaks.remove(&last);
        let points = points.collect();
        let (of, without): (Vec<_>, Vec<_>) =
            (0..by_indicator.len()).partition(|it| within.contains(it));
        let ids = |all: Vec<usize>| {
            let ids = all
                .into_iter()
                .filter_map(|at| Some(by_indicator.get(at)?.0.clone()));
            ids.collect()
        };
        Some(Self {
            id: id.clone(),
            of: ids(of),
            without: ids(without),
            points,
            breaks: breaks.into_iter().collect(),
        })
    }
}
