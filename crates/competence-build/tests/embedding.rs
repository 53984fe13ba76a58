//! What a build script is given: the directives and the files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::Path;

use competence_build::{Directive, Embedding};
use competence_core::Model;

fn lines(embedding: &Embedding) -> Vec<String> {
    embedding
        .directives
        .iter()
        .map(Directive::to_string)
        .collect()
}

#[test]
fn the_generated_code_is_the_same_each_time() {
    let path = Path::new("tests/programs/names.json");
    let embedding = Embedding::of("names", path).unwrap();
    assert_eq!(Embedding::of("names", path).unwrap(), embedding);
    let files = embedding.files.unwrap();
    let model = Model::from_bundle(include_bytes!("programs/names.json")).unwrap();
    assert_eq!(Model::from_bundle(files.bundle.as_bytes()).unwrap(), model);
    insta::assert_snapshot!(files.module);
}

#[test]
fn a_name_is_one_of_a_file() {
    for name in ["", "../model", "Model", "a b", "a\"b"] {
        let error = Embedding::of(name, Path::new("../../model")).unwrap_err();
        assert!(
            error.to_string().contains("is no name for a model"),
            "{error}"
        );
    }
}

#[test]
fn the_worked_example_is_embedded() {
    let model = Path::new("../../model");
    let embedding = Embedding::of("model", model).unwrap();
    assert_eq!(lines(&embedding), ["cargo::rerun-if-changed=../../model"]);
    let module = embedding.files.unwrap().module;
    let became = "#[cfg(any(removed = \"in 2.0.0: merged, use ids::competence::PROACTIVE_USER_SERVICE (Analiza";
    assert!(module.contains(became), "{module}");

    // A release of it, as it was.
    let released = Embedding::of("model", &model.join("releases/1.0.0.json")).unwrap();
    assert_eq!(
        lines(&released),
        ["cargo::rerun-if-changed=../../model/releases/1.0.0.json"]
    );
    assert!(
        released
            .files
            .unwrap()
            .module
            .contains("pub const PROACTIVE_ACTION: ")
    );
}

#[test]
fn what_is_no_model_is_an_error() {
    let said = |path: &str| {
        let embedding = Embedding::of("model", Path::new(path)).unwrap();
        assert_eq!(embedding.files, None);
        lines(&embedding).join("\n")
    };
    let missing = said("no-such-folder");
    assert!(
        missing.contains("cargo::error=no-such-folder: No such file"),
        "{missing}"
    );
    let folder = said("src");
    assert!(
        folder.contains("cargo::error=src/framework.yaml:1:1:"),
        "{folder}"
    );
    // One document of a model is not a whole one.
    let document = said("../../model/framework.yaml");
    assert!(
        document.contains("one document of a framework"),
        "{document}"
    );
    let other = said("../../Cargo.lock");
    assert!(
        other.contains("cargo::error=../../Cargo.lock:1:"),
        "{other}"
    );
}
