//! Making the new model of the old one and the difference.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::change::{Edit, ElementKey, content};
use super::compare::key_of_list;
use super::{Diff, order_of};
use crate::{Bundle, CompetenceId, IndicatorId, Model};

/// Why a difference cannot be applied to a model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The model has no such element or field: the difference is one from another model.
    #[error("the model has no `{0}`: the difference was made from another model")]
    Missing(String),
    /// What results is not a model.
    #[error("what results is not a model: {0}")]
    Invalid(#[from] serde_json::Error),
    /// What results breaks what a model promises about its ids.
    #[error("what results is not a model: {0}")]
    Ids(#[from] crate::BundleError),
}

impl Diff {
    /// Applies the changes to the model that they were found from.
    ///
    /// # Errors
    /// [`ApplyError`] if the model is another one.
    pub fn apply(&self, old: &Model) -> Result<Model, ApplyError> {
        let mut parts = Parts::of(old)?;
        for change in self.changes.iter().chain(&self.follows) {
            parts.change(&change.element, &change.edit)?;
        }
        // In a second step, since what an indicator stands behind may itself be new.
        for change in &self.changes {
            match (&change.element, &change.edit) {
                (
                    ElementKey::Indicator(id),
                    Edit::Added { after, .. } | Edit::Renamed { after, .. },
                ) => {
                    parts.place(id, after.as_ref());
                }
                (ElementKey::Competence(id), Edit::Order { order }) => {
                    parts.orders.insert(id.clone(), order.clone());
                }
                _ => {}
            }
        }
        parts.model()
    }
}

/// A model taken apart into its elements, as JSON.
struct Parts {
    elements: HashMap<ElementKey, Value>,
    orders: HashMap<CompetenceId, Vec<IndicatorId>>,
}

impl Parts {
    fn of(model: &Model) -> Result<Self, ApplyError> {
        let key = |element| (ElementKey::of(element), content(element));
        let mut elements: HashMap<ElementKey, Value> = model.elements().map(key).collect();
        elements.insert(
            ElementKey::Framework,
            serde_json::to_value(model.framework())?,
        );
        for lineage in model.lineage() {
            let key = ElementKey::Lineage(lineage.version.clone());
            let records = elements
                .entry(key)
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(records) = records {
                records.push(serde_json::to_value(lineage)?);
            }
        }
        let order = |it: &crate::Competence| (it.id.clone(), order_of(it));
        Ok(Self {
            elements,
            orders: model.competences().iter().map(order).collect(),
        })
    }

    fn change(&mut self, element: &ElementKey, edit: &Edit) -> Result<(), ApplyError> {
        let missing = || ApplyError::Missing(element.to_string());
        match edit {
            Edit::Added { content, .. } => {
                self.elements.insert(element.clone(), content.clone());
            }
            Edit::Removed { .. } => {
                self.elements.remove(element).ok_or_else(missing)?;
                match element {
                    ElementKey::Indicator(id) => self.take_out(id),
                    ElementKey::Competence(id) => drop(self.orders.remove(id)),
                    _ => {}
                }
            }
            Edit::Renamed { from, .. } => self.rename(element, from)?,
            Edit::Text {
                path,
                language,
                old: _,
                new,
            } => {
                let mut path = path.0.clone();
                path.push(language.to_string());
                let value = new.as_ref().map(|it| Value::String(it.clone()));
                set(
                    self.elements.get_mut(element).ok_or_else(missing)?,
                    &path,
                    value,
                );
            }
            Edit::Value { old: _, new, .. } if matches!(element, ElementKey::Lineage(_)) => {
                match new {
                    Some(new) => drop(self.elements.insert(element.clone(), new.clone())),
                    None => drop(self.elements.remove(element)),
                }
            }
            Edit::Value { path, old: _, new } => {
                set(
                    self.elements.get_mut(element).ok_or_else(missing)?,
                    &path.0,
                    new.clone(),
                );
            }
            Edit::Order { .. } => {}
        }
        Ok(())
    }

    fn rename(&mut self, to: &ElementKey, from: &str) -> Result<(), ApplyError> {
        let missing = || ApplyError::Missing(from.to_owned());
        let old = match to {
            ElementKey::Cluster(_) => from.parse().ok().map(ElementKey::Cluster),
            ElementKey::Competence(_) => from.parse().ok().map(ElementKey::Competence),
            ElementKey::Indicator(_) => from.parse().ok().map(ElementKey::Indicator),
            ElementKey::Profile(_) => from.parse().ok().map(ElementKey::Profile),
            ElementKey::Framework | ElementKey::Lineage(_) => None,
        };
        let old = old.ok_or_else(missing)?;
        let mut value = self.elements.remove(&old).ok_or_else(missing)?;
        if let Some(id) = value.get_mut("id") {
            *id = Value::String(to.to_string());
        }
        self.elements.insert(to.clone(), value);
        match (&old, to) {
            (ElementKey::Indicator(old), ElementKey::Indicator(to)) => {
                // Within its competence, it stays where it is.
                let same = self.orders.values_mut().flatten().find(|it| *it == old);
                match same {
                    Some(place) if old.competence() == to.competence() => *place = to.clone(),
                    _ => self.take_out(old),
                }
            }
            (ElementKey::Competence(old), ElementKey::Competence(to)) => {
                if let Some(order) = self.orders.remove(old) {
                    self.orders.insert(to.clone(), order);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_out(&mut self, id: &IndicatorId) {
        for order in self.orders.values_mut() {
            order.retain(|it| it != id);
        }
    }

    /// Puts an indicator behind another one, unless it has its place.
    fn place(&mut self, id: &IndicatorId, after: Option<&IndicatorId>) {
        let Ok(parent) = CompetenceId::new(id.competence()) else {
            return;
        };
        let order = self.orders.entry(parent).or_default();
        if !order.contains(id) {
            let at = after.and_then(|after| order.iter().position(|it| it == after));
            order.insert(at.map_or(0, |at| at + 1), id.clone());
        }
    }

    fn model(mut self) -> Result<Model, ApplyError> {
        let missing = |what: &str| ApplyError::Missing(what.to_owned());
        let framework = self
            .elements
            .remove(&ElementKey::Framework)
            .ok_or_else(|| missing("framework"))?;
        let mut bundle = Bundle::new(typed(framework)?);
        let mut indicators = HashMap::new();
        let mut rest: Vec<(ElementKey, Value)> = self.elements.into_iter().collect();
        rest.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (key, value) in rest {
            match key {
                ElementKey::Cluster(_) => bundle.clusters.push(typed(value)?),
                ElementKey::Competence(_) => bundle.competences.push(typed(value)?),
                ElementKey::Profile(_) => bundle.profiles.push(typed(value)?),
                ElementKey::Indicator(id) => drop(indicators.insert(id, value)),
                ElementKey::Lineage(_) => bundle.lineage.append(&mut typed(value)?),
                ElementKey::Framework => {}
            }
        }
        for competence in &mut bundle.competences {
            for id in self.orders.get(&competence.id).into_iter().flatten() {
                let value = indicators.remove(id).ok_or_else(|| missing(id.as_str()))?;
                competence.indicators.push(typed(value)?);
            }
        }
        match indicators.keys().next() {
            Some(id) => Err(missing(id.competence())),
            None => Ok(Model::try_new(bundle)?),
        }
    }
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, ApplyError> {
    Ok(serde_json::from_value(value)?)
}

/// The key of an item in a list whose items have one.
pub(super) fn key_of(item: &Value, id: &str) -> Option<String> {
    match item.get(id)? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Sets or removes the value at a path; maps on the way that are not there are made.
fn set(value: &mut Value, path: &[String], new: Option<Value>) {
    let (Some(first), rest) = (path.first(), path.get(1..).unwrap_or_default()) else {
        return;
    };
    if let Value::Array(_) = value {
        return;
    }
    if !value.is_object() {
        *value = Value::Object(serde_json::Map::new());
    }
    let Value::Object(map) = value else { return };
    if rest.is_empty() {
        match new {
            Some(new) => drop(map.insert(first.clone(), new)),
            None => drop(map.remove(first)),
        }
        return;
    }
    let inner = map
        .entry(first.clone())
        .or_insert_with(|| Value::Object(serde_json::Map::new()));
    match (inner, key_of_list(first)) {
        (Value::Array(items), Some(id)) => {
            let item = items
                .iter_mut()
                .find(|it| key_of(it, id).as_ref() == rest.first());
            if let Some(item) = item {
                set(item, rest.get(1..).unwrap_or_default(), new);
            }
        }
        (inner, _) => {
            set(inner, rest, new);
            // A map that nothing is left of is not written.
            if inner.as_object().is_some_and(serde_json::Map::is_empty) {
                map.remove(first);
            }
        }
    }
}
