//! Ratings one by one, each lent with its place.

use competence_core::migration::Way;

use super::columns::{Columns, Use};
use super::layout::{Field, Form, Layout, Role};
use super::names::Names;
use super::place::{Place, Unread};
use super::record::Record;
use super::source::Source;
use super::versions::{Subject, Versions};
use super::year::year;
use crate::carry::Rated;

/// Reads ratings one by one.
pub struct Reader<'v> {
    source: Source,
    columns: Columns,
    versions: &'v Versions,
    /// For each version, what was named.
    names: Vec<Names>,
    version: Last<Option<usize>>,
    role: Last<Option<Role>>,
    /// What the row at hand says of all its ratings.
    said: Said,
    at_hand: AtHand,
    /// Of a wide row, which of its ratings comes next; there is no row where it is past the last.
    next: usize,
}

/// What a row says of its ratings.
#[derive(Clone, Copy)]
struct Said {
    version: Option<usize>,
    role: Option<Role>,
    /// Whether it is all that the rating before was said of.
    is_as_before: bool,
}

/// The rating at hand.
#[derive(Clone, Copy)]
struct AtHand {
    number: u64,
    column: usize,
    subject: Option<Subject>,
    value: Rated,
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

impl<'v> Reader<'v> {
    /// Begins to read: finds out which column says what. What the layout leaves out is guessed:
    /// [`Reader::layout`] tells what came of it.
    ///
    /// # Errors
    /// [`Unread`] if a column of the layout is not there, or nothing says what is rated.
    pub fn new(source: Source, layout: &Layout, versions: &'v Versions) -> Result<Self, Unread> {
        let columns = Columns::of(&source, layout, versions)?;
        let names = (0..versions.len()).map(|_| Names::new()).collect();
        Ok(Self {
            source,
            columns,
            versions,
            names,
            version: Last::new(),
            role: Last::new(),
            said: Said {
                version: None,
                role: None,
                is_as_before: false,
            },
            at_hand: AtHand {
                number: 0,
                column: 0,
                subject: None,
                value: Rated::Absent,
            },
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
        self.said.is_as_before = true;
        while self.next >= self.per_row() {
            if !self.source.advance()? {
                self.next = usize::MAX - 1;
                return Ok(None);
            }
            if self.source.columns().len() > self.columns.uses.len() {
                self.columns.extend(self.source.columns(), self.versions);
            }
            self.next = 0;
            self.said.is_as_before = false;
        }
        let Some((number, record)) = self.source.row() else {
            return Ok(None);
        };
        let columns = &self.columns;
        let field = |field: Field| columns.column(field).and_then(|at| record.get(at));
        if !self.said.is_as_before {
            let before = self.source.previous();
            if before.is_some_and(|it| columns.are_alike(it, record)) {
                self.said.is_as_before = true;
            } else {
                self.said.version = match field(Field::Version) {
                    None | Some([]) => Some(columns.version),
                    Some(text) => self.version.get(text, |text| {
                        let text = std::str::from_utf8(text).ok()?;
                        self.versions.named(text)
                    }),
                };
                self.said.role = match field(Field::Role) {
                    None | Some([]) => None,
                    Some(text) => self.role.get(text, |text| columns.role(text)),
                };
            }
        }
        let version = self.said.version;
        let (column, subject) = match columns.form {
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
        let column = column.unwrap_or_default();
        let said = record.get(column).unwrap_or_default();
        self.at_hand = AtHand {
            number,
            column,
            subject,
            value: value(said, columns, version, self.versions),
        };
        Ok(Some(Row {
            reader: self,
            record,
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
    reader: &'r Reader<'r>,
    record: Record<'r>,
}

impl<'r> Row<'r> {
    /// The place of the version among the [`Versions`]; nothing if the row names none of them.
    pub fn version(&self) -> Option<usize> {
        self.reader.said.version
    }

    /// What is rated; nothing if the version has nothing of this name.
    pub fn subject(&self) -> Option<Subject> {
        self.reader.at_hand.subject
    }

    /// The rating as it stands.
    pub fn value(&self) -> Rated {
        self.reader.at_hand.value
    }

    /// The rating of a subject of a version, if it is one on the scale of that version. All else has a
    /// finding, or was not rated.
    pub fn rated(&self) -> Option<(usize, Subject, f64)> {
        let (Some(version), Some(subject), Rated::Number(value)) =
            (self.version(), self.subject(), self.value())
        else {
            return None;
        };
        let on_scale = self.reader.versions.rates(version, value, self.parts());
        on_scale.then_some((version, subject, value))
    }

    /// How many ratings it stands for: one, but for a mean that a migration made.
    pub fn parts(&self) -> u32 {
        let Some(at) = self.reader.columns.parts else {
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
        let at = self.reader.columns.way;
        let text = at.and_then(|at| self.record.get(at));
        let text = text.and_then(|it| std::str::from_utf8(it).ok());
        text.and_then(|it| it.parse().ok()).unwrap_or(Way::Kept)
    }

    /// As what the rater rates, if that is known.
    pub fn role(&self) -> Option<Role> {
        self.reader.said.role
    }

    /// What the row says in the column of a field, as it stands; empty where there is no such column.
    /// Of the person, this is what no output may show.
    pub fn field(&self, field: Field) -> &'r [u8] {
        let at = self.reader.columns.column(field);
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

    /// Whether it is of the same form as the rating before, and the row says the same of both beside what is rated.
    /// It may be so where this is false.
    pub fn is_of_same_form(&self) -> bool {
        self.reader.said.is_as_before
    }

    /// Adds a key that tells the form of the rating from others: who rates whom, as what, when, and
    /// against which version. Where the file says nothing of that, the other columns are taken; each row
    /// of a wide file is a form of its own.
    pub fn form(&self, key: &mut Vec<u8>) {
        self.form_by(&self.reader.columns.key, key);
    }

    /// Adds a key that tells the form of the rating from others of the same person, as an
    /// `Observation` of the module `evidence` needs it.
    pub fn form_of_person(&self, key: &mut Vec<u8>) {
        self.form_by(&self.reader.columns.key_of_person, key);
    }

    fn form_by(&self, columns: &[usize], key: &mut Vec<u8>) {
        if self.reader.columns.key.is_empty() {
            key.extend(self.number().to_le_bytes());
        }
        for at in columns {
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
        self.reader.columns.form == Form::Wide
    }

    /// The headings of the columns.
    pub fn headings(&self) -> &'r [String] {
        self.reader.source.columns()
    }

    /// The heading of the column that it stands in.
    pub fn heading(&self) -> Option<&'r str> {
        self.reader
            .source
            .columns()
            .get(self.reader.at_hand.column)
            .map(String::as_str)
    }

    /// What is rated, as the file names it: what stands in the row, or the heading of the column.
    pub fn named(&self) -> &'r [u8] {
        match self.reader.columns.form {
            Form::Long => self.field(Field::Indicator),
            Form::Wide => {
                let heading = self.reader.source.columns().get(self.reader.at_hand.column);
                heading.map(String::as_bytes).unwrap_or_default()
            }
        }
    }

    /// The rating, as the file writes it.
    pub fn said(&self) -> &'r [u8] {
        self.record
            .get(self.reader.at_hand.column)
            .unwrap_or_default()
    }

    /// Where the rating stands.
    pub fn place(&self) -> Place {
        self.reader
            .source
            .place(self.reader.at_hand.number, Some(self.reader.at_hand.column))
    }

    /// Where the column of a field stands in the row, or the row where there is none.
    pub fn place_of(&self, field: Field) -> Place {
        self.reader.source.place(
            self.reader.at_hand.number,
            self.reader.columns.column(field),
        )
    }

    /// The number of the row: the line that it begins on, or the row of a sheet. All ratings of a row of a
    /// wide file have the same.
    pub fn number(&self) -> u64 {
        self.reader.at_hand.number
    }

    /// The number of fields that the row has, and of columns that there are, where the two differ though
    /// the file writes each row whole.
    pub fn unequal(&self) -> Option<(usize, usize)> {
        let (has, needs) = (self.record.len(), self.reader.source.columns().len());
        (has != needs && self.reader.source.has_fixed_columns()).then_some((has, needs))
    }

    /// Whether it is the first rating of its row.
    pub fn is_first_of_row(&self) -> bool {
        self.reader.columns.form == Form::Long
            || self.reader.columns.rated.first() == Some(&self.reader.at_hand.column)
    }

    /// All fields of the row, by the headings.
    pub fn record(&self) -> Record<'r> {
        self.record
    }

    /// The column of the rating, from 0.
    pub fn column(&self) -> usize {
        self.reader.at_hand.column
    }
}
