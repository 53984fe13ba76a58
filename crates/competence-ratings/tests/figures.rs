//! Figures are never more certain than the data, and never a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::Scale;
use competence_ratings::figures::{
    Adequacy, Agreement, BetweenCompetences, CompetenceFigures, Correlations, Dendrogram, Ends,
    FactorAnalysis, IndicatorFigures, Moments, ParallelAnalysis, Refused, Rotation, Rules,
    Simulation, Undetermined,
};
use proptest::prelude::*;

fn of(rows: &[Vec<Option<f64>>], width: usize) -> Moments {
    let mut moments = Moments::of(width).unwrap();
    for row in rows {
        moments.add(row).unwrap();
    }
    moments
}

fn complete<const WIDTH: usize>(rows: &[[f64; WIDTH]]) -> Moments {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.iter().copied().map(Some).collect())
        .collect();
    of(&rows, WIDTH)
}

fn few() -> Simulation {
    Simulation {
        times: 3,
        ..Simulation::default()
    }
}

#[test]
fn too_few_persons_are_told_with_the_rule() {
    let rows: Vec<[f64; 3]> = (0..29)
        .map(|it| [f64::from(it % 5), f64::from(it % 3), f64::from(it % 4)])
        .collect();
    let moments = complete(&rows);
    let figures = CompetenceFigures::of(&moments, &Rules::default());
    let reason = figures.alpha.unwrap_err();
    assert_eq!(
        reason.to_string(),
        "there are 29 observations; 30 are needed (the minimum for reliability and agreement)"
    );
    assert_eq!(figures.omega_total, Err(reason.clone()));
    assert_eq!(figures.indicators[0].item_rest, Err(reason));
    assert!(figures.mean.is_ok());

    let correlations = Correlations::pearson(&moments, &Rules::default()).unwrap();
    let needed = |found: Undetermined| match found {
        Undetermined::TooFew { needed, .. } => needed,
        other => panic!("{other}"),
    };
    let rules = Rules::default();
    assert_eq!(
        needed(Adequacy::of(&correlations, &rules).unwrap_err()),
        100
    );
    assert_eq!(
        needed(ParallelAnalysis::of(&correlations, few(), &rules).unwrap_err()),
        100
    );
    assert_eq!(
        needed(FactorAnalysis::of(&correlations, 1, Rotation::None, &rules).unwrap_err()),
        100
    );
    let each = Rules {
        factors: 0,
        factors_per_indicator: 10,
        ..rules
    };
    assert_eq!(needed(Adequacy::of(&correlations, &each).unwrap_err()), 30);
    let nine = complete(&rows[..9]);
    assert_eq!(
        needed(Correlations::pearson(&nine, &rules).unwrap_err()),
        10
    );
    // Without a minimum, there is still one in the formulas.
    assert_eq!(
        needed(
            complete(&rows[..2])
                .pearson(0, 1, &Rules::NONE)
                .unwrap_err()
        ),
        3
    );
}

#[test]
fn what_does_not_vary_is_named() {
    let rows: Vec<[f64; 3]> = (0..40)
        .map(|it| [f64::from(it % 5), 4.0, f64::from(it % 3)])
        .collect();
    let moments = complete(&rows);
    let constant = Undetermined::NoVariance { indicator: 1 };
    for pair in [(0, 1), (1, 0), (1, 2)] {
        assert_eq!(
            moments.pearson(pair.0, pair.1, &Rules::NONE),
            Err(constant.clone())
        );
        assert_eq!(
            moments.spearman(pair.0, pair.1, &Rules::NONE),
            Err(constant.clone())
        );
    }
    assert_eq!(
        Correlations::pearson(&moments, &Rules::NONE),
        Err(constant.clone())
    );
    let figures = CompetenceFigures::of(&moments, &Rules::NONE);
    assert_eq!(figures.indicators[1].item_rest, Err(constant.clone()));
    assert_eq!(figures.omega_total, Err(constant.clone()));
    assert_eq!(
        IndicatorFigures::of(&moments, 1, None).unwrap().skewness,
        Err(constant)
    );

    let same = complete(&[[3.0, 3.0]; 40]);
    let figures = CompetenceFigures::of(&same, &Rules::NONE);
    assert_eq!(figures.alpha, Err(Undetermined::NoVarianceOfScores));
    let mut agreement = Agreement::on(Ends::new(1.0, 5.0).unwrap(), 5).unwrap();
    for _ in 0..40 {
        agreement.add(&[3.0, 3.0]).unwrap();
    }
    assert_eq!(
        agreement.icc_single(&Rules::NONE),
        Err(Undetermined::NoVarianceOfScores)
    );
    assert_eq!(agreement.r_wg(&Rules::NONE), Ok(1.0));
}

#[test]
fn an_indicator_that_repeats_another_leaves_no_inverse() {
    let rows: Vec<[f64; 4]> = (0..200)
        .map(|it| [it % 5, it % 5, it % 3, it % 7 % 4].map(f64::from))
        .collect();
    let correlations = Correlations::pearson(&complete(&rows), &Rules::default()).unwrap();
    let is_singular = |found: Undetermined| matches!(found, Undetermined::Singular { .. });
    assert!(is_singular(
        Adequacy::of(&correlations, &Rules::default()).unwrap_err()
    ));
    let factors = FactorAnalysis::of(&correlations, 1, Rotation::None, &Rules::default());
    assert!(is_singular(factors.unwrap_err()));
    assert_eq!(
        Dendrogram::of(&correlations).clusters(3),
        [vec![0, 1], vec![2], vec![3]]
    );
}

#[test]
fn correlations_that_contradict_each_other_are_refused() {
    // Of three pairs that each go together, none can go against another.
    let rows = [
        vec![1.0, 0.9, -0.9],
        vec![0.9, 1.0, 0.9],
        vec![-0.9, 0.9, 1.0],
    ];
    let correlations = Correlations::from_rows(&rows, 1000).unwrap();
    let found = Adequacy::of(&correlations, &Rules::default());
    assert!(matches!(found, Err(Undetermined::Singular { smallest, .. }) if smallest < 0.0));
}

#[test]
fn a_communality_over_one_is_no_solution() {
    let rows = [
        vec![1.0, 0.9, 0.9],
        vec![0.9, 1.0, 0.65],
        vec![0.9, 0.65, 1.0],
    ];
    let correlations = Correlations::from_rows(&rows, 1000).unwrap();
    let found = FactorAnalysis::of(&correlations, 1, Rotation::None, &Rules::default());
    assert!(
        matches!(found, Err(Undetermined::Improper { indicator: 0, .. })),
        "{found:?}"
    );
}

#[test]
fn more_factors_than_correlations_can_tell_are_refused() {
    let rows: Vec<Vec<f64>> = (0..5)
        .map(|one| {
            (0..5)
                .map(|other| if one == other { 1.0 } else { 0.4 })
                .collect()
        })
        .collect();
    let correlations = Correlations::from_rows(&rows, 1000).unwrap();
    let rules = Rules::default();
    for (factors, is_refused) in [(0, true), (1, false), (3, true), (usize::MAX, true)] {
        let found = FactorAnalysis::of(&correlations, factors, Rotation::None, &rules);
        let refused = Err(Undetermined::TooManyFactors {
            factors,
            indicators: 5,
            most: 2,
        });
        assert_eq!(found == refused, is_refused, "{factors}: {found:?}");
    }
    let pair = Correlations::from_rows(&[vec![1.0, 0.5], vec![0.5, 1.0]], 1000).unwrap();
    let found = FactorAnalysis::of(&pair, 1, Rotation::None, &rules);
    assert!(matches!(
        found,
        Err(Undetermined::TooManyFactors { most: 0, .. })
    ));
}

#[test]
fn factors_that_reproduce_anything_are_not_tested() {
    let rows = [
        vec![1.0, 0.5, 0.4],
        vec![0.5, 1.0, 0.3],
        vec![0.4, 0.3, 1.0],
    ];
    let correlations = Correlations::from_rows(&rows, 1000).unwrap();
    let found = FactorAnalysis::of(&correlations, 1, Rotation::Varimax, &Rules::default()).unwrap();
    let fit = found.fit();
    let nothing = Err(Undetermined::NothingToTest);
    assert_eq!((fit.degrees, &fit.rmsea, &fit.tli), (0, &nothing, &nothing));
    assert_eq!(fit.test, Err(Undetermined::NothingToTest));
    // The loadings of three indicators have a formula: the first is the root of r12 r13 / r23.
    let first = found.loading(0, 0).unwrap();
    assert!(
        (first - (0.5_f64 * 0.4 / 0.3).sqrt()).abs() < 1e-6,
        "{first}"
    );
}

#[test]
fn what_is_not_a_matrix_of_correlations_is_refused() {
    for rows in [
        vec![],
        vec![vec![1.0]],
        vec![vec![1.0, 0.5], vec![0.5]],
        vec![vec![1.0, 0.5], vec![0.4, 1.0]],
        vec![vec![1.0, f64::NAN], vec![f64::NAN, 1.0]],
        vec![vec![1.0, 1.5], vec![1.5, 1.0]],
        vec![vec![2.0, 0.5], vec![0.5, 1.0]],
    ] {
        assert_eq!(
            Correlations::from_rows(&rows, 10),
            Err(Undetermined::NotCorrelations)
        );
    }
}

#[test]
fn a_simulation_without_draws_or_with_no_share_is_refused() {
    let correlations = Correlations::from_rows(&[vec![1.0, 0.5], vec![0.5, 1.0]], 1000).unwrap();
    let found = |simulation| ParallelAnalysis::of(&correlations, simulation, &Rules::default());
    let none = Simulation { times: 0, ..few() };
    assert!(matches!(
        found(none),
        Err(Undetermined::TooFew { needed: 1, .. })
    ));
    for quantile in [-0.1, 1.1, f64::NAN] {
        let outside = Simulation { quantile, ..few() };
        assert!(matches!(
            found(outside),
            Err(Undetermined::NotAShare { .. })
        ));
    }
}

/// Factors that were made are found, whatever the order and direction of the indicators.
#[test]
fn factors_and_clusters_are_those_that_the_correlations_were_made_of() {
    // Two groups of three and four, in turns; indicator 2 is against its group.
    let (loadings, group) = ([0.8, 0.7, -0.7, 0.6, 0.6, 0.5, 0.8], [0, 1, 0, 1, 0, 1, 1]);
    let cell = |one: usize, other: usize| {
        let between = if group[one] == group[other] { 1.0 } else { 0.3 };
        if one == other {
            1.0
        } else {
            loadings[one] * loadings[other] * between
        }
    };
    let rows: Vec<Vec<f64>> = (0..7)
        .map(|one| (0..7).map(|other| cell(one, other)).collect())
        .collect();
    let correlations = Correlations::from_rows(&rows, 500).unwrap();
    let rules = Rules::default();
    let found = FactorAnalysis::of(&correlations, 2, Rotation::Oblimin, &rules).unwrap();
    for indicator in 0..7 {
        let factor = 1 - group[indicator];
        let own = found.loading(indicator, factor).unwrap();
        let other = found.loading(indicator, 1 - factor).unwrap();
        assert!((own - loadings[indicator]).abs() < 1e-5, "{own}");
        assert!(other.abs() < 1e-5, "{other}");
    }
    assert!((found.between(0, 1).unwrap() - 0.3).abs() < 1e-5);
    assert!(found.fit().rmsr < 1e-6);
    let dendrogram = Dendrogram::of(&correlations);
    assert_eq!(dendrogram.clusters(2), [vec![0, 2, 4], vec![1, 3, 5, 6]]);
    assert_eq!(dendrogram.below(0.0).len(), 7);
    assert_eq!(dendrogram.below(1.0).len(), 1);
    assert_eq!(
        (dendrogram.clusters(0).len(), dendrogram.clusters(99).len()),
        (1, 7)
    );
}

#[test]
fn the_ends_are_those_of_the_scale() {
    let scale = |levels: &str| {
        serde_json::from_str::<Scale>(&format!(r#"{{"levels": [{levels}]}}"#)).unwrap()
    };
    let low = r#"{"value": 2, "title": {"en": "Low"}}"#;
    let high = r#"{"value": 6, "title": {"en": "High"}}"#;
    assert_eq!(
        Ends::of(&scale(&format!("{low}, {high}"))),
        Ends::new(2.0, 6.0).ok()
    );
    assert_eq!(Ends::of(&scale(low)), None);
    assert_eq!(Ends::of(&scale("")), None);
}

#[test]
fn a_reversed_indicator_is_said_to_be_and_takes_values_as_they_are_given() {
    let ends = Ends::new(1.0, 5.0).unwrap();
    let mut moments = complete(&[[1.0], [2.0]]);
    moments.reverse(0, ends).unwrap();
    moments.add(&[Some(1.0)]).unwrap();
    let figures = IndicatorFigures::of(&moments, 0, Some(ends)).unwrap();
    assert!(figures.is_reversed);
    assert_eq!(figures.distribution, Ok(vec![(4.0, 1), (5.0, 2)]));
    assert!(moments.reverse(0, Ends::new(1.0, 7.0).unwrap()).is_err());
    assert!(complete(&[[1.0]]).merge(&moments).is_err());
}

#[test]
fn competences_that_do_not_differ_or_vary_are_refused() {
    let rows: Vec<[f64; 5]> = (0..40)
        .map(|it| [it % 5, it % 3, 4, 4 - it % 5, it % 4].map(f64::from))
        .collect();
    let moments = complete(&rows);
    let of = |one: &[usize], other: &[usize]| {
        BetweenCompetences::of(&moments, one, other, &Rules::default())
    };
    assert_eq!(
        of(&[0, 1], &[1, 3]),
        Err(Undetermined::InBoth { indicator: 1 })
    );
    assert!(matches!(
        of(&[], &[1]),
        Err(Undetermined::TooFewIndicators { .. })
    ));
    assert_eq!(of(&[0], &[2]), Err(Undetermined::NoVarianceOfScores));
    let missing = Refused::NoIndicator {
        indicator: 9,
        count: 5,
    };
    assert_eq!(of(&[0], &[9]), Err(missing.into()));
    // One indicator has no alpha, and those of a competence that go against each other have none above 0.
    let single = of(&[0], &[1, 4]).unwrap();
    assert!(matches!(
        single.corrected,
        Err(Undetermined::TooFewIndicators { .. })
    ));
    let opposed = of(&[0, 1, 3], &[2, 4]).unwrap().corrected;
    assert!(
        matches!(opposed, Err(Undetermined::Unreliable { .. })),
        "{opposed:?}"
    );
}

fn finite(figures: &[&Result<f64, Undetermined>]) -> bool {
    figures
        .iter()
        .all(|it| it.as_ref().map_or(true, |it| it.is_finite()))
}

proptest! {
    // Iterations that do not end take their time.
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever was rated, a figure is a finite number or a reason.
    #[test]
    fn every_figure_is_finite_or_has_a_reason(
        rows in prop::collection::vec(
            prop::collection::vec(prop::option::weighted(0.9, prop_oneof![
                4 => (1..=3_u8).prop_map(f64::from),
                1 => -1e9..=1e9_f64,
            ]), 4),
            0..40,
        ),
        factors in 0..4_usize,
    ) {
        let moments = of(&rows, 4);
        let ends = Ends::new(1.0, 3.0).ok();
        for indicator in 0..4 {
            let it = IndicatorFigures::of(&moments, indicator, ends).unwrap();
            prop_assert!(finite(&[&it.mean, &it.sd, &it.standard_error, &it.median, &it.skewness]));
            prop_assert!(it.floor.into_iter().chain(it.ceiling).flatten().all(|it| (0.0..=1.0).contains(&it)));
        }
        let it = CompetenceFigures::of(&moments, &Rules::NONE);
        prop_assert!(finite(&[&it.mean, &it.sd, &it.omega_total, &it.mean_correlation]));
        prop_assert!(it.alpha.map_or(true, |it| it.lower.is_finite() && it.lower <= it.value && it.value <= it.upper));
        for it in &it.indicators {
            prop_assert!(finite(&[&it.item_rest, &it.alpha_without]));
        }
        for correlations in [Correlations::pearson(&moments, &Rules::NONE), Correlations::spearman(&moments, &Rules::NONE)] {
            let Ok(correlations) = correlations else { continue };
            if let Ok(it) = Adequacy::of(&correlations, &Rules::NONE) {
                prop_assert!(it.kmo.is_finite() && it.bartlett.p.is_finite());
            }
            let _ = ParallelAnalysis::of(&correlations, few(), &Rules::NONE);
            for rotation in [Rotation::None, Rotation::Varimax, Rotation::Oblimin] {
                if let Ok(it) = FactorAnalysis::of(&correlations, factors, rotation, &Rules::NONE) {
                    prop_assert!(it.communalities().iter().all(|it| (0.0..=1.0).contains(it)));
                }
            }
            let mut order = Dendrogram::of(&correlations).order();
            order.sort_unstable();
            prop_assert_eq!(order, [0, 1, 2, 3]);
        }
    }

    /// Agreement is the same however the persons are put together.
    #[test]
    fn agreement_merges(
        persons in prop::collection::vec(prop::collection::vec((1..=5_u8).prop_map(f64::from), 0..5), 0..60),
        at in 0..60_usize,
    ) {
        let of = |persons: &[Vec<f64>]| {
            let mut agreement = Agreement::on(Ends::new(1.0, 5.0).unwrap(), 5).unwrap();
            for ratings in persons {
                agreement.add(ratings).unwrap();
            }
            agreement
        };
        let at = at.min(persons.len());
        let (all, mut one, mut other) = (of(&persons), of(&persons[..at]), of(&persons[at..]));
        let before = one.clone();
        one.merge(&other).unwrap();
        other.merge(&before).unwrap();
        prop_assert_eq!((one.persons(), one.rated_once()), (all.persons(), all.rated_once()));
        let figures = |it: &Agreement| {
            let rules = &Rules::NONE;
            [it.icc_single(rules), it.icc_mean(rules), it.r_wg(rules)]
        };
        for merged in [&one, &other] {
            for (found, expected) in figures(merged).into_iter().zip(figures(&all)) {
                match (found, expected) {
                    (Ok(found), Ok(expected)) => prop_assert!((found - expected).abs() < 1e-12 * (1.0 + expected.abs())),
                    (found, expected) => prop_assert_eq!(found, expected),
                }
            }
        }
    }
}

#[test]
fn ratings_off_the_scale_are_refused() {
    let mut agreement = Agreement::on(Ends::new(1.0, 5.0).unwrap(), 5).unwrap();
    let before = agreement.clone();
    for value in [0.0, 6.0, f64::NAN, f64::INFINITY] {
        assert!(agreement.add(&[3.0, value]).is_err());
    }
    assert!(
        agreement
            .merge(&Agreement::on(Ends::new(1.0, 7.0).unwrap(), 7).unwrap())
            .is_err()
    );
    assert_eq!(agreement, before);
    assert!(Agreement::on(Ends::new(1.0, 5.0).unwrap(), 1).is_err());
}
