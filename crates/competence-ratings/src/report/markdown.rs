//! The report as Markdown: its sentences and tables, without the pictures, whose numbers are in the tables.

use std::fmt::Write;

use competence_render::markdown::escaped;

use super::Report;
use super::part::Part;
use super::table::{Cell, Table};
use super::view::View;

pub fn render(report: &Report<'_>) -> String {
    let mut out = format!(
        "# {}\n\n{}, {}\n",
        escaped(&report.title),
        escaped(&report.framework),
        escaped(&report.version)
    );
    for section in &report.sections {
        push(&mut out, &format!("## {}", escaped(&section.heading)));
        for part in &section.parts {
            if let Some(text) = of_part(part, &report.view) {
                push(&mut out, &text);
            }
        }
    }
    out
}

/// Writing to a string does not fail.
fn push(out: &mut String, block: &str) {
    let _ = writeln!(out, "\n{block}");
}

fn of_part(part: &Part, view: &View<'_>) -> Option<String> {
    Some(match part {
        Part::Heading(_, text) => format!("### {}", escaped(text)),
        Part::Paragraph(text) | Part::Note(text) => escaped(text),
        Part::List(all) => lines(all.iter().map(|it| format!("- {}", escaped(it)))),
        Part::Picture(..) => return None,
        Part::Table(it) | Part::Folded(it) => table(it, view),
        Part::Code(text) => fenced(text),
        Part::Terms(all) => lines(
            all.iter()
                .map(|(term, meaning)| format!("- **{}**: {}", escaped(term), escaped(meaning))),
        ),
    })
}

fn lines(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("\n")
}

/// A fence that is longer than any in the text.
fn fenced(text: &str) -> String {
    let text = competence_render::visible::visible(text);
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{}\n{fence}", text.trim_end())
}

fn table(of: &Table, view: &View<'_>) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let align = |at: usize| {
        let is_number = of.rows.iter().filter_map(|it| it.get(at));
        let is_number = is_number.filter(|it| **it != Cell::Nothing);
        let mut is_number = is_number.peekable();
        let right = is_number.peek().is_some() && is_number.all(Cell::is_number);
        if right { "--:" } else { "---" }.to_owned()
    };
    let mut all = vec![
        format!("**{}**\n", escaped(&of.title)),
        row(&mut of.columns.iter().map(|it| escaped(it))),
        row(&mut (0..of.columns.len()).map(align)),
    ];
    for cells in &of.rows {
        all.push(row(&mut cells.iter().map(|cell| match of.sign_of(cell) {
            Some(sign) => format!("– ({sign})"),
            None => escaped(&cell.shown(view)),
        })));
    }
    let reasons = of.reasons();
    if !reasons.is_empty() {
        let told = reasons
            .iter()
            .enumerate()
            .map(|(at, it)| format!("({}) {}", Table::sign(at), escaped(it)));
        all.push(format!("\n{}.", told.collect::<Vec<_>>().join("; ")));
    }
    all.join("\n")
}
