//! `competence ratings pseudonymise`

use std::path::PathBuf;

use competence_ratings::reading::{Field, Pseudonyms, Reader, Table, Unconverted};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::input::{failure, open, versions};
use super::output::write;
use crate::Outcome;
use crate::arguments::Pseudonymise;
use crate::commands::bytes_of;
use crate::failure::Failure;

/// The environment variable that may hold the key.
const VARIABLE: &str = "COMPETENCE_RATINGS_KEY";
/// The largest key, in bytes.
const KEY: u64 = 1 << 16;

pub fn run(arguments: &Pseudonymise) -> Result<Outcome, Failure> {
    let pseudonyms = pseudonyms(arguments)?;
    let versions = versions(arguments.input.model.model.as_deref())?;
    let file = &arguments.input.file;
    let mut reader = open(&arguments.input, &versions)?.map_err(|it| failure(file, &it))?;
    let columns = Columns::of(&reader, arguments)?;
    let out = arguments.out.clone().unwrap_or_else(|| beside(file));
    let rows = write(&out, file, |table| {
        rewrite(&mut reader, &columns, &pseudonyms, table)
    })?;
    let names = |columns: &[usize]| {
        let names = columns.iter().filter_map(|at| reader.headings().get(*at));
        let names: Vec<&str> = names.map(String::as_str).collect();
        visible_line(&names.join(", ")).into_owned()
    };
    let mut note = String::new();
    let known = reader.unknown_columns().map(|(at, _)| at);
    let left: Vec<usize> = known
        .filter(|at| !columns.persons.contains(at) && !columns.left_out.contains(at))
        .collect();
    if !left.is_empty() {
        note = format!(
            "kept as they are: {}; leave out with `--leave-out` those that tell who somebody is\n",
            names(&left)
        );
    }
    let text = format!(
        "wrote {} to {}, with pseudonyms for {}\n",
        count(rows, "row"),
        visible_line(&out.to_string_lossy()),
        names(&columns.persons)
    );
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

fn pseudonyms(arguments: &Pseudonymise) -> Result<Pseudonyms, Failure> {
    let key = match (&arguments.key_file, std::env::var_os(VARIABLE)) {
        (Some(path), _) => bytes_of(path, KEY)?,
        (None, Some(key)) => key.into_encoded_bytes(),
        (None, None) => {
            return Err(Failure::Unknown(format!(
                "there is no key\n  name the file that holds it with `--key-file`, or set `{VARIABLE}`"
            )));
        }
    };
    // Most editors end a file with a line feed.
    Pseudonyms::of(key.trim_ascii_end()).map_err(|it| Failure::Unknown(it.to_string()))
}

/// The columns that change.
struct Columns {
    persons: Vec<usize>,
    left_out: Vec<usize>,
}

impl Columns {
    fn of(reader: &Reader<'_>, arguments: &Pseudonymise) -> Result<Self, Failure> {
        let find = |name: &String| {
            let at = reader.headings().iter().position(|it| it == name);
            at.ok_or_else(|| {
                let name = visible_line(name).into_owned();
                Failure::Unknown(format!("there is no column `{name}`"))
            })
        };
        let fields = [Field::Person, Field::Rater].iter();
        let mut persons: Vec<usize> = fields.filter_map(|it| reader.column_of(*it)).collect();
        for name in &arguments.also {
            persons.push(find(name)?);
        }
        let left_out = arguments.leave_out.iter().map(find);
        let left_out: Vec<usize> = left_out.collect::<Result<_, _>>()?;
        persons.retain(|it| !left_out.contains(it));
        if persons.is_empty() && left_out.is_empty() {
            return Err(Failure::Unknown(
                "no column of persons was found\n  name it with `--person` or `--rater`, and further ones with `--also`"
                    .to_owned(),
            ));
        }
        if reader.may_grow() && reader.column_of(Field::Person).is_none() {
            return Err(Failure::Unknown(
                "the first object has no field for the person\n  name it with `--person`"
                    .to_owned(),
            ));
        }
        Ok(Self { persons, left_out })
    }
}

fn rewrite(
    reader: &mut Reader<'_>,
    columns: &Columns,
    pseudonyms: &Pseudonyms,
    table: &mut dyn Table,
) -> Result<usize, Unconverted> {
    let headings = reader.headings().to_vec();
    let kept: Vec<usize> = (0..headings.len())
        .filter(|at| !columns.left_out.contains(at))
        .collect();
    let names = kept.iter().filter_map(|at| headings.get(*at).cloned());
    let names: Vec<String> = names.collect();
    let rated = reader.rated_columns();
    let rated = kept.iter().enumerate().filter(|(_, at)| rated.contains(at));
    let rated: Vec<usize> = rated.map(|(at, _)| at).collect();
    table.header(&names, &rated)?;
    let mut rows = 0;
    while let Some(row) = reader.next()? {
        if !row.is_first_of_row() {
            continue;
        }
        if row.headings().len() > headings.len() {
            return Err(Unconverted::NoPlace(format!(
                "{}: there is a field that the first object does not have, which may tell a person: write all fields in the first one",
                row.place()
            )));
        }
        let record = row.record();
        let fields = kept.iter().map(|at| {
            let field = record.get(*at).unwrap_or_default();
            if columns.persons.contains(at) {
                pseudonyms.of_person(field).into_bytes()
            } else {
                field.to_vec()
            }
        });
        let fields: Vec<Vec<u8>> = fields.collect();
        let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
        table.row(&fields)?;
        rows += 1;
    }
    Ok(rows)
}

/// The path of the file with the pseudonyms.
fn beside(file: &std::path::Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let end = file
        .extension()
        .map(|it| format!(".{}", it.to_string_lossy()));
    file.with_file_name(format!("{stem}-pseudonymous{}", end.unwrap_or_default()))
}
