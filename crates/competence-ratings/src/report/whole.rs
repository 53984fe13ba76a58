//! The model as a whole: how its indicators and competences go together.

use competence_render::locale::args;

use super::part::{Part, Section};
use super::tables::{self, Correlated};
use super::view::View;
use crate::evidence::{
    AdequacyPart, BetweenPart, DendrogramPart, FactorPart, Figure, ParallelPart, TestPart,
};
use crate::pictures::{Branch, Caption, Grid, Line, Scree, dendrogram, grid, scree};

/// Of more indicators, the page would be too large: the correlations are then in the workbook only.
const MOST: usize = 100;

pub fn section(view: &View<'_>) -> Section {
    let mut section = Section::new("model", view.say("report-model"));
    let parts = &mut section.parts;
    let structure = &view.analysis.structure;
    if !view.analysis.between.is_empty() {
        heading(parts, view, "table-between");
        parts.extend(competences(view));
        parts.push(Part::Table(tables::between(view)));
    }
    heading(parts, view, "table-correlations");
    correlations(view, parts);
    heading(parts, view, "table-eigenvalues");
    parts.push(Part::Paragraph(adequacy(view, &structure.adequacy)));
    if !structure.left_out.is_empty() {
        let codes: Vec<String> = structure.left_out.iter().map(|it| view.code(it)).collect();
        parts.push(Part::Paragraph(view.fill(
            "structure-left-out",
            args! { "number" => codes.len(), "list" => view.locale.list(&codes) },
        )));
    }
    match &structure.parallel {
        Figure::Known(it) => {
            parts.push(eigenvalues(view, it));
            parts.push(Part::Table(tables::eigenvalues(view, it)));
        }
        Figure::None(it) => parts.push(untold(view, "untold-parallel", &it.none)),
    }
    heading(parts, view, "table-loadings");
    match &structure.oblimin {
        Figure::Known(it) => factors(view, it, parts),
        Figure::None(it) => parts.push(untold(view, "untold-factors", &it.none)),
    }
    heading(parts, view, "picture-dendrogram");
    match &structure.dendrogram {
        Figure::Known(it) => {
            parts.push(tree(view, it));
            parts.push(Part::Folded(tables::joins(view, it)));
        }
        Figure::None(it) => parts.push(untold(view, "untold-dendrogram", &it.none)),
    }
    section
}

fn heading(parts: &mut Vec<Part>, view: &View<'_>, message: &str) {
    parts.push(Part::Heading(message.to_owned(), view.say(message)));
}

fn untold(view: &View<'_>, message: &str, why: &crate::evidence::Why) -> Part {
    Part::Paragraph(view.fill(message, args! { "reason" => view.why(why) }))
}

/// The correlations of competences as a picture.
fn competences(view: &View<'_>) -> Option<Part> {
    let all = &view.analysis.competences;
    let codes: Vec<String> = all.iter().map(|it| view.code(&it.id)).collect();
    let names: Vec<String> = all.iter().map(|it| view.numbered(&it.id)).collect();
    let value = |one: &str, other: &str| {
        let between = view.analysis.between(one, other)?;
        Some(between.correlation.known()?.value)
    };
    let values: Vec<Vec<Option<f64>>> = all
        .iter()
        .map(|one| all.iter().map(|other| value(&one.id, &other.id)).collect())
        .collect();
    let known = |it: &BetweenPart| Some((it.correlation.known()?.value, it.of.clone()));
    let closest = view.analysis.between.iter().filter_map(known);
    let (value, [one, other]) = closest.max_by(|one, other| one.0.total_cmp(&other.0))?;
    let title = view.say("picture-between");
    let description = view.fill(
        "picture-between-desc",
        args! { "one" => view.quoted(&one), "other" => view.quoted(&other), "value" => view.numbers.fixed(value, 2) },
    );
    let caption = Caption {
        id: "between",
        title: &title,
        description: &description,
    };
    let of = Grid {
        rows: &names,
        columns: &codes,
        values: &values,
        groups: &[],
        marked: None,
    };
    let picture = grid(&caption, &of, view.numbers);
    Some(Part::Picture(picture, Some(description)))
}

/// The correlations of indicators, as a picture and as tables.
fn correlations(view: &View<'_>, parts: &mut Vec<Part>) {
    let of = Correlated::of(view);
    let pairs = view.analysis.structure.correlations.iter();
    let known = pairs.filter_map(|it| Some((it.pearson.value()?, &it.of)));
    let Some((value, [one, other])) = known.max_by(|one, other| one.0.total_cmp(&other.0)) else {
        parts.push(Part::Paragraph(view.say("untold-correlations")));
        return;
    };
    if of.ids.len() > MOST {
        parts.push(Part::Paragraph(view.say("correlations-too-many")));
        return;
    }
    let codes: Vec<String> = of.ids.iter().map(|it| view.code(it)).collect();
    let held: Vec<Option<&str>> = of
        .ids
        .iter()
        .map(|it| view.analysis.indicator(it).map(|it| it.competence.as_str()))
        .collect();
    let is_first = |at: &usize| held.get(*at) != held.get(at.wrapping_sub(1));
    let groups: Vec<usize> = (1..held.len()).filter(is_first).collect();
    let title = view.say("picture-correlations");
    let description = view.fill(
        "picture-correlations-desc",
        args! { "one" => view.quoted(one), "other" => view.quoted(other), "value" => view.numbers.fixed(value, 2) },
    );
    let caption = Caption {
        id: "correlations",
        title: &title,
        description: &description,
    };
    let grid_of = Grid {
        rows: &codes,
        columns: &codes,
        values: &of.values,
        groups: &groups,
        marked: None,
    };
    let picture = grid(&caption, &grid_of, view.numbers);
    parts.push(Part::Picture(picture, Some(description)));
    parts.extend(tables::matrices(view, &of).into_iter().map(Part::Folded));
}

fn adequacy(view: &View<'_>, figure: &Figure<AdequacyPart>) -> String {
    match figure {
        Figure::Known(it) => view.fill(
            "adequacy-figures",
            args! {
                "kmo" => view.numbers.fixed(it.kmo, 2),
                "test" => test(view, &it.bartlett),
                "persons" => view.told_count(&view.analysis.structure.n),
            },
        ),
        Figure::None(it) => view.fill("untold-adequacy", args! { "reason" => view.why(&it.none) }),
    }
}

/// A test as it is written in papers.
fn test(view: &View<'_>, of: &TestPart) -> String {
    let p = if of.p < 0.001 {
        format!("p < {}", view.numbers.fixed(0.001, 3))
    } else {
        format!("p = {}", view.numbers.fixed(of.p, 3))
    };
    let value = view.numbers.fixed(of.chi_squared, 1);
    format!("χ²({}) = {value}, {p}", view.numbers.count(of.degrees))
}

fn eigenvalues(view: &View<'_>, of: &ParallelPart) -> Part {
    let (title, description) = (
        view.say("picture-scree"),
        view.fill("picture-scree-desc", args! { "number" => of.factors }),
    );
    let caption = Caption {
        id: "scree",
        title: &title,
        description: &description,
    };
    let (observed, random, places) = (
        view.say("scree-observed"),
        view.say("scree-random"),
        view.say("scree-places"),
    );
    let of = Scree {
        observed: Line {
            name: &observed,
            values: &of.observed,
        },
        random: Line {
            name: &random,
            values: &of.random_quantile,
        },
        factors: of.factors,
        places: &places,
    };
    Part::Picture(scree(&caption, &of, view.numbers), None)
}

fn factors(view: &View<'_>, of: &FactorPart, parts: &mut Vec<Part>) {
    let threshold = view.analysis.settings.thresholds.loading;
    let fit = &of.fit;
    let told_test = match &fit.test {
        Figure::Known(it) => test(view, it),
        Figure::None(it) => format!("– ({})", view.why(&it.none)),
    };
    parts.push(Part::Paragraph(view.fill(
        "factor-fit",
        args! {
            "number" => of.factors,
            "rmsr" => view.numbers.fixed(fit.rmsr, 3),
            "rmsea" => view.told_number(&fit.rmsea),
            "tli" => view.told_number(&fit.tli),
            "test" => told_test,
        },
    )));
    let title = view.say("picture-loadings");
    let description = view.fill(
        "picture-loadings-desc",
        args! { "threshold" => view.numbers.fixed(threshold, 2) },
    );
    let caption = Caption {
        id: "loadings",
        title: &title,
        description: &description,
    };
    let rows: Vec<String> = of
        .loadings
        .iter()
        .map(|it| view.numbered(&it.indicator))
        .collect();
    let values: Vec<Vec<Option<f64>>> = of
        .loadings
        .iter()
        .map(|it| it.loadings.iter().copied().map(Some).collect())
        .collect();
    let of_grid = Grid {
        rows: &rows,
        columns: &tables::factor_names(view, of.factors),
        values: &values,
        groups: &[],
        marked: Some(threshold),
    };
    let picture = grid(&caption, &of_grid, view.numbers);
    parts.push(Part::Picture(picture, Some(description)));
    parts.push(Part::Folded(tables::loadings(view, "table-loadings", of)));
    if of.factors > 1 {
        parts.push(Part::Table(tables::factors(view, of)));
    }
}

fn tree(view: &View<'_>, of: &DendrogramPart) -> Part {
    let indicators = &view.analysis.structure.indicators;
    let labels: Vec<String> = indicators.iter().map(|it| view.numbered(it)).collect();
    let place = |id: &String| indicators.iter().position(|it| it == id);
    let order: Vec<usize> = of.order.iter().filter_map(place).collect();
    let branch = |it: &crate::evidence::JoinPart| Branch {
        of: it.of,
        height: it.height,
    };
    let branches: Vec<Branch> = of.joins.iter().map(branch).collect();
    let first = of.joins.first();
    let name = |at: usize| {
        let id = first.and_then(|it| it.indicators.get(at));
        id.map_or_else(|| "–".to_owned(), |it| view.quoted(it))
    };
    let height = first.map_or(0.0, |it| it.height);
    let title = view.say("picture-dendrogram");
    let description = view.fill(
        "picture-dendrogram-desc",
        args! { "one" => name(0), "other" => name(1), "value" => view.numbers.fixed(height, 2) },
    );
    let caption = Caption {
        id: "dendrogram",
        title: &title,
        description: &description,
    };
    let picture = dendrogram(&caption, &labels, &order, &branches, None, view.numbers);
    Part::Picture(picture, Some(description))
}
