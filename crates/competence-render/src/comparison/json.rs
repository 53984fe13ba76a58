//! A comparison for programs.

use competence_core::diff::Diff;
use competence_core::lineage::Proposal;
use competence_core::version::{AsksMore, Comparison, Judgement, Verdict};
use serde::Serialize;

use crate::Error;
use crate::json::pretty;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Compared<'c> {
    diff: &'c Diff,
    verdict: &'c Verdict,
    judgements: Vec<Judgement<'c>>,
    asks_more: &'c [AsksMore],
    lineage: Option<&'c Proposal>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Judged<'c> {
    #[serde(flatten)]
    verdict: &'c Verdict,
    judgements: Vec<Judgement<'c>>,
    asks_more: &'c [AsksMore],
}

pub(super) fn render(comparison: &Comparison) -> Result<String, Error> {
    pretty(&Compared {
        diff: comparison.diff(),
        verdict: comparison.verdict(),
        judgements: comparison.judgements(),
        asks_more: comparison.asks_more(),
        lineage: comparison.lineage(),
    })
}

/// The verdict and what each change needs, for programs.
///
/// # Errors
/// [`Error::Json`] if JSON cannot be written.
pub fn verdict_json(comparison: &Comparison) -> Result<String, Error> {
    pretty(&Judged {
        verdict: comparison.verdict(),
        judgements: comparison.judgements(),
        asks_more: comparison.asks_more(),
    })
}
