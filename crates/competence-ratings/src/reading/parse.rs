//! A layout file read, each fault with its line and column.

use std::fmt::Write;

use competence_core::check::{Placed, nearest};
use serde_json::{Map, Value};

use super::layout::Layout;

impl Layout {
    /// Reads a layout file (YAML); `path` is the name by which its places are told.
    ///
    /// ```
    /// use competence_ratings::reading::{Field, Layout};
    /// let layout = Layout::parse("ratings.yaml", "columns:\n  person: Oseba\nmissing: [n/a]\n")?;
    /// assert_eq!(layout.columns[&Field::Person], "Oseba");
    /// let error = Layout::parse("ratings.yaml", "colums: {}\n").unwrap_err();
    /// assert_eq!(error, "ratings.yaml:1:1: `colums` is not a key here: did you mean `columns`?");
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(path: &str, text: &str) -> Result<Self, String> {
        let file = Placed::parse(path, text).map_err(|findings| {
            findings.first().map_or_else(
                || format!("{path}: this is not YAML"),
                |it| {
                    format!(
                        "{path}:{}:{}: {}",
                        it.place.line, it.place.column, it.message
                    )
                },
            )
        })?;
        let fault = |way: &[&str], message: &str| {
            let place = file.place(way);
            format!("{path}:{}:{}: {message}", place.line, place.column)
        };
        let map = match file.value() {
            Value::Null => return Ok(Self::default()),
            Value::Object(map) => map,
            _ => return Err(fault(&[], "a map of keys and values is expected here")),
        };
        for (key, value) in map {
            if let Err(error) = read(one(key, value.clone())) {
                let near = nearest(key, KEYS);
                if !KEYS.contains(&key.as_str()) {
                    let near = near.map_or_else(
                        || format!("the keys are {}", KEYS.join(", ")),
                        |it| format!("did you mean `{it}`?"),
                    );
                    return Err(fault(&[key], &format!("`{key}` is not a key here: {near}")));
                }
                // The first entry that is at fault alone.
                for (inner, value) in value.as_object().into_iter().flatten() {
                    if let Err(error) = read(one(key, one(inner, value.clone()))) {
                        return Err(fault(&[key, inner], &error));
                    }
                }
                return Err(fault(&[key], &error));
            }
        }
        read(file.value().clone()).map_err(|error| fault(&[], &error))
    }
}

impl Layout {
    /// The text of a layout file, which [`Layout::parse`] reads.
    pub fn to_yaml(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        let mut out = String::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            match value {
                // Writing to a string does not fail.
                Value::Object(map) => {
                    let _ = writeln!(out, "{key}:");
                    for (key, value) in map {
                        let _ = writeln!(out, "  {}: {}", scalar(key), flow(value));
                    }
                }
                value => _ = writeln!(out, "{key}: {}", flow(value)),
            }
        }
        if out.is_empty() {
            // A file without anything is no layout.
            out.push_str("{}\n");
        }
        out
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// A text without quotes where nobody could take it for something else.
fn scalar(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '/');
    let begins = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if begins && text.chars().all(is_plain) && !is_word.contains(&text.to_lowercase().as_str()) {
        text.to_owned()
    } else {
        // JSON leaves some characters as they are that YAML does not allow.
        let is_hidden = |it: char| {
            it.is_control()
                || matches!(
                    it,
                    '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                )
        };
        let quoted = Value::from(text).to_string();
        let mut out = String::new();
        for it in quoted.chars() {
            if is_hidden(it) {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            } else {
                out.push(it);
            }
        }
        out
    }
}

const KEYS: [&str; 9] = [
    "form",
    "columns",
    "version",
    "indicators",
    "roles",
    "values",
    "missing",
    "other",
    "sheet",
];

fn read(value: Value) -> Result<Layout, String> {
    serde_json::from_value(value).map_err(|it| it.to_string())
}

/// A map of one entry.
fn one(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "form: wide\ncolumns:\n  person: \"Oseba: ime\"\nversion: \"1.0.0\"\nindicators:\n  Q1: \"a.b\"\nroles:\n  self: [S, \"yes\"]\nvalues:\n  often: 3.5\nmissing: [\"99\"]\n";
        let layout = Layout::parse("r.yaml", text).unwrap();
        assert_eq!(Layout::parse("r.yaml", &layout.to_yaml()).unwrap(), layout);
    }

    #[test]
    fn each_fault_has_its_place() {
        let fault = |text: &str| Layout::parse("r.yaml", text).unwrap_err();
        let place = |text: &str, start: &str| {
            let found = fault(text);
            assert!(found.starts_with(start), "{found}");
        };
        place(
            "form: wide\ncolumns:\n  persn: a\n",
            "r.yaml:3:3: unknown variant `persn`",
        );
        place("columns:\n  person: [a]\n", "r.yaml:2:3: invalid type");
        place("version: two\n", "r.yaml:1:1: ");
        place("values:\n  yes: a lot\n", "r.yaml:2:3: invalid type");
        place("- a\n", "r.yaml:1:3: a map");
        place("", "r.yaml:1:1: the file is empty");
        assert_eq!(Layout::parse("r.yaml", "{}").unwrap(), Layout::default());
        let schema = serde_json::to_value(schemars::schema_for!(Layout)).unwrap();
        let keys = schema["properties"].as_object().unwrap().keys();
        assert!(keys.len() == KEYS.len() && keys.into_iter().all(|it| KEYS.contains(&it.as_str())));
    }
}
