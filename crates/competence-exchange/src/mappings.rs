//! The mappings of a model, held against a copy of the framework that they lead to.

use std::collections::{BTreeMap, BTreeSet};

use competence_core::{Element, Mapping, Model, Relation, Status, schema};
use serde::Serialize;

use crate::address;

/// What became of the target of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fate {
    /// It is no longer there.
    Gone,
    /// It is deprecated, or something else took its place.
    Replaced,
    /// It has another title.
    Renamed,
    /// It is there, in another version than the one that the mapping was made for.
    OtherVersion,
}

competence_core::words!(Fate, "what became of a target", {
    Gone => "gone",
    Replaced => "replaced",
    Renamed => "renamed",
    OtherVersion => "other-version",
});

impl Fate {
    /// Whether the mapping does not hold any more as it stands.
    pub fn is_broken(self) -> bool {
        matches!(self, Self::Gone | Self::Replaced)
    }
}

/// A mapping whose target is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Stale {
    /// The element that has the mapping.
    pub element: String,
    /// The relation.
    pub relation: Relation,
    /// The target.
    pub target: String,
    /// What became of it.
    pub fate: Fate,
    /// The same in a sentence.
    pub message: String,
    /// The addresses of what took its place.
    pub successors: Vec<String>,
}

/// The mappings of a model to another framework, as a document for other programs.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct MappingsReport<'a> {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The id of the other framework.
    pub framework: &'a str,
    /// Its version.
    pub version: String,
    /// How many mappings lead to it.
    pub mappings: usize,
    /// Those whose target is not as it was, in the order of the model.
    pub stale: &'a [Stale],
}

impl<'a> MappingsReport<'a> {
    /// The schema of the report.
    pub const SCHEMA: schema::Named = schema::report::<MappingsReport<'static>>("mappings");

    /// The report of what [`stale_mappings`] tells.
    pub fn of(target: &'a Model, mappings: usize, stale: &'a [Stale]) -> Self {
        let framework = target.framework();
        Self {
            format: 1,
            framework: framework.id.as_str(),
            version: framework.version.to_string(),
            mappings,
            stale,
        }
    }
}

/// Holds the mappings of a model against a copy of the target framework. Mappings to other frameworks are
/// left alone: those whose target begins with neither the address of the framework, nor its `base-iri`, nor
/// what the addresses of all of its elements begin with.
///
/// Returns what is not as it was, in the order of the model, and how many mappings lead to the framework.
///
/// ```
/// use competence_core::Model;
/// use competence_exchange::{Fate, stale_mappings};
/// let model = |id: &str, mappings: &str| {
///     let json = format!(r#"{{
///       "format": 2,
///       "framework": {{
///         "id": "{id}", "version": "1.0.0", "title": {{"en": "T"}}, "base-iri": "https://example.org/{id}/",
///         "languages": {{"primary": "en"}}, "scale": {{"levels": []}}
///       }},
///       "competences": [{{
///         "id": "a", "kind": "core", "title": {{"en": "A"}}, "status": "approved", "mappings": [{mappings}]
///       }}]
///     }}"#);
///     Model::from_bundle(json.as_bytes())
/// };
/// let target = r#"{"relation": "exactMatch", "target": "https://example.org/theirs/b"}"#;
/// let (stale, all) = stale_mappings(&model("ours", target)?, &model("theirs", "")?);
/// assert_eq!((stale[0].fate, all), (Fate::Gone, 1));
/// # Ok::<(), competence_core::BundleError>(())
/// ```
pub fn stale_mappings(model: &Model, target: &Model) -> (Vec<Stale>, usize) {
    let copy = Copy::of(target);
    let mut number = 0;
    let mut found = Vec::new();
    for element in model.elements() {
        for mapping in element.mappings() {
            if copy.is_of_it(mapping.target.as_str()) {
                number += 1;
                found.extend(copy.judge(element, mapping));
            }
        }
    }
    (found, number)
}

struct Copy<'m> {
    target: &'m Model,
    elements: BTreeMap<String, Element<'m>>,
    /// What addresses of the framework begin with.
    beginnings: BTreeSet<String>,
}

impl<'m> Copy<'m> {
    fn of(target: &'m Model) -> Self {
        let elements = target.elements().map(|it| (address::of(target, it), it));
        let elements: BTreeMap<String, Element<'_>> = elements.collect();
        let scheme = address::scheme(target);
        let mut beginnings = BTreeSet::from([
            address::base(target),
            format!("{scheme}/"),
            format!("{scheme}#"),
        ]);
        let folder = |it: &str| {
            it.rfind(['/', '#', ':'])
                .map(|at| it.split_at(at + 1).0.to_owned())
        };
        let folders: BTreeSet<String> = elements.keys().filter_map(|it| folder(it)).collect();
        if folders.len() == 1 {
            beginnings.extend(folders);
        }
        Self {
            target,
            elements,
            beginnings,
        }
    }

    fn is_of_it(&self, address: &str) -> bool {
        let begins = self
            .beginnings
            .iter()
            .any(|it| address.starts_with(it.as_str()));
        begins || self.elements.contains_key(address)
    }

    fn judge(&self, element: Element<'_>, mapping: &Mapping) -> Option<Stale> {
        let version = &self.target.framework().version;
        let address = mapping.target.as_str();
        let stale = |fate, message: String, successors| {
            Some(Stale {
                element: element.id().to_owned(),
                relation: mapping.relation,
                target: address.to_owned(),
                fate,
                message,
                successors,
            })
        };
        let Some(found) = self.elements.get(address) else {
            let successors = self.became(address);
            let mut message = format!("it is not in version {version}");
            if !successors.is_empty() {
                message = format!("{message}: it became {}", successors.join(", "));
            }
            let fate = if successors.is_empty() {
                Fate::Gone
            } else {
                Fate::Replaced
            };
            return stale(fate, message, successors);
        };
        if found.status() == Status::Deprecated {
            let successors = found.deprecation().map_or(&[][..], |it| &it.successors);
            let successors = successors
                .iter()
                .filter_map(|it| self.target.element(it.as_str()));
            let successors: Vec<String> =
                successors.map(|it| address::of(self.target, it)).collect();
            let mut message = "it is deprecated".to_owned();
            if !successors.is_empty() {
                message = format!("{message}: use {} instead", successors.join(", "));
            }
            return stale(Fate::Replaced, message, successors);
        }
        let is_called = |title: &String| found.title().iter().any(|(_, it)| it == title);
        if let Some(title) = mapping.title.as_ref().filter(|it| !is_called(it)) {
            let now = self.target.text(found.title(), None).1;
            return stale(
                Fate::Renamed,
                format!("it is called `{now}` now, and not `{title}`"),
                Vec::new(),
            );
        }
        let made_for = mapping.version.as_ref()?;
        let is_same = made_for.trim_start_matches('v') == version.to_string();
        if is_same {
            return None;
        }
        let message = format!("the mapping was made for version {made_for}, and this is {version}");
        stale(Fate::OtherVersion, message, Vec::new())
    }

    /// What the lineage says became of an element that is gone.
    fn became(&self, address: &str) -> Vec<String> {
        let base = address::base(self.target);
        let Some(id) = address.strip_prefix(&base) else {
            return Vec::new();
        };
        let records = self.target.lineage().iter().flat_map(|it| &it.records);
        let leading = records.filter(|it| it.from.iter().any(|from| from.as_str() == id));
        let to = leading.flat_map(|it| &it.to);
        let there = to.filter_map(|it| self.target.element(it.as_str()));
        let addresses: BTreeSet<String> = there.map(|it| address::of(self.target, it)).collect();
        addresses.into_iter().collect()
    }
}
