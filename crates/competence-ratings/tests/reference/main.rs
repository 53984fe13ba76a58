//! Figures are those of R: `figures.json` is what `figures.R` writes, from data that it generates.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::Path;
use std::process::Command;

use competence_ratings::figures::{
    Adequacy, Agreement, BetweenCompetences, CompetenceFigures, Correlations, Dendrogram, Ends,
    FactorAnalysis, IndicatorFigures, Moments, ParallelAnalysis, Rotation, Rules, Simulation,
    Undetermined, WithinGroup,
};
use serde_json::{Map, Value, json};

const COMMITTED: &str = include_str!("figures.json");

fn committed() -> Value {
    serde_json::from_str(COMMITTED).unwrap()
}

fn sets() -> Vec<Value> {
    committed()["sets"].as_array().unwrap().clone()
}

fn moments(set: &Value) -> Moments {
    let rows = set["rows"].as_array().unwrap();
    let mut moments = Moments::of(rows[0].as_array().unwrap().len()).unwrap();
    for row in rows {
        let row: Vec<Option<f64>> = row.as_array().unwrap().iter().map(Value::as_f64).collect();
        moments.add(&row).unwrap();
    }
    if let Some(column) = set["reversed"].as_u64() {
        let at = usize::try_from(column - 1).unwrap();
        moments.reverse(at, Ends::new(1.0, 5.0).unwrap()).unwrap();
    }
    moments
}

fn square(size: usize, of: impl Fn(usize, usize) -> f64) -> Value {
    let row = |row| (0..size).map(|it| of(row, it)).collect::<Vec<_>>();
    json!((0..size).map(row).collect::<Vec<_>>())
}

fn each<T>(all: &[T], of: impl Fn(&T) -> Result<f64, Undetermined>) -> Value {
    json!(all.iter().map(|it| of(it).unwrap()).collect::<Vec<_>>())
}

fn of_indicators(moments: &Moments) -> Value {
    let ends = Ends::new(1.0, 5.0).ok();
    let all: Vec<IndicatorFigures> = (0..moments.indicators())
        .map(|it| IndicatorFigures::of(moments, it, ends).unwrap())
        .collect();
    json!({
        "missing": all.iter().map(|it| it.missing).collect::<Vec<_>>(),
        "mean": each(&all, |it| it.mean.clone()),
        "sd": each(&all, |it| it.sd.clone()),
        "standard_error": each(&all, |it| it.standard_error.clone()),
        "median": each(&all, |it| it.median.clone()),
        "floor": each(&all, |it| it.floor.clone().unwrap()),
        "ceiling": each(&all, |it| it.ceiling.clone().unwrap()),
        "skewness": each(&all, |it| it.skewness.clone()),
    })
}

fn of_competence(moments: &Moments) -> Value {
    let figures = CompetenceFigures::of(moments, &Rules::default());
    let alpha = figures.alpha.unwrap();
    json!({
        "n": figures.n,
        "score_sd": figures.sd.unwrap(),
        "alpha": alpha.value,
        "alpha_lower": alpha.lower,
        "alpha_upper": alpha.upper,
        "alpha_without": each(&figures.indicators, |it| it.alpha_without.clone()),
        "item_rest": each(&figures.indicators, |it| it.item_rest.clone()),
        "mean_correlation": figures.mean_correlation.unwrap(),
        "omega_total": figures.omega_total.unwrap(),
    })
}

fn rotated(analysis: &FactorAnalysis) -> Value {
    let (rows, columns) = (analysis.communalities().len(), analysis.factors());
    let row = |row| {
        (0..columns)
            .map(|it| analysis.loading(row, it))
            .collect::<Vec<_>>()
    };
    json!({
        "loadings": (0..rows).map(row).collect::<Vec<_>>(),
        "between": square(columns, |one, other| analysis.between(one, other).unwrap()),
    })
}

fn of_model(moments: &Moments, factors: usize) -> Value {
    let rules = Rules::default();
    let size = moments.indicators();
    let correlations = Correlations::pearson(moments, &rules).unwrap();
    let ranked = Correlations::spearman(moments, &rules).unwrap();
    let adequacy = Adequacy::of(&correlations, &rules).unwrap();
    let analysis = |rotation| FactorAnalysis::of(&correlations, factors, rotation, &rules).unwrap();
    let plain = analysis(Rotation::None);
    let test = plain.fit().test.clone().unwrap();
    let dendrogram = Dendrogram::of(&correlations);
    let labels = |many| {
        let mut labels = vec![0; size];
        for (label, cluster) in (1..).zip(dendrogram.clusters(many)) {
            for indicator in cluster {
                labels[indicator] = label;
            }
        }
        labels
    };
    let half = size / 2;
    let halves: (Vec<usize>, Vec<usize>) = (0..size).partition(|it| *it < half);
    let halves = BetweenCompetences::of(moments, &halves.0, &halves.1, &rules).unwrap();
    json!({
        "halves": halves.correlation,
        "halves_corrected": halves.corrected.map_or(Value::Null, Value::from),
        "covariances": square(size, |one, other| moments.covariance(one, other).unwrap()),
        "pearson": square(size, |one, other| correlations.get(one, other).unwrap()),
        "spearman": square(size, |one, other| ranked.get(one, other).unwrap()),
        "kmo": adequacy.kmo,
        "kmo_of": adequacy.kmo_of,
        "bartlett": adequacy.bartlett.value,
        "bartlett_degrees": adequacy.bartlett.degrees,
        "bartlett_p": adequacy.bartlett.p,
        "eigenvalues": correlations.eigenvalues().unwrap(),
        "communalities": plain.communalities(),
        "plain": rotated(&plain),
        "varimax": rotated(&analysis(Rotation::Varimax)),
        "oblimin": rotated(&analysis(Rotation::Oblimin)),
        "degrees": plain.fit().degrees,
        "rmsr": plain.fit().rmsr,
        "chi_squared": test.value,
        "p": test.p,
        "rmsea": plain.fit().rmsea.clone().unwrap(),
        "tli": plain.fit().tli.clone().unwrap(),
        "heights": dendrogram.joins().iter().map(|it| it.height).collect::<Vec<_>>(),
        "clusters": (1..=size).map(labels).collect::<Vec<_>>(),
    })
}

fn of_agreement(group: &Value) -> Value {
    let mut agreement = Agreement::on(Ends::new(1.0, 5.0).unwrap(), 5).unwrap();
    for ratings in group["ratings"].as_array().unwrap() {
        let ratings: Vec<f64> = ratings
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_f64)
            .collect();
        agreement.add(&ratings).unwrap();
    }
    let mut within = WithinGroup::on(Ends::new(1.0, 5.0).unwrap(), 5).unwrap();
    for raters in group["items"].as_array().unwrap() {
        let raters: Vec<Vec<f64>> = serde_json::from_value(raters.clone()).unwrap();
        within.add(&raters).unwrap();
    }
    let rules = Rules::default();
    let intervals = agreement.icc_intervals(&rules).unwrap();
    json!({
        "icc_single_ends": [intervals.single.0, intervals.single.1],
        "icc_mean_ends": [intervals.mean.0, intervals.mean.1],
        "r_wg_j": within.r_wg_j(&rules).unwrap(),
        "icc_single": agreement.icc_single(&rules).unwrap(),
        "icc_mean": agreement.icc_mean(&rules).unwrap(),
        "r_wg": agreement.r_wg(&rules).unwrap(),
    })
}

/// What differs by more than the tolerance: a part of one, beside a whole number.
fn differences(
    place: &str,
    found: &Value,
    expected: &Value,
    tolerance: f64,
    all: &mut Vec<String>,
) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, found) in found {
                let tolerance = match key.as_str() {
                    "varimax" | "oblimin" => tolerance * 10.0,
                    _ => tolerance,
                };
                let expected = expected.get(key).unwrap_or(&Value::Null);
                differences(&format!("{place}.{key}"), found, expected, tolerance, all);
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
                differences(&format!("{place}[{at}]"), found, expected, tolerance, all);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            if (one - other).abs() > tolerance * (1.0 + other.abs()) {
                all.push(format!("{place}: {one} for {other}"));
            }
        }
        (found, expected) if found == expected => {}
        (found, expected) => all.push(format!("{place}: {found} for {expected}")),
    }
}

fn assert_near(place: &str, found: &Value, expected: &Value, tolerance: f64) {
    let mut all = Vec::new();
    differences(place, found, expected, tolerance, &mut all);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn figures_of_groups_are_those_of_r() {
    for set in sets() {
        let moments = moments(&set);
        let factors = usize::try_from(set["factors"].as_u64().unwrap()).unwrap();
        let mut found = Map::new();
        for part in [
            of_indicators(&moments),
            of_competence(&moments),
            of_model(&moments, factors),
        ] {
            found.extend(part.as_object().unwrap().clone());
        }
        assert_near(set["name"].as_str().unwrap(), &found.into(), &set, 1e-6);
    }
}

#[test]
fn agreement_is_that_of_r() {
    for group in committed()["agreement"].as_array().unwrap() {
        assert_near(
            group["name"].as_str().unwrap(),
            &of_agreement(group),
            group,
            1e-6,
        );
    }
}

/// The draws differ, so that means are held to their standard errors, and to the number of factors
/// that the data were made of.
#[test]
fn parallel_analysis_is_that_of_r_but_for_chance() {
    for set in sets() {
        let rules = Rules::default();
        let correlations = Correlations::pearson(&moments(&set), &rules).unwrap();
        let simulation = Simulation {
            times: 1000,
            ..Simulation::default()
        };
        let found = ParallelAnalysis::of(&correlations, simulation, &rules).unwrap();
        let numbers = |key: &str| -> Vec<f64> {
            set[key]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_f64)
                .collect()
        };
        let expected = numbers("random_mean")
            .into_iter()
            .zip(numbers("random_error"));
        for (mean, (expected, error)) in found.random_mean.iter().zip(expected) {
            // Both means have an error.
            assert!(
                (mean - expected).abs() < 4.0 * 1.42 * error,
                "{mean} for {expected}"
            );
        }
        for (found, expected) in found.random_quantile.iter().zip(numbers("random_quantile")) {
            assert!((found - expected).abs() < 0.03, "{found} for {expected}");
        }
        assert_eq!(Some(found.factors as u64), set["factors"].as_u64());
        let again = ParallelAnalysis::of(&correlations, simulation, &rules).unwrap();
        assert_eq!(found, again);
    }
}

#[test]
fn what_is_committed_is_what_r_computes() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/figures.R");
    let packages =
        "for (it in c('psych', 'GPArotation', 'jsonlite')) stopifnot(requireNamespace(it))";
    let has_packages = Command::new("Rscript").args(["-e", packages]).output();
    if !has_packages.is_ok_and(|it| it.status.success()) {
        eprintln!(
            "there is no R with psych, GPArotation and jsonlite: the references are not computed anew"
        );
        return;
    }
    let output = Command::new("Rscript").arg(script).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let anew: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_near("R", &anew, &committed(), 1e-7);
}
