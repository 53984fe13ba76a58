//! What a change means for earlier assessments, and whom it concerns.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Comparison;
use super::alignment::carried_by;
use super::crosswalk::{Entry, ScaleStep};
use super::diff::{ElementKey, Matching};
use super::outline::parent;
use crate::model::{Carried, Element};
use crate::{ClusterId, CompetenceId, Contents, Model, OrganisationId, ProfileId};

/// What becomes of the ratings of the statements that could be rated before, by number of
/// statements. Each is counted once, by the best that its ratings can become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outlook {
    /// They stay as they are.
    pub kept: usize,
    /// They stay as they are, under another id.
    pub renamed: usize,
    /// They are carried over to another scale.
    pub mapped: usize,
    /// They become part of a mean.
    pub joined: usize,
    /// They are copied to each part.
    pub divided: usize,
    /// They cannot be carried over.
    pub lost: usize,
}

impl Outlook {
    /// How many statements there were.
    pub fn all(&self) -> usize {
        self.kept + self.carried() + self.lost
    }

    /// How many are carried over, but not as they are.
    pub fn carried(&self) -> usize {
        self.renamed + self.mapped + self.joined + self.divided
    }

    fn add(&mut self, id: &str, entry: &Entry, scale: &ScaleStep) {
        let best = entry.successors.values().min().copied().map(carried_by);
        let place = match (best, scale) {
            (None | Some(Carried::SetAside), _) | (_, ScaleStep::Changed(_)) => &mut self.lost,
            (Some(Carried::Joined), _) => &mut self.joined,
            (Some(Carried::Divided), _) => &mut self.divided,
            (Some(Carried::Kept), scale) if !scale.keeps_ratings() => &mut self.mapped,
            (Some(Carried::Kept), _) if entry.successors.contains_key(id) => &mut self.kept,
            (Some(Carried::Kept), _) => &mut self.renamed,
        };
        *place += 1;
    }
}

/// Whom an element concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reach {
    /// The profiles that ask for it, before or after.
    pub profiles: BTreeSet<ProfileId>,
    /// The clusters that it is in, before or after.
    pub clusters: BTreeSet<ClusterId>,
    /// The organisations that these are for; none if it is in no cluster, and so for all.
    pub organisations: BTreeSet<OrganisationId>,
}

impl Reach {
    fn add(&mut self, other: &Self) {
        self.profiles.extend(other.profiles.iter().cloned());
        self.clusters.extend(other.clusters.iter().cloned());
        self.organisations
            .extend(other.organisations.iter().cloned());
    }
}

/// What the changes mean for the assessments of each competence, and whom each element concerns.
#[derive(Debug)]
pub struct Effects<'c> {
    comparison: &'c Comparison,
    matching: Matching<'c>,
    /// From a competence to the profiles that ask for it, in either model.
    asked: BTreeMap<CompetenceId, BTreeSet<ProfileId>>,
    /// From a competence of either model to the indicators of the old one that it held, or whose
    /// ratings lead into it.
    led: HashMap<&'c str, BTreeSet<&'c str>>,
}

impl<'c> Effects<'c> {
    /// The effects of a comparison.
    pub fn of(comparison: &'c Comparison) -> Self {
        let (old, new) = (comparison.before(), comparison.after());
        let mut asked: BTreeMap<CompetenceId, BTreeSet<ProfileId>> = BTreeMap::new();
        for model in [old, new] {
            for profile in model.profiles() {
                for it in model.resolve(profile).competences {
                    let profiles = asked.entry(it.competence.id.clone()).or_default();
                    profiles.insert(profile.id.clone());
                }
            }
        }
        let entries = &comparison.crosswalk().entries;
        let mut led: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (competence, indicator) in old.indicators() {
            let id = indicator.id.as_str();
            let successors = entries.get(id).into_iter();
            let successors = successors.flat_map(|it| it.successors.keys());
            let into = successors.filter_map(|it| parent(it.as_str()));
            for holder in into.chain([competence.id.as_str()]) {
                led.entry(holder).or_default().insert(id);
            }
        }
        Self {
            comparison,
            matching: Matching::of(old, new),
            asked,
            led,
        }
    }

    /// What becomes of all earlier ratings.
    pub fn outlook(&self) -> Outlook {
        let all = self.comparison.before().indicators();
        self.outlook_of(all.map(|(_, it)| it.id.as_str()))
    }

    /// What becomes of the ratings of what these competences hold now, or held before.
    pub fn of_competences<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Outlook {
        let of = |id: &str| {
            let former = self.matching.before(id).map(|it| it.id());
            let holders = [Some(id), former].into_iter().flatten();
            holders
                .filter_map(|it| self.led.get(it))
                .flatten()
                .copied()
                .collect::<Vec<_>>()
        };
        let indicators: BTreeSet<&str> = ids.into_iter().flat_map(of).collect();
        self.outlook_of(indicators.into_iter())
    }

    fn outlook_of<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Outlook {
        let crosswalk = self.comparison.crosswalk();
        let mut outlook = Outlook::default();
        for id in ids {
            if let Some(entry) = crosswalk.entries.get(id) {
                outlook.add(id, entry, &crosswalk.scale);
            }
        }
        outlook
    }

    /// Whom elements concern, by their ids: those of profiles themselves, those of clusters the
    /// profiles that ask for any of their competences.
    pub fn reach<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Reach {
        let mut reach = Reach::default();
        for id in ids {
            for model in [self.comparison.before(), self.comparison.after()] {
                if let Some(element) = model.element(id) {
                    reach.add(&self.reach_in(model, element));
                }
            }
        }
        reach
    }

    /// Whom an element of the difference concerns; the manifest concerns all.
    pub fn reach_of(&self, element: &ElementKey) -> Reach {
        match element {
            ElementKey::Framework | ElementKey::Lineage(_) => Reach::default(),
            element => self.reach([element.to_string().as_str()]),
        }
    }

    fn reach_in(&self, model: &Model, element: Element<'_>) -> Reach {
        let mut reach = Reach::default();
        match element {
            Element::Profile(it) => {
                reach.profiles.insert(it.id.clone());
            }
            Element::Cluster(it) => {
                within(model, &it.id, &mut reach);
                for competence in model.competences_in(&it.id) {
                    reach.profiles.extend(self.profiles(&competence.id));
                }
            }
            Element::Competence(it) | Element::Indicator(it, _) => {
                reach.profiles.extend(self.profiles(&it.id));
                if let Some(cluster) = &it.cluster {
                    within(model, cluster, &mut reach);
                }
            }
        }
        reach
    }

    fn profiles(&self, competence: &CompetenceId) -> BTreeSet<ProfileId> {
        self.asked.get(competence).cloned().unwrap_or_default()
    }
}

/// A cluster and those that it is inside, with their organisations.
fn within(model: &Contents, cluster: &ClusterId, reach: &mut Reach) {
    let mut at = Some(cluster);
    while let Some(it) = at.and_then(|id| model.cluster(id)) {
        // A circle of clusters is a finding of the check, and ends here.
        if !reach.clusters.insert(it.id.clone()) {
            return;
        }
        reach.organisations.extend(it.organisations.iter().cloned());
        at = it.parent.as_ref();
    }
}
