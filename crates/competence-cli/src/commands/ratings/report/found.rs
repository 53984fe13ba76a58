//! What a report is made of: the ratings of a file, or what was stored of ratings.

use std::fmt::{Display, Write as _};

use competence_core::Model;
use competence_core::source::limits;
use competence_ratings::evidence::{Analysis, NotGathered, Settings, Statistics};
use competence_ratings::gathering::{Counts, Gathering, Order};
use competence_ratings::reading::Versions;
use competence_render::sentence::count;
use competence_render::visible::visible_line;
use semver::Version;

use super::failed;
use crate::arguments::RatingsReport;
use crate::commands::bytes_of;
use crate::commands::ratings::input::{failure, open};
use crate::failure::Failure;

/// What was found in a file.
pub struct Found<'v> {
    /// The analysis, and the version that it is of; nothing if no rating is of a version that is known.
    pub analysis: Option<(&'v Model, Analysis)>,
    /// What of the file is in no figure.
    pub note: String,
}

/// Of the ratings of a file.
pub fn in_ratings<'v>(
    arguments: &RatingsReport,
    versions: &'v Versions,
    settings: &Settings,
) -> Result<Found<'v>, Failure> {
    let file = &arguments.input.file;
    let reader = || open(&arguments.input, versions)?.map_err(|it| failure(file, &it));
    let metadata = file.metadata().map_err(Failure::reading(file))?;
    let gathering = if metadata.is_file() {
        Gathering::of_file(versions, reader)?
    } else {
        // A pipe can be read once only.
        let mut gathering = Gathering::of(versions, Order::Any);
        gathering.read(&mut reader()?).map(|()| gathering)
    };
    let gathering = gathering.map_err(|it| in_file(arguments, it))?;
    let counts = gathering.counts();
    let model = match &arguments.of {
        Some(version) => Some(of_version(versions, version)?),
        None => gathering.models().next_back(),
    };
    let Some(model) = model else {
        return Ok(Found {
            analysis: None,
            note: told(counts, &[]),
        });
    };
    let of = |model: &Model| model.framework().version.clone();
    let others = gathering.models().map(of).filter(|it| *it != of(model));
    let others: Vec<String> = others.map(|it| it.to_string()).collect();
    let analysis = match gathering.finish(model).map_err(failed)? {
        Some(it) => Some((model, Analysis::of(model, &it, settings).map_err(failed)?)),
        None => None,
    };
    Ok(Found {
        analysis,
        note: told(counts, &others),
    })
}

/// Of statistics that were stored.
pub fn in_statistics<'v>(
    arguments: &RatingsReport,
    versions: &'v Versions,
    settings: &Settings,
) -> Result<Found<'v>, Failure> {
    let bytes = bytes_of(&arguments.input.file, limits::TOTAL_BYTES)?;
    let statistics = Statistics::from_bytes(&bytes).map_err(|it| in_file(arguments, it))?;
    let version = statistics.version();
    let model = of_version(versions, version)?;
    let framework = model.framework().id.as_str();
    if statistics.framework() != framework {
        let other = visible_line(statistics.framework());
        let text = format!("the ratings are of the framework `{other}`, and not of `{framework}`");
        return Err(in_file(arguments, text));
    }
    let analysis = Analysis::of_statistics(model, &statistics, settings);
    let analysis = analysis.map_err(|error| match error {
        NotGathered::OtherModel => {
            let text = format!("version {version} has other indicators here");
            in_file(arguments, text)
        }
        error => in_file(arguments, error),
    })?;
    Ok(Found {
        analysis: Some((model, analysis)),
        note: String::new(),
    })
}

/// What is wrong with the file.
fn in_file(arguments: &RatingsReport, error: impl Display) -> Failure {
    let file = arguments.input.file.to_string_lossy();
    let error = error.to_string();
    failed(format!("{}: {}", visible_line(&file), visible_line(&error)))
}

fn of_version<'v>(versions: &'v Versions, version: &Version) -> Result<&'v Model, Failure> {
    let found = versions.position(version).and_then(|it| versions.model(it));
    found.ok_or_else(|| {
        let known = versions
            .models()
            .map(|it| it.framework().version.to_string());
        let known: Vec<String> = known.collect();
        let known = known.join(", ");
        failed(format!(
            "there is no version {version}\n  the versions are {known}"
        ))
    })
}

/// What of the files is in no figure.
fn told(counts: Counts, others: &[String]) -> String {
    let mut text = String::new();
    let rows = |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX), "rating");
    // Writing to a string does not fail.
    if counts.not_taken > 0 {
        let _ = writeln!(
            text,
            "note: {} not in order and left out: `competence ratings check` tells which",
            rows(counts.not_taken)
        );
    }
    if counts.competences > 0 {
        let _ = writeln!(
            text,
            "note: {} of whole competences left out",
            rows(counts.competences)
        );
    }
    if counts.nameless > 0 {
        let _ = writeln!(
            text,
            "note: {} without a person: each form counts as a person of its own",
            rows(counts.nameless)
        );
    }
    if !others.is_empty() {
        let _ = writeln!(
            text,
            "note: ratings of other versions are left out ({}): `competence migrate` carries them over",
            others.join(", ")
        );
    }
    text
}
