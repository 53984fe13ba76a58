//! Which column says what, as the layout says or the headings tell.

use std::collections::HashMap;

use super::headings;
use super::layout::{Field, Form, Layout, Role};
use super::place::Unread;
use super::record::Record;
use super::source::Source;
use super::versions::{Subject, Versions, folded};
use crate::carry::Rated;
use crate::{PARTS, WAY};

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Use {
    /// It says this of each rating.
    Field(Field),
    /// In a wide file, it has the ratings of this in each of the versions.
    Rated(Vec<Option<Subject>>),
    /// A migration wrote it.
    Migration,
    /// It says nothing of this; whether that is known.
    Other { known: bool },
}

/// The columns of a file.
#[derive(Debug)]
pub(crate) struct Columns {
    /// The layout with everything in it that was guessed.
    pub layout: Layout,
    pub form: Form,
    pub uses: Vec<Use>,
    fields: [Option<usize>; Field::ALL.len()],
    /// The columns of a wide file with ratings.
    pub rated: Vec<usize>,
    pub way: Option<usize>,
    pub parts: Option<usize>,
    /// The columns that tell forms apart; none where each row is one.
    pub key: Vec<usize>,
    /// Those of them that do not say who is rated.
    pub key_of_person: Vec<usize>,
    /// The columns that say something of a form, and those that tell forms apart.
    of_form: Vec<usize>,
    /// The version of rows that say none.
    pub version: usize,
    roles: HashMap<String, Role>,
    values: HashMap<String, f64>,
    /// What may stand for a digit that is no rating.
    pub has_words_for_digits: bool,
}

impl Columns {
    /// The columns of a source.
    pub fn of(source: &Source, layout: &Layout, versions: &Versions) -> Result<Self, Unread> {
        if versions.is_empty() {
            let problem = "there is no version of the model to read ratings against";
            return Err(Unread::Layout(problem.to_owned()));
        }
        let roles = layout.roles.iter();
        let roles = roles.flat_map(|(role, words)| words.iter().map(|it| (folded(it), *role)));
        let values = layout.values.iter();
        let is_digit = |it: &String| it.trim().len() == 1;
        let mut columns = Self {
            form: Form::Long,
            uses: Vec::new(),
            fields: [None; Field::ALL.len()],
            rated: Vec::new(),
            way: None,
            parts: None,
            key: Vec::new(),
            key_of_person: Vec::new(),
            of_form: Vec::new(),
            version: 0,
            roles: roles.collect(),
            values: values.map(|(word, it)| (folded(word), *it)).collect(),
            has_words_for_digits: layout.missing.iter().any(is_digit)
                || layout.values.keys().any(is_digit),
            layout: layout.clone(),
        };
        columns.extend(source.columns(), versions);
        columns.settle(source, versions)?;
        Ok(columns)
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.fields.get(field as usize).copied().flatten()
    }

    /// Adds the columns that are new.
    pub fn extend(&mut self, names: &[String], versions: &Versions) {
        for (at, name) in names.iter().enumerate().skip(self.uses.len()) {
            let of = self.use_of(name, versions);
            match of {
                Use::Field(field) => {
                    if let Some(column) = self.fields.get_mut(field as usize) {
                        *column = Some(at);
                    }
                    self.layout.columns.entry(field).or_insert(name.clone());
                }
                Use::Rated(_) => self.rated.push(at),
                Use::Migration if name == PARTS => self.parts = Some(at),
                Use::Migration => self.way = Some(at),
                Use::Other { .. } => {}
            }
            self.uses.push(of);
        }
    }

    fn use_of(&self, name: &str, versions: &Versions) -> Use {
        let given = |field: &Field| self.layout.columns.get(field).is_some_and(|it| it == name);
        let given = Field::ALL.iter().copied().find(given);
        // What was named for it is taken, whatever the headings of others.
        let guessed = headings::field(name);
        let guessed = guessed.filter(|it| !self.layout.columns.contains_key(it));
        let is_other = self.layout.other.iter().any(|it| it == name);
        if given.is_none() && is_other {
            return Use::Other { known: true };
        }
        if let Some(field) = given.filter(|it| self.column(*it).is_none()) {
            return Use::Field(field);
        }
        if name == WAY || name == PARTS {
            return Use::Migration;
        }
        let text = self
            .layout
            .indicators
            .get(name)
            .map_or(name, String::as_str);
        let subjects = (0..versions.len()).map(|version| versions.find(version, text));
        let subjects: Vec<Option<Subject>> = subjects.collect();
        if subjects.iter().any(Option::is_some) {
            return Use::Rated(subjects);
        }
        match guessed.filter(|it| self.column(*it).is_none()) {
            Some(field) => Use::Field(field),
            None => Use::Other { known: false },
        }
    }

    /// Decides the form, once the columns are known.
    fn settle(&mut self, source: &Source, versions: &Versions) -> Result<(), Unread> {
        let names = source.columns();
        for (field, name) in &self.layout.columns {
            if self.column(*field).is_none() {
                return Err(Unread::Column {
                    field: *field,
                    name: name.clone(),
                    known: listed(names),
                });
            }
        }
        if let Some(name) = self
            .layout
            .columns
            .values()
            .find(|name| names.iter().filter(|it| it == name).count() > 1)
        {
            return Err(Unread::Layout(format!(
                "the column `{name}` is there twice: give one of them another name"
            )));
        }
        let pair = (self.column(Field::Indicator), self.column(Field::Value));
        let is_long = pair.0.is_some() && pair.1.is_some();
        self.form = match self.layout.form {
            Some(form) => form,
            None if is_long || self.rated.is_empty() => Form::Long,
            None => Form::Wide,
        };
        self.layout.form = Some(self.form);
        if self.form == Form::Long {
            for (field, at) in [(Field::Indicator, pair.0), (Field::Value, pair.1)] {
                if at.is_none() {
                    return Err(Unread::Layout(format!(
                        "no column says the {field} of a rating, and none is named for an indicator: name it, as \
                         `{field}` under `columns` of a layout; the columns are {}",
                        listed(names)
                    )));
                }
            }
            self.rated.clear();
        } else if self.rated.is_empty() {
            return Err(Unread::Layout(format!(
                "no column is named for an indicator, by its id or its text: name them under `indicators` of a layout; the columns are {}",
                listed(names)
            )));
        } else {
            for field in [Field::Indicator, Field::Value] {
                self.layout.columns.remove(&field);
                if let Some(at) = self.column(field)
                    && let Some(of) = self.uses.get_mut(at)
                {
                    *of = Use::Other { known: false };
                }
                if let Some(column) = self.fields.get_mut(field as usize) {
                    *column = None;
                }
            }
        }
        self.version = match &self.layout.version {
            Some(version) => versions.position(version).ok_or_else(|| {
                let known = versions
                    .models()
                    .map(|it| it.framework().version.to_string());
                let known: Vec<String> = known.collect();
                Unread::Layout(format!(
                    "there is no version {version} of the model; there are {}",
                    known.join(", ")
                ))
            })?,
            None => self.likely_version(source, versions),
        };
        if self.column(Field::Version).is_none() {
            let model = versions.model(self.version);
            self.layout.version = model.map(|it| it.framework().version.clone());
        }
        self.key = self.key_columns();
        let person = self.column(Field::Person);
        let others = self.key.iter().copied().filter(|it| Some(*it) != person);
        self.key_of_person = others.collect();
        let told = Field::ALL.iter();
        let told = told.filter(|it| !matches!(it, Field::Indicator | Field::Value));
        self.of_form = told.filter_map(|it| self.column(*it)).collect();
        self.of_form.extend(&self.key);
        self.of_form.sort_unstable();
        self.of_form.dedup();
        Ok(())
    }

    /// The version that knows most of what the first rows name; of equals, the latest.
    fn likely_version(&self, source: &Source, versions: &Versions) -> usize {
        let known = |version: usize| {
            if let Some(at) = self.column(Field::Indicator) {
                let rows = source.first_rows();
                let named = rows.filter_map(|row| std::str::from_utf8(row.get(at)?).ok());
                let known = named.filter(|it| versions.find(version, self.meant(it)).is_some());
                return known.count();
            }
            let rated = self.uses.iter().filter(|it| match it {
                Use::Rated(subjects) => subjects.get(version).is_some_and(Option::is_some),
                _ => false,
            });
            rated.count()
        };
        (0..versions.len()).max_by_key(|it| known(*it)).unwrap_or(0)
    }

    /// The columns that tell forms apart in a long file: who rates whom, as what and when; where none of
    /// them is there, all that say nothing else.
    fn key_columns(&self) -> Vec<usize> {
        if self.form == Form::Wide {
            return Vec::new();
        }
        let of_form = [
            Field::Person,
            Field::Rater,
            Field::Role,
            Field::Date,
            Field::Version,
        ];
        let has_any = of_form.iter().take(4).any(|it| self.column(*it).is_some());
        if has_any {
            let columns = of_form.iter().filter_map(|it| self.column(*it));
            return columns.collect();
        }
        let not = [Field::Indicator, Field::Value].map(Use::Field);
        let is_key = |of: &Use| *of != Use::Migration && !not.contains(of);
        let all = self.uses.iter().enumerate();
        all.filter(|(_, of)| is_key(of)).map(|(at, _)| at).collect()
    }

    /// Whether two rows that follow each other are of one form, and say the same of it.
    #[inline]
    pub fn are_alike(&self, row: Record<'_>, other: Record<'_>) -> bool {
        let mut told = self.of_form.iter();
        !self.key.is_empty() && told.all(|it| row.get(*it) == other.get(*it))
    }

    /// What a name of the file's own stands for.
    pub fn meant<'n>(&'n self, name: &'n str) -> &'n str {
        self.layout
            .indicators
            .get(name.trim())
            .map_or(name, String::as_str)
    }

    /// The role that a word stands for.
    pub fn role(&self, word: &[u8]) -> Option<Role> {
        let word = std::str::from_utf8(word).ok()?;
        let given = self.roles.get(&folded(word)).copied();
        given.or_else(|| headings::role(word))
    }

    /// The rating that a word stands for.
    pub fn word(&self, word: &str) -> Option<f64> {
        self.values.get(&folded(word)).copied()
    }

    /// Whether a text says that something was not rated.
    pub fn is_missing(&self, text: &[u8]) -> bool {
        let mut missing = self.layout.missing.iter();
        let text = text.trim_ascii();
        missing.any(|it| it.trim().as_bytes().eq_ignore_ascii_case(text))
    }
}

/// The headings that there are, in a message.
fn listed(names: &[String]) -> String {
    /// More of them help nobody.
    const SHOWN: usize = 20;
    if names.is_empty() {
        return "none: the file is empty".to_owned();
    }
    // Where the headings are missing, the first row may tell a person.
    if names
        .iter()
        .any(|it| matches!(Rated::of(it), Rated::Number(_)))
    {
        return "not told, as the first row has a number and seems to be none of headings"
            .to_owned();
    }
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    let more = names.len() - shown.len();
    let shown = competence_render::visible::visible_line(&shown.join(", ")).into_owned();
    if more == 0 {
        shown
    } else {
        format!("{shown}, and {more} more")
    }
}
