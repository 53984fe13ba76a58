//! The lineage that is not released yet: what elements came of since the last release, and records
//! that follow what an edit does.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::draft::Draft;
use super::sheet::way;
use super::{EditError, Grounds};
use crate::check::schema::DocumentKind;
use crate::lineage::Suggestion;
use crate::{Element, ElementId, LineageChange, LineageRecord, Model};

/// A record of a lineage file that is not released.
struct Record {
    path: String,
    index: usize,
    change: Option<LineageChange>,
    from: Vec<String>,
    to: Vec<String>,
}

impl Record {
    /// Whether one element became one, and is the same.
    fn is_step(&self) -> bool {
        let is_kept = matches!(
            self.change,
            Some(LineageChange::Renamed | LineageChange::Moved)
        );
        is_kept && self.from.len() == 1 && self.to.len() == 1
    }
}

/// The elements of the last release that something came of, and the records that say so.
pub(super) struct Origin {
    pub from: Vec<ElementId>,
    pub records: Vec<(String, usize)>,
}

impl Draft<'_> {
    fn records(&self) -> Result<Vec<Record>, EditError> {
        let mut records = Vec::new();
        for (path, kind) in self.documents() {
            if kind != DocumentKind::Lineage || self.is_released(&path) {
                continue;
            }
            let sheet = self.sheet(&path)?;
            let items = sheet.items(&way!["records"]).iter().enumerate();
            records.extend(items.map(|(index, it)| {
                let change = it.get("change").and_then(Value::as_str);
                Record {
                    path: path.clone(),
                    index,
                    change: change.and_then(|it| it.parse().ok()),
                    from: ids(it.get("from")),
                    to: ids(it.get("to")),
                }
            }));
        }
        Ok(records)
    }

    /// What elements came of since the last release. Nothing for those that are new.
    ///
    /// Refused where a record leads to one of them and to others too: what it says could not be said
    /// any more.
    pub fn origin(&self, of: &[&str]) -> Result<Origin, EditError> {
        let mut from: Vec<String> = Vec::new();
        let mut spent = Vec::new();
        let records = self.records()?;
        for id in of {
            let mut known = false;
            for it in records.iter().filter(|it| it.to.iter().any(|to| to == id)) {
                if it.to.iter().any(|to| !of.contains(&to.as_str())) {
                    return Err(EditError::Descent {
                        id: (*id).to_owned(),
                        path: it.path.clone(),
                    });
                }
                known = true;
                from.extend(it.from.iter().cloned());
                spent.push((it.path.clone(), it.index));
            }
            if !known && self.released(id).is_some() {
                from.push((*id).to_owned());
            }
        }
        let mut unique: Vec<ElementId> = Vec::new();
        for id in from.iter().filter_map(|it| ElementId::new(it).ok()) {
            if !unique.contains(&id) {
                unique.push(id);
            }
        }
        Ok(Origin {
            from: unique,
            records: spent,
        })
    }

    /// The element of the last release that an element is, perhaps under another id. Nothing for one
    /// that is new, or that came of several or with others: it may say what it likes.
    pub fn only_origin(&self, id: &str) -> Result<Option<ElementId>, EditError> {
        match self.origin(&[id]) {
            Ok(Origin { from, .. }) => Ok(from.first().filter(|_| from.len() == 1).cloned()),
            Err(EditError::Descent { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes the records that a new one takes the place of.
    pub fn spend(&mut self, mut records: Vec<(String, usize)>) -> Result<(), EditError> {
        records.sort();
        records.dedup();
        for (path, index) in records.iter().rev() {
            self.edit(path, |sheet| sheet.remove(&way!["records", *index]))?;
        }
        Ok(())
    }

    /// The records for elements that have another id or another place: those that were released, and
    /// that no record leads on from yet. Of each step, the reason stands at the first; where there is a record
    /// for it without this reason, the new one takes its place.
    pub fn carried(
        &mut self,
        steps: &[(&[(String, String)], &Grounds)],
    ) -> Result<Vec<LineageRecord>, EditError> {
        // The word is set when all is done.
        let renamed = |from: &str, to: &str| {
            let (from, to) = (ElementId::new(from).ok()?, ElementId::new(to).ok()?);
            Some(LineageRecord::new(
                LineageChange::Renamed,
                vec![from],
                vec![to],
            ))
        };
        let records = self.records()?;
        let (mut step_to, mut leading_on) = (HashMap::new(), HashMap::<&str, Vec<usize>>::new());
        for (at, it) in records.iter().enumerate() {
            if let (true, [to]) = (it.is_step(), &it.to[..]) {
                step_to.entry(to.as_str()).or_insert(at);
            }
            if it.change != Some(LineageChange::Reworded) {
                for from in &it.from {
                    leading_on.entry(from).or_default().push(at);
                }
            }
        }
        let mut spent = BTreeSet::new();
        let mut all = Vec::new();
        for (ids, grounds) in steps {
            let mut found: Vec<LineageRecord> = Vec::new();
            if let (Some((_, to)), true) = (ids.first(), grounds.reason.is_some())
                && let Some((at, step)) = step_to
                    .get(to.as_str())
                    .and_then(|at| Some((at, records.get(*at)?)))
            {
                found.extend(step.from.first().and_then(|from| renamed(from, to)));
                spent.insert(*at);
            }
            let leads_on = |id: &str| {
                let records = leading_on.get(id);
                records.is_some_and(|it| it.iter().any(|at| !spent.contains(at)))
            };
            let is_told = |id: &str, found: &[LineageRecord]| found.iter().any(|it| it.names(id));
            for (from, to) in *ids {
                if self.released(from).is_some() && !leads_on(from) && !is_told(to, &found) {
                    found.extend(renamed(from, to));
                }
            }
            if let Some(first) = found.first_mut() {
                grounds.give(first);
            }
            all.extend(found);
        }
        let spent = spent.iter().filter_map(|at| records.get(*at));
        let spent = spent.map(|it| (it.path.clone(), it.index)).collect();
        self.spend(spent)?;
        Ok(all)
    }

    /// Sets right what the records call a step from one element to one: renamed, or moved to another
    /// place; removes those that lead to where they come from.
    pub fn settle(&mut self, touched: &[String]) -> Result<(), EditError> {
        if self.release().is_none() || touched.is_empty() {
            return Ok(());
        }
        let after = self.after()?;
        let mut records = self.records()?;
        let mut words: BTreeMap<String, Vec<(usize, Option<LineageChange>)>> = BTreeMap::new();
        for (at, word) in self.words(&after, &mut records, touched) {
            if let Some(it) = records.get(at) {
                let of_file = words.entry(it.path.clone()).or_default();
                of_file.push((it.index, word));
            }
        }
        for (path, words) in words {
            self.edit(&path, |sheet| {
                words.iter().try_for_each(|(index, word)| match word {
                    None => sheet.remove(&way!["records", *index]),
                    Some(word) => sheet.set(&way!["records", *index, "change"], word.as_str()),
                })
            })?;
        }
        Ok(())
    }

    /// Gives records that are not written yet the word of their step, and leaves out those that lead to where
    /// they come from: many are written at once, and set right one by one.
    pub fn name_steps(
        &self,
        after: &Model,
        new: &mut Vec<Suggestion>,
        touched: &[String],
    ) -> Result<(), EditError> {
        let mut records = self.records()?;
        let first = records.len();
        records.extend(new.iter().enumerate().map(|(index, it)| {
            let ids = |all: &[ElementId]| all.iter().map(ToString::to_string).collect();
            Record {
                path: String::new(),
                index,
                change: Some(it.record.change),
                from: ids(&it.record.from),
                to: ids(&it.record.to),
            }
        }));
        // From the end, so that the numbers before stay.
        for (at, word) in self.words(after, &mut records, touched) {
            let Some(index) = at.checked_sub(first) else {
                break;
            };
            match (word, new.get_mut(index)) {
                (None, Some(_)) => drop(new.remove(index)),
                (Some(word), Some(it)) => it.record.change = word,
                (_, None) => {}
            }
        }
        Ok(())
    }

    /// The records, from the last to the first, that call their step by another word than it is, each with
    /// the right word; without one where it leads to where it comes from.
    fn words(
        &self,
        after: &Model,
        records: &mut [Record],
        touched: &[String],
    ) -> Vec<(usize, Option<LineageChange>)> {
        let touched: HashSet<&str> = touched.iter().map(String::as_str).collect();
        let mut words = Vec::new();
        for at in (0..records.len()).rev() {
            let Some(it) = records.get(at) else { continue };
            let ([from], [to]) = (&it.from[..], &it.to[..]) else {
                continue;
            };
            if !it.is_step() || !touched.contains(to.as_str()) {
                continue;
            }
            let stays = match (self.released(from), after.element(to)) {
                (Some(old), Some(new)) => same_place(after, records, old, new),
                _ => continue,
            };
            let right = match (stays, from == to) {
                (true, true) => None,
                (true, false) => Some(LineageChange::Renamed),
                (false, _) => Some(LineageChange::Moved),
            };
            if it.change == right {
                continue;
            }
            words.push((at, right));
            // What was called so no longer says where others are.
            if let Some(it) = records.get_mut(at) {
                it.change = right;
            }
        }
        words
    }
}

fn ids(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(id)) => vec![id.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|it| Some(it.as_str()?.to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether an element is where it was in the last release, under what may have another id now.
fn same_place(after: &Model, records: &[Record], old: Element<'_>, new: Element<'_>) -> bool {
    let renamed = |old: &str, new: &str| {
        let mut steps = records.iter();
        old == new
            || after.element(old).is_none()
                && steps.any(|it| {
                    it.change == Some(LineageChange::Renamed) && it.from == [old] && it.to == [new]
                })
    };
    let under = |old: Option<&str>, new: Option<&str>| match (old, new) {
        (Some(old), Some(new)) => renamed(old, new),
        (old, new) => old == new,
    };
    match (old, new) {
        (Element::Indicator(old, _), Element::Indicator(new, _)) => {
            renamed(old.id.as_str(), new.id.as_str())
        }
        (Element::Competence(old), Element::Competence(new)) => {
            let cluster = |it: &crate::Competence| it.cluster.as_ref().map(ToString::to_string);
            old.kind == new.kind && under(cluster(old).as_deref(), cluster(new).as_deref())
        }
        (Element::Cluster(old), Element::Cluster(new)) => {
            let parent = |it: &crate::Cluster| it.parent.as_ref().map(ToString::to_string);
            under(parent(old).as_deref(), parent(new).as_deref())
        }
        _ => true,
    }
}
