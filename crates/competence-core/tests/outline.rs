//! How a change is told: a declared record is one decision with all that it explains, what no
//! record explains stays, and nothing is told twice or left out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::crosswalk::Crosswalk;
use competence_core::version::{Comparison, Decision, Effects};
use competence_core::{Bump, Carried, Model};
use serde_json::{Value, json};

fn competence(id: &str, kind: &str, indicators: &[(&str, &str)]) -> Value {
    let indicators: Vec<Value> = indicators
        .iter()
        .map(|(name, text)| json!({"id": format!("{id}.{name}"), "statement": {"en": text}}))
        .collect();
    json!({
        "id": id, "kind": kind, "status": "approved",
        "title": {"en": id}, "indicators": indicators,
    })
}

fn record(change: &str, from: &[&str], to: &[&str]) -> Value {
    json!({"change": change, "from": from, "to": to, "reason": "It was decided"})
}

/// A model of a version with competences, and the records of lineages by version.
#[allow(clippy::needless_pass_by_value, reason = "for short calls")]
fn model(version: &str, competences: Vec<Value>, lineage: &[(&str, Vec<Value>)]) -> Model {
    let lineage: Vec<Value> = lineage
        .iter()
        .map(|(version, records)| json!({"version": version, "records": records}))
        .collect();
    let bundle = json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": version, "title": {"en": "Demo"},
            "languages": {"primary": "en"}, "scale": {"levels": []},
        },
        "competences": competences,
        "lineage": lineage,
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

fn before() -> Model {
    let competences = vec![
        competence(
            "acting",
            "core",
            &[("sees", "Sees needs"), ("ends", "Ends what was begun")],
        ),
        competence(
            "serving",
            "core",
            &[("meets", "Meets needs"), ("tells", "Tells people")],
        ),
        competence(
            "leading",
            "leadership",
            &[("sets", "Sets goals"), ("asks", "Asks first")],
        ),
    ];
    model("1.0.0", competences, &[])
}

fn comparison(competences: Vec<Value>, records: Vec<Value>) -> Comparison {
    Comparison::between(before(), model("2.0.0", competences, &[("2.0.0", records)]))
}

fn leading() -> Value {
    competence(
        "leading",
        "leadership",
        &[("sets", "Sets goals"), ("asks", "Asks first")],
    )
}

fn rows(decision: &Decision<'_>) -> Vec<(Vec<String>, Vec<String>, Option<Carried>)> {
    let ids =
        |all: &[&competence_core::Indicator]| all.iter().map(|it| it.id.to_string()).collect();
    let rows = decision.statements.iter();
    rows.map(|it| (ids(&it.before), ids(&it.after), it.carried))
        .collect()
}

fn merger() -> Comparison {
    let serving = [
        ("sees", "Sees needs"),
        ("tells", "Tells people"),
        ("learns", "Learns"),
    ];
    let competences = vec![competence("serving-well", "core", &serving), leading()];
    comparison(
        competences,
        vec![
            record("merged", &["acting", "serving"], &["serving-well"]),
            record(
                "merged",
                &["acting.sees", "serving.meets"],
                &["serving-well.sees"],
            ),
            record("moved", &["serving.tells"], &["serving-well.tells"]),
        ],
    )
}

/// Every change is told once: with a decision, with its element, or with the settings.
fn assert_complete(comparison: &Comparison) {
    let outline = comparison.outline();
    let mut told: Vec<String> = Vec::new();
    let of_decisions = outline.decisions.iter().flat_map(|it| {
        let parts = it.parts.iter().flat_map(|it| &it.judgements);
        it.judgements.iter().chain(parts)
    });
    let of_groups = outline.groups.iter().flat_map(|it| &it.judgements);
    for it in of_decisions.chain(of_groups).chain(&outline.metadata) {
        told.push(it.change.fingerprint().to_string());
    }
    let all = comparison.judgements().into_iter();
    // The records are told as the decisions themselves.
    let all =
        all.filter(|it| it.change.element.noun() != "lineage" || outline.decisions.is_empty());
    let mut all: Vec<String> = all.map(|it| it.change.fingerprint().to_string()).collect();
    told.sort();
    all.sort();
    assert_eq!(told, all);
}

#[test]
fn a_merger_is_one_decision_with_its_statements_side_by_side() {
    let comparison = merger();
    let outline = comparison.outline();
    assert_complete(&comparison);
    let [decision] = &outline.decisions[..] else {
        panic!("{:?}", outline.decisions)
    };
    assert_eq!(decision.record.reason.as_deref(), Some("It was decided"));
    assert_eq!(decision.level(), Bump::Major);
    assert_eq!(decision.parts.len(), 2);
    let row = |before: &[&str], after: &[&str], carried| {
        let owned = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        (owned(before), owned(after), carried)
    };
    assert_eq!(
        rows(decision),
        [
            row(
                &["acting.sees", "serving.meets"],
                &["serving-well.sees"],
                Some(Carried::Joined)
            ),
            row(
                &["serving.tells"],
                &["serving-well.tells"],
                Some(Carried::Kept)
            ),
            row(&[], &["serving-well.learns"], None),
            row(&["acting.ends"], &[], Some(Carried::SetAside)),
        ]
    );
    // No record says what became of the one that was not carried over.
    let [group] = &outline.groups[..] else {
        panic!("{:?}", outline.groups)
    };
    assert_eq!(
        group.judgements[0].change.element.to_string(),
        "acting.ends"
    );
    assert!(outline.metadata.is_empty(), "the records are told");
}

#[test]
fn what_a_merger_means_for_assessments_is_counted() {
    let comparison = merger();
    let effects = Effects::of(&comparison);
    let outlook = effects.outlook();
    assert_eq!((outlook.all(), outlook.kept), (6, 2));
    assert_eq!((outlook.renamed, outlook.joined, outlook.lost), (1, 2, 1));
    let outlook = effects.of_competences(["serving-well"]);
    assert_eq!((outlook.all(), outlook.renamed, outlook.joined), (3, 1, 2));
    assert_eq!(effects.of_competences(["leading"]).kept, 2);
}

#[test]
fn a_split_and_a_retirement_are_decisions() {
    let competences = vec![
        competence(
            "acting",
            "core",
            &[("sees", "Sees needs"), ("ends", "Ends what was begun")],
        ),
        competence("goals", "leadership", &[("sets", "Sets goals")]),
        competence("people", "leadership", &[("asks", "Asks first")]),
    ];
    let comparison = comparison(
        competences,
        vec![
            record("split", &["leading"], &["goals", "people"]),
            record("moved", &["leading.sets"], &["goals.sets"]),
            record("moved", &["leading.asks"], &["people.asks"]),
            record("retired", &["serving"], &[]),
            record("retired", &["serving.meets", "serving.tells"], &[]),
        ],
    );
    assert_complete(&comparison);
    let outline = comparison.outline();
    let told: Vec<(&str, usize, usize)> = outline
        .decisions
        .iter()
        .map(|it| {
            (
                it.record.change.as_str(),
                it.parts.len(),
                it.statements.len(),
            )
        })
        .collect();
    assert_eq!(told, [("split", 2, 2), ("retired", 1, 2)]);
    assert!(outline.groups.is_empty(), "{:?}", outline.groups);
}

#[test]
fn a_rewording_is_told_with_its_record_and_without_one_by_itself() {
    let reworded = || {
        vec![
            competence(
                "acting",
                "core",
                &[("sees", "Notices needs"), ("ends", "Ends what was begun")],
            ),
            competence(
                "serving",
                "core",
                &[("meets", "Meets needs"), ("tells", "Tells people")],
            ),
            leading(),
        ]
    };
    let declared = comparison(
        reworded(),
        vec![record("reworded", &["acting.sees"], &["acting.sees"])],
    );
    assert_complete(&declared);
    let outline = declared.outline();
    assert_eq!((outline.decisions.len(), outline.groups.len()), (1, 0));
    assert!(outline.decisions[0].is_about_indicators());
    let undeclared = comparison(reworded(), Vec::new());
    let outline = undeclared.outline();
    assert_eq!((outline.decisions.len(), outline.groups.len()), (0, 1));
}

/// A draft may have its lineage already: what was done before is not told again.
#[test]
fn a_record_that_was_in_force_before_is_not_told_again() {
    let records = || vec![record("renamed", &["acting"], &["doing"])];
    let of = |version: &str, title: &str| {
        let mut doing = competence("doing", "core", &[("sees", "Sees needs")]);
        doing["title"]["en"] = json!(title);
        model(version, vec![doing], &[("2.0.0", records())])
    };
    let comparison =
        Comparison::between(of("2.0.0-draft.1", "Doing"), of("2.0.0-draft.2", "Acting"));
    assert_complete(&comparison);
    let outline = comparison.outline();
    assert_eq!((outline.decisions.len(), outline.groups.len()), (0, 1));
}

/// An entry of the order that follows from an addition is not counted as a change; a move is.
#[test]
fn an_order_is_told_where_somebody_moved_something() {
    let ordered = |version: &str, ids: &[&str]| {
        let all = ids.iter().map(|id| competence(id, "core", &[("one", id)]));
        let model = model(version, all.collect(), &[]);
        let mut bundle = serde_json::to_value(model.as_bundle()).unwrap();
        bundle["framework"]["order"] = json!({"competences": ids});
        Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
    };
    let kinds = |old: &Model, new: &Model| -> Vec<String> {
        let diff = competence_core::diff::Diff::between(old, new);
        assert_eq!(diff.apply(old).unwrap(), *new);
        let version = competence_core::ChangeKind::VersionChanged;
        let changes = diff.changes.iter().filter(|it| it.kind != version);
        changes.map(|it| it.element.to_string()).collect()
    };
    let old = ordered("1.0.0", &["b", "a"]);
    assert_eq!(
        kinds(&old, &ordered("1.1.0", &["b", "c", "a"])),
        ["c", "c.one"]
    );
    assert_eq!(kinds(&old, &ordered("1.1.0", &["b"])), ["a", "a.one"]);
    assert_eq!(kinds(&old, &ordered("1.1.0", &["a", "b"])), ["framework"]);
}

#[test]
fn assessments_are_carried_through_the_versions_between() {
    let first = before();
    let second = merger().after().clone();
    let renamed = [
        ("sees", "Sees needs"),
        ("tells", "Tells people"),
        ("learns", "Learns"),
    ];
    let third = model(
        "3.0.0",
        vec![competence("service", "core", &renamed), leading()],
        &[
            (
                "2.0.0",
                vec![
                    record("merged", &["acting", "serving"], &["serving-well"]),
                    record(
                        "merged",
                        &["acting.sees", "serving.meets"],
                        &["serving-well.sees"],
                    ),
                    record("moved", &["serving.tells"], &["serving-well.tells"]),
                ],
            ),
            (
                "3.0.0",
                vec![record("renamed", &["serving-well"], &["service"])],
            ),
        ],
    );
    let all = [first.clone(), second, third.clone()];
    let comparison = Comparison::between(first, third).carried_through(&all);
    assert_eq!(*comparison.crosswalk(), Crosswalk::over(&all).unwrap());
    let outlook = Effects::of(&comparison).outlook();
    assert_eq!((outlook.joined, outlook.renamed, outlook.lost), (2, 1, 1));
}
