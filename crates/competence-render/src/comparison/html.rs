//! A difference as one self-contained page, side by side. It has no script and loads nothing.

use competence_core::CompetenceId;
use competence_core::diff::{Change, Edit, ElementKey, ProfileEffect};
use competence_core::lineage::Proposal;
use competence_core::version::{AsksMore, Bump, Comparison, Group, Judgement};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::{headline, lineage_sentence};
use crate::sentence::{count, same_to_the_eye, texts_of, title};
use crate::visible::visible;

/// Values with more lines than this are folded.
const LINES: usize = 8;

const STYLE: &str = include_str!("html.css");

/// Renders the verdict, and then all changes by competence.
pub(super) fn render(comparison: &Comparison) -> String {
    let diff = comparison.diff();
    let (old, new) = (comparison.before(), comparison.after());
    let (_, name) = new.text(&new.framework().title, None);
    let versions = format!("{} → {}", old.framework().version, new.framework().version);
    let judgements = comparison.judgements();
    let content = html! {
        header {
            p.versions { (versions) }
            h1 dir="auto" { (visible(name)) }
            (summary(comparison, &judgements))
        }
        main {
            @if diff.is_empty() { p { "The two models are the same." } }
            (asks_more(comparison.asks_more()))
            (breaking(&judgements))
            (effects(&diff.profiles))
            @if let Some(it) = comparison.lineage() { (lineage(it)) }
            @for group in comparison.groups() { (section(comparison, &group)) }
        }
    };
    page(&format!("{} {versions}", visible(name)), &content)
}

/// A page with nothing but a sentence.
pub(super) fn message(sentence: &str) -> String {
    page(sentence, &html! { main { p { (sentence) } } })
}

fn page(title: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content) }
        }
    };
    page.into_string()
}

fn summary(comparison: &Comparison, judgements: &[Judgement<'_>]) -> Markup {
    let class = if comparison.is_sufficient() {
        "yes"
    } else {
        "no"
    };
    html! {
        p class={ "verdict " (class) } { (visible(&headline(comparison))) }
        p {
            (count(judgements.len(), "change"))
            @for level in [Bump::Major, Bump::Minor, Bump::Patch] {
                @let number = judgements.iter().filter(|it| it.level == level).count();
                " " span class={ "level " (level.as_str()) } { (number) " " (level.as_str()) }
            }
        }
    }
}

fn breaking(judgements: &[Judgement<'_>]) -> Markup {
    let major: Vec<_> = judgements
        .iter()
        .filter(|it| it.level == Bump::Major)
        .collect();
    html! {
        @if !major.is_empty() {
            section {
                h2 { "Breaking" }
                ul {
                    @for it in major {
                        li {
                            a href={ "#" (anchor(&it.change.element.whole())) } { code { (it.change.element) } }
                            " " (title(it.change.kind)) ": " (visible(&it.reason))
                            @if it.set_by_manifest { " (set by the manifest)" }
                        }
                    }
                }
            }
        }
    }
}

fn asks_more(all: &[AsksMore]) -> Markup {
    let ids = |what: &str, ids: &mut dyn Iterator<Item = String>| {
        let mut ids = ids.peekable();
        html! {
            @if ids.peek().is_some() {
                div { (what) " " @for id in ids { code { (id) } " " } }
            }
        }
    };
    html! {
        @if !all.is_empty() {
            section {
                h2 { "Asks more" }
                dl {
                    @for it in all {
                        dt { code { (it.profile) } }
                        dd {
                            (ids("the competences", &mut it.competences.iter().map(ToString::to_string)))
                            (ids("the indicators", &mut it.indicators.iter().map(ToString::to_string)))
                            @for raised in &it.levels {
                                div {
                                    code { (raised.competence) } " at level " (raised.to)
                                    @if let Some(from) = raised.from { " instead of " (from) }
                                    @else { " where no level was set" }
                                }
                            }
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

fn lineage(proposal: &Proposal) -> Markup {
    html! {
        section {
            h2 { "Lineage that would explain this" }
            p { (lineage_sentence(proposal)) }
            pre { (proposal) }
        }
    }
}

/// The changes of a competence or other element.
fn section(comparison: &Comparison, group: &Group<'_>) -> Markup {
    let id = group.element.to_string();
    let found = [comparison.after(), comparison.before()]
        .into_iter()
        .find_map(|it| Some((it, it.element(&id)?)));
    let called = found.map(|(model, element)| model.text(element.title(), None).1);
    html! {
        section.changes id=(anchor(&group.element)) {
            h2 {
                @if let Some(called) = called { bdi { (visible(called)) } " " }
                code { (id) }
            }
            div.row.head { div { "before" } div { "after" } }
            @for it in &group.judgements { (row(it)) }
        }
    }
}

fn row(judgement: &Judgement<'_>) -> Markup {
    let (change, level) = (judgement.change, judgement.level);
    let (before, after) = sides(change);
    html! {
        div.row {
            div.what {
                span class={ "level " (level.as_str()) } { (level.as_str()) }
                " "
                code { (change.element) } " " (title(change.kind)) (field(change))
            }
            div.before { (before) }
            div.after { (after) }
        }
    }
}

/// The field that changed, and its language.
fn field(change: &Change) -> Markup {
    match &change.edit {
        Edit::Text { path, language, .. } => html! {
            ", " (path) " [" (language) "]"
            (same_to_the_eye(&change.edit))
        },
        Edit::Value { path, .. } => html! { ", " (path) },
        _ => html! {},
    }
}

/// The value before and after.
fn sides(change: &Change) -> (Markup, Markup) {
    let nothing = || html! { span.nothing { "–" } };
    match &change.edit {
        Edit::Added { content, .. } => (nothing(), whole(content)),
        Edit::Removed { content } => (whole(content), nothing()),
        Edit::Renamed { from, .. } => {
            let code = |id: &str| html! { code { (id) } };
            (code(from), code(&change.element.to_string()))
        }
        Edit::Order { order } => {
            let after = html! { ol { @for id in order { li { code { (id) } } } } };
            (html! { "another order" }, after)
        }
        Edit::Text {
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
        Edit::Value { old, new, .. } => {
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
fn anchor(element: &ElementKey) -> String {
    format!("of-{}", element.to_string().replace('/', "-"))
}
