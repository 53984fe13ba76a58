//! `competence release`

use std::fmt::Write;
use std::io;
use std::path::Path;

use competence_core::check::Summary;
use competence_core::release::{self, Refusal, Wanted};
use competence_core::source::{Directory, Replacement, Source, limits};
use competence_core::version::Comparison;
use competence_core::{Date, Model, Severity};
use competence_render::changelog;
use competence_render::comparison::headline;
use competence_render::findings::{Format, Report};
use competence_render::visible::{visible, visible_line};

use super::unified;
use crate::Outcome;
use crate::arguments::Release;
use crate::failure::Failure;
use crate::model::{Opened, open};

/// The name of the changelog in the model's folder.
const CHANGELOG: &str = "CHANGELOG.md";

pub fn run(arguments: &Release) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    let root = opened.path.as_path();
    if !root.is_dir() {
        return Err(Failure::NotAFolder(root.to_owned()));
    }
    let directory = Directory::open(root).map_err(Failure::reading(root))?;
    if !arguments.dry_run {
        directory.tidy()?;
    }
    let wanted = arguments.version.clone().unwrap_or(Wanted::Declared);
    let today = today()?;
    let date = arguments.date.unwrap_or(today);
    let candidate = match release::prepare(&directory, &wanted, date, today) {
        Ok(candidate) => candidate,
        Err(refusal) => return refused(&refusal, &opened),
    };
    let before = changelog_before(&directory, root)?;
    let since = candidate
        .before
        .clone()
        .map(|before| Comparison::between(before, candidate.model.clone()));
    let section = changelog::section(since.as_ref(), &candidate.model, date);
    let framework = candidate.model.framework();
    let log = before.as_deref().unwrap_or_default();
    let changelog = Replacement {
        path: CHANGELOG.to_owned(),
        after: Some(changelog::with_section(log, framework, &section)),
        before,
    };
    let files = candidate.files([changelog]);
    let mut out = summary(since.as_ref(), &candidate.model);
    for Replacement {
        path,
        before,
        after,
    } in &files
    {
        let shown = format!("{}{path}", opened.prefix);
        if before == after {
            continue;
        }
        if !arguments.dry_run {
            let _ = writeln!(out, "wrote {}", visible(&shown));
        } else if *path == candidate.bundle.path {
            let _ = writeln!(out, "would write {}, {}", visible(&shown), candidate.hash);
        } else {
            let text = |it: &Option<String>| it.clone().unwrap_or_default();
            out.push_str(&unified(&text(before), &text(after), &shown, &shown));
        }
    }
    if !arguments.dry_run {
        directory.write_all(&files).map_err(Failure::Unreleased)?;
    }
    Ok(Outcome::passed(out))
}

/// The changelog as it is, if there is one.
fn changelog_before(directory: &Directory, root: &Path) -> Result<Option<String>, Failure> {
    let path = root.join(CHANGELOG);
    let bytes = directory.read_if_any(CHANGELOG, limits::FILE_BYTES);
    let bytes = bytes.map_err(|error| Failure::reading(&path)(io::Error::other(error)))?;
    let text = bytes.map(String::from_utf8).transpose();
    text.map_err(|error| Failure::reading(&path)(io::Error::other(error)))
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

fn summary(since: Option<&Comparison>, model: &Model) -> String {
    let version = &model.framework().version;
    match since {
        None => format!("version {version}, the first release\n"),
        Some(comparison) => format!("version {version}: {}\n", headline(comparison)),
    }
}

/// The most findings that are shown with the refusal of a release.
const SHOWN: usize = 20;

fn refused(refusal: &Refusal, opened: &Opened) -> Result<Outcome, Failure> {
    let mut out = String::from("not released:\n");
    for obstacle in &refusal.obstacles {
        let _ = writeln!(out, "  {}", visible_line(&obstacle.to_string()));
    }
    let Summary {
        errors, warnings, ..
    } = Summary::of(refusal.checked.findings());
    if errors + warnings > 0 {
        let report = Report::new(&refusal.checked, &opened.prefix, Severity::Warning);
        // A framework that was taken over may have thousands.
        let _ = if errors + warnings > SHOWN {
            let prefix = opened.prefix.trim_end_matches('/');
            let path = if prefix.is_empty() { "." } else { prefix };
            write!(
                out,
                "\n{}`competence check {path}` shows them\n",
                report.summary()
            )
        } else {
            write!(out, "\n{}", report.without_summary().render(Format::Text)?)
        };
    }
    Ok(Outcome {
        text: out,
        note: String::new(),
        passed: false,
    })
}

/// The day it is, in UTC.
fn today() -> Result<Date, Failure> {
    let day = jiff::Timestamp::now().to_string();
    let day = day.get(..10).and_then(|it| it.parse().ok());
    day.ok_or(Failure::Clock)
}
