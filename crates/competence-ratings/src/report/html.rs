//! The report as one page. It has no script and loads nothing.

use competence_render::page::document;
use competence_render::visible::visible;
use maud::{Markup, html};

use super::Report;
use super::part::{Part, Section};
use super::table::{Cell, Table};
use super::view::View;

const STYLE: &str = include_str!("html.css");

/// The longest table that is kept on one printed page.
const SHORT: usize = 12;

pub fn render(report: &Report<'_>) -> String {
    let view = &report.view;
    let content = html! {
        header {
            p.framework { bdi { (visible(&report.framework)) } ", " (report.version) }
            h1 { (report.title) }
        }
        main {
            @for (at, section) in report.sections.iter().enumerate() {
                (one(section, view))
                @if at == 0 { (contents(report)) }
            }
        }
    };
    document(view.locale.tag(), &report.title, STYLE, &content)
}

fn contents(report: &Report<'_>) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { (report.view.say("report-contents")) }
            ul {
                @for section in report.sections.iter().skip(1) {
                    li { a href={ "#" (section.id) } { (section.heading) } }
                }
            }
        }
    }
}

fn one(section: &Section, view: &View<'_>) -> Markup {
    html! {
        section {
            h2 id=(section.id) { (section.heading) }
            @for part in &section.parts { (of_part(part, view)) }
        }
    }
}

fn of_part(part: &Part, view: &View<'_>) -> Markup {
    html! {
        @match part {
            Part::Heading(id, text) => h3 id=(id) { bdi { (visible(text)) } },
            Part::Paragraph(text) => p dir="auto" { (visible(text)) },
            Part::Note(text) => p.note dir="auto" { (visible(text)) },
            Part::List(all) => ul { @for it in all { li dir="auto" { (visible(it)) } } },
            // Who hears the page has the description of the picture itself.
            Part::Picture(markup, None) => figure { (markup) },
            Part::Picture(markup, Some(caption)) => figure { (markup) figcaption.note aria-hidden="true" { (visible(caption)) } },
            Part::Table(it) => (table(it, view)),
            Part::Folded(it) => details { summary { (visible(&it.title)) } (table(it, view)) },
            Part::Code(text) => pre lang="en" { (visible(text)) },
            Part::Terms(all) => dl { @for (term, meaning) in all { dt { (term) } dd { (meaning) } } },
        }
    }
}

fn table(of: &Table, view: &View<'_>) -> Markup {
    let reasons = of.reasons();
    html! {
        // Narrow numbers of many columns stay beside each other; else, a row becomes a card on a telephone.
        table.figures.cards[!is_matrix(of)].short[of.rows.len() <= SHORT] {
            caption.unseen { (visible(&of.title)) }
            thead { tr { @for (at, it) in of.columns.iter().enumerate() { th.number[of.is_of_numbers(at)] scope="col" { (visible(it)) } } } }
            tbody {
                @for row in &of.rows {
                    tr {
                        @for (at, (cell, column)) in row.iter().zip(&of.columns).enumerate() {
                            (of_cell(of, cell, column, at, view))
                        }
                    }
                }
            }
        }
        @if !reasons.is_empty() {
            p.note {
                @for (at, reason) in reasons.iter().enumerate() {
                    @if at > 0 { "; " }
                    sup { (Table::sign(at)) } " " (visible(reason))
                }
                "."
            }
        }
    }
}

fn is_matrix(of: &Table) -> bool {
    let mut cells = of.rows.iter().flatten();
    cells.any(|it| matches!(it, Cell::Narrow(_)))
}

fn of_cell(of: &Table, cell: &Cell, column: &str, at: usize, view: &View<'_>) -> Markup {
    let shown = cell.shown(view);
    let content = html! {
        @match of.sign_of(cell) {
            // One thing, so that it stays together in a card.
            Some(sign) => span { (visible(&shown)) sup { (sign) } },
            None => (visible(&shown)),
        }
    };
    html! {
        @if at + 1 == of.heads { th scope="row" dir="auto" data-column=(visible(column)) { (content) } }
        @else { td.number[cell.is_number()].empty[*cell == Cell::Nothing] data-column=(visible(column)) { (content) } }
    }
}
