//! What a crosswalk promises: each old element has its successors, and steps compose.
#![cfg(feature = "check")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use competence_core::check::load;
use competence_core::crosswalk::{
    Crosswalk, Entry as CrosswalkEntry, Exactness, Reason as CrosswalkReason,
};
use competence_core::migration::{Fate, Migration};
use competence_core::source::Memory;
use competence_core::{Model, starter};
use proptest::prelude::*;

fn show(crosswalk: &Crosswalk) -> String {
    let mut out = format!("{} → {}\n", crosswalk.from, crosswalk.to);
    for (id, entry) in &crosswalk.entries {
        let successors: Vec<String> = entry
            .successors
            .iter()
            .map(|(id, it)| format!("{id} ({})", it.as_str()))
            .collect();
        let reasons: Vec<String> = entry
            .reasons
            .iter()
            .map(|it| format!(" [{}: {}]", it.version, it.text))
            .collect();
        writeln!(out, "{id}: {}{}", successors.join(", "), reasons.concat()).unwrap();
    }
    out
}

/// The starter's bundle as a version, with its lineage and other texts.
fn version(version: &str, lineage: &str, replaced: &[(&str, &str)]) -> Model {
    let files: Memory = starter::FILES.iter().copied().collect();
    let mut json = load(&files).model().unwrap().to_bundle().unwrap();
    json = json.replace("1.0.0-draft.1", version);
    for (from, to) in replaced {
        assert!(json.contains(from), "{from}");
        json = json.replace(from, to);
    }
    let lineage = format!("\"lineage\":[{lineage}]");
    Model::from_bundle(json.replace("\"lineage\":[]", &lineage).as_bytes()).unwrap()
}

#[test]
fn every_kind_of_record_has_its_successors() {
    let one = version("1.0.0", "", &[]);
    let records = r#"{"version":"2.0.0","records":[
        {"change":"renamed","from":["cooperation"],"to":["working-together"],"reason":"a better name"},
        {"change":"merged","from":["leading-people.sets-expectations","leading-people.gives-feedback"],"to":["leading-people.digital-tools"],"reason":"they went together"},
        {"change":"reworded","from":["digital-work.protects-data"],"to":["digital-work.protects-data"],"editorial":true},
        {"change":"reworded","from":["digital-work.checks-sources"],"to":["digital-work.checks-sources"]},
        {"change":"split","from":["digital-work.automates"],"to":["digital-work.protects-data","digital-work.checks-sources"]},
        {"change":"retired","from":["keeping-records.finds"],"reason":"nobody is asked for files"},
        {"change":"replaced","from":["keeping-records.disposes"],"to":["keeping-records.classifies"]}
    ]}"#;
    let two = version(
        "2.0.0",
        records,
        &[
            ("\"cooperation", "\"working-together"),
            (
                "Protects personal data when sharing files",
                "Protects personal data in sharing files",
            ),
            (
                "Checks the source of information found online",
                "Trusts what is found online",
            ),
            (
                "Classifies each document by the filing plan",
                "Classifies each document by the filing plan!",
            ),
            (
                "Finds a requested file within the agreed time",
                "Answers the telephone",
            ),
        ],
    );
    insta::assert_snapshot!(show(&Crosswalk::between(&one, &two)));
}

#[test]
fn two_steps_lead_from_the_first_version_to_the_third() {
    let one = version("1.0.0", "", &[]);
    let two_lineage = r#"{"version":"2.0.0","records":[{"change":"renamed","from":["cooperation.keeps-agreements"],"to":["cooperation.keeps-promises"],"reason":"one"}]}"#;
    let two = version(
        "2.0.0",
        two_lineage,
        &[("cooperation.keeps-agreements", "cooperation.keeps-promises")],
    );
    let three_lineage = format!(
        "{two_lineage},{}",
        r#"{"version":"3.0.0","records":[{"change":"merged","from":["cooperation.keeps-promises","cooperation.shares-knowledge"],"to":["cooperation.shares-knowledge"],"reason":"two"}]}"#
    );
    let three = version(
        "3.0.0",
        &three_lineage,
        &[
            ("cooperation.keeps-agreements", "cooperation.keeps-else"),
            ("Keeps agreements made within the team", "Something else"),
        ],
    );
    let composed = Crosswalk::between(&one, &two).then(&Crosswalk::between(&two, &three));
    let entry = &composed.entries["cooperation.keeps-agreements"];
    assert_eq!(
        entry.successors,
        BTreeMap::from([(
            "cooperation.shares-knowledge".parse().unwrap(),
            Exactness::MergedInto
        )])
    );
    let reasons: Vec<&str> = entry.reasons.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(reasons, ["one", "two"]);
}

#[test]
fn a_rating_is_not_carried_where_the_meaning_turned() {
    let one = version("1.0.0", "", &[]);
    let moved = r#"{"version":"2.0.0","records":[
        {"change":"renamed","from":["cooperation.keeps-agreements"],"to":["cooperation.keeps-promises"]},
        {"change":"reworded","from":["cooperation.hides-problems"],"to":["cooperation.hides-problems"],"editorial":true}
    ]}"#;
    let two = version(
        "2.0.0",
        moved,
        &[
            ("cooperation.keeps-agreements", "cooperation.keeps-promises"),
            ("Keeps agreements made within the team", "Something else"),
            (",\"polarity\":\"ineffective\"", ""),
        ],
    );
    let crosswalk = Crosswalk::between(&one, &two);
    // A renaming that is not declared editorial, and a polarity that turned, whatever is declared.
    for id in ["cooperation.keeps-agreements", "cooperation.hides-problems"] {
        assert_eq!(crosswalk.entries[id].successors, BTreeMap::new(), "{id}");
    }
    // What speaks for the competence takes in nothing that spoke against it, in whatever record.
    let turned = r#"{"version":"2.0.0","records":[
        {"change":"merged","from":["cooperation.hides-problems","cooperation.shares-knowledge"],"to":["cooperation.shares-knowledge"]}
    ]}"#;
    let merged = version(
        "2.0.0",
        turned,
        &[(
            "cooperation.hides-problems\",\"statement",
            "cooperation.other\",\"statement",
        )],
    );
    let crosswalk = Crosswalk::between(&version("1.0.0", "", &[]), &merged);
    let successors = |id: &str| crosswalk.entries[id].successors.len();
    assert_eq!(successors("cooperation.hides-problems"), 0);
    assert_eq!(successors("cooperation.shares-knowledge"), 1);
}

#[test]
fn ratings_have_a_fate_over_all_versions() {
    let one = version("1.0.0", "", &[]);
    let records = r#"{"version":"2.0.0","records":[
        {"change":"retired","from":["keeping-records.finds"],"reason":"nobody is asked for files"},
        {"change":"split","from":["digital-work.automates"],"to":["digital-work.automates","digital-work.plans"]}
    ]}"#;
    let two = version(
        "2.0.0",
        records,
        &[
            ("keeping-records.finds", "keeping-records.seeks"),
            ("keeping-records.disposes", "keeping-records.destroys"),
            ("digital-work.protects-data", "digital-work.plans"),
        ],
    );
    let three = version(
        "3.0.0",
        records,
        &[
            ("keeping-records.finds", "keeping-records.seeks"),
            ("keeping-records.disposes", "keeping-records.destroys"),
            ("digital-work.protects-data", "digital-work.plans"),
            ("Keeps agreements made within the team", "Keeps nothing"),
        ],
    );
    let versions = [one, two, three];
    let migration = Migration::over(&versions).unwrap();
    let mut out = String::new();
    for (_, indicator) in versions[0].indicators() {
        let fate = migration.fate(indicator.id.as_str()).unwrap();
        let fate = match fate {
            Fate::SetAside(reason) => reason.clone(),
            Fate::Carried(targets) => targets
                .iter()
                .map(|it| format!("{} {}", it.way.as_str(), it.id))
                .collect::<Vec<_>>()
                .join(", "),
        };
        writeln!(out, "{}: {fate}", indicator.id).unwrap();
    }
    insta::assert_snapshot!(out);
    assert_eq!(migration.fate("cooperation"), None);
}

#[test]
fn no_rating_is_carried_where_the_scale_changed() {
    let one = version("1.0.0", "", &[]);
    let two = version("2.0.0", "", &[("\"value\":3", "\"value\":7")]);
    let migration = Migration::over(&[one.clone(), two.clone(), two]).unwrap();
    for (_, indicator) in one.indicators() {
        let reason = "the scale changed in version 2.0.0".to_owned();
        let fate = migration.fate(indicator.id.as_str());
        assert_eq!(fate, Some(&Fate::SetAside(reason)));
    }
}

/// Any crosswalk over a few elements.
fn any_crosswalk(from: u64) -> impl Strategy<Value = Crosswalk> {
    let exactness = prop::sample::select(
        &[
            Exactness::Same,
            Exactness::Editorial,
            Exactness::MergedInto,
            Exactness::PartOf,
        ][..],
    );
    let id = || (0usize..6).prop_map(|number| format!("e{number}").parse().unwrap());
    let successors = prop::collection::btree_map(id(), exactness, 0..4);
    let reasons = prop::collection::btree_set(0u8..3, 0..2);
    let entry = (successors, reasons).prop_map(move |(successors, reasons)| CrosswalkEntry {
        successors,
        reasons: reasons
            .into_iter()
            .map(|number| CrosswalkReason {
                version: semver(from + 1),
                text: number.to_string(),
            })
            .collect::<BTreeSet<_>>(),
    });
    prop::collection::btree_map(id(), entry, 0..7).prop_map(move |entries| Crosswalk {
        from: semver(from),
        to: semver(from + 1),
        entries,
    })
}

fn semver(major: u64) -> ::semver::Version {
    ::semver::Version::new(major, 0, 0)
}

proptest! {
    #[test]
    fn composition_is_associative(a in any_crosswalk(1), b in any_crosswalk(2), c in any_crosswalk(3)) {
        prop_assert_eq!(a.then(&b).then(&c), a.then(&b.then(&c)));
    }

    #[test]
    fn every_old_element_has_an_entry(a in any_crosswalk(1), b in any_crosswalk(2)) {
        prop_assert!(a.then(&b).entries.keys().eq(a.entries.keys()));
    }
}
