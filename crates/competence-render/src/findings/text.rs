//! The report for people: the source line, with the place underlined.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use competence_core::Severity;
use competence_core::check::{Finding, Place, Summary};

use super::Report;
use crate::sentence::count;
use crate::visible::{visible, visible_source};

/// How much of a line is shown on each side of a place, in characters: a bundle is one line of
/// megabytes.
const AROUND: usize = 150;

/// The last column whose line is shown; of a place further on, only its numbers are told.
const LAST_COLUMN: usize = 100_000;

/// Renders the report with colours; the stream takes them out where they are not wanted.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let renderer = Renderer::styled();
    for finding in &report.findings {
        out.push_str(&renderer.render(&[group(report, finding)]));
        out.push_str("\n\n");
    }
    if report.has_summary {
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
        .id(finding.rule.id)
        .element(element(
            report,
            &finding.place,
            AnnotationKind::Primary,
            None,
        ));
    for related in &finding.related {
        let label = Some(related.message.as_str());
        group = group.element(element(
            report,
            &related.place,
            AnnotationKind::Context,
            label,
        ));
    }
    match &finding.suggestion {
        Some(suggestion) => group.element(Level::HELP.message(visible(suggestion.message()))),
        None => group,
    }
}

/// The line of a place with the place underlined.
fn element<'a>(
    report: &'a Report<'_>,
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Element<'a> {
    let line = report.line(&place.file, place.line);
    let column = place.column as usize - 1;
    let Some(line) = line.filter(|_| column <= LAST_COLUMN) else {
        let origin = Origin::path(visible(&place.file));
        return origin
            .line(place.line as usize)
            .char_column(place.column as usize)
            .into();
    };
    // What is left out becomes white space, which the renderer cuts away.
    let skipped = column.saturating_sub(AROUND);
    let length = (place.length as usize).min(AROUND);
    let shown: String = line
        .chars()
        .skip(skipped)
        .take(2 * AROUND + length)
        .collect();
    let mut source = " ".repeat(skipped);
    source.push_str(&visible_source(&shown));
    let at = |index: usize| {
        source
            .char_indices()
            .nth(index)
            .map_or(source.len(), |(byte, _)| byte)
    };
    let span = at(column)..at(column + length);
    let annotation = kind.span(span).label(label.map(visible));
    Snippet::source(source)
        .line_start(place.line as usize)
        .path(visible(&place.file))
        .annotation(annotation)
        .into()
}

fn summary(report: &Report<'_>, out: &mut String) {
    let Summary {
        errors,
        warnings,
        hints,
    } = Summary::of(&report.findings);
    let files = count(report.loaded.texts().count(), "file");
    let line = if report.findings.is_empty() {
        let what = report.loaded.partial().map(|model| {
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
