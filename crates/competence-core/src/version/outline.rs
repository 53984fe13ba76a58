//! A change in the order in which it is told: the decisions, then what no record explains, then
//! what is not read in an assessment.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use semver::Version;

use super::alignment::Alignment;
use super::diff::{Change, Edit, ElementKey};
use super::in_force::{in_force, known_as};
use super::{Bump, Comparison, Judgement};
use crate::model::Carried;
use crate::{ChangeKind, Indicator, LineageChange, LineageRecord, Model};

/// A change in the order in which it is told. Each judgement of the [`Comparison`] is in exactly
/// one place, but for those that a decision has told already: the records themselves.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Outline<'c> {
    /// What the lineage declares, by weight: those that need the higher version first, and of
    /// equal weight competences, clusters and profiles before single indicators.
    pub decisions: Vec<Decision<'c>>,
    /// What no record explains, by element, each once, in the order of reading.
    pub groups: Vec<Group<'c>>,
    /// What is not read in an assessment and belongs to no element: settings of the manifest, and
    /// lineage that explains nothing here.
    pub metadata: Vec<Judgement<'c>>,
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

/// One decision: a lineage record, with the changes that it explains.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decision<'c> {
    /// The version that it came into force with.
    pub version: &'c Version,
    /// What was decided, why, on what evidence, and when.
    pub record: &'c LineageRecord,
    /// The changes that it explains, and what else changed in the elements that it leads to.
    pub judgements: Vec<Judgement<'c>>,
    /// The decisions on single indicators of the competences that it is about.
    pub parts: Vec<Self>,
    /// The statements before and after side by side; those that belong together are in one row.
    pub statements: Vec<Aligned<'c>>,
}

/// Statements that belong together.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Aligned<'c> {
    /// The statements in the old model; none if it is new.
    pub before: Vec<&'c Indicator>,
    /// The statements in the new model; none if nothing replaces it.
    pub after: Vec<&'c Indicator>,
    /// What becomes of the ratings of the statements before; none if there were none.
    pub carried: Option<Carried>,
    /// The record that says so, if there is one.
    pub record: Option<&'c LineageRecord>,
}

impl Decision<'_> {
    /// The version that it needs with all of its parts; nothing that is told here needs none.
    pub fn level(&self) -> Bump {
        let own = self.judgements.iter().map(|it| it.level);
        let parts = self.parts.iter().map(Self::level);
        own.chain(parts).max().unwrap_or(Bump::Patch)
    }

    /// Whether it is about indicators, and not about what holds them.
    pub fn is_about_indicators(&self) -> bool {
        is_about_indicators(self.record)
    }
}

impl<'c> Outline<'c> {
    /// How many things are told: a decision with all of its parts is one.
    pub fn len(&self) -> usize {
        let of_groups = self.groups.iter().map(|it| it.judgements.len());
        self.decisions.len() + of_groups.sum::<usize>() + self.metadata.len()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn of(comparison: &'c Comparison) -> Self {
        let records = Records::of(comparison);
        let mut told: BTreeMap<usize, Vec<Judgement<'c>>> = BTreeMap::new();
        let judgements = comparison.judgements();
        let owners: Vec<Option<usize>> = judgements
            .iter()
            .map(|it| records.owner(it.change))
            .collect();
        // A record is told where something shows that it came into force between the two.
        let shown: BTreeSet<usize> = judgements
            .iter()
            .zip(&owners)
            .filter_map(|(it, owner)| owner.filter(|at| records.shows(*at, it.change)))
            .collect();
        let (mut rest, mut metadata) = (Vec::new(), Vec::new());
        for (judgement, owner) in judgements.into_iter().zip(owners) {
            let change = judgement.change;
            match (owner.filter(|at| shown.contains(at)), &change.element) {
                (Some(at), _) => told.entry(at).or_default().push(judgement),
                (None, ElementKey::Lineage(version))
                    if records.are_told(version, &shown, comparison) => {}
                (None, ElementKey::Lineage(_)) => metadata.push(judgement),
                (None, ElementKey::Framework) if change.kind == ChangeKind::MetadataChanged => {
                    metadata.push(judgement);
                }
                (None, _) => rest.push(judgement),
            }
        }
        Self {
            decisions: records.decisions(told, comparison),
            groups: arranged(grouped(rest), comparison),
            metadata,
        }
    }
}

/// Judgements by element, each element once, in the order of reading.
fn grouped(judgements: Vec<Judgement<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<ElementKey, usize> = HashMap::new();
    for judgement in judgements {
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

/// Groups in the order in which the framework is read: the manifest, the competences of everyone,
/// each cluster with its competences, the profiles. What was removed comes last, in its cluster.
fn arranged<'c>(mut groups: Vec<Group<'c>>, comparison: &Comparison) -> Vec<Group<'c>> {
    let (old, new) = (comparison.before(), comparison.after());
    let clusters: HashMap<&str, usize> = (new.clusters().iter())
        .chain(old.clusters())
        .enumerate()
        .map(|(at, it)| (it.id.as_str(), at + 1))
        .collect();
    let place = |group: &Group<'_>| match &group.element {
        ElementKey::Framework => (0, 0, 0),
        ElementKey::Cluster(id) => (1, clusters.get(id.as_str()).copied().unwrap_or(0), 0),
        ElementKey::Competence(id) => {
            let found = new.competence(id).or_else(|| old.competence(id));
            let cluster = found.and_then(|it| it.cluster.as_ref());
            let cluster = cluster.and_then(|it| clusters.get(it.as_str()));
            (1, cluster.copied().unwrap_or(0), 1)
        }
        ElementKey::Indicator(_) => (1, usize::MAX, 1),
        ElementKey::Profile(_) => (2, 0, 0),
        ElementKey::Lineage(_) => (3, 0, 0),
    };
    // A stable sort: within a place, they are in the order of reading.
    groups.sort_by_key(place);
    groups
}

pub(super) fn is_about_indicators(record: &LineageRecord) -> bool {
    let mut ids = record.from.iter().chain(&record.to);
    ids.all(|it| it.as_str().contains('.'))
}

/// The competence that an indicator is in.
pub(super) fn parent(id: &str) -> Option<&str> {
    id.split_once('.').map(|(parent, _)| parent)
}

/// The records in force between the two versions, and where each id is named first.
pub(super) struct Records<'c> {
    all: Vec<(&'c Version, &'c LineageRecord)>,
    pub(super) from: HashMap<&'c str, usize>,
    pub(super) to: HashMap<&'c str, usize>,
    /// The competences that are new, or under a new id.
    arrived: BTreeSet<String>,
}

impl<'c> Records<'c> {
    fn of(comparison: &'c Comparison) -> Self {
        let (old, new) = (comparison.before(), comparison.after());
        let versions = (&old.framework().version, &new.framework().version);
        let all: Vec<_> = in_force(new, versions.0, versions.1)
            .flat_map(|it| it.records.iter().map(|record| (&it.version, record)))
            .collect();
        let (mut from, mut to) = (HashMap::new(), HashMap::new());
        for (at, (_, record)) in all.iter().enumerate() {
            for id in &record.from {
                from.entry(id.as_str()).or_insert(at);
                if let Some(id) = known_as(old, id.as_str()) {
                    from.entry(id).or_insert(at);
                }
            }
            for id in &record.to {
                to.entry(id.as_str()).or_insert(at);
            }
        }
        let changes = &comparison.diff().changes;
        let arrived = changes
            .iter()
            .filter_map(|it| match (&it.element, &it.edit) {
                (ElementKey::Competence(id), Edit::Added { .. } | Edit::Renamed { .. }) => {
                    Some(id.to_string())
                }
                _ => None,
            });
        Self {
            all,
            from,
            to,
            arrived: arrived.collect(),
        }
    }

    pub(super) fn record(&self, at: usize) -> Option<&'c LineageRecord> {
        self.all.get(at).map(|(_, record)| *record)
    }

    /// The record that a change is told with.
    fn owner(&self, change: &Change) -> Option<usize> {
        let id = change.element.to_string();
        let id = id.as_str();
        match (&change.element, &change.edit) {
            (ElementKey::Framework | ElementKey::Lineage(_), _) => None,
            (_, Edit::Removed { .. }) => self.from.get(id).copied(),
            (_, Edit::Added { .. } | Edit::Renamed { .. }) => {
                let of_parent = || {
                    let parent = parent(id).filter(|it| self.arrived.contains(*it))?;
                    self.to.get(parent)
                };
                self.to.get(id).or_else(of_parent).copied()
            }
            _ => {
                let own = self.to.get(id).or_else(|| self.from.get(id));
                own.copied()
            }
        }
    }

    /// Whether a change shows that a record came into force: what it says happened did.
    fn shows(&self, at: usize, change: &Change) -> bool {
        let Some(record) = self.record(at) else {
            return false;
        };
        match (&change.edit, change.kind) {
            (Edit::Added { .. } | Edit::Removed { .. } | Edit::Renamed { .. }, _) => true,
            (_, ChangeKind::ElementDeprecated) => !record.change.keeps_identity(),
            (_, ChangeKind::ElementMoved) => record.change == LineageChange::Moved,
            (
                _,
                ChangeKind::StatementReworded
                | ChangeKind::StatementEdited
                | ChangeKind::TextChanged,
            ) => record.change == LineageChange::Reworded,
            _ => false,
        }
    }

    /// Whether all that changed in the lineage of a version is told with the decisions.
    fn are_told(
        &self,
        version: &Version,
        shown: &BTreeSet<usize>,
        comparison: &Comparison,
    ) -> bool {
        let of = |model: &'_ Model| {
            let lineage = model.lineage().iter().filter(|it| it.version == *version);
            lineage.cloned().collect::<Vec<_>>()
        };
        let (old, new) = (of(comparison.before()), of(comparison.after()));
        let records = |all: &[crate::Lineage]| -> Vec<LineageRecord> {
            all.iter().flat_map(|it| it.records.clone()).collect()
        };
        let (before, after) = (records(&old), records(&new));
        let is_told = |record: &LineageRecord| {
            let mut told = shown.iter().filter_map(|at| self.all.get(*at));
            told.any(|(of, it)| *of == version && *it == record)
        };
        // A map of the scale is told with the scale.
        let changes = &comparison.diff().changes;
        let has_scale = changes
            .iter()
            .any(|it| matches!(it.kind, ChangeKind::ScaleChanged | ChangeKind::ScaleEdited));
        let scale = |all: &[crate::Lineage]| all.iter().find_map(|it| it.scale.clone());
        // In a later draft, another record may say what became of the same.
        let is_superseded = |record: &LineageRecord| {
            let mut told = after.iter().filter(|it| is_told(it));
            told.any(|it| record.from.iter().all(|from| it.from.contains(from)))
        };
        let is_kept = |it: &LineageRecord| after.contains(it) || is_superseded(it);
        before.iter().all(is_kept)
            && after.iter().all(|it| before.contains(it) || is_told(it))
            && (scale(&old) == scale(&new) || has_scale)
    }

    /// The decisions that are told, with those on indicators inside those on their competences.
    fn decisions(
        &self,
        told: BTreeMap<usize, Vec<Judgement<'c>>>,
        comparison: &'c Comparison,
    ) -> Vec<Decision<'c>> {
        let alignment = Alignment::of(comparison, self);
        let (mut wholes, mut parts) = (Vec::new(), Vec::new());
        for (at, judgements) in told {
            let Some((version, record)) = self.all.get(at).copied() else {
                continue;
            };
            let decision = Decision {
                version,
                record,
                judgements,
                parts: Vec::new(),
                statements: Vec::new(),
            };
            if decision.is_about_indicators() {
                parts.push(decision);
            } else {
                wholes.push(decision);
            }
        }
        let mut decisions: Vec<Decision<'c>> = wholes;
        let mut single = Vec::new();
        for part in parts {
            let competences = || {
                let ids = part.record.from.iter().chain(&part.record.to);
                ids.filter_map(|it| parent(it.as_str()))
            };
            let whole = decisions
                .iter_mut()
                .find(|it| competences().any(|id| it.record.names(id)));
            match whole {
                Some(whole) => whole.parts.push(part),
                None => single.push(part),
            }
        }
        decisions.append(&mut single);
        for decision in &mut decisions {
            decision.statements = alignment.rows(decision.record);
        }
        // A stable sort: what weighs the same stays in the order of the records.
        decisions.sort_by_key(|it| (std::cmp::Reverse(it.level()), it.is_about_indicators()));
        decisions
    }
}
