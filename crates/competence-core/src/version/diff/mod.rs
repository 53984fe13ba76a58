//! What changed between two models, in terms of elements and their fields.

mod apply;
mod change;
mod compare;
mod follows;
mod kinds;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

pub use apply::ApplyError;
pub use change::{Change, Edit, ElementKey, Path};

pub use crate::ChangeKind;

use super::in_force::{in_force, known_as};
use super::scale_step::ScaleStep;
use crate::model::Element;
use crate::{
    Competence, CompetenceId, ElementId, IndicatorId, LanguageTag, LevelValue, Model, Necessity,
    ScaleId,
};

/// The difference between two models.
///
/// Elements are matched by id, then by the lineage that the new model declares (a `matching`
/// record says that an element is the same under another id). Everything that differs between
/// the two bundles is a change, in the order in which the framework is read; [`Diff::apply`]
/// makes the new model of the old one.
///
/// ```
/// use competence_core::{ChangeKind, Model, diff::Diff};
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
/// let diff = Diff::between(&old, &new);
/// assert_eq!(diff.changes.len(), 1);
/// assert_eq!(diff.changes[0].kind, ChangeKind::StatementReworded);
/// assert_eq!(diff.apply(&old)?, new);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Diff {
    /// The changes, in the order in which the framework is read; what was removed comes after
    /// what is still there.
    pub changes: Vec<Change>,
    /// What follows from the changes, and is none of its own: the entries that an added, removed
    /// or renamed element has in `order`, where nothing else was moved, and fields that name a renamed
    /// element by its new id.
    pub follows: Vec<Change>,
    /// The competences that a profile gained, lost or asks at another level, also where only a
    /// cluster or a kind changed: these follow from the changes.
    pub profiles: Vec<ProfileEffect>,
}

/// How the resolved competences of a profile changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ProfileEffect {
    /// The profile's id in the new model.
    pub profile: crate::ProfileId,
    /// Competences that the position is now assessed on.
    pub gains: Vec<CompetenceId>,
    /// Competences that it is no longer assessed on.
    pub loses: Vec<CompetenceId>,
    /// Competences that it is assessed on at another level.
    pub levels: Vec<CompetenceId>,
}

impl Diff {
    /// Compares two models.
    pub fn between(old: &Model, new: &Model) -> Self {
        let matching = Matching::of(old, new);
        let mut changes = compare::frameworks(old.framework(), new.framework(), &matching);
        // The elements of the old model that are still there, by where their ids are in memory.
        let mut kept: HashSet<*const u8> = HashSet::with_capacity(old.competences().len() * 8);
        for element in new.elements() {
            match matching
                .before(element.id())
                .filter(|it| it.noun() == element.noun())
            {
                Some(before) => {
                    kept.insert(before.id().as_ptr());
                    compare::elements(before, element, &matching, &mut changes);
                }
                None => changes.push(Change::added(element)),
            }
        }
        compare::lineages(old.lineage(), new.lineage(), &mut changes);
        let removed = old
            .elements()
            .filter(|element| !kept.contains(&element.id().as_ptr()));
        changes.extend(removed.map(Change::removed));
        let (follows, mut changes): (Vec<_>, Vec<_>) = changes
            .into_iter()
            .partition(|change| follows::follows(change, old, new, &matching));
        for change in &mut changes {
            if change.kind == ChangeKind::RequirementsChanged
                && raises_requirements(&change.element, new, &matching)
            {
                change.kind = ChangeKind::RequirementsRaised;
            }
        }
        Self {
            changes,
            follows,
            profiles: effects(old, new, &matching),
        }
    }

    /// Whether the two models are the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.follows.is_empty()
    }
}

/// Which element of the old model each element of the new one is.
#[derive(Debug)]
pub(crate) struct Matching<'m> {
    old: &'m Model,
    primary: &'m LanguageTag,
    /// From the new id to the old one, where the lineage says that it is another.
    old_ids: HashMap<&'m str, &'m str>,
    /// Ids whose new wording the lineage declares editorial.
    editorial: HashSet<&'m str>,
    /// What became of the levels of the scale.
    pub(super) scale: ScaleStep,
}

impl<'m> Matching<'m> {
    pub(super) fn of(old: &'m Model, new: &'m Model) -> Self {
        let (from, to) = (&old.framework().version, &new.framework().version);
        let primary = &new.framework().languages.primary;
        let mut matching = Self {
            old,
            primary,
            old_ids: HashMap::new(),
            editorial: HashSet::new(),
            scale: ScaleStep::between(old, new),
        };
        for lineage in in_force(new, from, to) {
            for record in &lineage.records {
                if let (true, [from], [to]) = (
                    record.change.keeps_identity(),
                    &record.from[..],
                    &record.to[..],
                ) {
                    // A chain of renamings leads back to the first id.
                    let first = matching
                        .old_ids
                        .get(from.as_str())
                        .copied()
                        .or_else(|| known_as(old, from.as_str()))
                        .unwrap_or(from.as_str());
                    let is_gone = old.element(first).is_some() && new.element(first).is_none();
                    if is_gone && old.element(to.as_str()).is_none() {
                        matching.old_ids.insert(to.as_str(), first);
                    }
                }
                if record.editorial {
                    matching
                        .editorial
                        .extend(record.to.iter().map(ElementId::as_str));
                }
            }
        }
        matching
    }

    /// The element of the old model that an element of the new one is: that with its id, or
    /// the one that the lineage names. The indicators of a competence that has another id
    /// follow it.
    pub(super) fn before(&self, id: &str) -> Option<Element<'m>> {
        if let Some(old) = self.old_ids.get(id) {
            return self.old.element(old);
        }
        let found = self.old.element(id);
        if found.is_some() {
            return found;
        }
        let (parent, name) = id.split_once('.')?;
        self.old
            .element(&format!("{}.{name}", self.old_ids.get(parent)?))
    }

    /// The old id of the competence that an indicator of the new model is in.
    fn parent_of(&self, element: Element<'_>) -> Option<String> {
        let Element::Indicator(competence, _) = element else {
            return None;
        };
        self.before(competence.id.as_str())
            .map(|it| it.id().to_owned())
    }

    /// A level that was asked for of a competence, as the level that it has become: the lineage says
    /// what became of the scale for ratings.
    pub(super) fn level_now(&self, competence: &Competence, level: LevelValue) -> LevelValue {
        let is_for_ratings = *self.old.level_scale_of(Some(competence)) == ScaleId::RATING;
        if is_for_ratings {
            self.scale.level(level)
        } else {
            level
        }
    }

    fn is_editorial(&self, id: &str) -> bool {
        self.editorial.contains(id)
    }
}

/// The order of the indicators that both competences have, by their old ids.
fn common_order<'m>(
    old: &'m Competence,
    new: &'m Competence,
    matching: &Matching<'m>,
) -> (Vec<&'m str>, Vec<&'m str>) {
    let before: HashSet<&str> = old.indicators.iter().map(|it| it.id.as_str()).collect();
    let after: Vec<&str> = new
        .indicators
        .iter()
        .filter_map(|it| matching.before(it.id.as_str()).map(|it| it.id()))
        .filter(|id| before.contains(id))
        .collect();
    let kept: HashSet<&str> = after.iter().copied().collect();
    let before = old
        .indicators
        .iter()
        .map(|it| it.id.as_str())
        .filter(|id| kept.contains(id));
    (before.collect(), after)
}

fn effects(old: &Model, new: &Model, matching: &Matching<'_>) -> Vec<ProfileEffect> {
    let mut effects = Vec::new();
    for profile in new.profiles() {
        let before = matching.before(profile.id.as_str());
        let Some(Element::Profile(before)) = before else {
            continue;
        };
        let (before, after) = (old.resolve(before), new.resolve(profile));
        let levels: HashMap<&str, _> = before
            .competences
            .iter()
            .map(|it| {
                let level = it
                    .level
                    .map(|level| matching.level_now(it.competence, level));
                (it.competence.id.as_str(), level)
            })
            .collect();
        let mut effect = ProfileEffect {
            profile: profile.id.clone(),
            gains: Vec::new(),
            loses: Vec::new(),
            levels: Vec::new(),
        };
        let mut still = HashSet::new();
        for it in &after.competences {
            let id = matching.before(it.competence.id.as_str()).map(|it| it.id());
            match id.and_then(|id| levels.get(id)) {
                Some(level) => {
                    still.extend(id);
                    if *level != it.level {
                        effect.levels.push(it.competence.id.clone());
                    }
                }
                None => effect.gains.push(it.competence.id.clone()),
            }
        }
        let gone = before
            .competences
            .iter()
            .filter(|it| !still.contains(it.competence.id.as_str()));
        effect.loses.extend(gone.map(|it| it.competence.id.clone()));
        if !(effect.gains.is_empty() && effect.loses.is_empty() && effect.levels.is_empty()) {
            effects.push(effect);
        }
    }
    effects
}

/// Whether a profile asks for a competence or an indicator that it did not ask for, for a higher level,
/// or for something that was optional. Both
/// wordings of the profile are resolved in the new model, so that only what the profile itself
/// says counts.
fn raises_requirements(element: &ElementKey, new: &Model, matching: &Matching<'_>) -> bool {
    let ElementKey::Profile(id) = element else {
        return false;
    };
    let (Some(Element::Profile(before)), Some(after)) =
        (matching.before(id.as_str()), new.profile(id))
    else {
        return false;
    };
    let before = new.resolve(before);
    let asked: HashMap<&CompetenceId, _> = before
        .competences
        .iter()
        .map(|it| (&it.competence.id, it))
        .collect();
    let after = new.resolve(after);
    let mut essential = after.competences.iter();
    essential.any(|it| {
        let before = asked.get(&it.competence.id);
        it.necessity == Necessity::Essential
            && before.is_none_or(|before| {
                let level = before
                    .level
                    .map(|level| matching.level_now(before.competence, level));
                before.necessity == Necessity::Optional
                    || it.level > level
                    || it
                        .indicators
                        .iter()
                        .any(|it| !before.indicators.contains(it))
            })
    })
}

/// The ids of a competence's indicators, in order.
fn order_of(competence: &Competence) -> Vec<IndicatorId> {
    competence
        .indicators
        .iter()
        .map(|it| it.id.clone())
        .collect()
}
