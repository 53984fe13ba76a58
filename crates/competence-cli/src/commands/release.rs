//! `competence release`

use std::fmt::Write;
use std::fs;
use std::io;

use competence_core::check::Summary;
use competence_core::release::{self, Refusal, Wanted};
use competence_core::version::Comparison;
use competence_core::{Date, Model, Severity};
use competence_render::changelog;
use competence_render::comparison::headline;
use competence_render::findings::{Format, Report};
use competence_render::visible::{visible, visible_line};
use similar::TextDiff;

use crate::Outcome;
use crate::arguments::Release;
use crate::failure::Failure;
use crate::model::{Opened, open};

/// The name of the changelog in the model's folder.
const CHANGELOG: &str = "CHANGELOG.md";

pub fn run(arguments: &Release) -> Result<Outcome, Failure> {
    let opened = open(arguments.path.as_deref())?;
    let root = opened.path.as_path();
    if !root.is_dir() {
        return Err(Failure::NotAFolder(root.to_owned()));
    }
    if !arguments.dry_run && release::finish(root).map_err(Failure::writing(root))? {
        let text = "finished the release that was interrupted\n".to_owned();
        return Ok(Outcome::passed(text));
    }
    let wanted = arguments.version.clone().unwrap_or(Wanted::Declared);
    let date = match arguments.date {
        Some(date) => date,
        None => today()?,
    };
    let candidate = match release::prepare(opened.source.as_ref(), &wanted, date) {
        Ok(candidate) => candidate,
        Err(refusal) => return refused(&refusal, &opened),
    };
    let log = root.join(CHANGELOG);
    let before = match fs::read_to_string(&log) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::reading(&log)(error)),
    };
    let since = candidate
        .before
        .clone()
        .map(|before| Comparison::between(before, candidate.model.clone()));
    let section = changelog::section(since.as_ref(), &candidate.model, date);
    let framework = candidate.model.framework();
    let changelog = changelog::with_section(&before, framework, &section);
    let mut files = candidate.files.clone();
    files.push((CHANGELOG.to_owned(), changelog));
    let mut out = summary(since.as_ref(), &candidate.model);
    let bundle = format!("releases/{}.json", framework.version);
    for (path, content) in &files {
        let shown = format!("{}{path}", opened.prefix);
        if !arguments.dry_run {
            let _ = writeln!(out, "wrote {}", visible(&shown));
        } else if *path == bundle {
            let _ = writeln!(out, "would write {}, {}", visible(&shown), candidate.hash);
        } else {
            let before = fs::read_to_string(root.join(path)).unwrap_or_default();
            let diff = TextDiff::from_lines(&before, content);
            let diff = diff.unified_diff().header(&shown, &shown).to_string();
            out.push_str(&visible(&diff));
        }
    }
    if !arguments.dry_run {
        release::write(root, &files).map_err(Failure::writing(root))?;
    }
    Ok(Outcome::passed(out))
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

fn summary(since: Option<&Comparison>, model: &Model) -> String {
    let version = &model.framework().version;
    match since {
        None => format!("version {version}, the first release\n"),
        Some(comparison) => format!("version {version}: {}\n", headline(comparison)),
    }
}

fn refused(refusal: &Refusal, opened: &Opened) -> Result<Outcome, Failure> {
    let mut out = String::new();
    let Summary {
        errors, warnings, ..
    } = Summary::of(refusal.checked.findings());
    if errors + warnings > 0 {
        let report = Report::new(&refusal.checked, &opened.prefix, Severity::Warning);
        out.push_str(&report.without_summary().render(Format::Text)?);
    }
    let _ = writeln!(out, "not released:");
    for obstacle in &refusal.obstacles {
        let _ = writeln!(out, "  {}", visible_line(&obstacle.to_string()));
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
