//! The tables of figures, each made once: whole ones for the workbook, parts of them for the page.

use std::collections::{BTreeMap, BTreeSet};

use competence_render::locale::args;

use super::table::{Cell, Table};
use super::view::View;
use crate::evidence::{
    AgreementPart, CompetencePart, Dimension, Figure, IndicatorPart, LevelCount, ParallelPart,
};
use crate::evidence::{DendrogramPart, FactorPart};

/// How many columns of correlations stand beside each other: as many as fit on a telephone.
const BESIDE: usize = 9;

fn columns(view: &View<'_>, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|it| view.say(it)).collect()
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// The figures of these indicators.
pub fn indicators(view: &View<'_>, of: &[&IndicatorPart]) -> Table {
    let ids = [
        "column-code",
        "column-statement",
        "column-n",
        "column-missing",
        "column-mean",
        "column-lower",
        "column-upper",
        "column-sd",
        "column-median",
        "column-floor",
        "column-ceiling",
        "column-skewness",
        "column-item-rest",
        "column-alpha-without",
    ];
    let row = |it: &&IndicatorPart| {
        let [lower, upper] = match view.interval(&it.mean, &it.se) {
            Some((lower, upper)) => [lower, upper].map(|it| Cell::Number(it, 2)),
            None => [Cell::Nothing, Cell::Nothing],
        };
        vec![
            text(view.code(&it.id)),
            text(statement(view, it)),
            view.count(&it.n),
            view.count(&it.missing),
            view.cell(&it.mean),
            lower,
            upper,
            view.cell(&it.sd),
            view.cell_of(&it.median, |it| Cell::Number(*it, 1)),
            view.share(&it.floor),
            view.share(&it.ceiling),
            view.cell(&it.skewness),
            view.cell(&it.item_rest),
            view.cell(&it.alpha_without),
        ]
    };
    Table {
        title: view.say("table-figures"),
        columns: columns(view, &ids),
        heads: 2,
        rows: of.iter().map(row).collect(),
    }
}

/// The statement, with a mark where its values were turned around.
pub fn statement(view: &View<'_>, indicator: &IndicatorPart) -> String {
    let statement = view.name(&indicator.id);
    if indicator.reversed {
        format!("{statement} ({})", view.say("reversed"))
    } else {
        statement
    }
}

/// How often each level was given; a value between two levels counts to the nearest, the higher one of two.
pub fn level_counts(levels: &[u16], distribution: &[LevelCount]) -> Vec<u64> {
    let mut counts = vec![0; levels.len()];
    for it in distribution {
        let distance = |at: &usize| {
            let level = levels.get(*at).copied().unwrap_or(0);
            (f64::from(level) - it.value).abs()
        };
        let nearest = (0..levels.len())
            .rev()
            .min_by(|one, other| distance(one).total_cmp(&distance(other)));
        if let Some(count) = nearest.and_then(|at| counts.get_mut(at)) {
            *count += it.count;
        }
    }
    counts
}

/// How often each level was given.
pub fn distributions(view: &View<'_>, of: &[&IndicatorPart]) -> Table {
    let levels = &view.analysis.framework.levels;
    let mut names = columns(view, &["column-code", "column-statement"]);
    names.extend(levels.iter().map(|it| view.level(*it)));
    let row = |it: &&IndicatorPart| {
        let mut cells = vec![text(view.code(&it.id)), text(statement(view, it))];
        match &it.distribution {
            Figure::Known(all) => {
                cells.extend(level_counts(levels, all).into_iter().map(Cell::Count));
            }
            Figure::None(none) => {
                cells.push(Cell::Missing(view.why(&none.none)));
                cells.resize(names.len(), Cell::Nothing);
            }
        }
        cells
    };
    let rows = of.iter().map(row).collect();
    Table {
        title: view.say("table-distribution"),
        columns: names,
        heads: 2,
        rows,
    }
}

/// How many columns of [`reliability`] are of agreement: the last ones.
pub const OF_AGREEMENT: usize = 4;

/// The reliability of each competence, and the agreement of its raters.
pub fn reliability(view: &View<'_>) -> Table {
    let ids = [
        "column-code",
        "column-competence",
        "column-n",
        "column-mean",
        "column-sd",
        "column-alpha",
        "column-lower",
        "column-upper",
        "column-omega",
        "column-mean-correlation",
        "column-persons",
        "column-icc-single",
        "column-icc-mean",
        "column-r-wg",
    ];
    let row = |it: &CompetencePart| {
        let mut cells = vec![
            text(view.code(&it.id)),
            text(view.name(&it.id)),
            view.count(&it.n),
            view.cell(&it.mean),
            view.cell(&it.sd),
        ];
        cells.extend(view.with_interval(&it.alpha));
        cells.push(view.cell(&it.omega_total));
        cells.push(view.cell(&it.mean_correlation));
        cells.extend(agreement(view, &it.agreement));
        cells
    };
    Table {
        title: view.say("table-reliability"),
        columns: columns(view, &ids),
        heads: 2,
        rows: view.analysis.competences.iter().map(row).collect(),
    }
}

fn agreement(view: &View<'_>, figure: &Figure<AgreementPart>) -> [Cell; OF_AGREEMENT] {
    match figure {
        Figure::Known(it) => [
            Cell::Count(it.persons),
            view.cell_of(&it.icc_single, |it| Cell::Number(it.value, 2)),
            view.cell_of(&it.icc_mean, |it| Cell::Number(it.value, 2)),
            view.cell(&it.r_wg_j),
        ],
        Figure::None(it) => [
            Cell::Missing(view.why(&it.none)),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
        ],
    }
}

/// How each two competences go together.
pub fn between(view: &View<'_>) -> Table {
    let ids = [
        "column-competence",
        "column-other",
        "column-n",
        "column-correlation",
        "column-lower",
        "column-upper",
        "column-corrected",
        "column-lower",
        "column-upper",
    ];
    let rows = view.analysis.between.iter().map(|it| {
        let [one, other] = &it.of;
        let mut cells = vec![
            text(view.numbered(one)),
            text(view.numbered(other)),
            view.count(&it.n),
        ];
        cells.extend(view.with_interval(&it.correlation));
        cells.extend(view.with_interval(&it.corrected));
        cells
    });
    Table {
        title: view.say("table-between"),
        columns: columns(view, &ids),
        heads: 2,
        rows: rows.collect(),
    }
}

/// The correlations of each two indicators, with both kinds and their n.
pub fn pairs(view: &View<'_>) -> Table {
    let ids = [
        "column-statement",
        "column-other",
        "column-n",
        "column-pearson",
        "column-spearman",
    ];
    let rows = view.analysis.structure.correlations.iter().map(|it| {
        let [one, other] = &it.of;
        vec![
            text(view.numbered(one)),
            text(view.numbered(other)),
            Cell::Count(it.n),
            view.cell(&it.pearson),
            view.cell(&it.spearman),
        ]
    });
    Table {
        title: view.say("table-pairs"),
        columns: columns(view, &ids),
        heads: 2,
        rows: rows.collect(),
    }
}

/// The indicators that have a correlation with another, in order, and the correlations, row by row.
pub struct Correlated<'a> {
    pub ids: Vec<&'a str>,
    pub values: Vec<Vec<Option<f64>>>,
}

impl<'a> Correlated<'a> {
    pub fn of(view: &View<'a>) -> Self {
        let mut known: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for pair in &view.analysis.structure.correlations {
            if let Some(value) = pair.pearson.value() {
                let [one, other] = &pair.of;
                known.insert((one.as_str(), other.as_str()), value);
                known.insert((other.as_str(), one.as_str()), value);
            }
        }
        let related: BTreeSet<&str> = known.keys().map(|it| it.0).collect();
        let all = view.analysis.indicators.iter().map(|it| it.id.as_str());
        let ids: Vec<&str> = all.filter(|it| related.contains(it)).collect();
        let row = |one: &&str| -> Vec<Option<f64>> {
            let value = |other: &&str| known.get(&(*one, *other)).copied();
            ids.iter().map(value).collect()
        };
        let values = ids.iter().map(row).collect();
        Self { ids, values }
    }
}

/// The correlations as tables of so many columns that they fit, each two once.
pub fn matrices(view: &View<'_>, of: &Correlated<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    for start in (0..of.ids.len()).step_by(BESIDE) {
        let end = (start + BESIDE).min(of.ids.len());
        let codes: Vec<String> = of
            .ids
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|it| view.code(it))
            .collect();
        let (Some(from), Some(to)) = (codes.first().cloned(), codes.last().cloned()) else {
            continue;
        };
        let mut names = columns(view, &["column-code"]);
        names.extend(codes);
        let rows = of.ids.iter().zip(&of.values).enumerate().skip(start + 1);
        let rows = rows.map(|(row, (id, values))| {
            let mut cells = vec![text(view.code(id))];
            cells.extend((start..end).map(|column| match values.get(column) {
                Some(Some(value)) if column < row => Cell::Narrow(*value),
                _ => Cell::Nothing,
            }));
            cells
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            tables.push(Table {
                title: view.fill(
                    "table-correlations-part",
                    args! { "from" => from, "to" => to },
                ),
                columns: names,
                heads: 1,
                rows,
            });
        }
    }
    tables
}

/// The eigenvalues beside those of random numbers.
pub fn eigenvalues(view: &View<'_>, of: &ParallelPart) -> Table {
    let ids = [
        "column-place",
        "column-observed",
        "column-random-mean",
        "column-random",
    ];
    let at = |values: &[f64], place: usize| match values.get(place) {
        Some(value) => Cell::Number(*value, 2),
        None => Cell::Nothing,
    };
    let rows = (0..of.observed.len()).map(|place| {
        vec![
            Cell::Count(place as u64 + 1),
            at(&of.observed, place),
            at(&of.random_mean, place),
            at(&of.random_quantile, place),
        ]
    });
    Table {
        title: view.say("table-eigenvalues"),
        columns: columns(view, &ids),
        heads: 1,
        rows: rows.collect(),
    }
}

/// The names of so many factors.
pub fn factor_names(view: &View<'_>, factors: usize) -> Vec<String> {
    let name = |number| view.fill("column-factor", args! { "number" => number });
    (1..=factors).map(name).collect()
}

/// What the factors say of each indicator.
pub fn loadings(view: &View<'_>, title: &str, of: &FactorPart) -> Table {
    let mut names = columns(view, &["column-code", "column-statement"]);
    names.extend(factor_names(view, of.factors));
    names.extend(columns(view, &["column-communality", "column-kmo"]));
    let rows = of.loadings.iter().map(|it| {
        let kmo = view.analysis.indicator(&it.indicator);
        let mut cells = vec![
            text(view.code(&it.indicator)),
            text(view.name(&it.indicator)),
        ];
        cells.extend(it.loadings.iter().map(|it| Cell::Number(*it, 2)));
        cells.push(Cell::Number(it.communality, 2));
        cells.push(kmo.map_or(Cell::Nothing, |it| view.cell(&it.kmo)));
        cells
    });
    Table {
        title: view.say(title),
        columns: names,
        heads: 2,
        rows: rows.collect(),
    }
}

/// How the factors correlate, and how much each explains.
pub fn factors(view: &View<'_>, of: &FactorPart) -> Table {
    let names = factor_names(view, of.factors);
    let mut heading = vec![view.say("column-of-factor")];
    heading.extend(names.iter().cloned());
    heading.push(view.say("column-explained"));
    let rows = names.iter().zip(&of.between).enumerate();
    let rows = rows.map(|(at, (name, values))| {
        let mut cells = vec![text(name)];
        cells.extend(values.iter().map(|it| Cell::Number(*it, 2)));
        let explained = of.explained.get(at);
        cells.push(explained.map_or(Cell::Nothing, |it| Cell::Share(*it)));
        cells
    });
    Table {
        title: view.say("table-factors"),
        columns: heading,
        heads: 1,
        rows: rows.collect(),
    }
}

/// Which clusters become one, from the nearest.
pub fn joins(view: &View<'_>, of: &DendrogramPart) -> Table {
    let indicators = &view.analysis.structure.indicators;
    let side = |at: usize| -> String {
        let codes: Vec<String> = match at.checked_sub(indicators.len()) {
            None => indicators.get(at).iter().map(|it| view.code(it)).collect(),
            Some(join) => {
                let join = of.joins.get(join);
                let all = join.iter().flat_map(|it| &it.indicators);
                all.map(|it| view.code(it)).collect()
            }
        };
        codes.join(", ")
    };
    let rows = of.joins.iter().map(|it| {
        let [one, other] = it.of.map(side);
        vec![text(one), text(other), Cell::Number(it.height, 2)]
    });
    let ids = ["column-one-group", "column-other-group", "column-distance"];
    Table {
        title: view.say("table-dendrogram"),
        columns: columns(view, &ids),
        heads: 1,
        rows: rows.collect(),
    }
}

/// What a group of a dimension is called.
pub fn group_name(view: &View<'_>, by: Dimension, name: Option<&str>) -> String {
    match (by, name) {
        (_, None) => view.say("group-none"),
        (Dimension::Role, Some(role)) => view.fill("group-role", args! { "role" => role }),
        (Dimension::Year, Some(year)) => year.to_owned(),
        (_, Some(name)) => view.group(name),
    }
}

/// What a dimension is called.
pub fn dimension(view: &View<'_>, by: Dimension) -> String {
    view.fill("group-by", args! { "by" => by.as_str() })
}

/// The mean of every competence in every group, a row for each two.
pub fn group_competences(view: &View<'_>) -> Table {
    let ids = [
        "column-by",
        "column-group",
        "column-competence",
        "column-people",
        "column-forms",
        "column-mean",
    ];
    let mut rows = Vec::new();
    for breakdown in &view.analysis.breakdowns {
        for group in breakdown.groups.known().into_iter().flatten() {
            let name = group_name(view, breakdown.by, group.name.as_deref());
            for it in &group.competences {
                rows.push(vec![
                    text(dimension(view, breakdown.by)),
                    text(&name),
                    text(view.numbered(&it.id)),
                    view.count(&group.persons),
                    view.count(&group.forms),
                    view.cell(&it.mean),
                ]);
            }
        }
    }
    Table {
        title: view.say("table-groups"),
        columns: columns(view, &ids),
        heads: 3,
        rows,
    }
}

/// The figures of every indicator in every group, a row for each two.
pub fn group_indicators(view: &View<'_>) -> Table {
    let ids = [
        "column-by",
        "column-group",
        "column-statement",
        "column-n",
        "column-mean",
        "column-sd",
    ];
    let mut rows = Vec::new();
    for breakdown in &view.analysis.breakdowns {
        for group in breakdown.groups.known().into_iter().flatten() {
            let name = group_name(view, breakdown.by, group.name.as_deref());
            for it in &group.indicators {
                rows.push(vec![
                    text(dimension(view, breakdown.by)),
                    text(&name),
                    text(view.numbered(&it.id)),
                    view.count(&it.n),
                    view.cell(&it.mean),
                    view.cell(&it.sd),
                ]);
            }
        }
    }
    Table {
        title: view.say("table-group-indicators"),
        columns: columns(view, &ids),
        heads: 3,
        rows,
    }
}
