//! Comparisons, verdicts and crosswalks as they are reported to programs, each with a schema.

use std::collections::BTreeMap;

use semver::Version;
use serde::Serialize;

use super::crosswalk::Crosswalk;
use super::diff::ProfileEffect;
use super::lineage::Proposal;
use super::{Affected, AsksMore, Bump, Comparison, Decision, Judgement, Outcome, Share, Verdict};
use crate::{Fingerprint, LineageRecord};

/// A comparison of two models, as `competence diff --format json` reports it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ComparisonReport<'c> {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The version of the old model.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub old: &'c Version,
    /// The version of the new model.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub new: &'c Version,
    /// The verdict on the version of the new model; left out if no release has promised anything
    /// yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<&'c Verdict>,
    /// What was decided, by weight: the lineage records that explain changes.
    pub decisions: Vec<DecisionReport<'c>>,
    /// The changes with what each of them needs, in the order in which the framework is read; also
    /// those that a decision explains.
    pub changes: Vec<JudgedChange<'c>>,
    /// What the changes mean for profiles.
    pub profiles: &'c [ProfileEffect],
    /// The profiles that ask for more than before.
    pub asks_more: &'c [AsksMore],
    /// The lineage that would explain what no record explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lineage: Option<&'c Proposal>,
    /// What becomes of the ratings that there are, if they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratings: Option<&'c Affected>,
}

/// A decision, with what it explains.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct DecisionReport<'c> {
    /// The version that it came into force with.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: &'c Version,
    /// The lineage record.
    pub record: &'c LineageRecord,
    /// The version that it needs with all of its parts.
    pub level: Bump,
    /// The fingerprints of the changes that it explains, and of what else changed in the elements
    /// that it leads to.
    pub explains: Vec<Fingerprint>,
    /// The decisions on single indicators of the competences that it is about.
    pub parts: Vec<DecisionReport<'c>>,
    /// What becomes of the ratings of what it is about, if they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratings: Option<BTreeMap<Outcome, Share>>,
}

impl<'c> DecisionReport<'c> {
    fn of(decision: &Decision<'c>, affected: Option<&Affected>) -> Self {
        let parts = decision.parts.iter();
        let explained = decision.judgements.iter();
        Self {
            version: decision.version,
            record: decision.record,
            level: decision.level(),
            explains: explained.map(|it| it.change.fingerprint()).collect(),
            parts: parts.map(|it| Self::of(it, affected)).collect(),
            ratings: affected.map(|it| it.by_outcome(&decision.record.from)),
        }
    }
}

/// The verdict on a version, as `competence semver --format json` reports it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct VerdictReport<'c> {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The verdict.
    #[serde(flatten)]
    pub verdict: &'c Verdict,
    /// The changes with what each of them needs, in the order in which the framework is read.
    pub changes: Vec<JudgedChange<'c>>,
    /// The profiles that ask for more than before.
    pub asks_more: &'c [AsksMore],
    /// The lineage that would make statements that look as if they had only been corrected need no
    /// more than a patch, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Proposal>,
}

/// A report of a comparison, or that there was nothing to compare with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Reported<T> {
    /// There was something.
    Compared(T),
    /// There was nothing.
    Nothing(NothingToCompare),
}

/// That there was nothing to compare with, as a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct NothingToCompare {
    /// The version of the report's form: 1.
    pub format: u32,
    /// Always `true`: nothing was promised that a version could break.
    pub sufficient: bool,
    /// Why there is nothing to compare with.
    pub nothing_to_compare_with: String,
}

impl NothingToCompare {
    /// The report, with the reason in a sentence.
    pub fn new(why: impl Into<String>) -> Self {
        Self {
            format: 1,
            sufficient: true,
            nothing_to_compare_with: why.into(),
        }
    }
}

/// A change, what it needs, and its fingerprint.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct JudgedChange<'c> {
    /// A name that stays the same from run to run. It is made of the element, the kind of change,
    /// the field, the language, and the values before and after. It does not change with the
    /// other changes, the order, the versions or what the manifest says about versions.
    pub fingerprint: Fingerprint,
    /// The change and what it needs.
    #[serde(flatten)]
    pub judgement: Judgement<'c>,
}

/// A crosswalk, as `competence crosswalk --format json` reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct CrosswalkReport<'c> {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The crosswalk.
    #[serde(flatten)]
    pub crosswalk: &'c Crosswalk,
}

impl Comparison {
    /// The report of this comparison.
    pub fn report(&self) -> ComparisonReport<'_> {
        let outline = self.outline();
        let decisions = outline.decisions.iter();
        let decisions = decisions.map(|it| DecisionReport::of(it, self.affected()));
        ComparisonReport {
            format: 1,
            old: &self.before().framework().version,
            new: &self.after().framework().version,
            verdict: self.verdict(),
            decisions: decisions.collect(),
            changes: self.judged_changes(),
            profiles: &self.diff().profiles,
            asks_more: self.asks_more(),
            lineage: self.lineage(),
            ratings: self.affected(),
        }
    }

    /// The report of the verdict alone; `None` if there is none.
    pub fn verdict_report(&self) -> Option<VerdictReport<'_>> {
        Some(VerdictReport {
            format: 1,
            verdict: self.verdict()?,
            changes: self.judged_changes(),
            asks_more: self.asks_more(),
            corrections: self.lineage().and_then(Proposal::of_corrections),
        })
    }

    fn judged_changes(&self) -> Vec<JudgedChange<'_>> {
        let judgements = self.judgements().into_iter();
        let judged = judgements.map(|judgement| JudgedChange {
            fingerprint: judgement.change.fingerprint(),
            judgement,
        });
        judged.collect()
    }
}

impl Crosswalk {
    /// The report of this crosswalk.
    pub fn report(&self) -> CrosswalkReport<'_> {
        CrosswalkReport {
            format: 1,
            crosswalk: self,
        }
    }
}
