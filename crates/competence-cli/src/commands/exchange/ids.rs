//! The table that says what the ids of an import were made of.

use std::collections::{BTreeMap, HashSet};

use competence_core::Model;
use competence_exchange::{Imported, Origin};
use competence_render::csv::plain;

use crate::commands::as_csv;
use crate::failure::Failure;

/// The name of the table in the model's folder.
pub const IDS: &str = "ids.csv";

const HEADER: [&str; 3] = ["id", "from", "value"];

/// What an id was made of that the model has, and not the import: nothing.
const OF_MODEL: &str = "model";

/// The table of a new model.
pub fn of_new(imported: &Imported) -> Result<String, Failure> {
    as_csv(HEADER, imported.ids.iter().map(row))
}

/// The table after the next state of a source was brought onto a model. What is known of an id stays; the
/// rows of elements that are gone go, and those of new ones come last. Nothing, if it stays as it is or is
/// no such table.
///
/// `renamed` are the ids that are not as the import made them.
pub fn of_next(
    table: Option<&str>,
    imported: &Imported,
    renamed: &BTreeMap<String, String>,
    [before, after]: [&Model; 2],
) -> Result<Option<String>, Failure> {
    let Some(known) = rows(table.unwrap_or_default()) else {
        return Ok(None);
    };
    let is_there = |row: &[String; 3]| after.element(&row[0]).is_some();
    let mut rows: Vec<[String; 3]> = known.iter().filter(|it| is_there(it)).cloned().collect();
    let ids: HashSet<String> = rows.iter().map(|it| it[0].clone()).collect();
    let new = imported.ids.iter().map(|it| {
        let mut row = row(it);
        if let Some(id) = renamed.get(&it.id) {
            row[0].clone_from(id);
        }
        if before.element(&row[0]).is_some() {
            OF_MODEL.clone_into(&mut row[1]);
        }
        row
    });
    rows.extend(new.filter(|it| !ids.contains(&it[0]) && is_there(it)));
    if table.is_some() && rows == known {
        return Ok(None);
    }
    as_csv(HEADER, rows).map(Some)
}

fn row(origin: &Origin) -> [String; 3] {
    [
        origin.id.clone(),
        origin.from.to_owned(),
        plain(&origin.value),
    ]
}

/// The rows of a table that was written before; nothing if it is another one.
fn rows(table: &str) -> Option<Vec<[String; 3]>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    if !table.is_empty() && *reader.headers().ok()? != HEADER[..] {
        return None;
    }
    let all = reader.deserialize();
    all.collect::<Result<_, csv::Error>>().ok()
}
