//! The report as GitLab's code quality widget takes it: Code Climate issues.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use competence_core::Severity;
use serde_json::{Value, json};

use super::{Report, message};
use crate::Error;
use crate::json::pretty;
use crate::visible::visible_line;

pub(super) fn render(report: &Report<'_>) -> Result<String, Error> {
    let mut issues: Vec<Value> = Vec::new();
    for finding in &report.findings {
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Hint => "info",
        };
        let place = &finding.place;
        issues.push(json!({
            "description": visible_line(&message(finding, " (", ")")),
            "check_name": finding.rule.id,
            "fingerprint": finding.fingerprint,
            "severity": severity,
            "location": { "path": place.file, "lines": { "begin": place.line } },
        }));
    }
    pretty(&issues)
}
