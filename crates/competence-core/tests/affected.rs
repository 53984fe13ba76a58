//! Whom a change affects: the ratings that there are, by what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;

use competence_core::version::{
    Affected, Comparison, Counts, CountsError, NotAffected, Outcome, People,
};
use competence_core::{ElementId, Model};
use serde_json::json;

fn release(version: &str) -> Model {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/releases");
    let json = std::fs::read(format!("{folder}/{version}.json")).unwrap();
    Model::from_bundle(&json).unwrap()
}

/// Counts of version 1.0.0: of two competences that became one, and of one indicator that stays.
fn counts() -> Counts {
    let people = |people: u64, police: u64| json!({"people": people, "organisations": {"police": police, "courts": people - police}});
    let of = |ratings: u64, number: u64, police: u64| {
        let mut all = people(number, police);
        all["ratings"] = ratings.into();
        all
    };
    let json = json!({
        "format": 1, "framework": release("1.0.0").framework().id, "min-group": 5,
        "versions": [{
            "version": "1.0.0", "people": 100,
            "indicators": {
                "proactive-action.anticipates-needs": of(90, 90, 40),
                "proactive-action.spots-risks": of(80, 80, 30),
                "user-focus.meets-user-needs": of(70, 70, 20),
                "user-focus.gone": of(9, 9, 2),
            },
            "competences": {"proactive-action": people(90, 40)},
            "withheld": ["cooperation-and-communication.listens"],
        }],
    });
    Counts::from_json(json.to_string().as_bytes()).unwrap()
}

fn ids(all: &[&str]) -> Vec<ElementId> {
    all.iter().map(|it| it.parse().unwrap()).collect()
}

#[test]
fn ratings_are_told_by_what_becomes_of_them() {
    let (old, new) = (release("1.0.0"), release("2.0.0"));
    let affected = Affected::of(&counts(), &old, &new, &[]).unwrap();
    let number = |outcome| affected.outcomes.get(&outcome).map_or(0, |it| it.ratings);
    assert_eq!(number(Outcome::Merged), 90 + 70);
    assert_eq!(number(Outcome::SetAside), 80);
    assert_eq!(affected.total.ratings, 240);
    assert_eq!((affected.unknown, affected.set_aside_before), (9, 0));
    assert_eq!(affected.total.withheld, 1);
    let lost = &affected.outcomes[&Outcome::SetAside];
    assert_eq!(
        lost.people,
        People {
            at_least: 80,
            at_most: 80
        }
    );
    assert_eq!(lost.organisations["police"], 30);
    // Who rated the one may have been rated on the other.
    let merged = &affected.outcomes[&Outcome::Merged];
    assert_eq!(
        merged.people,
        People {
            at_least: 90,
            at_most: 100
        }
    );
}

#[test]
fn a_decision_has_the_ratings_of_what_it_is_about() {
    let (old, new) = (release("1.0.0"), release("2.0.0"));
    let affected = Affected::of(&counts(), &old, &new, &[]).unwrap();
    let of = affected.by_outcome(&ids(&["proactive-action"]));
    let ratings: BTreeMap<Outcome, u64> =
        of.iter().map(|(it, share)| (*it, share.ratings)).collect();
    assert_eq!(
        ratings,
        BTreeMap::from([(Outcome::Merged, 90), (Outcome::SetAside, 80)])
    );
    // All of its indicators that were rated are asked for, so that the number of the competence holds.
    let share = affected.share_of(&ids(&["proactive-action"]));
    assert_eq!(
        share.people,
        People {
            at_least: 90,
            at_most: 90
        }
    );
}

#[test]
fn what_was_set_aside_before_is_not_counted_again() {
    let versions = [release("1.0.0"), release("2.0.0"), release("2.1.0")];
    let affected = Affected::of(&counts(), &versions[1], &versions[2], &versions).unwrap();
    assert_eq!(affected.set_aside_before, 80);
    assert_eq!(
        affected.outcomes.keys().collect::<Vec<_>>(),
        [&Outcome::Kept]
    );
    assert_eq!(affected.total.ratings, 160);
}

#[test]
fn counts_of_something_else_are_refused() {
    let (old, new) = (release("1.0.0"), release("2.0.0"));
    let mut other = counts();
    other.framework = "another".parse().unwrap();
    let error = Affected::of(&other, &old, &new, &[]).unwrap_err();
    assert!(
        matches!(error, NotAffected::OtherFramework { .. }),
        "{error}"
    );
    let mut later = counts();
    later.versions[0].version = semver::Version::new(3, 0, 0);
    let error = Affected::of(&later, &old, &new, &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the ratings were made against 3.0.0, and none of these leads to 1.0.0: the versions up to it are 1.0.0"
    );
}

#[test]
fn other_text_is_no_counts() {
    let error = Counts::from_json(b"person,value\n").unwrap_err();
    assert!(matches!(error, CountsError::Json(_)));
    let error = Counts::from_json(br#"{"format": 2, "new": 1}"#).unwrap_err();
    assert!(matches!(error, CountsError::Format(2)));
}

#[test]
fn the_report_of_a_comparison_has_them() {
    let (old, new) = (release("1.0.0"), release("2.0.0"));
    let comparison = Comparison::between(old, new)
        .with_ratings(&counts(), &[])
        .unwrap();
    let report = serde_json::to_value(comparison.report()).unwrap();
    assert_eq!(report["ratings"]["outcomes"]["set-aside"]["ratings"], 80);
    let merged = &report["decisions"][0];
    assert_eq!(merged["record"]["change"], "merged");
    assert_eq!(merged["ratings"]["merged"]["ratings"], 160);
}

#[test]
fn no_number_is_too_large() {
    let (old, new) = (release("1.0.0"), release("2.0.0"));
    let mut hostile = counts();
    for it in hostile.versions[0].indicators.values_mut() {
        it.ratings = u64::MAX;
        it.of.people = u64::MAX;
    }
    let affected = Affected::of(&hostile, &old, &new, &[]).unwrap();
    assert_eq!(affected.total.ratings, u64::MAX);
    assert_eq!(affected.unknown, u64::MAX);
}
