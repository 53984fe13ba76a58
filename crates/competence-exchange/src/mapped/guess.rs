//! What the columns of a table are taken for where no mapping says it.

use std::collections::BTreeMap;

use super::headings::Understood;
use super::mapping::{Constant, Gives, Mapping, Rows, Take};
use super::nested::nested;
use super::source::{header, headings};
use super::{Source, apply};
use crate::tables::{self, ReadTable, Spot, flat};
use crate::{ImportError, Imported, InFormat, Input, Problem};

/// Reads a model without a mapping.
pub(crate) fn without(input: &Input, format: InFormat) -> Result<Imported, ImportError> {
    if format == InFormat::Json {
        return Err(ImportError::Nothing(
            "a mapping is needed, which says which values of the JSON give what".to_owned(),
        ));
    }
    let mut problems = Vec::new();
    let Source::Tables(tables) = Source::of_tables(input, &mut problems)? else {
        return Err(ImportError::Nothing("there is no table".to_owned()));
    };
    let imported = if tables.iter().any(ReadTable::is_of_model) {
        tables::read(&tables)?
    } else if let [table] = tables.as_slice()
        && flat::fits(table)
    {
        flat::of_table(table, &table.name)?
    } else {
        let mapping = of_tables(&tables, &mut problems)?;
        let mut imported = apply(&mapping, &Source::Tables(tables))?;
        imported.guessed = Some(mapping);
        imported
    };
    Ok(imported.after(problems))
}

/// Reads a model by a mapping.
pub(crate) fn by(
    input: &Input,
    format: InFormat,
    mapping: &Mapping,
) -> Result<Imported, ImportError> {
    let mut problems = Vec::new();
    let source = match format {
        InFormat::Csv | InFormat::Xlsx => Source::of_tables(input, &mut problems)?,
        InFormat::Json => Source::of_json(input)?,
        other => {
            let message = format!("`{other}` takes no mapping: use `csv`, `xlsx` or `json`");
            return Err(ImportError::Input(message));
        }
    };
    apply(mapping, &source).map(|it| it.after(problems))
}

/// What is told of a column, or a table, whose name says nothing.
const NOT_UNDERSTOOD: &str =
    "the column was not understood, and was left out: a mapping can say what it is";

fn of_tables(
    tables: &[ReadTable<'_>],
    problems: &mut Vec<Problem>,
) -> Result<Mapping, ImportError> {
    let mut mapping = Mapping::default();
    for table in tables {
        let guessed = of_table(table, tables.len() > 1, problems);
        if let Some(rows) = guessed {
            mapping.rows.extend(rows);
        } else {
            let message = "no column of it was understood, and it was left out: a mapping can say what they are";
            problems.push(Problem::new(&table.name, message));
        }
    }
    if mapping.rows.is_empty() {
        let first = tables.first();
        let names = first.map(|it| it.columns.join(", ")).unwrap_or_default();
        if names.trim().is_empty() {
            return Err(ImportError::Nothing("there is nothing in it".to_owned()));
        }
        return Err(ImportError::Nothing(format!(
            "no column is called as one of a competence or an indicator would be; there are {names}: write a mapping that says what they are"
        )));
    }
    let name = tables.first().map_or("framework", |it| it.name.as_str());
    let id = crate::naming::kebab(name).unwrap_or_else(|| "framework".to_owned());
    let is_slovene = |it: &ReadTable<'_>| Understood::is_slovene(headings(it, header(it)));
    let language = if tables.iter().any(is_slovene) {
        "sl"
    } else {
        "en"
    };
    let constants = [
        ("id", id.as_str()),
        ("title", name),
        ("version", "1.0.0"),
        ("primary language", language),
    ];
    let constants =
        constants.map(|(key, value)| (key.to_owned(), Constant::Text(value.to_owned())));
    mapping.framework = constants.into_iter().collect();
    mapping.scale_levels = scale_levels(tables, &mapping.rows);
    Ok(mapping)
}

/// The levels of a scale that has those that the tables name, where they are numbers.
fn scale_levels(tables: &[ReadTable<'_>], rows: &[Rows]) -> Vec<BTreeMap<String, Constant>> {
    let mut levels = std::collections::BTreeSet::new();
    let source = |rows: &Rows, from: &Take| -> Vec<u16> {
        let is_meant =
            |it: &&ReadTable<'_>| rows.table.as_ref().is_none_or(|name| *name == it.name);
        let Some(table) = tables.iter().find(is_meant) else {
            return Vec::new();
        };
        let of_rows = |column: &str| {
            let at = headings(table, rows.header.unwrap_or_else(|| header(table)));
            let at = at.iter().position(|it| it.trim() == column);
            let cells = table.rows.iter().filter_map(move |row| row.get(at?));
            cells
                .filter_map(|it| it.trim().parse().ok())
                .filter(|it| *it <= 100)
                .collect()
        };
        match from {
            Take::Column(column) => of_rows(column),
            Take::With(with) => with
                .is
                .iter()
                .flat_map(Constant::texts)
                .filter_map(|it| it.parse().ok())
                .collect(),
        }
    };
    for it in rows {
        let all = it
            .gives
            .values()
            .flat_map(Gives::all)
            .filter_map(|fields| fields.get("level"));
        levels.extend(all.flat_map(|from| source(it, from)));
    }
    let level = |number: u16| {
        let title = Constant::Text(number.to_string());
        [
            ("value".to_owned(), Constant::Number(number.into())),
            ("title".to_owned(), title),
        ]
        .into_iter()
        .collect()
    };
    // A scale has no gaps.
    match (levels.first(), levels.last()) {
        (Some(first), Some(last)) => (*first..=*last).map(level).collect(),
        _ => Vec::new(),
    }
}

/// What a table gives by its headings, which may be further down; nothing if no competence is among them.
/// Headings that are not understood are told.
fn of_table(
    table: &ReadTable<'_>,
    is_one_of_many: bool,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Rows>> {
    let first = header(table);
    let of = |at: u32| Some((at, Understood::of(headings(table, at))?));
    let (at, understood) = (first..first.saturating_add(10)).find_map(of)?;
    let nested = nested(table, at, &understood, problems);
    let depth = nested.as_ref().and_then(|it| it.depth);
    let mut all = nested.map_or_else(|| vec![understood.rows()], |it| it.rows);
    let left_out = understood.left_out(&all).into_iter();
    problems.extend(left_out.filter(|it| Some(*it) != depth).map(|heading| {
        let place = format!("{}, column \"{heading}\"", table.name);
        Problem::new(place, NOT_UNDERSTOOD)
    }));
    let below = table.rows.get((at as usize).saturating_sub(1)..);
    for (number, heading) in headings(table, at).iter().enumerate() {
        let mut cells = below.into_iter().flatten().filter_map(|it| it.get(number));
        if heading.trim().is_empty() && cells.any(|it| !it.trim().is_empty()) {
            let place = (table.place)(Spot::Column(number));
            let message = "the column has no heading, and was left out";
            problems.push(Problem::new(place, message));
        }
    }
    for rows in &mut all {
        rows.table = is_one_of_many.then(|| table.name.clone());
        rows.header = (at != first).then_some(at);
    }
    Some(all)
}
