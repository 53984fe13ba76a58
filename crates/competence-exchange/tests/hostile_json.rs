//! JSON that was made to break a reader: too deep, named twice, in circles, leading nowhere, with scripts in it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::format_push_string)]

mod around;

use competence_exchange::mapped::Mapping;
use competence_exchange::{
    ImportError, Imported, InFormat, Input, OutFormat, export, import, import_by,
};
use serde_json::{Value, json};

const MAPPING: &str = "rows:
  - items: skills.*
    competences: { key: code, title: name, cluster: group }
    clusters: { title: group, parent: above }
    relations: { competence: code, relation: { is: requires }, target: needs }
";

/// What is read of a text in a format, by a mapping where it needs one.
fn read(text: &str, format: InFormat) -> Result<Imported, ImportError> {
    let input = Input::file("it.json", text)?;
    if format == InFormat::Json {
        import_by(&input, format, &Mapping::parse("m.yaml", MAPPING)?)
    } else {
        import(&input, format)
    }
}

/// The formats that are JSON.
const FORMATS: [InFormat; 7] = [
    InFormat::Skos,
    InFormat::Case,
    InFormat::CtdlAsn,
    InFormat::Nice,
    InFormat::Json,
    InFormat::Osmt,
    InFormat::UkCivilService,
];

#[test]
fn depth_is_limited() {
    const DEEP: usize = 100_000;
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(DEEP), close.repeat(DEEP));
    let texts = [
        nested("[", "]"),
        nested(r#"{"a":"#, "}"),
        nested(
            r#"{"@id":"urn:x:a","http://www.w3.org/2004/02/skos/core#broader":"#,
            "}",
        ),
        nested(r#"{"@graph":["#, "]}"),
        format!(r#"{{"@context":{}}}"#, nested(r#"{"a":"#, "}")),
        format!(r#"{{"CFDocument":{{"identifier":{}}}}}"#, nested("[", "]")),
        format!(r#"{{"CFItems":[{{"other":{}}}]}}"#, nested("[", "]")),
        format!(
            r#"{{"response":{{"elements":{{"elements":{}}}}}}}"#,
            nested("[", "]")
        ),
        format!(r#"{{"skills":{}}}"#, nested(r#"{"skills":"#, "}")),
        // Nothing closes.
        "[".repeat(DEEP),
        r#"{"a":"#.repeat(DEEP),
    ];
    for format in FORMATS {
        for text in &texts {
            let Err(error) = read(text, format) else {
                panic!("{format}: {}", &text[..40]);
            };
            let said = error.to_string();
            assert!(said.len() < 500, "{format}: {said}");
        }
    }
}

fn told(text: &str, format: InFormat) -> String {
    match read(text, format) {
        Ok(imported) => {
            let mut out = String::new();
            for it in &imported.problems {
                out.push_str(&format!("  {it}\n"));
            }
            let ids: Vec<&str> = imported.model.elements().map(|it| it.id()).collect();
            out + &format!("  = {}\n", ids.join(", "))
        }
        Err(error) => format!("  error: {error}\n"),
    }
}

/// A package of CASE.
fn package(items: &Value, associations: &[[&str; 3]]) -> String {
    let node = |id: &str| json!({"title": id, "identifier": id, "uri": format!("https://example.org/{id}")});
    let associations: Vec<Value> = associations
        .iter()
        .map(|[from, kind, to]| {
            json!({"identifier": format!("{from}-{to}"), "uri": "https://example.org/x", "associationType": kind,
                "originNodeURI": node(from), "destinationNodeURI": node(to), "lastChangeDateTime": "2026-01-01T00:00:00Z"})
        })
        .collect();
    json!({
        "CFDocument": {"identifier": "d", "uri": "https://example.org/d", "title": "Demo", "language": "en"},
        "CFItems": items, "CFAssociations": associations,
    })
    .to_string()
}

fn item(id: &str, text: &str) -> Value {
    json!({"identifier": id, "uri": format!("https://example.org/{id}"), "fullStatement": text})
}

#[test]
fn what_is_wrong_in_a_package_is_named() {
    let three = json!([
        item("a", "Plans"),
        item("b", "Orders"),
        item("c", "Plans ahead")
    ]);
    let child = "isChildOf";
    let cases = [
        (
            "one identifier twice",
            package(&json!([item("a", "Plans"), item("a", "Orders")]), &[]),
        ),
        (
            "two parents",
            package(
                &three,
                &[
                    ["c", child, "a"],
                    ["c", child, "b"],
                    ["a", child, "d"],
                    ["b", child, "d"],
                ],
            ),
        ),
        (
            "a circle",
            package(
                &three,
                &[["a", child, "b"], ["b", child, "c"], ["c", child, "a"]],
            ),
        ),
        ("above itself", package(&three, &[["a", child, "a"]])),
        (
            "dangling ends",
            package(
                &three,
                &[
                    ["a", child, "gone"],
                    ["gone", "isRelatedTo", "b"],
                    ["a", "precedes", "far"],
                ],
            ),
        ),
        (
            "an association twice",
            package(&three, &[["c", child, "a"], ["c", child, "a"]]),
        ),
        (
            "an unknown association",
            package(&three, &[["c", "likes", "a"]]),
        ),
        ("no items", package(&json!([]), &[])),
        (
            "an item without a text",
            package(&json!([item("a", " "), item("b", "Plans")]), &[]),
        ),
        (
            "an address with a blank",
            package(
                &json!([{"identifier": "a", "uri": "https://example.org/a b", "fullStatement": "Plans"}]),
                &[],
            ),
        ),
        ("no document", r#"{"CFItems": []}"#.to_owned()),
        ("another type", r#"{"CFDocument": 1}"#.to_owned()),
    ];
    let mut out = String::new();
    for (what, text) in cases {
        out.push_str(&format!("{what}\n{}", told(&text, InFormat::Case)));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_wrong_in_json_ld_is_named() {
    let context = json!({"skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/"});
    let graph = |all: &Value| json!({"@context": context, "@graph": all}).to_string();
    let concept = |id: &str, broader: &[&str]| {
        let above: Vec<Value> = broader.iter().map(|it| json!({"@id": it})).collect();
        json!({"@id": id, "@type": "skos:Concept", "skos:prefLabel": {"@value": id, "@language": "en"}, "skos:broader": above})
    };
    let cases = [
        (
            "one address twice",
            graph(&json!([concept("urn:x:a", &[]), concept("urn:x:a", &[])])),
        ),
        (
            "two parents",
            graph(&json!([
                concept("urn:x:a", &[]),
                concept("urn:x:b", &[]),
                concept("urn:x:c", &["urn:x:a", "urn:x:b"])
            ])),
        ),
        (
            "a circle",
            graph(&json!([
                concept("urn:x:a", &["urn:x:b"]),
                concept("urn:x:b", &["urn:x:a"])
            ])),
        ),
        (
            "what is not there",
            graph(&json!([concept("urn:x:a", &["urn:x:gone"])])),
        ),
        (
            "terms that are not read",
            graph(
                &json!([{"@id": "urn:x:a", "@type": "skos:Concept", "skos:prefLabel": "A",
            "skos:editorialNote": ["One", "Two"], "dcterms:creator": "Ana", "https://example.org/own": 1}]),
            ),
        ),
        (
            "no addresses",
            graph(&json!([{"@type": "skos:Concept", "skos:prefLabel": "A"}])),
        ),
    ];
    let mut out = String::new();
    for (what, text) in cases {
        out.push_str(&format!("{what}\n{}", told(&text, InFormat::Skos)));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_wrong_in_mapped_json_is_named() {
    let cases = [
        (
            "one key twice",
            json!({"skills": {"one": {"code": "A", "name": "Plans"}, "two": {"code": "A", "name": "Orders"}}}),
        ),
        (
            "a circle of relations",
            json!({"skills": {"one": {"code": "A", "name": "Plans", "needs": "B"}, "two": {"code": "B", "name": "Orders", "needs": "A"}}}),
        ),
        (
            "a circle of groups",
            json!({"skills": {"one": {"code": "A", "name": "Plans", "group": "G", "above": "H"}, "two": {"code": "B", "name": "Orders", "group": "H", "above": "G"}}}),
        ),
        (
            "dangling ends",
            json!({"skills": {"one": {"code": "A", "name": "Plans", "needs": ["Z", "A"]}}}),
        ),
        (
            "other types",
            json!({"skills": {"one": {"code": {"a": 1}, "name": [["Plans"]]}, "two": 1, "three": [null, true]}}),
        ),
    ];
    let mut out = String::new();
    for (what, value) in cases {
        out.push_str(&format!(
            "{what}\n{}",
            told(&value.to_string(), InFormat::Json)
        ));
    }
    insta::assert_snapshot!(out);
}

/// What a browser or a spreadsheet would run stays a text, from every reader to every writer.
#[test]
fn scripts_in_statements_stay_texts() {
    const SCRIPT: &str = "<script>alert('x')</script><img src=x onerror=alert(1)> =cmd|' /C calc'!A0 ]]> --> \u{201c}\\";
    let sources = [
        (InFormat::Case, package(&json!([item("a", SCRIPT)]), &[])),
        (InFormat::Json, json!({"skills": {"one": {"code": "A", "name": SCRIPT}}}).to_string()),
        (
            InFormat::CtdlAsn,
            json!({"@context": "https://credreg.net/ctdlasn/schema/context/json", "@graph": [
                {"@id": "urn:x:a", "@type": "ceasn:Competency", "ceasn:competencyText": {"en": SCRIPT}}]})
            .to_string(),
        ),
        (
            InFormat::Skos,
            json!({"@id": "urn:x:a", "@type": "http://www.w3.org/2004/02/skos/core#Concept",
                "http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": SCRIPT, "@language": "en"}})
            .to_string(),
        ),
    ];
    for (format, text) in sources {
        let model = read(&text, format).unwrap().model;
        let title = |model: &competence_core::Model| {
            let it = model.elements().next().unwrap();
            model.text(it.title(), None).1.to_owned()
        };
        assert_eq!(title(&model), SCRIPT, "{format}");
        for out in [
            OutFormat::Case,
            OutFormat::Skos,
            OutFormat::SkosJsonLd,
            OutFormat::CtdlAsn,
            OutFormat::Csv,
            OutFormat::Xlsx,
        ] {
            let back = match out {
                OutFormat::SkosJsonLd => InFormat::Skos,
                other => other.as_str().parse().unwrap(),
            };
            let content = export(&model, out).unwrap().content;
            let again = import(&around::back(content), back).unwrap().model;
            assert_eq!(title(&again), SCRIPT, "{format} to {out}");
        }
        for picture in [OutFormat::Mermaid, OutFormat::Graphviz] {
            let content = export(&model, picture).unwrap().content;
            assert!(!content.text().contains("<script"), "{}", content.text());
        }
    }
}
