//! What the lineage says of elements that the model no longer has.
//!
//! A program that names one does not compile. An item that is configured out makes the compiler show, in
//! its note, the condition: here, what became of the element.

use std::fmt::Write;

use competence_core::{Contents, LineageChange, LineageRecord, Model};

use crate::directive::one_line;
use crate::item::{self, IdKind, Item};
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
        .map(|it| item::path(model, it.as_str()))
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
    let item = |kind, inner: Option<String>, declaration: String| Item {
        kind,
        inner,
        attributes: vec![fate.to_owned()],
        declaration,
    };
    if let Some((competence, _)) = id.split_once('.') {
        // The module of a competence that is gone is itself configured out, below.
        if model.element(competence).is_none() {
            return Vec::new();
        }
        let constant = item::constant(IdKind::Indicator, id);
        return vec![item(
            IdKind::Indicator,
            Some(names::module(competence)),
            constant,
        )];
    }
    // A record does not say what kind of element it leads from, but where it leads to is of the same.
    let successor = record.to.iter().find_map(|it| model.element(it.as_str()));
    let kinds = match successor {
        Some(successor) => vec![IdKind::of(successor)],
        None => vec![IdKind::Competence, IdKind::Cluster, IdKind::Profile],
    };
    let mut items = Vec::new();
    for kind in kinds {
        items.push(item(kind, None, item::constant(kind, id)));
        if kind == IdKind::Competence {
            let module = format!("pub mod {} {{}}", names::module(id));
            items.push(item(IdKind::Indicator, None, module));
        }
    }
    items
}
