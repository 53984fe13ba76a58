//! Every kind of change in a sentence: in both languages, with no JSON, no path of a field and no
//! id in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fmt::Write;

use competence_core::schema::DocumentKind;
use competence_core::version::Comparison;
use competence_core::{LanguageTag, Model};
use competence_render::comparison::{Format, render};
use competence_render::telling::Teller;
use serde_json::{Value, json};

fn text(sl: &str, en: &str) -> Value {
    json!({"sl": sl, "en": en})
}

fn level(value: u32, sl: &str, en: &str) -> Value {
    let anchor = text(&format!("{sl}."), &format!("{en}."));
    json!({"value": value, "title": text(sl, en), "anchor": anchor})
}

fn indicator(id: &str, sl: &str, en: &str) -> Value {
    json!({"id": id, "statement": text(sl, en)})
}

fn base() -> Value {
    json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": text("Zgled", "Example"),
            "languages": {"primary": "sl", "required": ["en"]},
            "scale": {"levels": [level(1, "Ne", "No"), level(2, "Delno", "Partly"), level(3, "Da", "Yes")]},
            "organisations": [
                {"id": "ministry", "title": text("Ministrstvo", "Ministry")},
                {"id": "agency", "title": text("Agencija", "Agency")},
            ],
            "order": {"competences": ["listening", "helping", "archiving"], "clusters": ["records", "finance"]},
        },
        "clusters": [
            {"id": "records", "title": text("Gradivo", "Records"), "field": text("Arhiv", "Archive"),
             "status": "approved", "organisations": ["ministry"]},
            {"id": "finance", "title": text("Finance", "Finance"), "status": "approved", "organisations": ["agency"]},
        ],
        "competences": [
            {"id": "listening", "kind": "core", "title": text("Poslušanje", "Listening"),
             "definition": text("Sliši druge", "Hears others"), "status": "approved",
             "indicators": [
                 indicator("listening.asks", "Vpraša, preden odloči", "Asks before deciding"),
                 indicator("listening.notes", "Zapiše, kar sliši", "Writes down what is said"),
             ]},
            {"id": "helping", "kind": "core", "title": text("Pomoč", "Helping"), "status": "approved",
             "indicators": [indicator("helping.offers", "Ponudi pomoč", "Offers help")]},
            {"id": "archiving", "kind": "job-specific", "cluster": "records", "title": text("Arhiviranje", "Archiving"),
             "status": "approved", "indicators": [indicator("archiving.files", "Ureja gradivo", "Files records")]},
        ],
        "profiles": [
            {"id": "everyone", "title": text("Vsi", "Everyone"), "status": "approved",
             "requires": [{"kind": "core", "level": 2}]},
            {"id": "archivist", "title": text("Arhivar", "Archivist"), "status": "approved",
             "extends": ["everyone"], "requires": [{"cluster": "records"}]},
        ],
    })
}

fn model(json: &Value) -> Model {
    Model::from_bundle(json.to_string().as_bytes())
        .unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// What is changed, by JSON pointer, and what it is then; `null` takes it away.
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn edits() -> Vec<(String, Value)> {
    let suppressions = json!([{"rule": "two-behaviours", "reason": "Uveljavljen izraz"}]);
    let reason = text("Nihče je ne uporablja", "Nobody uses it");
    let deprecation = json!({"reason": reason, "successors": ["helping"]});
    let mappings = json!([{"relation": "closeMatch", "target": "https://example.org/a"}]);
    let source = json!({"basis": "derived", "reference": "Zapisnik 12"});
    let list = |of: &[Value]| Value::from(of.to_vec());
    let items = |pointer: &str| base().pointer(pointer).unwrap().as_array().unwrap().clone();
    let scale = items("/framework/scale/levels");
    let organisations = items("/framework/organisations");
    let mut renumbered = scale.clone();
    renumbered[2]["value"] = json!(4);
    let more = [scale.clone(), vec![level(4, "Odlično", "Excellent")]].concat();
    let court = json!({"id": "court", "title": text("Sodišče", "Court")});
    let third = [organisations.clone(), vec![court]].concat();
    let mapped =
        json!([{"relation": "closeMatch", "target": "https://example.org/a", "confidence": 0.5}]);
    let relations = json!([
        {"relation": "requires", "target": "helping"}, {"relation": "precedes", "target": "helping"},
        {"relation": "supports", "target": "helping"}, {"relation": "related", "target": "helping"},
    ]);
    let annotations = |prefix: &'static str| -> Vec<(&'static str, Value)> {
        let key = |key: &str| -> &'static str { format!("{prefix}{key}").leak() };
        vec![
            (key("code"), json!("K1")),
            (key("iri"), json!("https://example.org/k1")),
            (
                key("alternative-titles"),
                json!([text("Drugo ime", "Other name")]),
            ),
            (key("keywords"), json!([{"sl": "beseda"}])),
            (key("note"), text("Samo v uradu", "In the office only")),
            (
                key("examples"),
                json!([text("Na sestanku", "In a meeting")]),
            ),
            (
                key("links"),
                json!([
                    {"target": "https://example.org/page", "title": text("Stran", "Page")}, {"target": "https://example.org"},
                ]),
            ),
            (key("valid-from"), json!("2026-01-01")),
            (key("valid-until"), json!("2026-12-31")),
            (key("x-own"), json!({"budget": 3})),
        ]
    };
    let proficiency = json!({
        "id": "proficiency", "title": text("Znanje", "Proficiency"),
        "levels": [level(1, "Začetno", "Novice"), level(2, "Samostojno", "Independent")],
    });
    let facets = json!([{"id": "knowledge", "title": text("Znanje", "Knowledge")}]);
    let mut of_framework = vec![
        ("base-iri", json!("https://example.org/")),
        ("scales", json!([proficiency])),
        ("level-scale", json!("rating")),
        ("facets", facets.clone()),
        (
            "conventions",
            json!({"preset": "imported", "cluster-fields": [], "unique-codes": true}),
        ),
        (
            "conventions",
            json!({"cluster-fields": ["field", "organisations"]}),
        ),
        ("id", json!("other")),
        ("title/sl", json!("Drug zgled")),
        ("description", text("Za vse", "For all")),
        ("licence", json!("CC BY 4.0")),
        ("languages/required", json!(["en", "de"])),
        ("languages/required", Value::Null),
        ("languages/optional", json!(["it"])),
        ("scale/levels", list(&more)),
        ("scale/levels", list(&scale[..2])),
        ("scale/levels", list(&renumbered)),
        ("scale/levels/2/title/sl", json!("Vedno")),
        (
            "scale/levels/2/anchor/sl",
            json!("Vedno, tudi takrat, ko je težko."),
        ),
        ("scale/levels/2/anchor", Value::Null),
        ("organisations", list(&third)),
        ("organisations", list(&organisations[..1])),
        ("organisations/0/title/sl", json!("Novo ministrstvo")),
        (
            "order/competences",
            json!(["helping", "listening", "archiving"]),
        ),
        ("order/clusters", json!(["finance", "records"])),
        (
            "conventions",
            json!({"final-punctuation": "full-stop", "indicators-min": 2, "indicators-max": 7, "statement-length-max": 120, "similarity-threshold": 70}),
        ),
        ("rules", json!({"two-behaviours": "off"})),
        ("versioning-policy", json!("progression")),
        (
            "versioning",
            json!({"translation-changed": {"level": "minor", "reason": "Ocenjuje se v obeh"}}),
        ),
        ("source", source.clone()),
        ("suppressions", suppressions.clone()),
    ];
    of_framework.extend(annotations(""));
    let mut of_clusters = vec![
        ("0/definition", text("Vse o gradivu", "All about records")),
        ("0/relations", relations.clone()),
        ("0/title/sl", json!("Dokumentarno gradivo")),
        ("0/field/sl", json!("Arhivsko delo")),
        ("0/organisations", json!(["agency"])),
        ("1/parent", json!("records")),
        ("0/status", json!("draft")),
        ("0/deprecation", deprecation.clone()),
        ("0/source", source.clone()),
        ("0/mappings", mappings.clone()),
        ("0/suppressions", suppressions.clone()),
    ];
    of_clusters.extend(annotations("0/"));
    let mut of_competences = vec![
        ("0/also-in", json!(["finance"])),
        ("0/scale", json!("rating")),
        (
            "0/levels",
            json!([{"value": 1, "description": text("Sliši", "Hears")}]),
        ),
        ("0/includes", json!(["helping.offers"])),
        ("0/relations", relations.clone()),
        ("0/mappings", mapped),
        ("0/indicators/0/relations", relations.clone()),
        ("0/indicators/0/facets", json!(["knowledge"])),
        ("0/title/sl", json!("Pozorno poslušanje")),
        ("0/title/en", json!("Careful listening")),
        ("0/title/de", json!("Zuhören")),
        ("0/definition/sl", json!("Sliši in razume druge")),
        ("0/definition", Value::Null),
        ("0/kind", json!("leadership")),
        ("2/cluster", json!("finance")),
        ("0/status", json!("deprecated")),
        ("0/deprecation", deprecation.clone()),
        ("0/source", source.clone()),
        ("0/mappings", mappings.clone()),
        ("0/suppressions", suppressions.clone()),
        (
            "0/indicators/0/statement/sl",
            json!("Vpraša, preden odgovori"),
        ),
        (
            "0/indicators/0/statement/sl",
            json!("Vpraša preden odloči."),
        ),
        (
            "0/indicators/0/statement/en",
            json!("Asks before they decide"),
        ),
        ("0/indicators/0/statement/en", Value::Null),
        ("0/indicators/0/polarity", json!("ineffective")),
        ("0/indicators/0/level", json!(2)),
        ("0/indicators/0/facets", json!(["digital"])),
        ("0/indicators/0/status", json!("proposed")),
        ("0/indicators/0/deprecation", deprecation.clone()),
        ("0/indicators/0/source", source.clone()),
        ("0/indicators/0/mappings", mappings.clone()),
        ("0/indicators/0/suppressions", suppressions.clone()),
        ("0/indicators/0", Value::Null),
    ];
    of_competences.extend(annotations("0/"));
    of_competences.extend(annotations("0/indicators/0/"));
    let mut of_profiles = vec![
        ("0/cluster", json!("finance")),
        ("0/mappings", mappings.clone()),
        ("0/relations", relations),
        (
            "0/requires",
            json!([{"kind": "core", "level": 2, "necessity": "optional"}]),
        ),
        (
            "1/requires",
            json!([{"indicators": ["helping.offers", "listening.asks"]}, {"cluster": "records", "indicators": ["archiving.files"]}]),
        ),
        ("0/title/sl", json!("Vsi zaposleni")),
        ("0/description", text("Za vse", "For all")),
        ("0/requires", json!([{"kind": "core", "level": 3}])),
        ("0/requires", json!([{"competence": "helping"}])),
        (
            "1/requires",
            json!([{"cluster": "records", "kind": "job-specific", "level": 1}]),
        ),
        ("1/extends", Value::Null),
        ("1/status", json!("consulted")),
        ("1/deprecation", deprecation),
        ("1/source", source),
        ("1/suppressions", suppressions),
    ];
    of_profiles.extend(annotations("1/"));
    let record = json!({"change": "retired", "from": ["thinking"], "reason": "Ni več potrebna"});
    let of_lineage = vec![
        (
            "lineage",
            json!([{"version": "1.0.0", "records": [record]}]),
        ),
        (
            "lineage",
            json!([{"version": "1.0.0", "scale": "editorial", "records": []}]),
        ),
    ];
    let within = |list: &str, edits: Vec<(&str, Value)>| -> Vec<(String, Value)> {
        let pointer = |(key, value)| (format!("{list}/{key}"), value);
        edits.into_iter().map(pointer).collect()
    };
    [
        within("/framework", of_framework),
        within("/clusters", of_clusters),
        within("/competences", of_competences),
        within("/profiles", of_profiles),
        within("", of_lineage),
    ]
    .concat()
}

fn edited(pointer: &str, value: &Value) -> Value {
    let mut json = base();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (json.pointer_mut(parent).unwrap(), value) {
        (Value::Object(map), Value::Null) => drop(map.remove(key)),
        (Value::Object(map), value) => drop(map.insert(key.to_owned(), value.clone())),
        (Value::Array(items), _) => drop(items.remove(key.parse().unwrap())),
        (other, _) => panic!("{other}"),
    }
    json
}

/// The sentences of a change, each with the texts that it shows.
fn told(old: &Model, new: &Model, language: &str) -> Vec<(String, String)> {
    let language: LanguageTag = language.parse().unwrap();
    let comparison = Comparison::between(old.clone(), new.clone());
    let teller = Teller::new(comparison.before(), comparison.after(), Some(&language));
    let lines = teller.lines(&comparison.judgements());
    let line = lines.into_iter().map(|it| {
        let mut more = String::new();
        for texts in it.texts {
            let _ = write!(
                more,
                " [{}: {:?} → {:?}]",
                texts.language, texts.old, texts.new
            );
        }
        (it.sentence, more)
    });
    line.collect()
}

#[test]
fn every_change_of_every_field_is_a_sentence_in_both_languages() {
    let old = model(&base());
    let mut out = String::new();
    for (pointer, value) in edits() {
        let new = model(&edited(&pointer, &value));
        for (from, to) in [(&old, &new), (&new, &old)] {
            let diff = competence_core::diff::Diff::between(from, to);
            assert_eq!(diff.apply(from).unwrap(), *to, "{pointer}");
        }
        let _ = writeln!(out, "{pointer}");
        for language in ["sl", "en"] {
            let (forward, back) = (told(&old, &new, language), told(&new, &old, language));
            assert!(!forward.is_empty() && !back.is_empty(), "{pointer}");
            let marked = [(">", forward), ("<", back)];
            for (mark, (sentence, more)) in marked
                .iter()
                .flat_map(|(mark, all)| all.iter().map(move |it| (mark, it)))
            {
                // Rules and kinds of change have no names but their ids.
                let said = [
                    "two-behaviours",
                    "translation-changed",
                    "job-specific",
                    "x-own",
                ]
                .iter()
                .fold(sentence.clone(), |said, id| said.replace(id, ""));
                let sign = ["{", "[", "null", "-"]
                    .iter()
                    .find(|it| said.contains(**it));
                assert_eq!(sign, None, "{pointer}: {sentence}");
                let _ = writeln!(out, "  {mark} {sentence}{more}");
            }
        }
    }
    insta::assert_snapshot!(out);
}

/// A field that is added without a sentence fails here.
#[test]
fn every_key_of_every_document_is_told() {
    let mut keys = BTreeSet::new();
    for (kind, list) in [
        (DocumentKind::Framework, "framework"),
        (DocumentKind::Cluster, "clusters"),
        (DocumentKind::Competence, "competences"),
        (DocumentKind::Profile, "profiles"),
    ] {
        let schema = kind.schema();
        let properties = schema["properties"].as_object().unwrap().keys();
        keys.extend(properties.map(|key| format!("{list}/{key}")));
        if let Some(indicator) = schema["$defs"].get("Indicator") {
            let properties = indicator["properties"].as_object().unwrap().keys();
            keys.extend(properties.map(|key| format!("indicators/{key}")));
        }
    }
    let key = |(pointer, _): &(String, Value)| {
        let mut parts: Vec<&str> = pointer.split('/').skip(1).collect();
        if let Some(at) = parts.iter().position(|it| *it == "indicators") {
            parts.drain(..at);
        }
        parts.retain(|it| it.parse::<usize>().is_err());
        Some(format!("{}/{}", parts.first()?, parts.get(1)?))
    };
    let tried: BTreeSet<String> = edits().iter().filter_map(key).collect();
    // The version is told by itself; an element with a new id is told as a new one, but for that of the framework;
    // `excuses` is an old name; indicators are elements.
    let is_none = |key: &&&String| {
        let (list, field) = key.split_once('/').unwrap();
        matches!(field, "version" | "excuses" | "indicators")
            || (field == "id" && list != "framework")
    };
    let missing: Vec<&String> = keys.difference(&tried).filter(|it| !is_none(&it)).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// Two long texts that differ in the middle are never shown as two equal halves.
#[test]
fn what_differs_in_a_long_text_is_shown() {
    let words = "beseda ".repeat(80);
    let with = |middle: &str| {
        let mut json = base();
        let text = format!("{words}{middle} {words}konec");
        json["competences"][0]["definition"]["sl"] = json!(text);
        model(&json)
    };
    let comparison = Comparison::between(with("staro"), with("novo"));
    let rendered = |format| String::from_utf8(render(&comparison, format, None).unwrap()).unwrap();
    let text = rendered(Format::Text);
    let lines: Vec<&str> = text.lines().filter(|it| it.contains("beseda")).collect();
    assert!(
        lines[0].contains("staro") && lines[1].contains("novo"),
        "{text}"
    );
    let markdown = rendered(Format::Markdown);
    assert!(
        markdown.contains("<del>staro</del><ins>novo</ins>"),
        "{markdown}"
    );
}

/// What is inside of lists that have keys is told by the name of the item.
#[test]
fn texts_of_declared_things_and_of_levels_are_told_with_their_names() {
    let mut json = base();
    json["framework"]["scales"] = json!([{
        "id": "proficiency", "title": text("Znanje", "Proficiency"),
        "levels": [level(1, "Začetno", "Novice"), level(2, "Samostojno", "Independent")],
    }]);
    json["framework"]["facets"] =
        json!([{"id": "knowledge", "title": text("Vedenje", "Knowledge")}]);
    json["framework"]["level-scale"] = json!("proficiency");
    json["competences"][0]["levels"] = json!([
        {"value": 1, "description": text("Sliši", "Hears")}, {"value": 2, "description": text("Razume", "Understands")},
    ]);
    json["competences"][0]["indicators"][0]["facets"] = json!(["knowledge"]);
    json["profiles"][1]["requires"] = json!([{"indicators": ["helping.offers"], "level": 1}]);
    let edits = [
        ("/framework/scales/0/title/sl", json!("Usposobljenost")),
        ("/framework/scales/0/levels/1/title/sl", json!("Sam")),
        ("/framework/scales/0/levels/1/anchor", Value::Null),
        ("/framework/facets/0/title/sl", json!("Znanja")),
        (
            "/competences/0/levels/1/description/sl",
            json!("Razume in ponovi"),
        ),
        ("/competences/0/levels/1/description/sl", json!("razume.")),
        ("/competences/0/levels/1/description/en", Value::Null),
        ("/competences/0/levels/1", Value::Null),
        ("/competences/0/indicators/0/facets", Value::Null),
        ("/competences/0/indicators/1/level", json!(2)),
        (
            "/profiles/1/requires/0/indicators",
            json!(["helping.offers", "listening.notes"]),
        ),
        ("/profiles/1/requires/0/level", json!(2)),
        ("/framework/level-scale", Value::Null),
    ];
    let old = model(&json);
    let mut out = String::new();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let mut edited = json.clone();
        match (edited.pointer_mut(parent).unwrap(), &value) {
            (Value::Object(map), Value::Null) => drop(map.remove(key)),
            (Value::Object(map), value) => drop(map.insert(key.to_owned(), value.clone())),
            (Value::Array(items), _) => drop(items.remove(key.parse().unwrap())),
            _ => {}
        }
        let new = model(&edited);
        let diff = competence_core::diff::Diff::between(&old, &new);
        assert_eq!(diff.apply(&old).unwrap(), new, "{pointer}");
        let kinds: Vec<&str> = diff.changes.iter().map(|it| it.kind.as_str()).collect();
        let _ = writeln!(out, "{pointer} {kinds:?}");
        for language in ["sl", "en"] {
            for (sentence, more) in told(&old, &new, language) {
                let _ = writeln!(out, "  {sentence}{more}");
            }
        }
    }
    insta::assert_snapshot!(out);
}
