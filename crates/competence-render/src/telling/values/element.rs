//! What changed in an element, apart from its texts.

use competence_core::diff::ElementKey;
use competence_core::{
    ChangeKind, CompetenceId, IndicatorId, LevelDescriptor, LevelValue, Mapping, Requirement,
};
use serde_json::Value;

use super::{Said, Sides, Values, difference, list, typed};
use crate::locale::args;
use crate::visible::visible_line;

impl Values<'_, '_> {
    pub(super) fn kind(&self) -> Vec<String> {
        let (old, new) = self.words();
        let word = |kind: &str| self.say("kind", args! { "kind" => kind });
        vec![self.say(
            "kind-changed",
            args! { "old" => word(old), "new" => word(new) },
        )]
    }

    /// What an element is in: gained, lost, or another one.
    pub(super) fn between(&self, [gained, lost, changed]: [&'static str; 3]) -> Vec<String> {
        let id = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        vec![match (id(self.old), id(self.new)) {
            (None, Some(new)) => self.say(gained, args! { "new" => self.teller.name(&new) }),
            (Some(old), None) => self.say(lost, args! { "old" => self.teller.old_name(&old) }),
            (old, new) => {
                let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
                let (old, new) = (self.teller.old_name(&old), self.teller.name(&new));
                self.say(changed, args! { "old" => old, "new" => new })
            }
        }]
    }

    pub(super) fn status(&self, kind: ChangeKind) -> Vec<String> {
        if kind == ChangeKind::ElementDeprecated {
            return vec![self.say("deprecated", &[])];
        }
        let word = |value: Option<&Value>| {
            let status = value.and_then(Value::as_str).unwrap_or("none");
            self.say("status", args! { "status" => status })
        };
        vec![self.say(
            "status-changed",
            args! { "old" => word(self.old), "new" => word(self.new) },
        )]
    }

    pub(super) fn polarity(&self) -> Vec<String> {
        vec![match self.words().1 {
            "ineffective" => self.say("polarity-ineffective", &[]),
            _ => self.say("polarity-effective", &[]),
        }]
    }

    pub(super) fn level(&self, element: &ElementKey) -> Vec<String> {
        let (old, new) = (typed::<LevelValue>(self.old), typed::<LevelValue>(self.new));
        let home = element.whole().to_string();
        let level = |texts, it| self.teller.level(texts, Some(&home), it);
        let before = old.map(|it| level(self.teller.old, it));
        let after = new.map(|it| level(self.teller.new, it));
        vec![match (before, after) {
            (None, Some(new)) => self.say("level-gained", args! { "new" => new }),
            (Some(_), None) => self.say("level-lost", &[]),
            (old, new) => self.say(
                "level-changed",
                args! {
                    "old" => old.unwrap_or_default(), "new" => new.unwrap_or_default()
                },
            ),
        }]
    }

    /// At which levels a competence is described, where these are not the same as before, with what
    /// is said there.
    pub(super) fn level_texts(&self, element: &ElementKey) -> Vec<Said> {
        let old = list::<LevelDescriptor>(self.old);
        let new = list::<LevelDescriptor>(self.new);
        let id = element.to_string();
        let find = |all: &[LevelDescriptor], value| all.iter().position(|it| it.value == value);
        let said = |key: &'static str, texts, value, sides| {
            let level = self.teller.level(texts, Some(&id), value);
            Said {
                sentence: self.say(key, args! { "level" => level }),
                texts: vec![sides],
            }
        };
        let language = self.teller.new.language;
        let sides = |before: Option<&LevelDescriptor>, after: Option<&LevelDescriptor>| Sides {
            language: language.clone(),
            old: before.map(|it| self.teller.old.text(&it.description).to_owned()),
            new: after.map(|it| self.teller.new.text(&it.description).to_owned()),
        };
        let mut all = Vec::new();
        for it in &new {
            let before = find(&old, it.value).and_then(|at| old.get(at));
            let key = match before {
                None => "level-text-added",
                Some(before) if before != it => "level-text-changed",
                Some(_) => continue,
            };
            all.push(said(
                key,
                self.teller.new,
                it.value,
                sides(before, Some(it)),
            ));
        }
        for it in old.iter().filter(|it| find(&new, it.value).is_none()) {
            let sides = sides(Some(it), None);
            all.push(said("level-text-removed", self.teller.old, it.value, sides));
        }
        all
    }

    pub(super) fn facets(&self) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let word = |it: &String| self.teller.declared("facets", it);
        let added = added
            .into_iter()
            .map(|it| self.say("facet-added", args! { "facet" => word(it) }));
        let removed = removed
            .into_iter()
            .map(|it| self.say("facet-removed", args! { "facet" => word(it) }));
        added.chain(removed).collect()
    }

    pub(super) fn mappings(&self) -> Vec<String> {
        let (old, new) = (list::<Mapping>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let told = |id: &'static str, it: &Mapping| {
            let target = visible_line(it.target.as_str()).into_owned();
            self.say(
                id,
                args! { "target" => target, "relation" => it.relation.as_str() },
            )
        };
        let is_same = |a: &Mapping, b: &Mapping| (a.relation, &a.target) == (b.relation, &b.target);
        let mut sentences = Vec::new();
        for it in &added {
            // What is known of a mapping, and not the mapping.
            let is_known = removed.iter().any(|before| is_same(before, it));
            sentences.push(told(
                if is_known {
                    "mapping-edited"
                } else {
                    "mapping-added"
                },
                it,
            ));
        }
        let is_gone = |it: &&Mapping| !added.iter().any(|after| is_same(after, it));
        sentences.extend(
            removed
                .into_iter()
                .filter(is_gone)
                .map(|it| told("mapping-removed", it)),
        );
        sentences
    }

    pub(super) fn for_organisations(&self) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let name = |id: &String| self.teller.declared("organisations", id);
        let added = added
            .into_iter()
            .map(|it| self.say("organisation-for", args! { "name" => name(it) }));
        let removed = removed
            .into_iter()
            .map(|it| self.say("organisation-not-for", args! { "name" => name(it) }));
        added.chain(removed).collect()
    }

    pub(super) fn requires(&self) -> Vec<String> {
        let (old, new) = (list::<Requirement>(self.old), list::<Requirement>(self.new));
        let (added, mut removed) = difference(&old, &new);
        let same = |a: &Requirement, b: &Requirement| {
            (a.kind, &a.cluster, &a.competence, a.indicators.is_empty())
                == (b.kind, &b.cluster, &b.competence, b.indicators.is_empty())
        };
        let mut sentences = Vec::new();
        for it in &added {
            let what = self.required(it, true);
            let Some(at) = removed.iter().position(|before| same(before, it)) else {
                sentences.push(self.say("requires-added", args! { "what" => what }));
                continue;
            };
            let before = removed.remove(at);
            let is_as_before = (before.level, before.necessity) == (it.level, it.necessity);
            if is_as_before && before.indicators != it.indicators {
                sentences.extend(self.only(&before.indicators, &it.indicators));
                continue;
            }
            // Of one at another level, the level is what changed.
            let old = match before.level {
                Some(level) if before.level != it.level => self.level_of(before, level, false),
                _ => self.required(before, false),
            };
            sentences.push(self.say("requires-changed", args! { "new" => what, "old" => old }));
        }
        for it in removed {
            let what = self.required(it, false);
            sentences.push(self.say("requires-removed", args! { "what" => what }));
        }
        sentences
    }

    /// Which single statements are asked for now, and which are no longer.
    fn only(&self, old: &[IndicatorId], new: &[IndicatorId]) -> Vec<String> {
        let (added, removed) = difference(old, new);
        let said = |key: &'static str, names: Vec<String>| {
            let names = self.teller.locale.list_of_at_most(&names, 3);
            (!names.is_empty()).then(|| self.say(key, args! { "names" => names }))
        };
        let added = added.into_iter().map(|it| self.teller.name(it.as_str()));
        let removed = removed
            .into_iter()
            .map(|it| self.teller.old_name(it.as_str()));
        let added = said("requires-statements", added.collect());
        let removed = said("requires-no-statements", removed.collect());
        added.into_iter().chain(removed).collect()
    }

    /// A level that a requirement asks for, on the scale of what it asks for.
    fn level_of(&self, it: &Requirement, level: LevelValue, now: bool) -> String {
        let texts = if now {
            self.teller.new
        } else {
            self.teller.old
        };
        let home = it.indicators.first().map(IndicatorId::competence);
        let competence = it.competence.as_ref().map(CompetenceId::as_str).or(home);
        self.teller.level(texts, competence, level)
    }

    /// What a requirement asks for, in words.
    pub(super) fn required(&self, it: &Requirement, now: bool) -> String {
        let name = |id: &str| {
            if now {
                self.teller.name(id)
            } else {
                self.teller.old_name(id)
            }
        };
        let kinds = it
            .kind
            .map(|kind| self.say("kinds", args! { "kind" => kind.as_str() }));
        let mut what = match (&it.competence, &it.cluster, kinds) {
            (Some(id), ..) => {
                self.say("required-competence", args! { "name" => name(id.as_str()) })
            }
            (None, Some(id), Some(kinds)) => self.say(
                "required-kind-in-cluster",
                args! { "kinds" => kinds, "name" => name(id.as_str()) },
            ),
            (None, Some(id), None) => {
                self.say("required-cluster", args! { "name" => name(id.as_str()) })
            }
            (None, None, Some(kinds)) => self.say("required-kind", args! { "kinds" => kinds }),
            (None, None, None) if !it.indicators.is_empty() => String::new(),
            (None, None, None) => self.say("required-nothing", &[]),
        };
        if !it.indicators.is_empty() {
            let names: Vec<String> = it.indicators.iter().map(|id| name(id.as_str())).collect();
            let number = names.len();
            let names = self.teller.locale.list_of_at_most(&names, 3);
            let id = match &what[..] {
                "" => "required-statements",
                _ => "required-only",
            };
            let said = args! { "number" => number, "what" => what, "names" => names };
            what = self.say(id, said);
        }
        if let Some(level) = it.level {
            let level = self.level_of(it, level, now);
            what = self.say("at-level", args! { "what" => what, "level" => level });
        }
        match it.necessity {
            Some(necessity) => {
                let necessity = necessity.as_str();
                self.say(
                    "as-necessary",
                    args! { "what" => what, "necessity" => necessity },
                )
            }
            None => what,
        }
    }

    /// Elements that a list names: those that were added, and those that were removed.
    pub(super) fn named(&self, [gained, lost]: [&'static str; 2]) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let added = added
            .into_iter()
            .map(|it| self.say(gained, args! { "name" => self.teller.name(it) }));
        let removed = removed
            .into_iter()
            .map(|it| self.say(lost, args! { "name" => self.teller.old_name(it) }));
        added.chain(removed).collect()
    }
}
