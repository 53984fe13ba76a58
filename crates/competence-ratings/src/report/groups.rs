//! Figures by organisation, profile, role and year.

use competence_render::locale::{args, capital};

use super::part::{Part, Section};
use super::table::{Cell, Table};
use super::tables;
use super::view::View;
use crate::evidence::{Breakdown, Figure, GroupPart};

pub fn section(view: &View<'_>) -> Option<Section> {
    let all = &view.analysis.breakdowns;
    if all.is_empty() {
        return None;
    }
    let mut section = Section::new("groups", view.say("report-groups"));
    let numbers: Vec<String> = view
        .analysis
        .competences
        .iter()
        .map(|it| view.numbered(&it.id))
        .collect();
    section.parts.push(Part::Note(
        view.fill("groups-note", args! { "list" => numbers.join("; ") }),
    ));
    for it in all {
        let name = tables::dimension(view, it.by);
        section
            .parts
            .push(Part::Heading(format!("by-{}", it.by), name));
        match &it.groups {
            Figure::Known(groups) => section.parts.push(Part::Table(means(view, it, groups))),
            Figure::None(none) => {
                let why = capital(&view.why(&none.none));
                section.parts.push(Part::Paragraph(format!("{why}.")));
            }
        }
    }
    Some(section)
}

/// A row for each group, with the mean of every competence.
fn means(view: &View<'_>, of: &Breakdown, groups: &[GroupPart]) -> Table {
    let mut columns = vec![
        view.say("column-group"),
        view.say("column-people"),
        view.say("column-forms"),
    ];
    columns.extend(view.analysis.competences.iter().map(|it| view.code(&it.id)));
    let row = |it: &GroupPart| {
        let mut cells = vec![
            Cell::Text(tables::group_name(view, of.by, it.name.as_deref())),
            view.count(&it.persons),
            view.count(&it.forms),
        ];
        cells.extend(it.competences.iter().map(|it| view.cell(&it.mean)));
        cells
    };
    Table {
        title: view.fill("table-group-means", args! { "by" => of.by.as_str() }),
        columns,
        heads: 1,
        rows: groups.iter().map(row).collect(),
    }
}
