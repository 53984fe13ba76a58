//! Changes of everything that is not a text, in sentences.

mod annotations;
mod element;
mod framework;

use competence_core::diff::{Change, ElementKey};
use competence_core::{Deprecation, ElementId, LevelValue, Provenance, ScaleId, Suppression};
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
        (["levels" | "examples"], _) => {
            let said = match path[..] {
                ["levels"] => values.level_texts(&change.element),
                _ => values.examples(),
            };
            if !said.is_empty() {
                return said;
            }
            Vec::new()
        }
        (["licence"], true) => {
            let sentence = teller.say("licence-changed", &[]);
            return vec![values.free_text(sentence, Value::as_str)];
        }
        (["suppressions"], _) => values.suppressions(),
        (["id"], true) => vec![teller.say("framework-id-changed", &[])],
        (["base-iri"], true) => {
            values.plain(["base-iri-gained", "base-iri-lost", "base-iri-changed"])
        }
        (["languages", which], true) => values.languages(which),
        (["scale", "levels"], true) => values.levels(),
        (["scales"], true) => values.declared_list("scales"),
        (["scales", _, "levels"], true) => {
            let levels = values.levels().into_iter();
            levels
                .map(|it| within(teller, &change_path(&path, "levels"), it))
                .collect()
        }
        (["level-scale"], true) => values.scale([
            "level-scale-gained",
            "level-scale-lost",
            "level-scale-changed",
        ]),
        (["facets"], true) => values.declared_list("facets"),
        (["organisations"], true) => values.declared_list("organisations"),
        (["order", which], true) => values.order(which),
        (["conventions", which], true) => values.convention(which),
        (["rules"], true) => values.rules(),
        (["versioning-policy"], true) => values.policy(),
        (["versioning"], true) => values.versioning(),
        (["records"], _) => values.records(),
        (["code"], _) => values.plain(["code-gained", "code-lost", "code-changed"]),
        (["iri"], _) => values.plain(["iri-gained", "iri-lost", "iri-changed"]),
        ([which @ ("alternative-titles" | "keywords")], _) => values.texts(which),
        (["links"], _) => values.links(),
        (["valid-from"], _) => {
            values.date(["valid-from-gained", "valid-from-lost", "valid-from-changed"])
        }
        (["valid-until"], _) => values.date([
            "valid-until-gained",
            "valid-until-lost",
            "valid-until-changed",
        ]),
        ([key], _) if key.starts_with("x-") => values.extension(key),
        (["relations"], _) => values.relations(),
        (["also-in"], _) => values.named(["also-in-added", "also-in-removed"]),
        (["includes"], _) => values.named(["included", "excluded"]),
        (["scale"], _) => values.scale(["own-scale-gained", "own-scale-lost", "own-scale-changed"]),
        (["kind"], _) => values.kind(),
        (["cluster"], _) => values.between(["cluster-gained", "cluster-lost", "cluster-changed"]),
        (["parent"], _) => values.between(["parent-gained", "parent-lost", "parent-changed"]),
        (["status"], _) => values.status(change.kind),
        (["polarity"], _) => values.polarity(),
        (["level"], _) => values.level(&change.element),
        (["facets"], _) => values.facets(),
        (["mappings"], _) => values.mappings(),
        (["organisations"], false) => values.for_organisations(),
        (["requires"], _) => values.requires(),
        (["extends"], _) => values.named(["extends-added", "extends-removed"]),
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

fn change_path(path: &[&str], last: &str) -> Vec<String> {
    let path = path.iter().chain([&last]);
    path.map(|it| (*it).to_owned()).collect()
}

/// A sentence about a level, or about something that the manifest declares, with its name.
pub(super) fn within(teller: &Teller<'_>, path: &[String], change: String) -> String {
    within_element(teller, None, path, change)
}

/// The same, where the levels may be those of a competence.
pub(super) fn within_element(
    teller: &Teller<'_>,
    of: Option<&ElementKey>,
    path: &[String],
    change: String,
) -> String {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let value = |text: &str| text.parse().ok().and_then(|it| LevelValue::new(it).ok());
    let level = |scale: &str, text: &str| match (value(text), scale.parse::<ScaleId>()) {
        (Some(value), Ok(scale)) => teller.level_on(teller.new, &scale, value),
        _ => text.to_owned(),
    };
    match path[..] {
        ["scale", "levels", value, _] => {
            let level = level(ScaleId::RATING.as_str(), value);
            teller.say("of-level", args! { "level" => level, "change" => change })
        }
        ["scales", id, "levels", value, _] => {
            let (name, level) = (teller.declared("scales", id), level(id, value));
            teller.say(
                "of-scale-level",
                args! { "name" => name, "level" => level, "change" => change },
            )
        }
        ["levels", number, _] => match (value(number), of) {
            (Some(value), Some(ElementKey::Competence(id))) => {
                let level = teller.level(teller.new, Some(id.as_str()), value);
                teller.say(
                    "of-own-level",
                    args! { "level" => level, "change" => change },
                )
            }
            _ => change,
        },
        [list @ ("scales" | "facets" | "organisations"), id, ..] => {
            let name = teller.declared(list, id);
            let id = match list {
                "scales" => "of-scale",
                "facets" => "of-facet",
                _ => "of-organisation",
            };
            teller.say(id, args! { "name" => name, "change" => change })
        }
        _ => change,
    }
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
}
