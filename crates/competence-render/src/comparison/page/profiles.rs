//! What changes for each profile.

use std::collections::BTreeMap;

use competence_core::diff::ProfileEffect;
use competence_core::version::AsksMore;
use competence_core::{CompetenceId, IndicatorId, ProfileId};

use super::Page;
use crate::locale::args;

/// A profile: its name, its id, and what changes for it in words.
pub(in crate::comparison) type Profile<'p> = (String, &'p ProfileId, Vec<String>);

impl Page<'_> {
    /// What changes for each profile.
    pub(in crate::comparison) fn for_whom(&self) -> Vec<Profile<'_>> {
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
            let level = |value| {
                let competence = Some(it.competence.as_str());
                self.teller.level(self.teller.new, competence, value)
            };
            let new = level(it.to);
            let old = it.from.map(level);
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
}
