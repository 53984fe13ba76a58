//! `competence check`

use competence_core::Severity;
use competence_core::check::check;
use competence_render::findings::{Format, Report};

use crate::Outcome;
use crate::arguments::Check;
use crate::failure::Failure;
use crate::model::open;

pub fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    let loaded = check(opened.source.as_ref());
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
        note: String::new(),
        passed: report.passed(),
    })
}
