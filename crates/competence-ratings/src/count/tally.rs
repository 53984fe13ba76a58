//! What is counted, and what of it is told.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use competence_core::version::{IndicatorCounts, PeopleCounts, VersionCounts};
use competence_core::{CompetenceId, IndicatorId};

use super::withheld::{Groups, told};
use crate::reading::Versions;

/// A set of indicators of a version.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn add(&mut self, at: usize) {
        let (word, bit) = (at / 64, at % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn has(&self, at: usize) -> bool {
        let word = self.0.get(at / 64);
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// Of a version, in all or in one organisation.
type Key = (usize, Option<usize>);

#[derive(Default)]
pub(super) struct Tally {
    ratings: HashMap<(usize, usize), u64>,
    /// By version and organisation, what each person was rated on.
    people: HashMap<Key, HashMap<usize, Bits>>,
}

impl Tally {
    /// Adds a rating.
    pub fn rating(&mut self, version: usize, indicator: usize) {
        *self.ratings.entry((version, indicator)).or_default() += 1;
    }

    /// Adds whom it is of.
    pub fn person(&mut self, version: usize, organisation: usize, person: usize, indicator: usize) {
        for key in [(version, None), (version, Some(organisation))] {
            let people = self.people.entry(key).or_default();
            people.entry(person).or_default().add(indicator);
        }
    }

    /// What is told of a version; nothing where it is of too few people. The names are those of the
    /// organisations.
    pub fn version(
        &self,
        versions: &Versions,
        at: usize,
        names: &[String],
        least: u64,
    ) -> Option<VersionCounts> {
        let model = versions.model(at)?;
        let all: Vec<usize> = (0..versions.indicators(at).len()).collect();
        let of = self.of(at, &all).told(names, least, &BTreeSet::new());
        if of.people < least.max(1) {
            return None;
        }
        // What is withheld of all ratings of the version would follow from what is told of a part of them.
        let organisations = of.organisations.iter();
        let hidden = organisations.filter(|(_, people)| people.is_none());
        let hidden: BTreeSet<&str> = hidden.map(|(name, _)| name.as_str()).collect();
        let (mut indicators, mut withheld) = (BTreeMap::new(), BTreeSet::new());
        let mut competences: BTreeMap<CompetenceId, Vec<usize>> = BTreeMap::new();
        for (number, (competence, indicator)) in model.indicators().enumerate() {
            competences
                .entry(competence.id.clone())
                .or_default()
                .push(number);
            let Some(ratings) = self.ratings.get(&(at, number)).copied() else {
                continue;
            };
            let of = self.of(at, &[number]).told(names, least, &hidden);
            let id: IndicatorId = indicator.id.clone();
            if of.people < least {
                withheld.insert(id);
            } else {
                indicators.insert(id, IndicatorCounts { ratings, of });
            }
        }
        let competences = competences.into_iter().map(|(id, indicators)| {
            let of = self.of(at, &indicators).told(names, least, &hidden);
            (id, of)
        });
        let competences = competences
            .filter(|(_, of)| of.people >= least.max(1))
            .collect();
        Some(VersionCounts {
            version: model.framework().version.clone(),
            of,
            indicators,
            competences,
            withheld,
        })
    }

    fn of<'t>(&'t self, version: usize, indicators: &'t [usize]) -> Rated<'t> {
        Rated {
            tally: self,
            version,
            indicators,
        }
    }
}

/// The people who were rated on any of some indicators of a version.
struct Rated<'t> {
    tally: &'t Tally,
    version: usize,
    indicators: &'t [usize],
}

impl Rated<'_> {
    /// Those in all, or in one organisation.
    fn people(&self, organisation: Option<usize>) -> impl Iterator<Item = usize> {
        let people = self.tally.people.get(&(self.version, organisation));
        let people = people.into_iter().flatten();
        let is_rated = |it: &Bits| self.indicators.iter().any(|at| it.has(*at));
        people
            .filter(move |(_, it)| is_rated(it))
            .map(|(person, _)| *person)
    }

    fn number(&self, organisation: Option<usize>) -> u64 {
        u64::try_from(self.people(organisation).count()).unwrap_or(u64::MAX)
    }

    fn told(&self, names: &[String], least: u64, hidden: &BTreeSet<&str>) -> PeopleCounts {
        let people = self.number(None);
        let sizes: Vec<u64> = (0..names.len()).map(|at| self.number(Some(at))).collect();
        let places = || names.iter().zip(&sizes).enumerate();
        let groups = places()
            .filter(|(_, (name, size))| !name.is_empty() && **size > 0)
            .map(|(at, (name, size))| (at, *size, hidden.contains(name.as_str())));
        let groups = Groups {
            all: people,
            least,
            each: groups.collect(),
        };
        // Where nobody is in two organisations, what is left of the total is what is not in these.
        let overlap = sizes.iter().sum::<u64>() > people;
        let told = told(&groups, |told| {
            let together = if overlap {
                let all = told.iter().flat_map(|at| self.people(Some(*at)));
                all.collect::<HashSet<usize>>().len() as u64
            } else {
                told.iter().filter_map(|at| sizes.get(*at)).sum()
            };
            people.saturating_sub(together)
        });
        let organisations = groups.each.iter().filter_map(|(at, size, _)| {
            let size = told.contains(at).then_some(*size);
            Some((names.get(*at)?.clone(), size))
        });
        PeopleCounts {
            people,
            organisations: organisations.collect(),
        }
    }
}
