//! `competence ratings report`

mod found;

use std::fmt::Display;
use std::path::Path;

use competence_core::Model;
use competence_core::source::Outputs;
use competence_ratings::evidence::{Analysis, Settings, proposed};
use competence_ratings::report;
use competence_render::visible::visible_line;

use super::input::versions;
use crate::Outcome;
use crate::arguments::{RatingsReport, RatingsReportFormat as Format};
use crate::commands::destination;
use crate::failure::Failure;
use crate::model::language;

pub fn run(arguments: &RatingsReport) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let mut settings = Settings::default();
    settings.min_group = arguments.min_group;
    let found = if arguments.moments {
        found::in_statistics(arguments, &versions, &settings)?
    } else {
        found::in_ratings(arguments, &versions, &settings)?
    };
    let Some((model, analysis)) = found.analysis else {
        let nothing =
            "nothing to report: no rating is of an indicator of a version that is known\n";
        return Ok(Outcome {
            text: format!("{nothing}{}", found.note),
            note: String::new(),
            passed: false,
        });
    };
    let mut outcome = written(arguments, &analysis, model)?;
    outcome.note.push_str(&found.note);
    Ok(outcome)
}

/// A failure that says all in its error.
fn failed(error: impl Display) -> Failure {
    Failure::Unknown(error.to_string())
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

/// The report, printed or written, and with it the drafts: all files or none.
fn written(
    arguments: &RatingsReport,
    analysis: &Analysis,
    model: &Model,
) -> Result<Outcome, Failure> {
    let bytes = rendered(arguments, analysis, model)?;
    let mut outputs = Outputs::default().overwriting(arguments.writing.overwrite);
    let mut outcome = if let Some(path) = destination(arguments.out.as_deref()) {
        outputs = outputs.file(path, bytes);
        Outcome::passed(wrote(path))
    } else {
        let text = String::from_utf8(bytes).map_err(|_| Failure::NoText("a workbook"))?;
        Outcome::passed(text)
    };
    if let Some(folder) = &arguments.propose {
        let drafts = drafts(analysis)?;
        if drafts.is_empty() {
            let none = "note: the figures suggest no change, and no draft was written\n";
            outcome.note.push_str(none);
        } else {
            for (name, _) in &drafts {
                outcome.note.push_str(&wrote(&folder.join(name)));
            }
            outputs = outputs.folder(folder, drafts);
        }
    }
    outputs.write()?;
    Ok(outcome)
}

fn wrote(path: &Path) -> String {
    format!("wrote {}\n", visible_line(&path.to_string_lossy()))
}

/// Each suggestion as a draft, with the name of its file.
fn drafts(analysis: &Analysis) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let version = &analysis.framework.version;
    let drafts = proposed(analysis);
    let files = (1..).zip(&drafts).map(|(number, draft)| {
        let text = report::draft(draft, version).map_err(failed)?;
        Ok((report::draft_name(number, draft), text.into_bytes()))
    });
    files.collect()
}
