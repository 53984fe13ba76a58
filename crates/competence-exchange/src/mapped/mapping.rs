//! What a mapping file says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use competence_core::schema;

use crate::tables::columns::Sheet;

/// A mapping file: which columns of tables, or which values of JSON, give what of a framework.
///
/// Its words are those of the tables that `export csv` writes: the same tables, with the same columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Mapping {
    /// The framework, by the fields of the table `framework`: `id`, `title`, `version`, `primary language`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub framework: BTreeMap<String, Constant>,
    /// Scales beside the one for ratings, by the columns of the table `scales`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<BTreeMap<String, Constant>>,
    /// The levels of scales, by the columns of the table `scale-levels`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale_levels: Vec<BTreeMap<String, Constant>>,
    /// The facets, by the columns of the table `facets`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<BTreeMap<String, Constant>>,
    /// The organisations, by the columns of the table `organisations`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<BTreeMap<String, Constant>>,
    /// What the rows of the source give.
    pub rows: Vec<Rows>,
}

impl Mapping {
    /// The schema of mapping files.
    pub const SCHEMA: schema::Named = schema::report::<Self>("import-mapping");
}

/// The rows of a table, or the items of JSON, and what each of them gives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(transform = tables_only)]
#[non_exhaustive]
pub struct Rows {
    /// The file, or the sheet of a workbook, without regard to case and to the ending of the name; `*`
    /// stands for any letters. Left out, it is the only one, or each of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Of JSON, the way to the items: keys with dots between them, `*` for each key or item. What is a
    /// list on the way is gone through. Left out, the items are those of the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// The row with the headings, from 1; the first one where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<u32>,
    /// Only rows of elements that other rows give: they are told more of, and none is made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Only rows in which each of these columns has this value, or one of these; `*` stands for any
    /// letters, and an empty text for an empty cell.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, Constant>,
    /// What the rows give: the name of a table with a value for each of its columns, or several such.
    #[serde(flatten)]
    pub gives: BTreeMap<String, Gives>,
}

/// Names the tables in the schema, for editors to complete, and no other keys.
fn tables_only(schema: &mut schemars::Schema) {
    let Some(gives) = schema.remove("additionalProperties") else {
        return;
    };
    schema.insert("additionalProperties".to_owned(), false.into());
    let properties = schema
        .get_mut("properties")
        .and_then(serde_json::Value::as_object_mut);
    if let Some(properties) = properties {
        for sheet in Sheet::ALL {
            properties.insert(sheet.as_str().to_owned(), gives.clone());
        }
    }
}

/// One row, or several, of a table for each row of the source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Gives {
    /// One row.
    One(Fields),
    /// Several rows.
    Several(Vec<Fields>),
}

impl Gives {
    /// Each of them.
    pub fn all(&self) -> &[Fields] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(all) => all,
        }
    }
}

/// The columns of a table with their values. `key` is what tells one element from the others: other
/// tables name it by that, and not by the id that it gets.
pub type Fields = BTreeMap<String, Take>;

/// Where a value is taken from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Take {
    /// A column by its heading, or a value of JSON by the way to it. `@1` is the key that the first `*`
    /// of `items` met, `.` the item itself, and `@table` the name of the table or the file.
    Column(String),
    /// A value that something is done with.
    With(Box<With>),
}

/// A value that something is done with, in the order of these keys.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct With {
    /// The value itself, whatever the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Constant>,
    /// The column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Several columns; their values are joined by `join`, where it is given, and are several values
    /// otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What stands between the values that become one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<String>,
    /// What stands between several values of a cell. In a column that takes one value, each makes a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// Of several values, the `first` one or the `rest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// What the part before the last of which is taken: with `.`, `2.A` of `2.A.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_last: Option<String>,
    /// The values for the words of the source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Constant>,
    /// Whether a number is rounded to a whole one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub round: bool,
    /// What goes before a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

/// A part of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The first.
    First,
    /// All but the first.
    Rest,
}

competence_core::words!(Part, "a part of several values", { First => "first", Rest => "rest" });

/// A value that the mapping itself gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Constant {
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// Several texts.
    Several(Vec<String>),
}

impl Constant {
    /// The values as the texts of cells.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Truth(true) => vec!["yes".to_owned()],
            Self::Truth(false) => vec!["no".to_owned()],
            Self::Number(number) => vec![number.to_string()],
            Self::Text(text) => vec![text.clone()],
            Self::Several(texts) => texts.clone(),
        }
    }
}
