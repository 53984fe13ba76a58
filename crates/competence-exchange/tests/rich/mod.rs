//! A model that uses every field.

use serde_json::{Value, json};

/// A model that uses every field that an element may have.
pub fn rich() -> Value {
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
