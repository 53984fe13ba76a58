//! Two models side by side, with everything that is said about the change.

use std::collections::HashMap;

use super::diff::{Diff, ElementKey};
use super::lineage::Proposal;
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
/// let groups = comparison.groups();
/// assert_eq!(groups[0].element.to_string(), "cooperation");
/// assert_eq!(groups[0].judgements[0].rule, "statement-reworded");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    old: Model,
    new: Model,
    diff: Diff,
    verdict: Option<Verdict>,
    asks_more: Vec<AsksMore>,
    lineage: Option<Proposal>,
}

/// The changes of an element; those of a competence hold the changes of its indicators too.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Group<'c> {
    /// The element, and never an indicator.
    pub element: ElementKey,
    /// Its changes, in the order of reading.
    pub judgements: Vec<Judgement<'c>>,
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
            verdict: Some(verdict),
            asks_more,
            lineage,
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

    /// The same by element, each element once, in the order of reading.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut places: HashMap<ElementKey, usize> = HashMap::new();
        for judgement in self.judgements() {
            let element = judgement.change.element.whole();
            let place = *places.entry(element.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.judgements.push(judgement),
                None => groups.push(Group {
                    element,
                    judgements: vec![judgement],
                }),
            }
        }
        groups
    }
}
