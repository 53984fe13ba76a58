//! `competence ratings count`, and the counts that `competence diff --ratings` takes.

use std::fmt::Write;
use std::path::Path;

use competence_core::source::limits;
use competence_core::version::Counts;
use competence_ratings::count::{Counted, count};
use competence_ratings::reading::Versions;
use competence_render::json::pretty;
use competence_render::sentence;
use competence_render::visible::{visible, visible_line};

use super::input::{failure, open, versions};
use super::untold;
use crate::Outcome;
use crate::arguments::{CountRatings, RatingsFile};
use crate::commands::text_of;
use crate::failure::Failure;

pub fn run(arguments: &CountRatings) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let counted = counted(&arguments.input, &versions, arguments.min_group)?;
    let json = pretty(&counted.counts)?;
    let mut outcome = match &arguments.out {
        Some(path) => {
            super::output::create(path, json.as_bytes())?;
            Outcome::passed(format!("wrote {}\n", visible(&path.to_string_lossy())))
        }
        None => Outcome::passed(json),
    };
    outcome.note = told(&counted);
    Ok(outcome)
}

/// Counts the ratings of a file.
pub fn counted(
    input: &RatingsFile,
    versions: &Versions,
    min_group: u64,
) -> Result<Counted, Failure> {
    let file = &input.file;
    let mut reader = open(input, versions)?.map_err(|it| failure(file, &it))?;
    count(&mut reader, min_group).map_err(|it| untold(file, &it))
}

/// The counts of a file: what `ratings count` wrote, or counted here.
pub fn counts(input: &RatingsFile, versions: &Versions, min_group: u64) -> Result<Counts, Failure> {
    let path: &Path = &input.file;
    if path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("json"))
    {
        let text = text_of(path, limits::FILE_BYTES)?;
        return Counts::from_json(text.as_bytes()).map_err(|error| {
            Failure::Unknown(format!(
                "{}: {error}",
                visible_line(&path.to_string_lossy())
            ))
        });
    }
    Ok(counted(input, versions, min_group)?.counts)
}

/// What of the file is in no count.
fn told(counted: &Counted) -> String {
    let mut text = String::new();
    let ratings =
        |number: u64| sentence::count(usize::try_from(number).unwrap_or(usize::MAX), "rating");
    // Writing to a string does not fail.
    for (number, what) in [
        (
            counted.not_counted,
            "not in order and not counted: `competence ratings check` tells which",
        ),
        (
            counted.of_competences,
            "of whole competences, which no version carries over: not counted",
        ),
        (
            counted.without_person,
            "without a person: counted as ratings, and not as people",
        ),
    ] {
        if number > 0 {
            let _ = writeln!(text, "note: {} {what}", ratings(number));
        }
    }
    text
}
