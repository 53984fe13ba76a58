//! A comparison for people, at a terminal.

use std::fmt::Write;

use competence_core::LanguageTag;
use competence_core::version::Comparison;
use similar::ChangeTag;

use super::compared::{compared, excerpt, side};
use super::page::{Page, ended};
use crate::passage::lines;
use crate::telling::{Line, Sides, ids};
use crate::visible::visible_line;

// Writing to a string does not fail, so the results of `write!` are not looked at here.

pub(super) fn render(comparison: &Comparison, language: Option<&LanguageTag>) -> String {
    let page = Page::of(comparison, language);
    if page.outline.is_empty() {
        let same = page.say("no-change");
        // What came before the two may still need another version.
        return if comparison.is_sufficient() {
            format!("{same}\n")
        } else {
            format!("{same}\n{}\n", page.verdict())
        };
    }
    let mut out = format!("{}\n{}\n", page.title(), page.verdict());
    out.push('\n');
    for sentence in page.summary() {
        let _ = writeln!(out, "{sentence}");
    }
    body(&page, &mut out);
    if let Some(next) = page.next() {
        let _ = writeln!(out, "\n{next}");
    }
    if let Some(lineage) = comparison.lineage() {
        let _ = write!(out, "\n{lineage}");
    }
    out
}

/// The changes alone, without the verdict on the version: what an edit did.
pub fn changes_text(comparison: &Comparison, language: Option<&LanguageTag>) -> String {
    let page = Page::of(comparison, language);
    let mut out = String::new();
    body(&page, &mut out);
    out.trim_start_matches('\n').to_owned()
}

/// What changes for whom, the decisions, and everything else in the order of reading.
fn body(page: &Page<'_>, out: &mut String) {
    for_whom(page, out);
    decisions(page, out);
    for section in page.sections() {
        let level = section
            .level
            .map(|it| format!(", {it}"))
            .unwrap_or_default();
        let element = &section.group.element;
        let _ = writeln!(out, "\n{} ({element}){level}", section.heading);
        for it in &section.lines {
            line(it, "  ", out);
        }
        for statement in &section.statements {
            let _ = writeln!(out, "    + {}", passage(statement, "    "));
        }
    }
    let settings = page.settings();
    if !settings.is_empty() {
        let _ = writeln!(out, "\n{}:", page.say("settings"));
    }
    for it in &settings {
        line(it, "  ", out);
    }
}

/// What changes for profiles, behind a blank line; or nothing.
fn for_whom(page: &Page<'_>, out: &mut String) {
    let all = page.for_whom();
    if !all.is_empty() {
        let _ = writeln!(out, "\n{}:", page.say("for-whom"));
    }
    for (name, id, parts) in all {
        let _ = writeln!(out, "  {name} ({id}): {}", parts.join("; "));
    }
}

fn decisions(page: &Page<'_>, out: &mut String) {
    let all = page.decisions();
    if !all.is_empty() {
        let _ = writeln!(out, "\n{}:", page.say("decisions"));
    }
    for told in all {
        let record = told.decision.record;
        let ids = ids(record, "");
        let _ = writeln!(
            out,
            "\n  {:<5}  {} ({ids})",
            told.decision.level(),
            told.sentence
        );
        let linked = |text: &str, link: &str| format!("{text} <{}>", visible_line(link));
        for sentence in told.record.sentences(linked) {
            let _ = writeln!(out, "         {}", ended(&sentence));
        }
        for row in &told.decision.statements {
            out.push('\n');
            let line = |text: &String| visible_line(text).into_owned();
            let (before, after) = page.statements(row);
            let before: Vec<String> = before.iter().map(line).collect();
            let after: Vec<String> = after.iter().map(line).collect();
            if before == after {
                let _ = writeln!(out, "      = {}", after.concat());
            } else {
                for it in before {
                    let _ = writeln!(out, "      - {it}");
                }
                for it in after {
                    let _ = writeln!(out, "      + {it}");
                }
            }
            let _ = writeln!(out, "        {}", page.carried(row));
        }
        if !told.lines.is_empty() {
            let _ = writeln!(out, "\n      {}:", page.say("also-changed"));
        }
        for it in &told.lines {
            line(it, "      ", out);
        }
    }
}

/// A change with its texts.
fn line(line: &Line, indent: &str, out: &mut String) {
    let _ = write!(out, "{indent}{:<5}  {}", line.level, line.sentence);
    if line.id.contains('.') {
        let _ = write!(out, " ({})", line.id);
    }
    out.push('\n');
    out.push_str(&texts(line, &format!("{indent}    ")));
}

/// Texts before and after, each on lines of its own; where there are several languages, with the
/// language.
pub fn texts(line: &Line, indent: &str) -> String {
    let mut out = String::new();
    for (at, sides) in line.texts.iter().enumerate() {
        let language = match at {
            0 => String::new(),
            _ => format!("[{}] ", sides.language),
        };
        let (old, new) = shown(sides);
        for (sign, text) in [('-', old), ('+', new)] {
            if let Some(text) = text {
                let _ = writeln!(out, "{indent}{sign} {language}{}", passage(&text, indent));
            }
        }
    }
    out
}

/// The lines of a text, behind a sign; what follows the first is indented.
fn passage(text: &str, indent: &str) -> String {
    let mut lines = lines(text);
    for line in lines.iter_mut().skip(1).filter(|it| !it.is_empty()) {
        *line = format!("{indent}  {line}");
    }
    lines.join("\n")
}

/// The two sides, long ones as excerpts of what differs.
fn shown(sides: &Sides) -> (Option<String>, Option<String>) {
    match (&sides.old, &sides.new) {
        (Some(old), Some(new)) => {
            let runs = excerpt(compared(old, new));
            let of = |tag| Some(side(&runs, tag));
            (of(ChangeTag::Delete), of(ChangeTag::Insert))
        }
        (old, new) => (old.clone(), new.clone()),
    }
}
