//! A comparison as one page for those who decide. It has no script and loads nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use competence_core::LanguageTag;
use competence_core::version::{Aligned, Bump, Comparison, Reach};
use maud::{Markup, html};
use similar::ChangeTag;

use super::compared::compared;
use super::page::{Page, Profile, Row, Section, Told, ended};
use crate::locale::args;
use crate::page::document;
use crate::passage::{Block, Run, blocks, of_side, whole};
use crate::telling::{Line, Sides};
use crate::visible::visible;

/// The longest list that is kept on one printed page.
const SHORT: usize = 12;

/// Renders the decisions and what they mean, then everything in the order of the framework.
pub(super) fn render(comparison: &Comparison, language: Option<&LanguageTag>) -> String {
    let page = Page::of(comparison, language);
    let filters = Filters::of(&page);
    let (told, sections, for_whom) = (page.decisions(), page.sections(), page.for_whom());
    let rows = page.rows(&told, &sections);
    let parts = [
        ("at-a-glance", !rows.is_empty()),
        ("decisions", !told.is_empty()),
        ("for-whom", !for_whom.is_empty()),
        ("by-element", !sections.is_empty()),
        ("settings", !page.outline.metadata.is_empty()),
        ("unexplained", comparison.lineage().is_some()),
        ("legend", true),
    ];
    let content = html! {
        header {
            p.framework { bdi { (page.framework()) } }
            h1 { (page.title()) }
            (verdict(&page))
        }
        main {
            @if page.outline.is_empty() {
                p { (page.say("no-change")) }
            } @else {
                (summary(&page))
                (contents(&page, &parts))
                (filters.form(&page))
                (at_a_glance(&page, &rows))
                (decisions(&page, &told))
                (profiles(&page, &for_whom))
                (by_element(&page, &sections))
                (settings(&page))
                (unexplained(&page))
            }
            (legend(&page))
        }
    };
    let style = filters.style();
    document(page.teller.locale.tag(), &page.title(), &style, &content)
}

/// A page with nothing but a sentence.
pub(super) fn message(sentence: &str) -> String {
    let content = html! { main { h1 { (sentence) } } };
    document("en", sentence, "", &content)
}

fn verdict(page: &Page<'_>) -> Markup {
    let is_sufficient = page.comparison.is_sufficient();
    html! {
        p class={ "verdict " (if is_sufficient { "yes" } else { "no" }) } { (page.verdict()) }
    }
}

fn summary(page: &Page<'_>) -> Markup {
    html! {
        section #summary {
            h2 { (page.say("summary")) }
            @for sentence in page.summary() { p dir="auto" { (sentence) } }
        }
    }
}

/// The parts of the page that there are.
fn contents(page: &Page<'_>, parts: &[(&str, bool)]) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { (page.say("contents")) }
            ul {
                @for (id, is_there) in parts {
                    @if *is_there { li { a href={ "#" (id) } { (page.say(id)) } } }
                }
            }
        }
    }
}

/// What the page can be narrowed down to, without a script.
struct Filters {
    /// By the token of an element's `data-for`, what it is called.
    options: BTreeMap<String, String>,
}

impl Filters {
    fn of(page: &Page<'_>) -> Self {
        let mut options = BTreeMap::new();
        let model = page.comparison.after();
        let quoted = |text: &competence_core::LocalisedText| {
            page.teller.locale.quoted(page.teller.new.text(text))
        };
        for it in model.profiles() {
            let name = page
                .teller
                .say("filter-profile", args! { "name" => quoted(&it.title) });
            options.insert(format!("p-{}", it.id), name);
        }
        for it in model.clusters() {
            let name = page
                .teller
                .say("filter-cluster", args! { "name" => quoted(&it.title) });
            options.insert(format!("c-{}", it.id), name);
        }
        for it in &model.framework().organisations {
            let name = page
                .teller
                .say("filter-organisation", args! { "name" => quoted(&it.title) });
            options.insert(format!("o-{}", it.id), name);
        }
        Self { options }
    }

    fn form(&self, page: &Page<'_>) -> Markup {
        html! {
            @if !self.options.is_empty() {
                p.filter {
                    label for="filter" { (page.say("filter")) } " "
                    select #filter autocomplete="off" {
                        option { (page.say("filter-all")) }
                        @for (token, name) in &self.options { option value=(token) { (name) } }
                    }
                }
            }
        }
    }

    /// A rule for each choice. Where a browser knows no `:has`, everything stays in sight.
    fn style(&self) -> String {
        let mut style = String::from("@media screen {\n");
        for token in self.options.keys() {
            // What is in no cluster is for all organisations.
            let all = if token.starts_with("o-") {
                ":not([data-for~=\"o-all\"])"
            } else {
                ""
            };
            // Writing to a string does not fail.
            let _ = writeln!(
                style,
                "body:has(option[value=\"{token}\"]:checked) [data-for]:not([data-for~=\"{token}\"]){all} {{ display: none; }}"
            );
        }
        style.push_str("}\n");
        style
    }
}

/// Whom an element concerns, as the tokens of the filter.
fn tokens(reach: &Reach) -> String {
    let mut tokens: Vec<String> = reach.profiles.iter().map(|it| format!("p-{it}")).collect();
    tokens.extend(reach.clusters.iter().map(|it| format!("c-{it}")));
    tokens.extend(reach.organisations.iter().map(|it| format!("o-{it}")));
    if reach.clusters.is_empty() {
        tokens.push("o-all".to_owned());
    }
    tokens.join(" ")
}

fn at_a_glance(page: &Page<'_>, rows: &[Row]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section {
                h2 #at-a-glance { (page.say("at-a-glance")) }
                table.glance {
                    thead {
                        tr {
                            th scope="col" { (page.say("element")) }
                            th scope="col" { (page.say("what-changed")) }
                            th scope="col" { (page.say("affects")) }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr data-for=(tokens(&row.reach)) {
                                th scope="row" { a href={ "#" (row.anchor) } { bdi { (row.name) } } }
                                td {
                                    @if let [one] = &row.what[..] { (one) }
                                    @else { ul { @for what in &row.what { li { (what) } } } }
                                }
                                td { (page.affects(row.affects)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn decisions(page: &Page<'_>, all: &[Told<'_>]) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 #decisions { (page.say("decisions")) }
                @for told in all { (decision(page, told)) }
            }
        }
    }
}

fn decision(page: &Page<'_>, told: &Told<'_>) -> Markup {
    let rows = &told.decision.statements;
    html! {
        article data-for=(tokens(&told.reach)) aria-labelledby=(told.anchor) {
            h3 id=(told.anchor) { (told.sentence) " " (level(page, told.decision.level())) }
            @if let Some(reason) = &told.record.reason { p dir="auto" { (ended(reason)) } }
            @for (text, link) in &told.record.evidence {
                p dir="auto" {
                    (ended(text))
                    // Only what a browser opens as a page is a link.
                    @if let Some(link) = link {
                        " "
                        @if link.starts_with("https://") || link.starts_with("http://") {
                            a href=(link) rel="noreferrer" { (visible(link)) }
                        } @else { (visible(link)) }
                    }
                }
            }
            @for said in [&told.record.decided, &told.record.ratings].into_iter().flatten() { p { (ended(said)) } }
            @if !rows.is_empty() {
                table.pairs {
                    caption.unseen { (page.say("statements-side-by-side")) }
                    thead { tr { th scope="col" { (page.say("before")) } th scope="col" { (page.say("after")) } } }
                    tbody { @for row in rows { (pair(page, row)) } }
                }
            }
            @if !told.lines.is_empty() {
                p.note { (page.say("also-changed")) ":" }
                (lines(page, &told.lines))
            }
        }
    }
}

/// Statements that belong together, side by side.
fn pair(page: &Page<'_>, row: &Aligned<'_>) -> Markup {
    let (old, new) = page.statements(row);
    let marked = match (&old[..], &new[..]) {
        ([old], [new]) => Some(compared(old, new)),
        _ => None,
    };
    let language = page.teller.new.language;
    let plain = |all: &[String]| html! { @for it in all { (text(page, language, it)) } };
    let side = |runs: &[Run], tag| passage(page, language, &blocks(of_side(runs, tag)));
    html! {
        tr {
            td {
                @match &marked {
                    Some(runs) => (side(runs, ChangeTag::Delete)),
                    None => (plain(&old)),
                }
                @if old.is_empty() { span.note { "–" } }
            }
            td {
                @match &marked {
                    Some(runs) => (side(runs, ChangeTag::Insert)),
                    None => (plain(&new)),
                }
                p.note { (page.carried(row)) }
            }
        }
    }
}

/// A text that is compared with none.
fn text(page: &Page<'_>, language: &LanguageTag, text: &str) -> Markup {
    passage(page, language, &blocks(&whole(text)))
}

/// The paragraphs and lists of a text, or of one side of two.
fn passage(page: &Page<'_>, language: &LanguageTag, blocks: &[Block]) -> Markup {
    let is_in_list = |a: &Block, b: &Block| a.is_item() && b.is_item();
    html! {
        @for part in blocks.chunk_by(is_in_list) {
            @if part.first().is_some_and(Block::is_item) {
                ul dir="auto" lang=(language) { @for it in part { li { (broken(page, it)) } } }
            } @else {
                @for it in part { p dir="auto" lang=(language) { (broken(page, it)) } }
            }
        }
    }
}

/// The lines of a paragraph or an item.
fn broken(page: &Page<'_>, block: &Block) -> Markup {
    html! {
        @for (at, line) in block.lines.iter().enumerate() {
            @if at > 0 { br; }
            (words(page, line))
        }
    }
}

/// A line, with the words that only one of two texts has marked, for the eye and the ear.
fn words(page: &Page<'_>, runs: &[Run]) -> Markup {
    let unseen = |id| html! { span.unseen { (page.say(id)) " " } };
    html! {
        @for run in runs {
            @match run.tag {
                ChangeTag::Delete if !run.text.trim().is_empty() => del { (unseen("mark-removed")) (run.text) },
                ChangeTag::Insert if !run.text.trim().is_empty() => ins { (unseen("mark-added")) (run.text) },
                _ => (run.text),
            }
        }
    }
}

fn level(page: &Page<'_>, bump: Bump) -> Markup {
    html! { span class={ "level " (bump.as_str()) } { "(" (page.bump(bump)) ")" } }
}

fn profiles(page: &Page<'_>, all: &[Profile<'_>]) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 #for-whom { (page.say("for-whom")) }
                ul {
                    @for (name, id, parts) in all {
                        li data-for={ "p-" (id) } { strong { (name) } ": " (parts.join("; ")) }
                    }
                }
            }
        }
    }
}

fn by_element(page: &Page<'_>, sections: &[Section<'_>]) -> Markup {
    html! {
        @if !sections.is_empty() {
            section {
                h2 #by-element { (page.say("by-element")) }
                @for it in sections { (element(page, it)) }
            }
        }
    }
}

fn element(page: &Page<'_>, section: &Section<'_>) -> Markup {
    let is_short = section.lines.len() + section.statements.len() <= SHORT;
    html! {
        article.short[is_short] data-for=(tokens(&section.reach)) aria-labelledby=(section.anchor) {
            h3 id=(section.anchor) {
                bdi { (section.heading) }
                @if let Some(bump) = section.level { " " (level(page, bump)) }
            }
            (lines(page, &section.lines))
            @if !section.statements.is_empty() {
                ul {
                    @for it in &section.statements { (statement(page, it)) }
                }
            }
        }
    }
}

fn statement(page: &Page<'_>, text: &str) -> Markup {
    let (language, blocks) = (page.teller.new.language, blocks(&whole(text)));
    html! {
        @match &blocks[..] {
            [one] if !one.is_item() => li dir="auto" lang=(language) { (broken(page, one)) },
            blocks => li { (passage(page, language, blocks)) },
        }
    }
}

/// Changes in sentences, each with its texts side by side.
fn lines(page: &Page<'_>, lines: &[Line]) -> Markup {
    html! {
        @for it in lines {
            p {
                (it.sentence)
                " " (level(page, it.level))
                @if it.set_by_manifest { " " span.note { (page.say("set-by-manifest")) ": " (it.reason) } }
            }
            @if let [Sides { language, old, new }] = &it.texts[..] && (old.is_none() || new.is_none()) {
                div.alone { @for it in old.iter().chain(new) { (text(page, language, it)) } }
            } @else if !it.texts.is_empty() {
                table.pairs {
                    thead.unseen { tr { th scope="col" { (page.say("before")) } th scope="col" { (page.say("after")) } } }
                    tbody { @for (at, sides) in it.texts.iter().enumerate() { (compare(page, sides, at > 0)) } }
                }
            }
        }
    }
}

fn compare(page: &Page<'_>, sides: &Sides, names_language: bool) -> Markup {
    let language = &sides.language;
    let named = |markup: Markup| {
        html! {
            @if names_language { p.note { (page.teller.locale.language(language)) } }
            (markup)
        }
    };
    let nothing = || html! { span.note { "–" } };
    let (old, new) = match (&sides.old, &sides.new) {
        (Some(old), Some(new)) => {
            let runs = compared(old, new);
            let side = |tag| named(passage(page, language, &blocks(of_side(&runs, tag))));
            (side(ChangeTag::Delete), side(ChangeTag::Insert))
        }
        (old, new) => {
            let side = |it: &Option<String>| match it {
                Some(it) => named(text(page, language, it)),
                None => nothing(),
            };
            (side(old), side(new))
        }
    };
    html! { tr { td { (old) } td { (new) } } }
}

fn settings(page: &Page<'_>) -> Markup {
    let all = page.settings();
    html! {
        @if !all.is_empty() {
            section {
                h2 #settings { (page.say("settings")) }
                (lines(page, &all))
            }
        }
    }
}

/// The lineage that would explain what was removed.
fn unexplained(page: &Page<'_>) -> Markup {
    html! {
        @if let Some(proposal) = page.comparison.lineage() {
            section {
                h2 #unexplained { (page.say("unexplained")) }
                @if let Some(next) = page.next() { p { (next) } }
                pre lang="en" { (proposal) }
            }
        }
    }
}

fn legend(page: &Page<'_>) -> Markup {
    html! {
        section {
            h2 #legend { (page.say("legend")) }
            ul { @for (bump, text) in page.legend() { li class=(bump.as_str()) { (text) } } }
        }
    }
}
