//! Texts of a model made safe to show: nothing in them reaches a terminal or a report as a
//! control character.

use std::borrow::Cow;
use std::fmt::Write;

use competence_core::invisible;

/// Whether a character is not seen, drives a terminal, or changes how the text around it is
/// shown. Joiners and variation selectors, without which some scripts and emoji fall apart, are
/// let through: they move nothing.
fn is_hidden(c: char) -> bool {
    matches!(c, '\t' | '\r')
        || invisible(c).is_some() && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// The text with every hidden character written as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, |c, out| write!(out, "\\u{{{:x}}}", u32::from(c)))
}

/// As [`visible`], on one line.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) if !text.contains('\n') => Cow::Borrowed(text),
        text => Cow::Owned(text.replace('\n', " ")),
    }
}

/// JSON with every hidden character in its strings written as JSON's own escape.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    escape(json, |c, out| write!(out, "\\u{:04x}", u32::from(c)))
}

/// A line of source with every hidden character replaced by one that is seen, so that columns
/// stay as they are.
pub fn visible_source(line: &str) -> String {
    line.chars()
        .map(|c| {
            if is_hidden(c) && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

fn escape(text: &str, with: fn(char, &mut String) -> std::fmt::Result) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        // Writing to a string does not fail.
        if !is_hidden(c) || with(c, &mut out).is_err() {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(
            visible("a\u{1b}[31m\u{202e}b\u{9b}\r\nč"),
            "a\\u{1b}[31m\\u{202e}b\\u{9b}\\u{d}\nč"
        );
        assert_eq!(visible_line("a\nb"), "a b");
        assert_eq!(visible_json("\"\u{7f}\u{202e}\""), "\"\\u007f\\u202e\"");
        assert_eq!(visible_source("\ta\u{1b}b"), "\ta\u{fffd}b");
    }
}
