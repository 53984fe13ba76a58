//! `competence ratings report`

use std::fmt::{Display, Write as _};
use std::fs;
use std::path::Path;

use competence_core::Model;
use competence_ratings::evidence::{Analysis, Settings, proposed};
use competence_ratings::gathering::{Counts, Gathering};
use competence_ratings::reading::Versions;
use competence_ratings::report;
use competence_render::sentence::count;
use competence_render::visible::visible;
use semver::Version;

use super::input::{failure, open, versions};
use super::output::create;
use crate::Outcome;
use crate::arguments::{RatingsReport, RatingsReportFormat as Format};
use crate::failure::Failure;
use crate::model::language;

pub fn run(arguments: &RatingsReport) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let file = &arguments.input.file;
    let reader = || open(&arguments.input, &versions)?.map_err(|it| failure(file, &it));
    let gathering = Gathering::of_file(&versions, reader)?;
    let gathering =
        gathering.map_err(|it| failed(format!("{}: {it}", visible(&file.to_string_lossy()))))?;
    let counts = gathering.counts();
    let latest = gathering.models().next_back();
    let Some(model) = (match &arguments.of {
        Some(version) => Some(of_version(&versions, version)?),
        None => latest,
    }) else {
        return Ok(nothing(counts));
    };
    let of = |model: &Model| model.framework().version.clone();
    let others = gathering.models().map(of).filter(|it| *it != of(model));
    let others: Vec<String> = others.map(|it| it.to_string()).collect();
    let Some(gathered) = gathering.finish(model).map_err(failed)? else {
        return Ok(nothing(counts));
    };
    let mut settings = Settings::default();
    settings.min_group = arguments.min_group;
    let analysis = Analysis::of(model, &gathered, &settings).map_err(failed)?;
    let bytes = rendered(arguments, &analysis, model)?;
    let mut outcome = written(arguments, bytes)?;
    if let Some(folder) = &arguments.propose {
        outcome.note.push_str(&propose(&analysis, folder)?);
    }
    outcome.note.push_str(&told(counts, &others));
    Ok(outcome)
}

/// A failure that says all in its error.
fn failed(error: impl Display) -> Failure {
    Failure::Unknown(error.to_string())
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

/// What is said where there is nothing to report on.
fn nothing(counts: Counts) -> Outcome {
    let mut text = String::from(
        "nothing to report: no rating is of an indicator of a version that is known\n",
    );
    text.push_str(&told(counts, &[]));
    Outcome {
        text,
        note: String::new(),
        passed: false,
    }
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

fn rendered(
    arguments: &RatingsReport,
    analysis: &Analysis,
    model: &Model,
) -> Result<Vec<u8>, Failure> {
    let language = language(model, arguments.language.lang.as_ref())?;
    let end = arguments.out.as_deref().and_then(Path::extension);
    let format = arguments
        .format
        .unwrap_or(match end.and_then(|it| it.to_str()) {
            Some("json") => Format::Json,
            Some("md" | "markdown") => Format::Markdown,
            Some("xlsx") => Format::Xlsx,
            _ => Format::Html,
        });
    let text = match format {
        Format::Html => report::html(analysis, model, language),
        Format::Markdown => report::markdown(analysis, model, language),
        Format::Json => report::json(analysis),
        Format::Xlsx => return report::xlsx(analysis, model, language).map_err(failed),
    };
    text.map(String::into_bytes).map_err(failed)
}

/// The report as it is printed, or written to a file that was not there.
fn written(arguments: &RatingsReport, bytes: Vec<u8>) -> Result<Outcome, Failure> {
    let text = match &arguments.out {
        Some(path) => {
            create(path, &bytes)?;
            format!("wrote {}\n", visible(&path.to_string_lossy()))
        }
        None => String::from_utf8(bytes).map_err(|_| Failure::NoText("a workbook"))?,
    };
    Ok(Outcome::passed(text))
}

/// Writes each suggestion as a draft, and says what was written.
fn propose(analysis: &Analysis, folder: &Path) -> Result<String, Failure> {
    let drafts = proposed(analysis);
    if drafts.is_empty() {
        return Ok("note: the figures suggest no change, and no draft was written\n".to_owned());
    }
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    let mut told = String::new();
    for (number, draft) in (1..).zip(&drafts) {
        let path = folder.join(report::draft_name(number, draft));
        let text = report::draft(draft, &analysis.framework.version).map_err(failed)?;
        create(&path, text.as_bytes())?;
        let _ = writeln!(told, "wrote {}", visible(&path.to_string_lossy()));
    }
    Ok(told)
}
