//! Changes of everything that is not a text, in sentences.

use std::collections::HashSet;

use competence_core::diff::{Change, ElementKey};
use competence_core::{
    ChangeKind, Deprecation, ElementId, Level, LevelValue, Lineage, Mapping, Organisation,
    Provenance, Requirement, Suppression,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Said, Sides, Teller};
use crate::locale::args;
use crate::visible::visible_line;

/// What a change of a value says, each thing in a sentence.
pub(super) fn said(
    teller: &Teller<'_>,
    change: &Change,
    path: &[String],
    old: Option<&Value>,
    new: Option<&Value>,
) -> Vec<Said> {
    let values = Values { teller, old, new };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let is_framework = change.element == ElementKey::Framework;
    let sentences = match (&path[..], is_framework) {
        (["source"], _) => return values.source(),
        (["deprecation"], _) => return values.deprecation(),
        (["licence"], true) => {
            let sentence = teller.say("licence-changed", &[]);
            return vec![values.free_text(sentence, Value::as_str)];
        }
        (["suppressions"], _) => values.suppressions(),
        (["id"], true) => vec![teller.say("framework-id-changed", &[])],
        (["languages", which], true) => values.languages(which),
        (["scale", "levels"], true) => values.levels(),
        (["organisations"], true) => values.organisations(),
        (["order", which], true) => values.order(which),
        (["conventions", which], true) => values.convention(which),
        (["rules"], true) => values.rules(),
        (["versioning-policy"], true) => values.policy(),
        (["versioning"], true) => values.versioning(),
        (["records"], _) => values.records(),
        (["kind"], _) => values.kind(),
        (["cluster"], _) => values.between(["cluster-gained", "cluster-lost", "cluster-changed"]),
        (["parent"], _) => values.between(["parent-gained", "parent-lost", "parent-changed"]),
        (["status"], _) => values.status(change.kind),
        (["polarity"], _) => values.polarity(),
        (["level"], _) => values.level(),
        (["facets"], _) => values.facets(),
        (["mappings"], _) => values.mappings(),
        (["organisations"], false) => values.for_organisations(),
        (["requires"], _) => values.requires(),
        (["extends"], _) => values.extends(),
        _ => Vec::new(),
    };
    if sentences.is_empty() {
        // Nothing that is told apart changed, such as the order of a list.
        let field = path.join(" ");
        return vec![Said::of(
            teller.say("field-changed", args! { "field" => field }),
        )];
    }
    sentences.into_iter().map(Said::of).collect()
}

/// A sentence about a level of the scale or an organisation, with its name.
pub(super) fn within(teller: &Teller<'_>, path: &[String], change: String) -> String {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path[..] {
        ["scale", "levels", value, _] => {
            let value = value.parse().ok().and_then(|it| LevelValue::new(it).ok());
            let level = value
                .map(|it| teller.level(teller.new, it))
                .unwrap_or_default();
            teller.say("of-level", args! { "level" => level, "change" => change })
        }
        ["organisations", id, _] => {
            let name = organisation(teller, id);
            teller.say(
                "of-organisation",
                args! { "name" => name, "change" => change },
            )
        }
        _ => change,
    }
}

fn organisation(teller: &Teller<'_>, id: &str) -> String {
    let found = [teller.new, teller.old].into_iter().find_map(|texts| {
        let mut all = texts.model.framework().organisations.iter();
        let found = all.find(|it| it.id.as_str() == id)?;
        Some(texts.text(&found.title))
    });
    teller.locale.quoted(found.unwrap_or(id))
}

/// What only one of two lists has: what was added, and what was removed.
fn difference<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    let without = |these: &'a [T], others: &[T]| -> Vec<&'a T> {
        these.iter().filter(|it| !others.contains(it)).collect()
    };
    (without(new, old), without(old, new))
}

fn typed<T: DeserializeOwned>(value: Option<&Value>) -> Option<T> {
    serde_json::from_value(value?.clone()).ok()
}

/// The items of a list; none where it was left out.
fn list<T: DeserializeOwned>(value: Option<&Value>) -> Vec<T> {
    typed(value).unwrap_or_default()
}

/// A value before and after.
struct Values<'a, 'm> {
    teller: &'a Teller<'m>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
}

impl Values<'_, '_> {
    fn say(&self, id: &str, args: &[(&str, fluent_bundle::FluentValue<'_>)]) -> String {
        self.teller.say(id, args)
    }

    fn words(&self) -> (&str, &str) {
        (
            self.old.and_then(Value::as_str).unwrap_or_default(),
            self.new.and_then(Value::as_str).unwrap_or_default(),
        )
    }

    /// A text that is in no language of its own.
    fn free_text(&self, sentence: String, of: impl Fn(&Value) -> Option<&str>) -> Said {
        let text = |value: Option<&Value>| value.and_then(&of).map(str::to_owned);
        let sides = Sides {
            language: self.teller.new.model.framework().languages.primary.clone(),
            old: text(self.old),
            new: text(self.new),
        };
        Said {
            sentence,
            texts: vec![sides],
        }
    }

    fn source(&self) -> Vec<Said> {
        let mut said = self.free_text(self.say("source-changed", &[]), |it| {
            it.get("reference")?.as_str()
        });
        let basis = |value| typed::<Provenance>(value).map(|it| it.basis);
        let (old, new) = (basis(self.old), basis(self.new));
        if old != new {
            let word = |basis: Option<competence_core::Basis>| match basis {
                Some(basis) => self.say("basis", args! { "basis" => basis.as_str() }),
                None => self.say("nothing", &[]),
            };
            said.sentence = format!("{}: {} → {}", said.sentence, word(old), word(new));
        }
        said.texts.retain(|it| it.old != it.new);
        vec![said]
    }

    fn deprecation(&self) -> Vec<Said> {
        let (old, new) = (
            typed::<Deprecation>(self.old),
            typed::<Deprecation>(self.new),
        );
        let Some(new) = new else {
            return vec![Said::of(self.say("deprecation-removed", &[]))];
        };
        let mut all = Vec::new();
        let reasons = (
            old.as_ref().and_then(|it| it.reason.as_ref()),
            new.reason.as_ref(),
        );
        if reasons.0 != reasons.1 {
            let texts = self.teller.new;
            let text = |text: Option<&competence_core::LocalisedText>| {
                text.map(|it| texts.model.text(it, Some(texts.language)).1.to_owned())
            };
            all.push(Said {
                sentence: self.say("deprecation-reason", &[]),
                texts: vec![Sides {
                    language: texts.language.clone(),
                    old: text(reasons.0),
                    new: text(reasons.1),
                }],
            });
        }
        let before = old.map(|it| it.successors).unwrap_or_default();
        if before != new.successors {
            let names = self
                .teller
                .names(new.successors.iter().map(ElementId::as_str));
            let names = self.teller.locale.list(&names);
            all.push(Said::of(
                self.say("deprecation-successors", args! { "names" => names }),
            ));
        }
        all
    }

    fn suppressions(&self) -> Vec<String> {
        let (old, new) = (list::<Suppression>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let added = added.iter().map(|it| {
            let reason = visible_line(it.reason.as_deref().unwrap_or_default()).into_owned();
            self.say(
                "suppression-added",
                args! { "rule" => it.rule.as_str(), "reason" => reason },
            )
        });
        let removed = removed
            .iter()
            .map(|it| self.say("suppression-removed", args! { "rule" => it.rule.as_str() }));
        added.chain(removed).collect()
    }

    fn languages(&self, which: &str) -> Vec<String> {
        let name = |tag: &String| {
            let parsed = tag.parse().ok();
            parsed.map_or_else(|| tag.clone(), |it| self.teller.locale.language(&it))
        };
        if which == "primary" {
            let (old, new) = self.words();
            let (old, new) = (name(&old.to_owned()), name(&new.to_owned()));
            return vec![self.say("language-primary", args! { "old" => old, "new" => new })];
        }
        let (gained, lost) = match which {
            "required" => ("language-required", "language-not-required"),
            _ => ("language-optional", "language-not-optional"),
        };
        let (old, new) = (list::<String>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let added = added
            .into_iter()
            .map(|it| self.say(gained, args! { "language" => name(it) }));
        let removed = removed
            .into_iter()
            .map(|it| self.say(lost, args! { "language" => name(it) }));
        added.chain(removed).collect()
    }

    fn levels(&self) -> Vec<String> {
        let (old, new) = (list::<Level>(self.old), list::<Level>(self.new));
        let texts = self.teller.new;
        let title = |it: &Level| {
            texts
                .model
                .text(&it.title, Some(texts.language))
                .1
                .to_owned()
        };
        let name = |it: &Level| {
            let title = visible_line(&title(it)).into_owned();
            self.say(
                "level-titled",
                args! { "number" => it.value.get(), "title" => title },
            )
        };
        let mut sentences = Vec::new();
        for level in &new {
            let same_value = old.iter().find(|it| it.value == level.value);
            let same_title = old.iter().find(|it| title(it) == title(level));
            match (same_value, same_title) {
                (Some(before), _) if before == level => {}
                (_, Some(before)) if before.value != level.value => {
                    let name = self.teller.locale.quoted(&title(level));
                    sentences.push(self.say(
                        "scale-level-renumbered",
                        args! {
                            "name" => name, "old" => before.value.get(), "new" => level.value.get()
                        },
                    ));
                }
                (Some(before), _) => {
                    let change = if title(before) == title(level) {
                        self.say("text-changed", args! { "field" => "anchor" })
                    } else {
                        self.say("text-changed", args! { "field" => "title" })
                    };
                    sentences.push(self.say(
                        "of-level",
                        args! { "level" => name(level), "change" => change },
                    ));
                }
                (None, _) => {
                    sentences.push(self.say("scale-level-added", args! { "level" => name(level) }));
                }
            }
        }
        for level in &old {
            let stayed = new
                .iter()
                .any(|it| it.value == level.value || title(it) == title(level));
            if !stayed {
                sentences.push(self.say("scale-level-removed", args! { "level" => name(level) }));
            }
        }
        if sentences.is_empty() {
            sentences.push(self.say("scale-levels-reordered", &[]));
        }
        sentences
    }

    fn organisations(&self) -> Vec<String> {
        let (old, new) = (
            list::<Organisation>(self.old),
            list::<Organisation>(self.new),
        );
        let name = |it: &Organisation| organisation(self.teller, it.id.as_str());
        let mut sentences = Vec::new();
        for it in &new {
            match old.iter().find(|before| before.id == it.id) {
                None => {
                    sentences.push(self.say("organisation-added", args! { "name" => name(it) }));
                }
                Some(before) if before != it => {
                    let change = self.say("text-changed", args! { "field" => "title" });
                    sentences.push(self.say(
                        "of-organisation",
                        args! { "name" => name(it), "change" => change },
                    ));
                }
                Some(_) => {}
            }
        }
        for it in old
            .iter()
            .filter(|it| !new.iter().any(|after| after.id == it.id))
        {
            sentences.push(self.say("organisation-removed", args! { "name" => name(it) }));
        }
        if sentences.is_empty() {
            sentences.push(self.say("organisations-reordered", &[]));
        }
        sentences
    }

    /// What was moved: the fewest elements that explain the new order.
    fn order(&self, which: &str) -> Vec<String> {
        let ids = |model: &competence_core::Model| -> Vec<String> {
            let of_list = model.elements().filter(|it| match which {
                "competences" => it.noun() == "competence",
                "clusters" => it.noun() == "cluster",
                _ => it.noun() == "profile",
            });
            of_list.map(|it| it.id().to_owned()).collect()
        };
        let (before, after) = (ids(self.teller.old.model), ids(self.teller.new.model));
        let moved = moved(&before, &after);
        if moved.is_empty() {
            return vec![self.say("order-edited", &[])];
        }
        let sentence = |at: usize| {
            let name = self.teller.name(after.get(at)?);
            Some(
                match at.checked_sub(1).and_then(|before| after.get(before)) {
                    Some(other) => {
                        let other = self.teller.name(other);
                        self.say("order-after", args! { "name" => name, "other" => other })
                    }
                    None => self.say("order-first", args! { "name" => name }),
                },
            )
        };
        moved.into_iter().filter_map(sentence).collect()
    }

    fn convention(&self, which: &str) -> Vec<String> {
        let number = |value: Option<&Value>| value.and_then(Value::as_u64).unwrap_or(0);
        let numbers = args! { "old" => number(self.old), "new" => number(self.new) };
        vec![match which {
            "final-punctuation" if self.words().1 == "full-stop" => {
                self.say("convention-full-stop", &[])
            }
            "final-punctuation" => self.say("convention-no-full-stop", &[]),
            "indicators-min" => self.say("convention-indicators-min", numbers),
            "indicators-max" => self.say("convention-indicators-max", numbers),
            "statement-length-max" => self.say("convention-statement-length-max", numbers),
            "similarity-threshold" => self.say("convention-similarity-threshold", numbers),
            _ => return Vec::new(),
        }]
    }

    /// The keys of two maps that differ, with the value of each.
    fn keys(&self) -> Vec<(&String, Option<&Value>, Option<&Value>)> {
        let maps = [self.old, self.new].map(|it| it.and_then(Value::as_object));
        let mut keys: Vec<&String> = maps.iter().flatten().flat_map(|it| it.keys()).collect();
        keys.sort();
        keys.dedup();
        let [old, new] = maps;
        let both = keys.into_iter().map(|key| {
            (
                key,
                old.and_then(|it| it.get(key)),
                new.and_then(|it| it.get(key)),
            )
        });
        both.filter(|(_, old, new)| old != new).collect()
    }

    fn rules(&self) -> Vec<String> {
        let word = |value: Option<&Value>| {
            let setting = value.and_then(Value::as_str).unwrap_or("default");
            self.say("setting", args! { "setting" => setting })
        };
        let sentence = |(rule, old, new): (&String, Option<&Value>, Option<&Value>)| {
            self.say(
                "rule-set",
                args! { "rule" => rule.as_str(), "old" => word(old), "new" => word(new) },
            )
        };
        self.keys().into_iter().map(sentence).collect()
    }

    fn policy(&self) -> Vec<String> {
        vec![match self.words().1 {
            "progression" => self.say("policy-progression", &[]),
            _ => self.say("policy-assessments", &[]),
        }]
    }

    fn versioning(&self) -> Vec<String> {
        let sentence = |(kind, _, new): (&String, Option<&Value>, Option<&Value>)| {
            let level = new.and_then(|it| it.get("level")).and_then(Value::as_str);
            match level {
                Some(level) => {
                    let bump = self.say("bump", args! { "bump" => level });
                    self.say(
                        "versioning-set",
                        args! { "kind" => kind.as_str(), "bump" => bump },
                    )
                }
                None => self.say("versioning-default", args! { "kind" => kind.as_str() }),
            }
        };
        self.keys().into_iter().map(sentence).collect()
    }

    fn records(&self) -> Vec<String> {
        let all = |value| list::<Lineage>(value);
        let records = |all: &[Lineage]| {
            all.iter()
                .flat_map(|it| it.records.clone())
                .collect::<Vec<_>>()
        };
        let (before, after) = (all(self.old), all(self.new));
        let (old, new) = (records(&before), records(&after));
        let (added, removed) = difference(&old, &new);
        let told = |id: &str, record: &competence_core::LineageRecord| {
            let sentence = self.teller.record(record);
            match id {
                "added" => self.say("record-added", args! { "record" => sentence }),
                _ => self.say("record-removed", args! { "record" => sentence }),
            }
        };
        let added = added.into_iter().map(|it| told("added", it));
        let mut sentences: Vec<String> = added.collect();
        sentences.extend(removed.into_iter().map(|it| told("removed", it)));
        let scale = |all: &[Lineage]| all.iter().find_map(|it| it.scale.clone());
        if scale(&before) != scale(&after) {
            sentences.push(self.say("scale-map-changed", &[]));
        }
        sentences
    }

    fn kind(&self) -> Vec<String> {
        let (old, new) = self.words();
        let word = |kind: &str| self.say("kind", args! { "kind" => kind });
        vec![self.say(
            "kind-changed",
            args! { "old" => word(old), "new" => word(new) },
        )]
    }

    /// What an element is in: gained, lost, or another one.
    fn between(&self, [gained, lost, changed]: [&'static str; 3]) -> Vec<String> {
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

    fn status(&self, kind: ChangeKind) -> Vec<String> {
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

    fn polarity(&self) -> Vec<String> {
        vec![match self.words().1 {
            "ineffective" => self.say("polarity-ineffective", &[]),
            _ => self.say("polarity-effective", &[]),
        }]
    }

    fn level(&self) -> Vec<String> {
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

    fn facets(&self) -> Vec<String> {
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

    fn mappings(&self) -> Vec<String> {
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

    fn for_organisations(&self) -> Vec<String> {
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

    fn requires(&self) -> Vec<String> {
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
    fn required(&self, it: &Requirement, now: bool) -> String {
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

    fn extends(&self) -> Vec<String> {
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

/// The places in the new order of the fewest elements that were moved: those that are not in a
/// longest run that kept its order. What is new was not moved.
fn moved(before: &[String], after: &[String]) -> Vec<usize> {
    let old: std::collections::HashMap<&String, usize> =
        before.iter().enumerate().map(|(at, id)| (id, at)).collect();
    let common: Vec<(usize, usize)> = after
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((at, *old.get(id)?)))
        .collect();
    // The longest increasing run: `ends[n]` is where the best run of n + 1 elements ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(common.len());
    let old_at = |index: usize| common.get(index).map(|(_, old)| *old);
    for (index, (_, value)) in common.iter().enumerate() {
        let length = ends.partition_point(|end| old_at(*end) < Some(*value));
        previous.push(length.checked_sub(1).and_then(|it| ends.get(it)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept.insert(index);
        at = previous.get(index).copied().flatten();
    }
    let moved = common.iter().enumerate();
    let moved = moved.filter(|(index, _)| !kept.contains(index));
    moved.map(|(_, (at, _))| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn the_fewest_that_were_moved_are_told() {
        let ids = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(moved(&ids("a b c d"), &ids("b c d a")), [3]);
        assert_eq!(moved(&ids("a b c d"), &ids("d a b c")), [0]);
        assert_eq!(moved(&ids("a b c"), &ids("x a b y c")), Vec::<usize>::new());
    }
}
