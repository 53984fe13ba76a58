//! `competence migrate`

mod carry;
mod fates;
mod json_lines;
mod output;
mod table;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use competence_core::check::nearest;
use competence_core::migration::Migration;
use competence_render::sentence::count;
use competence_render::visible::{visible, visible_line};

use semver::Version;

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

/// The mark with which many programs begin a file in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What is wrong with the encoding of a file, by its first bytes.
fn encoding_problem(start: &[u8]) -> Option<String> {
    let is_wide = start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || start
            .get(..64.min(start.len()))
            .is_some_and(|it| it.contains(&0));
    is_wide.then(|| {
        "the file is in UTF-16: save it as UTF-8 (in Excel as \"CSV UTF-8\", in a text editor by its encoding)"
            .to_owned()
    })
}

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
    if tally.read > 0 && tally.unknown == tally.read {
        return Ok(Outcome {
            text: nothing_matched(&tally, &migration, from),
            note: String::new(),
            passed: false,
        });
    }
    outputs.keep(tally.set_aside > 0)?;
    Ok(Outcome::passed(summary(&tally, &out, &aside)))
}

/// What is said of a file of which no row names an indicator, with the nearest ids.
fn nothing_matched(tally: &Tally, migration: &Migration, from: &Version) -> String {
    let rows = count(tally.read, "row");
    let mut text =
        format!("nothing was written: of {rows}, none names an indicator of version {from}\n");
    let mut known: Vec<&str> = migration.indicators().collect();
    known.sort_unstable();
    for id in &tally.unknown_ids {
        let near = nearest(id, known.iter().copied());
        let near = near.map(|it| format!(": did you mean `{it}`?"));
        // Writing to a string does not fail.
        let _ = writeln!(text, "  `{}`{}", visible_line(id), near.unwrap_or_default());
    }
    text.push_str("name the column of the ids with `--indicator`, and the version with `--from`\n");
    text
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
