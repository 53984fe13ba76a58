//! Whether somebody changed something, or a field only follows what was added, removed or renamed.

use std::collections::HashSet;

use serde_json::Value;

use super::{Change, Edit, ElementKey, Matching};
use crate::Model;
use crate::model::Element;

/// Whether a change only follows others: it is one of the lists of `order`, or names the same
/// elements by their new ids.
pub(super) fn follows(change: &Change, old: &Model, new: &Model, matching: &Matching<'_>) -> bool {
    follows_order(change, old, new, matching) || follows_ids(change, matching)
}

/// The fields that name other elements. A deprecation is one value, with its successors.
const NAMING: [&str; 8] = [
    "cluster",
    "also-in",
    "parent",
    "extends",
    "requires",
    "includes",
    "relations",
    "deprecation",
];

/// Whether a field names the same elements as before, and they have other ids.
fn follows_ids(change: &Change, matching: &Matching<'_>) -> bool {
    let Edit::Value {
        path,
        old: Some(old),
        new: Some(new),
    } = &change.edit
    else {
        return false;
    };
    let [field] = &path.0[..] else {
        return false;
    };
    NAMING.contains(&field.as_str()) && with_old_ids(new, matching) == *old
}

/// A value with the old ids of what the lineage says has a new one. A competence of a renamed cluster
/// did not move, nor does a profile ask for another.
fn with_old_ids(value: &Value, matching: &Matching<'_>) -> Value {
    match value {
        Value::String(id) => Value::from(matching.before(id).map_or(id.as_str(), |it| it.id())),
        Value::Array(items) => items.iter().map(|it| with_old_ids(it, matching)).collect(),
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| (key.clone(), with_old_ids(it, matching)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

/// Whether a change is one of the lists of `order`, and the elements that both models have are
/// read in the order in which they were. A list of elements that are all still there, and no
/// more, was edited by somebody.
fn follows_order(change: &Change, old: &Model, new: &Model, matching: &Matching<'_>) -> bool {
    let (ElementKey::Framework, Edit::Value { path, .. }) = (&change.element, &change.edit) else {
        return false;
    };
    let [order, list] = &path.0[..] else {
        return false;
    };
    if order != "order" {
        return false;
    }
    let (before, after) = (ids(old, list), ids(new, list));
    if before == after {
        return false;
    }
    let kept: Vec<&str> = after
        .iter()
        .filter_map(|id| matching.before(id).map(|it| it.id()))
        .collect();
    let is_kept: HashSet<&str> = kept.iter().copied().collect();
    before
        .into_iter()
        .filter(|id| is_kept.contains(id))
        .eq(kept)
}

/// The ids of the elements of a list of `order`, as they are read.
fn ids<'m>(model: &'m Model, list: &str) -> Vec<&'m str> {
    let of_list = model.elements().filter(|it| match it {
        Element::Competence(_) => list == "competences",
        Element::Cluster(_) => list == "clusters",
        Element::Profile(_) => list == "profiles",
        Element::Indicator(..) => false,
    });
    of_list.map(|it| it.id()).collect()
}
