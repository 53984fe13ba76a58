//! Frameworks that others wrote: in, checked, and out again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod around;

use std::fs;
use std::path::Path;

use around::goes_around;
use competence_core::check::check;
use competence_core::source::Memory;
use competence_core::{Model, edit};
use competence_exchange::{InFormat, OutFormat, import};

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
    let imported = import(&text, InFormat::Nice).unwrap();
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
}

#[test]
fn digcomp() {
    let Some(text) = file("digcomp/digcomp.ttl") else {
        return;
    };
    let imported = import(&text, InFormat::Skos).unwrap();
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
}
