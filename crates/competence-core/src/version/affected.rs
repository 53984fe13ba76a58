//! Whom a change affects: what becomes of the ratings that there are.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::Serialize;

use super::counts::{Counts, PeopleCounts, VersionCounts};
use super::migration::{Fate, Migration, Way};
use super::outline::parent;
use crate::{CompetenceId, ElementId, IndicatorId, Model};

/// What becomes of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// They are carried over as they are, under whatever id.
    Kept,
    /// Each becomes what its level has become on a later scale.
    Mapped,
    /// They become part of means.
    Merged,
    /// They are copied to each part.
    Split,
    /// They lead nowhere any more.
    SetAside,
}

crate::words!(Outcome, "what becomes of ratings", {
    Kept => "kept",
    Mapped => "mapped",
    Merged => "merged",
    Split => "split",
    SetAside => "set-aside",
});

/// How many people, as far as counts can tell: who is counted for two indicators may be the same people, or
/// others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct People {
    /// Not fewer.
    pub at_least: u64,
    /// Not more.
    pub at_most: u64,
}

/// Ratings that have one thing in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Share {
    /// How many ratings; those that are withheld are not among them.
    pub ratings: u64,
    /// Of how many people.
    pub people: People,
    /// In which organisations, under the names that the ratings have for them, and not fewer than how many people
    /// there.
    pub organisations: BTreeMap<String, u64>,
    /// Of how many indicators the numbers are withheld, since they are of too few people.
    pub withheld: u64,
}

/// What becomes of the ratings that there are, in all and by what becomes of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Affected {
    /// The versions that they were made against.
    #[cfg_attr(
        feature = "check",
        schemars(with = "Vec<crate::model::SemanticVersion>")
    )]
    pub versions: Vec<Version>,
    /// All that were carried as far as the old model.
    pub total: Share,
    /// What becomes of them on the way to the new one.
    pub outcomes: BTreeMap<Outcome, Share>,
    /// How many ratings had been set aside before, and are not among these.
    pub set_aside_before: u64,
    /// How many are of statements that their version does not have, and are not among these.
    pub unknown: u64,
    #[serde(skip)]
    statements: Vec<Statement>,
    #[serde(skip)]
    counts: Counts,
}

/// The ratings of one indicator of one version, and where they have got to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Statement {
    /// The version, by its place in the counts.
    version: usize,
    id: IndicatorId,
    /// The indicators of the old model that they were carried to.
    before: Vec<ElementId>,
    outcome: Outcome,
}

/// Why nothing can be said of whom a change affects.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAffected {
    /// The counts are of another framework.
    #[error("the ratings are about `{counted}`, and the model is `{model}`")]
    OtherFramework {
        /// That of the counts.
        counted: String,
        /// That of the model.
        model: String,
    },
    /// The ratings were made against versions that are not known, or later than the old model.
    #[error("the ratings were made against {counted}, and none of these leads to {old}: {known}")]
    NoVersion {
        /// Those of the counts.
        counted: String,
        /// That of the old model.
        old: Version,
        /// What is known.
        known: String,
    },
}

impl Affected {
    /// What becomes of counted ratings from an old model to a new one. The versions are those that may lie
    /// before and between, in order.
    ///
    /// # Errors
    /// [`NotAffected`] if the ratings are about another framework, or about no version that leads to the old
    /// model.
    pub fn of(
        counts: &Counts,
        old: &Model,
        new: &Model,
        versions: &[Model],
    ) -> Result<Self, NotAffected> {
        let framework = &new.framework().id;
        if counts.framework != *framework {
            return Err(NotAffected::OtherFramework {
                counted: counts.framework.to_string(),
                model: framework.to_string(),
            });
        }
        let step = Migration::over(&path(old, new, versions));
        let (mut statements, mut known) = (Vec::new(), BTreeSet::new());
        let (mut set_aside_before, mut unknown) = (0_u64, 0_u64);
        for (at, counted) in counts.versions.iter().enumerate() {
            let Some(from) = model_of(&counted.version, old, versions) else {
                continue;
            };
            known.insert(counted.version.clone());
            let before = Migration::over(&path(from, old, versions));
            let told = counted.indicators.iter().map(|(id, it)| (id, it.ratings));
            for (id, ratings) in told.chain(counted.withheld.iter().map(|id| (id, 0))) {
                match before.as_ref().and_then(|it| it.fate(id.as_str())) {
                    None => unknown = ratings.saturating_add(unknown),
                    Some(Fate::SetAside(_)) => {
                        set_aside_before = ratings.saturating_add(set_aside_before);
                    }
                    Some(Fate::Carried(targets)) => {
                        let before: Vec<ElementId> =
                            targets.iter().map(|it| it.id.clone()).collect();
                        let outcome = outcome(&before, step.as_ref());
                        statements.push(Statement {
                            version: at,
                            id: id.clone(),
                            before,
                            outcome,
                        });
                    }
                }
            }
        }
        if known.is_empty() {
            return Err(no_version(counts, old, versions));
        }
        let mut affected = Self {
            versions: known.into_iter().collect(),
            total: Share::default(),
            outcomes: BTreeMap::new(),
            set_aside_before,
            unknown,
            statements,
            counts: counts.clone(),
        };
        let all: Vec<&Statement> = affected.statements.iter().collect();
        let (total, outcomes) = (affected.share(&all), affected.outcomes_of(&all));
        affected.total = total;
        affected.outcomes = outcomes;
        Ok(affected)
    }

    /// What becomes of the ratings of some elements of the old model: of indicators, and of competences with
    /// all that they hold. Those of which there are none are left out.
    pub fn by_outcome<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i ElementId>,
    ) -> BTreeMap<Outcome, Share> {
        self.outcomes_of(&self.about(ids))
    }

    /// The ratings of some elements of the old model.
    pub fn share_of<'i>(&self, ids: impl IntoIterator<Item = &'i ElementId>) -> Share {
        self.share(&self.about(ids))
    }

    fn about<'i>(&self, ids: impl IntoIterator<Item = &'i ElementId>) -> Vec<&Statement> {
        let ids: BTreeSet<&str> = ids.into_iter().map(ElementId::as_str).collect();
        let is_one = |id: &ElementId| {
            let id = id.as_str();
            ids.contains(id) || parent(id).is_some_and(|it| ids.contains(it))
        };
        let all = self.statements.iter();
        all.filter(|it| it.before.iter().any(is_one)).collect()
    }

    fn outcomes_of(&self, statements: &[&Statement]) -> BTreeMap<Outcome, Share> {
        let mut by: BTreeMap<Outcome, Vec<&Statement>> = BTreeMap::new();
        for it in statements {
            by.entry(it.outcome).or_default().push(it);
        }
        let shares = by
            .into_iter()
            .map(|(outcome, it)| (outcome, self.share(&it)));
        shares.collect()
    }

    fn share(&self, statements: &[&Statement]) -> Share {
        let mut share = Share::default();
        for (at, counted) in self.counts.versions.iter().enumerate() {
            let of = statements.iter().filter(|it| it.version == at);
            let ids: BTreeSet<&IndicatorId> = of.map(|it| &it.id).collect();
            let withheld = ids
                .iter()
                .filter(|id| counted.withheld.contains(**id))
                .count();
            share.withheld += u64::try_from(withheld).unwrap_or(u64::MAX);
            let told = ids.iter().filter_map(|id| counted.indicators.get(*id));
            // Counts may come from a checkout under review: no number of theirs is too large.
            share.ratings = told
                .map(|it| it.ratings)
                .fold(share.ratings, u64::saturating_add);
            let groups = groups(counted, &ids);
            let few = self.counts.min_group.saturating_sub(1);
            let hidden = few.saturating_mul(u64::try_from(withheld).unwrap_or(u64::MAX));
            let each = groups.iter().map(|it| it.people);
            let at_least = each.clone().max().unwrap_or(0);
            let at_most = each.fold(hidden, u64::saturating_add);
            share.people = share.people.or(People {
                at_least,
                at_most: at_most.min(counted.of.people).max(at_least),
            });
            for (name, people) in groups.iter().flat_map(|it| &it.organisations) {
                let there = share.organisations.entry(name.clone()).or_default();
                *there = people.unwrap_or(0).max(*there);
            }
        }
        share
    }
}

impl People {
    /// Whether the number is known.
    pub fn is_exact(self) -> bool {
        self.at_least == self.at_most
    }

    /// Who was rated against one version, and who against another: they may be the same.
    fn or(self, other: Self) -> Self {
        Self {
            at_least: self.at_least.max(other.at_least),
            at_most: self.at_most.saturating_add(other.at_most),
        }
    }
}

/// Those who have a rating of any of some indicators, in groups that may overlap: of each competence that is there
/// with all its indicators those of the competence, else those of each indicator.
fn groups<'c>(counted: &'c VersionCounts, ids: &BTreeSet<&IndicatorId>) -> Vec<&'c PeopleCounts> {
    let mut all: BTreeMap<&str, (usize, Vec<&IndicatorId>)> = BTreeMap::new();
    for id in counted.indicators.keys().chain(&counted.withheld) {
        let (number, asked) = all.entry(id.competence()).or_default();
        *number += 1;
        if ids.contains(id) {
            asked.push(id);
        }
    }
    let mut groups = Vec::new();
    for (competence, (number, asked)) in all {
        let whole = CompetenceId::new(competence).ok();
        let whole = whole.and_then(|it| counted.competences.get(&it));
        if let Some(whole) = whole.filter(|_| asked.len() == number) {
            groups.push(whole);
        } else {
            let single = asked.iter().filter_map(|id| counted.indicators.get(*id));
            groups.extend(single.map(|it| &it.of));
        }
    }
    groups
}

/// The least exact of what becomes of the ratings at each place where they are.
fn outcome(before: &[ElementId], step: Option<&Migration>) -> Outcome {
    let fates = before
        .iter()
        .map(|id| step.and_then(|it| it.fate(id.as_str())));
    let outcomes = fates.map(|fate| match fate {
        None | Some(Fate::SetAside(_)) => Outcome::SetAside,
        Some(Fate::Carried(targets)) => {
            let ways = targets.iter().map(|it| match it.way {
                Way::Kept => Outcome::Kept,
                Way::Mapped => Outcome::Mapped,
                Way::Merged => Outcome::Merged,
                Way::Split => Outcome::Split,
            });
            ways.max().unwrap_or(Outcome::SetAside)
        }
    });
    outcomes.max().unwrap_or(Outcome::SetAside)
}

fn version(model: &Model) -> &Version {
    &model.framework().version
}

/// The model of a version that is not later than the old model.
fn model_of<'m>(wanted: &Version, old: &'m Model, versions: &'m [Model]) -> Option<&'m Model> {
    if wanted == version(old) {
        return Some(old);
    }
    let mut earlier = versions.iter().filter(|it| version(it) < version(old));
    earlier.find(|it| version(it) == wanted)
}

/// From one model to another through the versions between.
fn path(from: &Model, to: &Model, versions: &[Model]) -> Vec<Model> {
    let (first, last) = (version(from), version(to));
    let between = versions
        .iter()
        .filter(|it| first < version(it) && version(it) < last);
    let mut path: Vec<Model> = [from].into_iter().chain(between).cloned().collect();
    // Nothing happens on the way from a model to itself.
    if !std::ptr::eq(from, to) {
        path.push(to.clone());
    }
    path
}

fn no_version(counts: &Counts, old: &Model, versions: &[Model]) -> NotAffected {
    let listed = |all: Vec<&Version>| match &all[..] {
        [] => "no version".to_owned(),
        all => {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            all.join(", ")
        }
    };
    let mut known: Vec<&Version> = versions.iter().map(version).chain([version(old)]).collect();
    known.retain(|it| *it <= version(old));
    known.dedup();
    NotAffected::NoVersion {
        counted: listed(counts.versions.iter().map(|it| &it.version).collect()),
        old: version(old).clone(),
        known: format!("the versions up to it are {}", listed(known)),
    }
}
