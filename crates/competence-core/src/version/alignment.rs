//! Which statements of two models belong together, for a decision that is told.

use std::collections::{BTreeSet, HashMap};

use super::Comparison;
use super::crosswalk::{Crosswalk, Exactness};
use super::diff::Matching;
use super::in_force::known_as;
use super::outline::{Aligned, Records, is_about_indicators};
use crate::model::{Carried, Element};
use crate::{Competence, Indicator, LineageRecord, Model};

/// Which statements of the two models belong together.
pub(super) struct Alignment<'a, 'c> {
    records: &'a Records<'c>,
    old: &'c Model,
    new: &'c Model,
    crosswalk: &'c Crosswalk,
    matching: Matching<'c>,
    /// From an indicator of the new model to those of the old one whose ratings it takes.
    origins: HashMap<&'c str, Vec<&'c str>>,
}

impl<'a, 'c> Alignment<'a, 'c> {
    pub(super) fn of(comparison: &'c Comparison, records: &'a Records<'c>) -> Self {
        let crosswalk = comparison.crosswalk();
        let mut origins: HashMap<&str, Vec<&str>> = HashMap::new();
        for (id, entry) in &crosswalk.entries {
            for to in entry.successors.keys() {
                origins.entry(to.as_str()).or_default().push(id.as_str());
            }
        }
        Self {
            records,
            old: comparison.before(),
            new: comparison.after(),
            crosswalk,
            matching: Matching::of(comparison.before(), comparison.after()),
            origins,
        }
    }

    /// The statements that a record is about: all those of competences, or its own.
    pub(super) fn rows(&self, record: &'c LineageRecord) -> Vec<Aligned<'c>> {
        let side = |ids: &'c [crate::ElementId], model: &'c Model| -> Vec<&'c Indicator> {
            let ids = ids.iter().filter_map(|id| known_as(model, id.as_str()));
            let elements = ids.filter_map(|id| model.element(id));
            // A record may name a competence and its indicators.
            let ids = elements.flat_map(indicators).map(|it| it.id.as_str());
            found(ids, model)
        };
        let (before, after) = (side(&record.from, self.old), side(&record.to, self.new));
        if is_about_indicators(record) {
            let carried = self.carried(&before, &after);
            return vec![Aligned {
                before,
                after,
                carried,
                record: Some(record),
            }];
        }
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut rows: Vec<Aligned<'c>> = Vec::new();
        for indicator in after {
            let origins = self.origins_of(indicator.id.as_str());
            used.extend(origins.iter().map(|it| it.id.as_str()));
            let carried = self.carried(&origins, &[indicator]);
            rows.push(Aligned {
                record: self.record_of(&origins, Some(indicator)),
                before: origins,
                after: vec![indicator],
                carried,
            });
        }
        for indicator in before {
            if used.contains(indicator.id.as_str()) {
                continue;
            }
            let after = self.successors_of(indicator.id.as_str());
            rows.push(Aligned {
                record: self.record_of(&[indicator], None),
                carried: self.carried(&[indicator], &after),
                before: vec![indicator],
                after,
            });
        }
        rows
    }

    /// The indicators of the old model that one of the new model came from.
    fn origins_of(&self, id: &str) -> Vec<&'c Indicator> {
        let same = self.matching.before(id).map(|it| it.id());
        let carried = self.origins.get(id).into_iter().flatten().copied();
        let recorded = self
            .records
            .to
            .get(id)
            .and_then(|at| self.records.record(*at));
        let recorded = recorded.into_iter().flat_map(|it| &it.from);
        let ids = recorded
            .filter_map(|it| known_as(self.old, it.as_str()))
            .chain(carried)
            .chain(same);
        found(ids, self.old)
    }

    /// The indicators of the new model that one of the old model led to.
    fn successors_of(&self, id: &str) -> Vec<&'c Indicator> {
        let carried = self.crosswalk.entries.get(id);
        let carried = carried.into_iter().flat_map(|it| it.successors.keys());
        let recorded = self
            .records
            .from
            .get(id)
            .and_then(|at| self.records.record(*at));
        let recorded = recorded.into_iter().flat_map(|it| &it.to);
        found(
            recorded.chain(carried).map(crate::ElementId::as_str),
            self.new,
        )
    }

    fn record_of(
        &self,
        before: &[&Indicator],
        after: Option<&Indicator>,
    ) -> Option<&'c LineageRecord> {
        let from = before
            .iter()
            .find_map(|it| self.records.from.get(it.id.as_str()));
        let to = after.and_then(|it| self.records.to.get(it.id.as_str()));
        to.or(from).and_then(|at| self.records.record(*at))
    }

    /// What becomes of the ratings: of several, the least that is kept.
    fn carried(&self, before: &[&Indicator], after: &[&Indicator]) -> Option<Carried> {
        let of = |it: &&Indicator| {
            let entry = self.crosswalk.entries.get(it.id.as_str());
            let to = |it: &&Indicator| {
                let exactness = entry.and_then(|entry| entry.successors.get(it.id.as_str()));
                exactness.copied().map_or(Carried::SetAside, carried_by)
            };
            after.iter().map(to).min().unwrap_or(Carried::SetAside)
        };
        before.iter().map(of).max()
    }
}

/// What becomes of the ratings of an element that corresponds to another this exactly.
pub(super) fn carried_by(exactness: Exactness) -> Carried {
    match exactness {
        Exactness::Same | Exactness::Editorial => Carried::Kept,
        Exactness::MergedInto => Carried::Joined,
        Exactness::PartOf => Carried::Divided,
    }
}

fn indicators(element: Element<'_>) -> Vec<&Indicator> {
    match element {
        Element::Competence(Competence { indicators, .. }) => indicators.iter().collect(),
        Element::Indicator(_, it) => vec![it],
        Element::Cluster(_) | Element::Profile(_) => Vec::new(),
    }
}

/// The indicators with these ids, each once.
fn found<'c, 'i>(ids: impl Iterator<Item = &'i str>, model: &'c Model) -> Vec<&'c Indicator> {
    let mut all: Vec<&Indicator> = Vec::new();
    for id in ids {
        if let Some(Element::Indicator(_, it)) = model.element(id)
            && !all.iter().any(|known| known.id == it.id)
        {
            all.push(it);
        }
    }
    all
}
