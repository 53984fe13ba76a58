//! `competence ratings check`

use std::fmt::Write;

use competence_core::Severity;
use competence_ratings::reading::{Checked, check, unreadable};
use competence_render::findings::Report;
use competence_render::sentence::count;

use super::input::{guessed, open, versions};
use crate::Outcome;
use crate::arguments::CheckRatings;
use crate::failure::Failure;

pub fn run(arguments: &CheckRatings) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let file = arguments.input.file.to_string_lossy().replace('\\', "/");
    let (checked, mut note) = match open(&arguments.input, &versions)? {
        Ok(mut reader) => {
            let note = guessed(&reader);
            (check(&mut reader, &file, arguments.limit), note)
        }
        Err(error) => {
            let mut checked = Checked::default();
            checked.findings.push(unreadable(&file, &error));
            (checked, String::new())
        }
    };
    for (rule, number) in &checked.more {
        let _ = writeln!(
            note,
            "{number} more findings of `{rule}` are not told; `--limit` says how many are"
        );
    }
    let threshold = if arguments.deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    let number = |it: u64, noun| count(usize::try_from(it).unwrap_or(usize::MAX), noun);
    let ratings = number(checked.ratings, "rating");
    let subject = format!("{ratings} in {}", number(checked.forms, "form"));
    let report = Report::of_file(&file, checked.findings, subject, threshold);
    Ok(Outcome {
        text: report.render(arguments.format)?,
        note,
        passed: report.passed(),
    })
}
