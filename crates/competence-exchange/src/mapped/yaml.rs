//! A mapping as the text of a mapping file.

use std::fmt::Write;

use serde_json::Value;

use super::Mapping;

impl Mapping {
    /// The text of a mapping file, which [`Mapping::parse`] reads.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        let value = serde_json::to_value(self).unwrap_or_default();
        block(&value, 0, &mut out);
        out
    }
}

/// Writes a map or a list, a line for each key; small maps stand on one line.
fn block(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let _ = write!(out, "{indent}{}:", scalar(key));
                nested(value, depth, out);
            }
        }
        Value::Array(items) => {
            for item in items {
                if is_small(item) {
                    let _ = writeln!(out, "{indent}- {}", flow(item));
                    continue;
                }
                let mut inner = String::new();
                block(item, depth + 1, &mut inner);
                // The first key stands behind the hyphen.
                let rest = inner.strip_prefix(&format!("{indent}  ")).unwrap_or(&inner);
                let _ = write!(out, "{indent}- {rest}");
            }
        }
        other => {
            let _ = writeln!(out, "{indent}{}", flow(other));
        }
    }
}

fn nested(value: &Value, depth: usize, out: &mut String) {
    if is_small(value) {
        let _ = writeln!(out, " {}", flow(value));
    } else {
        out.push('\n');
        block(value, depth + 1, out);
    }
}

/// Whether a value holds no maps or lists that hold further ones.
fn is_small(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            map.len() <= 3 && map.values().all(|it| !it.is_object() && is_small(it))
        }
        Value::Array(items) => items.iter().all(|it| !it.is_object() && !it.is_array()),
        _ => true,
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let all: Vec<String> = map
                .iter()
                .map(|(key, it)| format!("{}: {}", scalar(key), flow(it)))
                .collect();
            format!("{{ {} }}", all.join(", "))
        }
        Value::Array(items) => {
            let all: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", all.join(", "))
        }
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// A text without quotes where nobody could take it for something else.
fn scalar(text: &str) -> String {
    let is_plain =
        |it: char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '(' | ')' | '/');
    let begins = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if begins && text.chars().all(is_plain) && !is_word.contains(&text.to_lowercase().as_str()) {
        text.to_owned()
    } else {
        Value::from(text).to_string()
    }
}
