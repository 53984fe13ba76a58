//! What tables do not hold: measured by what comes back from them.

use std::collections::HashMap;

use competence_core::{Contents, Element, Model};
use serde_json::{Map, Value};

use crate::Loss;

/// What is different in a model that was written and read again, in the order of the model, each with
/// why.
pub(crate) fn measured(
    model: &Model,
    again: &Contents,
    why: impl Fn(&str) -> &'static str,
) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut compare = |name: &str, before: &Map<String, Value>, after: &Map<String, Value>| {
        let gained = after.keys().filter(|it| !before.contains_key(*it));
        for key in before.keys().chain(gained) {
            if before.get(key) != after.get(key) {
                losses.push(Loss {
                    element: name.to_owned(),
                    field: Some(key.clone()),
                    why: why(key),
                });
            }
        }
    };
    compare(
        "framework",
        &map(model.framework()),
        &map(again.framework()),
    );
    let others: HashMap<&str, Element<'_>> = again.elements().map(|it| (it.id(), it)).collect();
    let mut absent = Vec::new();
    for element in model.elements() {
        match others.get(element.id()) {
            Some(other) => {
                let (before, after) = (content(element, again), content(*other, model));
                compare(element.id(), &before, &after);
            }
            None => absent.push(Loss {
                element: element.id().to_owned(),
                field: None,
                why: "there is no row for it",
            }),
        }
    }
    losses.extend(absent);
    losses.extend(model.lineage().iter().map(|it| Loss {
        element: format!("lineage/{}", it.version),
        field: None,
        why: "the format has no place for decisions",
    }));
    losses
}

fn map(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// The fields of an element; a competence with the order of the indicators that the other side has too.
fn content(element: Element<'_>, other: &Contents) -> Map<String, Value> {
    let mut fields = map(&element.to_json());
    if let Element::Competence(it) = element {
        let ids = it.indicators.iter().map(|it| it.id.as_str());
        let ids = ids
            .filter(|id| other.element(id).is_some())
            .map(Value::from);
        fields.insert("indicators".to_owned(), ids.collect());
    }
    fields
}
