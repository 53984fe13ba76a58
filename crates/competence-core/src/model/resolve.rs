//! Profiles resolved: what a position is in the end assessed on.

use std::collections::{HashMap, HashSet};

use super::Contents;
use crate::{ClusterId, Competence, Indicator, LevelValue, Profile, ProfileId, Requirement};

/// The effective list of competences of a profile, in the declared order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedProfile<'m> {
    /// The profile.
    pub profile: &'m Profile,
    /// The competences that it resolves to.
    pub competences: Vec<ResolvedCompetence<'m>>,
}

/// A competence that a profile asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedCompetence<'m> {
    /// The competence.
    pub competence: &'m Competence,
    /// The level that is asked for, where one is set.
    pub level: Option<LevelValue>,
    /// The indicators: all, or those up to the level that is asked for.
    pub indicators: Vec<&'m Indicator>,
}

impl Contents {
    /// Resolves a profile: what it extends first, then its own requirements in order. The
    /// level of a later requirement replaces that of an earlier one for the same competence;
    /// one without a level leaves it. A profile that extends itself is resolved as if it did not.
    pub fn resolve<'m>(&'m self, profile: &'m Profile) -> ResolvedProfile<'m> {
        let mut levels = HashMap::new();
        self.collect(profile, &mut HashSet::new(), &mut levels);
        let competences = self
            .competences()
            .iter()
            .filter_map(|competence| {
                let level = *levels.get(competence.id.as_str())?;
                let asked = |indicator: &&Indicator| match (level, indicator.level) {
                    (Some(asked), Some(from)) => from <= asked,
                    _ => true,
                };
                let indicators = competence.indicators.iter().filter(asked).collect();
                Some(ResolvedCompetence {
                    competence,
                    level,
                    indicators,
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
        levels: &mut HashMap<&'m str, Option<LevelValue>>,
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
                    let level = levels.entry(competence.id.as_str()).or_default();
                    *level = requirement.level.or(*level);
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
            level: _,
        } = requirement;
        let clusters = cluster
            .as_ref()
            .map(|cluster| self.with_inner_clusters(cluster));
        let names_something = kind.is_some() || cluster.is_some() || competence.is_some();
        let candidates = match competence {
            Some(id) => self.competence(id).map_or(&[][..], std::slice::from_ref),
            None => self.competences(),
        };
        candidates.iter().filter(move |it| {
            names_something
                && kind.is_none_or(|kind| it.kind == kind)
                && clusters.as_ref().is_none_or(|clusters| {
                    it.cluster
                        .as_ref()
                        .is_some_and(|cluster| clusters.contains(cluster))
                })
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
