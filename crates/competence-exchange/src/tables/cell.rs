//! What stands in a cell: one value, or several of them on lines of their own.

use std::str::FromStr;

use competence_core::LevelValue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value from the text of a cell, or says why it cannot be read.
pub(crate) type Parse = fn(&str) -> Result<Value, String>;

/// Any text, as it stands.
#[expect(clippy::unnecessary_wraps, reason = "one of the ways to parse")]
pub(crate) fn plain(text: &str) -> Result<Value, String> {
    Ok(text.into())
}

/// A value that has a form of its own: an id, an address, a date, a version.
pub(crate) fn formed<T>(text: &str) -> Result<Value, String>
where
    T: FromStr<Err: std::fmt::Display> + Serialize,
{
    let value: T = text.trim().parse().map_err(|it: T::Err| it.to_string())?;
    serde_json::to_value(value).map_err(|it| it.to_string())
}

/// One of the words of an enum, in whatever letter case, and with blanks for hyphens.
pub(crate) fn word<T>(text: &str) -> Result<Value, String>
where
    T: FromStr<Err: std::fmt::Display> + Serialize,
{
    formed::<T>(text).or_else(|error| {
        formed::<T>(&text.trim().to_lowercase().replace([' ', '_'], "-")).map_err(|_| error)
    })
}

/// A number within bounds.
pub(crate) fn number<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, String> {
    let wrong = |why: &dyn std::fmt::Display| format!("`{}`: {why}", text.trim());
    let number: f64 = text
        .trim()
        .parse()
        .map_err(|_| wrong(&"a number is expected"))?;
    let number =
        serde_json::Number::from_f64(number).ok_or_else(|| wrong(&"a number is expected"))?;
    let value: T = serde_json::from_value(number.into()).map_err(|it| wrong(&it))?;
    serde_json::to_value(value).map_err(|it| it.to_string())
}

/// Yes or no.
pub(crate) fn yes_or_no(text: &str) -> Result<Value, String> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" => Ok(true.into()),
        "no" | "false" | "0" => Ok(false.into()),
        other => Err(format!("`{other}` is neither `yes` nor `no`")),
    }
}

/// A level, as the number that it has on its scale.
pub(crate) fn level(text: &str) -> Result<Value, String> {
    number::<LevelValue>(text)
}

/// A value with one key of its own that begins with `x-`: a text as it stands where it could be nothing
/// else, and all else as JSON.
pub(crate) fn of_extension(value: &Value) -> String {
    match value {
        Value::String(text) if extension(text) == *value && !text.trim().is_empty() => text.clone(),
        other => other.to_string(),
    }
}

/// The value that [`of_extension`] wrote.
pub(crate) fn extension(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// A value as the text of a cell.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Several values in a cell, each on a line of its own. In a value, a line break is `\n` and a backslash
/// `\\`; an empty line is a value that is not there.
pub(crate) fn joined(values: &[String]) -> String {
    let end = values
        .iter()
        .rposition(|it| !it.is_empty())
        .map_or(0, |it| it + 1);
    let mut out = String::new();
    for (at, value) in values.iter().take(end).enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for letter in value.chars() {
            match letter {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                other => out.push(other),
            }
        }
    }
    out
}

/// The values that [`joined`] put into a cell.
pub(crate) fn split(cell: &str) -> Vec<String> {
    let line = |line: &str| {
        let mut value = String::with_capacity(line.len());
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            if letter != '\\' {
                value.push(letter);
                continue;
            }
            match letters.next() {
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('\\') | None => value.push('\\'),
                // What nobody escaped stands for itself.
                Some(other) => value.extend(['\\', other]),
            }
        }
        value
    };
    let lines = cell.split('\n');
    lines
        .map(|it| line(it.strip_suffix('\r').unwrap_or(it)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #[test]
        fn what_is_joined_is_split_again(mut values in prop::collection::vec("[a\\\\nr\n\r ;']{0,6}", 1..5)) {
            while values.len() > 1 && values.last().is_some_and(String::is_empty) {
                values.pop();
            }
            prop_assert_eq!(split(&joined(&values)), values);
        }
    }

    #[test]
    fn what_looks_like_json_is_none_where_it_was_a_text() {
        for value in [
            json!("text"),
            json!("1"),
            json!(1),
            json!("null"),
            json!(null),
            json!(""),
            json!(" "),
            json!({"a": [1, null]}),
            json!("1e999"),
        ] {
            assert_eq!(extension(&of_extension(&value)), value, "{value}");
        }
    }

    #[test]
    fn a_word_may_be_written_large_and_a_number_with_a_fraction() {
        assert_eq!(
            word::<competence_core::Status>(" Approved "),
            Ok("approved".into())
        );
        assert_eq!(level("2.0"), Ok(2.into()));
        assert_eq!(
            level("2.5").unwrap_err(),
            "`2.5`: a whole number from 0 to 100 is expected"
        );
        assert_eq!(
            word::<competence_core::Kind>("Job specific"),
            Ok("job-specific".into())
        );
        let unknown = word::<competence_core::Polarity>("good").unwrap_err();
        assert_eq!(
            unknown,
            "`good` is not a polarity: use one of `effective`, `ineffective`"
        );
    }
}
