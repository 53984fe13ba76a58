//! What the figures suggest, with what it rests on, and what they do not answer.

use competence_render::locale::args;

use super::part::{Part, Section};
use super::table::{Cell, Table};
use super::view::View;
use crate::evidence::{Measured, Question, Suggestion, Unanswered};

pub fn section(view: &View<'_>) -> Section {
    let mut section = Section::new("suggestions", view.say("report-suggestions"));
    let all = &view.analysis.suggestions;
    if all.is_empty() {
        section
            .parts
            .push(Part::Paragraph(view.say("summary-no-suggestions")));
    } else {
        section.parts.push(Part::Note(view.say("suggestions-note")));
    }
    for (number, it) in (1..).zip(all) {
        let id = format!("suggestion-{}", u32::to_string(&number));
        section.parts.push(Part::Heading(id, name_of(view, it)));
        section
            .parts
            .push(Part::Paragraph(format!("{}.", it.reason)));
        let texts = it.evidence.iter().map(|it| format!("{}.", it.text));
        section.parts.extend(texts.map(Part::Paragraph));
        section.parts.push(Part::Table(figures(view, &it.figures)));
        section
            .parts
            .push(Part::Note(view.say("suggestion-command")));
        section.parts.push(Part::Code(it.command.clone()));
    }
    let unanswered = &view.analysis.unanswered;
    if !unanswered.is_empty() {
        let heading = view.say("unanswered");
        section
            .parts
            .push(Part::Heading("unanswered".to_owned(), heading));
        section.parts.push(Part::List(
            unanswered.iter().map(|it| not_answered(view, it)).collect(),
        ));
    }
    section
}

/// A suggestion in a few words.
pub fn name_of(view: &View<'_>, suggestion: &Suggestion) -> String {
    let from: Vec<String> = suggestion.from.iter().map(|it| view.quoted(it)).collect();
    let to: Vec<String> = suggestion.to.iter().map(|it| view.quoted(it)).collect();
    let (from, to) = (view.locale.list(&from), view.locale.list(&to));
    let id = match suggestion.question {
        Question::OneCompetence => "suggest-one-competence",
        Question::TwoCompetences => "suggest-two-competences",
        Question::Elsewhere => "suggest-elsewhere",
        Question::SaysNothing => "suggest-says-nothing",
        Question::Repeats => "suggest-repeats",
    };
    view.fill(id, args! { "from" => from, "to" => to })
}

fn figures(view: &View<'_>, all: &[Measured]) -> Table {
    let ids = [
        "column-figure",
        "column-of",
        "column-value",
        "column-lower",
        "column-upper",
        "column-threshold",
    ];
    let row = |it: &Measured| {
        let of: Vec<String> = it.of.iter().map(|it| view.code(it)).collect();
        let number = |it: Option<f64>| it.map_or(Cell::Nothing, number);
        vec![
            Cell::Text(view.fill("measure", args! { "measure" => it.figure.as_str() })),
            Cell::Text(of.join(", ")),
            number(Some(it.value)),
            number(it.lower),
            number(it.upper),
            number(it.threshold),
        ]
    };
    Table {
        title: view.say("table-evidence"),
        columns: ids.iter().map(|it| view.say(it)).collect(),
        heads: 1,
        rows: all.iter().map(row).collect(),
    }
}

/// A count without decimals, all else with two.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number that is not below 0"
)]
fn number(value: f64) -> Cell {
    if value.fract() == 0.0 && (1.0..1e15).contains(&value) {
        Cell::Count(value as u64)
    } else {
        Cell::Number(value, 2)
    }
}

fn not_answered(view: &View<'_>, it: &Unanswered) -> String {
    let of: Vec<String> = it.of.iter().map(|it| view.quoted(it)).collect();
    let question = it.question.as_str();
    if of.is_empty() {
        view.fill(
            "unanswered-all",
            args! { "question" => question, "reason" => view.why(&it.why) },
        )
    } else {
        view.fill(
            "unanswered-of",
            args! { "question" => question, "of" => view.locale.list(&of), "reason" => view.why(&it.why) },
        )
    }
}

/// All suggestions, for the workbook.
pub fn table(view: &View<'_>) -> Table {
    let ids = [
        "column-suggestion",
        "column-reason",
        "column-evidence",
        "column-command",
    ];
    let row = |it: &Suggestion| {
        let texts: Vec<&str> = it.evidence.iter().map(|it| it.text.as_str()).collect();
        vec![
            Cell::Text(name_of(view, it)),
            Cell::Text(it.reason.clone()),
            Cell::Text(texts.join("; ")),
            Cell::Text(it.command.clone()),
        ]
    };
    Table {
        title: view.say("report-suggestions"),
        columns: ids.iter().map(|it| view.say(it)).collect(),
        heads: 1,
        rows: view.analysis.suggestions.iter().map(row).collect(),
    }
}
