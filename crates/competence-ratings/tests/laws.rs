//! Every rating is carried over or set aside, and what is carried over is on the scale.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use competence_core::migration::{Migration, Way};
use competence_core::{LevelValue, Model, ScaleMap};
use competence_ratings::{Columns, JsonLines, Rating, Ratings, Table, Tally, carry};
use proptest::prelude::*;

/// The versions of the worked example, from which a merger leads.
static VERSIONS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases");
    let read = |version: &str| {
        let bytes = std::fs::read(folder.join(format!("{version}.json"))).unwrap();
        Model::from_bundle(&bytes).unwrap()
    };
    vec![read("1.0.0"), read("2.0.0")]
});

static MIGRATION: LazyLock<Migration> = LazyLock::new(|| Migration::over(&VERSIONS).unwrap());

/// The versions with another scale in the second one, which its lineage leads to by a map.
fn rescaled(map: &[(u16, u16)]) -> Vec<Model> {
    let level = |number| LevelValue::new(number).unwrap();
    let mut bundle = VERSIONS[1].as_bundle().clone();
    let mut above = bundle.framework.scale.levels[4].clone();
    above.value = level(9);
    bundle.framework.scale.levels.push(above);
    let map = map.iter().map(|(from, to)| (level(*from), level(*to)));
    bundle.lineage[0].scale = Some(ScaleMap::Levels(map.collect()));
    vec![VERSIONS[0].clone(), Model::try_new(bundle).unwrap()]
}

/// Levels that all lie on one line, and such that do not.
static EVEN: LazyLock<Migration> = LazyLock::new(|| {
    let versions = rescaled(&[(1, 5), (2, 4), (3, 3), (4, 2), (5, 1)]);
    Migration::over(&versions).unwrap()
});
static UNEVEN: LazyLock<Migration> = LazyLock::new(|| {
    let versions = rescaled(&[(1, 1), (2, 1), (3, 3), (4, 5), (5, 9)]);
    Migration::over(&versions).unwrap()
});

const COLUMNS: Columns<'_> = Columns {
    indicator: "indicator",
    value: "value",
    by: &[],
};

/// Assessments: for each, some of the indicators, each once, with a value or none.
fn assessments() -> impl Strategy<Value = Vec<Rating>> {
    let ids: Vec<String> = {
        let mut ids: Vec<String> = MIGRATION.indicators().map(str::to_owned).collect();
        ids.sort();
        ids.push("nobody.knows".to_owned());
        ids
    };
    let value = prop_oneof![
        4 => (1..=5_i32).prop_map(|it| Some(f64::from(it))),
        1 => (-3..=99_i32).prop_map(|it| Some(f64::from(it))),
        1 => (0..=12_i32).prop_map(|it| Some(f64::from(it) / 2.0)),
        1 => Just(None),
    ];
    let one = proptest::sample::subsequence(ids, 0..30).prop_flat_map(move |ids| {
        let number = ids.len();
        (Just(ids), proptest::collection::vec(value.clone(), number))
    });
    proptest::collection::vec(one, 0..6).prop_map(|all| {
        let ratings = all
            .into_iter()
            .enumerate()
            .flat_map(|(number, (ids, values))| {
                ids.into_iter()
                    .zip(values)
                    .map(move |(indicator, value)| Rating {
                        assessment: format!("p{number}"),
                        indicator,
                        value,
                        ..Rating::default()
                    })
            });
        ratings.collect()
    })
}

fn shown(value: Option<f64>) -> String {
    value.map(|it| it.to_string()).unwrap_or_default()
}

fn table(ratings: &[Rating], migration: &Migration) -> (Tally, String) {
    let mut text = "person,indicator,value\n".to_owned();
    for it in ratings {
        writeln!(
            text,
            "{},{},{}",
            it.assessment,
            it.indicator,
            shown(it.value)
        )
        .unwrap();
    }
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = Table::open(text.as_bytes(), &mut out, &mut aside, &COLUMNS, true).unwrap();
    let tally = carry(&mut rows, migration, &VERSIONS[0].framework().version).unwrap();
    drop(rows);
    let lines = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().lines().count() - 1;
    assert_eq!(lines(&out), tally.written);
    assert_eq!(lines(&aside), tally.set_aside);
    (tally, String::from_utf8(out).unwrap())
}

fn json_lines(ratings: &[Rating], migration: &Migration) -> Tally {
    let mut text = String::new();
    for it in ratings {
        let value = it.value.map_or("null".to_owned(), |it| it.to_string());
        writeln!(
            text,
            "{{\"person\":\"{}\",\"indicator\":\"{}\",\"value\":{value}}}",
            it.assessment, it.indicator
        )
        .unwrap();
    }
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = JsonLines::open(text.as_bytes(), &mut out, &mut aside, &COLUMNS);
    carry(&mut rows, migration, &VERSIONS[0].framework().version).unwrap()
}

proptest! {
    #[test]
    fn every_rating_is_carried_over_or_set_aside(ratings in assessments()) {
        let mut all = Ratings::new(ratings.clone());
        let tally = carry(&mut all, &MIGRATION, &VERSIONS[0].framework().version).unwrap();
        prop_assert_eq!(tally.read, ratings.len());
        prop_assert_eq!(tally.read, tally.carried() + tally.set_aside);
        prop_assert_eq!(all.set_aside.len(), tally.set_aside);
        prop_assert_eq!(all.carried.len(), tally.written);
        prop_assert_eq!(tally.reasons.values().sum::<usize>(), tally.set_aside);
        let scale = &VERSIONS[1].framework().scale;
        for it in &all.carried {
            let is_on_scale = it.value.is_none_or(|value| scale.rates(value, it.parts));
            prop_assert!(is_on_scale, "{it:?}");
            prop_assert!(VERSIONS[1].element(&it.indicator).is_some(), "{it:?}");
        }
        // The sum of what is carried, each as often as it stands for, is that of what went in.
        let sum = |ratings: &[Rating]| -> f64 {
            ratings.iter().map(|it| it.value.unwrap_or(0.0) * f64::from(it.parts)).sum()
        };
        let aside: Vec<Rating> = all.set_aside.iter().map(|(it, _)| it.clone()).collect();
        prop_assert!((sum(&ratings) - sum(&aside) - sum(&all.carried)).abs() < 1e-6);
        // Whatever form the ratings come in, the same becomes of them.
        let (of_table, text) = table(&ratings, &MIGRATION);
        prop_assert_eq!(&of_table, &tally);
        prop_assert_eq!(json_lines(&ratings, &MIGRATION), tally);
        prop_assert_eq!(text.lines().count() - 1, all.carried.len());
    }

    #[test]
    fn a_scale_that_is_turned_turns_every_rating(ratings in assessments()) {
        let from = &VERSIONS[0].framework().version;
        let (mut kept, mut turned) = (Ratings::new(ratings.clone()), Ratings::new(ratings.clone()));
        let of_kept = carry(&mut kept, &MIGRATION, from).unwrap();
        let of_turned = carry(&mut turned, &EVEN, from).unwrap();
        prop_assert_eq!(&of_turned.reasons, &of_kept.reasons);
        prop_assert_eq!(of_turned.mapped, of_kept.kept);
        prop_assert_eq!(of_turned.kept, 0);
        prop_assert_eq!(turned.carried.len(), kept.carried.len());
        for (kept, turned) in kept.carried.iter().zip(&turned.carried) {
            prop_assert_eq!(turned.way, if kept.way == Way::Kept { Way::Mapped } else { kept.way });
            prop_assert_eq!((&turned.indicator, turned.parts), (&kept.indicator, kept.parts));
            // A mean of what ratings became is what their mean becomes.
            match (kept.value, turned.value) {
                (Some(kept), Some(turned)) => prop_assert!((kept + turned - 6.0).abs() < 1e-9),
                (kept, turned) => prop_assert_eq!(kept, turned),
            }
        }
        prop_assert_eq!(&table(&ratings, &EVEN).0, &of_turned);
        prop_assert_eq!(json_lines(&ratings, &EVEN), of_turned);
    }

    #[test]
    fn what_lies_between_levels_that_change_unevenly_is_set_aside(ratings in assessments()) {
        let from = &VERSIONS[0].framework().version;
        let mut all = Ratings::new(ratings.clone());
        let tally = carry(&mut all, &UNEVEN, from).unwrap();
        prop_assert_eq!(tally.read, tally.carried() + tally.set_aside);
        let between = all.set_aside.iter().filter(|(_, reason)| reason.starts_with("the scale changed unevenly"));
        let between = between.filter_map(|(it, _)| it.value).collect::<Vec<_>>();
        prop_assert!(between.iter().all(|it| it.fract() != 0.0 && (1.0..=5.0).contains(it)), "{between:?}");
        for it in all.carried.iter().filter(|it| it.way == Way::Mapped) {
            prop_assert!(it.value.is_none_or(|it| [1.0, 3.0, 5.0, 9.0].contains(&it)), "{it:?}");
        }
        let (of_table, text) = table(&ratings, &UNEVEN);
        prop_assert_eq!(&of_table, &tally);
        prop_assert_eq!(text.matches(",mapped,").count(), tally.mapped);
        prop_assert_eq!(json_lines(&ratings, &UNEVEN), tally);
    }
}

#[test]
fn a_scale_says_what_can_be_a_rating_on_it() {
    let scale = &VERSIONS[0].framework().scale;
    for value in [1.0, 2.0, 5.0, 1.5, 4.999] {
        assert!(scale.rates(value, 1), "{value}");
    }
    for value in [0.0, -1.0, 6.0, 99.0, 0.5, 5.5, f64::NAN, f64::INFINITY] {
        assert!(!scale.rates(value, 1), "{value}");
        assert!(!scale.rates(value, 3), "{value}");
    }
    // Of a scale with gaps, the number between two levels is a mean or nothing.
    let mut gaps = scale.clone();
    gaps.levels.retain(|it| it.value.get() % 2 == 1);
    assert!(!gaps.rates(2.0, 1) && gaps.rates(2.0, 2) && gaps.rates(2.5, 1));
    gaps.levels.clear();
    assert!(gaps.rates(99.0, 1) && !gaps.rates(f64::NAN, 1));
}

/// Carried and set aside, of CSV.
fn carried(text: &str) -> (String, String) {
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = Table::open(text.as_bytes(), &mut out, &mut aside, &COLUMNS, true).unwrap();
    carry(&mut rows, &MIGRATION, &VERSIONS[0].framework().version).unwrap();
    drop(rows);
    [out, aside].map(|it| String::from_utf8(it).unwrap()).into()
}

const KEPT: &str = "cooperation-and-communication.listens";

#[test]
fn a_row_says_the_version_that_it_is_of() {
    for heading in ["version", "Različica"] {
        let text = format!(
            "person,{heading},indicator,value\na,1.0.0,{KEPT},4\nb, 1.0.0 ,{KEPT},3\nc,,{KEPT},2\nd,2.0.0,{KEPT},1\ne,A,{KEPT},5\n"
        );
        let (out, aside) = carried(&text);
        assert_eq!(
            out,
            format!(
                "person,{heading},indicator,value,migration,parts\na,2.0.0,{KEPT},4,kept,1\nb,2.0.0,{KEPT},3,kept,1\nc,,{KEPT},2,kept,1\ne,A,{KEPT},5,kept,1\n"
            )
        );
        let reason = "the rating is of version 2.0.0, and not of version 1.0.0";
        assert_eq!(
            aside,
            format!("person,{heading},indicator,value,reason\nd,2.0.0,{KEPT},1,\"{reason}\"\n")
        );
    }
}

#[test]
fn an_object_says_the_version_that_it_is_of() {
    let line = |person: &str, version: &str| {
        format!(r#"{{"person":"{person}","version":{version},"indicator":"{KEPT}","value":4}}"#)
    };
    let lines = [
        line("a", r#""1.0.0""#),
        line("b", "null"),
        line("c", r#""2.0.0""#),
        line("d", "3"),
    ];
    let text = lines.join("\n");
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = JsonLines::open(text.as_bytes(), &mut out, &mut aside, &COLUMNS);
    carry(&mut rows, &MIGRATION, &VERSIONS[0].framework().version).unwrap();
    drop(rows);
    let versions = |bytes: &[u8]| -> Vec<String> {
        let lines = std::str::from_utf8(bytes).unwrap().lines();
        let objects = lines.map(|it| serde_json::from_str::<serde_json::Value>(it).unwrap());
        objects.map(|it| it["version"].to_string()).collect()
    };
    assert_eq!(versions(&out), [r#""2.0.0""#, "null", "3"]);
    assert_eq!(versions(&aside), [r#""2.0.0""#]);
}
