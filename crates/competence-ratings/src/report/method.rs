//! What the figures are, for people who are no statisticians, and how far they go.

use competence_render::locale::{Value, args};

use super::part::{Part, Section};
use super::summary::RELIABLE;
use super::view::View;
use crate::evidence::Basis;

pub fn section(view: &View<'_>) -> Section {
    let mut section = Section::new("method", view.say("report-method"));
    section
        .parts
        .push(Part::Heading("terms".to_owned(), view.say("method-terms")));
    section.parts.push(Part::Terms(terms(view)));
    section.parts.push(Part::Heading(
        "thresholds".to_owned(),
        view.say("method-thresholds"),
    ));
    section.parts.push(Part::List(thresholds(view)));
    section.parts.push(Part::Heading(
        "minimum".to_owned(),
        view.say("method-minimum"),
    ));
    section.parts.push(Part::List(minimum(view)));
    section
}

fn terms(view: &View<'_>) -> Vec<(String, String)> {
    let settings = &view.analysis.settings;
    let number = |it: f64| view.numbers.fixed(it, 2);
    let simulation = &settings.simulation;
    let term = |term: &str, method: &str, filled: &[(&str, Value<'_>)]| {
        (view.say(term), view.fill(method, filled))
    };
    let mut terms = Vec::new();
    if view.analysis.read.basis == Basis::Statistics {
        terms.push(term("term-statistics", "method-statistics", &[]));
    }
    terms.extend([
        term("term-forms", "method-forms", &[]),
        term("term-mean", "method-mean", &[]),
        term("term-sd", "method-sd", &[]),
        term("term-distribution", "method-distribution", &[]),
        term("term-skewness", "method-skewness", &[]),
        term("term-reversed", "method-reversed", &[]),
        term("term-item-rest", "method-item-rest", &[]),
        term(
            "term-alpha",
            "method-alpha",
            args! { "threshold" => number(RELIABLE) },
        ),
        term("term-omega", "method-omega", &[]),
        term("term-agreement", "method-agreement", &[]),
        term("term-correlation", "method-correlation", &[]),
        term("term-corrected", "method-corrected", &[]),
        term("term-adequacy", "method-adequacy", &[]),
        term(
            "term-parallel",
            "method-parallel",
            args! {
                "quantile" => view.numbers.percent(simulation.quantile),
                "times" => view.numbers.count(simulation.times.into()),
                "seed" => simulation.seed.to_string(),
            },
        ),
        term(
            "term-factors",
            "method-factors",
            args! { "threshold" => number(settings.thresholds.loading) },
        ),
        term("term-fit", "method-fit", &[]),
        term("term-dendrogram", "method-dendrogram", &[]),
        term(
            "term-suppressed",
            "method-suppressed",
            args! { "least" => view.least() },
        ),
        term("term-limits", "method-limits", &[]),
    ]);
    terms
}

/// From when on figures suggest a change.
fn thresholds(view: &View<'_>) -> Vec<String> {
    let it = &view.analysis.settings.thresholds;
    let number = |it: f64| view.numbers.fixed(it, 2);
    vec![
        view.fill(
            "threshold-one-competence",
            args! { "value" => number(it.one_competence) },
        ),
        view.fill(
            "threshold-two-competences",
            args! {
                "value" => number(it.two_competences), "loading" => number(it.loading),
                "number" => it.indicators_of_factor,
            },
        ),
        view.fill(
            "threshold-elsewhere",
            args! { "value" => number(it.elsewhere) },
        ),
        view.fill(
            "threshold-says-nothing",
            args! { "value" => number(it.item_rest), "share" => view.numbers.percent(it.ceiling) },
        ),
        view.fill("threshold-repeats", args! { "value" => number(it.repeats) }),
        view.say("threshold-interval"),
    ]
}

/// How many observations each kind of figure needs.
fn minimum(view: &View<'_>) -> Vec<String> {
    let it = &view.analysis.settings.rules;
    let number = |it: u64| view.numbers.count(it);
    vec![
        view.fill(
            "minimum-correlation",
            args! { "number" => number(it.correlation) },
        ),
        view.fill(
            "minimum-reliability",
            args! { "number" => number(it.reliability) },
        ),
        view.fill(
            "minimum-factors",
            args! { "number" => number(it.factors), "each" => number(it.factors_per_indicator) },
        ),
    ]
}
