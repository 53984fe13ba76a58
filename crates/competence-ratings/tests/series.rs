//! Ratings of several versions as one series, where they can be compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_cmp,
    missing_docs
)]

use std::fmt::Write;

use competence_core::Model;
use competence_ratings::Untold;
use competence_ratings::count::count;
use competence_ratings::reading::{Layout, Reader, Source, Versions};
use competence_ratings::series::Series;

fn versions() -> Versions {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/releases");
    let model = |version: &str| {
        let json = std::fs::read(format!("{folder}/{version}.json")).unwrap();
        Model::from_bundle(&json).unwrap()
    };
    Versions::of([model("1.0.0"), model("2.0.0"), model("2.1.0")])
}

/// Ten people against version 1.0.0 in 2023, and ten against version 2.0.0 in 2025.
fn ratings() -> String {
    let mut out = "person,date,organisation,version,indicator,value\n".to_owned();
    for person in 0..10 {
        let mut row = |date: &str, version: &str, indicator: &str, value: u32| {
            let organisation = if person < 8 { "police" } else { "courts" };
            writeln!(
                out,
                "p{person},{date},{organisation},{version},{indicator},{value}"
            )
            .unwrap();
        };
        let (early, late) = ("2023-05-01", "12. 6. 2025");
        row(early, "1.0.0", "proactive-action.anticipates-needs", 2);
        row(early, "1.0.0", "user-focus.meets-user-needs", 4);
        row(early, "1.0.0", "user-focus.passes-on", 3);
        row(early, "1.0.0", "proactive-action.spots-risks", 5);
        row(late, "2.0.0", "proactive-user-service.anticipates-needs", 4);
        if person < 3 {
            row(late, "2.0.0", "proactive-user-service.passes-on", 1);
        }
        row(
            late,
            "2.0.0",
            "digital-competence.protects-data",
            1 + person % 2,
        );
    }
    out
}

fn series(ratings: &str, min_group: u64) -> Result<Series, Untold> {
    let versions = versions();
    let source = Source::delimited(std::io::Cursor::new(ratings.as_bytes().to_vec())).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), &versions).unwrap();
    Series::of(&mut reader, min_group)
}

#[test]
fn a_series_goes_over_all_versions_and_says_where_it_breaks() {
    let series = series(&ratings(), 5).unwrap();
    assert_eq!(series.version.to_string(), "2.1.0");
    let of = |id: &str| {
        series
            .indicators
            .iter()
            .find(|it| it.id.as_str() == id)
            .unwrap()
    };
    let merged = of("proactive-user-service.anticipates-needs");
    let told: Vec<_> = (merged.points.iter())
        .map(|it| {
            (
                it.version.to_string(),
                it.year,
                it.way,
                it.figures.unwrap().n,
                it.figures.unwrap().mean,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("1.0.0".to_owned(), Some(2023), "merged", 10, 3.0),
            ("2.0.0".to_owned(), Some(2025), "kept", 10, 4.0),
        ]
    );
    // Three people are too few.
    let few = of("proactive-user-service.passes-on");
    assert_eq!(few.points[1].figures, None);
    assert_eq!(few.points[0].figures.unwrap().mean, 3.0);
    let ended = &series.ended[0];
    assert_eq!(ended.id.as_str(), "proactive-action.spots-risks");
    assert!(
        ended.why.starts_with("it was removed in version 2.0.0"),
        "{}",
        ended.why
    );
}

/// With breaks, ends, points of too few people, and points without a year.
#[test]
fn series_keep_to_their_schema() {
    let schema = Series::SCHEMA.schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let undated = ratings().replace("2023-05-01", "");
    for (ratings, min_group) in [(ratings(), 5), (undated, 5), (ratings(), 1)] {
        let series = serde_json::to_value(series(&ratings, min_group).unwrap()).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&series)
            .map(|it| format!("{it} at {}", it.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    let mut other = serde_json::to_value(series(&ratings(), 5).unwrap()).unwrap();
    other["indicators"][0]["points"][0]["median"] = 3.into();
    assert!(!validator.is_valid(&other), "nothing more is in a point");
}

#[test]
fn a_competence_has_only_what_is_at_all_of_its_points() {
    let series = series(&ratings(), 5).unwrap();
    let competence = &series
        .competences
        .iter()
        .find(|it| it.id.as_str() == "proactive-user-service")
        .unwrap();
    let ids = |all: &[competence_core::IndicatorId]| {
        all.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&competence.of),
        ["proactive-user-service.anticipates-needs"]
    );
    assert_eq!(
        ids(&competence.without),
        ["proactive-user-service.passes-on"]
    );
    let means: Vec<f64> = competence.points.iter().map(|it| it.mean).collect();
    assert_eq!(means, [3.0, 4.0]);
}

#[test]
fn rows_may_come_in_any_order() {
    let sorted = ratings();
    let (header, rows) = sorted.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_by_key(|it| it.bytes().rev().collect::<Vec<u8>>());
    let shuffled = format!("{header}\n{}\n", rows.join("\n"));
    assert_ne!(shuffled, sorted);
    assert_eq!(series(&shuffled, 5).unwrap(), series(&sorted, 5).unwrap());
}

#[test]
fn without_persons_there_is_none() {
    let error = series("indicator,value\nuser-focus.passes-on,3\n", 5).unwrap_err();
    assert!(error.to_string().contains("`--person`"), "{error}");
}

#[test]
fn counts_tell_of_no_few_people() {
    let versions = versions();
    let ratings = ratings();
    let source = Source::delimited(std::io::Cursor::new(ratings.into_bytes())).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), &versions).unwrap();
    let counted = count(&mut reader, 5).unwrap();
    let [first, second] = &counted.counts.versions[..] else {
        panic!("two versions");
    };
    assert_eq!(first.of.people, 10);
    // Two people of the courts are too few, and the police would give them away.
    assert_eq!(first.of.organisations["courts"], None);
    assert_eq!(first.of.organisations["police"], None);
    assert_eq!(
        second
            .withheld
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["proactive-user-service.passes-on"]
    );
    assert_eq!((counted.read, counted.not_counted), (63, 0));
}
