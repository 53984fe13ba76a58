//! How long an export and an import of 100,000 items take, beside what other programs need to read the
//! same file and do nothing with it: `cargo bench -p competence-exchange`.
//!
//! The other programs are Python packages, `rdflib` and `jsonschema`; without them, and without the
//! schema of 1EdTech beside the repository, there is nothing to compare with, and that is said.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use competence_core::Model;
use competence_exchange::{InFormat, Input, OutFormat, export, import};
use serde_json::{Value, json};

/// How many competences there are, each with nine indicators.
const COMPETENCES: usize = 10_000;

/// The median of so many rounds is told.
const ROUNDS: usize = 3;

fn model() -> Model {
    let competence = |number: usize| {
        let indicators: Vec<Value> = (0..9)
            .map(|at| {
                json!({
                    "id": format!("c{number}.i{at}"), "code": format!("C{number}I{at}"),
                    "statement": {"en": format!("Does thing number {at} of competence {number} in the office")},
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
        "competences": (0..COMPETENCES).map(competence).collect::<Vec<_>>(),
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

fn seconds(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// The seconds that a program of Python tells; nothing if it cannot run.
fn python(program: &str, arguments: &[&Path]) -> Option<f64> {
    let output = Command::new("python3")
        .arg("-c")
        .arg(program)
        .args(arguments)
        .output()
        .ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    told.trim().parse().ok()
}

const RDFLIB: &str = "import rdflib, sys, time
start = time.perf_counter()
rdflib.Graph().parse(sys.argv[1], format=sys.argv[2])
print(time.perf_counter() - start)";

const JSON_SCHEMA: &str = "import json, jsonschema, sys, time
schema = json.load(open(sys.argv[2]))
start = time.perf_counter()
jsonschema.validators.validator_for(schema)(schema).validate(json.load(open(sys.argv[1])))
print(time.perf_counter() - start)";

fn main() {
    let model = model();
    let folder = std::env::temp_dir().join(format!("competence-readers-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/frameworks/case/case-v1p1-cfpackage.schema.json");
    let formats = [
        (
            OutFormat::Skos,
            InFormat::Skos,
            RDFLIB,
            Path::new("turtle"),
            "rdflib",
        ),
        (
            OutFormat::SkosJsonLd,
            InFormat::Skos,
            RDFLIB,
            Path::new("json-ld"),
            "rdflib",
        ),
        (
            OutFormat::Case,
            InFormat::Case,
            JSON_SCHEMA,
            schema.as_path(),
            "jsonschema",
        ),
    ];
    println!("{} items", COMPETENCES * 10);
    for (out, back, program, argument, other) in formats {
        let mut text = String::new();
        let out_seconds = seconds(|| text.push_str(export(&model, out).unwrap().content.text()));
        let file = folder.join(out.as_str());
        fs::write(&file, &text).unwrap();
        let input = Input::file(out.as_str(), text.clone()).unwrap();
        let in_seconds = seconds(|| drop(import(&input, back).unwrap()));
        print!("{out}: out {out_seconds:.2} s, in {in_seconds:.2} s");
        match python(program, &[&file, argument]) {
            Some(theirs) => println!(
                "; {other} reads it in {theirs:.1} s, {:.0} times as long",
                theirs / in_seconds
            ),
            None => println!("; {other} is not there to compare with"),
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
