//! `competence migrate`

mod behind;
mod output;
mod turned;

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

use competence_core::check::nearest;
use competence_core::migration::Migration;
use competence_ratings::reading::Versions;
use competence_ratings::{Column, Columns, Error, JsonLines, Table, Tally, carry};
use competence_render::sentence::count;
use competence_render::visible::{visible, visible_line};

use semver::Version;

use crate::Outcome;
use crate::arguments::{AssessmentFormat, Migrate};
use crate::failure::Failure;
use crate::sides::chain;

use super::progress::Bar;
use output::Outputs;

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
    let known = Versions::of(versions.iter().cloned());
    let turned = turned::open(arguments, &known)?;
    if let Some(mut reader) = turned {
        let tally = turned::run(&mut reader, arguments, &migration, &out, &aside)?;
        return Ok(told(&tally, &migration, arguments, to, &out, &aside));
    }
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
    let input = File::open(file).map_err(Failure::reading(file))?;
    let size = input.metadata().map_err(Failure::reading(file))?.len();
    let (input, outputs) = (Bar::over(input, size), Outputs::create(file, &out, &aside)?);
    let from = &arguments.from;
    let (to_out, to_aside) = outputs.writers()?;
    let carried = match format {
        AssessmentFormat::Csv => {
            Table::open(input, to_out, to_aside, &columns, migration.needs_numbers())
                .and_then(|mut rows| carry(&mut rows, &migration, from))
        }
        AssessmentFormat::Jsonl => {
            let mut rows = JsonLines::open(input, to_out, to_aside, &columns);
            carry(&mut rows, &migration, from)
        }
    };
    let tally = carried.map_err(|error| failure(file, error))?;
    if !nothing_is_known(&tally) {
        outputs.keep(tally.set_aside > 0)?;
    }
    Ok(told(&tally, &migration, arguments, to, &out, &aside))
}

/// Whether no row names an indicator of the version, so that nothing is written.
fn nothing_is_known(tally: &Tally) -> bool {
    tally.read > 0 && tally.unknown == tally.read
}

/// What came of a migration.
fn told(
    tally: &Tally,
    migration: &Migration,
    arguments: &Migrate,
    to: &Version,
    out: &Path,
    aside: &Path,
) -> Outcome {
    if nothing_is_known(tally) {
        return Outcome {
            text: nothing_matched(tally, migration, &arguments.from),
            note: String::new(),
            passed: false,
        };
    }
    Outcome::passed(summary(tally, to, out, aside))
}

/// The failure that an error about a file is.
fn failure(file: &Path, error: Error) -> Failure {
    match error {
        Error::Row { line, problem } => Failure::Row {
            path: file.to_owned(),
            line,
            problem,
        },
        Error::Column {
            name,
            column,
            known,
        } => Failure::Column {
            path: file.to_owned(),
            name,
            option: match column {
                Column::Indicator => "--indicator",
                Column::Value => "--value",
                Column::By => "--by",
            }
            .to_owned(),
            known,
        },
        Error::Read(error) => Failure::reading(file)(error),
        error => Failure::Ratings(error),
    }
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

fn summary(tally: &Tally, to: &Version, out: &Path, aside: &Path) -> String {
    // Writing to a string does not fail.
    let mut text = String::new();
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let _ = writeln!(text, "{}: {}", shown(out), count(tally.written, "row"));
    let _ = writeln!(text, "  {} kept as they are", tally.kept);
    if tally.mapped > 0 {
        let _ = writeln!(
            text,
            "  {} mapped to the levels of version {to}",
            count(tally.mapped, "rating")
        );
    }
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
