//! Every kind of decision as it is told, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::Model;
use competence_core::version::Comparison;
use competence_render::comparison::{Format, render};
use serde_json::{Value, json};

fn competence(id: &str, kind: &str, title: &str, indicators: &[(&str, &str)]) -> Value {
    let indicators: Vec<Value> = indicators
        .iter()
        .map(|(name, text)| {
            let statement = json!({"sl": text, "en": format!("{text} (en)")});
            json!({"id": format!("{id}.{name}"), "statement": statement})
        })
        .collect();
    json!({
        "id": id, "kind": kind, "status": "approved",
        "title": {"sl": title, "en": format!("{title} (en)")}, "indicators": indicators,
    })
}

fn model(version: &str, competences: &[Value], records: &Value) -> Model {
    let bundle = json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": version, "title": {"sl": "Zgled", "en": "Example"},
            "languages": {"primary": "sl", "required": ["en"]}, "scale": {"levels": []},
        },
        "competences": competences,
        "lineage": [{"version": "2.0.0", "records": records}],
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

fn comparison() -> Comparison {
    let old = [
        competence(
            "acting",
            "core",
            "Delovanje",
            &[("sees", "Opazi"), ("ends", "Konča")],
        ),
        competence("serving", "core", "Služenje", &[("meets", "Ustreže")]),
        competence(
            "leading",
            "leadership",
            "Vodenje",
            &[("sets", "Določi cilje"), ("asks", "Vpraša")],
        ),
        competence(
            "writing",
            "core",
            "Pisanje",
            &[("plain", "Piše jasno"), ("short", "Piše kratko")],
        ),
        competence("typing", "digital", "Tipkanje", &[("fast", "Tipka hitro")]),
        competence(
            "faxing",
            "digital",
            "Telefaks",
            &[("sends", "Pošlje telefaks")],
        ),
        competence("mailing", "digital", "Pošta", &[("reads", "Prebere pošto")]),
    ];
    let new = [
        competence(
            "working",
            "core",
            "Delo",
            &[("sees", "Opazi"), ("ends", "Konča")],
        ),
        competence("goals", "leadership", "Cilji", &[("sets", "Določi cilje")]),
        competence("people", "leadership", "Ljudje", &[("asks", "Vpraša")]),
        competence(
            "text",
            "core",
            "Besedilo",
            &[
                ("plain", "Piše jasno in preprosto"),
                ("short", "Piše na kratko"),
            ],
        ),
        competence("typing", "core", "Tipkanje", &[("fast", "Tipka hitro")]),
        competence(
            "chatting",
            "digital",
            "Sporočanje",
            &[("answers", "Odgovori takoj")],
        ),
    ];
    let records = json!([
        {"change": "merged", "from": ["acting", "serving"], "to": ["working"], "reason": "Sta eno",
         "evidence": [{"text": "Analiza", "link": "https://example.org/a"}], "decided": "2026-03-02"},
        {"change": "merged", "from": ["acting.sees", "serving.meets"], "to": ["working.sees"]},
        {"change": "moved", "from": ["acting.ends"], "to": ["working.ends"]},
        {"change": "split", "from": ["leading"], "to": ["goals", "people"], "reason": "Je dvoje"},
        {"change": "moved", "from": ["leading.sets"], "to": ["goals.sets"]},
        {"change": "moved", "from": ["leading.asks"], "to": ["people.asks"]},
        {"change": "renamed", "from": ["writing"], "to": ["text"], "reason": "Jasneje ime"},
        {"change": "reworded", "from": ["writing.plain"], "to": ["text.plain"], "reason": "Drug pomen"},
        {"change": "reworded", "from": ["writing.short"], "to": ["text.short"], "editorial": true},
        {"change": "moved", "from": ["typing"], "to": ["typing"], "reason": "Za vse"},
        {"change": "retired", "from": ["faxing", "faxing.sends"], "reason": "Ni več v rabi"},
        {"change": "replaced", "from": ["mailing"], "to": ["chatting"], "reason": "Drugo orodje"},
        {"change": "replaced", "from": ["mailing.reads"], "to": ["chatting.answers"]},
    ]);
    Comparison::between(
        model("1.0.0", &old, &json!([])),
        model("2.0.0", &new, &records),
    )
}

#[test]
fn every_kind_of_decision_is_told() {
    let comparison = comparison();
    for language in ["sl", "en"] {
        let tag = language.parse().unwrap();
        let text = render(&comparison, Format::Text, Some(&tag)).unwrap();
        insta::assert_snapshot!(
            format!("decisions-{language}"),
            String::from_utf8(text).unwrap()
        );
    }
}
