//! Out and in again: what differs is what the report says is lost, for any model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod around;

use around::goes_around;
use competence_core::{Facet, FacetId, Indicator, Model};
use competence_exchange::{InFormat, OutFormat, integrity};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A model that uses every field that an element may have.
fn rich() -> Value {
    let text = |sl: &str, en: &str| json!({"sl": sl, "en": en});
    let annotated = |mut it: Value, number: usize| {
        let more = json!({
            "code": format!("C{number}"), "iri": format!("https://example.org/own/{number}"),
            "alternative-titles": [{"en": format!("Other {number}")}, {"sl": format!("Drugo {number}")}, {"en": "Another"}],
            "keywords": [{"en": "alpha"}, {"en": "beta"}], "note": text("Opomba", "Note"),
            "examples": [{"sl": "Zgled"}, text("Dva", "Two")],
            "links": [{"target": "https://example.org/a"}, {"target": "https://example.org/b", "title": {"en": "B"}}],
            "valid-from": "2026-01-01", "valid-until": "2027-01-01", "x-own": {"a": [1, null]},
        });
        it.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        it
    };
    let mappings = json!([
        {"relation": "exactMatch", "target": "https://example.com/x"},
        {"relation": "closeMatch", "target": "https://example.com/y", "title": "y", "confidence": 0.5},
        {"relation": "broadMatch", "target": "https://example.com/z"},
    ]);
    let indicator = |id: &str, number: usize| {
        annotated(
            json!({
                "id": id, "statement": text(&format!("Dela {number}"), &format!("Does {number}")),
                "polarity": "ineffective", "level": 1, "facets": ["digital", "knowledge"], "status": "deprecated",
                "deprecation": {"reason": {"en": "Old"}, "successors": ["two.one", "one.one"]},
                "source": {"basis": "authored"}, "mappings": mappings,
                "relations": [{"relation": "requires", "target": "two"}, {"relation": "related", "target": "one"},
                    {"relation": "related", "target": "two.one"}, {"relation": "supports", "target": "clerk"}],
                "suppressions": [{"rule": "two-behaviours", "reason": "One act"}],
            }),
            number,
        )
    };
    let competence = |id: &str, kind: &str, number: usize| {
        annotated(
            json!({
                "id": id, "kind": kind, "cluster": "inner", "also-in": ["outer", "third"], "title": text("Ime", "Name"),
                "definition": text("Kaj je", "What it is"), "scale": "rating",
                "levels": [{"value": 1, "description": {"en": "Low"}}], "status": "deprecated",
                "deprecation": {"successors": ["two"]}, "source": {"basis": "derived", "reference": "Book"}, "mappings": mappings,
                "relations": [{"relation": "requires", "target": "two"}, {"relation": "precedes", "target": "two"}],
                "includes": [if id == "one" { "two.two" } else { "one.two" }, if id == "one" { "two.one" } else { "one.one" }],
                "indicators": [indicator(&format!("{id}.two"), number + 1), indicator(&format!("{id}.one"), number + 2)],
            }),
            number,
        )
    };
    let cluster = |id: &str, parent: Option<&str>, number: usize| {
        let mut it = annotated(
            json!({
                "id": id, "title": text("Skupina", "Group"), "definition": text("O čem", "About"), "field": text("Delo", "Work"),
                "organisations": ["office"], "status": "consulted", "deprecation": {"reason": {"en": "Old"}, "successors": ["outer"]},
                "source": {"basis": "authored"}, "mappings": mappings,
                "relations": [{"relation": "related", "target": "one"}],
            }),
            number,
        );
        if let Some(parent) = parent {
            it["parent"] = parent.into();
        }
        it
    };
    json!({
        "format": 2,
        "framework": annotated(json!({
            "id": "demo", "version": "1.2.3-rc.1", "title": text("Model", "Model"), "description": text("Opis", "About"),
            "base-iri": "https://example.org/demo/", "licence": "CC0-1.0",
            "languages": {"primary": "sl", "required": ["en"], "optional": ["de"]},
            "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]},
            "scales": [{"id": "skill", "title": {"en": "Skill"}, "levels": []}], "level-scale": "skill",
            "facets": [{"id": "knowledge", "title": {"sl": "Znanje"}}],
            "organisations": [{"id": "office", "title": {"en": "Office"}}],
            "order": {"competences": ["two", "one"], "clusters": ["outer"]},
            "rules": {"two-behaviours": "off"}, "versioning-policy": "progression",
            "versioning": {"relations-changed": {"level": "patch", "reason": "Here"}}, "source": {"basis": "authored"},
            "suppressions": [{"rule": "untranslated", "reason": "Same"}],
        }), 90),
        "clusters": [cluster("inner", Some("outer"), 40), cluster("outer", None, 50), cluster("third", None, 60)],
        "competences": [competence("one", "core", 10), competence("two", "digital", 20)],
        "profiles": [annotated(json!({"id": "clerk", "title": text("Uradnik", "Clerk"), "status": "approved",
            "cluster": "third", "requires": [{"kind": "core"}]}), 70)],
        "lineage": [{"version": "1.2.3", "records": [{"change": "renamed", "from": ["gone"], "to": ["one"], "reason": "Better"}]}],
    })
}

/// The paths of everything that may be left out.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, it) in map {
                let path = format!("{at}/{key}");
                found.push(path.clone());
                paths(it, &path, found);
            }
        }
        Value::Array(items) => {
            for (number, it) in items.iter().enumerate() {
                let path = format!("{at}/{number}");
                found.push(path.clone());
                paths(it, &path, found);
            }
        }
        _ => {}
    }
}

fn without(value: &mut Value, which: prop::sample::Index) {
    let mut all = Vec::new();
    paths(value, "", &mut all);
    let path = which.get(&all);
    let (parent, last) = path.rsplit_once('/').unwrap();
    match value.pointer_mut(parent) {
        Some(Value::Object(map)) => drop(map.remove(last)),
        Some(Value::Array(items)) => drop(items.remove(last.parse().unwrap())),
        _ => {}
    }
}

/// The model, if it is one; what it marks statements with must be declared, as the check asks.
fn model(value: &Value) -> Option<Model> {
    let model = Model::from_bundle(value.to_string().as_bytes()).ok()?;
    let declared = |id: &FacetId| {
        let all = &model.framework().facets;
        *id == Facet::DIGITAL || all.iter().any(|it| it.id == *id)
    };
    let marks_known = |it: &Indicator| it.facets.iter().all(declared);
    let is_whole = model.indicators().all(|(_, it)| marks_known(it));
    is_whole.then_some(model)
}

#[test]
fn a_model_with_every_field() {
    let model = model(&rich()).unwrap();
    goes_around(&model, OutFormat::Skos, InFormat::Skos);
    goes_around(&model, OutFormat::SkosJsonLd, InFormat::Skos);
}

#[test]
fn what_breaks_a_condition_of_skos_is_named() {
    let mut value = rich();
    value["competences"][0]["alternative-titles"] = json!([{"en": "Name"}]);
    value["competences"][0]["mappings"] = json!([
        {"relation": "exactMatch", "target": "https://example.com/x"}, {"relation": "broadMatch", "target": "https://example.com/x"},
    ]);
    let model = model(&value).unwrap();
    let found: Vec<String> = integrity(&model).iter().map(ToString::to_string).collect();
    insta::assert_debug_snapshot!(found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_model(gone in prop::collection::vec(any::<prop::sample::Index>(), 0..60)) {
        let mut value = rich();
        for which in gone {
            let before = value.clone();
            without(&mut value, which);
            if model(&value).is_none() {
                value = before;
            }
        }
        let model = model(&value).unwrap();
        goes_around(&model, OutFormat::Skos, InFormat::Skos);
        goes_around(&model, OutFormat::SkosJsonLd, InFormat::Skos);
    }
}
