//! The report as JSON, by `schemas/findings.schema.json`.

use competence_core::check::FindingsReport;

use super::Report;
use crate::Error;
use crate::json::pretty;

pub(super) fn render(report: &Report<'_>) -> Result<String, Error> {
    pretty(&FindingsReport::new(report.findings.clone()))
}
