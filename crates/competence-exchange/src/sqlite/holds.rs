//! What of a model the database holds: everything except references to elements that the model does not have.

#![cfg(feature = "sqlite")]

use std::collections::HashSet;

use competence_core::{Contents, Element};
use serde_json::Value;

use crate::loss::{Holds, Part};

pub(super) struct Sqlite<'m> {
    model: &'m Contents,
    organisations: HashSet<&'m str>,
    facets: HashSet<&'m str>,
}

impl<'m> Sqlite<'m> {
    pub fn of(model: &'m Contents) -> Self {
        let framework = model.framework();
        let facets = framework.facets.iter().map(|it| it.id.as_str());
        Self {
            model,
            organisations: framework
                .organisations
                .iter()
                .map(|it| it.id.as_str())
                .collect(),
            facets: facets.chain([FACET]).collect(),
        }
    }
}

/// The facet that every framework has.
pub(super) const FACET: &str = "digital";

impl Holds for Sqlite<'_> {
    fn whole(&self, _: Element<'_>) -> Option<&'static str> {
        None
    }

    fn lineage(&self) -> Option<&'static str> {
        None
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        let Part::Element(_) = part else {
            return None;
        };
        let is_there = |id: &str| self.model.element(id).is_some();
        let names = |keys: &[&str]| {
            let items = value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice);
            let of_items = items.iter().flat_map(|it| {
                let plain = it.as_str().into_iter();
                let named = keys.iter().filter_map(|key| it.get(key));
                let named = named.flat_map(|it| match it {
                    Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
                    other => other.as_str().into_iter().collect::<Vec<_>>(),
                });
                plain.chain(named)
            });
            of_items.collect::<Vec<_>>()
        };
        let is_held = match key {
            "cluster" | "parent" | "also-in" | "includes" | "extends" => {
                let all = names(&[]);
                all.iter().all(|it| is_there(it)) && is_each_once(&all)
            }
            "requires" => {
                let all = value.as_array().into_iter().flatten();
                let each_once = all.filter_map(|it| it.get("indicators")?.as_array());
                let mut each_once =
                    each_once.map(|it| it.iter().filter_map(Value::as_str).collect());
                names(&["cluster", "competence", "indicators"])
                    .iter()
                    .all(|it| is_there(it))
                    && each_once.all(|it: Vec<&str>| is_each_once(&it))
            }
            "relations" => names(&["target"]).iter().all(|it| is_there(it)),
            "deprecation" => {
                let all = names(&["successors"]);
                all.iter().all(|it| is_there(it)) && is_each_once(&all)
            }
            "organisations" => {
                let all = names(&[]);
                all.iter().all(|it| self.organisations.contains(it)) && is_each_once(&all)
            }
            "facets" => {
                let all = names(&[]);
                all.iter().all(|it| self.facets.contains(it)) && is_each_once(&all)
            }
            _ => true,
        };
        (!is_held).then_some("what it names that is not there, or twice, is left out")
    }
}

fn is_each_once(all: &[&str]) -> bool {
    let mut seen = HashSet::new();
    all.iter().all(|it| seen.insert(it))
}

#[cfg(test)]
#[test]
fn the_facet_that_every_framework_has() {
    assert_eq!(competence_core::Facet::DIGITAL, FACET);
}
