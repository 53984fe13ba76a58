//! A difference as one self-contained page, side by side. It has no script and loads nothing.

use std::collections::{HashMap, HashSet};

use competence_core::diff::{Change as ModelChange, Diff, Edit as ChangeEdit, ProfileEffect};
use competence_core::lineage::Suggestion as LineageSuggestion;
use competence_core::version::{Bump, Verdict, judge};
use competence_core::{CompetenceId, Model};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::change::{group, texts_of, title};
use super::verdict::headline;
use crate::model::count;
use crate::visible::visible;

/// Values with more lines than this are folded.
const LINES: usize = 8;

const STYLE: &str = include_str!("html.css");

/// Renders the verdict, and then all changes by competence.
pub fn render(old: &Model, new: &Model, diff: &Diff, suggestions: &[LineageSuggestion]) -> String {
    let verdict = judge(old, new, diff);
    let (_, name) = new.text(&new.framework().title, None);
    let versions = format!("{} → {}", verdict.old, verdict.new);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (visible(name)) " " (versions) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.versions { (versions) }
                    h1 dir="auto" { (visible(name)) }
                    (summary(&verdict))
                }
                main {
                    @if diff.is_empty() { p { "The two models are the same." } }
                    (breaking(&verdict))
                    (effects(&diff.profiles))
                    (lineage(suggestions))
                    (groups(&verdict, diff, old, new))
                }
            }
        }
    };
    page.into_string()
}

fn summary(verdict: &Verdict<'_>) -> Markup {
    let class = if verdict.sufficient { "yes" } else { "no" };
    html! {
        p class={ "verdict " (class) } { (visible(&headline(verdict))) }
        p {
            (count(verdict.judgements.len(), "change"))
            @for level in [Bump::Major, Bump::Minor, Bump::Patch] {
                @let number = verdict.of_level(level).count();
                " " span class={ "level " (level.as_str()) } { (number) " " (level.as_str()) }
            }
        }
    }
}

fn breaking(verdict: &Verdict<'_>) -> Markup {
    let major: Vec<_> = verdict.of_level(Bump::Major).collect();
    html! {
        @if !major.is_empty() {
            section {
                h2 { "Breaking" }
                ul {
                    @for it in major {
                        li {
                            a href={ "#" (anchor(&group(it.change))) } { code { (it.change.element) } }
                            " " (title(it.change.kind)) ": " (visible(&it.reason))
                            @if it.set_by_manifest { " (set by the manifest)" }
                        }
                    }
                }
            }
        }
    }
}

fn effects(effects: &[ProfileEffect]) -> Markup {
    let list = |verb: &str, ids: &[CompetenceId]| {
        html! {
            @if !ids.is_empty() {
                div { (verb) " " @for id in ids { code { (id) } " " } }
            }
        }
    };
    html! {
        @if !effects.is_empty() {
            section {
                h2 { "Profiles" }
                dl {
                    @for it in effects {
                        dt { code { (it.profile) } }
                        dd {
                            (list("gains", &it.gains))
                            (list("loses", &it.loses))
                            (list("asks for another level of", &it.levels))
                        }
                    }
                }
            }
        }
    }
}

fn lineage(suggestions: &[LineageSuggestion]) -> Markup {
    html! {
        @if !suggestions.is_empty() {
            section {
                h2 { "Lineage that would explain what was removed and added" }
                pre {
                    "records:\n"
                    @for it in suggestions { "  # " (it.percent) " % alike\n" (visible(&it.to_string())) }
                }
            }
        }
    }
}

/// All changes, by competence or other element, in the order of reading.
fn groups(verdict: &Verdict<'_>, diff: &Diff, old: &Model, new: &Model) -> Markup {
    let mut groups: Vec<(String, Vec<&ModelChange>)> = Vec::new();
    for change in &diff.changes {
        let name = group(change);
        match groups.last_mut() {
            Some((last, changes)) if *last == name => changes.push(change),
            _ => groups.push((name, vec![change])),
        }
    }
    // The judgements are in another order, and of these very changes.
    let levels: HashMap<*const ModelChange, Bump> = verdict
        .judgements
        .iter()
        .map(|it| (std::ptr::from_ref(it.change), it.level))
        .collect();
    let level = |change: &ModelChange| levels.get(&std::ptr::from_ref(change)).copied();
    let called = |id: &str| {
        let found = [new, old]
            .into_iter()
            .find_map(|it| Some((it, it.element(id)?)));
        found.map(|(model, element)| visible(model.text(element.title(), None).1).into_owned())
    };
    let mut seen = HashSet::new();
    html! {
        @for (name, changes) in &groups {
            @let first = seen.insert(name.as_str());
            section.changes id=[first.then(|| anchor(name))] {
                h2 {
                    @if let Some(called) = called(name) { bdi { (called) } " " }
                    code { (name) }
                }
                div.row.head { div { "before" } div { "after" } }
                @for change in changes {
                    (row(change, level(change)))
                }
            }
        }
    }
}

fn row(change: &ModelChange, level: Option<Bump>) -> Markup {
    let (before, after) = sides(change);
    html! {
        div.row {
            div.what {
                @if let Some(level) = level {
                    span class={ "level " (level.as_str()) } { (level.as_str()) }
                    " "
                }
                code { (change.element) } " " (title(change.kind)) (field(change))
            }
            div.before { (before) }
            div.after { (after) }
        }
    }
}

/// The field that changed, and its language.
fn field(change: &ModelChange) -> Markup {
    match &change.edit {
        ChangeEdit::Text { path, language, .. } => html! { ", " (path) " [" (language) "]" },
        ChangeEdit::Value { path, .. } => html! { ", " (path) },
        _ => html! {},
    }
}

/// What was there and what is there.
fn sides(change: &ModelChange) -> (Markup, Markup) {
    let nothing = || html! { span.nothing { "–" } };
    match &change.edit {
        ChangeEdit::Added { content, .. } => (nothing(), whole(content)),
        ChangeEdit::Removed { content } => (whole(content), nothing()),
        ChangeEdit::Renamed { from, .. } => {
            let code = |id: &str| html! { code { (id) } };
            (code(from), code(&change.element.to_string()))
        }
        ChangeEdit::Order { order } => {
            let after = html! { ol { @for id in order { li { code { (id) } } } } };
            (html! { "another order" }, after)
        }
        ChangeEdit::Text {
            language, old, new, ..
        } => {
            let text = |markup: Markup| html! { p dir="auto" lang=(language) { (markup) } };
            match (old, new) {
                (Some(old), Some(new)) => {
                    let (before, after) = words(old, new);
                    (text(before), text(after))
                }
                (old, new) => {
                    let side = |it: &Option<String>| match it {
                        Some(it) => text(html! { (visible(it)) }),
                        None => nothing(),
                    };
                    (side(old), side(new))
                }
            }
        }
        ChangeEdit::Value { old, new, .. } => {
            let side = |it: &Option<Value>| it.as_ref().map_or_else(nothing, value);
            (side(old), side(new))
        }
    }
}

/// The words of two texts: those that went marked in the one, those that came in the other.
fn words(old: &str, new: &str) -> (Markup, Markup) {
    let (old, new) = (visible(old), visible(new));
    let diff = TextDiff::from_words(old.as_ref(), new.as_ref());
    let changes: Vec<_> = diff.iter_all_changes().collect();
    let side = |tag: ChangeTag| {
        html! {
            @for change in &changes {
                @if change.tag() == ChangeTag::Equal { (change.value()) }
                @else if change.tag() == tag && tag == ChangeTag::Delete { del { (change.value()) } }
                @else if change.tag() == tag { ins { (change.value()) } }
            }
        }
    };
    (side(ChangeTag::Delete), side(ChangeTag::Insert))
}

/// An element that is new or gone: its texts in all languages.
fn whole(content: &Value) -> Markup {
    let texts = texts_of(content).into_iter().flatten();
    html! {
        @for (language, text) in texts {
            p dir="auto" lang=(language) { (visible(text.as_str().unwrap_or_default())) }
        }
    }
}

fn value(value: &Value) -> Markup {
    match value {
        Value::String(text) => html! { p dir="auto" { (visible(text)) } },
        other => {
            let json = format!("{other:#}");
            let lines = json.lines().count();
            let json = html! { pre { (visible(&json)) } };
            html! {
                @if lines > LINES { details { summary { (count(lines, "line")) } (json) } }
                @else { (json) }
            }
        }
    }
}

/// The name of a group within the page.
fn anchor(group: &str) -> String {
    format!("of-{}", group.replace('/', "-"))
}
