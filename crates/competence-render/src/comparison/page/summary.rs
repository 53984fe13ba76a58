//! What was decided and what it means, in half a page of sentences.

use std::collections::BTreeMap;

use competence_core::ChangeKind;
use competence_core::LineageRecord;
use competence_core::crosswalk::ScaleStep;
use competence_core::diff::{Change, Edit, ElementKey};

use super::{Page, ended};
use crate::locale::args;
use crate::telling::Record;

/// The elements that are counted, in the order in which they are.
const NOUNS: [&str; 4] = ["cluster", "competence", "indicator", "profile"];

/// How many names a sentence of the summary lists.
const NAMES: usize = 8;

/// How many decisions the summary tells in full.
const DECISIONS: usize = 4;

impl Page<'_> {
    /// What was decided and why, what is new, for whom, and whether assessments stay valid.
    pub(in crate::comparison) fn summary(&self) -> Vec<String> {
        let weighty = self.outline.decisions.iter().take(DECISIONS);
        let mut sentences: Vec<String> = weighty.map(|it| self.decided(it.record)).collect();
        sentences.extend(self.consequences());
        sentences
    }

    /// What is new, for whom, and whether assessments stay valid.
    pub(in crate::comparison) fn consequences(&self) -> Vec<String> {
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
        sentences.extend(self.affected());
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
    pub(in crate::comparison) fn assessments(&self) -> String {
        let outlook = self.effects.outlook();
        let all = outlook.all();
        if all == 0 {
            return self.say("ratings-none");
        }
        if outlook.kept == all {
            return self.say("ratings-valid");
        }
        let breaks = matches!(self.comparison.crosswalk().scale, ScaleStep::Changed(_));
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
}
