//! A new state of a source brought onto the model that an earlier one was imported into.

use std::collections::{BTreeMap, HashMap, HashSet};

use competence_core::edit::{Conflict, EditError, Recognised, Together, recognised, together};
use competence_core::{Bundle, Model};
use serde_json::{Map, Value};

/// What a model is together with a new state of its source.
#[derive(Debug)]
#[non_exhaustive]
pub struct Onto {
    /// The model as it would be. Where both sides changed the same, it has what the side says that goes
    /// first.
    pub target: Model,
    /// The new state of the source, with the ids of the model.
    pub theirs: Model,
    /// The ids of `theirs` that are others than the import made: what each was, and what it is.
    pub ids: BTreeMap<String, String>,
    /// What was changed here and in the source since it was imported, and not in the same way.
    pub conflicts: Vec<Conflict>,
}

/// Whose word counts where both sides changed the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// That of the model.
    Ours,
    /// That of the source.
    Theirs,
}

competence_core::words!(Prefer, "a side", { Ours => "ours", Theirs => "theirs" });

/// Brings a new state of a source onto a model. Elements that are the same keep the ids of the model: see
/// [`recognised`]. What changed here since the import stays, if the source did not change it too.
///
/// `before` is the state of the source that was imported last. Without it nothing is known of who changed
/// what: what the source says then counts, and what it does not say stays as it is.
///
/// # Errors
/// [`EditError`] if the two do not make a model together.
pub fn onto(
    model: &Model,
    before: Option<&Model>,
    imported: &Model,
    prefer: Prefer,
) -> Result<Onto, EditError> {
    let before = before.map(|it| recognised(it, model)).transpose()?;
    let before = before.map(|it| it.model);
    let known = match &before {
        Some(before) => all_of(model, before)?,
        None => model.clone(),
    };
    let Recognised {
        model: theirs, ids, ..
    } = recognised(imported, &known)?;
    let base = match before {
        Some(before) => before,
        None => shared(model, &theirs)?,
    };
    let Together {
        model: target,
        conflicts,
        ..
    } = preferring(&base, model, &theirs, prefer)?;
    Ok(Onto {
        target,
        theirs,
        ids,
        conflicts,
    })
}

/// What a model and another state of it are together, where one side has the say. The version and the
/// lineage are those of the model.
pub(crate) fn preferring(
    base: &Model,
    model: &Model,
    theirs: &Model,
    prefer: Prefer,
) -> Result<Together, EditError> {
    let mut both = together(base, model, theirs)?;
    if prefer == Prefer::Theirs {
        // The other way round, the other side has the say.
        let other = together(base, theirs, model)?.model;
        both.model = with_history_of(&other, model)?;
    }
    Ok(both)
}

/// A model with the version and the lineage of another one.
fn with_history_of(model: &Model, other: &Model) -> Result<Model, EditError> {
    let mut bundle = model.as_bundle().clone();
    bundle.framework.version = other.framework().version.clone();
    bundle.lineage = other.lineage().to_vec();
    model_of(bundle)
}

fn model_of(bundle: Bundle) -> Result<Model, EditError> {
    Model::try_new(bundle).map_err(|it| EditError::Request(it.to_string()))
}

/// A model with what another one has and it has not: what was removed here may come again in the source.
fn all_of(model: &Model, more: &Model) -> Result<Model, EditError> {
    let mut bundle = model.as_bundle().clone();
    let more = more.as_bundle();
    let there: HashSet<&str> = model.elements().map(|it| it.id()).collect();
    let is_new = |id: &str| !there.contains(id);
    let clusters = more.clusters.iter().filter(|it| is_new(it.id.as_str()));
    bundle.clusters.extend(clusters.cloned());
    let profiles = more.profiles.iter().filter(|it| is_new(it.id.as_str()));
    bundle.profiles.extend(profiles.cloned());
    let places = bundle.competences.iter().enumerate();
    let places: HashMap<_, usize> = places.map(|(at, it)| (it.id.clone(), at)).collect();
    for it in &more.competences {
        let own = places.get(&it.id);
        let own = own.and_then(|at| bundle.competences.get_mut(*at));
        let indicators = it.indicators.iter().filter(|it| is_new(it.id.as_str()));
        if let Some(own) = own {
            own.indicators.extend(indicators.cloned());
        } else {
            let mut new = it.clone();
            new.indicators = indicators.cloned().collect();
            bundle.competences.push(new);
        }
    }
    model_of(bundle)
}

/// What a source must have said before, if nothing is known of it: what the model says, as far as the source
/// says something there. So its word counts, and what it does not speak of stays.
fn shared(model: &Model, theirs: &Model) -> Result<Model, EditError> {
    let failed = |error: serde_json::Error| EditError::Request(error.to_string());
    let [own, others] =
        [model, theirs].map(|it| serde_json::to_value(it.as_bundle()).map_err(failed));
    let (own, others) = (own?, others?);
    let mut base = common(&own, &others);
    if let Some(map) = base.as_object_mut() {
        // A source says little of how a framework is kept here.
        let framework = others.get("framework").cloned().unwrap_or_default();
        map.insert("framework".to_owned(), framework);
        map.remove("lineage");
    }
    let bundle: Bundle = serde_json::from_value(base).map_err(failed)?;
    model_of(bundle)
}

/// What both values speak of, as the first has it.
fn common(own: &Value, others: &Value) -> Value {
    match (own, others) {
        (Value::Object(own), Value::Object(others)) => {
            let both = own.iter().filter_map(|(key, value)| {
                let other = others.get(key)?;
                // Few sources know of these: what they say of them was made up by the import.
                let is_ours = matches!(key.as_str(), "status" | "kind");
                let value = if is_ours {
                    other.clone()
                } else {
                    common(value, other)
                };
                Some((key.clone(), value))
            });
            Value::Object(both.collect::<Map<_, _>>())
        }
        (Value::Array(own), Value::Array(others)) => {
            fn id(it: &Value) -> Option<&str> {
                it.get("id").and_then(Value::as_str)
            }
            let others: HashMap<&str, &Value> =
                others.iter().filter_map(|it| Some((id(it)?, it))).collect();
            let items = own.iter().filter_map(|it| match id(it) {
                Some(id) => others.get(id).map(|other| common(it, other)),
                None => Some(it.clone()),
            });
            Value::Array(items.collect())
        }
        (own, _) => own.clone(),
    }
}
