//! The declared order of elements.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::Bundle;
use crate::{Cluster, Competence, Order, Profile};

/// The place of each listed id; ids that are not listed come last.
struct Ranks<'a>(HashMap<&'a str, usize>);

impl<'a> Ranks<'a> {
    fn new<I: AsRef<str> + 'a>(ids: &'a [I]) -> Self {
        let mut ranks = HashMap::with_capacity(ids.len());
        for (rank, id) in ids.iter().enumerate() {
            ranks.entry(id.as_ref()).or_insert(rank);
        }
        Self(ranks)
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        let rank = |id| self.0.get(id).copied().unwrap_or(usize::MAX);
        let by_rank = if self.0.is_empty() {
            Ordering::Equal
        } else {
            rank(a).cmp(&rank(b))
        };
        by_rank.then_with(|| a.cmp(b))
    }
}

/// How to compare elements of each sort, given the framework's declaration.
pub(crate) struct Declared<'a> {
    competences: Ranks<'a>,
    clusters: Ranks<'a>,
    profiles: Ranks<'a>,
}

impl<'a> Declared<'a> {
    pub(crate) fn new(order: &'a Order) -> Self {
        Self {
            competences: Ranks::new(&order.competences),
            clusters: Ranks::new(&order.clusters),
            profiles: Ranks::new(&order.profiles),
        }
    }

    pub(crate) fn competences(&self, a: &Competence, b: &Competence) -> Ordering {
        a.kind
            .cmp(&b.kind)
            .then_with(|| match (&a.cluster, &b.cluster) {
                (Some(a), Some(b)) => self.clusters.compare(a.as_str(), b.as_str()),
                (a, b) => a.is_some().cmp(&b.is_some()),
            })
            .then_with(|| self.competences.compare(a.id.as_str(), b.id.as_str()))
    }

    pub(crate) fn clusters(&self, a: &Cluster, b: &Cluster) -> Ordering {
        self.clusters.compare(a.id.as_str(), b.id.as_str())
    }

    pub(crate) fn profiles(&self, a: &Profile, b: &Profile) -> Ordering {
        self.profiles.compare(a.id.as_str(), b.id.as_str())
    }
}

impl Bundle {
    /// Puts all elements into the declared order.
    pub(crate) fn arrange(&mut self) {
        let declared = Declared::new(&self.framework.order);
        self.competences.sort_by(|a, b| declared.competences(a, b));
        self.clusters.sort_by(|a, b| declared.clusters(a, b));
        self.profiles.sort_by(|a, b| declared.profiles(a, b));
        self.lineage.sort_by(|a, b| a.version.cmp(&b.version));
    }
}
