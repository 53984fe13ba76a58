//! The schema and the types agree on every document: what the one accepts, the other does.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{read_typed, shape};
use crate::check::document::{self, Document};
use crate::check::schema::DocumentKind;

/// One document of each kind that uses every key.
fn full(kind: DocumentKind) -> Value {
    let text = json!({"en": "Text", "sl-SI": "Besedilo"});
    let suppressions = json!([{"rule": "two-behaviours", "reason": "why"}]);
    let source = json!({"basis": "public-record", "reference": "x"});
    let deprecation = json!({"reason": "old", "successors": ["a.b", "c"]});
    let mappings = json!([{"relation": "closeMatch", "target": "urn:x:y", "title": "t", "version": "1.2",
        "justification": "manual-mapping-curation", "confidence": 0.5, "author": "a", "date": "2025-02-28", "note": "n"}]);
    let relations = json!([{"relation": "requires", "target": "a.b"}]);
    let annotated = |mut document: Value| {
        let annotations = json!({
            "code": "K 1", "iri": "urn:x:y", "alternative-titles": ["t", text], "keywords": ["k"], "note": text,
            "examples": ["e"], "links": [{"target": "https://x.si", "title": "t"}], "valid-from": "2025-01-01",
            "valid-until": "2025-12-31", "x-own": {"a": [1, 1.5, null, "b"]}, "x-a-2": true,
        });
        if let (Value::Object(map), Value::Object(more)) = (&mut document, annotations) {
            map.extend(more);
        }
        document
    };
    let kinds = crate::ChangeKind::ALL.iter().map(|it| it.as_str());
    let kinds = kinds.filter(|it| *it != "version-changed");
    let versioning: Value = kinds
        .map(|it| (it.to_owned(), json!({"level": "minor", "reason": "why"})))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let framework = annotated(json!({
        "id": "f", "version": "1.2.3-rc.1+build", "title": text, "description": "d",
        "licence": "CC0-1.0", "languages": {"primary": "en", "required": ["sl"], "optional": ["sr-Latn"]},
        "scale": {"levels": [{"value": 1, "title": text, "anchor": "a"}]},
        "scales": [{"id": "proficiency", "title": "t", "levels": [{"value": 1, "title": text, "anchor": "a"}]}],
        "level-scale": "proficiency", "base-iri": "https://x.si/", "facets": [{"id": "digital", "title": text, "description": "d"}],
        "organisations": [{"id": "o", "title": text}],
        "order": {"competences": ["c"], "clusters": ["k"], "profiles": ["p"]},
        "conventions": {"final-punctuation": "full-stop", "indicators-min": 1, "indicators-max": 9,
            "statement-length-max": 90, "similarity-threshold": 80, "preset": "imported",
            "cluster-fields": ["field", "organisations"], "unique-codes": true},
        "rules": {"two-behaviours": "off"},
        "versioning-policy": "progression", "versioning": versioning, "source": source, "suppressions": suppressions,
    }));
    let cluster = annotated(json!({
        "id": "k", "title": text, "definition": "d", "relations": relations, "field": "f", "organisations": ["o"], "parent": "kk",
        "status": "approved", "deprecation": deprecation, "source": source,
        "mappings": mappings, "suppressions": suppressions,
    }));
    let indicator = annotated(json!({
        "id": "c.a", "statement": text, "polarity": "ineffective", "level": 2, "relations": relations,
        "facets": ["digital"], "status": "draft", "deprecation": deprecation,
        "source": source, "mappings": mappings, "suppressions": suppressions,
    }));
    let competence = annotated(json!({
        "id": "c", "also-in": ["kk"], "scale": "rating", "levels": [{"value": 1, "description": text}],
        "relations": relations, "includes": ["d.a"], "kind": "job-specific", "cluster": "k", "title": text, "definition": "d",
        "status": "deprecated", "deprecation": deprecation, "source": source,
        "mappings": mappings, "suppressions": suppressions,
        "indicators": [indicator],
    }));
    let profile = annotated(json!({
        "id": "p", "title": text, "cluster": "k", "mappings": mappings, "relations": relations, "description": "d", "extends": ["q"], "status": "proposed",
        "requires": [{"kind": "core", "cluster": "k", "competence": "c", "level": 3, "indicators": ["c.a"],
            "necessity": "optional"}],
        "deprecation": deprecation, "source": source, "suppressions": suppressions,
    }));
    let lineage = json!({
        "version": "2.0.0", "scale": {"1": 1, "2": 3, "100": 0},
        "records": [{"change": "merged", "from": ["a", "b.c"], "to": ["d"], "editorial": true,
            "reason": "r", "evidence": [{"text": "t", "link": "https://x.si/a"}], "decided": "2025-02-28"}],
    });
    match kind {
        DocumentKind::Framework => framework,
        DocumentKind::Cluster => cluster,
        DocumentKind::Competence => competence,
        DocumentKind::Profile => profile,
        DocumentKind::Lineage => lineage,
        DocumentKind::Releases => {
            json!({"releases": [{"version": "1.2.3-rc.1", "released": "2025-02-28",
            "hash": format!("sha256:{}", "0123456789abcdef".repeat(4))}]})
        }
        DocumentKind::Bundle => json!({
            "format": 2, "framework": framework, "clusters": [cluster],
            "competences": [competence], "profiles": [profile], "lineage": [lineage],
        }),
    }
}

const KINDS: [DocumentKind; 7] = [
    DocumentKind::Framework,
    DocumentKind::Cluster,
    DocumentKind::Competence,
    DocumentKind::Profile,
    DocumentKind::Lineage,
    DocumentKind::Releases,
    DocumentKind::Bundle,
];

/// Whether the schema accepts a document, and whether the types do.
fn verdicts(kind: DocumentKind, value: &Value) -> (bool, Result<(), String>) {
    let mut findings = Vec::new();
    let document = document::parse("x.yaml", &value.to_string(), &mut findings);
    if document.is_empty() {
        return (false, Err("no document".to_owned()));
    }
    let by_schema = shape::accepts(kind, &document.to_json(Document::ROOT));
    (
        by_schema,
        read_typed(kind, &document)
            .map(|_| ())
            .map_err(|error| error.to_string()),
    )
}

#[test]
fn documents_with_every_key_are_accepted_by_both() {
    for kind in KINDS {
        assert_eq!(verdicts(kind, &full(kind)), (true, Ok(())), "{kind:?}");
    }
}

#[test]
fn every_key_of_the_schemas_is_in_the_full_documents() {
    fn keys(schema: &Value, found: &mut Vec<String>) {
        match schema {
            Value::Object(map) => {
                if let Some(Value::Object(properties)) = map.get("properties") {
                    found.extend(properties.keys().cloned());
                }
                map.values().for_each(|it| keys(it, found));
            }
            Value::Array(items) => items.iter().for_each(|it| keys(it, found)),
            _ => {}
        }
    }
    for kind in KINDS {
        let mut found = Vec::new();
        keys(&kind.schema(), &mut found);
        let text = full(kind).to_string();
        for key in found {
            assert!(text.contains(&format!("\"{key}\":")), "{kind:?}: {key}");
        }
    }
}

/// Values that are right in one place or another, or nearly.
fn any_value() -> impl Strategy<Value = Value> {
    let words = [
        "",
        " ",
        "core",
        "Core",
        "draft",
        "off",
        "a",
        "a-b",
        "a.b",
        "a..b",
        "a-",
        "-a",
        "1a",
        "a_b",
        "č",
        "a.b.c",
        "1.0.0",
        "1.0",
        "01.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0+a..b",
        "99999999999999999999.0.0",
        "v1.0.0",
        "1.0.0-rc.1",
        "sl",
        "SL",
        "sl-si",
        "sl-SI",
        "x-a",
        "i-klingon",
        "en-",
        "slovene-language-long",
        "de-1996-1996",
        "und",
        "zh-cmn-Hans",
        "urn:x",
        "http://a b",
        "//x",
        "http://[",
        "a:",
        "http://x/ž",
        "2025-02-28",
        "2025-02-29",
        "2025-2-3",
        "exactMatch",
        "ExactMatch",
        "public-record",
        "digital",
        "\u{0}",
        "\n",
        "1.0.0\n",
        "a\n",
        "editorial",
        "Editorial",
        "rating",
        "requires",
        "optional",
        " a",
        "a\u{85}b",
        "manual-mapping-curation",
        "2025-02-28\n",
    ];
    let leaf = prop_oneof![
        8 => prop::sample::select(words.to_vec()).prop_map(Value::from),
        1 => Just("a-".repeat(60) + "a").prop_map(Value::from),
        1 => Just("a".repeat(120)).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => prop::sample::select(&[-1i64, 0, 1, 2, 100, 101, 10_000, 10_001, 65_536, i64::MAX][..]).prop_map(Value::from),
        1 => prop::sample::select(&[1.0, 1.5, -0.0, 0.5, -0.5, 1e300, 100.0][..]).prop_map(Value::from),
    ];
    let key = prop::sample::select(
        &[
            "en", "sl", "EN", "id", "value", "title", "x", "", "reason", "kind", "1", "01", "101",
            "-1",
        ][..],
    );
    leaf.prop_recursive(2, 8, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..3).prop_map(|map| map
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

/// A change somewhere in a document: which node, counted from the root, and what to do to it.
#[derive(Debug, Clone)]
enum Mutation {
    Replace(Value),
    Remove,
    Add(String, Value),
    Rename(String),
}

fn any_mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let key = || {
        prop::sample::select(
            &[
                "id", "sl", "EN", "x", "kind", "level", "a.b", "", "2", "02", "scale", "x-a", "x-",
                "code", "note", "links",
            ][..],
        )
        .prop_map(str::to_owned)
    };
    let mutation = prop_oneof![
        4 => any_value().prop_map(Mutation::Replace),
        2 => Just(Mutation::Remove),
        2 => (key(), any_value()).prop_map(|(key, value)| Mutation::Add(key, value)),
        1 => key().prop_map(Mutation::Rename),
    ];
    (any::<prop::sample::Index>(), mutation)
}

/// Every path of a value, the root's included.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, it)| paths(it, &format!("{at}/{key}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, it)| paths(it, &format!("{at}/{n}"), found)),
        _ => {}
    }
}

fn mutate(value: &mut Value, which: prop::sample::Index, mutation: Mutation) {
    let mut all = Vec::new();
    paths(value, "", &mut all);
    let path = which.get(&all).clone();
    let (parent, last) = path.rsplit_once('/').unwrap_or(("", ""));
    match mutation {
        Mutation::Replace(new) => {
            if let Some(node) = value.pointer_mut(&path) {
                *node = new;
            }
        }
        Mutation::Remove => match value.pointer_mut(parent) {
            Some(Value::Object(map)) => drop(map.remove(last)),
            Some(Value::Array(items)) if !items.is_empty() => drop(items.remove(0)),
            _ => {}
        },
        Mutation::Add(key, new) => match value.pointer_mut(&path) {
            Some(Value::Object(map)) => drop(map.insert(key, new)),
            Some(Value::Array(items)) => items.push(new),
            _ => {}
        },
        Mutation::Rename(key) => {
            if let Some(Value::Object(map)) = value.pointer_mut(parent)
                && let Some(it) = map.remove(last)
            {
                map.insert(key, it);
            }
        }
    }
}

/// The schema of bundles as it was when there was only the first form.
const FIRST_FORM: &str = include_str!("../../../tests/formats/bundle-1.schema.json");

fn first_form() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(FIRST_FORM).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// A bundle is of the second form exactly if programs of the first could not read it.
#[test]
fn what_came_with_the_second_form_needs_it() {
    let first = first_form();
    let without = |value: &Value, path: &str| {
        let mut value = value.clone();
        let (parent, last) = path.rsplit_once('/').unwrap();
        match value.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.remove(last)),
            Value::Array(items) => drop(items.remove(last.parse().unwrap())),
            _ => {}
        }
        value
    };
    let mut bundle = full(DocumentKind::Bundle);
    bundle["format"] = 1.into();
    // What the first form does not know, by its place, the deepest first.
    let mut news = Vec::new();
    loop {
        let errors = first.iter_errors(&bundle);
        let unknown = errors.filter_map(|error| match error.kind() {
            jsonschema::error::ValidationErrorKind::AdditionalProperties { unexpected } => {
                Some(format!("{}/{}", error.instance_path(), unexpected.first()?))
            }
            _ => None,
        });
        let Some(path) = unknown.max() else { break };
        news.push((path.clone(), bundle.pointer(&path).unwrap().clone()));
        bundle = without(&bundle, &path);
    }
    assert!(first.is_valid(&bundle) && news.len() > 60, "{}", news.len());
    let format = |bundle: &Value| {
        let model = crate::Model::from_bundle(bundle.to_string().as_bytes()).unwrap();
        let written: Value = serde_json::from_str(&model.to_bundle().unwrap()).unwrap();
        let mut as_first = written.clone();
        as_first["format"] = 1.into();
        let of_first: Vec<String> = first
            .iter_errors(&as_first)
            .map(|it| format!("{} {it}", it.instance_path()))
            .collect();
        assert_eq!(of_first.is_empty(), written["format"] == 1, "{of_first:?}");
        written["format"].clone()
    };
    assert_eq!(format(&bundle), 1);
    for (path, value) in news {
        let (parent, last) = path.rsplit_once('/').unwrap();
        let mut with = bundle.clone();
        if let Some(Value::Object(map)) = with.pointer_mut(parent) {
            map.insert(last.to_owned(), value);
            assert_eq!(format(&with), 2, "{path}");
        }
    }
    let mut with = bundle.clone();
    with["framework"]["versioning"] =
        json!({"relations-changed": {"level": "minor", "reason": "why"}});
    assert_eq!(format(&with), 2);
    let mut with = bundle.clone();
    with["competences"][0]["indicators"][0]["facets"] = json!(["knowledge"]);
    assert_eq!(format(&with), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn schema_and_types_agree(
        kind in prop::sample::select(&KINDS[..]),
        mutations in prop::collection::vec(any_mutation(), 0..3),
    ) {
        let mut value = full(kind);
        for (which, mutation) in mutations {
            mutate(&mut value, which, mutation);
        }
        let (by_schema, by_types) = verdicts(kind, &value);
        prop_assert_eq!(by_schema, by_types.is_ok(), "{:?} {:?}\n{}", kind, by_types, value);
    }

    /// What the check leaves in a document is what the types can read.
    #[test]
    fn what_remains_can_be_read(
        kind in prop::sample::select(&KINDS[..]),
        mutations in prop::collection::vec(any_mutation(), 1..6),
    ) {
        let mut value = full(kind);
        for (which, mutation) in mutations {
            mutate(&mut value, which, mutation);
        }
        let mut findings = Vec::new();
        let text = value.to_string();
        let mut document = document::parse("x.yaml", &text, &mut findings);
        if !document.is_empty() && shape::check("x.yaml", &text, kind, &mut document, &mut findings) {
            let read = read_typed(kind, &document);
            prop_assert!(read.is_ok(), "{:?}\n{}", read.err(), text);
        }
    }
}
