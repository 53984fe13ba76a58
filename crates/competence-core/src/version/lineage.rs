//! Lineage between versions: which is in force, and which would explain a difference, suggested
//! by likeness of texts and never assumed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use serde::Serialize;

pub use super::in_force::in_force;

use super::diff::Diff;
use crate::model::similarity::{likeness, normalised};
use crate::{ChangeKind, LineageChange, Model, Percent};

/// How alike two statements must be for one to be suggested as what became of the other: this
/// share of their word pairs, in per cent.
const STATEMENTS: u16 = 40;

/// How many of a competence's indicators must have gone into another one for it to be suggested
/// as what became of it, in per cent.
const INDICATORS: usize = 50;

/// A lineage record that would explain what was removed and added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Suggestion {
    /// What it seems to be: renamed, moved, merged or split.
    pub change: LineageChange,
    /// The removed elements.
    pub from: Vec<String>,
    /// The added elements.
    pub to: Vec<String>,
    /// How alike they are: for indicators the share of common word pairs, for competences the
    /// share of indicators that have a counterpart; the lowest of several, in per cent.
    pub percent: usize,
}

/// The record, ready to be pasted under `records:` of a lineage file.
impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  - change: {}", self.change.as_str())?;
        writeln!(f, "    from: [{}]", self.from.join(", "))?;
        writeln!(f, "    to: [{}]", self.to.join(", "))?;
        if self.is_worded_otherwise() {
            writeln!(
                f,
                "    editorial: # true if it means the same; if not, the change is `replaced`"
            )?;
        }
        writeln!(f, "    reason: # why it was decided")
    }
}

impl Suggestion {
    /// Whether it leads from one indicator to one that is worded in another way.
    fn is_worded_otherwise(&self) -> bool {
        let keeps_identity = matches!(self.change, LineageChange::Renamed | LineageChange::Moved);
        let of_indicator = self.from.iter().all(|it| it.contains('.'));
        keeps_identity && of_indicator && self.percent < 100
    }
}

impl Diff {
    /// Suggests lineage for what was removed and added, competences first. The two models are
    /// those that the difference is between.
    pub fn suggestions(&self, old: &Model, new: &Model) -> Vec<Suggestion> {
        let of = |kind| -> HashSet<String> {
            let changes = self.changes.iter().filter(move |it| it.kind == kind);
            changes.map(|it| it.element.to_string()).collect()
        };
        let (mut gone, come) = (of(ChangeKind::ElementRemoved), of(ChangeKind::ElementAdded));
        // What the lineage of the new model explains needs no other explanation.
        let (from, to) = (&old.framework().version, &new.framework().version);
        let declared = in_force(new, from, to);
        for id in declared.flat_map(|it| &it.records).flat_map(|it| &it.from) {
            gone.remove(id.as_str());
        }
        let removed = statements(old, &gone);
        let added = statements(new, &come);
        let texts =
            |all: &[(String, String)]| all.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
        let pairs: Vec<Pair> = likeness(
            &texts(&removed),
            &texts(&added),
            Percent::constant(STATEMENTS),
        )
        .into_iter()
        .map(|(from, to, percent)| Pair {
            from: removed[from].0.clone(),
            to: added[to].0.clone(),
            percent,
        })
        .collect();
        let mut suggestions = competences(old, new, &gone, &pairs);
        // The indicators of a competence that only has another id follow it.
        let renamed: HashSet<(&str, &str)> = suggestions
            .iter()
            .filter(|it| it.change == LineageChange::Renamed)
            .filter_map(|it| Some((it.from.first()?.as_str(), it.to.first()?.as_str())))
            .collect();
        let follows = |pair: &&Pair| {
            let parts = pair.from.split_once('.').zip(pair.to.split_once('.'));
            parts.is_some_and(|((old, a), (new, b))| a == b && renamed.contains(&(old, new)))
        };
        let apart: Vec<&Pair> = pairs.iter().filter(|pair| !follows(pair)).collect();
        let of_indicators = grouped(&apart, |from, to| {
            let parent = |id: &str| id.split_once('.').map(|(parent, _)| parent.to_owned());
            if parent(from) == parent(to) {
                LineageChange::Renamed
            } else {
                LineageChange::Moved
            }
        });
        suggestions.extend(of_indicators);
        suggestions
    }
}

/// A removed element and the added one that it is most alike to.
struct Pair {
    from: String,
    to: String,
    percent: usize,
}

/// The indicators among `ids`, with their normalised statements in the primary language.
fn statements(model: &Model, ids: &HashSet<String>) -> Vec<(String, String)> {
    let primary = &model.framework().languages.primary;
    let listed = model
        .indicators()
        .filter(|(_, it)| ids.contains(it.id.as_str()));
    listed
        .filter_map(|(_, it)| Some((it.id.to_string(), normalised(it.statement.get(primary)?))))
        .collect()
}

/// What became of competences, by where their indicators went.
fn competences(
    old: &Model,
    new: &Model,
    gone: &HashSet<String>,
    pairs: &[Pair],
) -> Vec<Suggestion> {
    let target: HashMap<&str, &str> = pairs
        .iter()
        .map(|it| (it.from.as_str(), it.to.as_str()))
        .collect();
    let mut found = Vec::new();
    for competence in old
        .competences()
        .iter()
        .filter(|it| gone.contains(it.id.as_str()))
    {
        let all = competence.indicators.len().max(1);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for indicator in &competence.indicators {
            let to = target
                .get(indicator.id.as_str())
                .and_then(|to| to.split_once('.'));
            if let Some((parent, _)) = to.filter(|(parent, _)| new.element(parent).is_some()) {
                *counts.entry(parent).or_default() += 1;
            }
        }
        for (to, count) in counts {
            let percent = count * 100 / all;
            if percent >= INDICATORS {
                found.push(Pair {
                    from: competence.id.to_string(),
                    to: to.to_owned(),
                    percent,
                });
            }
        }
    }
    let mut suggestions = grouped(&found.iter().collect::<Vec<_>>(), |_, _| {
        LineageChange::Renamed
    });
    for suggestion in &mut suggestions {
        // What goes into a competence that was there before is merged with it.
        let there = suggestion.to.iter().filter(|to| old.element(to).is_some());
        let mut there: Vec<String> = there.cloned().collect();
        if !there.is_empty() && suggestion.change != LineageChange::Split {
            suggestion.change = LineageChange::Merged;
            there.append(&mut suggestion.from);
            suggestion.from = there;
        }
    }
    suggestions
}

/// Several into one is a merger, one into several a split, one into one what `single` says.
fn grouped(pairs: &[&Pair], single: impl Fn(&str, &str) -> LineageChange) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut into: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    let mut out_of: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        into.entry(&pair.to).or_default().push(pair);
        out_of.entry(&pair.from).or_default().push(pair);
    }
    for (to, group) in &into {
        let lowest = group.iter().map(|it| it.percent).min().unwrap_or(0);
        match &group[..] {
            [only] if out_of[only.from.as_str()].len() > 1 => {}
            [only] => suggestions.push(Suggestion {
                change: single(&only.from, to),
                from: vec![only.from.clone()],
                to: vec![(*to).to_owned()],
                percent: lowest,
            }),
            several => suggestions.push(Suggestion {
                change: LineageChange::Merged,
                from: several.iter().map(|it| it.from.clone()).collect(),
                to: vec![(*to).to_owned()],
                percent: lowest,
            }),
        }
    }
    for (from, group) in out_of.iter().filter(|(_, group)| group.len() > 1) {
        suggestions.push(Suggestion {
            change: LineageChange::Split,
            from: vec![(*from).to_owned()],
            to: group.iter().map(|it| it.to.clone()).collect(),
            percent: group.iter().map(|it| it.percent).min().unwrap_or(0),
        });
    }
    suggestions.sort_by(|a, b| a.from.cmp(&b.from).then_with(|| a.to.cmp(&b.to)));
    suggestions
}
