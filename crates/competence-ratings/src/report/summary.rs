//! What the report says first, in sentences.

use competence_render::locale::args;
use serde_json::Value;

use super::Error;
use super::part::{Part, Section};
use super::suggestions::name_of;
use super::view::View;
use crate::evidence::{Figure, GroupPart, Reason};

pub fn section(view: &View<'_>) -> Result<Section, Error> {
    let mut section = Section::new("summary", view.say("report-summary"));
    let mut sentences = vec![
        data(view),
        rated(view),
        suggestions(view),
        reliability(view),
        factors(view),
    ];
    sentences.push(not_shown(view)?);
    section.parts = sentences.into_iter().map(Part::Paragraph).collect();
    Ok(section)
}

fn data(view: &View<'_>) -> String {
    let read = &view.analysis.read;
    let number = |it: u64| view.numbers.count(it);
    view.fill(
        "summary-data",
        args! {
            "forms" => read.forms, "count" => number(read.forms),
            "people" => read.persons, "persons" => number(read.persons),
            "version" => view.analysis.framework.version.to_string(),
        },
    )
}

fn rated(view: &View<'_>) -> String {
    let is_rated = |n: &Figure<u64>| n.known().is_none_or(|it| *it > 0);
    let indicators = view.analysis.indicators.iter().filter(|it| is_rated(&it.n));
    let competences = view.analysis.competences.iter();
    let competences = competences.filter(|it| is_rated(&it.persons)).count();
    let filled = args! {
        "number" => indicators.count(),
        "competences" => view.locale.counted(competences, "competence"),
    };
    view.fill("summary-rated", filled)
}

fn suggestions(view: &View<'_>) -> String {
    let all = &view.analysis.suggestions;
    if all.is_empty() {
        return view.say("summary-no-suggestions");
    }
    let names: Vec<String> = all.iter().map(|it| name_of(view, it)).collect();
    let list = names.join("; ");
    view.fill(
        "summary-suggestions",
        args! { "number" => all.len(), "list" => list },
    )
}

/// From which alpha on a competence counts as reliable, for the summary.
pub const RELIABLE: f64 = 0.7;

fn reliability(view: &View<'_>) -> String {
    let known: Vec<(f64, String)> = view
        .analysis
        .competences
        .iter()
        .filter_map(|it| Some((it.alpha.known()?.value, view.quoted(&it.id))))
        .collect();
    let values = || known.iter().map(|it| it.0);
    let (Some(lowest), Some(highest)) = (
        values().min_by(f64::total_cmp),
        values().max_by(f64::total_cmp),
    ) else {
        return view.say("summary-reliability-none");
    };
    let number = |it: f64| view.numbers.fixed(it, 2);
    let first = if known.len() == 1 {
        view.fill(
            "summary-reliability-one",
            args! { "lowest" => number(lowest) },
        )
    } else {
        let ends = args! { "lowest" => number(lowest), "highest" => number(highest) };
        view.fill("summary-reliability", ends)
    };
    let below = known.iter().filter(|it| it.0 < RELIABLE);
    let below: Vec<String> = below.map(|it| it.1.clone()).collect();
    let threshold = number(RELIABLE);
    let second = if below.is_empty() {
        view.fill("summary-reliable", args! { "threshold" => threshold })
    } else {
        let list = view.locale.list(&below);
        let filled = args! { "number" => below.len(), "threshold" => threshold, "list" => list };
        view.fill("summary-unreliable", filled)
    };
    format!("{first} {second}")
}

fn factors(view: &View<'_>) -> String {
    match &view.analysis.structure.parallel {
        Figure::Known(it) => {
            let kinds = it.factors;
            let held = |id: &String| {
                let of = view.analysis.indicator(id);
                of.map(|it| it.competence.as_str())
            };
            let mut competences: Vec<&str> = view
                .analysis
                .structure
                .indicators
                .iter()
                .filter_map(held)
                .collect();
            competences.dedup();
            view.fill(
                "summary-factors",
                args! { "number" => kinds, "competences" => competences.len() },
            )
        }
        Figure::None(it) => view.fill(
            "summary-factors-none",
            args! { "reason" => view.why(&it.none) },
        ),
    }
}

/// What is suppressed, so that nobody takes what is not shown for what is not there: whole groups by their number,
/// and whether there are other figures, which say so in their places.
fn not_shown(view: &View<'_>) -> Result<String, Error> {
    let groups: Vec<&GroupPart> = view
        .analysis
        .breakdowns
        .iter()
        .filter_map(|it| it.groups.known())
        .flatten()
        .filter(|it| is_suppressed(&it.persons))
        .collect();
    let mut of_groups = 0;
    for it in &groups {
        of_groups += suppressed(&serde_json::to_value(it)?);
    }
    let has_others = suppressed(&serde_json::to_value(view.analysis)?) > of_groups;
    let least = view.least();
    let mut sentences = Vec::new();
    if !groups.is_empty() {
        sentences.push(view.fill(
            "summary-suppressed-groups",
            args! { "number" => groups.len(), "least" => least.clone() },
        ));
    }
    sentences.extend(match (has_others, groups.is_empty()) {
        (true, true) => Some(view.fill("summary-suppressed", args! { "least" => least })),
        (true, false) => Some(view.say("summary-suppressed-too")),
        (false, true) => Some(view.fill("summary-nobody", args! { "least" => least })),
        (false, false) => None,
    });
    Ok(sentences.join(" "))
}

fn is_suppressed(figure: &Figure<u64>) -> bool {
    let why = figure.why();
    why.is_some_and(|it| it.reason == Reason::Suppressed)
}

/// How many figures are.
fn suppressed(value: &Value) -> usize {
    match value {
        Value::Object(fields) => {
            let is_one = fields
                .get("none")
                .and_then(|it| it.get("reason"))
                .is_some_and(|it| it == "suppressed");
            usize::from(is_one) + fields.values().map(suppressed).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(suppressed).sum(),
        _ => 0,
    }
}
