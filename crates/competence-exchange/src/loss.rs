//! What a format cannot hold.

use std::fmt;

use competence_core::{Element, Model, schema};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::OutFormat;

/// What an export lost, as a document for other programs.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct LossReport<'a> {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The id of the framework.
    pub framework: &'a str,
    /// Its version.
    pub version: String,
    /// The format that it was exported to.
    pub exported_to: &'static str,
    /// What that format does not hold, in the order of the model.
    pub losses: &'a [Loss],
}

impl<'a> LossReport<'a> {
    /// The schema of the report.
    pub const SCHEMA: schema::Named = schema::report::<LossReport<'static>>("loss-report");

    /// The report of an export.
    pub fn of(model: &'a Model, format: OutFormat, losses: &'a [Loss]) -> Self {
        let framework = model.framework();
        Self {
            format: 1,
            framework: framework.id.as_str(),
            version: framework.version.to_string(),
            exported_to: format.as_str(),
            losses,
        }
    }
}

/// A field of an element that a format cannot hold, or cannot hold whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Loss {
    /// The element's id; `framework` for the manifest, and `lineage/` with its version for lineage.
    pub element: String,
    /// The field; none where the element as a whole is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What of it is lost, or why.
    pub why: &'static str,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.element)?;
        match &self.field {
            Some(field) => write!(f, ": {field}"),
            None => Ok(()),
        }
    }
}

/// A part of a model that a format is asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'m> {
    Framework,
    Element(Element<'m>),
}

/// What a format says of a part: nothing of it is there, or of each field whether it is lost, and why.
pub(crate) trait Holds {
    /// Why nothing of an element is there.
    fn whole(&self, element: Element<'_>) -> Option<&'static str>;

    /// A field that is not there, and would be in what comes back, with why.
    fn gained(&self, part: Part<'_>) -> Option<(&'static str, &'static str)> {
        let _ = part;
        None
    }

    /// Why decisions are lost, if they are.
    fn lineage(&self) -> Option<&'static str> {
        Some("the format has no place for decisions")
    }

    /// Why a field is lost, if it is.
    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str>;
}

/// What of a model a format does not hold, in the order of the model.
pub(crate) fn losses(model: &Model, format: &impl Holds) -> Vec<Loss> {
    let mut found = Vec::new();
    let mut fields = |name: &str, part: Part<'_>, content: &Map<String, Value>| {
        for (key, value) in content {
            if let Some(why) = format.field(part, key, value) {
                found.push(Loss {
                    element: name.to_owned(),
                    field: Some(key.clone()),
                    why,
                });
            }
        }
    };
    let map = |value: Result<Value, _>| match value {
        Ok(Value::Object(map)) => map,
        Ok(_) | Err(serde_json::Error { .. }) => Map::new(),
    };
    let content = map(serde_json::to_value(model.framework()));
    fields("framework", Part::Framework, &content);
    let mut absent = Vec::new();
    absent.extend(format.gained(Part::Framework).map(|(key, why)| Loss {
        element: "framework".to_owned(),
        field: Some(key.to_owned()),
        why,
    }));
    for element in model.elements() {
        if let Some(why) = format.whole(element) {
            absent.push(Loss {
                element: element.id().to_owned(),
                field: None,
                why,
            });
            continue;
        }
        let content = map(Ok(element.to_json()));
        fields(element.id(), Part::Element(element), &content);
        absent.extend(
            format
                .gained(Part::Element(element))
                .map(|(key, why)| Loss {
                    element: element.id().to_owned(),
                    field: Some(key.to_owned()),
                    why,
                }),
        );
    }
    found.extend(absent);
    if let Some(why) = format.lineage() {
        found.extend(model.lineage().iter().map(|it| Loss {
            element: format!("lineage/{}", it.version),
            field: None,
            why,
        }));
    }
    found
}
