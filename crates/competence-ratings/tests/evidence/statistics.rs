//! An analysis of statistics that were stored is that of the ratings, as far as they tell.

use competence_ratings::evidence::{Analysis, Figure, NotGathered, Reason, Settings, Statistics};
use proptest::prelude::*;
use serde_json::Value;

use super::{Rating, analysis, gathered, generated, model, without_rules};

/// Forms of one rater, and of a second one for every third person; one statement of each competence is on some
/// forms only.
fn ratings(persons: usize) -> Vec<Rating> {
    let indicators = [
        (0, 0.7, 0.0),
        (0, 0.7, 0.0),
        (0, 0.6, 0.0),
        (1, 0.7, 0.0),
        (1, 0.7, 0.0),
    ];
    let is_ineffective = |it: usize| it == 2;
    let mut all = generated(3, persons, &indicators, is_ineffective);
    let second = generated(4, persons, &indicators, is_ineffective);
    all.extend(second.into_iter().enumerate().filter_map(|(at, it)| {
        let is_third = at / indicators.len() % 3 == 0;
        is_third.then_some(Rating {
            form: "peer 2024".to_owned(),
            role: Some("peer".to_owned()),
            ..it
        })
    }));
    let mut at = 0;
    all.retain(|it| {
        at += 1;
        !matches!(it.indicator, 1 | 4) || at % 4 > 0
    });
    // Twice alike, and twice otherwise.
    all.push(all[0].clone());
    let mut other = all[2].clone();
    other.value = if other.value > 2.0 { 1.0 } else { 5.0 };
    all.push(other);
    all
}

fn of_statistics(ratings: &[Rating], sizes: &[usize], settings: &Settings) -> Analysis {
    let model = model(sizes);
    let stored = Statistics::from(&gathered(&model, ratings)).to_bytes();
    let read = Statistics::from_bytes(&stored).unwrap();
    Analysis::of_statistics(&model, &read, settings).unwrap()
}

/// Where two values differ, and what the second has there.
fn differences(path: &str, one: &Value, other: &Value, found: &mut Vec<(String, Value)>) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) if !b.contains_key("none") => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let of = |it: &serde_json::Map<String, Value>| it.get(key).cloned();
                let (a, b) = (of(a).unwrap_or_default(), of(b).unwrap_or_default());
                differences(&format!("{path}/{key}"), &a, &b, found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}/{at}"), a, b, found);
            }
        }
        _ if one == other => {}
        _ => found.push((path.to_owned(), other.clone())),
    }
}

#[test]
fn it_has_the_figures_of_the_ratings_and_says_which_it_has_not() {
    for (ratings, settings) in [
        (ratings(150), Settings::default()),
        (ratings(150), without_rules(5)),
        (ratings(12), without_rules(5)),
        (Vec::new(), Settings::default()),
    ] {
        let model = model(&[3, 2]);
        let json = |it: &Analysis| serde_json::to_value(it).unwrap();
        let of_ratings = json(&analysis(&model, &ratings, &settings));
        let of_statistics = json(&of_statistics(&ratings, &[3, 2], &settings));
        let mut found = Vec::new();
        differences("", &of_ratings, &of_statistics, &mut found);
        for (path, value) in found {
            let is_named = ["/read/basis", "/read/rated-by-several", "/breakdowns"]
                .contains(&path.as_str())
                || value["none"]["reason"] == "not-in-statistics";
            assert!(is_named, "{path}: {value}");
        }
        assert!(
            of_ratings["read"]["repeated"].as_u64() == of_statistics["read"]["repeated"].as_u64()
        );
    }
}

#[test]
fn what_one_statement_on_every_form_tells_is_told() {
    let settings = without_rules(5);
    let of = of_statistics(&ratings(60), &[3, 2], &settings);
    // The first statement is on every form.
    let why = |it: &Figure<u64>| it.why().map(|it| it.reason);
    assert_eq!(why(&of.competences[0].persons), None);
    assert!(of.competences[0].agreement.why().unwrap().reason == Reason::NotInStatistics);
    let some: Vec<Rating> = ratings(60)
        .into_iter()
        .enumerate()
        .filter(|(at, _)| at % 7 > 0)
        .map(|it| it.1)
        .collect();
    let of = of_statistics(&some, &[3, 2], &settings);
    assert_eq!(
        why(&of.indicators[0].missing),
        Some(Reason::NotInStatistics)
    );
}

#[test]
fn small_groups_are_suppressed_there_too() {
    let few: Vec<Rating> = ratings(60)
        .into_iter()
        .filter(|it| it.indicator != 4 || it.person.ends_with('7'))
        .collect();
    let mut settings = without_rules(3);
    let rated_by = |settings: &Settings| {
        let of = of_statistics(&few, &[3, 2], settings);
        let indicator = &of.indicators[4];
        (
            indicator.mean.known().is_some(),
            indicator.n.known().is_some(),
        )
    };
    assert_eq!(rated_by(&settings), (true, true));
    settings.min_group = 20;
    assert_eq!(rated_by(&settings), (false, false));
}

#[test]
fn what_is_of_another_model_is_refused() {
    let stored = Statistics::from(&gathered(&model(&[3, 2]), &ratings(10)));
    for other in [[2, 3], [3, 3]] {
        let error = Analysis::of_statistics(&model(&other), &stored, &Settings::default());
        assert!(matches!(error, Err(NotGathered::OtherModel)), "{error:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What comes from elsewhere is refused, or analysed: it never ends a program.
    #[test]
    fn bytes_from_elsewhere_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let model = model(&[3, 2]);
        let mut bytes = Statistics::from(&gathered(&model, &ratings(8))).to_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(read) = Statistics::from_bytes(&bytes) {
            let _ = Analysis::of_statistics(&model, &read, &without_rules(5));
        }
    }
}
