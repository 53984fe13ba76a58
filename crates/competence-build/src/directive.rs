//! What a build script tells Cargo, one line each.

use std::fmt;

use competence_core::check::Finding;
use competence_core::{Severity, invisible};

/// What a build script tells Cargo. Displayed, it is one line, whatever the text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Directive {
    /// Build anew when this file, or something in this folder, changes.
    RerunIfChanged(String),
    /// Show a warning.
    Warning(String),
    /// Show an error, and fail the build.
    Error(String),
}

impl Directive {
    /// What a finding is to Cargo: `None` if it is a hint. `file` is the path that leads to its file.
    pub(crate) fn of(finding: &Finding, file: &str) -> Option<Self> {
        let place = &finding.place;
        let suggestion = finding.suggestion.as_ref();
        let advice = suggestion.map(|it| format!(" ({})", it.message()));
        let text = format!(
            "{file}:{}:{}: {}{} [{}]",
            place.line,
            place.column,
            finding.message,
            advice.unwrap_or_default(),
            finding.rule.id
        );
        match finding.severity {
            // What was left out would be missing in the program, whatever the manifest says of its rule.
            _ if finding.prevents_reading() => Some(Self::Error(text)),
            Severity::Error => Some(Self::Error(text)),
            Severity::Warning => Some(Self::Warning(text)),
            Severity::Hint => None,
        }
    }
}

impl fmt::Display for Directive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, text) = match self {
            Self::RerunIfChanged(path) => ("rerun-if-changed", path),
            Self::Warning(text) => ("warning", text),
            Self::Error(text) => ("error", text),
        };
        write!(f, "cargo::{key}={}", one_line(text))
    }
}

/// The text on one line, with every character escaped that drives a terminal.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' {
            out.push(' ');
        } else if matches!(c, '\r' | '\t') || invisible(c).is_some_and(|it| it.is_control) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_directive_of_its_own() {
        let text = "a\ncargo::rustc-cfg=x\r\u{1b}[31m\u{202e}č".to_owned();
        assert_eq!(
            Directive::Warning(text).to_string(),
            "cargo::warning=a cargo::rustc-cfg=x\\r\\u{1b}[31m\\u{202e}č"
        );
    }
}
