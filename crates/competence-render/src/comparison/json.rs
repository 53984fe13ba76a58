//! A comparison for programs.

use competence_core::version::{Comparison, NothingToCompare};

use super::headline;

use crate::Error;
use crate::json::pretty;

/// By `schemas/comparison.schema.json`.
pub(super) fn render(comparison: &Comparison) -> Result<String, Error> {
    pretty(&comparison.report())
}

/// The verdict and what each change needs, for programs, by `schemas/verdict.schema.json`.
///
/// # Errors
/// [`Error::Json`] if JSON cannot be written.
pub fn verdict_json(comparison: &Comparison) -> Result<String, Error> {
    match comparison.verdict_report() {
        Some(report) => pretty(&report),
        None => pretty(&NothingToCompare::new(headline(comparison))),
    }
}
