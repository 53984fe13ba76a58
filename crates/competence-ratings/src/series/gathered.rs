//! Ratings of several versions, gathered where they lead to in the last one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competence_core::migration::{Mean, Target, Way};

use super::Figures;

/// A version, by its place, and a year.
type At = (usize, Option<u16>);

/// What tells a form or a person apart.
type Bytes = Box<[u8]>;

/// The ratings by where they lead to.
pub(super) struct Gathered<'m> {
    min_group: usize,
    cells: BTreeMap<(&'m str, At), Cell>,
    /// Means that are taken within one form, until all of its ratings were seen.
    means: HashMap<(Bytes, &'m str, At), (Mean, Option<Bytes>)>,
    /// The indicators that were rated, by version.
    seen: BTreeSet<(usize, &'m str)>,
}

/// A point: sums that are shifted by the first rating, so that nothing cancels out.
struct Cell {
    way: Way,
    first: f64,
    n: u64,
    sum: f64,
    squares: f64,
    /// The first few people.
    people: BTreeSet<Bytes>,
}

/// A point as it can be told.
pub(super) struct Told {
    pub version: usize,
    pub year: Option<u16>,
    pub way: Way,
    pub figures: Option<Figures>,
}

impl<'m> Gathered<'m> {
    pub fn new(min_group: u64) -> Self {
        Self {
            min_group: usize::try_from(min_group.max(1)).unwrap_or(usize::MAX),
            cells: BTreeMap::new(),
            means: HashMap::new(),
            seen: BTreeSet::new(),
        }
    }

    /// That an indicator of a version was rated.
    pub fn seen(&mut self, version: usize, id: &'m str) {
        self.seen.insert((version, id));
    }

    /// Adds a rating to where it leads.
    #[allow(clippy::too_many_arguments, reason = "a rating has as many sides")]
    pub fn add(
        &mut self,
        version: usize,
        year: Option<u16>,
        target: &'m Target,
        value: f64,
        parts: u32,
        person: Option<&[u8]>,
        form: &[u8],
    ) {
        let id = target.id.as_str();
        if target.way == Way::Merged {
            let key = (form.into(), id, (version, year));
            let (mean, _) = self
                .means
                .entry(key)
                .or_insert_with(|| (Mean::default(), person.map(Into::into)));
            mean.add(value, parts);
        } else {
            self.put(id, (version, year), target.way, value, person);
        }
    }

    fn put(&mut self, id: &'m str, at: At, way: Way, value: f64, person: Option<&[u8]>) {
        let cell = self.cells.entry((id, at)).or_insert_with(|| Cell {
            way,
            first: value,
            n: 0,
            sum: 0.0,
            squares: 0.0,
            people: BTreeSet::new(),
        });
        cell.way = cell.way.max(way);
        let off = value - cell.first;
        cell.n += 1;
        cell.sum += off;
        cell.squares += off * off;
        if let Some(person) =
            person.filter(|it| cell.people.len() < self.min_group && !cell.people.contains(*it))
        {
            cell.people.insert(person.into());
        }
    }

    /// The versions that ratings were made against.
    pub fn versions(&self) -> impl Iterator<Item = usize> {
        self.seen.iter().map(|(version, _)| *version)
    }

    /// The indicators that were rated, by version.
    pub fn indicators(&self) -> impl Iterator<Item = (usize, &'m str)> {
        self.seen.iter().copied()
    }

    /// The points of each indicator of the last version, from the oldest.
    pub fn points(&mut self) -> BTreeMap<&'m str, Vec<Told>> {
        // In a fixed order, so that sums are the same each time.
        let means: BTreeMap<_, _> = std::mem::take(&mut self.means).into_iter().collect();
        for ((_, id, at), (mean, person)) in means {
            if let Some(value) = mean.value() {
                self.put(id, at, Way::Merged, value, person.as_deref());
            }
        }
        let mut points: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
        for ((id, (version, year)), cell) in &self.cells {
            let told = cell.people.len() >= self.min_group;
            points.entry(id).or_default().push(Told {
                version: *version,
                year: *year,
                way: cell.way,
                figures: told.then(|| cell.figures()),
            });
        }
        points
    }
}

impl Cell {
    fn figures(&self) -> Figures {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a number of ratings is far below 2^53"
        )]
        let n = self.n as f64;
        let mean = self.sum / n;
        let variance = if self.n > 1 {
            ((self.squares - self.sum * mean) / (n - 1.0)).max(0.0)
        } else {
            0.0
        };
        Figures {
            n: self.n,
            mean: self.first + mean,
            sd: variance.sqrt(),
        }
    }
}
