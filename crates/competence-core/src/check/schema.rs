//! JSON Schemas (draft 2020-12) of every kind of document, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::{Bundle, Cluster, Competence, Framework, Lineage, Profile, ReleaseRecords};

/// A kind of document that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// The manifest, `framework.yaml`.
    Framework,
    /// A cluster, `job-specific/<cluster>/cluster.yaml` or `clusters/<cluster>.yaml`.
    Cluster,
    /// A competence with its indicators.
    Competence,
    /// A profile, `profiles/<profile>.yaml`.
    Profile,
    /// The lineage of a version, `lineage/<version>.yaml`.
    Lineage,
    /// What was released, `releases/releases.yaml`.
    Releases,
    /// A whole framework as one document.
    Bundle,
}

crate::words!(DocumentKind, "a kind of document", {
    Framework => "framework",
    Cluster => "cluster",
    Competence => "competence",
    Profile => "profile",
    Lineage => "lineage",
    Releases => "releases",
    Bundle => "bundle",
});

impl DocumentKind {
    /// The name of the schema's file, such as `competence.schema.json`.
    pub fn file_name(self) -> String {
        file_name(self.as_str())
    }

    /// The schema.
    ///
    /// ```
    /// use competence_core::schema::DocumentKind;
    /// let schema = DocumentKind::Competence.schema();
    /// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    /// assert!(schema["properties"]["indicators"]["description"].is_string());
    /// ```
    pub fn schema(self) -> Value {
        let name = self.as_str();
        match self {
            Self::Framework => generate::<Framework>(name),
            Self::Cluster => generate::<Cluster>(name),
            Self::Competence => generate::<Competence>(name),
            Self::Profile => generate::<Profile>(name),
            Self::Lineage => generate::<Lineage>(name),
            Self::Releases => generate::<ReleaseRecords>(name),
            Self::Bundle => generate::<Bundle>(name),
        }
    }
}

/// The name of a schema's file.
pub(crate) fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

/// The schema of a type.
pub(crate) fn generate<T: JsonSchema>(name: &'static str) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings
        .transforms
        .push(Box::new(RecursiveTransform(without_null)));
    settings
        .transforms
        .push(Box::new(RecursiveTransform(with_titles)));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), titled(name).into());
    schema.to_value()
}

/// A key is left out where it has no value; `null` is not a way to say so.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(options)) = object.get_mut("anyOf") {
        options.retain(|option| option["type"] != "null");
        if let [Value::Object(only)] = &options[..] {
            let only = only.clone();
            object.remove("anyOf");
            object.extend(only);
        }
    }
    if object.get("default") == Some(&Value::Null) {
        object.remove("default");
    }
}

/// Gives each property a title, which editors show beside its description.
fn with_titles(schema: &mut Schema) {
    let Some(Value::Object(properties)) = schema
        .as_object_mut()
        .and_then(|it| it.get_mut("properties"))
    else {
        return;
    };
    for (name, property) in properties {
        if let Value::Object(property) = property {
            property
                .entry("title")
                .or_insert_with(|| titled(name).into());
            // The tag of an enum: its type has no field that could be described.
            if property.contains_key("const") {
                property
                    .entry("description")
                    .or_insert_with(|| "Which of the forms it has.".into());
            }
        }
    }
}

fn titled(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}
