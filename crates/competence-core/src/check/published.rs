//! JSON Schemas (draft 2020-12) of every kind of document and of every report, as editors and other
//! programs use them: those of documents know the ids of the rules.

use schemars::JsonSchema;
use serde_json::{Value, json};

use super::rules;
use super::schema::{file_name, generate};
use crate::version::{ComparisonReport, Counts, CrosswalkReport, Reported, VerdictReport};

pub use super::schema::DocumentKind;

/// A schema by its name: of a kind of document that is read, or of a report that is written.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    name: &'static str,
    of: Of,
}

#[derive(Debug, Clone, Copy)]
enum Of {
    Document(DocumentKind),
    Report(fn(&'static str) -> Value),
}

impl Named {
    /// The name, such as `competence`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The name of the schema's file, such as `competence.schema.json`.
    pub fn file_name(self) -> String {
        file_name(self.name)
    }

    /// The schema.
    pub fn schema(self) -> Value {
        match self.of {
            Of::Document(kind) => with_rules(kind.schema()),
            Of::Report(schema) => schema(self.name),
        }
    }

    /// The text of the schema's file: indented JSON and a line feed.
    pub fn text(self) -> String {
        format!("{:#}\n", self.schema())
    }
}

/// All schemas: those of the documents, and then those of the reports.
///
/// ```
/// use competence_core::schema;
/// let names: Vec<_> = schema::all().map(|it| it.name()).collect();
/// assert!(names.starts_with(&["framework", "cluster", "competence"]));
/// assert!(names.ends_with(&["findings", "baseline", "comparison", "verdict", "crosswalk", "counts"]));
/// ```
pub fn all() -> impl Iterator<Item = Named> {
    let documents = DocumentKind::ALL.iter().map(|kind| Named {
        name: kind.as_str(),
        of: Of::Document(*kind),
    });
    documents.chain(REPORTS)
}

/// The schema with this name.
pub fn find(name: &str) -> Option<Named> {
    all().find(|it| it.name == name)
}

/// The reports: of `check`, `diff`, `semver` and `crosswalk`, each with `--format json`; and what `ratings count`
/// writes.
const REPORTS: [Named; 6] = [
    report::<super::FindingsReport>("findings"),
    report::<super::Baseline>("baseline"),
    report::<Reported<ComparisonReport<'_>>>("comparison"),
    report::<Reported<VerdictReport<'_>>>("verdict"),
    report::<CrosswalkReport<'_>>("crosswalk"),
    report::<Counts>("counts"),
];

/// The schema of a report of another crate, made of its type.
pub const fn report<T: JsonSchema>(name: &'static str) -> Named {
    Named {
        name,
        of: Of::Report(generate::<T>),
    }
}

/// A schema in which the ids of the rules stand where settings and suppressions name one, so that
/// editors complete them. The schema accepts an id that is not in the list: `unknown-rule` reports it,
/// and knows what was meant.
fn with_rules(mut schema: Value) -> Value {
    let mut insert = |pointer: &str, key: &str, value: Value| {
        let found = schema.pointer_mut(pointer).and_then(Value::as_object_mut);
        found.map(|it| it.insert(key.to_owned(), value));
    };
    let of_meaning = rules::all().filter(|it| it.category.is_about_meaning());
    let ids: Value = of_meaning.map(|it| it.id).collect();
    insert("/$defs/Suppression/properties/rule", "examples", ids);
    let adjustable = rules::all().filter(|it| it.is_adjustable());
    let settings = adjustable.map(|rule| {
        let setting = json!({
            "$ref": "#/$defs/Setting", "title": rule.id, "description": rule.summary,
        });
        (rule.id.to_owned(), setting)
    });
    let settings = Value::Object(settings.collect());
    for manifest in ["/properties/rules", "/$defs/Framework/properties/rules"] {
        insert(manifest, "properties", settings.clone());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_complete_the_ids_of_rules_and_kinds_of_change() {
        let framework = find("framework").unwrap().schema();
        let rules = framework["properties"]["rules"]["properties"]
            .as_object()
            .unwrap();
        assert!(rules.contains_key("two-behaviours"));
        // What cannot be set is not offered.
        assert!(!rules.contains_key("duplicate-key"));
        let kinds = framework["properties"]["versioning"]["properties"]
            .as_object()
            .unwrap();
        assert!(
            kinds.contains_key("translation-changed") && !kinds.contains_key("version-changed")
        );
        for name in ["framework", "cluster", "competence", "profile", "bundle"] {
            let schema = find(name).unwrap().schema();
            let rule = &schema["$defs"]["Suppression"]["properties"]["rule"];
            let examples = rule["examples"].as_array().unwrap();
            assert!(examples.iter().any(|it| it == "two-behaviours"), "{name}");
        }
    }
}
