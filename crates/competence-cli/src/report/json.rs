//! The report as JSON, by `schemas/findings.schema.json`.

use competence_core::check::FindingsReport;
use serde::Serialize;

use super::Report;
use crate::failure::Failure;
use crate::visible::visible_json;

pub fn render(report: &Report<'_>) -> Result<String, Failure> {
    pretty(&FindingsReport::new(report.findings.clone()))
}

/// Any value as indented JSON with a line feed, without a raw control character.
pub fn pretty(value: &impl Serialize) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(value).map_err(|it| Failure::Report(it.to_string()))?;
    Ok(format!("{}\n", visible_json(&json)))
}
