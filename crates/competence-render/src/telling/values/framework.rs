//! What changed in the manifest and in the lineage of a version.

use std::collections::HashSet;

use competence_core::{Level, Lineage};
use serde_json::Value;

use super::{Values, difference, list};
use crate::locale::args;
use crate::visible::visible_line;

impl Values<'_, '_> {
    pub(super) fn languages(&self, which: &str) -> Vec<String> {
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

    pub(super) fn levels(&self) -> Vec<String> {
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

    /// A list of the manifest in which each item has an id and a title.
    pub(super) fn declared_list(&self, which: &str) -> Vec<String> {
        fn id(it: &Value) -> Option<&str> {
            it.get("id").and_then(Value::as_str)
        }
        let (old, new) = (list::<Value>(self.old), list::<Value>(self.new));
        let said = |key: &'static str, it: &Value| {
            let name = self.teller.declared(which, id(it).unwrap_or_default());
            self.say(key, args! { "list" => which, "name" => name })
        };
        let mut sentences = Vec::new();
        for it in &new {
            match old.iter().find(|before| id(before) == id(it)) {
                None => sentences.push(said("declared", it)),
                Some(before) if before != it => sentences.push(said("declared-changed", it)),
                Some(_) => {}
            }
        }
        let mut gone = old
            .iter()
            .filter(|it| !new.iter().any(|after| id(after) == id(it)));
        sentences.extend(gone.by_ref().map(|it| said("no-longer-declared", it)));
        if sentences.is_empty() {
            sentences.push(self.say("declared-reordered", args! { "list" => which }));
        }
        sentences
    }

    /// What was moved: the fewest elements that explain the new order.
    pub(super) fn order(&self, which: &str) -> Vec<String> {
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

    pub(super) fn convention(&self, which: &str) -> Vec<String> {
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
            "preset" if self.words().1 == "imported" => self.say("convention-imported", &[]),
            "preset" => self.say("convention-own", &[]),
            "unique-codes" if self.new == Some(&Value::Bool(true)) => {
                self.say("convention-unique-codes", &[])
            }
            "unique-codes" => self.say("convention-codes-not-unique", &[]),
            "cluster-fields" => {
                let fields = list::<String>(self.new).into_iter();
                let fields = fields.map(|it| self.say("cluster-field", args! { "field" => it }));
                let fields: Vec<String> = fields.collect();
                match (self.new, &fields[..]) {
                    (None, _) => self.say("convention-cluster-default", &[]),
                    (_, []) => self.say("convention-cluster-none", &[]),
                    _ => {
                        let names = self.teller.locale.list(&fields);
                        self.say("convention-cluster-fields", args! { "names" => names })
                    }
                }
            }
            _ => return Vec::new(),
        }]
    }

    /// The keys of two maps that differ, with the value of each.
    pub(super) fn keys(&self) -> Vec<(&String, Option<&Value>, Option<&Value>)> {
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

    pub(super) fn rules(&self) -> Vec<String> {
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

    pub(super) fn policy(&self) -> Vec<String> {
        vec![match self.words().1 {
            "progression" => self.say("policy-progression", &[]),
            _ => self.say("policy-assessments", &[]),
        }]
    }

    pub(super) fn versioning(&self) -> Vec<String> {
        let sentence = |(kind, _, new): (&String, Option<&Value>, Option<&Value>)| {
            let level = new.and_then(|it| it.get("level")).and_then(Value::as_str);
            match level {
                Some(level) => self.say(
                    "versioning-set",
                    args! { "kind" => kind.as_str(), "bump" => level },
                ),
                None => self.say("versioning-default", args! { "kind" => kind.as_str() }),
            }
        };
        self.keys().into_iter().map(sentence).collect()
    }

    pub(super) fn records(&self) -> Vec<String> {
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
