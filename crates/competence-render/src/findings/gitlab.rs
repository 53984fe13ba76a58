//! The report as GitLab's code quality widget takes it: Code Climate issues.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::collections::HashMap;

use competence_core::{ContentHash, Severity};
use serde_json::{Value, json};

use super::{Report, message};
use crate::Error;
use crate::json::pretty;
use crate::visible::visible_line;

pub(super) fn render(report: &Report<'_>) -> Result<String, Error> {
    // What is found twice at one place needs two fingerprints.
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut issues: Vec<Value> = Vec::new();
    for finding in &report.findings {
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Hint => "info",
        };
        let place = &finding.place;
        // The line is not in it, so that a finding stays the same when it moves.
        let what = format!("{}\n{}\n{}", finding.rule.id, place.file, finding.message);
        let time = times.entry(what.clone()).or_default();
        let fingerprint = ContentHash::of(format!("{what}\n{time}")).to_string();
        *time += 1;
        issues.push(json!({
            "description": visible_line(&message(finding, " (", ")")),
            "check_name": finding.rule.id,
            "fingerprint": fingerprint.trim_start_matches("sha256:"),
            "severity": severity,
            "location": { "path": place.file, "lines": { "begin": place.line } },
        }));
    }
    pretty(&issues)
}
