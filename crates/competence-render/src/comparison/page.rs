//! A comparison in sentences: what the text, the comment, and the page show, each in its form.

use std::collections::BTreeMap;

use competence_core::diff::{Change, Edit, ElementKey, ProfileEffect};
use competence_core::version::{
    AsksMore, Bump, Comparison, Decision, Declared, Effects, Group, Outline, Outlook, Reach,
};
use competence_core::{
    Carried, ChangeKind, CompetenceId, Element, ElementId, IndicatorId, LanguageTag, LineageChange,
    LineageRecord, ProfileId,
};

use crate::locale::{args, capital};
use crate::telling::{Line, Record, Teller};
use crate::visible::visible_line;

/// The elements that are counted, in the order in which they are.
const NOUNS: [&str; 4] = ["cluster", "competence", "indicator", "profile"];

/// How many names a sentence of the summary lists.
const NAMES: usize = 8;

/// How many decisions the summary tells in full.
const DECISIONS: usize = 4;

/// A comparison with everything that is said about it.
pub(super) struct Page<'c> {
    pub comparison: &'c Comparison,
    pub outline: Outline<'c>,
    pub teller: Teller<'c>,
    pub effects: Effects<'c>,
}

/// What a change means for earlier assessments of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affects {
    No,
    New,
    Carried,
    Partly { lost: usize, all: usize },
    All,
}

/// A decision in sentences.
pub(super) struct Told<'c> {
    pub decision: &'c Decision<'c>,
    pub sentence: String,
    pub record: Record,
    /// What else changed, other than what the decision and its parts say.
    pub lines: Vec<Line>,
    pub reach: Reach,
    pub anchor: String,
}

/// An element with the changes that no record explains.
pub(super) struct Section<'c> {
    pub group: &'c Group<'c>,
    /// What it is and its name; of a new element also that it is new.
    pub heading: String,
    pub name: String,
    /// The version that a new element needs; that of others is beside each change.
    pub level: Option<Bump>,
    pub lines: Vec<Line>,
    /// The statements of a new competence; they are not told one by one.
    pub statements: Vec<&'c str>,
    pub reach: Reach,
    pub anchor: String,
}

/// A row of the overview.
pub(super) struct Row {
    pub anchor: String,
    pub name: String,
    pub what: Vec<String>,
    pub affects: Affects,
    pub reach: Reach,
}

impl<'c> Page<'c> {
    pub fn of(comparison: &'c Comparison, language: Option<&'c LanguageTag>) -> Self {
        Self {
            comparison,
            outline: comparison.outline(),
            teller: Teller::new(comparison.before(), comparison.after(), language),
            effects: Effects::of(comparison),
        }
    }

    pub fn say(&self, id: &str) -> String {
        self.teller.say(id, &[])
    }

    /// The name of the framework.
    pub fn framework(&self) -> String {
        let title = &self.comparison.after().framework().title;
        visible_line(self.teller.new.text(title)).into_owned()
    }

    pub fn title(&self) -> String {
        let version = |model: &competence_core::Model| model.framework().version.to_string();
        let (old, new) = (
            version(self.comparison.before()),
            version(self.comparison.after()),
        );
        self.teller
            .say("title", args! { "old" => old, "new" => new })
    }

    /// The verdict on the version, in a sentence.
    pub fn verdict(&self) -> String {
        let new = self.comparison.after().framework().version.to_string();
        let Some(verdict) = self.comparison.verdict() else {
            return self.teller.say("verdict-first", args! { "new" => new });
        };
        let lowest = verdict
            .lowest
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let is_free = !verdict.old.pre.is_empty() || verdict.old.major == 0;
        let id = match (verdict.sufficient, verdict.needed, verdict.declared) {
            (true, None, _) => "verdict-unchanged",
            (true, Some(_), _) if is_free => "verdict-free",
            (true, Some(_), _) => "verdict-sufficient",
            (false, _, Declared::Lower) => "verdict-lower",
            (false, ..) => "verdict-insufficient",
        };
        let bump = verdict.needed.map(|it| self.bump(it)).unwrap_or_default();
        self.teller.say(
            id,
            args! { "old" => verdict.old.to_string(), "new" => new, "bump" => bump, "lowest" => lowest },
        )
    }

    pub fn bump(&self, bump: Bump) -> String {
        self.teller.say("bump", args! { "bump" => bump.as_str() })
    }

    /// What a bump means, by the promise of the framework's versions.
    pub fn legend(&self) -> [(Bump, String); 3] {
        let policy = self.comparison.after().framework().versioning_policy;
        let is_progression = policy == competence_core::VersioningPolicy::Progression;
        let ids = if is_progression {
            [
                "legend-progression-major",
                "legend-progression-minor",
                "legend-progression-patch",
            ]
        } else {
            ["legend-major", "legend-minor", "legend-patch"]
        };
        let [major, minor, patch] = ids.map(|id| self.say(id));
        [
            (Bump::Major, major),
            (Bump::Minor, minor),
            (Bump::Patch, patch),
        ]
    }

    /// What was decided and why, what is new, for whom, and whether assessments stay valid.
    pub fn summary(&self) -> Vec<String> {
        let weighty = self.outline.decisions.iter().take(DECISIONS);
        let mut sentences: Vec<String> = weighty.map(|it| self.decided(it.record)).collect();
        sentences.extend(self.consequences());
        sentences
    }

    /// What is new, for whom, and whether assessments stay valid.
    pub fn consequences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for (id, things) in [
            (
                "new-things",
                self.count(|it| matches!(it.edit, Edit::Added { .. })),
            ),
            (
                "removed-things",
                self.count(|it| matches!(it.edit, Edit::Removed { .. })),
            ),
            (
                "reworded-things",
                self.count(|it| it.kind == ChangeKind::StatementReworded),
            ),
        ] {
            if !things.is_empty() {
                let things = self.teller.locale.list(&things);
                sentences.push(self.teller.say(id, args! { "things" => things }));
            }
        }
        let organisations = self.organisations();
        if !organisations.is_empty() {
            let names = self.teller.locale.list_of_at_most(&organisations, NAMES);
            let number = organisations.len();
            let said = args! { "number" => number, "names" => names };
            sentences.push(self.teller.say("organisations-concerned", said));
        }
        let more = self.comparison.asks_more();
        if more.is_empty() {
            sentences.push(self.say("more-for-none"));
        } else {
            let names = self.teller.names(more.iter().map(|it| it.profile.as_str()));
            let names = self.teller.locale.list_of_at_most(&names, NAMES);
            let said = args! { "number" => more.len(), "names" => names };
            sentences.push(self.teller.say("more-for", said));
        }
        sentences.push(self.assessments());
        sentences
    }

    /// A record with its reason, as two sentences.
    fn decided(&self, record: &LineageRecord) -> String {
        let sentence = self.teller.record(record);
        match Record::of(&self.teller, record).reason {
            Some(reason) => format!("{sentence}. {}", ended(&reason)),
            None => ended(&sentence),
        }
    }

    /// Numbers of elements of which no record tells, by kind.
    fn count(&self, is_one: impl Fn(&Change) -> bool) -> Vec<String> {
        let of_groups = self.outline.groups.iter().flat_map(|it| &it.judgements);
        let of_decisions = self.outline.decisions.iter().flat_map(|it| {
            // What a decision leads to is told with it; a statement that it brings is new.
            let judgements = it.judgements.iter();
            judgements.filter(|judgement| {
                let id = judgement.change.element.to_string();
                !it.record.names(&id)
            })
        });
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        for judgement in of_groups.chain(of_decisions).filter(|it| is_one(it.change)) {
            let noun = judgement.change.element.noun();
            if let Some(at) = NOUNS.iter().position(|it| *it == noun) {
                *numbers.entry(at).or_default() += 1;
            }
        }
        let said = numbers
            .into_iter()
            .filter_map(|(at, number)| Some(self.teller.locale.counted(number, NOUNS.get(at)?)));
        said.collect()
    }

    /// The organisations that new clusters are for.
    fn organisations(&self) -> Vec<String> {
        let mut reach = Vec::new();
        for group in &self.outline.groups {
            let is_new = group.judgements.iter().any(|it| {
                matches!(it.change.element, ElementKey::Cluster(_))
                    && matches!(it.change.edit, Edit::Added { .. })
            });
            if is_new {
                reach.extend(self.effects.reach_of(&group.element).organisations);
            }
        }
        let framework = self.comparison.after().framework();
        let named = framework
            .organisations
            .iter()
            .filter(|it| reach.contains(&it.id));
        named
            .map(|it| self.teller.locale.quoted(self.teller.new.text(&it.title)))
            .collect()
    }

    /// What becomes of earlier assessments, in a sentence.
    pub fn assessments(&self) -> String {
        let outlook = self.effects.outlook();
        let all = outlook.all();
        if all == 0 {
            return self.say("ratings-none");
        }
        if outlook.kept == all {
            return self.say("ratings-valid");
        }
        let breaks = matches!(
            self.comparison.crosswalk().scale,
            competence_core::crosswalk::ScaleStep::Changed(_)
        );
        if breaks {
            return self.say("scale-breaks");
        }
        let parts: Vec<String> = [
            ("ratings-kept", outlook.kept),
            ("ratings-renamed", outlook.renamed),
            ("ratings-mapped", outlook.mapped),
            ("ratings-joined", outlook.joined),
            ("ratings-divided", outlook.divided),
            ("ratings-lost", outlook.lost),
        ]
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(id, number)| self.teller.say(id, args! { "number" => number }))
        .collect();
        let parts = self.teller.locale.list(&parts);
        self.teller
            .say("ratings", args! { "all" => all, "parts" => parts })
    }

    /// What changes for each profile: its name, its id, and the changes in words.
    pub fn for_whom(&self) -> Vec<(String, &ProfileId, Vec<String>)> {
        let more: BTreeMap<&ProfileId, &AsksMore> = (self
            .comparison
            .asks_more()
            .iter()
            .map(|it| (&it.profile, it)))
        .collect();
        let effects: BTreeMap<&ProfileId, &ProfileEffect> = (self
            .comparison
            .diff()
            .profiles
            .iter()
            .map(|it| (&it.profile, it)))
        .collect();
        let mut all = Vec::new();
        for profile in self.comparison.after().profiles() {
            let more = more.get(&profile.id).copied();
            let mut parts = Vec::new();
            if let Some(more) = more {
                let what = self.asks_more(more).join("; ");
                parts.push(self.teller.say("asks-more", args! { "what" => what }));
            }
            if let Some(effect) = effects.get(&profile.id) {
                parts.extend(self.effects(effect, more));
            }
            if !parts.is_empty() {
                all.push((self.teller.name(profile.id.as_str()), &profile.id, parts));
            }
        }
        all
    }

    fn asks_more(&self, more: &AsksMore) -> Vec<String> {
        let mut parts = Vec::new();
        let locale = &self.teller.locale;
        let names = self
            .teller
            .names(more.competences.iter().map(CompetenceId::as_str));
        let id = match names.len() {
            1 => "more-competence",
            _ => "more-competences",
        };
        if !names.is_empty() {
            parts.push(
                self.teller
                    .say(id, args! { "names" => locale.list(&names) }),
            );
        }
        let mut parents: Vec<&str> = more
            .indicators
            .iter()
            .map(IndicatorId::competence)
            .collect();
        parents.dedup();
        if !parents.is_empty() {
            let names = locale.list(&self.teller.names(parents));
            let said = args! { "number" => more.indicators.len(), "names" => names };
            parts.push(self.teller.say("more-indicators", said));
        }
        for it in &more.levels {
            let name = self.teller.name(it.competence.as_str());
            let new = self.teller.level(self.teller.new, it.to);
            let old = it.from.map(|from| self.teller.level(self.teller.new, from));
            let id = old.as_ref().map_or("more-level-first", |_| "more-level");
            let old = old.unwrap_or_default();
            parts.push(
                self.teller
                    .say(id, args! { "name" => name, "old" => old, "new" => new }),
            );
        }
        parts
    }

    /// What a profile gains and loses, beside what it asks more.
    fn effects(&self, effect: &ProfileEffect, more: Option<&AsksMore>) -> Vec<String> {
        let is_told = |id: &CompetenceId| {
            more.is_some_and(|more| {
                more.competences.contains(id) || more.levels.iter().any(|it| it.competence == *id)
            })
        };
        let said = |id: &'static str, ids: &[CompetenceId]| {
            let ids = ids
                .iter()
                .filter(|it| !is_told(it))
                .map(CompetenceId::as_str);
            let names = self.teller.names(ids);
            let names = (!names.is_empty()).then(|| self.teller.locale.list(&names))?;
            Some(self.teller.say(id, args! { "names" => names }))
        };
        let all = [
            said("gains", &effect.gains),
            said("loses", &effect.loses),
            said("levels", &effect.levels),
        ];
        all.into_iter().flatten().collect()
    }

    /// The decisions in sentences.
    pub fn decisions<'p>(&'p self) -> Vec<Told<'p>> {
        let told = |(at, decision): (usize, &'p Decision<'c>)| {
            let record = decision.record;
            let ids = || record.from.iter().chain(&record.to).map(ElementId::as_str);
            Told {
                decision,
                sentence: self.teller.record(record),
                record: Record::of(&self.teller, record),
                lines: self.also(decision),
                reach: self.effects.reach(ids()),
                anchor: format!("decision-{}", at + 1),
            }
        };
        self.outline
            .decisions
            .iter()
            .enumerate()
            .map(told)
            .collect()
    }

    /// What else changed in what a decision leads to: not that it was added, removed or moved, nor
    /// the statements, which stand side by side.
    fn also(&self, decision: &Decision<'_>) -> Vec<Line> {
        let parts = decision.parts.iter().flat_map(|it| &it.judgements);
        let rest: Vec<_> = decision
            .judgements
            .iter()
            .chain(parts)
            .filter(|it| {
                let is_statement = matches!(
                    &it.change.edit,
                    Edit::Text { path, language, .. }
                        if path.0 == ["statement"] && language == self.teller.new.language
                );
                let change = decision.record.change;
                let is_told = match &it.change.edit {
                    Edit::Added { .. } | Edit::Removed { .. } | Edit::Renamed { .. } => true,
                    // The old name and the new one are in the sentence.
                    Edit::Text { path, .. } => {
                        change == LineageChange::Renamed && path.0 == ["title"]
                    }
                    _ => {
                        change == LineageChange::Moved && it.change.kind == ChangeKind::ElementMoved
                    }
                };
                !is_told && !is_statement
            })
            .cloned()
            .collect();
        self.teller.lines(&rest)
    }

    /// What no record explains, element by element.
    pub fn sections<'p>(&'p self) -> Vec<Section<'p>> {
        let section = |group: &'p Group<'c>| {
            let id = group.element.to_string();
            let added = group.judgements.iter().find(|it| {
                it.change.element == group.element && matches!(it.change.edit, Edit::Added { .. })
            });
            // What is new is told with its heading, the statements of a competence below it.
            let is_told =
                |change: &Change| added.is_some() && matches!(change.edit, Edit::Added { .. });
            let (told, own): (Vec<_>, Vec<_>) =
                (group.judgements.iter().cloned()).partition(|it| is_told(it.change));
            let name = self.name_of(&group.element);
            let heading = match &group.element {
                _ if added.is_some() => self.teller.say(
                    "added",
                    args! { "noun" => group.element.noun(), "name" => self.teller.locale.quoted(&name) },
                ),
                element => {
                    let noun = self.teller.say("noun", args! { "noun" => element.noun() });
                    format!("{} {}", capital(&noun), self.teller.locale.quoted(&name))
                }
            };
            let new = self.comparison.after();
            let statements = told.iter().filter_map(|it| {
                let element = new.element(&it.change.element.to_string())?;
                matches!(element, Element::Indicator(..)).then(|| self.teller.new.title(element))
            });
            Section {
                group,
                heading,
                name,
                level: added.map(|it| it.level),
                lines: self.teller.lines(&own),
                statements: statements.collect(),
                reach: self.effects.reach_of(&group.element),
                anchor: format!("of-{}", id.replace('/', "-")),
            }
        };
        self.outline.groups.iter().map(section).collect()
    }

    fn name_of(&self, element: &ElementKey) -> String {
        match element {
            ElementKey::Framework | ElementKey::Lineage(_) => self.framework(),
            element => {
                let id = element.to_string();
                let texts = match self.teller.new.model.element(&id) {
                    Some(_) => self.teller.new,
                    None => self.teller.old,
                };
                visible_line(&texts.name(&id)).into_owned()
            }
        }
    }

    /// Settings of the manifest.
    pub fn settings(&self) -> Vec<Line> {
        self.teller.lines(&self.outline.metadata)
    }

    /// The overview: a row for each decision on competences and for each other competence that
    /// changed.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for told in self.decisions() {
            let record = told.decision.record;
            let ids = record.from.iter().chain(&record.to).map(ElementId::as_str);
            let competences: Vec<&str> = ids
                .map(|id| id.split_once('.').map_or(id, |(parent, _)| parent))
                .collect();
            let name = record.to.first().or(record.from.first());
            let name = name
                .map(|it| self.parent_name(it.as_str()))
                .unwrap_or_default();
            rows.push(Row {
                anchor: told.anchor,
                name,
                what: vec![told.sentence],
                affects: affects(self.effects.of_competences(competences.iter().copied())),
                reach: told.reach,
            });
        }
        for section in self.sections() {
            let ElementKey::Competence(id) = &section.group.element else {
                continue;
            };
            let mut what: Vec<String> = Vec::new();
            if section.level.is_some() {
                let number = section.statements.len();
                let statements = self.teller.locale.counted(number, "indicator");
                what.push(
                    self.teller
                        .say("new-competence", args! { "statements" => statements }),
                );
            }
            for line in &section.lines {
                if !what.contains(&line.sentence) {
                    what.push(line.sentence.clone());
                }
            }
            rows.push(Row {
                anchor: section.anchor,
                name: section.name,
                what,
                affects: affects(self.effects.of_competences([id.as_str()])),
                reach: section.reach,
            });
        }
        rows
    }

    fn parent_name(&self, id: &str) -> String {
        let id = id.split_once('.').map_or(id, |(parent, _)| parent);
        let texts = match self.teller.new.model.element(id) {
            Some(_) => self.teller.new,
            None => self.teller.old,
        };
        visible_line(&texts.name(id)).into_owned()
    }

    pub fn affects(&self, affects: Affects) -> String {
        match affects {
            Affects::No => self.say("affects-no"),
            Affects::New => self.say("affects-new"),
            Affects::Carried => self.say("affects-carried"),
            Affects::Partly { lost, all } => self
                .teller
                .say("affects-partly", args! { "lost" => lost, "all" => all }),
            Affects::All => self.say("affects-all"),
        }
    }

    /// What becomes of the ratings of statements that stand side by side.
    pub fn carried(&self, row: &competence_core::version::Aligned<'_>) -> String {
        let said = match row.carried {
            None => self.say("row-new"),
            Some(Carried::Kept) => self.say("row-kept"),
            Some(Carried::Joined) => self.say("row-joined"),
            Some(Carried::Divided) => self.say("row-divided"),
            Some(Carried::SetAside) => self.say("row-set-aside"),
        };
        let reason = row.record.and_then(|it| it.reason.as_deref());
        match (row.after.is_empty(), row.record, reason) {
            (true, None, _) => format!("{said}: {}", self.say("row-unexplained")),
            (true, Some(_), Some(reason)) => format!("{said}: {}", visible_line(reason)),
            _ => said,
        }
    }

    /// What to do next: raise the version, say what became of what was removed, or release.
    pub fn next(&self) -> Option<String> {
        let version = &self.comparison.after().framework().version;
        let lowest = self.comparison.verdict().and_then(|it| it.lowest.as_ref());
        if let Some(proposal) = self.comparison.lineage() {
            let corrections = proposal.corrections().count();
            return Some(if corrections == proposal.records.len() {
                self.say("next-correction")
            } else {
                self.say("next-lineage")
            });
        }
        if let Some(lowest) = lowest {
            let said = args! { "lowest" => lowest.to_string() };
            return Some(self.teller.say("next-version", said));
        }
        let is_draft = !version.pre.is_empty();
        let release = semver::Version::new(version.major, version.minor, version.patch);
        is_draft.then(|| {
            self.teller
                .say("next-release", args! { "new" => release.to_string() })
        })
    }
}

fn affects(outlook: Outlook) -> Affects {
    let all = outlook.all();
    match outlook.lost {
        _ if all == 0 => Affects::New,
        0 if outlook.carried() > 0 => Affects::Carried,
        0 => Affects::No,
        lost if lost == all => Affects::All,
        lost => Affects::Partly { lost, all },
    }
}

/// A sentence with a full stop.
pub(super) fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}
