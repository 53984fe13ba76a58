//! Tables as CSV (RFC 4180): a folder with a file for each.

use competence_core::Model;

use super::{Place, ReadTable, Spot, Table, measured, read, tables_of};
use crate::delimited::Grid;
use crate::{Content, ExportError, Exported, ImportError, Imported};

/// Writes a model as a folder of tables.
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let tables = tables_of(model);
    let again = read_again(&tables).map_err(|it| ExportError::Writer(std::io::Error::other(it)))?;
    let files = tables
        .iter()
        .map(|it| Ok((format!("{}.csv", it.name), bytes(it)?)));
    Ok(Exported {
        content: Content::Folder(files.collect::<Result<_, ExportError>>()?),
        losses: measured(model, &again.model, why),
    })
}

/// What comes back from tables that were written.
pub(crate) fn read_again(tables: &[Table]) -> Result<Imported, ImportError> {
    let of_memory: Vec<ReadTable<'_>> = tables.iter().map(ReadTable::of).collect();
    read(&of_memory)
}

/// Why a field is not as it was.
fn why(key: &str) -> &'static str {
    match key {
        "order" => "the rows are in order; whether it was declared for some or all is not seen",
        "rules" | "versioning" | "suppressions" => {
            "there is no table for settings of rules and versions"
        }
        "deprecation" => "one without a reason and a successor is not seen",
        _ => "a text of blanks alone is not held",
    }
}

/// A table as CSV.
pub(crate) fn bytes(table: &Table) -> Result<Vec<u8>, ExportError> {
    let failed = |error: csv::Error| ExportError::Writer(std::io::Error::other(error));
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        writer
            .write_record(row.iter().map(|it| guarded(it)))
            .map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|it| ExportError::Writer(it.into_error()))
}

/// Whether a spreadsheet takes a cell for a formula (OWASP, CSV injection), but for apostrophes before it.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before one that would be.
fn guarded(cell: &str) -> String {
    if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell that [`guarded`] wrote.
fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

impl<'p> ReadTable<'p> {
    /// A table as it was written.
    pub(crate) fn of(table: &Table) -> Self {
        Self {
            name: table.name.to_owned(),
            columns: table.columns.clone(),
            rows: table.rows.clone(),
            place: Box::new(|_| String::new()),
        }
    }

    /// The table of a file, whose first row is the header.
    pub(crate) fn of_grid(name: &str, file: &'p str, grid: Grid) -> Self {
        let unguarded = |row: Vec<String>| row.into_iter().map(unguarded).collect();
        let mut rows = grid.rows.into_iter().map(unguarded);
        let columns: Vec<String> = rows.next().unwrap_or_default();
        Self {
            name: name
                .rsplit_once('.')
                .map_or(name, |(stem, _)| stem)
                .to_owned(),
            place: place(file, columns.clone(), grid.lines),
            columns,
            rows: rows.collect(),
        }
    }
}

/// The places of a file: `indicators.csv:12, column "level"`.
fn place(file: &str, columns: Vec<String>, lines: Vec<u64>) -> Place<'_> {
    Box::new(move |spot| {
        let row = |row: usize| match lines.get(row) {
            Some(line) => format!("{file}:{line}"),
            None => file.to_owned(),
        };
        match spot {
            Spot::Table => file.to_owned(),
            Spot::Column(_) => row(0),
            Spot::Row(number) => row(number + 1),
            Spot::Cell(number, column) => match columns.get(column) {
                Some(heading) => format!("{}, column \"{}\"", row(number + 1), heading.trim()),
                None => format!("{}, column {}", row(number + 1), column + 1),
            },
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_each_comes_back() {
        for cell in [
            "=1+1", "-1", "@x", "'=1", "''-", "'a", "a=b", "", "\nTwo", "'",
        ] {
            let guarded = guarded(cell);
            assert!(
                !guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                "{cell}"
            );
            assert_eq!(unguarded(guarded), cell);
        }
    }
}
