//! `competence crosswalk`

use std::fmt::Write;

use competence_core::crosswalk::{Entry as CrosswalkEntry, ScaleStep};
use competence_core::{Element, ElementId, LanguageTag, Model, crosswalk::Crosswalk as Table};
use competence_render::csv::{Dialect, plain};
use competence_render::json::pretty;
use competence_render::markdown::escaped;

use crate::Outcome;
use crate::arguments::{Crosswalk, TableFormat};
use crate::failure::Failure;
use crate::model::language;
use crate::sides::chain;

pub fn run(arguments: &Crosswalk) -> Result<Outcome, Failure> {
    let models = chain(
        arguments.model.path(),
        &arguments.from,
        arguments.to.as_ref(),
    )?;
    let (Some(first), Some(last), Some(table)) =
        (models.first(), models.last(), Table::over(&models))
    else {
        return Err(Failure::NotUnderstood(".".into()));
    };
    let table = if arguments.changed {
        table.changed()
    } else {
        table
    };
    let wanted = language(last, arguments.language.lang.as_ref())?;
    let rows = rows(&table, first, last, wanted);
    let text = match arguments.format {
        TableFormat::Markdown => markdown(&table, &rows),
        TableFormat::Csv => {
            let primary = &last.framework().languages.primary;
            let dialect = if arguments.spreadsheet {
                Dialect::of_spreadsheets(wanted.unwrap_or(primary))
            } else {
                Dialect::default()
            };
            csv(&rows, dialect).map_err(|it| Failure::Output(std::io::Error::other(it)))?
        }
        TableFormat::Json => pretty(&table.report())?,
    };
    Ok(Outcome::passed(text))
}

/// One element and one of its successors; or none.
struct Row {
    from: String,
    text: String,
    exactness: &'static str,
    to: String,
    later_text: String,
    reasons: String,
}

fn rows(table: &Table, old: &Model, new: &Model, wanted: Option<&LanguageTag>) -> Vec<Row> {
    let text = |model: &Model, id: &str| {
        model
            .element(id)
            .map(|it| model.text(it.title(), wanted).1.to_owned())
            .unwrap_or_default()
    };
    // In the order in which the framework is read, and not by id. Nobody is assessed on a cluster or
    // a profile: of these only what became something else is told.
    let is_told = |it: &Element<'_>, entry: &CrosswalkEntry| {
        let is_assessed = matches!(it, Element::Competence(_) | Element::Indicator(..));
        let is_itself = entry.successors.keys().map(ElementId::as_str).eq([it.id()]);
        is_assessed || !is_itself || !entry.reasons.is_empty()
    };
    let ordered = old.elements().filter_map(|it| {
        let (id, entry) = table.entries.get_key_value(it.id())?;
        is_told(&it, entry).then_some((id, entry))
    });
    let mut rows = Vec::new();
    for (id, entry) in ordered {
        let row = |to: Option<&ElementId>, exactness| Row {
            from: id.to_string(),
            text: text(old, id.as_str()),
            exactness,
            to: to.map(ToString::to_string).unwrap_or_default(),
            later_text: to.map(|it| text(new, it.as_str())).unwrap_or_default(),
            reasons: reasons(entry),
        };
        rows.extend(
            entry
                .successors
                .iter()
                .map(|(to, it)| row(Some(to), it.as_str())),
        );
        if entry.successors.is_empty() {
            rows.push(row(None, "none"));
        }
    }
    rows
}

fn reasons(entry: &CrosswalkEntry) -> String {
    let all: Vec<String> = entry
        .reasons
        .iter()
        .map(|it| format!("{}: {}", it.version, it.text))
        .collect();
    all.join("; ")
}

fn markdown(table: &Table, rows: &[Row]) -> String {
    // Writing to a string does not fail.
    let mut out = format!("# From {} to {}\n\n", table.from, table.to);
    if let Some(scale) = scale(&table.scale) {
        let _ = writeln!(out, "{scale}\n");
    }
    out.push_str("| element | text | corresponds | later element | text | reason |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let to = if row.to.is_empty() {
            String::new()
        } else {
            format!("`{}`", row.to)
        };
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {to} | {} | {} |",
            row.from,
            escaped(&row.text),
            row.exactness,
            escaped(&row.later_text),
            escaped(&row.reasons)
        );
    }
    out
}

/// What became of the levels of the scale, if ratings do not keep their number.
fn scale(step: &ScaleStep) -> Option<String> {
    match step {
        _ if step.keeps_ratings() => None,
        ScaleStep::Changed(version) => Some(format!(
            "The scale changed in version {version}, and the lineage does not say what became of its levels."
        )),
        ScaleStep::Mapped(levels) => {
            let levels = levels.iter().map(|(from, to)| format!("{from} → {to}"));
            let levels: Vec<String> = levels.collect();
            Some(format!(
                "The levels of the scale become: {}.",
                levels.join(", ")
            ))
        }
        ScaleStep::Same => None,
    }
}

fn csv(rows: &[Row], dialect: Dialect) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .from_writer(dialect.mark().as_bytes().to_vec());
    writer.write_record(["from", "text", "corresponds", "to", "later_text", "reasons"])?;
    for row in rows {
        let fields = [
            &row.from,
            &row.text,
            row.exactness,
            &row.to,
            &row.later_text,
            &row.reasons,
        ];
        writer.write_record(fields.map(plain))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
