//! Profiles resolved: what a position is in the end assessed on.

use std::collections::{HashMap, HashSet};

use super::Contents;
use crate::{
    ClusterId, Competence, Indicator, IndicatorId, LevelValue, Necessity, Profile, ProfileId,
    Requirement,
};

/// The effective list of competences of a profile, in the declared order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedProfile<'m> {
    /// The profile.
    pub profile: &'m Profile,
    /// The competences that it resolves to.
    pub competences: Vec<ResolvedCompetence<'m>>,
}

impl<'m> ResolvedProfile<'m> {
    /// The indicators that people of this profile are assessed on: each once, also where several
    /// competences include it.
    pub fn indicators(&self) -> impl Iterator<Item = &'m Indicator> {
        let mut seen = HashSet::new();
        let all = self.competences.iter().flat_map(|it| &it.indicators);
        all.copied().filter(move |it| seen.insert(&it.id))
    }
}

/// A competence that a profile asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedCompetence<'m> {
    /// The competence.
    pub competence: &'m Competence,
    /// The level that is asked for, where one is set.
    pub level: Option<LevelValue>,
    /// Whether the position needs it.
    pub necessity: Necessity,
    /// The indicators, its own and those that it includes: all, those up to the level that is asked
    /// for, or those that the profile names.
    pub indicators: Vec<&'m Indicator>,
}

/// What the requirements of a profile say of a competence.
#[derive(Default)]
struct Asked<'m> {
    level: Option<LevelValue>,
    necessity: Option<Necessity>,
    /// Whether one of them asks for all of its indicators.
    whole: bool,
    indicators: HashSet<&'m IndicatorId>,
}

impl Contents {
    /// Resolves a profile: what it extends first, then its own requirements in order. The
    /// level of a later requirement replaces that of an earlier one for the same competence, and so
    /// does its necessity; one without them leaves them. A profile that extends itself is resolved
    /// as if it did not.
    pub fn resolve<'m>(&'m self, profile: &'m Profile) -> ResolvedProfile<'m> {
        let mut asked = HashMap::new();
        self.collect(profile, &mut HashSet::new(), &mut asked);
        let competences = self
            .competences()
            .iter()
            .filter_map(|competence| {
                let asked = asked.get(competence.id.as_str())?;
                let scale = self.level_scale_of(Some(competence));
                let is_asked = |(home, indicator): &(&Competence, &Indicator)| {
                    let is_named = asked.whole || asked.indicators.contains(&indicator.id);
                    // A level of another scale says nothing about the one that is asked for.
                    let level = indicator
                        .level
                        .filter(|_| self.level_scale_of(Some(home)) == scale);
                    is_named
                        && match (asked.level, level) {
                            (Some(asked), Some(from)) => from <= asked,
                            _ => true,
                        }
                };
                let indicators = self.indicators_of(competence).filter(is_asked);
                Some(ResolvedCompetence {
                    competence,
                    level: asked.level,
                    necessity: asked.necessity.unwrap_or_default(),
                    indicators: indicators.map(|(_, it)| it).collect(),
                })
            })
            .collect();
        ResolvedProfile {
            profile,
            competences,
        }
    }

    fn collect<'m>(
        &'m self,
        profile: &'m Profile,
        seen: &mut HashSet<&'m ProfileId>,
        asked: &mut HashMap<&'m str, Asked<'m>>,
    ) {
        // The stack, and not recursion: a chain of profiles may be as long as the model.
        let mut stack = vec![(profile, false)];
        while let Some((profile, extended)) = stack.pop() {
            if !extended {
                if seen.insert(&profile.id) {
                    stack.push((profile, true));
                    let bases = profile.extends.iter().filter_map(|id| self.profile(id));
                    let first_on_top: Vec<_> = bases.map(|base| (base, false)).collect();
                    stack.extend(first_on_top.into_iter().rev());
                }
                continue;
            }
            for requirement in &profile.requires {
                for competence in self.required_by(requirement) {
                    let asked = asked.entry(competence.id.as_str()).or_default();
                    asked.level = requirement.level.or(asked.level);
                    asked.necessity = requirement.necessity.or(asked.necessity);
                    asked.whole |= requirement.indicators.is_empty();
                    asked.indicators.extend(&requirement.indicators);
                }
            }
        }
    }

    /// The competences that one requirement names.
    pub fn required_by<'m>(
        &'m self,
        requirement: &'m Requirement,
    ) -> impl Iterator<Item = &'m Competence> {
        let Requirement {
            kind,
            cluster,
            competence,
            indicators,
            level: _,
            necessity: _,
        } = requirement;
        let clusters = cluster
            .as_ref()
            .map(|cluster| self.with_inner_clusters(cluster));
        // Where no competence is named, the one that holds the indicator.
        let homes: HashSet<&str> = indicators.iter().map(IndicatorId::competence).collect();
        let has_indicator = move |it: &Competence| match competence {
            _ if indicators.is_empty() => true,
            None => homes.contains(it.id.as_str()),
            Some(_) => {
                let mut own = it.indicators.iter().map(|it| &it.id).chain(&it.includes);
                own.any(|id| indicators.contains(id))
            }
        };
        let names_something =
            kind.is_some() || cluster.is_some() || competence.is_some() || !indicators.is_empty();
        let candidates = match competence {
            Some(id) => self.competence(id).map_or(&[][..], std::slice::from_ref),
            None => self.competences(),
        };
        candidates.iter().filter(move |it| {
            names_something
                && kind.is_none_or(|kind| it.kind == kind)
                && clusters
                    .as_ref()
                    .is_none_or(|clusters| it.clusters().any(|it| clusters.contains(it)))
                && has_indicator(it)
        })
    }

    /// A cluster and all clusters inside it.
    fn with_inner_clusters<'m>(&'m self, outer: &'m ClusterId) -> HashSet<&'m ClusterId> {
        let mut found = HashSet::from([outer]);
        loop {
            let before = found.len();
            for cluster in self.clusters() {
                if cluster
                    .parent
                    .as_ref()
                    .is_some_and(|parent| found.contains(parent))
                {
                    found.insert(&cluster.id);
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }
}
