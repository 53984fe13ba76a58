//! How many ratings there are of what, and of how many people.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competence_core::version::{Counts, IndicatorCounts, PeopleCounts, VersionCounts};
use competence_core::{CompetenceId, IndicatorId};

use crate::reading::{Field, Reader, Subject, Unread, Versions};

/// What was counted, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// The counts.
    pub counts: Counts,
    /// How many ratings were read, blank ones not included.
    pub read: u64,
    /// How many are of no indicator of a known version, or on no scale: [`Counts`] do not have them.
    pub not_counted: u64,
    /// How many are of whole competences, which no version carries over: they are not counted either.
    pub of_competences: u64,
    /// How many do not say of whom: they are counted as ratings, and not as people.
    pub without_person: u64,
}

/// Why ratings cannot be counted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotCounted {
    /// They cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Nothing says of whom they are.
    #[error("no column says who was rated, so people cannot be counted: name it with `--person`")]
    NoPerson,
    /// There is no version.
    #[error("there is no version of the model that ratings could be about")]
    NoVersion,
}

/// Counts ratings, and whom they are of. No number of fewer than `min_group` people is told.
///
/// Memory: a bit for each indicator of each person in each organisation.
///
/// # Errors
/// [`NotCounted`] if the ratings cannot be read, or no column says who was rated.
///
/// ```
/// use competence_core::Model;
/// use competence_ratings::{count::count, reading::{Layout, Reader, Source, Versions}};
///
/// # let json = r#"{
/// #   "format": 1,
/// #   "framework": {
/// #     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
/// #     "languages": {"primary": "en"},
/// #     "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]}
/// #   },
/// #   "competences": [{
/// #     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
/// #     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
/// #   }]
/// # }"#;
/// let versions = Versions::of([Model::from_bundle(json.as_bytes())?]);
/// let table = "person,indicator,value\na,cooperation.agreements,2\na,cooperation.agreements,1\nb,cooperation.agreements,2\n";
/// let mut reader = Reader::new(Source::delimited(table.as_bytes())?, &Layout::default(), &versions)?;
/// let counted = count(&mut reader, 1)?;
/// let counts = &counted.counts.versions[0].indicators["cooperation.agreements"];
/// assert_eq!((counts.ratings, counts.of.people), (3, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count(reader: &mut Reader<'_>, min_group: u64) -> Result<Counted, NotCounted> {
    let versions = reader.versions();
    if !reader.layout().columns.contains_key(&Field::Person) {
        return Err(NotCounted::NoPerson);
    }
    let framework = versions.models().last().map(|it| it.framework().id.clone());
    let framework = framework.ok_or(NotCounted::NoVersion)?;
    let mut tally = Tally::default();
    let (mut read, mut not_counted, mut of_competences, mut without_person) = (0, 0, 0, 0);
    let mut persons = Names::default();
    let mut organisations = Names::default();
    while let Some(row) = reader.next()? {
        if row.value().is_blank() {
            continue;
        }
        read += 1;
        let (version, indicator) = match row.rated() {
            Some((version, Subject::Indicator(at), _)) => (version, at),
            Some((_, Subject::Competence(_), _)) => {
                of_competences += 1;
                continue;
            }
            None => {
                not_counted += 1;
                continue;
            }
        };
        *tally.ratings.entry((version, indicator)).or_default() += 1;
        let Some(person) = row.person() else {
            without_person += 1;
            continue;
        };
        let person = persons.number(person);
        let organisation = organisations.number(row.field(Field::Organisation));
        for key in [(version, None), (version, Some(organisation))] {
            let people = tally.people.entry(key).or_default();
            people.entry(person).or_default().add(indicator);
        }
    }
    let names = organisations.list();
    let counted =
        (0..versions.len()).filter_map(|at| tally.version(versions, at, &names, min_group));
    let counts = Counts {
        format: Counts::FORMAT,
        framework,
        min_group,
        versions: counted.collect(),
    };
    Ok(Counted {
        counts,
        read,
        not_counted,
        of_competences,
        without_person,
    })
}

/// Names by number, each in the order in which it came.
#[derive(Default)]
struct Names {
    numbers: HashMap<Box<[u8]>, usize>,
    /// The last one: names mostly come many times in a row.
    last: Option<(Box<[u8]>, usize)>,
}

impl Names {
    fn number(&mut self, name: &[u8]) -> usize {
        if let Some((last, number)) = &self.last
            && **last == *name
        {
            return *number;
        }
        let next = self.numbers.len();
        let number = match self.numbers.get(name) {
            Some(number) => *number,
            None => *self.numbers.entry(name.into()).or_insert(next),
        };
        self.last = Some((name.into(), number));
        number
    }

    fn list(self) -> Vec<String> {
        let mut all: Vec<(Box<[u8]>, usize)> = self.numbers.into_iter().collect();
        all.sort_by_key(|(_, number)| *number);
        let names = all.iter().map(|(name, _)| String::from_utf8_lossy(name));
        names.map(|it| it.trim().to_owned()).collect()
    }
}

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
struct Tally {
    ratings: HashMap<(usize, usize), u64>,
    /// By version and organisation, what each person was rated on.
    people: HashMap<Key, HashMap<usize, Bits>>,
}

impl Tally {
    /// Who was rated on any of some indicators of a version.
    fn of(
        &self,
        version: usize,
        indicators: &[usize],
        names: &[String],
        least: u64,
    ) -> PeopleCounts {
        let number = |key: &Key| {
            let people = self.people.get(key).into_iter().flat_map(HashMap::values);
            let rated = people.filter(|it| indicators.iter().any(|at| it.has(*at)));
            u64::try_from(rated.count()).unwrap_or(u64::MAX)
        };
        let mut organisations: BTreeMap<&str, u64> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            let people = number(&(version, Some(at)));
            if people > 0 {
                *organisations.entry(name).or_default() += people;
            }
        }
        let people = number(&(version, None));
        PeopleCounts {
            people,
            organisations: withheld(&organisations, least),
        }
    }

    fn version(
        &self,
        versions: &Versions,
        at: usize,
        names: &[String],
        least: u64,
    ) -> Option<VersionCounts> {
        let model = versions.model(at)?;
        let all: Vec<usize> = (0..versions.indicators(at).len()).collect();
        let of = self.of(at, &all, names, least);
        if of.people < least.max(1) {
            return None;
        }
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
            let of = self.of(at, &[number], names, least);
            let id: IndicatorId = indicator.id.clone();
            if of.people < least {
                withheld.insert(id);
            } else {
                indicators.insert(id, IndicatorCounts { ratings, of });
            }
        }
        let competences = competences
            .into_iter()
            .map(|(id, indicators)| (id, self.of(at, &indicators, names, least)))
            .filter(|(_, of)| of.people >= least.max(1));
        Some(VersionCounts {
            version: model.framework().version.clone(),
            of,
            indicators,
            competences: competences.collect(),
            withheld,
        })
    }
}

/// The numbers of people by organisation: those that are too small are withheld, and so many others from the
/// smallest that all that is not told is of enough people. What says no organisation is never told, and so counts
/// among these.
fn withheld(numbers: &BTreeMap<&str, u64>, least: u64) -> BTreeMap<String, Option<u64>> {
    let mut by_size: Vec<(u64, &str)> = numbers.iter().map(|(name, n)| (*n, *name)).collect();
    by_size.sort_unstable();
    let mut hidden: u64 = numbers.get("").copied().unwrap_or(0);
    let mut told = BTreeMap::new();
    for (people, name) in by_size.into_iter().filter(|(_, name)| !name.is_empty()) {
        let is_hidden = people < least || (hidden > 0 && hidden < least);
        if is_hidden {
            hidden += people;
        }
        told.insert(name.to_owned(), (!is_hidden).then_some(people));
    }
    told
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is not told cannot be had as the total less what is told.
        #[test]
        fn what_is_withheld_stays_so(numbers in prop::collection::btree_map("[a-d]{0,2}", 1..20u64, 0..8), least in 1..8u64) {
            let numbers: BTreeMap<&str, u64> = numbers.iter().map(|(name, n)| (name.as_str(), *n)).collect();
            let told = withheld(&numbers, least);
            let rest: u64 = numbers.values().sum::<u64>() - told.values().flatten().sum::<u64>();
            let all: u64 = numbers.values().sum();
            prop_assert!(rest == 0 || rest >= least || all < least || told.values().all(Option::is_none));
            prop_assert!(told.values().flatten().all(|it| *it >= least));
        }
    }
}
