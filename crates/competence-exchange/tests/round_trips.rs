//! Out and in again: what differs is what the report says is lost, for any model.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod around;
mod rich;

use around::goes_around;
use competence_core::{Facet, FacetId, Indicator, Model};
use competence_exchange::{InFormat, OutFormat, integrity};
use proptest::prelude::*;
use rich::rich;
use serde_json::{Value, json};

/// The formats that a model goes out to and comes back from.
const BOTH_WAYS: [(OutFormat, InFormat); 8] = [
    (OutFormat::Skos, InFormat::Skos),
    (OutFormat::SkosJsonLd, InFormat::Skos),
    (OutFormat::Case, InFormat::Case),
    (OutFormat::Case1p0, InFormat::Case),
    (OutFormat::Csv, InFormat::Csv),
    (OutFormat::CsvFlat, InFormat::CsvFlat),
    (OutFormat::Xlsx, InFormat::Xlsx),
    (OutFormat::CtdlAsn, InFormat::CtdlAsn),
];

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
    for (out, back) in BOTH_WAYS {
        goes_around(&model, out, back);
    }
}

/// SKOS S13: another title is not the title.
#[test]
fn a_title_is_no_other_title() {
    let mut value = rich();
    value["competences"][0]["alternative-titles"] = json!([{"en": "Name"}, {"en": "Other"}]);
    let model = model(&value).unwrap();
    let exported = competence_exchange::export(&model, OutFormat::Skos).unwrap();
    assert!(!exported.content.text().contains("altLabel \"Name\""));
    goes_around(&model, OutFormat::Skos, InFormat::Skos);
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
    #![proptest_config(ProptestConfig::with_cases(120))]

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
        for (out, back) in BOTH_WAYS {
            goes_around(&model, out, back);
        }
    }
}
