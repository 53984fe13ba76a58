//! How many ratings there are of what, and of how many people.

mod tally;
mod withheld;

use std::collections::HashMap;

use competence_core::version::Counts;

use crate::people::{Untold, latest};
use crate::reading::{Field, Reader, Subject};
use tally::Tally;

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

/// Counts ratings, and whom they are of. No number of fewer than `min_group` people is told.
///
/// Memory: a bit for each indicator of each person in each organisation.
///
/// # Errors
/// [`Untold`] if the ratings cannot be read, or no column says who was rated.
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
pub fn count(reader: &mut Reader<'_>, min_group: u64) -> Result<Counted, Untold> {
    let versions = reader.versions();
    let framework = latest(reader)?.framework().id.clone();
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
        tally.rating(version, indicator);
        let Some(person) = row.person() else {
            without_person += 1;
            continue;
        };
        let person = persons.number(person);
        let organisation = organisations.number(row.field(Field::Organisation).trim_ascii());
        tally.person(version, organisation, person, indicator);
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
        names.map(std::borrow::Cow::into_owned).collect()
    }
}
