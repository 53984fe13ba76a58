//! What is asked of the engine, as SQL: rows to forms, forms to persons, persons to one row.

use anyhow::{Result, bail};

use crate::functions::{FORM, MOMENTS};
use crate::question::Question;
use crate::source::TABLE;

/// Which columns are what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Who is rated.
    pub person: String,
    /// What else tells one form from another: the rater, the role, the date.
    pub form: Vec<String>,
    /// The id of the indicator.
    pub indicator: String,
    /// The rating.
    pub value: String,
    /// The version of the framework that a row was rated against, if a column says it.
    pub version: Option<String>,
}

impl Columns {
    /// # Errors
    /// If one of them is not there.
    pub(crate) fn check(&self, there: &[String]) -> Result<()> {
        let named = [&self.person, &self.indicator, &self.value];
        let named = named.into_iter().chain(&self.form).chain(&self.version);
        for name in named {
            if !there.contains(name) {
                let there: Vec<String> = there.iter().map(|it| format!("`{it}`")).collect();
                bail!(
                    "there is no column `{name}`; the columns are {}",
                    there.join(", ")
                );
            }
        }
        Ok(())
    }
}

/// The query whose one row is everything: what was gathered, and the rows that were read.
///
/// A form is never in two places when its ratings are counted: the engine brings all rows with the same key to one
/// partition before it evaluates [`FORM`], and all forms of a person before [`MOMENTS`] sees them.
pub(crate) fn gather(columns: &Columns, question: &Question, version: &str) -> Result<String> {
    let person = name(&columns.person);
    let mut keys = vec![person.clone()];
    keys.extend(columns.form.iter().map(|it| name(it)));
    let keys = keys.join(", ");
    let (indicator, value) = (name(&columns.indicator), name(&columns.value));
    let question = text(&question.to_json()?);
    let nobody = is_blank(&person);
    let other = columns.version.as_ref().map_or_else(
        || "false".to_owned(),
        |column| {
            let column = name(column);
            format!(
                "coalesce(trim(CAST({column} AS VARCHAR)), '') <> {}",
                text(version)
            )
        },
    );
    Ok(format!(
        "WITH rated AS (\
           SELECT {person} AS person, \
             {FORM}({question}, {indicator}, {value}) FILTER (WHERE NOT ({other}) AND NOT ({nobody})) AS form, \
             count(*) AS read, \
             count(*) FILTER (WHERE {other}) AS other, \
             count(*) FILTER (WHERE NOT ({other}) AND ({nobody})) AS nobody \
           FROM {TABLE} GROUP BY {keys}), \
         persons AS (\
           SELECT array_agg(form) FILTER (WHERE form IS NOT NULL) AS forms, \
             sum(read) AS read, sum(other) AS other, sum(nobody) AS nobody \
           FROM rated GROUP BY person) \
         SELECT {MOMENTS}({question}, forms) AS gathered, \
           sum(read) AS read, sum(other) AS other, sum(nobody) AS nobody \
         FROM persons"
    ))
}

/// The rows of the table, counted on another way.
pub(crate) fn count() -> String {
    format!("SELECT count(*) AS read FROM {TABLE}")
}

fn is_blank(column: &str) -> String {
    format!("coalesce(trim(CAST({column} AS VARCHAR)), '') = ''")
}

/// A name of a column, whatever signs it has.
fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text, whatever signs it has.
fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
