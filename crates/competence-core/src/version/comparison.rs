//! Two models side by side, with everything that is said about the change.

use std::sync::OnceLock;

use super::affected::{Affected, NotAffected};
use super::counts::Counts;
use super::crosswalk::Crosswalk;
use super::diff::Diff;
use super::lineage::Proposal;
use super::outline::Outline;
use super::{AsksMore, Judgement, Verdict, asks_more, judge, judgements};
use crate::Model;

/// Two models, what changed between them, what the changes need, and the lineage that would
/// explain what was removed and added. Whatever tells a change takes this.
///
/// ```
/// use competence_core::{Model, version::Comparison};
///
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
///     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
///   }]
/// }"#;
/// let old = Model::from_bundle(json.as_bytes())?;
/// let reworded = json.replace("Keeps agreements", "Honours agreements");
/// let new = Model::from_bundle(reworded.as_bytes())?;
///
/// let comparison = Comparison::between(old, new);
/// assert!(!comparison.is_sufficient());
/// let outline = comparison.outline();
/// assert_eq!(outline.groups[0].element.to_string(), "cooperation");
/// assert_eq!(outline.groups[0].judgements[0].rule, "statement-reworded");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    old: Model,
    new: Model,
    diff: Diff,
    /// Made when it is first asked for, unless it leads through other versions.
    crosswalk: OnceLock<Crosswalk>,
    verdict: Option<Verdict>,
    asks_more: Vec<AsksMore>,
    lineage: Option<Proposal>,
    affected: Option<Affected>,
}

impl Comparison {
    /// Compares two models.
    pub fn between(old: Model, new: Model) -> Self {
        let diff = Diff::between(&old, &new);
        let verdict = judge(&old, &new, &diff);
        let asks_more = asks_more(&old, &new);
        let lineage = Proposal::of(&diff, &old, &new);
        Self {
            old,
            new,
            diff,
            crosswalk: OnceLock::new(),
            verdict: Some(verdict),
            asks_more,
            lineage,
            affected: None,
        }
    }

    /// The same comparison, with the version judged, and lineage proposed, since the last release.
    /// What a pull request changes is shown against what it began with, and the promise was made
    /// by the release before that. Without a release nothing is promised yet.
    #[must_use]
    pub fn judged_since(mut self, release: Option<&Model>) -> Self {
        let diff = release.map(|release| (release, Diff::between(release, &self.new)));
        let diff = diff.as_ref();
        self.verdict = diff.map(|(release, diff)| judge(release, &self.new, diff));
        self.lineage = diff.and_then(|(release, diff)| Proposal::of(diff, release, &self.new));
        self
    }

    /// The same comparison, with assessments carried over through all versions between the two
    /// models, where these are known: the first must be the version of the old model, the last
    /// that of the new one. Without them, they are carried in one step, by all records between.
    #[must_use]
    pub fn carried_through(mut self, versions: &[Model]) -> Self {
        let version = |model: &Model| model.framework().version.clone();
        let ends = (versions.first().map(version), versions.last().map(version));
        let own = (Some(version(&self.old)), Some(version(&self.new)));
        if let Some(crosswalk) = Crosswalk::over(versions).filter(|_| ends == own) {
            self.crosswalk = OnceLock::from(crosswalk);
        }
        self
    }

    /// The same comparison, with what becomes of the ratings that there are. The versions are those that may lie
    /// before and between the two models, in order.
    ///
    /// # Errors
    /// [`NotAffected`] if the ratings are about another framework, or about no version that leads to the old
    /// model.
    pub fn with_ratings(
        mut self,
        counts: &Counts,
        versions: &[Model],
    ) -> Result<Self, NotAffected> {
        self.affected = Some(Affected::of(counts, &self.old, &self.new, versions)?);
        Ok(self)
    }

    /// What becomes of the ratings that there are, if they were counted.
    pub fn affected(&self) -> Option<&Affected> {
        self.affected.as_ref()
    }

    /// What becomes of assessments made against the old model.
    pub fn crosswalk(&self) -> &Crosswalk {
        let between = || Crosswalk::between(&self.old, &self.new);
        self.crosswalk.get_or_init(between)
    }

    /// The old model.
    pub fn before(&self) -> &Model {
        &self.old
    }

    /// The new model.
    pub fn after(&self) -> &Model {
        &self.new
    }

    /// What changed.
    pub fn diff(&self) -> &Diff {
        &self.diff
    }

    /// The verdict on the version of the new model; `None` if no release has promised anything
    /// yet, so that any version suffices.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref()
    }

    /// Whether the version of the new model suffices.
    pub fn is_sufficient(&self) -> bool {
        self.verdict.as_ref().is_none_or(|it| it.sufficient)
    }

    /// The profiles that ask for more than before.
    pub fn asks_more(&self) -> &[AsksMore] {
        &self.asks_more
    }

    /// The lineage that would explain what is gone and what was only corrected, if anything is
    /// left to explain.
    pub fn lineage(&self) -> Option<&Proposal> {
        self.lineage.as_ref()
    }

    /// What each change needs, in the order of reading. The version itself needs nothing, and is
    /// left out.
    pub fn judgements(&self) -> Vec<Judgement<'_>> {
        judgements(&self.diff, self.new.framework())
    }

    /// The change in the order in which it is told: the decisions, then what no record explains,
    /// then settings.
    pub fn outline(&self) -> Outline<'_> {
        Outline::of(self)
    }
}
