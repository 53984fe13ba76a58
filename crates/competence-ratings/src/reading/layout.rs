//! What the columns of a file of ratings say.

use std::collections::BTreeMap;

use competence_core::schema;
use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};

/// What a column says of a rating.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Field {
    /// Who is rated.
    Person,
    /// Who rates.
    Rater,
    /// As what the rater rates: see [`Role`].
    Role,
    /// When it was rated.
    Date,
    /// The organisation, or a part of it.
    Organisation,
    /// The profile or position of who is rated.
    Profile,
    /// The version of the framework that was rated against.
    Version,
    /// In a long file, what is rated: an indicator or a competence, by its id, or by its text.
    Indicator,
    /// In a long file, the rating.
    Value,
}

competence_core::words!(Field, "what a column says", {
    Person => "person",
    Rater => "rater",
    Role => "role",
    Date => "date",
    Organisation => "organisation",
    Profile => "profile",
    Version => "version",
    Indicator => "indicator",
    Value => "value",
});

/// As what somebody rates.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// Who rates themself.
    #[serde(rename = "self")]
    Itself,
    /// The manager of who is rated.
    Manager,
    /// A colleague.
    Peer,
    /// Who reports to the one that is rated.
    Report,
}

competence_core::words!(Role, "the role of a rater", {
    Itself => "self",
    Manager => "manager",
    Peer => "peer",
    Report => "report",
});

/// Whether a row is one rating or many.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Form {
    /// A row for each rating, with a column for what is rated and one for the rating.
    Long,
    /// A row for each person or form, with a column for each indicator or competence.
    Wide,
}

competence_core::words!(Form, "a form of ratings", { Long => "long", Wide => "wide" });

/// The layout of a file of ratings. What it leaves out is guessed from the headings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Layout {
    /// Whether a row is one rating (`long`), or those of a person or form (`wide`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The headings of the columns, or the names of the fields of JSON.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "columns")]
    pub columns: BTreeMap<Field, String>,
    /// The version that was rated against, where rows do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub version: Option<Version>,
    /// The ids for what the file calls indicators and competences by other names: headings of a wide
    /// file, values of the column of a long one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub indicators: BTreeMap<String, String>,
    /// What the file calls the roles of raters, beside the words that are known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "roles")]
    pub roles: BTreeMap<Role, Vec<String>>,
    /// The ratings that words stand for, beside the titles of the scale's levels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, f64>,
    /// What says that something was not rated, beside an empty cell: `n/a`, `99`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The headings of columns that say nothing of this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
    /// Of a workbook, the sheet with the ratings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

impl Layout {
    /// The schema of layout files.
    pub const SCHEMA: schema::Named = schema::report::<Self>("ratings-layout");

    /// The same, with what another one says where this one is silent.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.form = self.form.or(other.form);
        self.version = self.version.or(other.version);
        self.sheet = self.sheet.or(other.sheet);
        for (field, name) in other.columns {
            self.columns.entry(field).or_insert(name);
        }
        for (name, id) in other.indicators {
            self.indicators.entry(name).or_insert(id);
        }
        for (role, words) in other.roles {
            self.roles.entry(role).or_insert(words);
        }
        for (word, value) in other.values {
            self.values.entry(word).or_insert(value);
        }
        self.missing.extend(other.missing);
        self.other.extend(other.other);
        self
    }
}

/// A map whose keys are these words.
fn keys<'w>(words: impl Iterator<Item = (&'static str, &'w schemars::Schema)>) -> schemars::Schema {
    let properties: serde_json::Map<_, _> = words
        .map(|(word, of)| (word.to_owned(), of.as_value().clone()))
        .collect();
    schemars::json_schema!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn columns(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let of = schemars::json_schema!({ "type": "string" });
    keys(Field::ALL.iter().map(|it| (it.as_str(), &of)))
}

fn roles(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let of = schemars::json_schema!({ "type": "array", "items": { "type": "string" } });
    keys(Role::ALL.iter().map(|it| (it.as_str(), &of)))
}
