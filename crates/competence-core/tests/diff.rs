//! What the difference of two models promises: nothing that differs goes unreported, and the
//! new model is the old one with the difference applied.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::check::load;
use competence_core::diff::Diff;
use competence_core::source::Memory;
use competence_core::{
    Bundle, ChangeKind, LanguageTag, LocalisedText, Model, Polarity, Status, starter,
};
use proptest::prelude::*;

fn starter_model() -> Model {
    let files: Memory = starter::FILES.iter().copied().collect();
    load(&files).model().unwrap().clone()
}

fn en() -> LanguageTag {
    LanguageTag::new("en").unwrap()
}

fn text(words: &str) -> LocalisedText {
    LocalisedText::new(en(), words)
}

/// One change of one thing, and what must be reported: the element and the kind of change.
type Mutation = fn(&mut Bundle, usize) -> (String, ChangeKind);

/// The nth of something, counted around.
macro_rules! nth {
    ($list:expr, $n:expr) => {{
        let list = &mut $list;
        let at = $n % list.len();
        &mut list[at]
    }};
}

/// An indicator of the competence with a number.
macro_rules! nth_indicator {
    ($bundle:expr, $n:expr) => {{
        let competence = nth!($bundle.competences, $n);
        nth!(competence.indicators, $n)
    }};
}

const MUTATIONS: &[Mutation] = &[
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.statement = indicator
            .statement
            .clone()
            .with(en(), "Says something else");
        (indicator.id.to_string(), ChangeKind::StatementReworded)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        let shouted = indicator.statement.get(&en()).unwrap().to_uppercase();
        indicator.statement = indicator
            .statement
            .clone()
            .with(en(), format!("{shouted}!"));
        (indicator.id.to_string(), ChangeKind::StatementEdited)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.statement = indicator
            .statement
            .clone()
            .with(LanguageTag::new("sl").unwrap(), "Nekaj drugega");
        (indicator.id.to_string(), ChangeKind::TranslationChanged)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.statement = indicator
            .statement
            .clone()
            .with(LanguageTag::new("hr").unwrap(), "Nešto");
        (indicator.id.to_string(), ChangeKind::TranslationAdded)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.statement = text(indicator.statement.get(&en()).unwrap());
        (indicator.id.to_string(), ChangeKind::TranslationRemoved)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.polarity = match indicator.polarity {
            Polarity::Effective => Polarity::Ineffective,
            Polarity::Ineffective => Polarity::Effective,
        };
        (indicator.id.to_string(), ChangeKind::PolarityChanged)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.level = Some(
            "1".parse::<u16>()
                .ok()
                .and_then(|it| competence_core::LevelValue::new(it).ok())
                .unwrap(),
        );
        (indicator.id.to_string(), ChangeKind::LevelChanged)
    },
    |it, n| {
        let indicator = nth_indicator!(it, n);
        indicator.status = Some(Status::Deprecated);
        (indicator.id.to_string(), ChangeKind::ElementDeprecated)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        let at = n % competence.indicators.len();
        let indicator = competence.indicators.remove(at);
        (indicator.id.to_string(), ChangeKind::ElementRemoved)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        let at = n % (competence.indicators.len() + 1);
        let mut indicator = competence.indicators[0].clone();
        indicator.id = format!("{}.brand-new", competence.id).parse().unwrap();
        competence.indicators.insert(at, indicator.clone());
        (indicator.id.to_string(), ChangeKind::ElementAdded)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        competence.indicators.rotate_left(1 + n % 2);
        (competence.id.to_string(), ChangeKind::IndicatorsReordered)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        competence.title = competence.title.clone().with(en(), "Another title");
        (competence.id.to_string(), ChangeKind::TextChanged)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        competence.status = Status::Consulted;
        (competence.id.to_string(), ChangeKind::StatusChanged)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        competence.kind = match competence.kind {
            competence_core::Kind::Core => competence_core::Kind::Digital,
            _ => competence_core::Kind::Core,
        };
        (competence.id.to_string(), ChangeKind::ElementMoved)
    },
    |it, n| {
        let cluster = nth!(it.clusters, n);
        cluster.organisations.clear();
        (cluster.id.to_string(), ChangeKind::MetadataChanged)
    },
    |it, n| {
        let cluster = nth!(it.clusters, n);
        cluster.parent = Some(cluster.id.clone());
        (cluster.id.to_string(), ChangeKind::ElementMoved)
    },
    |it, n| {
        let profile = nth!(it.profiles, n);
        profile.requires.pop();
        (profile.id.to_string(), ChangeKind::RequirementsChanged)
    },
    |it, _| {
        let profile = it.profiles.pop().unwrap();
        (profile.id.to_string(), ChangeKind::ElementRemoved)
    },
    |it, n| {
        let level = nth!(it.framework.scale.levels, n);
        level.title = level.title.clone().with(en(), "Another level");
        ("framework".into(), ChangeKind::ScaleChanged)
    },
    |it, _| {
        it.framework.scale.levels.pop();
        ("framework".into(), ChangeKind::ScaleChanged)
    },
    |it, _| {
        it.framework.organisations[0].title = text("The archive");
        it.framework.organisations[0].title = it.framework.organisations[0]
            .title
            .clone()
            .with(LanguageTag::new("sl").unwrap(), "Arhiv");
        ("framework".into(), ChangeKind::TextChanged)
    },
    |it, _| {
        it.framework.version = "1.0.0".parse().unwrap();
        ("framework".into(), ChangeKind::VersionChanged)
    },
    |it, _| {
        it.framework.order.profiles.clear();
        ("framework".into(), ChangeKind::MetadataChanged)
    },
    |it, _| {
        it.framework
            .languages
            .optional
            .push(LanguageTag::new("de").unwrap());
        ("framework".into(), ChangeKind::LanguagesChanged)
    },
    |it, _| {
        it.framework.rules.insert(
            "two-behaviours".parse().unwrap(),
            competence_core::Setting::Off,
        );
        ("framework".into(), ChangeKind::MetadataChanged)
    },
    |it, n| {
        let competence = nth!(it.competences, n);
        competence.mappings.push(competence_core::Mapping::new(
            competence_core::Relation::CloseMatch,
            "urn:x:y".parse().unwrap(),
        ));
        (competence.id.to_string(), ChangeKind::MappingsChanged)
    },
    |it, _| {
        it.lineage
            .push(competence_core::Lineage::new("1.0.0".parse().unwrap()));
        ("lineage/1.0.0".into(), ChangeKind::MetadataChanged)
    },
];

fn mutated(model: &Model, which: usize, n: usize) -> (Model, String, ChangeKind) {
    let mut bundle = model.as_bundle().clone();
    let (element, kind) = MUTATIONS[which % MUTATIONS.len()](&mut bundle, n);
    (Model::try_new(bundle).unwrap(), element, kind)
}
#[test]
fn a_model_does_not_differ_from_itself() {
    let model = starter_model();
    let diff = Diff::between(&model, &model);
    assert!(diff.is_empty() && diff.profiles.is_empty());
    assert_eq!(diff.apply(&model).unwrap(), model);
}

#[test]
fn each_change_of_one_thing_is_reported_as_that_change() {
    let old = starter_model();
    for which in 0..MUTATIONS.len() {
        for n in 0..13 {
            let (new, element, kind) = mutated(&old, which, n);
            if new == old {
                continue;
            }
            let diff = Diff::between(&old, &new);
            let reported: Vec<_> = diff
                .changes
                .iter()
                .map(|it| (it.element.to_string(), it.kind))
                .collect();
            assert_eq!(reported, [(element, kind)], "mutation {which}, {n}");
            assert_eq!(diff.apply(&old).unwrap(), new, "mutation {which}, {n}");
            // And back.
            assert_eq!(
                Diff::between(&new, &old).apply(&new).unwrap(),
                old,
                "mutation {which}, {n}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any number of changes at once: all that differs is in the difference.
    #[test]
    fn the_difference_makes_the_new_model_of_the_old(
        steps in prop::collection::vec((0..MUTATIONS.len(), 0usize..13), 0..12),
    ) {
        let old = starter_model();
        let mut new = old.clone();
        for (which, n) in steps {
            // Some mutations need something that an earlier one may have taken away.
            let enough = new.profiles().len() > 1
                && new.competences().iter().all(|it| it.indicators.len() > 1 && !it.indicators.iter().any(|it| it.id.as_str().ends_with(".brand-new")))
                && new.framework().scale.levels.len() > 1;
            if enough {
                new = mutated(&new, which, n).0;
            }
        }
        let diff = Diff::between(&old, &new);
        prop_assert_eq!(diff.is_empty(), old == new);
        prop_assert_eq!(diff.apply(&old).unwrap(), new.clone());
        prop_assert_eq!(Diff::between(&new, &old).apply(&new).unwrap(), old);
    }
}

/// The starter with other texts in its bundle.
fn replaced(pairs: &[(&str, &str)]) -> Model {
    let mut json = starter_model().to_bundle().unwrap();
    for (from, to) in pairs {
        assert!(json.contains(from), "{from}");
        json = json.replace(from, to);
    }
    Model::from_bundle(json.as_bytes()).unwrap()
}

fn summary(diff: &Diff) -> Vec<String> {
    diff.changes
        .iter()
        .map(|it| format!("{} {:?}", it.element, it.kind))
        .collect()
}

#[test]
fn an_element_under_another_id_is_matched_by_lineage_only() {
    let old = starter_model();
    let ids = ("cooperation.keeps-agreements", "cooperation.keeps-promises");
    let without = replaced(&[ids]);
    assert_eq!(
        summary(&Diff::between(&old, &without)),
        [
            "cooperation.keeps-promises ElementAdded",
            "cooperation.keeps-agreements ElementRemoved"
        ]
    );
    let record = r#""lineage":[{"version":"1.0.0","records":[{"change":"renamed","from":["cooperation.keeps-agreements"],"to":["cooperation.keeps-promises"]}]}]"#;
    let with = replaced(&[ids, (r#""lineage":[]"#, record)]);
    let diff = Diff::between(&old, &with);
    assert_eq!(
        summary(&diff),
        [
            "cooperation.keeps-promises IdChanged",
            "lineage/1.0.0 MetadataChanged"
        ]
    );
    assert_eq!(diff.apply(&old).unwrap(), with);
}

#[test]
fn the_indicators_of_a_renamed_competence_follow_it() {
    let old = starter_model();
    let record = r#""lineage":[{"version":"1.0.0","records":[{"change":"renamed","from":["cooperation"],"to":["working-together"]}]}]"#;
    let new = replaced(&[
        ("\"cooperation", "\"working-together"),
        (r#""lineage":[]"#, record.replace("working", "x").as_str()),
    ]);
    // The record names an element that is not there, so nothing is matched.
    assert!(summary(&Diff::between(&old, &new)).contains(&"cooperation ElementRemoved".to_owned()));
    let json = new.to_bundle().unwrap().replace(
        "[\"cooperation\"],\"to\":[\"x-together\"]",
        "[\"cooperation\"],\"to\":[\"working-together\"]",
    );
    let new = Model::from_bundle(json.as_bytes()).unwrap();
    let diff = Diff::between(&old, &new);
    assert_eq!(
        summary(&diff),
        [
            "working-together IdChanged",
            "working-together.shares-knowledge IdChanged",
            "working-together.keeps-agreements IdChanged",
            "working-together.hides-problems IdChanged",
            "lineage/1.0.0 MetadataChanged",
        ]
    );
    assert_eq!(diff.apply(&old).unwrap(), new);
}

#[test]
fn profiles_are_told_what_they_gain_and_lose() {
    let old = starter_model();
    let new = replaced(&[(
        "\"kind\":\"leadership\",\"title\"",
        "\"kind\":\"core\",\"title\"",
    )]);
    let diff = Diff::between(&old, &new);
    assert_eq!(summary(&diff), ["leading-people ElementMoved"]);
    let effects: Vec<_> = diff
        .profiles
        .iter()
        .map(|it| format!("{} +{:?}", it.profile, it.gains))
        .collect();
    assert_eq!(
        effects,
        [
            "every-employee +[\"leading-people\"]",
            "records-manager +[\"leading-people\"]"
        ]
    );
}

#[test]
fn lineage_is_suggested_and_ready_to_paste() {
    let old = starter_model();
    let mut bundle = old.as_bundle().clone();
    // Two competences become one, with their statements slightly reworded.
    let merged = |json: &str| {
        json.replace("digital-work.", "united.")
            .replace("cooperation.", "united.")
            .replace("made within the team", "made within a team")
    };
    let all: Vec<_> = bundle
        .competences
        .iter()
        .filter(|it| ["cooperation", "digital-work"].contains(&it.id.as_str()))
        .cloned()
        .collect();
    let indicators: Vec<_> = all.iter().flat_map(|it| it.indicators.clone()).collect();
    let mut united = all[0].clone();
    united.id = "united".parse().unwrap();
    united.indicators =
        serde_json::from_str(&merged(&serde_json::to_string(&indicators).unwrap())).unwrap();
    bundle.competences.retain(|it| !all.contains(it));
    bundle.competences.push(united);
    let new = Model::try_new(bundle).unwrap();
    let diff = Diff::between(&old, &new);
    let suggestions = diff.suggestions(&old, &new);
    let shown: Vec<String> = suggestions.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(shown.concat());
}

#[test]
fn what_only_names_a_renamed_element_did_not_change_itself() {
    let old = starter_model();
    let json = old.to_bundle().unwrap();
    let renamed = json
        .replace("\"records-management\"", "\"archives\"")
        .replace("1.0.0-draft.1", "1.0.0");
    let mut bundle = Model::from_bundle(renamed.as_bytes())
        .unwrap()
        .as_bundle()
        .clone();
    let kinds = |bundle: &Bundle| -> Vec<(String, ChangeKind)> {
        let diff = Diff::between(&old, &Model::try_new(bundle.clone()).unwrap());
        let changes = diff.changes.into_iter();
        let of_version = |kind| kind == ChangeKind::VersionChanged;
        let kept =
            changes.filter(|it| !of_version(it.kind) && !it.element.to_string().contains('/'));
        kept.map(|it| (it.element.to_string(), it.kind)).collect()
    };
    let moved = ("keeping-records".to_owned(), ChangeKind::ElementMoved);
    assert!(kinds(&bundle).contains(&moved));
    let record = serde_json::json!({"change": "renamed", "from": ["records-management"], "to": ["archives"]});
    let lineage = serde_json::json!({"version": "1.0.0", "records": [record]});
    bundle
        .lineage
        .push(serde_json::from_value(lineage).unwrap());
    assert_eq!(
        kinds(&bundle),
        [("archives".to_owned(), ChangeKind::IdChanged)]
    );
    // What asks for something else as well did change.
    let last = bundle.profiles.len() - 1;
    bundle.profiles[last].requires.clear();
    let changed = (
        "records-manager".to_owned(),
        ChangeKind::RequirementsChanged,
    );
    assert!(kinds(&bundle).contains(&changed));
}
