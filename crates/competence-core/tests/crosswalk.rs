//! What a crosswalk promises: each old element has its successors, and steps compose.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use competence_core::check::load;
use competence_core::crosswalk::{
    Crosswalk, Entry as CrosswalkEntry, Exactness, Reason as CrosswalkReason, ScaleStep,
};
use competence_core::diff::Diff;
use competence_core::migration::{Fate, Mean, Migration, Unconverted, Way};
use competence_core::source::Memory;
use competence_core::{ChangeKind, LevelValue, Model, starter};
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
fn over_all_versions_is_one_after_the_other() {
    assert_eq!(Crosswalk::over(&[]), None);
    assert!(Migration::over(&[]).is_none());
    let one = version("1.0.0", "", &[]);
    assert_eq!(
        Crosswalk::over(std::slice::from_ref(&one)),
        Some(Crosswalk::between(&one, &one))
    );
    let renamed = r#"{"version":"2.0.0","records":[{"change":"renamed","from":["cooperation"],"to":["working-together"]}]}"#;
    let two = version("2.0.0", renamed, &[("\"cooperation", "\"working-together")]);
    let three = version("3.0.0", renamed, &[("\"cooperation", "\"working-together")]);
    let steps = Crosswalk::between(&one, &two).then(&Crosswalk::between(&two, &three));
    let over = Crosswalk::over(&[one, two, three]).unwrap();
    assert_eq!(over, steps);
    assert!(
        over.entries["cooperation"]
            .successors
            .contains_key("working-together")
    );
}

#[test]
fn a_mean_is_of_as_many_as_lead_to_it_and_needs_numbers() {
    let one = version("1.0.0", "", &[]);
    let id = |text: &str| text.parse::<competence_core::ElementId>().unwrap();
    let same = Migration::over(&[one.clone(), one.clone()]).unwrap();
    assert!(!same.needs_numbers() && !same.converts());
    assert_eq!(same.sources(&id("keeping-records.finds")), 1);
    assert_eq!(same.sources(&id("keeping-records.nothing")), 0);
    let merged = r#"{"version":"2.0.0","records":[
        {"change":"merged","from":["keeping-records.finds","keeping-records.disposes"],"to":["keeping-records.finds"]}]}"#;
    let two = version(
        "2.0.0",
        merged,
        &[("keeping-records.disposes", "keeping-records.other")],
    );
    let migration = Migration::over(&[one.clone(), two]).unwrap();
    assert!(migration.needs_numbers() && !migration.converts());
    assert_eq!(migration.sources(&id("keeping-records.finds")), 2);
    let merged = |id: &str| migration.fate(id).unwrap().is_merged();
    assert!(merged("keeping-records.finds") && merged("keeping-records.disposes"));
    assert!(!merged("keeping-records.classifies"));
    // What a part of another one is added to is a mean too, or it would be rated twice.
    let shared = r#"{"version":"2.0.0","records":[
        {"change":"split","from":["digital-work.automates"],"to":["digital-work.automates","digital-work.protects-data"]}]}"#;
    let migration = Migration::over(&[one.clone(), version("2.0.0", shared, &[])]).unwrap();
    let ways = |id: &str| match migration.fate(id).unwrap() {
        Fate::Carried(targets) => targets.iter().map(|it| it.way).collect::<Vec<_>>(),
        Fate::SetAside(reason) => panic!("{reason}"),
    };
    assert_eq!(ways("digital-work.protects-data"), [Way::Merged]);
    assert_eq!(ways("digital-work.automates"), [Way::Split, Way::Merged]);
    // What goes on under another id, and into a mean, is there twice.
    let twice = r#"{"version":"2.0.0","records":[
        {"change":"renamed","from":["digital-work.automates"],"to":["digital-work.plans"]},
        {"change":"merged","from":["digital-work.automates","digital-work.protects-data"],"to":["digital-work.protects-data"]}]}"#;
    let two = version(
        "2.0.0",
        twice,
        &[(
            "digital-work.automates\",\"statement",
            "digital-work.plans\",\"statement",
        )],
    );
    let migration = Migration::over(&[one.clone(), two]).unwrap();
    let ways = |id: &str| match migration.fate(id).unwrap() {
        Fate::Carried(targets) => targets
            .iter()
            .map(|it| (it.id.as_str(), it.way))
            .collect::<Vec<_>>(),
        Fate::SetAside(reason) => panic!("{reason}"),
    };
    assert_eq!(
        ways("digital-work.automates"),
        [
            ("digital-work.plans", Way::Split),
            ("digital-work.protects-data", Way::Merged)
        ]
    );
    let mapped = r#"{"version":"2.0.0","scale":{"1":2,"2":3,"3":3}}"#;
    let migration = Migration::over(&[one, version("2.0.0", mapped, &[])]).unwrap();
    assert!(migration.needs_numbers() && migration.converts());
}

#[test]
fn a_mean_counts_a_rating_as_often_as_it_stands_for() {
    let mut mean = Mean::default();
    assert_eq!((mean.value(), mean.parts()), (None, 0));
    mean.add(4.0, 2);
    assert_eq!((mean.value(), mean.parts()), (Some(4.0), 2));
    mean.add(1.0, 4);
    assert_eq!((mean.value(), mean.parts()), (Some(2.0), 6));
}

#[test]
fn every_kind_of_change_has_its_rule_by_its_word() {
    use competence_core::version::{find, rule_of};
    for kind in ChangeKind::ALL {
        let rule = find(kind.as_str());
        assert_eq!(rule.map(|it| it.kind), rule_of(*kind).map(|it| it.kind));
        assert_eq!(
            rule.map(competence_core::version::ChangeRule::id),
            rule.map(|it| it.kind.as_str())
        );
        assert_eq!(rule.is_none(), *kind == ChangeKind::VersionChanged);
    }
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

/// The starter with another scale.
fn rescaled(number: &str, lineage: &str, levels: &[(u16, &str)]) -> Model {
    let model = version(number, lineage, &[]);
    let mut bundle = model.as_bundle().clone();
    let level = bundle.framework.scale.levels[0].clone();
    let levels = levels.iter().map(|(value, title)| {
        let mut level = level.clone();
        level.value = LevelValue::new(*value).unwrap();
        level.title = serde_json::from_str(&format!(r#"{{"en":"{title}"}}"#)).unwrap();
        level.anchor = None;
        level
    });
    bundle.framework.scale.levels = levels.collect();
    Model::try_new(bundle).unwrap()
}

const THREE: &[(u16, &str)] = &[(1, "Not yet"), (2, "At times"), (3, "As a rule")];
const FIVE: &[(u16, &str)] = &[
    (1, "No"),
    (2, "Rarely"),
    (3, "At times"),
    (4, "Often"),
    (5, "Always"),
];

/// What ratings become over some versions, or why they do not.
fn converted(versions: &[Model], ratings: &[(f64, u32)]) -> Vec<Result<f64, Unconverted>> {
    let migration = Migration::over(versions).unwrap();
    let convert = |(rating, parts): &(f64, u32)| migration.convert(*rating, *parts);
    ratings.iter().map(convert).collect()
}

/// How the ratings of an indicator that is the same get over some versions.
fn way(versions: &[Model]) -> Option<Way> {
    let migration = Migration::over(versions).unwrap();
    match migration.fate("keeping-records.finds").unwrap() {
        Fate::Carried(targets) => Some(targets[0].way),
        Fate::SetAside(reason) => {
            assert!(
                reason.starts_with("the scale changed in version "),
                "{reason}"
            );
            None
        }
    }
}

#[test]
fn ratings_are_carried_by_the_map_of_the_scale() {
    let old = rescaled("1.0.0", "", THREE);
    let on_a_line = r#"{"version":"2.0.0","scale":{"1":1,"2":3,"3":5}}"#;
    let versions = [old.clone(), rescaled("2.0.0", on_a_line, FIVE)];
    assert_eq!(way(&versions), Some(Way::Mapped));
    assert_eq!(
        converted(
            &versions,
            &[(1.0, 1), (2.0, 1), (3.0, 1), (2.5, 1), (2.0, 2), (4.0, 1)]
        ),
        [
            Ok(1.0),
            Ok(3.0),
            Ok(5.0),
            Ok(4.0),
            Ok(3.0),
            Err(Unconverted::OffScale)
        ]
    );
    let crosswalk = Crosswalk::between(&versions[0], &versions[1]);
    let level = |number| LevelValue::new(number).unwrap();
    let map = [(1, 1), (2, 3), (3, 5)].map(|(from, to)| (level(from), level(to)));
    assert_eq!(crosswalk.scale, ScaleStep::Mapped(BTreeMap::from(map)));
    // The version is a promise that assessments are carried over as they are.
    let changes = Diff::between(&versions[0], &versions[1]).changes;
    assert!(changes.iter().any(|it| it.kind == ChangeKind::ScaleChanged));

    let odd = [-1.0, -0.0, 0.0, 3.5, f64::NAN, f64::INFINITY, 1e300];
    assert!(
        converted(&versions, &odd.map(|it| (it, 1)))
            .iter()
            .all(|it| *it == Err(Unconverted::OffScale))
    );

    // Of what lies between levels nothing is known, if they become others unevenly.
    let uneven = r#"{"version":"2.0.0","scale":{"1":1,"2":2,"3":5}}"#;
    let versions = [old, rescaled("2.0.0", uneven, FIVE)];
    let between = Err(Unconverted::BetweenLevels);
    assert_eq!(
        converted(
            &versions,
            &[(2.0, 1), (3.0, 1), (2.5, 1), (2.0, 2), (0.5, 1)]
        ),
        [
            Ok(2.0),
            Ok(5.0),
            between,
            between,
            Err(Unconverted::OffScale)
        ]
    );
}

#[test]
fn maps_of_the_scale_compose() {
    let one = rescaled("1.0.0", "", THREE);
    let to_five = r#"{"version":"2.0.0","scale":{"1":1,"2":3,"3":5}}"#;
    let two = rescaled("2.0.0", to_five, FIVE);
    let and_back =
        format!(r#"{to_five},{{"version":"3.0.0","scale":{{"1":3,"2":3,"3":2,"4":1,"5":1}}}}"#);
    let three = rescaled("3.0.0", &and_back, THREE);
    let turned = [Ok(3.0), Ok(2.0), Ok(1.0)];
    let ratings = [(1.0, 1), (2.0, 1), (3.0, 1)];
    assert_eq!(
        converted(&[one.clone(), two.clone(), three.clone()], &ratings),
        turned
    );
    // A version that is left out takes nothing with it, since its lineage is in force.
    assert_eq!(converted(&[one.clone(), three.clone()], &ratings), turned);
    assert_eq!(way(&[one.clone(), three]), Some(Way::Mapped));
    // An editorial change before or after a map changes nothing of it.
    let both = format!(
        r#"{{"version":"1.5.0","scale":"editorial"}},{to_five},{{"version":"3.0.0","scale":"editorial"}}"#
    );
    let five = [Ok(1.0), Ok(3.0), Ok(5.0)];
    assert_eq!(
        converted(&[one.clone(), rescaled("3.0.0", &both, FIVE)], &ratings),
        five
    );
    // One step that nothing is said of is one too many.
    let lost = rescaled("3.0.0", to_five, THREE);
    assert_eq!(way(&[one, two, lost]), None);
}

#[test]
fn an_editorial_change_of_the_scale_keeps_ratings() {
    let old = rescaled("1.0.0", "", THREE);
    let words: &[(u16, &str)] = &[(1, "Never"), (2, "Now and then"), (3, "As a rule")];
    let kinds = |lineage: &str, levels| {
        let new = rescaled("1.0.1", lineage, levels);
        let kinds = Diff::between(&old, &new)
            .changes
            .into_iter()
            .map(|it| it.kind);
        let scale =
            |it: &ChangeKind| matches!(it, ChangeKind::ScaleChanged | ChangeKind::ScaleEdited);
        let kinds: BTreeSet<ChangeKind> = kinds.filter(scale).collect();
        (
            way(&[old.clone(), new]),
            kinds.into_iter().collect::<Vec<_>>(),
        )
    };
    let editorial = r#"{"version":"1.0.1","scale":"editorial"}"#;
    let identity = r#"{"version":"1.0.1","scale":{"1":1,"2":2,"3":3}}"#;
    let kept = (Some(Way::Kept), vec![ChangeKind::ScaleEdited]);
    assert_eq!(kinds(editorial, words), kept);
    assert_eq!(kinds(identity, words), kept);
    // What is the same without case and punctuation needs no word of the lineage.
    assert_eq!(
        kinds("", &[(1, "not yet."), (2, "At times"), (3, "As a rule")]),
        kept
    );
    assert_eq!(kinds("", words), (None, vec![ChangeKind::ScaleChanged]));
    // A map that does not lead from every level to one that is there is none.
    for map in [r#"{"1":1,"2":2}"#, r#"{"1":1,"2":2,"3":4}"#] {
        let lineage = format!(r#"{{"version":"1.0.1","scale":{map}}}"#);
        assert_eq!(
            kinds(&lineage, words),
            (None, vec![ChangeKind::ScaleChanged]),
            "{map}"
        );
    }
    // One more level changes the scale, though ratings made before keep their meaning.
    let more: &[(u16, &str)] = &[
        (1, "Not yet"),
        (2, "At times"),
        (3, "As a rule"),
        (4, "Always"),
    ];
    assert_eq!(
        kinds(identity, more),
        (Some(Way::Kept), vec![ChangeKind::ScaleChanged])
    );
    assert_eq!(kinds("", more), (None, vec![ChangeKind::ScaleChanged]));
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
    let entries = prop::collection::btree_map(id(), entry, 0..7);
    (entries, any_scale_step(from + 1)).prop_map(move |(entries, scale)| Crosswalk {
        from: semver(from),
        to: semver(from + 1),
        scale,
        entries,
    })
}

fn any_scale_step(to: u64) -> impl Strategy<Value = ScaleStep> {
    let level = || (1u16..5).prop_map(|it| LevelValue::new(it).unwrap());
    let map = prop::collection::btree_map(level(), level(), 0..5);
    prop_oneof![
        1 => Just(ScaleStep::Same),
        3 => map.prop_map(ScaleStep::Mapped),
        1 => Just(ScaleStep::Changed(semver(to))),
    ]
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
