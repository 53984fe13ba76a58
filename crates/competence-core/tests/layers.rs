//! A layer imports only what is below it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the lowest to the highest: a path below `src` and all that begins with it. A
/// longer path is more exact.
const LAYERS: &[&str] = &[
    "model",
    "version",
    "check/rule.rs",
    "check/finding.rs",
    "check/fingerprint.rs",
    "check/patch.rs",
    "check/nearest.rs",
    "check/synonyms.rs",
    "check/source",
    "check/document",
    "check/placed.rs",
    "check/schema.rs",
    "check/load",
    "check/context",
    "check/rules",
    "check/published.rs",
    "check/run.rs",
    "check/baseline.rs",
    "check/fix.rs",
    "check/starter.rs",
    "check/mod.rs",
    "release",
    "edit",
    "lib.rs",
];

/// The layer that a path is in.
fn layer(path: &str) -> Option<usize> {
    let fits = |layer: &str| {
        let stem = layer.trim_end_matches(".rs");
        path == layer || path == stem || path.starts_with(&format!("{stem}/"))
    };
    LAYERS.iter().rposition(|it| fits(it))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The paths after `crate::` in a line, with `/` between their parts; of a root type, `model`.
fn imports(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap();
    let paths = code.match_indices("crate::").map(|(at, _)| {
        let rest = &code[at + "crate::".len()..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .unwrap_or(rest.len());
        rest[..end].trim_end_matches(':').replace("::", "/")
    });
    // The root names the model's own types, and macros of the model.
    let of_root = |path: String| match path.split('/').next() {
        // What `check` itself names, or re-exports, is at its door.
        Some("check") if layer(&path).is_none() => "check/mod.rs".to_owned(),
        Some("model" | "version" | "check" | "release") => path,
        _ => "model".to_owned(),
    };
    paths.map(of_root).collect()
}

#[test]
fn no_import_goes_up() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut up = Vec::new();
    for file in &all {
        let shown = file
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let own = layer(&shown).unwrap_or_else(|| panic!("{shown} is in no layer"));
        for (number, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
            for path in imports(line) {
                let other = layer(&path).unwrap_or_else(|| panic!("{path} is in no layer"));
                if other > own {
                    up.push(format!("{shown}:{}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(up.is_empty(), "imports that go up:\n{}", up.join("\n"));
    assert!(all.len() > 100);
}

#[test]
fn imports_are_found() {
    assert_eq!(imports("use crate::check::load::{Loaded};"), ["check/load"]);
    assert_eq!(imports("use crate::{Model, Status};"), ["model"]);
    assert_eq!(imports("// crate::check"), Vec::<String>::new());
    assert!(layer("check/load") < layer("check/rules/text/mod.rs"));
}
