//! `competence check`

use std::fmt::Write;
use std::path::Path;

use competence_core::Severity;
use competence_core::check::{Applicability, Baseline, Fixed, check, fix};
use competence_core::source::{self, limits};
use competence_render::findings::{Format, Report};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::{text_of, unified};
use crate::Outcome;
use crate::arguments::Check;
use crate::failure::Failure;
use crate::model::{Opened, open};

pub fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    if arguments.fixing.diff {
        return Ok(shown(
            &opened,
            &fix(opened.source.as_ref(), applicability(arguments)),
        ));
    }
    let mut note = String::new();
    let loaded = if arguments.fixing.fix {
        let fixed = fix(opened.source.as_ref(), applicability(arguments));
        opened.write(&fixed.files)?;
        note = summary(&fixed, "fixed");
        fixed.checked
    } else {
        check(opened.source.as_ref())
    };
    let loaded = match &arguments.known.baseline {
        None => loaded,
        Some(path) if arguments.known.write_baseline => {
            let baseline = Baseline::of(loaded.findings());
            let text = baseline
                .to_text()
                .map_err(|it| Failure::Output(it.into()))?;
            if path.is_file() && read_baseline(path).is_err() {
                let path = path.clone();
                let expected = "a baseline";
                return Err(Failure::Foreign { path, expected });
            }
            source::write(path, text.as_bytes())?;
            let number = count(baseline.len(), "finding");
            let _ = writeln!(note, "wrote {number} to {}", shown_path(path));
            loaded.without(&baseline).0
        }
        Some(path) => {
            let baseline = read_baseline(path)?;
            let (loaded, known) = loaded.without(&baseline);
            if known.found > 0 {
                let number = count(known.found, "finding");
                let _ = writeln!(note, "let be by {}: {number}", shown_path(path));
            }
            if known.gone > 0 {
                let number = count(known.gone, "finding");
                let _ = writeln!(
                    note,
                    "gone from {}: {number}; write it anew with `--write-baseline`",
                    shown_path(path)
                );
            }
            loaded
        }
    };
    let threshold = if arguments.deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    // Services that show a repository look for paths below its root.
    let prefix = match arguments.format {
        Format::Github | Format::Gitlab | Format::Sarif => opened.prefix_in_repository(),
        _ => opened.prefix.clone(),
    };
    let mut report = Report::new(&loaded, &prefix, threshold);
    if arguments.quiet {
        report = report.without_summary();
    }
    let text = if arguments.summary {
        report.summary()
    } else {
        report.render(arguments.format)?
    };
    Ok(Outcome {
        text,
        note,
        passed: report.passed(),
    })
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let baseline = Baseline::parse(&text_of(path, limits::FILE_BYTES)?);
    baseline.map_err(|it| Failure::Unknown(format!("`{}`: {it}", shown_path(path))))
}

fn shown_path(path: &Path) -> String {
    visible_line(&path.to_string_lossy()).into_owned()
}

fn applicability(arguments: &Check) -> Applicability {
    if arguments.fixing.unsafe_fixes {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    }
}

/// What the edits would change, as a difference of lines.
fn shown(opened: &Opened, fixed: &Fixed) -> Outcome {
    let mut text = String::new();
    for file in &fixed.files {
        let path = format!("{}{}", opened.prefix, file.path);
        let before = file.before.as_deref().unwrap_or_default();
        text.push_str(&unified(
            before,
            file.after.as_deref().unwrap_or_default(),
            &path,
            &format!("{path} (fixed)"),
        ));
    }
    Outcome {
        text,
        note: summary(fixed, "would fix"),
        passed: fixed.files.is_empty(),
    }
}

/// What was fixed, by rule.
fn summary(fixed: &Fixed, verb: &str) -> String {
    let number = fixed.applied.values().sum();
    if number == 0 {
        return format!("{verb} nothing\n");
    }
    let rules = fixed
        .applied
        .iter()
        .map(|(rule, number)| format!("{number} × {rule}"));
    let rules: Vec<String> = rules.collect();
    let files = count(fixed.files.len(), "file");
    format!(
        "{verb} {} in {files}: {}\n",
        count(number, "finding"),
        rules.join(", ")
    )
}
