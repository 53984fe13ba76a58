//! A mapping file read, each fault with its line and column.

use competence_core::check::{Placed, nearest};
use serde_json::Value;

use super::mapping::{Constant, Mapping, With};
use crate::ImportError;
use crate::tables::columns::Sheet;
use crate::tables::read::{normal, parts};

/// The keys of a `rows` entry beside the tables.
const OF_ROWS: [&str; 5] = ["table", "items", "header", "known", "where"];
/// The keys of a value.
const OF_VALUES: [&str; 10] = [
    "before-last",
    "is",
    "column",
    "columns",
    "join",
    "split",
    "part",
    "words",
    "round",
    "prefix",
];
/// The tables that the mapping itself gives rows of.
const GIVEN: [&str; 5] = [
    "framework",
    "scales",
    "scale-levels",
    "facets",
    "organisations",
];

impl Mapping {
    /// Reads a mapping file; `path` is the name by which its places are told.
    ///
    /// # Errors
    /// [`ImportError::Syntax`] with line and column, if it is not one.
    pub fn parse(path: &str, text: &str) -> Result<Self, ImportError> {
        let file = Placed::parse(path, text).map_err(|findings| {
            let first = findings.into_iter().next();
            let place = first.as_ref().map_or_else(
                || path.to_owned(),
                |it| format!("{path}:{}:{}", it.place.line, it.place.column),
            );
            let message = first.map_or_else(|| "this is not YAML".to_owned(), |it| it.message);
            ImportError::Syntax { place, message }
        })?;
        let check = Check { path, file: &file };
        check.mapping()?;
        serde_json::from_value(file.value().clone())
            .map_err(|error| check.fault(&[], error.to_string()))
    }
}

struct Check<'f> {
    path: &'f str,
    file: &'f Placed,
}

/// Whether a file is well-formed so far.
type Checked = Result<(), ImportError>;

impl Check<'_> {
    fn fault(&self, way: &[&str], message: impl Into<String>) -> ImportError {
        let place = self.file.place(way);
        ImportError::Syntax {
            place: format!("{}:{}:{}", self.path, place.line, place.column),
            message: message.into(),
        }
    }

    /// The keys of a map, each known.
    fn keys<'v>(
        &self,
        value: &'v Value,
        way: &[&str],
        known: &[&str],
    ) -> Result<Vec<(&'v str, &'v Value)>, ImportError> {
        let Value::Object(map) = value else {
            return Err(self.fault(way, "a map of keys and values is expected here"));
        };
        for key in map.keys() {
            if !known.contains(&key.as_str()) {
                let near = nearest(key, known.iter().copied());
                let near = near.map_or_else(
                    || format!("the keys are {}", known.join(", ")),
                    |it| format!("did you mean `{it}`?"),
                );
                return Err(self.fault(
                    &[way, &[key]].concat(),
                    format!("`{key}` is not a key here: {near}"),
                ));
            }
        }
        Ok(map
            .iter()
            .map(|(key, value)| (key.as_str(), value))
            .collect())
    }

    fn mapping(&self) -> Checked {
        let root = self.file.value();
        let known: Vec<&str> = GIVEN.iter().copied().chain(["rows"]).collect();
        for (key, value) in self.keys(root, &[], &known)? {
            match key {
                "framework" => self.given(value, &[key], Sheet::Framework)?,
                "rows" => self.list(value, &[key], |it, way| self.rows(it, way))?,
                _ => {
                    let sheet = sheet(key).unwrap_or(Sheet::Framework);
                    self.list(value, &[key], |it, way| self.given(it, way, sheet))?;
                }
            }
        }
        if root.get("rows").is_none() {
            return Err(self.fault(&[], "there are no `rows`, which say what the source gives"));
        }
        Ok(())
    }

    fn list(
        &self,
        value: &Value,
        way: &[&str],
        each: impl Fn(&Value, &[&str]) -> Checked,
    ) -> Checked {
        let Value::Array(items) = value else {
            return Err(self.fault(way, "a list is expected here: begin its items with `- `"));
        };
        for (at, item) in items.iter().enumerate() {
            each(item, &[way, &[&at.to_string()]].concat())?;
        }
        Ok(())
    }

    /// A row that the mapping itself gives.
    fn given(&self, value: &Value, way: &[&str], sheet: Sheet) -> Checked {
        let Value::Object(map) = value else {
            return Err(self.fault(way, "a map of keys and values is expected here"));
        };
        for (key, value) in map {
            let way = [way, &[key]].concat();
            self.column(key, &way, sheet, &[])?;
            self.constant(value, &way)?;
        }
        Ok(())
    }

    fn constant(&self, value: &Value, way: &[&str]) -> Checked {
        match serde_json::from_value::<Constant>(value.clone()) {
            Ok(_) => Ok(()),
            Err(_) => Err(self.fault(
                way,
                "a text, a number, yes or no, or a list of texts is expected here",
            )),
        }
    }

    fn rows(&self, value: &Value, way: &[&str]) -> Checked {
        let sheets = Sheet::ALL.iter().map(|it| it.as_str());
        let known: Vec<&str> = OF_ROWS.into_iter().chain(sheets).collect();
        let keys = self.keys(value, way, &known)?;
        if keys.iter().all(|(key, _)| OF_ROWS.contains(key)) {
            return Err(self.fault(way, "the rows give nothing: say for instance under `competences` which column has the `title`"));
        }
        for (key, value) in keys {
            let way = [way, &[key]].concat();
            match (key, value) {
                ("table" | "items", Value::String(_)) | ("known", Value::Bool(_)) => {}
                ("table" | "items", _) => return Err(self.fault(&way, "a text is expected here")),
                ("header", value)
                    if value.as_u64().is_some_and(|it| (1..=100_000).contains(&it)) => {}
                ("known", _) => return Err(self.fault(&way, "`true` or `false` is expected here")),
                ("header", _) => {
                    return Err(self.fault(&way, "the number of a row is expected here, from 1"));
                }
                ("where", Value::Object(map)) => {
                    for (key, value) in map {
                        self.constant(value, &[&way[..], &[key]].concat())?;
                    }
                }
                ("where", _) => {
                    return Err(self.fault(&way, "a map from column to value is expected here"));
                }
                (name, Value::Array(_)) => {
                    let sheet = sheet(name).unwrap_or(Sheet::Framework);
                    self.list(value, &way, |it, way| self.fields(it, way, sheet))?;
                }
                (name, _) => self.fields(value, &way, sheet(name).unwrap_or(Sheet::Framework))?,
            }
        }
        Ok(())
    }

    fn fields(&self, value: &Value, way: &[&str], sheet: Sheet) -> Checked {
        let Value::Object(map) = value else {
            return Err(self.fault(
                way,
                "a map from columns of this table to where they are taken from is expected here",
            ));
        };
        for (key, value) in map {
            let way = [way, &[key]].concat();
            self.column(key, &way, sheet, special(sheet))?;
            self.take(value, &way)?;
        }
        Ok(())
    }

    /// Whether the key is a column of a table.
    fn column(&self, key: &str, way: &[&str], sheet: Sheet, special: &[&str]) -> Checked {
        let name = normal(parts(key).0);
        let is_own = sheet.has_annotations() && key.starts_with("x-");
        let known: Vec<&str> = special
            .iter()
            .copied()
            .chain(sheet.columns().map(|it| it.heading))
            .collect();
        if is_own || known.contains(&&*name) {
            return Ok(());
        }
        let near = nearest(&name, known.iter().copied());
        let near = near.map_or_else(
            || format!("its columns are {}", known.join(", ")),
            |it| format!("did you mean `{it}`?"),
        );
        Err(self.fault(way, format!("`{key}` is not a column of `{sheet}`: {near}")))
    }

    fn take(&self, value: &Value, way: &[&str]) -> Checked {
        if value.is_string() {
            return Ok(());
        }
        if !value.is_object() {
            let message = "the name of a column is expected here, or a map: a value of its own is written `{ is: … }`";
            return Err(self.fault(way, message));
        }
        for (key, value) in self.keys(value, way, &OF_VALUES)? {
            let way = [way, &[key]].concat();
            match key {
                "is" => self.constant(value, &way)?,
                "words" => {
                    let Value::Object(map) = value else {
                        return Err(self.fault(
                            &way,
                            "a map from the words of the source to values is expected here",
                        ));
                    };
                    for (key, value) in map {
                        self.constant(value, &[&way[..], &[key]].concat())?;
                    }
                }
                _ => {
                    let mut one = serde_json::Map::new();
                    one.insert(key.to_owned(), value.clone());
                    serde_json::from_value::<With>(Value::Object(one))
                        .map_err(|error| self.fault(&way, error.to_string()))?;
                }
            }
        }
        let sources = ["is", "column", "columns"];
        if sources
            .iter()
            .filter(|it| value.get(**it).is_some())
            .count()
            != 1
        {
            return Err(self.fault(
                way,
                "one of `is`, `column` and `columns` is needed, which says where the value is from",
            ));
        }
        Ok(())
    }
}

fn sheet(name: &str) -> Option<Sheet> {
    name.parse().ok()
}

/// What a table may say beside its columns.
pub(super) fn special(sheet: Sheet) -> &'static [&'static str] {
    match sheet {
        Sheet::Clusters | Sheet::Competences | Sheet::Indicators | Sheet::Profiles => &["key"],
        Sheet::Mappings | Sheet::Relations => &["cluster", "competence", "indicator", "profile"],
        _ => &[],
    }
}
