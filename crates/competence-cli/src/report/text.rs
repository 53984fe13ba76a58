//! The report for people: the source line, with the place underlined.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use competence_core::{Finding, Place, Severity, Summary};

use super::Report;
use crate::model::count;
use crate::visible::{visible, visible_source};

/// The longest line that is shown whole, in characters. Of a longer one, the part around the
/// place is shown: a bundle is one line of megabytes.
const LINE: usize = 300;

/// Renders the report with colours; the stream takes them out where they are not wanted.
pub fn render(report: &Report<'_>, quiet: bool) -> String {
    let mut out = String::new();
    let renderer = Renderer::styled();
    for finding in &report.findings {
        out.push_str(&renderer.render(&[group(report, finding)]));
        out.push_str("\n\n");
    }
    if !quiet {
        summary(report, &mut out);
    }
    out
}

fn group<'a>(report: &'a Report<'_>, finding: &'a Finding) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = level
        .primary_title(visible(&finding.message))
        .id(finding.rule)
        .element(snippet(
            report,
            &finding.place,
            AnnotationKind::Primary,
            None,
        ));
    for related in &finding.related {
        let label = Some(related.message.as_str());
        group = group.element(snippet(
            report,
            &related.place,
            AnnotationKind::Context,
            label,
        ));
    }
    match &finding.suggestion {
        Some(suggestion) => group.element(Level::HELP.message(visible(&suggestion.message))),
        None => group,
    }
}

fn snippet<'a>(
    report: &'a Report<'_>,
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = report.line(&place.file, place.line).unwrap_or_default();
    let column = place.column as usize - 1;
    let skipped = if line.len() > LINE {
        column.saturating_sub(LINE / 4)
    } else {
        0
    };
    let shown: String = line.chars().skip(skipped).take(LINE).collect();
    let shown = visible_source(&shown);
    let at = |column: usize| {
        let index = column.saturating_sub(skipped);
        shown
            .char_indices()
            .nth(index)
            .map_or(shown.len(), |(byte, _)| byte)
    };
    let span = at(column)..at(column + place.length as usize);
    let annotation = kind.span(span).label(label.map(visible));
    Snippet::source(shown)
        .line_start(place.line as usize)
        .path(visible(&place.file))
        .annotation(annotation)
}

fn summary(report: &Report<'_>, out: &mut String) {
    let Summary {
        errors,
        warnings,
        hints,
    } = Summary::of(&report.findings);
    let files = count(report.loaded.paths().count(), "file");
    let line = if report.findings.is_empty() {
        let what = report.loaded.model().map(|model| {
            let competences = count(model.competences().len(), "competence");
            let indicators = count(model.indicators().count(), "indicator");
            format!(": {competences}, {indicators}")
        });
        format!("clean: no findings in {files}{}", what.unwrap_or_default())
    } else {
        let counts = [(errors, "error"), (warnings, "warning"), (hints, "hint")];
        let counts = counts.iter().filter(|(number, _)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, noun)| count(*number, noun)).collect();
        format!(
            "{} in {files}; `competence explain RULE` tells more about a rule",
            counts.join(", ")
        )
    };
    // Writing to a string does not fail.
    let _ = writeln!(out, "{line}");
}
