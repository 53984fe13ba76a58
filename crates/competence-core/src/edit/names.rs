//! Where the documents of a model name its elements.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::EditError;
use super::draft::Draft;
use super::sheet::{Sheet, Step, way};
use crate::check::schema::DocumentKind;

/// What an element is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the element itself.
    Own,
    /// In a list: the declared order, what a profile extends, the successors of a deprecated element.
    Listed,
    /// In what a profile requires.
    Required,
    /// In the indicators that a profile requires: without any, all would be.
    RequiredOnly,
    /// The other end of a relation.
    Related,
    /// The cluster of a competence or a profile, or the parent of a cluster.
    Parent,
    /// Where a lineage record leads to.
    To,
}

/// An element that is named in a document.
pub(super) struct Named {
    pub way: Vec<Step>,
    pub id: String,
    pub role: Role,
}

/// Every element that a document names. Where a lineage record leads from is a matter of the release
/// before, and not named here.
pub(super) fn named(kind: DocumentKind, sheet: &Sheet) -> Vec<Named> {
    let mut found = Vec::new();
    let mut add = |way: &[Step], role: Role| {
        let mut named = |way: Vec<Step>, id: &str| {
            let id = id.to_owned();
            found.push(Named { way, id, role });
        };
        match sheet.get(way) {
            Some(Value::String(id)) => named(way.to_vec(), id),
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(id) = item.as_str() {
                        named([way, &way![index]].concat(), id);
                    }
                }
            }
            _ => {}
        }
    };
    let number = |list: &str| sheet.items(&way![list]).len();
    match kind {
        DocumentKind::Framework => {
            for key in ["competences", "clusters", "profiles"] {
                add(&way!["order", key], Role::Listed);
            }
        }
        DocumentKind::Lineage => {
            for index in 0..number("records") {
                add(&way!["records", index, "to"], Role::To);
            }
        }
        DocumentKind::Cluster | DocumentKind::Competence | DocumentKind::Profile => {
            add(&way!["id"], Role::Own);
            add(&way!["parent"], Role::Parent);
            add(&way!["cluster"], Role::Parent);
            add(&way!["also-in"], Role::Listed);
            add(&way!["includes"], Role::Listed);
            add(&way!["extends"], Role::Listed);
            add(&way!["deprecation", "successors"], Role::Listed);
            for index in 0..number("requires") {
                add(&way!["requires", index, "competence"], Role::Required);
                add(&way!["requires", index, "cluster"], Role::Required);
                add(&way!["requires", index, "indicators"], Role::RequiredOnly);
            }
            for index in 0..number("relations") {
                add(&way!["relations", index, "target"], Role::Related);
            }
            for index in 0..number("indicators") {
                add(&way!["indicators", index, "id"], Role::Own);
                let successors = way!["indicators", index, "deprecation", "successors"];
                add(&successors, Role::Listed);
                for at in 0..sheet.items(&way!["indicators", index, "relations"]).len() {
                    let target = way!["indicators", index, "relations", at, "target"];
                    add(&target, Role::Related);
                }
            }
        }
        _ => {}
    }
    found
}

impl Draft<'_> {
    /// Gives elements another id everywhere: at themselves, where they are named, and where the
    /// lineage that is not released leads to them.
    pub fn rename_ids(&mut self, ids: &[(String, String)]) -> Result<(), EditError> {
        self.renamed.extend_from_slice(ids);
        let new: HashMap<&str, &str> = ids
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let old: Vec<&str> = ids.iter().map(|(from, _)| from.as_str()).collect();
        self.in_documents(&old, |kind, sheet| {
            for it in named(kind, sheet) {
                if let Some(id) = new.get(it.id.as_str()).filter(|id| **id != it.id) {
                    sheet.set(&it.way, id)?;
                }
            }
            Ok(())
        })
    }

    /// Removes elements from every list that names them, and what profiles require of them.
    pub fn forget_ids(&mut self, ids: &[String]) -> Result<(), EditError> {
        let old: Vec<&str> = ids.iter().map(String::as_str).collect();
        let forgotten: HashSet<&str> = old.iter().copied().collect();
        self.in_documents(&old, |kind, sheet| {
            let named = named(kind, sheet).into_iter();
            let gone = named.filter(|it| forgotten.contains(it.id.as_str()));
            // From the end, so that the numbers before stay.
            for it in gone.collect::<Vec<_>>().into_iter().rev() {
                match it.role {
                    Role::Listed => remove_item(sheet, &it.way)?,
                    Role::Related => remove_item(sheet, holder(&it.way, 1))?,
                    Role::RequiredOnly => {
                        let list = holder(&it.way, 1);
                        if sheet.items(list).len() == 1 {
                            sheet.remove(holder(list, 1))?;
                        } else {
                            sheet.remove(&it.way)?;
                        }
                    }
                    Role::Required => sheet.remove(holder(&it.way, 1))?,
                    Role::Own | Role::Parent | Role::To => {}
                }
            }
            Ok(())
        })
    }

    /// Removes what is named twice in a list. Of two requirements of the same, the higher level stays.
    pub fn join_names(&mut self, id: &str) -> Result<(), EditError> {
        self.in_documents(&[id], |kind, sheet| {
            let mut seen: Vec<Vec<Step>> = Vec::new();
            let named = named(kind, sheet).into_iter();
            let listed = named.filter(|it| {
                it.id == id && matches!(it.role, Role::Listed | Role::RequiredOnly | Role::To)
            });
            let mut again = Vec::new();
            for it in listed {
                let holder: Vec<Step> = it
                    .way
                    .split_last()
                    .map(|(_, it)| it.to_vec())
                    .unwrap_or_default();
                if seen.contains(&holder) {
                    again.push(it.way);
                } else {
                    seen.push(holder);
                }
            }
            for way in again.iter().rev() {
                sheet.remove(way)?;
            }
            join_requirements(sheet, id)
        })
    }

    /// Removes what an element would say of itself, now that another one has become a part of it: a
    /// relation to itself, a successor that it is, the cluster above it, its own indicators among those
    /// of others, and a cluster that something stands in twice.
    pub fn join_ends(&mut self, id: &str) -> Result<(), EditError> {
        self.in_documents(&[id], |kind, sheet| {
            let all = named(kind, sheet);
            let owner = |way: &[Step]| {
                let inside = way
                    .get(..2)
                    .filter(|_| way.first() == way!["indicators"].first());
                let own = [inside.unwrap_or_default(), &way!["id"][..]].concat();
                sheet.get(&own).and_then(Value::as_str).unwrap_or_default()
            };
            let is_in = |it: &Named, key: &str| it.way.first() == way![key].first();
            let is_at_itself = |it: &Named| {
                let holds = it
                    .id
                    .split_once('.')
                    .is_some_and(|(parent, _)| parent == id);
                let stands = sheet.get(&way!["cluster"]).and_then(Value::as_str) == Some(id);
                match it.role {
                    Role::Listed if is_in(it, "includes") => holds && owner(&it.way) == id,
                    Role::Listed if is_in(it, "also-in") => it.id == id && stands,
                    // What a profile extends is what it requires: that it does not lose unsaid.
                    Role::Listed if is_in(it, "extends") => false,
                    Role::Listed | Role::Related => it.id == id && owner(&it.way) == id,
                    Role::Parent => is_in(it, "parent") && it.id == id && owner(&it.way) == id,
                    _ => false,
                }
            };
            // The same relation to two elements is one to what they became.
            let again = |at: usize, it: &Named| {
                let relation = holder(&it.way, 1);
                let (list, is_same) = (holder(relation, 1), sheet.get(relation));
                it.role == Role::Related
                    && it.id == id
                    && all.iter().take(at).any(|before| {
                        let other = holder(&before.way, 1);
                        holder(other, 1) == list && sheet.get(other) == is_same
                    })
            };
            let gone = all
                .iter()
                .enumerate()
                .filter(|(at, it)| is_at_itself(it) || again(*at, it));
            let gone: Vec<(Role, Vec<Step>)> =
                gone.map(|(_, it)| (it.role, it.way.clone())).collect();
            for (role, way) in gone.into_iter().rev() {
                match role {
                    Role::Related => remove_item(sheet, holder(&way, 1))?,
                    Role::Listed => remove_item(sheet, &way)?,
                    _ => sheet.remove(&way)?,
                }
            }
            Ok(())
        })
    }

    /// Edits the documents that may name some elements.
    fn in_documents(
        &mut self,
        ids: &[&str],
        edit: impl Fn(DocumentKind, &mut Sheet) -> Result<(), EditError>,
    ) -> Result<(), EditError> {
        /// Up to how many ids are looked for before a file is read: most files name none of a few.
        const FEW: usize = 8;
        for (path, kind) in self.documents() {
            if kind == DocumentKind::Lineage && self.is_released(&path) {
                continue;
            }
            let names = |text: &str| ids.iter().any(|it| text.contains(it));
            if ids.len() <= FEW && !self.text(&path).is_some_and(names) {
                continue;
            }
            let mut sheet = self.sheet(&path)?;
            edit(kind, &mut sheet)?;
            if self.text(&path) != Some(sheet.text()) {
                self.keep(&sheet);
            }
        }
        Ok(())
    }

    /// Whether a file is the lineage of a released version.
    pub fn is_released(&self, path: &str) -> bool {
        let version = path
            .strip_prefix("lineage/")
            .and_then(|it| it.strip_suffix(".yaml"));
        let version = version.and_then(|it| it.parse::<semver::Version>().ok());
        let last = self.release().map(|it| &it.framework().version);
        version.is_some_and(|version| last.is_some_and(|last| version <= *last))
    }
}

/// The way without its last steps.
fn holder(way: &[Step], steps: usize) -> &[Step] {
    way.get(..way.len().saturating_sub(steps))
        .unwrap_or_default()
}

/// Removes an item, and the list with it where it was the last: the lists of a model may be left out.
fn remove_item(sheet: &mut Sheet, way: &[Step]) -> Result<(), EditError> {
    let Some((_, list)) = way.split_last() else {
        return Ok(());
    };
    let is_last = sheet
        .get(list)
        .and_then(Value::as_array)
        .is_some_and(|it| it.len() == 1);
    let Some((_, holder)) = list.split_last() else {
        return Ok(());
    };
    // The only key of a map: what is left would say nothing.
    let is_only = sheet
        .get(holder)
        .and_then(Value::as_object)
        .is_some_and(|it| it.len() == 1);
    if is_last && is_only && !holder.is_empty() {
        sheet.remove(holder)
    } else if is_last {
        sheet.remove(list)
    } else {
        sheet.remove(way)
    }
}

fn join_requirements(sheet: &mut Sheet, id: &str) -> Result<(), EditError> {
    let requires = sheet.items(&way!["requires"]).to_vec();
    let level = |it: &Value| it.get("level").and_then(Value::as_i64);
    let without_level = |it: &Value| {
        let mut it = it.clone();
        it.as_object_mut().and_then(|it| it.remove("level"));
        it
    };
    let names = |it: &Value| {
        ["competence", "cluster"]
            .iter()
            .any(|key| says(it, key, id))
    };
    let same = requires.iter().enumerate().filter(|(_, it)| names(it));
    let mut kept: Vec<(usize, &Value)> = Vec::new();
    let mut gone = Vec::new();
    for (index, it) in same {
        let other = kept
            .iter_mut()
            .find(|(_, kept)| without_level(kept) == without_level(it));
        match other {
            None => kept.push((index, it)),
            Some(other) if level(it) > level(other.1) => {
                gone.push(other.0);
                *other = (index, it);
            }
            Some(_) => gone.push(index),
        }
    }
    gone.sort_unstable();
    for index in gone.into_iter().rev() {
        sheet.remove(&way!["requires", index])?;
    }
    Ok(())
}

/// Whether a map has this text behind a key.
pub(super) fn says(value: &Value, key: &str, text: &str) -> bool {
    value.get(key).and_then(Value::as_str) == Some(text)
}
