//! Whether somebody moved something, or the list of an order only follows what was added, removed
//! or renamed.

use std::collections::HashSet;

use super::{Change, Edit, ElementKey, Matching};
use crate::Model;
use crate::model::Element;

/// Whether a change is one of the lists of `order`, and the elements that both models have are
/// read in the order in which they were. A list of elements that are all still there, and no
/// more, was edited by somebody.
pub(super) fn follows(change: &Change, old: &Model, new: &Model, matching: &Matching<'_>) -> bool {
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
