//! What is done with each rating, whatever form it comes in.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use competence_core::migration::{Fate, Mean, Migration, Target, Unconverted, Way};
use semver::Version;

use crate::Error;
use crate::fates::{Fates, Known};

/// The rows of a set of ratings, and the two places that they go to: what is carried over, and
/// what is set aside.
pub trait Rows {
    /// A row, with all its columns.
    type Row: Clone + Default;

    /// Reads the next row, or tells that there is none.
    ///
    /// # Errors
    /// If there is one that cannot be read.
    fn next(&mut self, row: &mut Self::Row) -> Result<bool, Error>;
    /// The id of the row's indicator, in UTF-8 if it is one.
    ///
    /// # Errors
    /// If the row names none.
    fn indicator<'r>(&self, row: &'r Self::Row) -> Result<&'r [u8], Error>;
    /// The version that the row says it is of, as it stands; nothing where it says none.
    fn version<'r>(&self, row: &'r Self::Row) -> Option<&'r str>;
    /// The rating.
    fn value(&self, row: &Self::Row) -> Rated;
    /// How many ratings it stands for already: one, but for what was migrated before.
    fn parts(&self, row: &Self::Row) -> u32;
    /// How it got here, if it was migrated before.
    fn way(&self, row: &Self::Row) -> Way;
    /// What tells the row's assessment apart from others.
    fn key(&self, row: &Self::Row, key: &mut Vec<u8>);
    /// Adds what another row of the same assessment says in its other columns, so that a mean
    /// keeps what was said of each part.
    fn join(&self, row: &mut Self::Row, other: &Self::Row);
    /// Writes a row with another indicator and, where its number changes, another rating. The row is
    /// afterwards as it was.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write(&mut self, row: &mut Self::Row, carried: &Carried<'_>) -> Result<(), Error>;
    /// Writes a row to the others that lead nowhere. The row is afterwards as it was.
    ///
    /// # Errors
    /// If it cannot be written.
    fn set_aside(&mut self, row: &mut Self::Row, reason: &str) -> Result<(), Error>;
    /// Writes what is still in the buffers.
    ///
    /// # Errors
    /// If it cannot be written.
    fn flush(&mut self) -> Result<(), Error>;
    /// An error about a row.
    fn failure(&self, row: &Self::Row, problem: String) -> Error;
}

/// What a row says as its rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rated {
    /// Nothing, and there is no place for a rating.
    Absent,
    /// Nothing: the indicator was not rated.
    Blank,
    /// This number.
    Number(f64),
    /// Something that is no number.
    Other,
}

impl Rated {
    /// Whether there is nothing.
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Absent | Self::Blank)
    }

    /// What a text says as a rating; with a decimal point or a decimal comma.
    ///
    /// ```
    /// use competence_ratings::Rated;
    /// assert_eq!(Rated::of(" 3,5 "), Rated::Number(3.5));
    /// assert_eq!(Rated::of(""), Rated::Blank);
    /// assert_eq!(Rated::of("very well"), Rated::Other);
    /// ```
    pub fn of(text: &str) -> Self {
        match number(text) {
            Some(number) => Self::Number(number),
            None if text.trim().is_empty() => Self::Blank,
            None => Self::Other,
        }
    }
}

/// What a row becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carried<'a> {
    /// The id of the later indicator.
    pub indicator: &'a str,
    /// The later version, where the row says which version it is of. It replaces that.
    pub version: Option<&'a str>,
    /// The rating, where its number is not that of the row: it is a mean, or on another scale.
    pub value: Option<f64>,
    /// How the rating got there.
    pub way: Way,
    /// How many ratings it stands for.
    pub parts: u32,
}

/// What became of the rows, as numbers of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Read.
    pub read: usize,
    /// Written to those that are carried over.
    pub written: usize,
    /// Kept as they are.
    pub kept: usize,
    /// Carried as what their level has become on a later scale.
    pub mapped: usize,
    /// Become part of a mean.
    pub merged: usize,
    /// Means that were written.
    pub means: usize,
    /// Copied to several indicators.
    pub split: usize,
    /// The copies that were written.
    pub copies: usize,
    /// Set aside.
    pub set_aside: usize,
    /// Means of fewer ratings than there are indicators that were merged.
    pub incomplete: usize,
    /// Why rows were set aside, and how many for each reason.
    pub reasons: BTreeMap<String, usize>,
    /// Rows whose indicator is none of the version.
    pub unknown: usize,
    /// The first few of these ids.
    pub unknown_ids: Vec<String>,
}

impl Tally {
    /// The rows that were carried over, each counted once.
    pub fn carried(&self) -> usize {
        self.kept + self.mapped + self.merged + self.split
    }
}

/// How many ids that are not known are remembered.
const EXAMPLES: usize = 5;

/// How many assessments with means are remembered, to notice one that comes back.
const REMEMBERED: usize = 1 << 20;

/// Carries all rows over: each to its new indicator, or aside.
///
/// In constant memory: means are taken within one assessment, whose rows have to stand next to
/// each other. Every row is carried over or set aside, and counted.
///
/// # Errors
/// [`Error`] if a row cannot be read or written, if an assessment rates an indicator twice that a
/// mean is taken of, or if its rows do not stand next to each other.
pub fn carry<R: Rows>(rows: &mut R, migration: &Migration, from: &Version) -> Result<Tally, Error> {
    let unknown = format!("not an indicator of version {from}");
    let levels = migration.scale().levels.iter();
    let levels: Vec<String> = levels.map(|it| it.value.to_string()).collect();
    let off_scale = format!(
        "the rating is not on the scale of version {from}, which has the levels {}",
        levels.join(", ")
    );
    let mut work = Work {
        rows,
        from: from.to_string(),
        to: migration.to().to_string(),
        other: None,
        says_version: false,
        migration,
        tally: Tally::default(),
        off_scale,
        converts: migration.converts(),
        open: None,
        begun: HashSet::new(),
        key: Vec::new(),
    };
    let mut fates = Fates::of(migration);
    let mut row = R::Row::default();
    while work.rows.next(&mut row)? {
        work.tally.read += 1;
        // A mean that waits for more parts is written as soon as another assessment begins.
        if work.open.as_ref().is_some_and(Open::waits) && !work.is_open(&row) {
            work.close()?;
        }
        work.says_version = match work.said_of_version(&row, from) {
            OfVersion::Nothing => false,
            OfVersion::This => true,
            OfVersion::Other => {
                let reason = work.other.take().unwrap_or_default();
                work.set_aside(&mut row, &reason.1)?;
                work.other = Some(reason);
                continue;
            }
        };
        let indicator = work.rows.indicator(&row)?;
        match fates.find(indicator) {
            None => {
                let ids = &mut work.tally.unknown_ids;
                if ids.len() < EXAMPLES {
                    let id = String::from_utf8_lossy(indicator);
                    if !ids.iter().any(|it| *it == id) {
                        ids.push(id.into_owned());
                    }
                }
                work.tally.unknown += 1;
                work.set_aside(&mut row, &unknown)?;
            }
            Some(known) => match known.fate {
                Fate::SetAside(reason) => work.set_aside(&mut row, reason)?,
                Fate::Carried(targets) => work.carry(&mut row, known, targets)?,
            },
        }
    }
    work.close()?;
    work.rows.flush()?;
    let tally = work.tally;
    if tally.read == tally.carried() + tally.set_aside {
        Ok(tally)
    } else {
        Err(Error::RowsLost {
            read: tally.read,
            carried: tally.carried(),
            set_aside: tally.set_aside,
        })
    }
}

/// Which version a row says that it is of.
enum OfVersion {
    Nothing,
    This,
    Other,
}

struct Work<'m, 'r, R: Rows> {
    rows: &'r mut R,
    /// The earlier version.
    from: String,
    /// The later version.
    to: String,
    /// The last other version that a row said it is of, and the reason for which that is set aside.
    other: Option<(String, String)>,
    /// Whether the row at hand says that it is of the earlier version.
    says_version: bool,
    migration: &'m Migration,
    tally: Tally,
    /// Why a rating that is not on the scale is set aside.
    off_scale: String,
    /// Whether ratings get another number.
    converts: bool,
    open: Option<Open<'m, R::Row>>,
    /// Hashes of the keys of assessments of which means were begun.
    begun: HashSet<u64>,
    /// The key of the row at hand.
    key: Vec<u8>,
}

/// The assessment that the last mean belongs to.
struct Open<'m, R> {
    key: Vec<u8>,
    means: Vec<Merging<'m, R>>,
}

impl<R> Open<'_, R> {
    /// Whether a mean is not written yet.
    fn waits(&self) -> bool {
        self.means.iter().any(|it| !it.is_written)
    }
}

/// A mean that ratings are added to.
struct Merging<'m, R> {
    target: &'m Target,
    mean: Mean,
    way: Way,
    /// The row of the first part, with what the others say in the columns that are not the key.
    row: R,
    /// Whether it says that it is of the earlier version.
    says_version: bool,
    /// The indicators that are in it.
    sources: Vec<&'m str>,
    /// The rows that are carried over by it, and by no other row that was written.
    rows: usize,
    is_written: bool,
}

impl<'m, R: Rows> Work<'m, '_, R> {
    /// What a row says of the version that is carried over. Other text than a version of a framework counts as nothing:
    /// it may be the version of a form.
    fn said_of_version(&mut self, row: &R::Row, from: &Version) -> OfVersion {
        let Some(said) = self.rows.version(row).map(str::trim) else {
            return OfVersion::Nothing;
        };
        if said == self.from {
            return OfVersion::This;
        }
        if self.other.as_ref().is_some_and(|it| it.0 == said) {
            return OfVersion::Other;
        }
        let Ok(version) = Version::parse(said) else {
            return OfVersion::Nothing;
        };
        if version == *from {
            return OfVersion::This;
        }
        let reason = format!("the rating is of version {version}, and not of version {from}");
        self.other = Some((said.to_owned(), reason));
        OfVersion::Other
    }

    fn set_aside(&mut self, row: &mut R::Row, reason: &str) -> Result<(), Error> {
        self.rows.set_aside(row, reason)?;
        self.tally.set_aside += 1;
        match self.tally.reasons.get_mut(reason) {
            Some(number) => *number += 1,
            None => {
                self.tally.reasons.insert(reason.to_owned(), 1);
            }
        }
        Ok(())
    }

    fn carry(
        &mut self,
        row: &mut R::Row,
        known: Known<'m>,
        targets: &'m [Target],
    ) -> Result<(), Error> {
        let parts = self.rows.parts(row);
        let converted = match self.rows.value(row) {
            Rated::Number(value) => self.migration.convert(value, parts).map(Some),
            Rated::Other => Err(Unconverted::OffScale),
            Rated::Blank | Rated::Absent if known.is_merged => {
                return self.set_aside(row, "a mean is taken, and there is no rating");
            }
            Rated::Absent if self.converts => {
                return self.set_aside(row, "the scale changed, and there is no rating");
            }
            Rated::Blank | Rated::Absent => Ok(None),
        };
        let value = match converted {
            Ok(value) => value,
            Err(Unconverted::OffScale) => {
                let reason = std::mem::take(&mut self.off_scale);
                let set_aside = self.set_aside(row, &reason);
                self.off_scale = reason;
                return set_aside;
            }
            Err(error) => return self.set_aside(row, &error.to_string()),
        };
        // A row counts once, however many rows it becomes.
        let mut counts = 1;
        for target in targets {
            match value.filter(|_| target.way == Way::Merged) {
                Some(value) => self.merge(row, known.id, target, value, counts)?,
                None => self.write(row, target, value.filter(|_| self.converts), counts)?,
            }
            counts = 0;
        }
        Ok(())
    }

    fn write(
        &mut self,
        row: &mut R::Row,
        target: &Target,
        value: Option<f64>,
        counts: usize,
    ) -> Result<(), Error> {
        let carried = Carried {
            indicator: target.id.as_str(),
            version: self.says_version.then_some(&*self.to),
            value,
            way: target.way.max(self.rows.way(row)),
            parts: self.rows.parts(row),
        };
        self.rows.write(row, &carried)?;
        self.tally.written += 1;
        match target.way {
            Way::Split => {
                self.tally.split += counts;
                self.tally.copies += 1;
            }
            Way::Mapped => self.tally.mapped += counts,
            Way::Kept | Way::Merged => self.tally.kept += counts,
        }
        Ok(())
    }

    /// Adds a rating to the mean that it belongs to, and writes the mean if it is whole.
    fn merge(
        &mut self,
        row: &R::Row,
        indicator: &'m str,
        target: &'m Target,
        value: f64,
        counts: usize,
    ) -> Result<(), Error> {
        let (way, parts) = (self.rows.way(row).max(Way::Merged), self.rows.parts(row));
        let sources = self.migration.sources(&target.id);
        let says_version = self.says_version;
        let open = self.open(row)?;
        let at = open.means.iter().position(|it| it.target.id == target.id);
        let at = at.unwrap_or_else(|| {
            open.means.push(Merging {
                target,
                mean: Mean::default(),
                way,
                row: row.clone(),
                says_version,
                sources: Vec::with_capacity(sources),
                rows: 0,
                is_written: false,
            });
            open.means.len() - 1
        });
        let Self {
            open: Some(open),
            rows,
            to,
            tally,
            ..
        } = self
        else {
            return Ok(());
        };
        let Some(merging) = open.means.get_mut(at) else {
            return Ok(());
        };
        if merging.sources.contains(&indicator) {
            let problem = format!(
                "`{indicator}` is rated twice in one assessment, so no mean can be taken: name all columns that tell assessments apart with `--by`"
            );
            return Err(rows.failure(row, problem));
        }
        merging.mean.add(value, parts);
        merging.way = merging.way.max(way);
        merging.rows += counts;
        if !merging.sources.is_empty() {
            rows.join(&mut merging.row, row);
        }
        merging.sources.push(indicator);
        if merging.sources.len() == sources {
            merging.write(*rows, to, tally)?;
        }
        Ok(())
    }

    /// Whether a row is of the assessment that is open. Leaves its key.
    fn is_open(&mut self, row: &R::Row) -> bool {
        self.key.clear();
        self.rows.key(row, &mut self.key);
        self.open.as_ref().is_some_and(|it| it.key == self.key)
    }

    /// The assessment of a row; another one that was open is closed.
    fn open(&mut self, row: &R::Row) -> Result<&mut Open<'m, R::Row>, Error> {
        if !self.is_open(row) {
            self.close()?;
            let hash = hash(&self.key);
            let comes_back = if self.begun.len() < REMEMBERED {
                !self.begun.insert(hash)
            } else {
                self.begun.contains(&hash)
            };
            if comes_back {
                let problem = "the rows of an assessment do not stand next to each other, so no mean can be taken: sort the file by the columns that tell assessments apart";
                return Err(self.rows.failure(row, problem.to_owned()));
            }
        }
        let key = &self.key;
        Ok(self.open.get_or_insert_with(|| Open {
            key: key.clone(),
            means: Vec::new(),
        }))
    }

    /// Writes the means of the open assessment that are not whole, and closes it.
    fn close(&mut self) -> Result<(), Error> {
        let Some(mut open) = self.open.take() else {
            return Ok(());
        };
        for merging in open.means.iter_mut().filter(|it| !it.is_written) {
            self.tally.incomplete += 1;
            merging.write(self.rows, &self.to, &mut self.tally)?;
        }
        Ok(())
    }
}

impl<R: Clone> Merging<'_, R> {
    fn write(
        &mut self,
        rows: &mut impl Rows<Row = R>,
        version: &str,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        let carried = Carried {
            indicator: self.target.id.as_str(),
            version: self.says_version.then_some(version),
            value: self.mean.value(),
            way: self.way,
            parts: self.mean.parts(),
        };
        rows.write(&mut self.row, &carried)?;
        self.is_written = true;
        tally.written += 1;
        tally.means += 1;
        tally.merged += self.rows;
        Ok(())
    }
}

fn hash(key: &[u8]) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(key)
}

/// A rating as a number; with a decimal comma too.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let parsed = match text.split_once(',') {
        Some((whole, part)) if !text.contains('.') => format!("{whole}.{part}").parse().ok(),
        Some(_) => None,
        None => text.parse().ok(),
    };
    parsed.filter(|it: &f64| it.is_finite())
}

/// A mean, rounded to four decimals.
pub(crate) fn rounded(mean: f64) -> String {
    let text = format!("{mean:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{number, rounded};

    #[test]
    fn ratings_are_numbers_with_a_point_or_a_comma() {
        assert_eq!(number(" 4 "), Some(4.0));
        assert_eq!(number("3,5"), Some(3.5));
        assert_eq!(number("3.5"), Some(3.5));
        for text in ["", "n/a", "1,000.5", "1,2,3", "inf", "NaN"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(rounded(10.0 / 3.0), "3.3333");
        assert_eq!(rounded(4.0), "4");
        assert_eq!(rounded(100.0), "100");
    }
}
