//! A model of a size: a tenth of the items are competences, and each has nine indicators.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// The bundle of a model.
pub fn bundle(items: usize, path: &Path) {
    let competence = |number: usize| {
        let indicators: Vec<Value> = (0..9)
            .map(|at| {
                json!({
                    "id": format!("c{number}.i{at}"), "code": format!("C{number}I{at}"),
                    "statement": {"en": statement(number, at)},
                })
            })
            .collect();
        json!({
            "id": format!("c{number}"), "kind": "job-specific", "cluster": format!("k{}", number % 100),
            "title": {"en": format!("Competence {number}")}, "definition": {"en": format!("What competence {number} is")},
            "status": "approved", "code": format!("C{number}"), "indicators": indicators,
        })
    };
    let cluster = |number: usize| json!({"id": format!("k{number}"), "title": {"en": format!("Cluster {number}")}, "status": "approved"});
    let bundle = json!({
        "format": 2,
        "framework": {
            "id": "large", "version": "1.0.0", "title": {"en": "Large"}, "languages": {"primary": "en"},
            "scale": {"levels": []}, "base-iri": "https://example.org/large/",
        },
        "clusters": (0..100).map(cluster).collect::<Vec<_>>(),
        "competences": (0..items / 10).map(competence).collect::<Vec<_>>(),
    });
    fs::write(path, bundle.to_string()).unwrap();
}

/// The statement of an indicator.
pub fn statement(competence: usize, at: usize) -> String {
    format!("Does thing number {at} of competence {competence} in the office")
}
