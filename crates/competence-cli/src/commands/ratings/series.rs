//! `competence ratings series`

use std::fmt::Write;

use competence_ratings::series::{Figures, Point, Series};
use competence_render::csv::plain;
use competence_render::json::pretty;
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::input::{failure, open, versions};
use super::untold;
use crate::Outcome;
use crate::arguments::{RatingsSeries, SeriesFormat};
use crate::commands::as_csv;
use crate::failure::Failure;

pub fn run(arguments: &RatingsSeries) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let file = &arguments.input.file;
    let mut reader = open(&arguments.input, &versions)?.map_err(|it| failure(file, &it))?;
    let series = Series::of(&mut reader, arguments.min_group).map_err(|it| untold(file, &it))?;
    let text = match arguments.format {
        SeriesFormat::Text => text(&series),
        SeriesFormat::Csv => csv(&series)?,
        SeriesFormat::Json => pretty(&series)?,
    };
    let mut outcome = Outcome::passed(text);
    if series.left_out > 0 {
        let left_out = usize::try_from(series.left_out).unwrap_or(usize::MAX);
        outcome.note = format!(
            "note: {} not in order and left out: `competence ratings check` tells which\n",
            count(left_out, "rating")
        );
    }
    Ok(outcome)
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// For people: each competence with its indicators, a point a line.
fn text(series: &Series) -> String {
    let mut out = format!(
        "all on the indicators and the scale of version {}\n",
        series.version
    );
    for competence in &series.competences {
        let _ = writeln!(out, "\n{}", competence.id);
        let of = count(competence.of.len(), "indicator");
        for point in &competence.points {
            let at = at(&point.version, point.year);
            let _ = writeln!(out, "  {at:<16} mean {:.2} of {of}", point.mean);
        }
        for version in &competence.breaks {
            let _ = writeln!(
                out,
                "  {version:<16} break: none of its indicators can be compared"
            );
        }
        for id in &competence.without {
            let _ = writeln!(out, "  without {id}: it is not at each of these points");
        }
        let own = series
            .indicators
            .iter()
            .filter(|it| it.id.competence() == competence.id.as_str());
        for indicator in own {
            let _ = writeln!(out, "\n  {}", indicator.id);
            for point in &indicator.points {
                let at = at(&point.version, point.year);
                let _ = match point.figures {
                    Some(it) => writeln!(
                        out,
                        "    {at:<16} mean {:.2}, SD {:.2}, n {}, {}",
                        it.mean, it.sd, it.n, point.way
                    ),
                    None => writeln!(out, "    {at:<16} of too few people"),
                };
            }
            for it in &indicator.breaks {
                let _ = writeln!(
                    out,
                    "    {:<16} break: {}",
                    it.version,
                    visible_line(&it.why)
                );
            }
        }
    }
    if !series.ended.is_empty() {
        let _ = writeln!(out, "\nended:");
    }
    for it in &series.ended {
        let _ = writeln!(
            out,
            "  {} ({}): {}",
            it.id,
            it.version,
            visible_line(&it.why)
        );
    }
    out
}

fn at(version: &semver::Version, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("{version}, {year}"),
        None => version.to_string(),
    }
}

const HEADER: [&str; 8] = [
    "indicator",
    "version",
    "year",
    "mean",
    "sd",
    "n",
    "way",
    "break",
];

/// A row a point of an indicator, a break, or an end.
fn csv(series: &Series) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for indicator in &series.indicators {
        let id = indicator.id.as_str();
        rows.extend(indicator.points.iter().map(|it| point(id, it)));
        let breaks = indicator.breaks.iter();
        rows.extend(breaks.map(|it| end(id, &it.version, &it.why)));
    }
    let ended = series.ended.iter();
    rows.extend(ended.map(|it| end(it.id.as_str(), &it.version, &it.why)));
    as_csv(HEADER, rows)
}

fn point(id: &str, point: &Point) -> [String; 8] {
    let figures = point.figures;
    let number = |of: &dyn Fn(Figures) -> String| figures.map(of).unwrap_or_default();
    [
        plain(id),
        point.version.to_string(),
        point.year.map(|it| it.to_string()).unwrap_or_default(),
        number(&|it| it.mean.to_string()),
        number(&|it| it.sd.to_string()),
        number(&|it| it.n.to_string()),
        point.way.to_owned(),
        String::new(),
    ]
}

fn end(id: &str, version: &semver::Version, why: &str) -> [String; 8] {
    let mut row: [String; 8] = Default::default();
    row[0] = plain(id);
    row[1] = version.to_string();
    row[7] = plain(why);
    row
}
