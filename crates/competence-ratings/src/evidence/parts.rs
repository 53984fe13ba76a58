//! The parts of an analysis that are of single indicators and competences.

use super::analysis::{
    AgreementPart, BetweenPart, CompetencePart, IndicatorPart, LevelCount, WithInterval,
};
use super::figure::{Figure, Reason, Why, rounded};
use super::ground::{Ground, count, rounded_interval, with_interval};
use crate::figures::{
    Agreement, BetweenCompetences, CompetenceFigures, IndicatorFigures, Rules, Undetermined,
};

/// A competence with the figures of its indicators among each other.
pub(super) struct Figured {
    /// The fewest persons who are rated on any two of the indicators.
    pub persons: u64,
    pub figures: CompetenceFigures,
}

impl Figured {
    pub fn of(ground: &Ground<'_>, competence: usize) -> Result<Self, Why> {
        let indicators = ground.indicators(competence);
        let persons = ground.persons(indicators);
        let moments = ground.moments.select(indicators);
        let moments = moments.map_err(|it| Why::of(&it.into(), &[]))?;
        let figures = CompetenceFigures::among(&moments, persons, &ground.settings.rules);
        Ok(Self { persons, figures })
    }
}

/// The part of an indicator, which is at a place among those of its competence.
pub(super) fn indicator(
    ground: &Ground<'_>,
    indicator: usize,
    competence: usize,
    of_group: &Figured,
) -> Result<IndicatorPart, Why> {
    let shape = &ground.gathered.shape;
    let persons = ground.persons(&[indicator]);
    let all: Vec<usize> = (0..shape.indicators()).collect();
    let figures = IndicatorFigures::of(&ground.moments, indicator, shape.ends);
    let figures = figures.map_err(|it| Why::of(&it, &[]))?;
    let number = |it: &Result<f64, Undetermined>| ground.number(persons, &all, it);
    let no_scale = || Why::new(Reason::NothingToTell, "the scale has no two levels").into();
    let at_end = |it: &Option<Result<f64, Undetermined>>| it.as_ref().map_or_else(no_scale, number);
    let theirs = ground.indicators(competence);
    let place = theirs.iter().position(|it| *it == indicator);
    let among = place.and_then(|it| of_group.figures.indicators.get(it));
    let not_among = || Why::new(Reason::NothingToTell, "it is in no competence").into();
    let among_others = |it: &Result<f64, Undetermined>| ground.number(of_group.persons, theirs, it);
    let sd = number(&figures.sd);
    let forms = ground.forms_of_any(competence);
    let model = ground.model.competences().get(competence);
    Ok(IndicatorPart {
        id: ground.id(indicator).to_owned(),
        competence: model.map(|it| it.id.to_string()).unwrap_or_default(),
        reversed: figures.is_reversed,
        n: ground.told(persons, || Ok(figures.n)),
        missing: ground.told(persons, || Ok(forms?.saturating_sub(figures.n))),
        persons: ground.told(persons, || Ok(persons)),
        se: match &sd {
            Figure::Known(sd) => Figure::Known(rounded(sd / count(persons).sqrt())),
            Figure::None(_) => sd.clone(),
        },
        mean: number(&figures.mean),
        sd,
        median: number(&figures.median),
        distribution: ground.told(persons, || distribution(ground, indicator, &figures, &all)),
        floor: at_end(&figures.floor),
        ceiling: at_end(&figures.ceiling),
        skewness: number(&figures.skewness),
        item_rest: among.map_or_else(not_among, |it| among_others(&it.item_rest)),
        alpha_without: among.map_or_else(not_among, |it| among_others(&it.alpha_without)),
        kmo: Why::new(
            Reason::NothingToTell,
            "it is not among the indicators of factors",
        )
        .into(),
    })
}

/// How often each level and each other value was given.
fn distribution(
    ground: &Ground<'_>,
    indicator: usize,
    figures: &IndicatorFigures,
    all: &[usize],
) -> Result<Vec<LevelCount>, Why> {
    let given = figures.distribution.as_ref();
    let given = given.map_err(|it| Why::of(it, &ground.ids(all)))?;
    let shape = &ground.gathered.shape;
    let levels = shape
        .levels
        .iter()
        .map(|it| (shape.counted(indicator, *it), 0));
    let mut counts: Vec<(f64, u64)> = levels.chain(given.iter().copied()).collect();
    counts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let same = counts.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq());
    let counts = same.filter_map(|it| {
        let value = rounded(it.first()?.0);
        let count = it.iter().map(|it| it.1).sum();
        Some(LevelCount { value, count })
    });
    Ok(counts.collect())
}

/// The part of a competence.
pub(super) fn competence(
    ground: &Ground<'_>,
    place: usize,
    of_group: &Figured,
) -> Option<CompetencePart> {
    let competence = ground.model.competences().get(place)?;
    let indicators = ground.indicators(place);
    let persons = of_group.persons;
    let figures = &of_group.figures;
    let number = |it: &Result<f64, Undetermined>| ground.number(persons, indicators, it);
    let rated = ground.persons_of_any(place);
    // The mean tells of whoever is rated on the indicator with the fewest ratings.
    let fewest = indicators
        .iter()
        .map(|it| ground.persons(&[*it]))
        .filter(|it| *it > 0)
        .min();
    Some(CompetencePart {
        id: competence.id.to_string(),
        kind: competence.kind.as_str().to_owned(),
        indicators: ground
            .ids(indicators)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        persons: match rated {
            Ok(it) => ground.told(it, || Ok(it)),
            Err(why) => why.into(),
        },
        n: ground.told(persons, || {
            Ok(ground
                .moments
                .select(indicators)
                .map_or(0, |it| it.least_n()))
        }),
        mean: ground.number(fewest.unwrap_or(0), indicators, &figures.mean),
        sd: number(&figures.sd),
        alpha: ground.told(persons, || match &figures.alpha {
            Ok(it) => Ok(rounded_interval(WithInterval {
                value: it.value,
                lower: it.lower,
                upper: it.upper,
                level: it.level,
            })),
            Err(why) => Err(Why::of(why, &ground.ids(indicators))),
        }),
        omega_total: number(&figures.omega_total),
        mean_correlation: number(&figures.mean_correlation),
        agreement: agreement(ground, place),
    })
}

fn agreement(ground: &Ground<'_>, place: usize) -> Figure<AgreementPart> {
    if ground.statistics.is_some() {
        return Why::not_in_statistics().into();
    }
    let of = ground.gathered.competences.get(place);
    let Some((agreement, within)) = of.and_then(|it| it.agreement.as_ref()) else {
        return Why::new(Reason::NothingToTell, "the scale has no two levels").into();
    };
    let persons = agreement.persons();
    if persons == 0 {
        let text = "no person is rated on all its indicators by two others in the same year";
        return Why::new(Reason::NothingToTell, text).into();
    }
    let rules = &ground.settings.rules;
    ground.told(persons, || {
        let number = |it: Result<f64, Undetermined>| match it {
            Ok(value) => Figure::Known(rounded(value)),
            Err(why) => Why::of(&why, &[]).into(),
        };
        let (single, mean) = icc(agreement, rules);
        Ok(AgreementPart {
            persons,
            raters: number(agreement.raters(&Rules::NONE)),
            icc_single: single,
            icc_mean: mean,
            r_wg_j: number(within.r_wg_j(rules)),
        })
    })
}

fn icc(agreement: &Agreement, rules: &Rules) -> (Figure<WithInterval>, Figure<WithInterval>) {
    let intervals = agreement.icc_intervals(rules);
    let figure = |value: Result<f64, Undetermined>, is_single: bool| {
        let told = value.and_then(|value| {
            let intervals = intervals.clone()?;
            let (lower, upper) = if is_single {
                intervals.single
            } else {
                intervals.mean
            };
            let level = intervals.level;
            Ok(rounded_interval(WithInterval {
                value,
                lower,
                upper,
                level,
            }))
        });
        told.map_err(|it| Why::of(&it, &[])).into()
    };
    (
        figure(agreement.icc_single(rules), true),
        figure(agreement.icc_mean(rules), false),
    )
}

/// The part of two competences.
pub(super) fn between(
    ground: &Ground<'_>,
    [one, other]: [usize; 2],
    of_groups: &[Figured],
) -> Option<BetweenPart> {
    let competences = ground.model.competences();
    let (of_one, of_other) = (ground.indicators(one), ground.indicators(other));
    let all = [of_one, of_other].concat();
    let persons = ground.persons(&all);
    let rules = &ground.settings.rules;
    let figures = BetweenCompetences::among(&ground.moments, persons, of_one, of_other, rules);
    let why = |it: &Undetermined| Why::of(it, &ground.ids(&all));
    let alphas =
        [of_groups.get(one)?, of_groups.get(other)?].map(|it| it.figures.alpha.as_ref().ok());
    let n = all.iter().flat_map(|one| {
        all.iter()
            .map(move |other| ground.moments.n_of_both(*one, *other))
    });
    Some(BetweenPart {
        of: [competences.get(one)?, competences.get(other)?].map(|it| it.id.to_string()),
        n: ground.told(persons, || Ok(n.min().unwrap_or(0))),
        correlation: ground.told(persons, || match &figures {
            Ok(it) => Ok(rounded_interval(with_interval(it.correlation, it.n))),
            Err(it) => Err(why(it)),
        }),
        corrected: ground.told(persons, || {
            let figures = figures.as_ref().map_err(why)?;
            let value = figures.corrected.as_ref().map_err(why)?;
            let plain = with_interval(figures.correlation, figures.n);
            let [Some(first), Some(second)] = alphas else {
                return Err(Why::new(
                    Reason::Unreliable,
                    "there is no alpha of one of the two",
                ));
            };
            // The most that the interval can be: that of the correlation over those of both alphas.
            let root = |one: f64, other: f64| (one.max(0.0) * other.max(0.0)).sqrt();
            let (least, most) = (
                root(first.lower, second.lower),
                root(first.upper, second.upper),
            );
            if least <= 0.0 {
                return Err(Why::new(
                    Reason::Unreliable,
                    "the interval of an alpha of the two reaches 0",
                ));
            }
            let over =
                |end: f64, is_lower: bool| end / if is_lower == (end > 0.0) { most } else { least };
            Ok(rounded_interval(WithInterval {
                value: *value,
                lower: over(plain.lower, true),
                upper: over(plain.upper, false),
                level: plain.level,
            }))
        }),
    })
}
