//! The table of what each format holds is current. `UPDATE_PAGES=1` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod rich;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use competence_core::Model;
use competence_exchange::{OutFormat, export};
use serde_json::{Value, json};

const FORMATS: [OutFormat; 7] = [
    OutFormat::Skos,
    OutFormat::Case,
    OutFormat::Case1p0,
    OutFormat::Csv,
    OutFormat::CsvFlat,
    OutFormat::CtdlAsn,
    OutFormat::SchemaOrg,
];

/// A simple value of a field, as most formats that have a place for it can hold.
fn simple(element: &str, field: &str) -> Option<Value> {
    let text = json!({"sl": "Besedilo"});
    Some(match field {
        "title" | "statement" | "definition" | "description" | "note" => text,
        "alternative-titles" => json!([{"sl": "Drugo ime"}]),
        "keywords" | "examples" => json!([{"sl": "Beseda"}]),
        "links" => json!([{"target": "https://example.org/a"}]),
        "mappings" => json!([{"relation": "exactMatch", "target": "https://example.com/x"}]),
        "relations" if element == "indicator" => {
            json!([{"relation": "related", "target": "two.two"}])
        }
        "relations" => json!([{"relation": "related", "target": "two"}]),
        "deprecation" => json!({"successors": ["two.two"]}),
        "status" if element == "indicator" => json!("deprecated"),
        "status" => json!("approved"),
        "also-in" => json!(["outer"]),
        "includes" => json!(["two.two"]),
        "languages" => json!({"primary": "sl", "optional": ["en"]}),
        "order" => json!({"clusters": ["third", "outer", "inner"]}),
        "requires" => json!([{"indicators": ["one.one"]}]),
        "scale" if element == "framework" => json!({"levels": []}),
        _ => return None,
    })
}

/// Where each kind of element is in the model, and the name under which losses are told.
const PLACES: [(&str, &str, &str); 5] = [
    ("framework", "/framework", "framework"),
    ("cluster", "/clusters/0", "inner"),
    ("competence", "/competences/0", "one"),
    ("indicator", "/competences/0/indicators/1", "one.one"),
    ("profile", "/profiles/0", "clerk"),
];

/// Why a field of an element is lost, in a format; nothing if it is held.
fn lost(model: &Value, format: OutFormat, id: &str, field: &str) -> Option<&'static str> {
    let model = Model::from_bundle(model.to_string().as_bytes()).expect(id);
    let losses = export(&model, format).unwrap().losses;
    let found = losses
        .iter()
        .find(|it| it.element == id && it.field.as_deref().is_none_or(|it| it == field));
    found.map(|it| it.why)
}

/// The model with a simple value of a field, and without what else would decide whether it is held.
fn alone(rich: &Value, element: &str, pointer: &str, field: &str) -> Vec<Value> {
    let mut plain = rich.clone();
    let remove = |model: &mut Value, pointer: &str, key: &str| {
        let map = model.pointer_mut(pointer).and_then(Value::as_object_mut);
        map.unwrap().remove(key);
    };
    if let Some(value) = simple(element, field) {
        plain.pointer_mut(pointer).unwrap()[field] = value;
    }
    match (element, field) {
        (_, "deprecation") => plain.pointer_mut(pointer).unwrap()["status"] = "deprecated".into(),
        ("indicator", "status") => remove(&mut plain, "/competences/0", "deprecation"),
        (_, "status") => remove(&mut plain, pointer, "deprecation"),
        ("framework", "base-iri") => remove(&mut plain, "/profiles/0", "iri"),
        ("competence", "indicators") => {
            let list = plain.pointer_mut(&format!("{pointer}/{field}")).unwrap();
            list.as_array_mut().unwrap().reverse();
        }
        _ => {}
    }
    let mut one_language = plain.clone();
    if field == "languages" {
        one_language["framework"]["languages"] = json!({"primary": "sl"});
    }
    vec![plain, one_language]
}

/// Why each of some simple values is lost; nothing if one of them is held.
fn simply_lost(models: &[Value], format: OutFormat, id: &str, field: &str) -> Option<&'static str> {
    let all: Option<Vec<_>> = models
        .iter()
        .map(|it| lost(it, format, id, field))
        .collect();
    all?.first().copied()
}

fn table() -> String {
    let mut out = "| field |".to_owned();
    for format in FORMATS {
        let _ = write!(out, " `{format}` |");
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(FORMATS.len()));
    out.push('\n');
    for (element, pointer, id) in PLACES {
        let rich = rich::rich();
        let fields: Vec<String> = rich
            .pointer(pointer)
            .unwrap()
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        for field in fields.iter().filter(|it| *it != "id") {
            let plain = alone(&rich, element, pointer, field);
            let mut cells = BTreeMap::new();
            for format in FORMATS {
                let cell = match (
                    simply_lost(&plain, format, id, field),
                    lost(&rich, format, id, field),
                ) {
                    (None, None) => "yes".to_owned(),
                    (None, Some(why)) => format!("partly: {why}"),
                    (Some(_), _) => "no".to_owned(),
                };
                cells.insert(format, cell);
            }
            let _ = write!(out, "| {element} `{field}` |");
            for format in FORMATS {
                let _ = write!(out, " {} |", cells[&format]);
            }
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_page_tells_what_each_format_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exchange.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- formats -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let current = format!("{before}<!-- formats -->\n{}<!-- end -->{after}", table());
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, current).unwrap();
    } else {
        assert!(current == page, "write it anew with UPDATE_PAGES=1");
    }
}
