//! Ratings in another form: a row a rating, or a row a form.

use std::collections::HashMap;

use super::layout::{Field, Form};
use super::place::Unread;
use super::reader::Reader;
use super::record::{Block, Record};
use crate::carry::Rated;

/// The most ratings that are put into rows of forms, all of which are held in memory meanwhile.
const WIDE: usize = 20_000_000;

/// The column that tells the rows of a wide file apart once they are long.
pub const FORM: &str = "form";

/// Where rows are written to.
pub trait Table {
    /// Begins with the headings. `rated` are the columns with ratings, from 0.
    ///
    /// # Errors
    /// If they cannot be written.
    fn header(&mut self, headings: &[String], rated: &[usize]) -> std::io::Result<()>;
    /// Adds a row, with a field for each heading.
    ///
    /// # Errors
    /// If it cannot be written.
    fn row(&mut self, fields: &[&[u8]]) -> std::io::Result<()>;
}

/// Why ratings cannot be put in another form.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unconverted {
    /// They cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// They cannot be written.
    #[error("the ratings cannot be written: {0}")]
    Written(#[from] std::io::Error),
    /// A row of a form has no place for them.
    #[error("{0}")]
    NoPlace(String),
}

/// Writes the ratings that are left to read in a form, with all that their rows say beside them. Returns how
/// many rows there are.
///
/// From wide to long, each row gets a number in a column `form`, unless there is one of that name: without
/// it, two rows that say the same of themselves could not be told apart. From long to wide, the ratings of a
/// form make a row, in the order of the first of each; the rows of a form are those that are alike in all
/// other columns.
///
/// # Errors
/// [`Unconverted`]; what was written by then is not to be used.
pub fn rewrite(
    reader: &mut Reader<'_>,
    to: Form,
    table: &mut dyn Table,
) -> Result<u64, Unconverted> {
    match (reader.layout().form, to) {
        (Some(Form::Wide), Form::Long) => to_long(reader, Blanks::Kept, table),
        (Some(Form::Long), Form::Wide) => to_wide(reader, &[], table),
        _ => copy(reader, table),
    }
}

/// Whether blank ratings of a wide row make rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// They do.
    Kept,
    /// They do not.
    LeftOut,
}

/// Writes all rows as they are.
fn copy(reader: &mut Reader<'_>, table: &mut dyn Table) -> Result<u64, Unconverted> {
    let held = held(reader)?;
    let headings = reader.headings().to_vec();
    table.header(&headings, &reader.rated_columns())?;
    let mut written = 0;
    for record in held.rows() {
        table.row(&fields(record, headings.len()))?;
        written += 1;
    }
    while let Some(row) = reader.next()? {
        if row.is_first_of_row() {
            table.row(&fields(row.record(), headings.len()))?;
            written += 1;
        }
    }
    Ok(written)
}

/// The fields of a row, of which a sheet leaves out empty ones.
fn fields(record: Record<'_>, columns: usize) -> Vec<&[u8]> {
    let all = (0..columns).map(|at| record.get(at).unwrap_or_default());
    all.collect()
}

/// All rows of a file whose columns are known only at its end; none of others.
fn held(reader: &mut Reader<'_>) -> Result<Block, Unconverted> {
    let mut rows = Block::default();
    while reader.may_grow()
        && let Some(row) = reader.next()?
    {
        if row.is_first_of_row() {
            if rows.len() >= WIDE {
                return Err(too_many());
            }
            rows.copy(row.number(), row.record());
        }
    }
    Ok(rows)
}

/// Writes a row for each rating of a wide file: see [`rewrite`].
///
/// # Errors
/// [`Unconverted`]; what was written by then is not to be used.
pub fn to_long(
    reader: &mut Reader<'_>,
    blanks: Blanks,
    table: &mut dyn Table,
) -> Result<u64, Unconverted> {
    let (held, unrated) = held_wide(reader)?;
    let mut long = Long::of(reader, blanks)?;
    table.header(&long.headings, &[long.headings.len() - 1])?;
    for (record, unrated) in held.rows().zip(&unrated) {
        long.form += 1;
        for at in long.rated.clone() {
            let is_blank = unrated.contains(&at) || record.get(at).is_none();
            let named = reader.headings().get(at).map(String::as_bytes);
            long.write(record, at, named.unwrap_or_default(), is_blank, table)?;
        }
    }
    while let Some(row) = reader.next()? {
        long.form += u64::from(row.is_first_of_row());
        let is_blank = matches!(row.value(), Rated::Blank);
        long.write(row.record(), row.column(), row.named(), is_blank, table)?;
    }
    Ok(long.written)
}

/// The rows of a wide file whose columns are known only at its end, each with the columns that are not rated in it;
/// none of others.
fn held_wide(reader: &mut Reader<'_>) -> Result<(Block, Vec<Vec<usize>>), Unconverted> {
    let (mut rows, mut unrated) = (Block::default(), Vec::<Vec<usize>>::new());
    let mut ratings = 0;
    while reader.may_grow()
        && let Some(row) = reader.next()?
    {
        ratings += 1;
        if ratings > WIDE {
            return Err(too_many());
        }
        if row.is_first_of_row() {
            rows.copy(row.number(), row.record());
            unrated.push(Vec::new());
        }
        if matches!(row.value(), Rated::Blank)
            && let Some(unrated) = unrated.last_mut()
        {
            unrated.push(row.column());
        }
    }
    Ok((rows, unrated))
}

/// A long table, as it is made of the rows of a wide one.
struct Long {
    headings: Vec<String>,
    /// The columns of the wide table that say something beside the ratings, and those of ratings.
    others: Vec<usize>,
    rated: Vec<usize>,
    has_form: bool,
    blanks: Blanks,
    /// The number of the row that is written, from 1.
    form: u64,
    written: u64,
}

impl Long {
    fn of(reader: &Reader<'_>, blanks: Blanks) -> Result<Self, Unconverted> {
        let rated = reader.rated_columns();
        let all = reader.headings();
        let others = (0..all.len()).filter(|at| !rated.contains(at));
        let others: Vec<usize> = others.collect();
        let has_form = all.iter().any(|it| it == FORM);
        let form = (!has_form).then(|| FORM.to_owned());
        let kept = others.iter().filter_map(|at| all.get(*at).cloned());
        let mut headings: Vec<String> = form.into_iter().chain(kept).collect();
        for name in ["indicator", "value"] {
            if headings.iter().any(|it| it == name) {
                return Err(Unconverted::NoPlace(format!(
                    "there is a column `{name}` already: give it another name"
                )));
            }
            headings.push(name.to_owned());
        }
        Ok(Self {
            headings,
            others,
            rated,
            has_form,
            blanks,
            form: 0,
            written: 0,
        })
    }

    /// Writes a rating of a row, unless it is none and such are left out.
    fn write(
        &mut self,
        record: Record<'_>,
        at: usize,
        named: &[u8],
        is_blank: bool,
        table: &mut dyn Table,
    ) -> Result<(), Unconverted> {
        if is_blank && self.blanks == Blanks::LeftOut {
            return Ok(());
        }
        let field = |at: usize| record.get(at).unwrap_or_default();
        let number = self.form.to_string();
        let own = (!self.has_form).then_some(number.as_bytes());
        let kept = self.others.iter().map(|at| field(*at));
        let fields = own.into_iter().chain(kept).chain([named, field(at)]);
        table.row(&fields.collect::<Vec<_>>())?;
        self.written += 1;
        Ok(())
    }
}

/// Writes a row for each form of a long file, without some of its columns: see [`rewrite`].
///
/// # Errors
/// [`Unconverted`]; what was written by then is not to be used.
pub fn to_wide(
    reader: &mut Reader<'_>,
    without: &[&str],
    table: &mut dyn Table,
) -> Result<u64, Unconverted> {
    let layout = &reader.layout().columns;
    let own = [Field::Indicator, Field::Value].map(|it| layout.get(&it).cloned());
    let is_own = |name: &String| {
        own.iter().flatten().any(|it| it == name) || without.contains(&name.as_str())
    };
    let mut forms: Vec<Wide> = Vec::new();
    let mut by_key: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut names: Vec<Vec<u8>> = Vec::new();
    let mut by_name: HashMap<Vec<u8>, usize> = HashMap::new();
    let (mut key, mut ratings) = (Vec::new(), 0);
    while let Some(row) = reader.next()? {
        ratings += 1;
        if ratings > WIDE {
            return Err(too_many());
        }
        if row.subject().is_none() {
            return Err(Unconverted::NoPlace(format!(
                "{}: what is rated there is not known, so that its column would not be known either: see `competence ratings check`",
                row.place()
            )));
        }
        let record = row.record();
        let kept = row
            .headings()
            .iter()
            .enumerate()
            .filter(|(_, name)| !is_own(name));
        key.clear();
        for (at, _) in kept {
            let field = record.get(at).unwrap_or_default();
            key.extend((field.len() as u64).to_le_bytes());
            key.extend(field);
        }
        let form = *by_key.entry(key.clone()).or_insert_with(|| {
            forms.push(Wide::default());
            forms.len() - 1
        });
        let name = *by_name.entry(row.named().to_vec()).or_insert_with(|| {
            names.push(row.named().to_vec());
            names.len() - 1
        });
        let Some(wide) = forms.get_mut(form) else {
            continue;
        };
        if wide.others.is_empty() {
            wide.others.clone_from(&key);
        }
        if let Some((_, value)) = wide.values.iter_mut().find(|(at, _)| *at == name) {
            if value.is_empty() {
                *value = row.said().to_vec();
            } else if !matches!(row.value(), Rated::Blank) {
                return Err(Unconverted::NoPlace(format!(
                    "{}: the same is rated before in a row that says the same of itself, and a row of a wide file has one place for it: see `competence ratings check`",
                    row.place()
                )));
            }
            continue;
        }
        wide.values.push((name, row.said().to_vec()));
    }
    let others = reader.headings().iter();
    let others = others.filter(|name| !is_own(name));
    let mut headings: Vec<String> = others.cloned().collect();
    let before = headings.len();
    for name in &names {
        headings.push(String::from_utf8_lossy(name).trim().to_owned());
    }
    let rated: Vec<usize> = (before..headings.len()).collect();
    table.header(&headings, &rated)?;
    for form in &forms {
        let mut fields: Vec<&[u8]> = split(&form.others);
        fields.resize(before, &[]);
        fields.resize(headings.len(), &[]);
        for (name, value) in &form.values {
            if let Some(field) = fields.get_mut(before + name) {
                *field = value;
            }
        }
        table.row(&fields)?;
    }
    Ok(forms.len() as u64)
}

/// A row of a form: its other fields as a key, and the ratings by the places of their names.
#[derive(Default)]
struct Wide {
    others: Vec<u8>,
    values: Vec<(usize, Vec<u8>)>,
}

/// The fields that a key is made of.
fn split(mut key: &[u8]) -> Vec<&[u8]> {
    let mut fields = Vec::new();
    while let Some((length, rest)) = key.split_first_chunk() {
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let Some((field, rest)) = rest.split_at_checked(length) else {
            break;
        };
        fields.push(field);
        key = rest;
    }
    fields
}

fn too_many() -> Unconverted {
    Unconverted::NoPlace(format!(
        "there are more than {WIDE} ratings, which are held in memory for this: split the file"
    ))
}
