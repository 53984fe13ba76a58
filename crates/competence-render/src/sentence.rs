//! Numbers, changes and lineage in words.

use competence_core::diff::{Change, Edit, ElementKey, ProfileEffect};
use competence_core::version::AsksMore;
use competence_core::{ChangeKind, CompetenceId, ElementId, LineageChange, LineageRecord};
use serde_json::{Map, Value};

use crate::visible::visible_line;

/// The longest value that is shown whole, in characters.
const LENGTH: usize = 80;

/// A number with its noun.
///
/// ```
/// use competence_render::sentence::count;
/// assert_eq!((count(1, "change"), count(2, "change")), ("1 change".into(), "2 changes".into()));
/// ```
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// What is said behind two texts that differ only in what is not seen; nothing of others.
pub fn same_to_the_eye(edit: &Edit) -> &'static str {
    if edit.looks_same() {
        " (they look the same: only the encoding of their characters differs)"
    } else {
        ""
    }
}

/// The change in a sentence, on one line, without anything that drives a terminal.
pub fn describe(change: &Change) -> String {
    let noun = change.element.noun();
    let id = &change.element;
    let what = match &change.edit {
        Edit::Added { content, .. } => format!("is new{}", title_of(content)),
        Edit::Removed { content } => format!("is gone{}", title_of(content)),
        Edit::Renamed { from, .. } => format!("was `{from}`"),
        Edit::Order { .. } => "has its indicators in another order".to_owned(),
        Edit::Text {
            path,
            language,
            old,
            new,
        } => {
            let texts = match (old, new) {
                (Some(old), Some(new)) => format!("{} → {}", quoted(old), quoted(new)),
                (None, Some(new)) => format!("now {}", quoted(new)),
                (Some(old), None) => format!("no longer {}", quoted(old)),
                (None, None) => String::new(),
            };
            let same = same_to_the_eye(&change.edit);
            format!("{path} [{language}]: {texts}{same}")
        }
        Edit::Value { path, old, new } => {
            format!("{path}: {} → {}", value(old.as_ref()), value(new.as_ref()))
        }
    };
    let head = if matches!(id, ElementKey::Framework | ElementKey::Lineage(_)) {
        id.to_string()
    } else {
        format!("{noun} {id}")
    };
    visible_line(&format!("{head} {what}")).into_owned()
}

/// A lineage record in a sentence.
pub fn record_sentence(record: &LineageRecord) -> String {
    let list = |ids: &[ElementId]| {
        ids.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (from, to) = (list(&record.from), list(&record.to));
    let what = match record.change {
        LineageChange::Renamed => format!("{from} was renamed to {to}"),
        LineageChange::Moved => format!("{from} was moved to {to}"),
        LineageChange::Reworded if record.editorial => {
            format!("{from} was reworded, and means the same")
        }
        LineageChange::Reworded => format!("{from} was reworded"),
        LineageChange::Merged => format!("{from} were merged into {to}"),
        LineageChange::Split => format!("{from} was split into {to}"),
        LineageChange::Replaced => format!("{from} was replaced by {to}"),
        LineageChange::Retired => format!("{from} was retired"),
    };
    match &record.reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what,
    }
}

/// The heading of a kind of change, for a reader.
pub fn title(kind: ChangeKind) -> String {
    kind.as_str().replace('-', " ")
}

/// What a profile gains and loses, in words.
pub fn effect_sentence(effect: &ProfileEffect) -> String {
    effect_parts(effect, ["gains", "loses", "asks for another level of"])
}

/// What a profile asks for that it did not ask for before, in words.
pub fn more_sentence(more: &AsksMore) -> String {
    let mut parts = Vec::new();
    let mut gained = |noun: &str, ids: Vec<String>| {
        let listed: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        match listed.len() {
            0 => {}
            1 => parts.push(format!("the {noun} {}", listed.concat())),
            _ => parts.push(format!("the {noun}s {}", listed.join(", "))),
        }
    };
    let competences = more.competences.iter().map(ToString::to_string);
    gained("competence", competences.collect());
    let indicators = more.indicators.iter().map(ToString::to_string);
    gained("indicator", indicators.collect());
    for it in &more.levels {
        let from = it.from.map_or_else(
            || "where no level was set".to_owned(),
            |from| format!("instead of {from}"),
        );
        parts.push(format!("`{}` at level {} {from}", it.competence, it.to));
    }
    parts.join("; ")
}

/// What a profile gains, loses and asks for at another level, each behind its words.
pub fn effect_parts(effect: &ProfileEffect, words: [&str; 3]) -> String {
    let lists = [&effect.gains, &effect.loses, &effect.levels];
    let parts = words.iter().zip(lists).filter(|(_, ids)| !ids.is_empty());
    let part = |(word, ids): (&&str, &Vec<CompetenceId>)| {
        let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        format!("{word} {}", ids.join(", "))
    };
    parts.map(part).collect::<Vec<_>>().join("; ")
}

/// The statement or title of an element of a bundle, by language.
pub fn texts_of(content: &Value) -> Option<&Map<String, Value>> {
    let texts = content.get("statement").or_else(|| content.get("title"));
    texts.and_then(Value::as_object)
}

/// The title or statement of an element, in the first of its languages.
fn title_of(content: &Value) -> String {
    let first = texts_of(content).and_then(|it| it.values().next());
    first
        .and_then(Value::as_str)
        .map_or_else(String::new, |text| format!(": {}", quoted(text)))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", cut(text))
}

fn value(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::String(text)) => format!("`{}`", cut(text)),
        Some(other) => format!("`{}`", cut(&other.to_string())),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(LENGTH).collect();
    format!("{start}…")
}
