//! `competence check`

use competence_core::Severity;
use competence_core::check::check;

use crate::Outcome;
use crate::arguments::{Check, ReportFormat};
use crate::failure::Failure;
use crate::model::open;
use crate::report::{Report, github, gitlab, json, junit, sarif, text};

pub fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let opened = open(arguments.path.as_deref())?;
    let loaded = check(opened.source.as_ref());
    let threshold = if arguments.deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    let report = Report::new(&loaded, &opened.prefix, threshold);
    let text = match arguments.format {
        ReportFormat::Text => text::render(&report, arguments.quiet),
        ReportFormat::Json => json::render(&report)?,
        ReportFormat::Github => github::render(&report),
        ReportFormat::Gitlab => gitlab::render(&report)?,
        ReportFormat::Sarif => sarif::render(&report)?,
        ReportFormat::Junit => junit::render(&report)?,
    };
    Ok(Outcome {
        text,
        note: String::new(),
        passed: report.passed(),
    })
}
