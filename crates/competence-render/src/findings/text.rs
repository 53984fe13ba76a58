//! The report for people: the source line, with the place underlined.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
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

/// Findings of a rule with more than this many are grouped.
const MANY: usize = 10;

/// How many of them are shown each for itself.
const FIRST: usize = 5;

/// For how many files the lines of grouped findings are told, and how many of each.
const FILES: usize = 5;
const LINES: usize = 10;

/// Renders the report with colours; the stream takes them out where they are not wanted.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let renderer = Renderer::styled();
    let mut rest = Rest::of(report);
    for finding in &report.findings {
        if rest.takes(finding) {
            continue;
        }
        out.push_str(&renderer.render(&[group(report, finding)]));
        out.push_str("\n\n");
    }
    for findings in rest.by_rule() {
        out.push_str(&renderer.render(&[grouped(findings)]));
        out.push_str("\n\n");
    }
    if report.has_summary {
        let rules = counts(report);
        // The summary tells as much of one.
        if rules.len() > 1 {
            out.push_str(&rows(rules));
            out.push('\n');
        }
        summary(report, &mut out);
    }
    out
}

/// The number of findings of each severity and rule, with what the rule finds; errors first, then by
/// number.
type Counts<'a> = Vec<((Reverse<Severity>, &'a str), (usize, &'a str))>;

fn counts<'a>(report: &'a Report<'_>) -> Counts<'a> {
    let mut numbers: BTreeMap<(Reverse<Severity>, &str), (usize, &str)> = BTreeMap::new();
    for Finding { rule, severity, .. } in &report.findings {
        let key = (Reverse(*severity), rule.id);
        numbers.entry(key).or_insert((0, rule.summary)).0 += 1;
    }
    let mut rows: Counts<'_> = numbers.into_iter().collect();
    rows.sort_by_key(|((severity, _), (number, _))| (*severity, Reverse(*number)));
    rows
}

fn rows(counts: Counts<'_>) -> String {
    let width = counts
        .iter()
        .map(|((_, id), _)| id.len())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for ((Reverse(severity), id), (number, summary)) in counts {
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{number:>6}  {:7}  {id:width$}  {summary}",
            severity.as_str()
        );
    }
    out
}

/// A line for each rule that found something, and the summary.
pub(super) fn numbers(report: &Report<'_>) -> String {
    let mut out = rows(counts(report));
    if !out.is_empty() {
        out.push('\n');
    }
    summary(report, &mut out);
    out
}

/// The findings that are not shown each for itself: those of rules with many, but for the first few.
struct Rest<'a> {
    numbers: HashMap<&'static str, usize>,
    shown: HashMap<&'static str, usize>,
    left: BTreeMap<(Reverse<Severity>, &'static str), Vec<&'a Finding>>,
}

impl<'a> Rest<'a> {
    fn of(report: &Report<'_>) -> Self {
        let mut numbers = HashMap::new();
        for finding in &report.findings {
            *numbers.entry(finding.rule.id).or_default() += 1;
        }
        Self {
            numbers,
            shown: HashMap::new(),
            left: BTreeMap::new(),
        }
    }

    /// Keeps a finding for later, if enough of its rule were shown.
    fn takes(&mut self, finding: &'a Finding) -> bool {
        let id = finding.rule.id;
        let shown = self.shown.entry(id).or_default();
        if *shown < FIRST || self.numbers.get(id).is_none_or(|it| *it <= MANY) {
            *shown += 1;
            return false;
        }
        let key = (Reverse(finding.severity), id);
        self.left.entry(key).or_default().push(finding);
        true
    }

    /// What was kept, errors first.
    fn by_rule(&self) -> impl Iterator<Item = &[&'a Finding]> {
        self.left.values().map(Vec::as_slice)
    }
}

/// Findings of one rule and severity: their number, and the lines that they are in.
fn grouped<'a>(findings: &[&'a Finding]) -> Group<'a> {
    let mut files: Vec<(&str, Vec<String>)> = Vec::new();
    for finding in findings {
        let (file, line) = (finding.place.file.as_str(), finding.place.line.to_string());
        match files.last_mut().filter(|(last, _)| *last == file) {
            Some((_, lines)) if lines.last() == Some(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => files.push((file, vec![line])),
        }
    }
    let (severity, id) = findings
        .first()
        .map_or((Severity::Hint, ""), |it| (it.severity, it.rule.id));
    let title = format!("{} more findings of this rule", findings.len());
    let place = |(file, lines): &(&str, Vec<String>)| {
        let shown: Vec<&str> = lines.iter().take(LINES).map(String::as_str).collect();
        let more = if lines.len() > LINES { ", ..." } else { "" };
        Origin::path(format!("{}:{}{more}", visible(file), shown.join(", ")))
    };
    let more = files.len().saturating_sub(FILES);
    let more = if more > 0 {
        format!("also in {}; ", count(more, "more file"))
    } else {
        String::new()
    };
    let title = level(severity).primary_title(title).id(id);
    title
        .elements(files.iter().take(FILES).map(place))
        .element(Level::HELP.message(format!("{more}`--format json` lists them all")))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

fn group<'a>(report: &'a Report<'_>, finding: &'a Finding) -> Group<'a> {
    let mut group = level(finding.severity)
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
        ..
    } = Summary::of(&report.findings);
    let files = count(report.files.len(), "file");
    let line = if report.findings.is_empty() {
        let between = if report.subject.is_empty() { "" } else { ": " };
        format!("clean: no findings in {files}{between}{}", report.subject)
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
