//! Two states of a model, each made from the same third one, as one model.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::EditError;
use super::reconcile::{Conflict, reconciled};
use super::written::yaml;
use crate::model::{Reference, Step};
use crate::{Bundle, Element, Model};

/// What two states of a model are together.
#[derive(Debug)]
#[non_exhaustive]
pub struct Together {
    /// The model with the changes of both. Where they conflict, it has what ours says.
    pub model: Model,
    /// Where both changed the same, and not in the same way.
    pub conflicts: Vec<Conflict>,
}

/// Puts the changes of two states of a model together: elements by their ids, their fields by their keys.
/// The version and the lineage are those of ours.
///
/// ```
/// use competence_core::check::check;
/// use competence_core::edit::together;
/// use competence_core::{Model, Status, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let base = check(&files).model()?;
/// let (mut ours, mut theirs) = (base.as_bundle().clone(), base.as_bundle().clone());
/// ours.competences[0].status = Status::Consulted;
/// theirs.competences.remove(1);
/// let both = together(&base, &Model::try_new(ours)?, &Model::try_new(theirs)?)?;
/// assert!(both.conflicts.is_empty());
/// assert_eq!(both.model.competences().len(), base.competences().len() - 1);
/// assert_eq!(both.model.competences()[0].status, Status::Consulted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EditError`] if the two do not make a model together.
pub fn together(base: &Model, ours: &Model, theirs: &Model) -> Result<Together, EditError> {
    let mut conflicts = Vec::new();
    let [base, own, theirs] = [base, ours, theirs].map(|it| it.as_bundle());
    let mut manifests = [&base.framework, &own.framework, &theirs.framework].map(Clone::clone);
    for it in &mut manifests {
        it.version = own.framework.version.clone();
    }
    let [before, mine, other] = manifests;
    let framework = field_by_field(&before, &mine, &other, &mut conflicts)?;
    let mut bundle = Bundle::new(framework);
    let clusters = [&base.clusters, &own.clusters, &theirs.clusters];
    bundle.clusters = by_id(clusters, |it| it.id.as_str(), &mut conflicts)?;
    let competences = [&base.competences, &own.competences, &theirs.competences];
    bundle.competences = by_id(competences, |it| it.id.as_str(), &mut conflicts)?;
    let profiles = [&base.profiles, &own.profiles, &theirs.profiles];
    bundle.profiles = by_id(profiles, |it| it.id.as_str(), &mut conflicts)?;
    bundle.lineage.clone_from(&own.lineage);
    let model = Model::try_new(bundle).map_err(|it| EditError::Request(it.to_string()))?;
    Ok(Together { model, conflicts })
}

/// The elements of one kind: in the order of ours, and behind them those that only theirs has.
fn by_id<T>(
    [base, ours, theirs]: [&Vec<T>; 3],
    id: fn(&T) -> &str,
    conflicts: &mut Vec<Conflict>,
) -> Result<Vec<T>, EditError>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned,
{
    let before: HashMap<&str, &T> = base.iter().map(|it| (id(it), it)).collect();
    let others: HashMap<&str, &T> = theirs.iter().map(|it| (id(it), it)).collect();
    let own: HashSet<&str> = ours.iter().map(id).collect();
    let mut all = Vec::new();
    for mine in ours {
        let key = id(mine);
        match (before.get(key).copied(), others.get(key).copied()) {
            (Some(before), Some(other)) => {
                all.push(field_by_field(before, mine, other, conflicts)?);
            }
            (Some(before), None) if before == mine => {}
            (None, None) => all.push(mine.clone()),
            (None, Some(other)) if other == mine => all.push(mine.clone()),
            // Both made one of this id, or theirs removed what ours changed.
            (None, Some(_)) | (Some(_), None) => {
                conflicts.push(Conflict::whole(key));
                all.push(mine.clone());
            }
        }
    }
    for other in theirs.iter().filter(|it| !own.contains(id(it))) {
        match before.get(id(other)).copied() {
            None => all.push(other.clone()),
            Some(before) if before == other => {}
            // Ours removed what theirs changed.
            Some(_) => conflicts.push(Conflict::whole(id(other))),
        }
    }
    Ok(all)
}

/// One element with the changes of two states of it.
fn field_by_field<T>(
    base: &T,
    ours: &T,
    theirs: &T,
    conflicts: &mut Vec<Conflict>,
) -> Result<T, EditError>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned,
{
    if ours == theirs || theirs == base {
        return Ok(ours.clone());
    }
    if ours == base {
        return Ok(theirs.clone());
    }
    let form = |it: &T| yaml(it).ok_or_else(|| EditError::layout("the element"));
    let (value, open) = reconciled(&form(base)?, &form(ours)?, &form(theirs)?)?;
    conflicts.extend(open);
    serde_json::from_value(value).map_err(|it| EditError::Request(it.to_string()))
}

/// A model in which elements have other ids, also where they are named; the indicators of a competence
/// follow it unless they have another id too. Lineage is left as it is: its
/// records are about the ids of their time.
///
/// # Errors
/// [`EditError`] if an id is not one, or if two elements would have the same.
pub fn renamed(model: &Model, ids: &BTreeMap<String, String>) -> Result<Model, EditError> {
    let mut all = ids.clone();
    for (competence, indicator) in model.indicators() {
        let (id, parent) = (indicator.id.as_str(), competence.id.as_str());
        if let (Some(new), Some(name)) = (ids.get(parent), id.strip_prefix(parent)) {
            all.entry(id.to_owned())
                .or_insert_with(|| format!("{new}{name}"));
        }
    }
    let ids = &all;
    let mut bundle = model.as_bundle().clone();
    let framework = &model.as_bundle().framework;
    bundle.framework = with_ids(framework, &framework.references(), None, ids)?;
    for it in &mut bundle.clusters {
        let references = Element::Cluster(it).references();
        *it = with_ids(it, &references, Some(it.id.as_str()), ids)?;
    }
    for it in &mut bundle.competences {
        let indicators: Result<Vec<_>, EditError> = it
            .indicators
            .iter()
            .map(|own| {
                let references = Element::Indicator(it, own).references();
                with_ids(own, &references, Some(own.id.as_str()), ids)
            })
            .collect();
        let indicators = indicators?;
        let references = Element::Competence(it).references();
        *it = with_ids(it, &references, Some(it.id.as_str()), ids)?;
        it.indicators = indicators;
    }
    for it in &mut bundle.profiles {
        let references = Element::Profile(it).references();
        *it = with_ids(it, &references, Some(it.id.as_str()), ids)?;
    }
    Model::try_new(bundle).map_err(|it| EditError::Request(it.to_string()))
}

/// What names elements, with other ids for them.
fn with_ids<T: Clone + Serialize + DeserializeOwned>(
    it: &T,
    references: &[Reference<'_>],
    own: Option<&str>,
    ids: &BTreeMap<String, String>,
) -> Result<T, EditError> {
    let named = references.iter().filter(|it| it.target.is_element());
    let mut open: Vec<(Vec<Step>, &String)> = named
        .filter_map(|it| Some((it.way.clone(), ids.get(it.id)?)))
        .collect();
    open.extend(own.and_then(|own| Some((vec![Step::Key("id")], ids.get(own)?))));
    if open.is_empty() {
        return Ok(it.clone());
    }
    let failed = |error: serde_json::Error| EditError::Request(error.to_string());
    let mut value = serde_json::to_value(it).map_err(failed)?;
    for (way, id) in open {
        let place = way.iter().try_fold(&mut value, |value, step| match step {
            Step::Key(key) => value.get_mut(*key),
            Step::Item(index) => value.get_mut(*index),
        });
        if let Some(place) = place {
            *place = Value::from(id.as_str());
        }
    }
    serde_json::from_value(value).map_err(failed)
}
