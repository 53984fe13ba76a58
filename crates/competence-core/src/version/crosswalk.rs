//! From the elements of one version to those of a later one, and how exactly they correspond.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::Serialize;

use super::in_force::{in_force, known_as};
pub use super::scale_step::ScaleStep;
use crate::model::Carried;
use crate::model::Element;
use crate::model::similarity::normalised;
use crate::{ElementId, LineageRecord, Model};

/// How exactly an element corresponds to a later one, from the most exact to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Exactness {
    /// It is the same, perhaps under another id.
    Same,
    /// It is worded another way and means the same.
    Editorial,
    /// It became one with others.
    MergedInto,
    /// It was divided, and this is a part of it.
    PartOf,
}

crate::words!(Exactness, "a degree of exactness", {
    Same => "same",
    Editorial => "editorial",
    MergedInto => "merged-into",
    PartOf => "part-of",
});

/// What became of one element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// The elements of the later version that it corresponds to, by id; none if what it said is
    /// no longer there.
    pub successors: BTreeMap<ElementId, Exactness>,
    /// The reasons that the lineage gives, from the oldest version to the newest.
    pub reasons: BTreeSet<Reason>,
}

/// Why something became of an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Reason {
    /// The version in which it did.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// The reason.
    pub text: String,
}

/// What became of every element of one version in a later one: clusters, competences, indicators and
/// profiles.
///
/// Crosswalks are composed with [`Crosswalk::then`]: of the ways that lead from an element to
/// another over the versions between, the most exact counts, and a way is as exact as its least
/// exact step. Composition is associative.
///
/// ```
/// use competence_core::{Model, crosswalk::{Crosswalk, Exactness}};
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
/// let model = Model::from_bundle(json.as_bytes())?;
/// let crosswalk = Crosswalk::between(&model, &model);
/// let entry = &crosswalk.entries["cooperation"];
/// assert_eq!(entry.successors["cooperation"], Exactness::Same);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Crosswalk {
    /// The earlier version.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub from: Version,
    /// The later version.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub to: Version,
    /// What became of the levels of the scale.
    pub scale: ScaleStep,
    /// Each element of the earlier version.
    pub entries: BTreeMap<ElementId, Entry>,
}

impl Crosswalk {
    /// One step: from a version to the next, by the lineage of the later one and by what is the
    /// same in both.
    pub fn between(old: &Model, new: &Model) -> Self {
        let (from, to) = (&old.framework().version, &new.framework().version);
        let lineage = in_force(new, from, to);
        let mut records: BTreeMap<&str, Vec<(&Version, &LineageRecord)>> = BTreeMap::new();
        for lineage in lineage {
            for record in &lineage.records {
                for id in &record.from {
                    records
                        .entry(known_as(old, id.as_str()).unwrap_or(id.as_str()))
                        .or_default()
                        .push((&lineage.version, record));
                }
            }
        }
        let mut entries = BTreeMap::new();
        for element in old.elements() {
            let Ok(id) = ElementId::new(element.id()) else {
                continue;
            };
            let of_element = records.get(element.id()).map_or(&[][..], Vec::as_slice);
            let entry = match of_element {
                [] => Entry {
                    successors: unrecorded(element, &records, old, new),
                    reasons: BTreeSet::new(),
                },
                _ => recorded(element, of_element, old, new),
            };
            entries.insert(id, entry);
        }
        Self {
            from: from.clone(),
            to: to.clone(),
            scale: ScaleStep::between(old, new),
            entries,
        }
    }

    /// From the first of some versions to the last, through all between. `None` if there is no
    /// version.
    pub fn over(versions: &[Model]) -> Option<Self> {
        let first = versions.first()?;
        let steps = versions.windows(2).filter_map(|pair| match pair {
            [old, new] => Some(Self::between(old, new)),
            _ => None,
        });
        let whole = steps.reduce(|whole, step| whole.then(&step));
        Some(whole.unwrap_or_else(|| Self::between(first, first)))
    }

    /// Only what became something else, or nothing: elements that are the same under the same id, and of
    /// which the lineage gives no reason, are left out.
    ///
    /// ```
    /// use competence_core::{Model, crosswalk::Crosswalk};
    /// let json = r#"{
    ///   "format": 1,
    ///   "framework": {
    ///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
    ///     "languages": {"primary": "en"}, "scale": {"levels": []}
    ///   },
    ///   "competences": [{
    ///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
    ///     "indicators": []
    ///   }]
    /// }"#;
    /// let model = Model::from_bundle(json.as_bytes())?;
    /// assert!(Crosswalk::between(&model, &model).changed().entries.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn changed(&self) -> Self {
        let is_itself = |id: &ElementId, entry: &Entry| {
            let mut successors = entry.successors.iter();
            let first = successors.next();
            first == Some((id, &Exactness::Same))
                && successors.next().is_none()
                && entry.reasons.is_empty()
        };
        let entries = self.entries.iter().filter(|(id, it)| !is_itself(id, it));
        Self {
            entries: entries.map(|(id, it)| (id.clone(), it.clone())).collect(),
            from: self.from.clone(),
            to: self.to.clone(),
            scale: self.scale.clone(),
        }
    }

    /// This crosswalk and then another, which begins at the version where this one ends.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let through = |entry: &Entry| {
            let mut successors: BTreeMap<ElementId, Exactness> = BTreeMap::new();
            let mut reasons = entry.reasons.clone();
            for (id, first) in &entry.successors {
                let Some(later) = next.entries.get(id) else {
                    continue;
                };
                for (id, second) in &later.successors {
                    let exactness = *first.max(second);
                    let best = successors.entry(id.clone()).or_insert(exactness);
                    *best = exactness.min(*best);
                }
                reasons.extend(later.reasons.iter().cloned());
            }
            Entry {
                successors,
                reasons,
            }
        };
        let entries = self
            .entries
            .iter()
            .map(|(id, entry)| (id.clone(), through(entry)));
        Self {
            from: self.from.clone(),
            to: next.to.clone(),
            scale: self.scale.then(&next.scale),
            entries: entries.collect(),
        }
    }
}

/// The successors of an element that no record names: itself, or what its competence's new id
/// makes of its own, if it still says the same.
fn unrecorded(
    element: Element<'_>,
    records: &BTreeMap<&str, Vec<(&Version, &LineageRecord)>>,
    old: &Model,
    new: &Model,
) -> BTreeMap<ElementId, Exactness> {
    let mut id = element.id().to_owned();
    if let Some((parent, name)) = element.id().split_once('.') {
        let of_parent = records.get(parent).into_iter().flatten();
        let renamed = of_parent
            .filter(|(_, it)| it.change.keeps_identity())
            .find_map(|(_, it)| it.to.first());
        if let Some(parent) = renamed {
            id = format!("{parent}.{name}");
        }
    }
    exactness(element, &id, false, old, new)
        .and_then(|exactness| Some((ElementId::new(id).ok()?, exactness)))
        .into_iter()
        .collect()
}

/// The element with this id in the new model, if a rating of the old one can stand for it: it is of
/// the same kind of thing, and has the same polarity. A rating of what now has the opposite polarity
/// would mean the opposite.
fn later<'m>(element: Element<'_>, id: &str, new: &'m Model) -> Option<Element<'m>> {
    let later = new.element(id)?;
    match (element, later) {
        (Element::Indicator(_, before), Element::Indicator(_, after)) => {
            (before.polarity == after.polarity).then_some(later)
        }
        _ => (element.noun() == later.noun()).then_some(later),
    }
}

/// How exactly an element corresponds to the one with this id in the new model, by what it says.
/// Where the words differ, it does only if the lineage declares that they mean the same.
fn exactness(
    element: Element<'_>,
    id: &str,
    editorial: bool,
    old: &Model,
    new: &Model,
) -> Option<Exactness> {
    let after = later(element, id, new)?;
    if !matches!(element, Element::Indicator(..)) {
        return Some(Exactness::Same);
    }
    let text = |model: &Model, element: Element<'_>| {
        let primary = &model.framework().languages.primary;
        element.title().get(primary).unwrap_or_default().to_owned()
    };
    let (before, after) = (text(old, element), text(new, after));
    if before == after {
        Some(Exactness::Same)
    } else if editorial || normalised(&before) == normalised(&after) {
        Some(Exactness::Editorial)
    } else {
        None
    }
}

fn recorded(
    element: Element<'_>,
    records: &[(&Version, &LineageRecord)],
    old: &Model,
    new: &Model,
) -> Entry {
    let mut successors: BTreeMap<ElementId, Exactness> = BTreeMap::new();
    let mut reasons = BTreeSet::new();
    for (version, record) in records {
        let reason = |text: &String| Reason {
            version: (*version).clone(),
            text: text.clone(),
        };
        reasons.extend(record.reason.as_ref().map(reason));
        for to in &record.to {
            let exactness = match record.change.carried() {
                Carried::Kept => exactness(element, to.as_str(), record.editorial, old, new),
                Carried::Joined => Some(Exactness::MergedInto),
                Carried::Divided => Some(Exactness::PartOf),
                Carried::SetAside => None,
            };
            let is_there = later(element, to.as_str(), new).is_some();
            if let Some(exactness) = exactness.filter(|_| is_there) {
                let worst = successors.entry(to.clone()).or_insert(exactness);
                *worst = exactness.max(*worst);
            }
        }
    }
    Entry {
        successors,
        reasons,
    }
}
