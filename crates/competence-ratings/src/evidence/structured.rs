//! The part of an analysis that is of all indicators together.

use super::figure::{Figure, Reason, Why, rounded};
use super::ground::Ground;
use super::structure::{
    AdequacyPart, DendrogramPart, FactorPart, FitPart, JoinPart, LoadingPart, PairPart,
    ParallelPart, Structure, TestPart,
};
use crate::figures::{
    Adequacy, ChiSquared, Correlations, Dendrogram, FactorAnalysis, ParallelAnalysis, Rotation,
    Undetermined,
};

/// How many indicators factors are told of. Time grows with their third power, some seconds at this number.
const MOST: usize = 200;

/// The structure, and the measure of sampling adequacy of each indicator that is in it.
pub(super) fn structure(ground: &Ground<'_>) -> (Structure, Vec<(usize, f64)>) {
    let (indicators, left_out) = chosen(ground);
    let persons = ground.persons(&indicators);
    let ids = ground.ids(&indicators);
    let why = |it: &Undetermined| Why::of(it, &ids);
    let correlations = correlations(ground, &indicators, persons);
    let with = |of: &dyn Fn(&Correlations) -> Result<Adequacy, Undetermined>| {
        let found = correlations.as_ref().map_err(Clone::clone)?;
        of(found).map_err(|it| why(&it))
    };
    let adequacy = with(&|it| Adequacy::of(it, &ground.settings.rules));
    let parallel = correlations.as_ref().map_err(Clone::clone).and_then(|it| {
        few_enough(indicators.len())?;
        let simulation = ground.settings.simulation;
        ParallelAnalysis::of(it, simulation, &ground.settings.rules).map_err(|it| why(&it))
    });
    let factors = |rotation| {
        let found = correlations.as_ref().map_err(Clone::clone)?;
        let number = parallel.as_ref().map_err(Clone::clone)?.factors;
        if number == 0 {
            let text = "no factor is more than chance";
            return Err(Why::new(Reason::NothingToTell, text));
        }
        factored(ground, found, number, rotation, &ids)
    };
    let kmo = adequacy.as_ref().map_or_else(
        |_| Vec::new(),
        |it| {
            indicators
                .iter()
                .copied()
                .zip(it.kmo_of.iter().map(|it| rounded(*it)))
                .collect()
        },
    );
    let structure = Structure {
        correlations: pairs(ground),
        indicators: ids.iter().map(|it| (*it).to_owned()).collect(),
        left_out: ground
            .ids(&left_out)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        n: ground.told(persons, || Ok(persons)),
        oblimin: factors(Rotation::Oblimin).into(),
        varimax: factors(Rotation::Varimax).into(),
        dendrogram: correlations
            .as_ref()
            .map(|it| dendrogram(it, &ids))
            .map_err(Clone::clone)
            .into(),
        adequacy: adequacy
            .map(|it| AdequacyPart {
                kmo: rounded(it.kmo),
                bartlett: test(&it.bartlett),
            })
            .into(),
        parallel: parallel.map(|it| parallel_part(&it)).into(),
    };
    (structure, kmo)
}

/// The correlations of some indicators, by tests of so many persons.
pub(super) fn correlations(
    ground: &Ground<'_>,
    indicators: &[usize],
    persons: u64,
) -> Result<Correlations, Why> {
    ground.for_factors(persons, indicators.len())?;
    let why = |it: &Undetermined| Why::of(it, &ground.ids(indicators));
    let moments = ground
        .moments
        .select(indicators)
        .map_err(|it| why(&it.into()))?;
    let found = Correlations::pearson(&moments, &ground.settings.rules);
    Ok(found.map_err(|it| why(&it))?.among(persons))
}

/// So many factors of some indicators.
pub(super) fn factored(
    ground: &Ground<'_>,
    correlations: &Correlations,
    number: usize,
    rotation: Rotation,
    ids: &[&str],
) -> Result<FactorPart, Why> {
    // One factor cannot be turned.
    let rotation = if number == 1 {
        Rotation::None
    } else {
        rotation
    };
    let found = FactorAnalysis::of(correlations, number, rotation, &ground.settings.rules);
    let found = found.map_err(|it| Why::of(&it, ids))?;
    let row = |of: &dyn Fn(usize) -> Option<f64>| -> Vec<f64> {
        (0..number).filter_map(of).map(rounded).collect()
    };
    let loadings = ids.iter().zip(found.communalities()).enumerate();
    let loadings = loadings.map(|(at, (id, communality))| LoadingPart {
        indicator: (*id).to_owned(),
        loadings: row(&|factor| found.loading(at, factor)),
        communality: rounded(*communality),
    });
    let fit = found.fit();
    let figure = |it: &Result<f64, Undetermined>| -> Figure {
        it.as_ref()
            .map(|it| rounded(*it))
            .map_err(|it| Why::of(it, ids))
            .into()
    };
    Ok(FactorPart {
        factors: number,
        loadings: loadings.collect(),
        explained: found.explained().iter().map(|it| rounded(*it)).collect(),
        between: (0..number)
            .map(|one| row(&|other| found.between(one, other)))
            .collect(),
        fit: FitPart {
            rmsr: rounded(fit.rmsr),
            test: fit
                .test
                .as_ref()
                .map(test)
                .map_err(|it| Why::of(it, ids))
                .into(),
            rmsea: figure(&fit.rmsea),
            tli: figure(&fit.tli),
        },
    })
}

/// The indicators that leave enough persons for factors, and the others.
fn chosen(ground: &Ground<'_>) -> (Vec<usize>, Vec<usize>) {
    let varies = |it: &usize| ground.moments.covariance(*it, *it).is_ok_and(|it| it > 0.0);
    let all = 0..ground.gathered.shape.indicators();
    let (mut chosen, mut left_out): (Vec<usize>, Vec<usize>) = all.partition(varies);
    loop {
        let needed = ground.needed_for_factors(chosen.len());
        let lacking = |one: &usize| {
            let others = chosen
                .iter()
                .map(|other| ground.persons_of_both(*one, *other));
            others.filter(|it| *it < needed).count()
        };
        // That with the most others it lacks persons with; of several, that with the fewest persons, the last.
        let worst = chosen
            .iter()
            .map(|it| (lacking(it), *it))
            .filter(|it| it.0 > 0);
        let worst = worst
            .max_by_key(|(lacking, it)| (*lacking, std::cmp::Reverse(ground.persons(&[*it])), *it));
        let Some((_, worst)) = worst else {
            left_out.sort_unstable();
            return (chosen, left_out);
        };
        chosen.retain(|it| *it != worst);
        left_out.push(worst);
    }
}

/// The correlations of each two indicators that enough persons are rated on both of.
fn pairs(ground: &Ground<'_>) -> Vec<PairPart> {
    let rules = &ground.settings.rules;
    let count = ground.gathered.shape.indicators();
    let all: Vec<usize> = (0..count).collect();
    let ids = ground.ids(&all);
    let mut pairs = Vec::new();
    for one in 0..count {
        for other in one + 1..count {
            let persons = ground.persons_of_both(one, other);
            if persons == 0 || persons < ground.settings.min_group {
                continue;
            }
            let told = |found: Result<f64, Undetermined>| -> Figure {
                let enough = ground.unless_too_few(
                    persons,
                    rules.correlation,
                    "the minimum for a correlation",
                );
                let found = found.map_err(|it| Why::of(&it, &ids));
                enough.and(found).map(rounded).into()
            };
            pairs.push(PairPart {
                of: [one, other].map(|it| ground.id(it).to_owned()),
                n: ground.moments.n_of_both(one, other),
                pearson: told(ground.moments.pearson(one, other, rules)),
                spearman: told(ground.moments.spearman(one, other, rules)),
            });
        }
    }
    pairs
}

/// An error if there are more indicators than factors are told of.
pub(super) fn few_enough(indicators: usize) -> Result<(), Why> {
    if indicators <= MOST {
        return Ok(());
    }
    let text = format!("there are {indicators} indicators; factors are told of at most {MOST}");
    Err(Why {
        found: Some(indicators as u64),
        needed: Some(MOST as u64),
        ..Why::new(Reason::TooManyIndicators, text)
    })
}

fn dendrogram(correlations: &Correlations, ids: &[&str]) -> DendrogramPart {
    let found = Dendrogram::of(correlations);
    let named = |all: &[usize]| -> Vec<String> {
        all.iter()
            .filter_map(|it| ids.get(*it))
            .map(|it| (*it).to_owned())
            .collect()
    };
    let joins = found.joins().iter().map(|it| JoinPart {
        of: it.of,
        height: rounded(it.height),
        indicators: named(&it.indicators),
    });
    DendrogramPart {
        order: named(&found.order()),
        joins: joins.collect(),
    }
}

fn parallel_part(it: &ParallelAnalysis) -> ParallelPart {
    let all = |values: &[f64]| values.iter().map(|it| rounded(*it)).collect();
    ParallelPart {
        observed: all(&it.observed),
        random_mean: all(&it.random_mean),
        random_quantile: all(&it.random_quantile),
        factors: it.factors,
    }
}

fn test(it: &ChiSquared) -> TestPart {
    TestPart {
        chi_squared: rounded(it.value),
        degrees: it.degrees,
        p: rounded(it.p),
    }
}
