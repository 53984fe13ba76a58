//! Annotations of a GitHub workflow: one command a line.

use std::fmt::Write;

use competence_core::Severity;

use super::{Report, message};
use crate::visible::visible_line;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let place = &finding.place;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "::{command} file={},line={},col={},endColumn={},title={}::{}",
            property(&place.file),
            place.line,
            place.column,
            place.column + place.length,
            property(finding.rule.id),
            data(&message(finding, " (", ")")),
        );
    }
    out
}

/// A message, in which nothing can begin another command.
fn data(text: &str) -> String {
    visible_line(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which also ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(data("100 %\n::error::\u{1b}"), "100 %25 ::error::\\u{1b}");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
