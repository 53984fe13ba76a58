//! Numbers and lineage in English words, by ids.

use competence_core::version::AsksMore;
use competence_core::{ElementId, LineageChange, LineageRecord};

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
