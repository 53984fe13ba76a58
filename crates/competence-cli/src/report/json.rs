//! The report as JSON, by `schemas/findings.schema.json`.

use competence_core::FindingsReport;

use super::Report;
use crate::failure::Failure;
use crate::visible::visible_json;

pub fn render(report: &Report<'_>) -> Result<String, Failure> {
    let report = FindingsReport::new(report.findings.clone());
    let json =
        serde_json::to_string_pretty(&report).map_err(|it| Failure::Report(it.to_string()))?;
    Ok(format!("{}\n", visible_json(&json)))
}
