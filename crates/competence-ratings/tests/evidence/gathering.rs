//! Neither order nor partition of the rows changes an analysis, by not one byte.

use competence_core::Model;
use competence_ratings::evidence::{Analysis, Gather, GatherInOrder, Gathered, NotGathered};
use proptest::prelude::*;
use std::sync::LazyLock;

use super::{Rating, gathered, model, without_rules};

static MODEL: LazyLock<Model> = LazyLock::new(|| model(&[3, 2]));

fn rating() -> impl Strategy<Value = Rating> {
    let value = prop_oneof![9 => (1..=5_u8).prop_map(f64::from), 1 => (2..=10_u8).prop_map(|it| f64::from(it) / 2.0)];
    let group = prop::option::weighted(0.9, 0..3_u8);
    (0..9_u8, 0..3_u8, 0..5_usize, value, group).prop_map(
        |(person, form, indicator, value, group)| Rating {
            person: format!("p{person}"),
            form: format!("f{form}"),
            indicator,
            value,
            // Mostly one that goes with the person, sometimes another, sometimes none.
            organisation: group.map(|it| format!("o{}", if it == 0 { person % 3 } else { 1 })),
            role: Some(if form == 0 {
                "self".to_owned()
            } else {
                format!("r{form}")
            }),
        },
    )
}

fn json(gathered: &Gathered) -> String {
    let analysis = Analysis::of(&MODEL, gathered, &without_rules(2)).unwrap();
    serde_json::to_string(&analysis).unwrap()
}

fn of(ratings: &[Rating]) -> Gather {
    let mut gather = Gather::of(&MODEL).unwrap();
    for rating in ratings {
        gather.add(&rating.observation()).unwrap();
    }
    gather
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_and_partition_change_nothing(
        (ratings, shuffled) in prop::collection::vec(rating(), 0..250).prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        at in 0..250_usize,
        to in 0..250_usize,
    ) {
        let all = gathered(&MODEL, &ratings);
        let expected = json(&all);
        prop_assert_eq!(&json(&gathered(&MODEL, &shuffled)), &expected);

        let (at, to) = (at.min(ratings.len()), to.min(ratings.len()));
        let (first, second) = (at.min(to), at.max(to));
        let parts = [&shuffled[second..], &shuffled[..first], &shuffled[first..second]].map(of);
        let mut merged = Gather::of(&MODEL).unwrap();
        for part in &parts {
            merged.merge(part).unwrap();
        }
        prop_assert_eq!(&json(&merged.finish().unwrap()), &expected);

        let mut sorted = shuffled;
        sorted.sort_by(|a, b| a.person.cmp(&b.person));
        let mut in_order = GatherInOrder::of(&MODEL).unwrap();
        for rating in &sorted {
            in_order.add(&rating.observation()).unwrap();
        }
        let in_order = in_order.finish().unwrap();
        prop_assert_eq!(in_order.moments(), all.moments());
        prop_assert_eq!(&json(&in_order), &expected);
    }

    /// A rating of the form and groups of the one before can be added without them.
    #[test]
    fn what_is_added_to_the_last_form_is_of_it(mut ratings in prop::collection::vec(rating(), 0..250)) {
        let key = |it: &Rating| (it.person.clone(), it.form.clone(), it.organisation.clone());
        ratings.sort_by_key(key);
        let (mut gather, mut in_order) = (Gather::of(&MODEL).unwrap(), GatherInOrder::of(&MODEL).unwrap());
        let mut last = None;
        for rating in &ratings {
            if last == Some(key(rating)) {
                gather.add_to_last(rating.indicator, rating.value).unwrap();
                in_order.add_to_last(rating.indicator, rating.value).unwrap();
            } else {
                gather.add(&rating.observation()).unwrap();
                in_order.add(&rating.observation()).unwrap();
            }
            last = Some(key(rating));
        }
        let expected = json(&gathered(&MODEL, &ratings));
        prop_assert_eq!(&json(&gather.finish().unwrap()), &expected);
        prop_assert_eq!(&json(&in_order.finish().unwrap()), &expected);
    }

    /// What is counted is what a plain count of the rows says.
    #[test]
    fn counts_are_those_of_the_rows(ratings in prop::collection::vec(rating(), 0..250)) {
        let found = gathered(&MODEL, &ratings);
        let theirs = |person: &str, form: &str, indicator: usize| {
            let mut values: Vec<f64> = ratings
                .iter()
                .filter(|it| it.person == person && it.form == form && it.indicator == indicator)
                .map(|it| it.value)
                .collect();
            values.dedup();
            if let [value] = values[..] { Some(value) } else { None }
        };
        let mut forms: Vec<(&str, &str)> = ratings.iter().map(|it| (it.person.as_str(), it.form.as_str())).collect();
        forms.sort_unstable();
        forms.dedup();
        prop_assert_eq!(found.moments().rows(), forms.len() as u64);
        let mut persons: Vec<&str> = forms.iter().map(|it| it.0).collect();
        persons.dedup();
        prop_assert_eq!(found.persons(), persons.len() as u64);
        for one in 0..5 {
            for other in 0..5 {
                let both: Vec<&(&str, &str)> = forms
                    .iter()
                    .filter(|it| theirs(it.0, it.1, one).is_some() && theirs(it.0, it.1, other).is_some())
                    .collect();
                prop_assert_eq!(found.moments().n_of_both(one, other), both.len() as u64);
                let mut persons: Vec<&str> = both.iter().map(|it| it.0).collect();
                persons.dedup();
                prop_assert_eq!(found.persons_of_both(one, other), persons.len() as u64);
            }
            let values: f64 = forms.iter().filter_map(|it| theirs(it.0, it.1, one)).sum();
            let n = found.moments().n(one);
            if n > 0 {
                let mean = found.moments().mean(one).unwrap();
                prop_assert!((mean * f64::from(u32::try_from(n).unwrap()) - values).abs() < 1e-9);
            }
        }
    }
}

fn rated(person: &str, indicator: usize, value: f64) -> Rating {
    Rating {
        person: person.to_owned(),
        form: "f".to_owned(),
        indicator,
        value,
        organisation: None,
        role: None,
    }
}

#[test]
fn a_person_who_comes_back_is_noticed() {
    let mut in_order = GatherInOrder::of(&MODEL).unwrap();
    for (person, indicator) in [("a", 0), ("a", 1), ("b", 0)] {
        in_order
            .add(&rated(person, indicator, 3.0).observation())
            .unwrap();
    }
    let back = in_order.add(&rated("a", 2, 3.0).observation());
    assert_eq!(back, Err(NotGathered::NotInOrder));
}

#[test]
fn what_is_of_no_form_is_refused() {
    let mut gather = Gather::of(&MODEL).unwrap();
    assert_eq!(gather.add_to_last(0, 3.0), Err(NotGathered::NoForm));
    let gathered = gather.finish().unwrap();
    assert_eq!(gathered.persons(), 0);
}

/// So many persons are put together on two threads. Only some of the second half name a group.
#[test]
fn many_persons_are_put_together_as_few_are() {
    let ratings: Vec<Rating> = (0..12_000_usize)
        .flat_map(|at| {
            let person = at / 2 % 5000;
            let value = move |it: usize| [1.0, 2.0, 3.0, 4.0, 5.0][(at * 7 + it * it) % 5];
            let rating = move |indicator: usize| Rating {
                form: format!("f{}", at % 2),
                organisation: (at > 7000 && at % 3 > 0).then(|| format!("o{}", person % 4)),
                role: Some(["manager", "peer"][at % 2].to_owned()),
                ..rated(&format!("p{person:05}"), indicator, value(indicator))
            };
            (0..5).filter(move |it| (at + it) % 11 > 0).map(rating)
        })
        .collect();
    let mut sorted = ratings.clone();
    sorted.sort_by(|a, b| a.person.cmp(&b.person));
    let mut in_order = GatherInOrder::of(&MODEL).unwrap();
    for rating in &sorted {
        in_order.add(&rating.observation()).unwrap();
    }
    let (all, in_order) = (gathered(&MODEL, &ratings), in_order.finish().unwrap());
    assert_eq!(all.persons(), 5000);
    assert_eq!(all.moments(), in_order.moments());
    assert_eq!(json(&all), json(&in_order));
}

#[test]
fn what_contradicts_itself_counts_as_not_rated() {
    let ratings = [
        rated("a", 0, 3.0),
        rated("a", 0, 3.0),
        rated("a", 1, 3.0),
        rated("a", 1, 4.0),
        rated("a", 1, 3.0),
    ];
    let found = gathered(&MODEL, &ratings);
    assert_eq!((found.moments().n(0), found.moments().n(1)), (1, 0));
    let analysis = Analysis::of(&MODEL, &found, &without_rules(0)).unwrap();
    let read = &analysis.read;
    assert_eq!((read.ratings, read.repeated, read.contradicting), (5, 3, 1));
}

#[test]
fn more_values_than_are_counted_give_the_same_figures() {
    // Means of ratings: 97 different values.
    let ratings: Vec<Rating> = (0..400_u16)
        .flat_map(|person| {
            let value = |factor: u16| 1.0 + f64::from(person * factor % 97) / 24.25;
            let (id, level) = (format!("p{person:03}"), f64::from(person % 5 + 1));
            [
                rated(&id, 0, value(5)),
                rated(&id, 1, value(7)),
                rated(&id, 3, level),
            ]
        })
        .collect();
    let all = gathered(&MODEL, &ratings);
    let mut in_order = GatherInOrder::of(&MODEL).unwrap();
    for rating in &ratings {
        in_order.add(&rating.observation()).unwrap();
    }
    let in_order = in_order.finish().unwrap();
    let expected: f64 = ratings
        .iter()
        .filter(|it| it.indicator == 0)
        .map(|it| it.value)
        .sum::<f64>()
        / 400.0;
    for found in [&all, &in_order] {
        assert_eq!(found.moments().n_of_both(0, 1), 400);
        assert!((found.moments().mean(0).unwrap() - expected).abs() < 1e-12);
        assert!(found.moments().distribution(0).is_err());
    }
    let covariance = |it: &Gathered| it.moments().covariance(0, 1).unwrap();
    assert!((covariance(&all) - covariance(&in_order)).abs() < 1e-12);
}
