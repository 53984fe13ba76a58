//! Tables and JSON of others, read by mappings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod around;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use around::goes_around;
use competence_core::check::check;
use competence_core::source::Memory;
use competence_core::{Model, Polarity, edit};
use competence_exchange::{Imported, InFormat, Input, OutFormat, import};

/// Files of the frameworks beside the repository, where they are there.
fn shared(names: &[&str]) -> Option<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/frameworks");
    let mut files = Vec::new();
    for name in names {
        let Ok(bytes) = fs::read(root.join(name)) else {
            eprintln!("skipped: there is no {name}");
            return None;
        };
        let name = name.rsplit('/').next().unwrap();
        files.push((name.to_owned(), bytes));
    }
    Some(Input::folder(files).unwrap())
}

/// How many findings of each rule a check has, and how many problems were told.
fn found(imported: &Imported) -> (Vec<String>, BTreeMap<String, usize>) {
    let files: Memory = edit::files_of(&imported.model).into_iter().collect();
    let checked = check(&files);
    assert_eq!(checked.model().unwrap(), imported.model);
    let mut rules = BTreeMap::new();
    for it in checked.findings() {
        *rules
            .entry(format!("{} {}", it.severity, it.rule.id))
            .or_default() += 1;
    }
    (
        imported.problems.iter().map(ToString::to_string).collect(),
        rules,
    )
}

fn goes_on(model: &Model) {
    goes_around(model, OutFormat::Skos, InFormat::Skos);
    goes_around(model, OutFormat::Case, InFormat::Case);
    goes_around(model, OutFormat::Csv, InFormat::Csv);
}

#[test]
fn ddat() {
    let Some(input) = shared(&["ddat/skills_az.csv", "ddat/roles_skills.csv"]) else {
        return;
    };
    let imported = import(&input, InFormat::Ddat).unwrap();
    let model = &imported.model;
    assert_eq!(model.competences().len(), 189);
    insta::assert_debug_snapshot!("ddat", found(&imported));
    goes_on(model);
}

#[test]
fn uk_civil_service() {
    let Some(input) = shared(&["uk-civil-service/civil-service-competency-framework.json"]) else {
        return;
    };
    let imported = import(&input, InFormat::UkCivilService).unwrap();
    let model = &imported.model;
    assert_eq!((model.clusters().len(), model.competences().len()), (3, 10));
    let of = |polarity| {
        model
            .indicators()
            .filter(|(_, it)| it.polarity == polarity)
            .count()
    };
    assert_eq!(
        (of(Polarity::Effective), of(Polarity::Ineffective)),
        (335, 335)
    );
    insta::assert_debug_snapshot!("uk-civil-service", found(&imported));
    goes_on(model);
}

#[test]
fn osmt() {
    for name in [
        "v3-collection-skills.json",
        "osmt-batch-import-example.csv",
        "Skills-Import.csv",
    ] {
        let Some(input) = shared(&[&format!("osmt/{name}")]) else {
            return;
        };
        let imported = import(&input, InFormat::Osmt);
        insta::assert_debug_snapshot!(
            format!("osmt-{name}"),
            imported.map(|it| (found(&it), it.model.to_bundle().unwrap().len()))
        );
    }
}

/// A folder of small files of our own in the layout of a publisher.
fn published(name: &str) -> Input {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/published")
        .join(name);
    let files = fs::read_dir(root).unwrap().map(|it| {
        let it = it.unwrap();
        (
            it.file_name().into_string().unwrap(),
            fs::read(it.path()).unwrap(),
        )
    });
    Input::folder(files.collect()).unwrap()
}

#[test]
fn layouts_of_publishers() {
    for (name, format) in [
        ("esco", InFormat::Esco),
        ("onet", InFormat::Onet),
        ("osmt", InFormat::Osmt),
    ] {
        let imported = import(&published(name), format).unwrap();
        let bundle: serde_json::Value =
            serde_json::from_str(&imported.model.to_bundle().unwrap()).unwrap();
        insta::assert_snapshot!(
            format!("published-{name}"),
            format!("{:#?}\n{:#}", found(&imported), bundle)
        );
        goes_on(&imported.model);
    }
}
