//! What the lineage says of elements that the model no longer has.
//!
//! A program that names one does not compile. An item that is configured out makes the compiler show, in
//! its note, the condition: here, what became of the element.

use std::fmt::Write;

use competence_core::{Contents, LineageChange, LineageRecord, Model};

use crate::directive::one_line;
use crate::module::{self, Item};
use crate::names;

/// The items for everything that the lineage leads from and the model does not have.
pub(crate) fn items(model: &Model) -> Vec<Item> {
    let mut items = Vec::new();
    for lineage in model.lineage() {
        for record in &lineage.records {
            let gone = record
                .from
                .iter()
                .filter(|it| model.element(it.as_str()).is_none());
            for id in gone {
                let fate = format!(
                    "#[cfg(any(removed = {:?}))]",
                    fate(model, &lineage.version, record)
                );
                items.extend(of(model, record, id.as_str(), &fate));
            }
        }
    }
    items
}

/// What became of the elements of a record, in a line.
fn fate(model: &Contents, version: &semver::Version, record: &LineageRecord) -> String {
    let to: Vec<String> = record
        .to
        .iter()
        .map(|it| module::path(model, it.as_str()))
        .collect();
    let mut fate = format!("in {version}: {}", record.change);
    // Writing to a string does not fail.
    if !to.is_empty() && record.change != LineageChange::Retired {
        let _ = write!(fate, ", use {}", to.join(" and "));
    }
    if let Some(reason) = &record.reason {
        let _ = write!(fate, " ({})", one_line(reason));
    }
    fate
}

fn of(model: &Contents, record: &LineageRecord, id: &str, fate: &str) -> Vec<Item> {
    let item = |kind, inner: Option<String>, line: String| Item {
        kind,
        inner,
        lines: vec![fate.to_owned(), line],
    };
    if let Some((competence, _)) = id.split_once('.') {
        let is_there = model.element(competence).is_some();
        // The module of a competence that is gone is itself configured out, below.
        let inner = is_there.then(|| names::module(competence));
        return Vec::from_iter(
            inner.map(|inner| item("indicator", Some(inner), module::constant("indicator", id))),
        );
    }
    // A record does not say what kind of element it leads from, but where it leads to is of the same.
    let successor = record.to.iter().find_map(|it| model.element(it.as_str()));
    let kinds = match successor {
        Some(successor) => vec![successor.noun()],
        None => vec!["competence", "cluster", "profile"],
    };
    let mut items = Vec::new();
    for kind in kinds {
        items.push(item(kind, None, module::constant(kind, id)));
        if kind == "competence" {
            let line = format!("pub mod {} {{}}", names::module(id));
            items.push(item("indicator", None, line));
        }
    }
    items
}
