//! Wide files, workbooks and Parquet: turned into a long table, carried over, and turned back.

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;

use competence_core::migration::Migration;
use competence_ratings::reading::{
    Blanks, Csv, FORM, Field, Form, Layout, Reader, Source, Table as Rows, Versions, rewrite,
    to_long, to_wide,
};
use competence_ratings::{Columns, Table, Tally, carry};

use super::failure;
use crate::arguments::Migrate;
use crate::commands::ratings::input::{self, Kind};
use crate::commands::ratings::output::Output;
use crate::failure::Failure;

/// Opens a file whose rows cannot be carried over as they stand: a sheet, Parquet, or a wide file. Of others, nothing.
pub fn open<'v>(
    arguments: &Migrate,
    versions: &'v Versions,
) -> Result<Option<Reader<'v>>, Failure> {
    let path = arguments.file.as_path();
    let mut layout = Layout::default();
    layout.version = Some(arguments.from.clone());
    let kind = match arguments.format {
        None => Kind::of(path)?,
        // Whoever names the form means that of a row for each rating.
        Some(_) => return Ok(None),
    };
    let is_binary = kind.is_binary();
    // A pipe can be read once only.
    let metadata = path.metadata().map_err(Failure::reading(path))?;
    if !is_binary && !metadata.is_file() {
        return Ok(None);
    }
    let source = input::source(path, &layout, versions)?;
    let reader = source.and_then(|source| Reader::new(source, &layout, versions));
    match reader {
        Ok(reader) if is_binary || reader.layout().form == Some(Form::Wide) => Ok(Some(reader)),
        Err(error) if is_binary => Err(input::failure(path, &error)),
        // What is wrong with it is told by who reads it as it stands.
        _ => Ok(None),
    }
}

/// Carries the ratings of such a file over, and writes what comes of them in its form; what is set aside
/// with a row for each rating.
pub fn run(
    reader: &mut Reader<'_>,
    arguments: &Migrate,
    migration: &Migration,
    out: &Path,
    aside: &Path,
) -> Result<Tally, Failure> {
    let file = arguments.file.as_path();
    let kind = Kind::of(file)?;
    if out == aside {
        return Err(Failure::Exists(out.to_owned()));
    }
    let (to_out, to_aside) = (Output::create(out, file)?, Output::create(aside, file)?);
    let is_wide = reader.layout().form == Some(Form::Wide);
    let has_form = reader.headings().iter().any(|it| it == FORM);
    let of = |field: Field| match reader.layout().columns.get(&field) {
        Some(name) if !is_wide => name.clone(),
        _ => field.as_str().to_owned(),
    };
    let (indicator, value) = (of(Field::Indicator), of(Field::Value));
    let temporary = || tempfile::tempfile().map_err(Failure::writing(out));
    let (long, carried, set_aside) = (temporary()?, temporary()?, temporary()?);
    let mut table = Csv::new(handle(&long, out)?, b',');
    let written = if is_wide {
        to_long(reader, Blanks::LeftOut, &mut table)
    } else {
        rewrite(reader, Form::Long, &mut table)
    };
    written.map_err(|it| Failure::Unknown(format!("{}: {it}", file.display())))?;
    table.finish().map_err(Failure::writing(out))?;

    let columns = Columns {
        indicator: &indicator,
        value: &value,
        by: &arguments.by,
    };
    let needs_numbers = migration.needs_numbers();
    let (to_carried, to_set_aside) = (handle(&carried, out)?, handle(&set_aside, out)?);
    let tally = Table::open(
        rewound(&long, out)?,
        to_carried,
        to_set_aside,
        &columns,
        needs_numbers,
    )
    .and_then(|mut rows| carry(&mut rows, migration, &arguments.from));
    let tally = tally.map_err(|error| failure(file, error))?;
    if super::nothing_is_known(&tally) {
        return Ok(tally);
    }

    let versions = reader.versions();
    let mut layout = Layout::default();
    layout.form = Some(Form::Long);
    // The ids are those of the last version now, whatever a column says of the one before.
    let last = versions.models().last();
    layout.version = last.map(|it| it.framework().version.clone());
    let before = reader.layout().columns.get(&Field::Version);
    layout.other = before.cloned().into_iter().collect();
    layout.columns = [(Field::Indicator, indicator), (Field::Value, value)].into();
    let reopened = |from: &File| {
        let source = Source::delimited(rewound(from, out)?);
        let reader = source.and_then(|it| Reader::new(it, &layout, versions));
        reader.map_err(|it| input::failure(file, &it))
    };
    let mut reader = reopened(&carried)?;
    to_out.fill(kind, |table| {
        if !is_wide {
            return rewrite(&mut reader, Form::Long, table);
        }
        // The number of a form tells it from others that say the same of themselves until here.
        let mut cut;
        let table: &mut dyn Rows = if has_form {
            table
        } else {
            cut = Cut { table, at: None };
            &mut cut
        };
        // A row of a form has no place for what each of its ratings came of.
        to_wide(&mut reader, &["migration", "parts"], table)
    })?;
    if tally.set_aside > 0 {
        let mut reader = reopened(&set_aside)?;
        to_aside.fill(kind, |table| rewrite(&mut reader, Form::Long, table))?;
        to_aside.keep()?;
    }
    to_out.keep()?;
    Ok(tally)
}

/// A table without the column `form`, which was added for the way there and back.
struct Cut<'t> {
    table: &'t mut dyn Rows,
    at: Option<usize>,
}

impl Rows for Cut<'_> {
    fn header(&mut self, headings: &[String], rated: &[usize]) -> io::Result<()> {
        self.at = headings.iter().position(|it| it == FORM);
        let Some(cut) = self.at else {
            return self.table.header(headings, rated);
        };
        let names = headings.iter().enumerate().filter(|(at, _)| *at != cut);
        let names: Vec<String> = names.map(|(_, it)| it.clone()).collect();
        let rated = rated.iter().map(|at| if *at > cut { at - 1 } else { *at });
        self.table.header(&names, &rated.collect::<Vec<_>>())
    }

    fn row(&mut self, fields: &[&[u8]]) -> io::Result<()> {
        let fields = fields.iter().enumerate();
        let fields = fields.filter(|(at, _)| Some(*at) != self.at);
        let fields: Vec<&[u8]> = fields.map(|(_, it)| *it).collect();
        self.table.row(&fields)
    }
}

fn handle(file: &File, out: &Path) -> Result<File, Failure> {
    file.try_clone().map_err(Failure::writing(out))
}

/// The same file, from its beginning.
fn rewound(file: &File, out: &Path) -> Result<File, Failure> {
    let mut file = handle(file, out)?;
    file.rewind().map_err(Failure::writing(out))?;
    Ok(file)
}
