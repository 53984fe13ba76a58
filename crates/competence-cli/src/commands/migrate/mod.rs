//! `competence migrate`

mod carry;
mod fates;
mod json_lines;
mod output;
mod table;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use competence_core::migration::Migration;
use competence_render::sentence::count;
use competence_render::visible::{visible, visible_line};

use crate::Outcome;
use crate::arguments::{AssessmentFormat, Migrate};
use crate::failure::Failure;
use crate::sides::chain;

use carry::{Tally, carry};
use json_lines::JsonLines;
use output::{Input, Outputs};
use table::Table;

/// The names of the columns, or of the fields of each JSON object.
pub struct Columns<'a> {
    pub indicator: &'a str,
    pub value: &'a str,
    /// What tells assessments apart; all other columns where nothing is named.
    pub by: &'a [String],
}

/// The column that says how a rating got there.
const WAY: &str = "migration";
/// The column that says how many ratings a rating is the mean of.
const PARTS: &str = "parts";
/// The column that says why a row was set aside.
const REASON: &str = "reason";

/// What is wrong where there is one of the two columns that a migration writes, and not the
/// other: it is somebody else's, and would be overwritten.
fn half_ours(has_way: bool, has_parts: bool) -> Option<String> {
    let (there, missing) = match (has_way, has_parts) {
        (true, false) => (WAY, PARTS),
        (false, true) => (PARTS, WAY),
        _ => return None,
    };
    Some(format!(
        "there is a column `{there}` without `{missing}`, so it is not of a migration: give it another name"
    ))
}

pub fn run(arguments: &Migrate) -> Result<Outcome, Failure> {
    let home = arguments.model.model.as_deref();
    let versions = chain(home, &arguments.from, arguments.to.as_ref())?;
    let (Some(migration), Some(last)) = (Migration::over(&versions), versions.last()) else {
        return Err(Failure::NotUnderstood(".".into()));
    };
    let file = arguments.file.as_path();
    let named = |end: &str| beside(file, end);
    let to = &last.framework().version;
    let out = arguments.out.clone();
    let out = out.unwrap_or_else(|| named(&to.to_string()));
    let aside = arguments.set_aside.clone();
    let aside = aside.unwrap_or_else(|| beside(&out, "set-aside"));
    let columns = Columns {
        indicator: &arguments.indicator,
        value: &arguments.value,
        by: &arguments.by,
    };
    let is_lines = file
        .extension()
        .is_some_and(|it| it == "jsonl" || it == "ndjson");
    let format = match arguments.format {
        Some(format) => format,
        None if is_lines => AssessmentFormat::Jsonl,
        None => AssessmentFormat::Csv,
    };
    let (input, outputs) = (Input::open(file)?, Outputs::create(file, &out, &aside)?);
    let from = &arguments.from;
    let tally = match format {
        AssessmentFormat::Csv => {
            let mut rows = Table::open(input, &outputs, &columns, migration.merges())?;
            carry(&mut rows, &migration, from)?
        }
        AssessmentFormat::Jsonl => {
            let mut rows = JsonLines::open(input, &outputs, &columns)?;
            carry(&mut rows, &migration, from)?
        }
    };
    outputs.keep(tally.set_aside > 0)?;
    Ok(Outcome::passed(summary(&tally, &out, &aside)))
}

/// The path of another file beside one, with something added to its name.
fn beside(path: &Path, added: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(end) => format!("{stem}-{added}.{}", end.to_string_lossy()),
        None => format!("{stem}-{added}"),
    };
    path.with_file_name(name)
}

fn summary(tally: &Tally, out: &Path, aside: &Path) -> String {
    // Writing to a string does not fail.
    let mut text = String::new();
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let _ = writeln!(text, "{}: {}", shown(out), count(tally.written, "row"));
    let _ = writeln!(text, "  {} kept as they are", tally.kept);
    if tally.merged > 0 {
        let _ = writeln!(
            text,
            "  {} merged into {}",
            count(tally.merged, "rating"),
            count(tally.means, "mean")
        );
    }
    if tally.split > 0 {
        let _ = writeln!(
            text,
            "  {} split into {}",
            count(tally.split, "rating"),
            count(tally.copies, "copy").replace("copys", "copies")
        );
    }
    if tally.set_aside > 0 {
        let _ = writeln!(text, "{}: {}", shown(aside), count(tally.set_aside, "row"));
    }
    for (reason, number) in &tally.reasons {
        let _ = writeln!(text, "  {number} × {}", visible_line(reason));
    }
    let _ = writeln!(
        text,
        "{} in = {} carried + {} set aside",
        count(tally.read, "row"),
        tally.carried(),
        tally.set_aside
    );
    if tally.incomplete > 0 {
        let _ = writeln!(
            text,
            "note: {} of fewer ratings than were merged: they were not all rated, or a column such as a comment differs between them; `--by` names the columns that tell assessments apart",
            if tally.incomplete == 1 {
                "1 mean is".to_owned()
            } else {
                format!("{} means are", tally.incomplete)
            }
        );
    }
    text
}
