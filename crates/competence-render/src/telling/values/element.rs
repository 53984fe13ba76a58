//! What changed in an element, apart from its texts.

use competence_core::{ChangeKind, LevelValue, Mapping, Requirement};
use serde_json::Value;

use super::{Values, difference, list, organisation, typed};
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

    pub(super) fn level(&self) -> Vec<String> {
        let (old, new) = (typed::<LevelValue>(self.old), typed::<LevelValue>(self.new));
        let before = old.map(|it| self.teller.level(self.teller.old, it));
        let after = new.map(|it| self.teller.level(self.teller.new, it));
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

    pub(super) fn facets(&self) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let word = |it: &String| self.say("facet", args! { "facet" => it.as_str() });
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
        let added = added.into_iter().map(|it| told("mapping-added", it));
        let mut sentences: Vec<String> = added.collect();
        sentences.extend(removed.into_iter().map(|it| told("mapping-removed", it)));
        sentences
    }

    pub(super) fn for_organisations(&self) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let name = |id: &String| organisation(self.teller, id);
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
        let (added, removed) = difference(&old, &new);
        let same = |a: &Requirement, b: &Requirement| {
            (a.kind, &a.cluster, &a.competence) == (b.kind, &b.cluster, &b.competence)
        };
        let mut sentences = Vec::new();
        for it in &added {
            let what = self.required(it, true);
            // Of one at another level, the level is what changed.
            sentences.push(match removed.iter().find(|before| same(before, it)) {
                Some(before) => {
                    let level = match before.level {
                        Some(level) => self.teller.level(self.teller.old, level),
                        None => self.required(before, false),
                    };
                    self.say("requires-changed", args! { "new" => what, "old" => level })
                }
                None => self.say("requires-added", args! { "what" => what }),
            });
        }
        for it in removed {
            if !added.iter().any(|after| same(after, it)) {
                let what = self.required(it, false);
                sentences.push(self.say("requires-removed", args! { "what" => what }));
            }
        }
        sentences
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
        let what = match (&it.competence, &it.cluster, kinds) {
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
            (None, None, None) => self.say("required-nothing", &[]),
        };
        let texts = if now {
            self.teller.new
        } else {
            self.teller.old
        };
        match it.level {
            Some(level) => {
                let level = self.teller.level(texts, level);
                self.say("at-level", args! { "what" => what, "level" => level })
            }
            None => what,
        }
    }

    pub(super) fn extends(&self) -> Vec<String> {
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let added = added
            .into_iter()
            .map(|it| self.say("extends-added", args! { "name" => self.teller.name(it) }));
        let removed = removed.into_iter().map(|it| {
            self.say(
                "extends-removed",
                args! { "name" => self.teller.old_name(it) },
            )
        });
        added.chain(removed).collect()
    }
}
