//! Which profiles ask for more than before: the second axis of a change, beside the bump.
//!
//! A bump says whether earlier assessments still hold. This says whom a change asks something
//! new of, which a minor bump does not show.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::diff::Matching;
use super::in_force::in_force;
use crate::model::{Carried, Element};
use crate::{CompetenceId, IndicatorId, LevelValue, Model, Necessity, ProfileId};

/// What a profile asks for that it did not ask for before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct AsksMore {
    /// The profile, by its id in the new model.
    pub profile: ProfileId,
    /// Competences that people of this profile were not assessed on.
    pub competences: Vec<CompetenceId>,
    /// Indicators that are new to them, in competences that are not.
    pub indicators: Vec<IndicatorId>,
    /// Competences that are asked for at a higher level.
    pub levels: Vec<RaisedLevel>,
}

/// A competence that is asked for at a higher level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RaisedLevel {
    /// The competence.
    pub competence: CompetenceId,
    /// The level that was asked for, as the level of the new scale that it has become by the lineage;
    /// none if no level was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<LevelValue>,
    /// The level that is asked for now.
    pub to: LevelValue,
}

/// The profiles of the new model that ask for more than in the old one, in the order of the
/// model. A profile that is new has nobody yet whom it could ask for more.
///
/// What the lineage says was renamed, moved, merged or split asks for nothing new where its
/// origins were asked for already; what replaced something else does. An indicator that was
/// reworded is not new: what a rewording means for assessments is for the bump to say. Where the
/// lineage maps the scale, the level that was asked for is the one that it has become.
pub fn asks_more(old: &Model, new: &Model) -> Vec<AsksMore> {
    let matching = Matching::of(old, new);
    let merged = origins_by_record(old, new);
    // The ids that an element of the new model had in the old one.
    let origins = |id: &str| -> BTreeSet<String> {
        let before = matching.before(id).map(|it| it.id().to_owned());
        let recorded = merged.get(id).into_iter().flatten().cloned();
        before.into_iter().chain(recorded).collect()
    };
    let mut all = Vec::new();
    for profile in new.profiles() {
        let Some(Element::Profile(before)) = matching.before(profile.id.as_str()) else {
            continue;
        };
        // What is optional is asked of nobody.
        let mut before = old.resolve(before);
        before
            .competences
            .retain(|it| it.necessity == Necessity::Essential);
        let levels: HashMap<&str, Option<LevelValue>> = before
            .competences
            .iter()
            .map(|it| {
                let level = it
                    .level
                    .map(|level| matching.level_now(it.competence, level));
                (it.competence.id.as_str(), level)
            })
            .collect();
        let indicators: HashSet<&str> = before
            .competences
            .iter()
            .flat_map(|it| &it.indicators)
            .map(|it| it.id.as_str())
            .collect();
        let mut more = AsksMore {
            profile: profile.id.clone(),
            competences: Vec::new(),
            indicators: Vec::new(),
            levels: Vec::new(),
        };
        let after = new.resolve(profile).competences.into_iter();
        for it in after.filter(|it| it.necessity == Necessity::Essential) {
            let id = &it.competence.id;
            let asked = origins(id.as_str());
            let asked = asked.iter().filter_map(|it| levels.get(it.as_str()));
            let Some(from) = asked.copied().max() else {
                more.competences.push(id.clone());
                continue;
            };
            if let Some(to) = it.level.filter(|to| Some(*to) > from) {
                more.levels.push(RaisedLevel {
                    competence: id.clone(),
                    from,
                    to,
                });
            }
            let is_new = |id: &IndicatorId| {
                let origins = origins(id.as_str());
                !origins.iter().any(|it| indicators.contains(it.as_str()))
            };
            // One that several competences include is told once.
            for id in it.indicators.iter().map(|it| &it.id) {
                if is_new(id) && !more.indicators.contains(id) {
                    more.indicators.push(id.clone());
                }
            }
        }
        if !(more.competences.is_empty() && more.indicators.is_empty() && more.levels.is_empty()) {
            all.push(more);
        }
    }
    all
}

/// From the id of what was merged or split to the ids that it began with, over all records
/// between the two versions.
fn origins_by_record(old: &Model, new: &Model) -> BTreeMap<String, BTreeSet<String>> {
    let (from, to) = (&old.framework().version, &new.framework().version);
    let mut origins: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in in_force(new, from, to).flat_map(|it| &it.records) {
        if record.change.carried() == Carried::SetAside {
            continue;
        }
        let first: BTreeSet<String> = record
            .from
            .iter()
            .flat_map(|id| match origins.get(id.as_str()) {
                Some(earlier) => earlier.clone(),
                None => BTreeSet::from([id.to_string()]),
            })
            .collect();
        for id in &record.to {
            let known = origins.entry(id.to_string()).or_default();
            known.extend(first.iter().cloned());
        }
    }
    origins
}
