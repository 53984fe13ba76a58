//! Ratings one by one, each lent with its place.

use std::collections::HashMap;

use competence_core::migration::Way;
use csv::ByteRecord;

use super::columns::{Columns, Use};
use super::layout::{Field, Form, Layout, Role};
use super::place::{Place, Unread};
use super::source::Source;
use super::versions::{Subject, Versions};
use super::year::year;
use crate::carry::Rated;

/// How many names of indicators are remembered, known ones and others.
const NAMES: usize = 1 << 16;

/// Reads ratings one by one.
pub struct Reader<'v> {
    source: Source,
    columns: Columns,
    versions: &'v Versions,
    /// For each version, what was named.
    names: Vec<Names>,
    version: Last<Option<usize>>,
    role: Last<Option<Role>>,
    /// Of a wide row, which of its ratings comes next; there is no row where it is past the last.
    next: usize,
}

/// What a text was found to be the last time.
struct Last<T> {
    text: Vec<u8>,
    found: Option<T>,
}

impl<T: Copy> Last<T> {
    fn new() -> Self {
        Self {
            text: Vec::new(),
            found: None,
        }
    }

    fn get(&mut self, text: &[u8], find: impl FnOnce(&[u8]) -> T) -> T {
        match self.found {
            Some(found) if self.text == text => found,
            _ => {
                self.text.clear();
                self.text.extend(text);
                *self.found.insert(find(text))
            }
        }
    }
}

/// What the names of indicators are in one version, found fast where they stand in the same order in each
/// form, as they mostly do.
#[derive(Default)]
struct Names {
    seen: Vec<Seen>,
    index: HashMap<Box<[u8]>, usize>,
    last: usize,
}

struct Seen {
    name: Box<[u8]>,
    subject: Option<Subject>,
    /// The one that stood behind it the last time.
    next: usize,
}

impl Names {
    fn find(
        &mut self,
        name: &[u8],
        find: impl FnOnce(&[u8]) -> Option<Subject>,
    ) -> Option<Subject> {
        let guess = self.seen.get(self.last).map_or(0, |last| last.next);
        if let Some(seen) = self.seen.get(guess).filter(|seen| *seen.name == *name) {
            self.last = guess;
            return seen.subject;
        }
        let at = if let Some(at) = self.index.get(name) {
            *at
        } else {
            let subject = find(name);
            if self.seen.len() >= NAMES {
                return subject;
            }
            self.seen.push(Seen {
                name: name.into(),
                subject,
                next: 0,
            });
            self.index.insert(name.into(), self.seen.len() - 1);
            self.seen.len() - 1
        };
        if let Some(last) = self.seen.get_mut(self.last) {
            last.next = at;
        }
        self.last = at;
        self.seen.get(at).and_then(|it| it.subject)
    }
}

impl<'v> Reader<'v> {
    /// Begins to read: finds out which column says what. What the layout leaves out is guessed:
    /// [`Reader::layout`] tells what came of it.
    ///
    /// # Errors
    /// [`Unread`] if a column of the layout is not there, or nothing says what is rated.
    pub fn new(source: Source, layout: &Layout, versions: &'v Versions) -> Result<Self, Unread> {
        let columns = Columns::of(&source, layout, versions)?;
        let names = (0..versions.len()).map(|_| Names::default()).collect();
        Ok(Self {
            source,
            columns,
            versions,
            names,
            version: Last::new(),
            role: Last::new(),
            next: usize::MAX,
        })
    }

    /// The layout, with all that was guessed.
    pub fn layout(&self) -> &Layout {
        &self.columns.layout
    }

    /// The versions that ratings are looked up in.
    pub fn versions(&self) -> &'v Versions {
        self.versions
    }

    /// The headings of the columns; more may come with later lines of JSON.
    pub fn headings(&self) -> &[String] {
        self.source.columns()
    }

    /// The columns with ratings, from 0.
    pub fn rated_columns(&self) -> Vec<usize> {
        match self.columns.form {
            Form::Long => self.columns.column(Field::Value).into_iter().collect(),
            Form::Wide => self.columns.rated.clone(),
        }
    }

    /// The column of a field, from 0.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.column(field)
    }

    /// Whether later rows may bring further columns, as those of JSON lines do.
    pub fn may_grow(&self) -> bool {
        self.source.may_grow()
    }

    /// Of a workbook, the sheets that are not read.
    pub fn ignored_sheets(&self) -> &[String] {
        self.source.ignored_sheets()
    }

    /// Where the heading of a column stands, by its place from 0.
    pub fn place_of_heading(&self, column: usize) -> Place {
        self.source.place_of_heading(column)
    }

    /// The columns, from 0, that say nothing that is known: neither a field nor an indicator of any
    /// version, and not named as such in the layout.
    pub fn unknown_columns(&self) -> impl Iterator<Item = (usize, &str)> {
        let all = self.columns.uses.iter().zip(self.headings()).enumerate();
        let unknown = all.filter(|(_, (of, _))| **of == Use::Other { known: false });
        unknown.map(|(at, (_, name))| (at, name.as_str()))
    }

    /// The next rating, or nothing at the end. A row of a wide file gives one for each column of an
    /// indicator or competence, blank ones included.
    ///
    /// # Errors
    /// [`Unread`] if the rest of the file cannot be read.
    #[allow(
        clippy::should_implement_trait,
        reason = "what is lent lives until the next call, so it is no iterator"
    )]
    pub fn next(&mut self) -> Result<Option<Row<'_>>, Unread> {
        self.next = self.next.saturating_add(1);
        while self.next >= self.per_row() {
            if !self.source.advance()? {
                self.next = usize::MAX - 1;
                return Ok(None);
            }
            if self.source.columns().len() > self.columns.uses.len() {
                self.columns.extend(self.source.columns(), self.versions);
            }
            self.next = 0;
        }
        let Some((number, record)) = self.source.row() else {
            return Ok(None);
        };
        let columns = &self.columns;
        let field = |field: Field| columns.column(field).and_then(|at| record.get(at));
        let version = match field(Field::Version) {
            None | Some([]) => Some(columns.version),
            Some(text) => self.version.get(text, |text| {
                let text = std::str::from_utf8(text).ok()?;
                self.versions.named(text)
            }),
        };
        let role = match field(Field::Role) {
            None | Some([]) => None,
            Some(text) => self.role.get(text, |text| columns.role(text)),
        };
        let (at, subject) = match columns.form {
            Form::Long => {
                let name = field(Field::Indicator).unwrap_or_default();
                let subject = version.and_then(|version| {
                    self.names.get_mut(version)?.find(name, |name| {
                        let name = std::str::from_utf8(name).ok()?;
                        self.versions.find(version, columns.meant(name))
                    })
                });
                (columns.column(Field::Value), subject)
            }
            Form::Wide => {
                let at = columns.rated.get(self.next).copied();
                let of = at.and_then(|at| columns.uses.get(at));
                let subject = match (of, version) {
                    (Some(Use::Rated(subjects)), Some(version)) => {
                        subjects.get(version).copied().flatten()
                    }
                    _ => None,
                };
                (at, subject)
            }
        };
        let at = at.unwrap_or_default();
        let said = record.get(at).unwrap_or_default();
        Ok(Some(Row {
            value: value(said, columns, version, self.versions),
            number,
            record,
            columns,
            source: &self.source,
            versions: self.versions,
            at,
            version,
            subject,
            role,
        }))
    }

    /// How many ratings a row has.
    fn per_row(&self) -> usize {
        match self.columns.form {
            Form::Long => 1,
            Form::Wide => self.columns.rated.len(),
        }
    }
}

/// What a cell says as a rating.
fn value(said: &[u8], columns: &Columns, version: Option<usize>, versions: &Versions) -> Rated {
    if let (&[digit @ b'0'..=b'9'], false) = (said, columns.has_words_for_digits) {
        // What most ratings are.
        return Rated::Number(f64::from(digit - b'0'));
    }
    if columns.is_missing(said) {
        return Rated::Blank;
    }
    let Ok(text) = std::str::from_utf8(said) else {
        return Rated::Other;
    };
    if columns.has_words_for_digits
        && let Some(value) = columns.word(text)
    {
        return Rated::Number(value);
    }
    match Rated::of(text) {
        Rated::Other => {
            let level = || version.and_then(|it| versions.level(it, text));
            columns
                .word(text)
                .or_else(level)
                .map_or(Rated::Other, Rated::Number)
        }
        rated => rated,
    }
}

/// A rating with what its row says of it, lent by the reader until the next one.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    source: &'r Source,
    columns: &'r Columns,
    versions: &'r Versions,
    record: &'r ByteRecord,
    number: u64,
    /// The column of the rating.
    at: usize,
    version: Option<usize>,
    subject: Option<Subject>,
    value: Rated,
    role: Option<Role>,
}

impl<'r> Row<'r> {
    /// The place of the version among the [`Versions`]; nothing if the row names none of them.
    pub fn version(&self) -> Option<usize> {
        self.version
    }

    /// What is rated; nothing if the version has nothing of this name.
    pub fn subject(&self) -> Option<Subject> {
        self.subject
    }

    /// The rating as it stands.
    pub fn value(&self) -> Rated {
        self.value
    }

    /// The rating of a subject of a version, if it is one on the scale of that version. All else has a
    /// finding, or was not rated.
    pub fn rated(&self) -> Option<(usize, Subject, f64)> {
        let (Some(version), Some(subject), Rated::Number(value)) =
            (self.version, self.subject, self.value)
        else {
            return None;
        };
        let on_scale = self.versions.rates(version, value, self.parts());
        on_scale.then_some((version, subject, value))
    }

    /// How many ratings it stands for: one, but for a mean that a migration made.
    pub fn parts(&self) -> u32 {
        let Some(at) = self.columns.parts else {
            return 1;
        };
        let text = self
            .record
            .get(at)
            .and_then(|it| std::str::from_utf8(it).ok());
        text.and_then(|it| it.trim().parse().ok()).unwrap_or(1)
    }

    /// How it got here, if it was migrated before.
    pub fn way(&self) -> Way {
        let at = self.columns.way;
        let text = at.and_then(|at| self.record.get(at));
        let text = text.and_then(|it| std::str::from_utf8(it).ok());
        text.and_then(|it| it.parse().ok()).unwrap_or(Way::Kept)
    }

    /// As what the rater rates, if that is known.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// What the row says in the column of a field, as it stands; empty where there is no such column.
    /// Of the person, this is what no output may show.
    pub fn field(&self, field: Field) -> &'r [u8] {
        let at = self.columns.column(field);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The year of its date, as four digits; nothing where there is none.
    pub fn year(&self) -> Option<&'r [u8]> {
        year(self.field(Field::Date))
    }

    /// Who is rated; nothing where the file does not say.
    pub fn person(&self) -> Option<&'r [u8]> {
        Some(self.field(Field::Person)).filter(|it| !it.is_empty())
    }

    /// Adds a key that tells the form of the rating from others: who rates whom, as what, when, and
    /// against which version. Where the file says nothing of that, the other columns are taken; each row
    /// of a wide file is a form of its own.
    pub fn form(&self, key: &mut Vec<u8>) {
        if self.columns.key.is_empty() {
            key.extend(self.number.to_le_bytes());
        }
        for at in &self.columns.key {
            let field = self.record.get(*at).unwrap_or_default();
            key.extend(u32::try_from(field.len()).unwrap_or(u32::MAX).to_le_bytes());
            key.extend(field);
        }
    }

    /// Adds a key that tells who rates whom, as what, when, and against which version, in a wide file too.
    pub(crate) fn assessment(&self, key: &mut Vec<u8>) {
        let fields = [
            Field::Person,
            Field::Rater,
            Field::Role,
            Field::Date,
            Field::Version,
        ];
        for field in fields {
            let text = self.field(field);
            key.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            key.extend(text);
        }
    }

    /// Whether it is one of several ratings of a row.
    pub(crate) fn is_wide(&self) -> bool {
        self.columns.form == Form::Wide
    }

    /// The headings of the columns.
    pub fn headings(&self) -> &'r [String] {
        self.source.columns()
    }

    /// The heading of the column that it stands in.
    pub fn heading(&self) -> Option<&'r str> {
        self.source.columns().get(self.at).map(String::as_str)
    }

    /// What is rated, as the file names it: what stands in the row, or the heading of the column.
    pub fn named(&self) -> &'r [u8] {
        match self.columns.form {
            Form::Long => self.field(Field::Indicator),
            Form::Wide => {
                let heading = self.source.columns().get(self.at);
                heading.map(String::as_bytes).unwrap_or_default()
            }
        }
    }

    /// The rating, as the file writes it.
    pub fn said(&self) -> &'r [u8] {
        self.record.get(self.at).unwrap_or_default()
    }

    /// Where the rating stands.
    pub fn place(&self) -> Place {
        self.source.place(self.number, Some(self.at))
    }

    /// Where the column of a field stands in the row, or the row where there is none.
    pub fn place_of(&self, field: Field) -> Place {
        self.source.place(self.number, self.columns.column(field))
    }

    /// The number of the row: the line that it begins on, or the row of a sheet. All ratings of a row of a
    /// wide file have the same.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The number of fields that the row has, and of columns that there are, where the two differ though
    /// the file writes each row whole.
    pub fn unequal(&self) -> Option<(usize, usize)> {
        let (has, needs) = (self.record.len(), self.source.columns().len());
        (has != needs && self.source.has_fixed_columns()).then_some((has, needs))
    }

    /// Whether it is the first rating of its row.
    pub fn is_first_of_row(&self) -> bool {
        self.columns.form == Form::Long || self.columns.rated.first() == Some(&self.at)
    }

    /// All fields of the row, by the headings.
    pub fn record(&self) -> &'r ByteRecord {
        self.record
    }

    /// The column of the rating, from 0.
    pub fn column(&self) -> usize {
        self.at
    }
}
