//! What may have become of what is gone, by likeness.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Suggestion;
use crate::model::Element;
use crate::model::similarity::{likeness, near_equal, normalised};
use crate::version::diff::{Diff, Edit, ElementKey};
use crate::version::in_force::in_force;
use crate::{
    ChangeKind, ElementId, Indicator, LineageChange, LineageRecord, Model, Percent, Profile,
};

/// How alike two statements must be for one to be suggested as what became of the other: this
/// share of their word pairs, in per cent.
const STATEMENTS: u16 = 40;

/// How many of the parts of a whole must have gone into another one for it to be suggested as what
/// became of it, in per cent: the indicators of a competence, the competences of a cluster or
/// profile.
const PARTS: usize = 50;

/// How many of the parts of a whole each of several new ones must have for it to be suggested as
/// divided into them, in per cent.
const DIVIDED: usize = 25;

/// To how many added profiles a removed one is compared.
const PROFILES: usize = 200;

impl Diff {
    /// Suggests lineage for everything that was removed and that no lineage in force explains, and
    /// for statements that look as if they had only been corrected. Each competence is followed by
    /// its indicators. The two models are those that the difference is between.
    pub fn suggestions(&self, old: &Model, new: &Model) -> Vec<Suggestion> {
        let gap = Gap::of(self, old, new);
        if gap.gone.is_empty() {
            return self.corrected(&gap);
        }
        let indicators = gap.indicators();
        let competences = gap.competences(&indicators);
        let targets = targets(&competences, &indicators);
        let clusters = gap.clusters(&targets);
        let profiles = gap.profiles(&targets);
        let pairs = [clusters, competences].concat();
        let mut decided = grouped(&pairs, |_| LineageChange::Renamed);
        gap.join_what_stayed(&mut decided);
        decided.extend(grouped(&profiles, |_| LineageChange::Renamed));
        let renamed = gap.renamed(&decided);
        let mut of_indicators = grouped(&indicators, |pair| step(pair, &renamed));
        gap.word_for_word(&mut of_indicators);
        gap.retire(&mut decided, &mut of_indicators);
        of_indicators.extend(self.corrected(&gap));
        gap.in_order(decided, of_indicators)
    }

    /// Statements with another wording that looks like a correction.
    fn corrected(&self, gap: &Gap<'_>) -> Vec<Suggestion> {
        let reworded = self.changes.iter().filter_map(|change| {
            let ElementKey::Indicator(id) = &change.element else {
                return None;
            };
            let Edit::Text {
                old: Some(old),
                new: Some(new),
                ..
            } = &change.edit
            else {
                return None;
            };
            let is_open = change.kind == ChangeKind::StatementReworded
                && !gap.reworded.contains(id.as_str())
                && gap.old.element(id.as_str()).is_some()
                && near_equal(old, new);
            let id = is_open.then(|| element_id(id.as_str())).flatten()?;
            let record = LineageRecord {
                editorial: true,
                ..LineageRecord::new(LineageChange::Reworded, vec![id.clone()], vec![id])
            };
            Some(Suggestion::proposed(record, None, false))
        });
        reworded.collect()
    }
}

/// A removed element and a later one that may replace it.
#[derive(Debug, Clone)]
struct Pair {
    from: String,
    to: String,
    percent: usize,
}

/// What is between two versions and in no lineage.
struct Gap<'m> {
    old: &'m Model,
    new: &'m Model,
    /// The removed elements that no lineage in force leads from.
    gone: BTreeSet<&'m str>,
    /// The added elements that no lineage in force leads to.
    come: BTreeSet<&'m str>,
    /// Where the lineage in force leads to, from everything that it leads from.
    declared: HashMap<&'m str, &'m str>,
    /// What the lineage in force says was reworded.
    reworded: HashSet<&'m str>,
}

impl<'m> Gap<'m> {
    fn of(diff: &Diff, old: &'m Model, new: &'m Model) -> Self {
        let (from, to) = (&old.framework().version, &new.framework().version);
        let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
        for change in &diff.changes {
            let id = change.element.to_string();
            let (before, after) = match &change.edit {
                Edit::Removed { .. } => (Some(&id), None),
                Edit::Added { .. } => (None, Some(&id)),
                // The indicators of a renamed competence follow it, and have records of their own.
                Edit::Renamed { from, .. } => (Some(from), Some(&id)),
                _ => continue,
            };
            let only = |one: &'m Model, other: &Model, id: Option<&String>| {
                let element = one.element(id?)?;
                other.element(id?).is_none().then_some(element.id())
            };
            gone.extend(only(old, new, before));
            come.extend(only(new, old, after));
        }
        let (mut declared, mut reworded) = (HashMap::new(), HashSet::new());
        for record in in_force(new, from, to).flat_map(|it| &it.records) {
            for id in &record.from {
                gone.remove(id.as_str());
                if let [to] = &record.to[..] {
                    declared.insert(id.as_str(), to.as_str());
                }
            }
            for id in &record.to {
                come.remove(id.as_str());
                if record.change == LineageChange::Reworded {
                    reworded.insert(id.as_str());
                }
            }
        }
        Self {
            old,
            new,
            gone,
            come,
            declared,
            reworded,
        }
    }

    /// The removed indicators with the added ones that they are most alike to.
    fn indicators(&self) -> Vec<Pair> {
        let removed = statements(self.old, &self.gone);
        let added = statements(self.new, &self.come);
        let texts =
            |all: &[(String, String)]| all.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
        let threshold = Percent::constant(STATEMENTS);
        let found = likeness(&texts(&removed), &texts(&added), threshold);
        // Of several that say the same, the one of the same competence; then one that is not
        // suggested yet; then the first.
        let mut taken = HashSet::new();
        let mut chosen = Vec::new();
        let mut open = Vec::new();
        for (from, equals, percent) in found {
            let own = equals.iter().find(|to| {
                let ids = removed.get(from).zip(added.get(**to));
                ids.is_some_and(|((from, _), (to, _))| parent(from) == parent(to))
            });
            match own.copied() {
                Some(own) => {
                    taken.insert(own);
                    chosen.push((from, own, percent));
                }
                None => open.push((from, equals, percent)),
            }
        }
        for (from, equals, percent) in open {
            let free = equals.iter().find(|it| !taken.contains(*it));
            if let Some(to) = free.or(equals.first()) {
                taken.insert(*to);
                chosen.push((from, *to, percent));
            }
        }
        chosen.sort_unstable();
        let pair = |(from, to, percent): (usize, usize, usize)| {
            let ((from, before), (to, after)) = (removed.get(from)?, added.get(to)?);
            // The same word pairs in another order are not the same statement.
            let percent = if before == after {
                100
            } else {
                percent.min(99)
            };
            Some(Pair {
                from: from.clone(),
                to: to.clone(),
                percent,
            })
        };
        let mut pairs: Vec<Pair> = chosen.into_iter().filter_map(pair).collect();
        without_weaker(&mut pairs);
        once_in_each_competence(&mut pairs);
        pairs
    }

    /// The removed competences with those that most of their indicators went into, or that have
    /// their title.
    fn competences(&self, indicators: &[Pair]) -> Vec<Pair> {
        let target: HashMap<&str, &str> = indicators
            .iter()
            .map(|it| (it.from.as_str(), it.to.as_str()))
            .collect();
        let gone = self.old.competences().iter();
        let gone = gone.filter(|it| self.gone.contains(it.id.as_str()));
        let mut found = Vec::new();
        for competence in gone {
            let parts = competence.indicators.iter().map(|it| {
                let id = it.id.as_str();
                let to = target.get(id).or_else(|| self.declared.get(id));
                to.and_then(|to| to.split_once('.'))
                    .map(|(parent, _)| parent)
            });
            self.by_parts(Element::Competence(competence), parts, &mut found);
        }
        found
    }

    /// The removed clusters with those that most of their competences are in now, or that have
    /// their title.
    fn clusters(&self, targets: &HashMap<String, String>) -> Vec<Pair> {
        let mut found = Vec::new();
        let gone = self.old.clusters().iter();
        for cluster in gone.filter(|it| self.gone.contains(it.id.as_str())) {
            let inside = self.old.competences().iter();
            let inside = inside.filter(|it| it.cluster.as_ref() == Some(&cluster.id));
            let parts = inside.map(|it| match self.later(it.id.as_str(), targets) {
                Some(Element::Competence(it)) => it.cluster.as_ref().map(crate::ClusterId::as_str),
                _ => None,
            });
            self.by_parts(Element::Cluster(cluster), parts, &mut found);
        }
        found
    }

    /// Adds the wholes that at least half of the parts of an element are in now, or else the added
    /// one of the same kind that has its title.
    fn by_parts<'p>(
        &self,
        element: Element<'_>,
        parts: impl Iterator<Item = Option<&'p str>>,
        found: &mut Vec<Pair>,
    ) {
        let mut all = 0;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for part in parts {
            all += 1;
            if let Some(whole) = part.filter(|it| self.new.element(it).is_some()) {
                *counts.entry(whole).or_default() += 1;
            }
        }
        let percent = |count: &usize| count * 100 / all.max(1);
        // One that was divided may have left less than half to each part.
        let is_divided = |to: &str, count: &usize| {
            let is_new = self.come.contains(to) && self.of_kind(to, element);
            is_new && percent(count) >= DIVIDED
        };
        let divided = counts.iter().filter(|(to, count)| is_divided(to, count));
        let (number, sum) = divided.fold((0, 0), |(number, sum), (_, count)| {
            (number + 1, sum + count)
        });
        let is_split = number > 1 && percent(&sum) >= PARTS;
        let before = found.len();
        found.extend(counts.iter().filter_map(|(to, count)| {
            let fits = percent(count) >= PARTS || is_split && is_divided(to, count);
            fits.then(|| Pair {
                from: element.id().to_owned(),
                to: (*to).to_owned(),
                percent: percent(count),
            })
        }));
        if found.len() == before {
            found.extend(self.of_same_title(element));
        }
    }

    /// Whether an element of the new model is of the same kind of thing as another.
    fn of_kind(&self, id: &str, other: Element<'_>) -> bool {
        let element = self.new.element(id);
        element.is_some_and(|it| it.noun() == other.noun())
    }

    /// The added element of the same kind with the same title, in the primary language.
    fn of_same_title(&self, element: Element<'_>) -> Option<Pair> {
        let title = |model: &Model, it: Element<'_>| {
            let primary = &model.framework().languages.primary;
            it.title().get(primary).map(normalised)
        };
        let wanted = title(self.old, element)?;
        let added = self.come.iter().filter_map(|id| self.new.element(id));
        let mut same = added.filter(|it| {
            it.noun() == element.noun() && title(self.new, *it).as_ref() == Some(&wanted)
        });
        let to = same.next()?;
        Some(Pair {
            from: element.id().to_owned(),
            to: to.id().to_owned(),
            percent: 100,
        })
    }

    /// The removed profiles with the added ones that ask for most of the same competences, or that
    /// have their title.
    fn profiles(&self, targets: &HashMap<String, String>) -> Vec<Pair> {
        let asked = |model: &'m Model, profile: &Profile| -> Vec<&'m str> {
            let profile = model.profiles().iter().find(|it| it.id == profile.id);
            let resolved = profile.map(|it| model.resolve(it));
            let competences = resolved.into_iter().flat_map(|it| it.competences);
            competences.map(|it| it.competence.id.as_str()).collect()
        };
        let added = self.new.profiles().iter();
        let added = added.filter(|it| self.come.contains(it.id.as_str()));
        let added: Vec<(&Profile, HashSet<&str>)> = added
            .take(PROFILES)
            .map(|it| (it, asked(self.new, it).into_iter().collect()))
            .collect();
        let gone = self.old.profiles().iter();
        let gone = gone.filter(|it| self.gone.contains(it.id.as_str()));
        let pair = |profile: &Profile| {
            if let Some(same) = self.of_same_title(Element::Profile(profile)) {
                return Some(same);
            }
            let later = asked(self.old, profile).into_iter().map(|id| {
                let later = self.later(id, targets);
                later.map_or(id, |it| it.id())
            });
            let later: HashSet<&str> = later.collect();
            let percent = |other: &HashSet<&str>| {
                let common = later.intersection(other).count();
                common * 100 / (later.len() + other.len() - common).max(1)
            };
            let likely = added.iter().map(|(it, other)| (percent(other), *it));
            // Of equals, the first.
            let best = likely.rev().max_by_key(|(percent, _)| *percent);
            let (percent, to) = best.filter(|(percent, _)| *percent >= PARTS)?;
            Some(Pair {
                from: profile.id.to_string(),
                to: to.id.to_string(),
                percent,
            })
        };
        let mut pairs = gone.filter_map(pair).collect();
        without_weaker(&mut pairs);
        pairs
    }

    /// The element of the new model that one of the old is, or may have become.
    fn later(&self, id: &str, targets: &HashMap<String, String>) -> Option<Element<'m>> {
        let declared = || self.declared.get(id).copied();
        let suggested = || targets.get(id).map(String::as_str);
        self.new
            .element(id)
            .or_else(|| self.new.element(declared().or_else(suggested)?))
    }

    /// The new ids of competences that only have another one, declared or suggested.
    fn renamed(&self, decided: &[Suggestion]) -> HashMap<String, String> {
        let declared = self.declared.iter();
        let declared = declared.map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        let suggested = decided.iter().map(|it| &it.record);
        let suggested = suggested.filter(|it| it.change == LineageChange::Renamed);
        let suggested = suggested.filter_map(|it| {
            let (from, to) = it.from.first().zip(it.to.first())?;
            Some((from.to_string(), to.to_string()))
        });
        declared.chain(suggested).collect()
    }

    /// What goes into an element that was there before is merged with it.
    fn join_what_stayed(&self, decided: &mut [Suggestion]) {
        for Suggestion { record, .. } in decided {
            let stayed = record
                .to
                .iter()
                .filter(|to| self.old.element(to.as_str()).is_some() && !record.from.contains(to));
            let mut stayed: Vec<ElementId> = stayed.cloned().collect();
            if !stayed.is_empty() && record.change != LineageChange::Split {
                record.change = LineageChange::Merged;
                stayed.append(&mut record.from);
                record.from = stayed;
            }
        }
    }

    /// An indicator under a new id keeps its ratings if it says the same, and is offered to keep
    /// them if it was only corrected; another wording is another indicator, until someone says
    /// that it means the same.
    fn word_for_word(&self, suggestions: &mut [Suggestion]) {
        for Suggestion { record, .. } in suggestions {
            let ([from], [to]) = (&record.from[..], &record.to[..]) else {
                continue;
            };
            let (Some(before), Some(after)) = (indicator(self.old, from), indicator(self.new, to))
            else {
                continue;
            };
            let primary = &self.new.framework().languages.primary;
            let text = |it: &'m Indicator| it.statement.get(primary).unwrap_or_default();
            let (old, new) = (text(before), text(after));
            let same_side = before.polarity == after.polarity;
            if !same_side || normalised(old) != normalised(new) {
                if same_side && near_equal(old, new) {
                    record.editorial = true;
                } else {
                    record.change = LineageChange::Replaced;
                }
            }
        }
    }

    /// Retires what has no counterpart: the indicators of one competence in one record.
    fn retire(&self, decided: &mut Vec<Suggestion>, of_indicators: &mut Vec<Suggestion>) {
        let named: HashSet<String> = decided
            .iter()
            .chain(&*of_indicators)
            .flat_map(|it| &it.record.from)
            .map(ToString::to_string)
            .collect();
        let mut by_parent: BTreeMap<&str, Vec<ElementId>> = BTreeMap::new();
        let alone = self.old.elements().map(|it| it.id());
        for id in alone.filter(|id| self.gone.contains(id) && !named.contains(*id)) {
            let Some(element) = element_id(id) else {
                continue;
            };
            match id.split_once('.') {
                Some((parent, _)) => by_parent.entry(parent).or_default().push(element),
                None => decided.push(suggestion(LineageChange::Retired, vec![element], vec![])),
            }
        }
        let retired = by_parent.into_values();
        of_indicators.extend(retired.map(|ids| suggestion(LineageChange::Retired, ids, vec![])));
    }

    /// Clusters, competences each with its indicators, other indicators, profiles. What follows
    /// from a record about its competence needs no reason of its own.
    fn in_order(
        &self,
        decided: Vec<Suggestion>,
        of_indicators: Vec<Suggestion>,
    ) -> Vec<Suggestion> {
        let mut place: HashMap<&str, usize> = HashMap::new();
        for (number, element) in self.old.elements().enumerate() {
            place.entry(element.id()).or_insert(number);
        }
        // A competence that stays and takes others in stands where the first of those stood.
        let first = |it: &Suggestion| {
            let from = it.record.from.iter();
            from.filter_map(|id| place.get(id.as_str())).min().copied()
        };
        let mut groups: HashMap<String, Option<usize>> = HashMap::new();
        let mut ordered: Vec<(Option<usize>, Option<usize>, Suggestion)> = Vec::new();
        for it in decided {
            let at = first(&it);
            groups.extend(it.record.from.iter().map(|id| (id.to_string(), at)));
            ordered.push((at, None, it));
        }
        for mut it in of_indicators {
            let ids = it.record.from.iter().map(ElementId::as_str);
            let parents = ids.filter_map(|id| Some(id.split_once('.')?.0));
            let group = parents.clone().find_map(|parent| groups.get(parent));
            let mut parents = parents;
            let parent_is_explained = parents.any(|parent| {
                self.declared.contains_key(parent) || self.new.element(parent).is_none()
            });
            it.needs_reason &= group.is_none() && !parent_is_explained;
            let at = first(&it);
            ordered.push((group.copied().unwrap_or(at), at, it));
        }
        ordered.sort_by_key(|(group, at, _)| (*group, *at));
        ordered.into_iter().map(|(_, _, it)| it).collect()
    }
}

/// The word for a step from one indicator to one, if the two mean the same.
fn step(pair: &Pair, renamed: &HashMap<String, String>) -> LineageChange {
    let parents = pair.from.split_once('.').zip(pair.to.split_once('.'));
    let stays = parents.is_none_or(|((from, _), (to, _))| {
        from == to || renamed.get(from).is_some_and(|it| it == to)
    });
    if stays {
        LineageChange::Renamed
    } else {
        LineageChange::Moved
    }
}

/// Where each competence and indicator may have gone.
fn targets(competences: &[Pair], indicators: &[Pair]) -> HashMap<String, String> {
    let pairs = competences.iter().chain(indicators);
    pairs.map(|it| (it.from.clone(), it.to.clone())).collect()
}

/// Where one says the same as a later element, another that is only like it did not become it.
fn without_weaker(pairs: &mut Vec<Pair>) {
    let same = pairs.iter().filter(|it| it.percent == 100);
    let taken: HashSet<String> = same.map(|it| it.to.clone()).collect();
    pairs.retain(|it| it.percent == 100 || !taken.contains(&it.to));
}

/// Of the statements of one competence only the one that is most alike to a later statement may have
/// become it. Where it is one of the same competence, none of another did.
fn once_in_each_competence(pairs: &mut Vec<Pair>) {
    let mut best: HashMap<(String, String), (usize, String)> = HashMap::new();
    let mut at_home: HashSet<String> = HashSet::new();
    for it in pairs.iter().filter(|it| it.percent < 100) {
        if parent(&it.from) == parent(&it.to) {
            at_home.insert(it.to.clone());
        }
        let group = (it.to.clone(), parent(&it.from).to_owned());
        let known = best.entry(group).or_insert((it.percent, it.from.clone()));
        if it.percent > known.0 {
            *known = (it.percent, it.from.clone());
        }
    }
    pairs.retain(|it| {
        let group = (it.to.clone(), parent(&it.from).to_owned());
        let is_best = best.get(&group).is_none_or(|(_, from)| *from == it.from);
        let is_near = !at_home.contains(&it.to) || parent(&it.from) == parent(&it.to);
        it.percent == 100 || is_best && is_near
    });
}

/// The competence that the id of an indicator names.
fn parent(id: &str) -> &str {
    id.split_once('.').map_or(id, |(parent, _)| parent)
}

/// The indicators among `ids`, with their normalised statements in the primary language.
fn statements(model: &Model, ids: &BTreeSet<&str>) -> Vec<(String, String)> {
    let primary = &model.framework().languages.primary;
    let listed = model
        .indicators()
        .filter(|(_, it)| ids.contains(it.id.as_str()));
    listed
        .filter_map(|(_, it)| Some((it.id.to_string(), normalised(it.statement.get(primary)?))))
        .collect()
}

fn indicator<'m>(model: &'m Model, id: &ElementId) -> Option<&'m Indicator> {
    match model.element(id.as_str())? {
        Element::Indicator(_, indicator) => Some(indicator),
        _ => None,
    }
}

/// Several into one is a merger, one into several a split, one into one what `single` says.
fn grouped(pairs: &[Pair], single: impl Fn(&Pair) -> LineageChange) -> Vec<Suggestion> {
    let mut into: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    let mut out_of: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        out_of.entry(&pair.from).or_default().push(pair);
    }
    for pair in pairs {
        let is_split = out_of
            .get(pair.from.as_str())
            .is_some_and(|it| it.len() > 1);
        if !is_split {
            into.entry(&pair.to).or_default().push(pair);
        }
    }
    let merged = into.into_values().map(|group| {
        let change = match &group[..] {
            [only] => single(only),
            _ => LineageChange::Merged,
        };
        (change, group)
    });
    let split = out_of.into_values().filter(|group| group.len() > 1);
    let split = split.map(|group| (LineageChange::Split, group));
    let suggestion = |(change, group): (LineageChange, Vec<&Pair>)| {
        let side = |of: fn(&Pair) -> &str| -> Vec<ElementId> {
            let mut ids: Vec<&str> = group.iter().map(|it| of(it)).collect();
            ids.dedup();
            ids.into_iter().filter_map(element_id).collect()
        };
        Suggestion {
            percent: group.iter().map(|it| it.percent).min(),
            ..suggestion(change, side(|it| &it.from), side(|it| &it.to))
        }
    };
    merged.chain(split).map(suggestion).collect()
}

fn suggestion(change: LineageChange, from: Vec<ElementId>, to: Vec<ElementId>) -> Suggestion {
    Suggestion::proposed(LineageRecord::new(change, from, to), None, true)
}

/// The id of an element of a model, which has the form of one.
fn element_id(id: &str) -> Option<ElementId> {
    ElementId::new(id).ok()
}
