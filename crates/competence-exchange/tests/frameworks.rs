//! Frameworks that others wrote: in, checked, and out again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod around;
mod rich;

use std::fs;
use std::path::Path;

use around::{goes_around, input};
use competence_core::check::check;
use competence_core::source::Memory;
use competence_core::{Model, edit};
use competence_exchange::{InFormat, OutFormat, export, import};

/// A file of the frameworks beside the repository, where they are there.
fn file(name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/frameworks");
    let text = fs::read_to_string(root.join(name)).ok();
    if text.is_none() {
        eprintln!("skipped: there is no {name}");
    }
    text
}

fn findings(model: &Model) -> Vec<String> {
    let files: Memory = edit::files_of(model).into_iter().collect();
    let checked = check(&files);
    assert_eq!(checked.model().unwrap(), *model);
    let found = checked.findings().iter();
    found
        .map(|it| format!("{} {} {}", it.severity, it.rule.id, it.message))
        .collect()
}

#[test]
fn nice() {
    let Some(text) = file("nice/cprt_SP_800_181_2_1_0.json") else {
        return;
    };
    let imported = import(&input(&text), InFormat::Nice).unwrap();
    let model = &imported.model;
    assert_eq!(model.clusters().len(), 5);
    assert_eq!(model.profiles().len(), 41);
    assert_eq!(model.indicators().count(), 946 + 662 + 540);
    let asked: usize = model
        .profiles()
        .iter()
        .map(|it| model.resolve(it).indicators().count())
        .sum();
    assert_eq!(asked, 5334);
    let found = model.named("k0018").next().unwrap();
    assert_eq!(found.id(), "knowledge.k0018");
    assert_eq!(imported.problems, []);
    let ids: std::collections::BTreeSet<&str> =
        imported.ids.iter().map(|it| it.id.as_str()).collect();
    assert!(model.elements().all(|it| ids.contains(it.id())));
    insta::assert_debug_snapshot!("nice-findings", findings(model));
    goes_around(model, OutFormat::Skos, InFormat::Skos);
    goes_around(model, OutFormat::SkosJsonLd, InFormat::Skos);
    goes_around(model, OutFormat::Case, InFormat::Case);
    goes_around(model, OutFormat::CtdlAsn, InFormat::CtdlAsn);
    is_valid_case(model);
}

#[test]
fn digcomp() {
    let Some(text) = file("digcomp/digcomp.ttl") else {
        return;
    };
    let imported = import(&input(&text), InFormat::Skos).unwrap();
    let model = &imported.model;
    assert_eq!((model.clusters().len(), model.competences().len()), (5, 21));
    insta::assert_debug_snapshot!("digcomp-problems", imported.problems);
    insta::assert_debug_snapshot!("digcomp-findings", findings(model));
    let areas: Vec<&str> = model.clusters().iter().map(|it| it.id.as_str()).collect();
    insta::assert_debug_snapshot!("digcomp-areas", areas);
    goes_around(model, OutFormat::Skos, InFormat::Skos);
}

#[test]
fn the_worked_example() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    let model = Model::from_bundle(&fs::read(path).unwrap()).unwrap();
    goes_around(&model, OutFormat::Skos, InFormat::Skos);
    goes_around(&model, OutFormat::SkosJsonLd, InFormat::Skos);
    goes_around(&model, OutFormat::Case, InFormat::Case);
    goes_around(&model, OutFormat::Case1p0, InFormat::Case);
    goes_around(&model, OutFormat::CsvFlat, InFormat::CsvFlat);
    goes_around(&model, OutFormat::Xlsx, InFormat::Xlsx);
    let again = goes_around(&model, OutFormat::Csv, InFormat::Csv);
    assert_eq!(again.problems, []);
    // Nothing but the decisions is lost.
    let losses = export(&model, OutFormat::Csv).unwrap().losses;
    let lost: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(lost, ["lineage/2.0.0"]);
    goes_around(&model, OutFormat::CtdlAsn, InFormat::CtdlAsn);
}

/// Packages are valid against the schemas of 1EdTech.
fn is_valid_case(model: &Model) {
    let schemas = [
        (OutFormat::Case, "case/case-v1p1-cfpackage.schema.json"),
        (OutFormat::Case1p0, "case/case-v1p0-cfpackage-schema.json"),
    ];
    for (format, schema) in schemas {
        let Some(schema) = file(schema) else { return };
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let package = export(model, format).unwrap().content.text().to_owned();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&package)
            .take(5)
            .map(|it| format!("{} {it}", it.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{format}");
    }
}

#[test]
fn packages_are_valid() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    is_valid_case(&Model::from_bundle(&fs::read(path).unwrap()).unwrap());
    is_valid_case(&Model::from_bundle(rich::rich().to_string().as_bytes()).unwrap());
}

#[test]
fn case() {
    for name in [
        "v1p0-mathematics",
        "SmartLevelFramework",
        "MarkdownFramework",
    ] {
        let Some(text) = file(&format!("case/{name}.json")) else {
            return;
        };
        let imported = import(&input(&text), InFormat::Case).unwrap();
        let model = &imported.model;
        let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
        let held: Vec<String> = model
            .elements()
            .map(|it| {
                format!(
                    "{} {}: {}",
                    it.noun(),
                    it.id(),
                    model.text(it.title(), None).1
                )
            })
            .collect();
        insta::assert_debug_snapshot!(format!("case-{name}"), (held, problems, findings(model)));
        // What was imported keeps its identifiers.
        let given: serde_json::Value = serde_json::from_str(&text).unwrap();
        let again = export(model, OutFormat::Case)
            .unwrap()
            .content
            .text()
            .to_owned();
        let kept = |it: &serde_json::Value| again.contains(it["identifier"].as_str().unwrap());
        assert!(
            given["CFItems"].as_array().unwrap().iter().all(kept),
            "{name}"
        );
        goes_around(model, OutFormat::Case, InFormat::Case);
        goes_around(model, OutFormat::Skos, InFormat::Skos);
        goes_around(model, OutFormat::CtdlAsn, InFormat::CtdlAsn);
        is_valid_case(model);
    }
}
