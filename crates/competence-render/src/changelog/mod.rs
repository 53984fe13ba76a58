//! The changelog of a framework, in its own terms and language, in the form of Keep a Changelog.

mod file;

use std::collections::BTreeMap;
use std::fmt::Write;

use competence_core::diff::{Change, Diff, Edit, ElementKey, ProfileEffect};
use competence_core::lineage::in_force;
use competence_core::version::Comparison;
use competence_core::{ChangeKind, Date, Framework, LineageChange, LineageRecord, Model};
use serde_json::Value;

pub use file::with_section;

use crate::markdown::escaped;
use crate::sentence::{effect_parts, texts_of};

/// The words of a language.
struct Words {
    title: &'static str,
    intro: &'static str,
    first: &'static str,
    added: &'static str,
    changed: &'static str,
    deprecated: &'static str,
    removed: &'static str,
    fixed: &'static str,
    clusters: &'static str,
    competences: &'static str,
    indicators: &'static str,
    profiles: &'static str,
    cluster: &'static str,
    competence: &'static str,
    indicator: &'static str,
    profile: &'static str,
    framework: &'static str,
    was: &'static str,
    order: &'static str,
    metadata: &'static str,
    renamed: &'static str,
    moved: &'static str,
    reworded: &'static str,
    merged: &'static str,
    split: &'static str,
    replaced: &'static str,
    retired: &'static str,
    gains: &'static str,
    loses: &'static str,
    other_levels: &'static str,
    quotes: (&'static str, &'static str),
    /// Around a text that has such quotes itself.
    outer_quotes: (&'static str, &'static str),
}

const ENGLISH: Words = Words {
    title: "Changelog",
    intro: "The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). What a version promises: after a major one, assessments against the one before cannot be carried over as they are; after a minor or a patch one, they can.",
    first: "The first release",
    added: "Added",
    changed: "Changed",
    deprecated: "Deprecated",
    removed: "Removed",
    fixed: "Fixed",
    clusters: "clusters",
    competences: "competences",
    indicators: "indicators",
    profiles: "profiles",
    cluster: "Cluster",
    competence: "Competence",
    indicator: "Indicator",
    profile: "Profile",
    framework: "Framework",
    was: "was",
    order: "the indicators stand in another order",
    metadata: "Metadata, changes:",
    renamed: "renamed to",
    moved: "moved to",
    reworded: "reworded",
    merged: "merged into",
    split: "split into",
    replaced: "replaced by",
    retired: "retired",
    gains: "now also",
    loses: "no longer",
    other_levels: "at another level",
    quotes: ("“", "”"),
    outer_quotes: ("‘", "’"),
};

const SLOVENE: Words = Words {
    title: "Dnevnik sprememb",
    intro: "Oblika sledi [Keep a Changelog](https://keepachangelog.com/sl/1.1.0/). Kaj različica obljublja: po glavni različici ocen po prejšnji ni mogoče prenesti, kakor so; po manjši ali popravku jih je mogoče.",
    first: "Prva izdaja",
    added: "Dodano",
    changed: "Spremenjeno",
    deprecated: "Opuščeno",
    removed: "Odstranjeno",
    fixed: "Popravljeno",
    clusters: "grozdi",
    competences: "kompetence",
    indicators: "vedenjske trditve",
    profiles: "profili",
    cluster: "Grozd",
    competence: "Kompetenca",
    indicator: "Vedenjska trditev",
    profile: "Profil",
    framework: "Kompetenčni model",
    was: "prej",
    order: "trditve so v drugem vrstnem redu",
    metadata: "Metapodatki, spremembe:",
    renamed: "preimenovano v",
    moved: "premaknjeno v",
    reworded: "preoblikovano",
    merged: "združeno v",
    split: "razdeljeno v",
    replaced: "nadomeščeno z",
    retired: "umaknjeno",
    gains: "odslej tudi",
    loses: "nič več",
    other_levels: "na drugi ravni",
    quotes: ("»", "«"),
    outer_quotes: ("„", "“"),
};

/// The words of the framework's primary language, or English ones.
fn words(framework: &Framework) -> &'static Words {
    match framework.languages.primary.as_str().split('-').next() {
        Some("sl") => &SLOVENE,
        _ => &ENGLISH,
    }
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// The section of a version: what changed since the one before, or what the first one holds.
pub fn section(since: Option<&Comparison>, model: &Model, date: Date) -> String {
    let words = words(model.framework());
    let mut out = format!("## [{}] - {date}\n", model.framework().version);
    let Some(comparison) = since else {
        let _ = write!(
            out,
            "\n### {}\n\n- {}: {}: {}, {}: {}, {}: {}, {}: {}\n",
            words.added,
            words.first,
            words.clusters,
            model.clusters().len(),
            words.competences,
            model.competences().len(),
            words.indicators,
            model.indicators().count(),
            words.profiles,
            model.profiles().len(),
        );
        return out;
    };
    let lists = Lists::of(comparison, words);
    for (heading, lines) in [
        (words.added, lists.added),
        (words.changed, lists.changed),
        (words.deprecated, lists.deprecated),
        (words.removed, lists.removed),
        (words.fixed, lists.fixed),
    ] {
        if !lines.is_empty() {
            let _ = write!(out, "\n### {heading}\n\n");
        }
        for line in lines {
            let _ = writeln!(out, "- {line}");
        }
    }
    out
}

#[derive(Default)]
struct Lists {
    added: Vec<String>,
    changed: Vec<String>,
    deprecated: Vec<String>,
    removed: Vec<String>,
    fixed: Vec<String>,
}

impl Lists {
    fn of(comparison: &Comparison, words: &Words) -> Self {
        let (before, model, diff) = (comparison.before(), comparison.after(), comparison.diff());
        let (from, to) = (&before.framework().version, &model.framework().version);
        let primary = model.framework().languages.primary.as_str();
        let mut records: BTreeMap<&str, &LineageRecord> = BTreeMap::new();
        for record in in_force(model, from, to).flat_map(|it| &it.records) {
            for id in &record.from {
                records.insert(id.as_str(), record);
            }
        }
        let came: Vec<String> = of_kind(diff, ChangeKind::ElementAdded);
        let went: Vec<String> = of_kind(diff, ChangeKind::ElementRemoved);
        let mut lists = Self::default();
        let mut metadata = 0;
        for change in &diff.changes {
            let line = || line(change, words, primary);
            match change.kind {
                // Indicators come and go with their competence.
                ChangeKind::ElementAdded if is_inside(change, &came) => {}
                ChangeKind::ElementAdded => lists.added.push(line()),
                ChangeKind::ElementRemoved => {
                    let id = change.element.to_string();
                    let record = records.get(id.as_str());
                    // What became of a single indicator matters where it moved to another competence.
                    if record.is_none() && is_inside(change, &went) {
                        continue;
                    }
                    let what = record.map(|record| became(record, words));
                    lists.removed.push(line() + &what.unwrap_or_default());
                }
                ChangeKind::ElementDeprecated => lists.deprecated.push(line()),
                ChangeKind::StatementEdited => lists.fixed.push(line()),
                ChangeKind::MetadataChanged => metadata += 1,
                // The heading has the version, and the effects on profiles are listed below.
                ChangeKind::VersionChanged
                | ChangeKind::RequirementsRaised
                | ChangeKind::RequirementsChanged => {}
                _ => lists.changed.push(line()),
            }
        }
        for effect in &diff.profiles {
            lists.changed.push(effect_line(effect, words));
        }
        if metadata > 0 {
            lists.changed.push(format!("{} {metadata}", words.metadata));
        }
        lists
    }
}

/// What a position is assessed on that it was not, or no longer is.
fn effect_line(effect: &ProfileEffect, words: &Words) -> String {
    let parts = effect_parts(effect, [words.gains, words.loses, words.other_levels]);
    format!("{} `{}`: {parts}", words.profile, effect.profile)
}

fn of_kind(diff: &Diff, kind: ChangeKind) -> Vec<String> {
    let changes = diff.changes.iter().filter(|it| it.kind == kind);
    changes.map(|it| it.element.to_string()).collect()
}

/// Whether an indicator is in one of these competences.
fn is_inside(change: &Change, competences: &[String]) -> bool {
    let ElementKey::Indicator(id) = &change.element else {
        return false;
    };
    let parent = id.as_str().split_once('.').map(|(parent, _)| parent);
    competences.iter().any(|it| Some(it.as_str()) == parent)
}

/// What became of a removed element, behind its line.
fn became(record: &LineageRecord, words: &Words) -> String {
    let what = match record.change {
        LineageChange::Renamed => words.renamed,
        LineageChange::Moved => words.moved,
        LineageChange::Reworded => words.reworded,
        LineageChange::Merged => words.merged,
        LineageChange::Split => words.split,
        LineageChange::Replaced => words.replaced,
        LineageChange::Retired => words.retired,
    };
    let to: Vec<String> = record.to.iter().map(|id| format!("`{id}`")).collect();
    let mut out = format!("; {what}");
    if !to.is_empty() {
        let _ = write!(out, " {}", to.join(", "));
    }
    if let Some(reason) = &record.reason {
        let _ = write!(out, ": {}", escaped(reason));
    }
    out
}

/// A change on a line.
fn line(change: &Change, words: &Words, primary: &str) -> String {
    let noun = match change.element {
        ElementKey::Framework | ElementKey::Lineage(_) => words.framework,
        ElementKey::Cluster(_) => words.cluster,
        ElementKey::Competence(_) => words.competence,
        ElementKey::Indicator(_) => words.indicator,
        ElementKey::Profile(_) => words.profile,
    };
    let head = match &change.element {
        ElementKey::Framework | ElementKey::Lineage(_) => noun.to_owned(),
        element => format!("{noun} `{element}`"),
    };
    let quoted = |text: &str| {
        let has_quotes = text.contains(words.quotes.0);
        let (open, close) = if has_quotes {
            words.outer_quotes
        } else {
            words.quotes
        };
        format!("{open}{}{close}", escaped(text))
    };
    let value = |value: &Option<Value>| match value {
        None => "–".to_owned(),
        Some(Value::String(text)) => escaped(text),
        Some(Value::Array(_) | Value::Object(_)) => "…".to_owned(),
        Some(other) => escaped(&other.to_string()),
    };
    match &change.edit {
        Edit::Added { content, .. } | Edit::Removed { content } => {
            let text = texts_of(content).and_then(|it| it.get(primary));
            let text = text.and_then(Value::as_str);
            text.map_or(head.clone(), |text| format!("{head}: {}", quoted(text)))
        }
        Edit::Renamed { from, .. } => format!("{head}: {} `{from}`", words.was),
        Edit::Order { .. } => format!("{head}: {}", words.order),
        Edit::Text {
            path,
            language,
            old,
            new,
        } => {
            let text = |text: &Option<String>| text.as_deref().map_or("–".to_owned(), quoted);
            let path = escaped(&path.to_string());
            format!(
                "{head}, {path} \\[{language}\\]: {} → {}",
                text(old),
                text(new)
            )
        }
        Edit::Value { path, old, new } => {
            let path = escaped(&path.to_string());
            format!("{head}, {path}: {} → {}", value(old), value(new))
        }
    }
}
