//! A model out and in again, held against the report of what is lost.

#![allow(dead_code, reason = "not every test needs all of it")]

use competence_core::Model;
use competence_core::diff::{Change, Diff, Edit};
use competence_exchange::{Content, Imported, InFormat, Input, OutFormat, export, import};

/// A text as what is imported.
pub fn input(text: &str) -> Input {
    Input::file("the file", text).unwrap()
}

/// What was exported, as what is imported.
pub fn back(content: Content) -> Input {
    match content {
        Content::Text(text) => input(&text),
        Content::Bytes(bytes) => Input::file("the file", bytes).unwrap(),
        Content::Folder(files) => Input::folder(files).unwrap(),
    }
}

/// What is different after a model went out and came back, and what the report says is lost: the same.
pub fn goes_around(model: &Model, out: OutFormat, back: InFormat) -> Imported {
    let exported = export(model, out).unwrap();
    let again = import(&self::back(exported.content), back).unwrap();
    let differs = Diff::between(model, &again.model);
    let mut differs: Vec<String> = differs
        .changes
        .iter()
        .chain(&differs.follows)
        .map(field)
        .collect();
    differs.sort();
    differs.dedup();
    let mut lost: Vec<String> = exported.losses.iter().map(ToString::to_string).collect();
    lost.sort();
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        these
            .iter()
            .filter(|it| !others.contains(it))
            .cloned()
            .collect()
    };
    let none = Vec::<String>::new();
    assert_eq!(
        (only(&differs, &lost), only(&lost, &differs)),
        (none.clone(), none)
    );
    again
}

fn field(change: &Change) -> String {
    let element = change.element.to_string();
    match &change.edit {
        Edit::Removed { .. } => element,
        Edit::Text { path, .. } | Edit::Value { path, .. } if element.starts_with("lineage/") => {
            let _ = path;
            element
        }
        Edit::Text { path, .. } | Edit::Value { path, .. } => format!("{element}: {}", path.0[0]),
        Edit::Order { .. } => format!("{element}: indicators"),
        Edit::Added { .. } | Edit::Renamed { .. } => format!("{element}: unexpected"),
    }
}
