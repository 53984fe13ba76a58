//! Two versions of a file, each made from the same third one, as one file.

use serde_json::Value;

use super::EditError;
use super::sheet::{Block, Sheet, Step, comments, way};
use crate::Model;

/// What two versions of a file are together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reconciled {
    /// The file with the changes of both. Where they conflict, it has what ours says.
    pub ours: String,
    /// The same with what theirs says where they conflict.
    pub theirs: String,
    /// The same with what both were made from where they conflict.
    pub base: String,
    /// Where both changed the same, and not in the same way.
    pub conflicts: Vec<Conflict>,
}

/// A field that two versions changed, and not in the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Conflict {
    /// The id of the element, or the way to what is in the manifest or a lineage.
    pub element: String,
    /// The field, such as `statement.en`; empty if it is the whole element.
    pub field: String,
}

impl Conflict {
    /// What a model says there, in words or as JSON.
    pub fn said_in(&self, model: &Model) -> String {
        let Some(element) = model.element(&self.element) else {
            return "it is not there".to_owned();
        };
        if self.field.is_empty() {
            return model.text(element.title(), None).1.to_owned();
        }
        let mut value = element.to_json();
        for key in self.field.split('.') {
            value = value.get(key).cloned().unwrap_or_default();
        }
        match value {
            Value::Null => "nothing".to_owned(),
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    pub(super) fn whole(id: &str) -> Self {
        Self {
            element: id.to_owned(),
            field: String::new(),
        }
    }
}

/// Puts the changes of two versions of a YAML file together: fields by their keys, the items of a list
/// by their ids. Comments, order and layout of ours stay, and what is added brings its own along.
///
/// ```
/// use competence_core::edit::reconcile;
///
/// let base = "id: cooperation\nkind: core\ntitle:\n  en: Cooperation\nstatus: draft\n";
/// let ours = base.replace("status: draft", "status: approved # in May");
/// let theirs = base.replace("en: Cooperation", "en: Working together");
/// let both = reconcile(base, &ours, &theirs)?;
/// assert!(both.conflicts.is_empty());
/// assert_eq!(both.ours, ours.replace("en: Cooperation", "en: Working together"));
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError::Layout`] if one of the three is not understood, or is laid out in a way in which it
/// cannot be edited, or if a comment would be lost. The lines may go together nevertheless.
pub fn reconcile(base: &str, ours: &str, theirs: &str) -> Result<Reconciled, EditError> {
    let path = "the file";
    let sides = Sides::read(path, [base, ours, theirs])?;
    let (mut merged, open) = sides.merged(path)?;
    sides.merge_comments(&mut merged, &[])?;
    let with = |side: &Sheet| -> Result<String, EditError> {
        let mut sheet = Sheet::read(path, merged.text())?;
        open.iter().try_for_each(|at| put(&mut sheet, at, side))?;
        Ok(sheet.text().to_owned())
    };
    let (with_base, with_theirs) = (with(&sides.base)?, with(&sides.theirs)?);
    let is_lost = |line: &&str| {
        !comments(base).any(|it| it == *line) && !comments(&with_theirs).any(|it| it == *line)
    };
    if comments(theirs).any(|line| is_lost(&line)) {
        return Err(EditError::layout("the file"));
    }
    let mut conflicts: Vec<Conflict> = open.iter().map(|at| conflict(at, &sides.ours)).collect();
    conflicts.sort();
    conflicts.dedup();
    Ok(Reconciled {
        ours: merged.text().to_owned(),
        theirs: with_theirs,
        base: with_base,
        conflicts,
    })
}

/// What two forms of a document say together, of which each was made from the same third; where they
/// conflict, what ours says.
pub(super) fn reconciled(
    base: &str,
    ours: &str,
    theirs: &str,
) -> Result<(Value, Vec<Conflict>), EditError> {
    let path = "the element";
    let sides = Sides::read(path, [base, ours, theirs])?;
    let (merged, open) = sides.merged(path)?;
    let conflicts = open.iter().map(|at| conflict(at, &sides.ours)).collect();
    Ok((merged.value().clone(), conflicts))
}

/// Brings what differs between two forms of a document into a file that says the first in words of its
/// own: it may leave defaults out or not, and have a text in one language without its tag. Where its
/// way to say something cannot be kept, the second form has the say. Comments, order and layout of
/// everything else stay.
pub(super) fn rewritten(
    path: &str,
    text: &str,
    primary: &str,
    [before, after]: [&str; 2],
) -> Result<String, EditError> {
    let mut sides = Sides::read(path, [before, text, after])?;
    sides.untag(primary)?;
    let (mut merged, open) = sides.merged(path)?;
    for at in &open {
        put(&mut merged, at, &sides.theirs)?;
    }
    Ok(merged.text().to_owned())
}

/// A step on a way that is the same in all versions: the items of a list by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    Key(String),
    Item(String),
}

struct Sides {
    base: Sheet,
    ours: Sheet,
    theirs: Sheet,
}

impl Sides {
    fn read(path: &str, [base, ours, theirs]: [&str; 3]) -> Result<Self, EditError> {
        Ok(Self {
            base: Sheet::read(path, base)?,
            ours: Sheet::read(path, ours)?,
            theirs: Sheet::read(path, theirs)?,
        })
    }

    /// Ours with the changes of theirs, and the ways to where the two conflict.
    fn merged(&self, path: &str) -> Result<(Sheet, Vec<Vec<At>>), EditError> {
        let mut merged = Sheet::read(path, self.ours.text())?;
        let mut open = Vec::new();
        self.merge(&mut merged, &[], &mut open)?;
        Ok((merged, open))
    }

    /// Brings the changes of theirs into the merged file, and notes where they conflict.
    fn merge(
        &self,
        merged: &mut Sheet,
        at: &[At],
        open: &mut Vec<Vec<At>>,
    ) -> Result<(), EditError> {
        let get = |sheet: &Sheet| resolved(sheet, at).and_then(|it| sheet.get(&it).cloned());
        let (base, ours, theirs) = (get(&self.base), get(&self.ours), get(&self.theirs));
        if ours == theirs || theirs == base {
            return Ok(());
        }
        match (&base, &ours, &theirs) {
            (Some(Value::Object(_)) | None, Some(Value::Object(_)), Some(Value::Object(_))) => {
                self.merge_maps(merged, at, open)
            }
            (Some(Value::Array(old)), Some(Value::Array(own)), Some(Value::Array(others))) => {
                match (identities(old), identities(own), identities(others)) {
                    (Some(old), Some(own), Some(others)) => {
                        self.merge_lists(merged, at, [old, own, others], open)
                    }
                    _ if ours == base => put(merged, at, &self.theirs),
                    _ => {
                        open.push(at.to_vec());
                        Ok(())
                    }
                }
            }
            _ if ours == base => put(merged, at, &self.theirs),
            _ => {
                open.push(at.to_vec());
                Ok(())
            }
        }
    }

    /// Brings the comments behind values along that theirs has and ours did not touch.
    fn merge_comments(&self, merged: &mut Sheet, at: &[At]) -> Result<(), EditError> {
        let Some(way) = resolved(&self.theirs, at) else {
            return Ok(());
        };
        if !at.is_empty() {
            let comment = |sheet: &Sheet| {
                let way = resolved(sheet, at)?;
                sheet.comment(&way).map(|it| it.trim_end().to_owned())
            };
            let was = comment(&self.base).unwrap_or_default();
            let (theirs, here) = (comment(&self.theirs), resolved(merged, at));
            let is_new =
                |theirs: &String| *theirs != was && comment(merged).is_some_and(|it| it == was);
            if let (Some(theirs), Some(here)) = (theirs.filter(is_new), here) {
                merged.set_comment(&here, &theirs)?;
            }
        }
        let inner: Vec<At> = match self.theirs.get(&way) {
            Some(Value::Object(_)) => {
                let keys = self.theirs.keys(&way).into_iter();
                keys.map(|it| At::Key(it.to_owned())).collect()
            }
            Some(Value::Array(items)) => items.iter().map(|it| At::Item(identity_of(it))).collect(),
            _ => Vec::new(),
        };
        for step in inner {
            self.merge_comments(merged, &[at, &[step]].concat())?;
        }
        Ok(())
    }

    /// Takes the tag of the primary language off the texts that ours has without one.
    fn untag(&mut self, primary: &str) -> Result<(), EditError> {
        let mut plain = Vec::new();
        texts(self.ours.value(), &mut Vec::new(), &mut plain);
        for at in plain {
            for side in [&mut self.base, &mut self.theirs] {
                let Some(way) = resolved(side, &at) else {
                    continue;
                };
                let tagged = side.get(&way).and_then(Value::as_object);
                let only = tagged.filter(|it| it.len() == 1);
                let text = only.and_then(|it| it.get(primary)?.as_str());
                if let Some(text) = text.map(str::to_owned) {
                    side.replace(&way, &Block::scalar(&text))?;
                }
            }
        }
        Ok(())
    }

    fn merge_maps(
        &self,
        merged: &mut Sheet,
        at: &[At],
        open: &mut Vec<Vec<At>>,
    ) -> Result<(), EditError> {
        let mut keys: Vec<String> = Vec::new();
        for sheet in [&self.theirs, &self.base, &self.ours] {
            let way = resolved(sheet, at).unwrap_or_default();
            for key in sheet.keys(&way) {
                if !keys.iter().any(|it| it == key) {
                    keys.push(key.to_owned());
                }
            }
        }
        for key in keys {
            let at = [at, &[At::Key(key)]].concat();
            self.merge(merged, &at, open)?;
        }
        Ok(())
    }

    fn merge_lists(
        &self,
        merged: &mut Sheet,
        at: &[At],
        [old, own, others]: [Vec<String>; 3],
        open: &mut Vec<Vec<At>>,
    ) -> Result<(), EditError> {
        let moved = |list: &[String]| {
            let kept = |it: &&String| old.contains(it) && list.contains(it);
            !old.iter().filter(kept).eq(list.iter().filter(kept))
        };
        if moved(&others) {
            // What one side put in another order, the other must not have touched.
            if own == old {
                let get =
                    |sheet: &Sheet| resolved(sheet, at).and_then(|it| sheet.get(&it).cloned());
                if get(&self.ours) == get(&self.base) {
                    return put(merged, at, &self.theirs);
                }
            }
            open.push(at.to_vec());
            return Ok(());
        }
        let mut all: Vec<&String> = others.iter().collect();
        all.extend(old.iter().filter(|it| !others.contains(it)));
        for identity in all {
            let at = [at, &[At::Item(identity.clone())]].concat();
            self.merge(merged, &at, open)?;
        }
        Ok(())
    }
}

/// The ways to all texts in a value.
fn texts(value: &Value, at: &mut Vec<At>, found: &mut Vec<Vec<At>>) {
    match value {
        Value::String(_) => found.push(at.clone()),
        Value::Object(map) => {
            for (key, value) in map {
                at.push(At::Key(key.clone()));
                texts(value, at, found);
                at.pop();
            }
        }
        Value::Array(items) => {
            for item in items.iter().filter(|it| it.is_object()) {
                at.push(At::Item(identity_of(item)));
                texts(item, at, found);
                at.pop();
            }
        }
        _ => {}
    }
}

/// Makes one place of a file say what it says in another file.
fn put(sheet: &mut Sheet, at: &[At], from: &Sheet) -> Result<(), EditError> {
    let source = resolved(from, at).filter(|way| from.get(way).is_some());
    let here = resolved(sheet, at).filter(|way| sheet.get(way).is_some());
    let Some(source) = source else {
        return match here {
            Some(here) => sheet.remove(&here),
            None => Ok(()),
        };
    };
    if at.is_empty() {
        return Err(EditError::layout(sheet.path()));
    }
    let block = match source.last() {
        Some(Step::Item(_)) => from.item_with_comments(&source)?,
        _ => from.block(&source)?,
    };
    if let Some(here) = here {
        return sheet.replace(&here, &block);
    }
    let (Some((last, holder)), Some((_, before))) = (at.split_last(), source.split_last()) else {
        return Err(EditError::layout(sheet.path()));
    };
    let Some(target) = resolved(sheet, holder) else {
        return Err(EditError::layout(sheet.path()));
    };
    match last {
        At::Key(key) => {
            let keys = from.keys(before);
            let own = sheet.keys(&target);
            let earlier = keys.iter().take_while(|it| **it != key.as_str());
            let behind = earlier.filter(|it| own.contains(it)).last();
            let behind = behind.or(own.last()).map(|it| (*it).to_owned());
            let behind = behind.ok_or_else(|| EditError::layout(sheet.path()))?;
            sheet.insert(&target, &behind, key, &block)
        }
        At::Item(identity) => {
            let items = from.items(before);
            let earlier = items.iter().take_while(|it| identity_of(it) != *identity);
            let own: Vec<String> = sheet.items(&target).iter().map(identity_of).collect();
            let places = earlier.filter_map(|it| {
                let identity = identity_of(it);
                own.iter().position(|own| *own == identity)
            });
            let index = places.last().map_or(0, |at| at + 1);
            if own.is_empty() {
                let Some((Step::Key(key), map)) = target.split_last() else {
                    return Err(EditError::layout(sheet.path()));
                };
                let behind = sheet.keys(map).into_iter().rfind(|it| it != key);
                let behind = behind.map(str::to_owned);
                let behind = behind.ok_or_else(|| EditError::layout(sheet.path()))?;
                return sheet.push(map, key, &behind, &block);
            }
            sheet.insert_item(&target, index, &block)?;
            let new = [&target[..], &way![index, "id"]].concat();
            let root = sheet.value().get("id").and_then(Value::as_str);
            match root.zip(identity.strip_prefix('.')) {
                Some((root, name)) => sheet.set(&new, &format!("{root}.{name}")),
                None => Ok(()),
            }
        }
    }
}

/// The way of one file; nothing where it does not go that far.
fn resolved(sheet: &Sheet, at: &[At]) -> Option<Vec<Step>> {
    let mut way = Vec::new();
    for step in at {
        match step {
            At::Key(key) => way.extend(way![key.as_str()]),
            At::Item(identity) => {
                let mut items = sheet.items(&way).iter();
                let index = items.position(|it| identity_of(it) == *identity)?;
                way.push(Step::Item(index));
            }
        }
    }
    Some(way)
}

/// What each item of a list is; nothing if two are the same.
fn identities(items: &[Value]) -> Option<Vec<String>> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let identity = identity_of(item);
        if all.contains(&identity) {
            return None;
        }
        all.push(identity);
    }
    Some(all)
}

/// What an item is, whatever else is said of it: an element by its id, a level by its value, a
/// requirement by what it requires, a record by what it is about, a mapping by its target.
fn identity_of(item: &Value) -> String {
    let Value::Object(map) = item else {
        return item.to_string();
    };
    // An indicator by its own name: its competence may have another id on one side.
    if let Some((_, name)) = map
        .get("id")
        .and_then(Value::as_str)
        .and_then(|it| it.split_once('.'))
    {
        return format!(".{name}");
    }
    for keys in [
        &["id"][..],
        &["value"],
        &["from", "to"],
        &["target"],
        &["rule"],
    ] {
        if keys.first().is_some_and(|key| map.contains_key(*key)) {
            let values = keys
                .iter()
                .map(|key| map.get(*key).map(ToString::to_string));
            return values
                .map(Option::unwrap_or_default)
                .collect::<Vec<_>>()
                .join(" ");
        }
    }
    let mut rest = map.clone();
    if ["kind", "cluster", "competence"]
        .iter()
        .any(|it| map.contains_key(*it))
    {
        rest.remove("level");
    }
    Value::Object(rest).to_string()
}

/// The name of a place where two versions conflict.
fn conflict(at: &[At], ours: &Sheet) -> Conflict {
    let whole = ours
        .value()
        .get("id")
        .or_else(|| ours.value().get("version"));
    let mut element = whole.and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut field: Vec<String> = Vec::new();
    for step in at {
        match step {
            At::Key(key) => field.push(key.clone()),
            At::Item(identity) => {
                let name = identity.trim_matches('"').to_owned();
                if field == ["indicators"] {
                    element.push_str(&name);
                    field.clear();
                } else {
                    field.push(name);
                }
            }
        }
    }
    Conflict {
        element,
        field: field.join("."),
    }
}
