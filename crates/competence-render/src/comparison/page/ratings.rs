//! What becomes of the ratings that there are: how many, of how many people, where.

use std::collections::BTreeMap;

use competence_core::LineageRecord;
use competence_core::version::{Outcome, People, Share};

use super::Page;
use crate::locale::args;
use crate::visible::visible_line;

/// How many organisations a sentence lists.
const NAMES: usize = 8;

impl Page<'_> {
    /// What becomes of all ratings that were counted, and whose cannot be carried over; nothing if none were.
    pub(in crate::comparison) fn affected(&self) -> Vec<String> {
        let Some(affected) = self.comparison.affected() else {
            return Vec::new();
        };
        let versions: Vec<String> = affected.versions.iter().map(ToString::to_string).collect();
        let versions = self.teller.locale.list(&versions);
        let said = args! {
            "ratings" => affected.total.ratings,
            "people" => self.people(affected.total.people),
            "versions" => versions,
            "parts" => self.outcomes(&affected.outcomes),
        };
        let mut sentences = vec![self.teller.say("affected", said)];
        if let Some(lost) = affected.outcomes.get(&Outcome::SetAside) {
            sentences.extend(self.where_lost(lost));
        }
        for (id, number) in [
            ("affected-before", affected.set_aside_before),
            ("affected-unknown", affected.unknown),
            ("affected-withheld", affected.total.withheld),
        ] {
            if number > 0 {
                sentences.push(self.teller.say(id, args! { "number" => number }));
            }
        }
        sentences
    }

    /// What becomes of the ratings of what a decision is about; nothing if there are none, or none were counted.
    pub(in crate::comparison) fn affected_by(&self, record: &LineageRecord) -> Option<String> {
        let affected = self.comparison.affected()?;
        let share = affected.share_of(&record.from);
        let outcomes = affected.by_outcome(&record.from);
        if share.ratings == 0 {
            return None;
        }
        let said = args! {
            "ratings" => share.ratings,
            "people" => self.people(share.people),
            "number" => share.organisations.len(),
            "parts" => self.outcomes(&outcomes),
        };
        let id = match share.organisations.len() {
            0 => "affected-decision",
            _ => "affected-decision-in",
        };
        Some(self.teller.say(id, said))
    }

    fn where_lost(&self, lost: &Share) -> Option<String> {
        let people = self.people(lost.people);
        if lost.organisations.is_empty() {
            return (lost.ratings > 0).then(|| {
                self.teller
                    .say("affected-lost", args! { "people" => people })
            });
        }
        let declared = &self.comparison.after().framework().organisations;
        let names: Vec<String> = lost
            .organisations
            .keys()
            .map(|name| {
                let found = declared.iter().find(|it| it.id.as_str() == name);
                let title = found.map(|it| self.teller.new.text(&it.title));
                visible_line(title.unwrap_or(name)).into_owned()
            })
            .collect();
        let said = args! {
            "people" => people,
            "number" => names.len(),
            "names" => self.teller.locale.list_of_at_most(&names, NAMES),
        };
        Some(self.teller.say("affected-lost-in", said))
    }

    fn outcomes(&self, outcomes: &BTreeMap<Outcome, Share>) -> String {
        let parts = outcomes.iter().filter(|(_, share)| share.ratings > 0);
        let parts: Vec<String> = parts
            .map(|(outcome, share)| {
                let id = match outcome {
                    Outcome::Kept => "affected-kept",
                    Outcome::Mapped => "affected-mapped",
                    Outcome::Merged => "affected-merged",
                    Outcome::Split => "affected-split",
                    _ => "affected-set-aside",
                };
                self.teller.say(id, args! { "number" => share.ratings })
            })
            .collect();
        self.teller.locale.list(&parts)
    }

    fn people(&self, people: People) -> String {
        let id = if people.is_exact() {
            "people"
        } else {
            "people-between"
        };
        let said = args! { "number" => people.at_least, "most" => people.at_most };
        self.teller.say(id, said)
    }
}
