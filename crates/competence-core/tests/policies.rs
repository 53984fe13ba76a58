//! What a change needs under each versioning policy.
#![allow(clippy::unwrap_used, missing_docs)]

use competence_core::version::Comparison;
use competence_core::{Bump, ChangeKind, Model, VersioningPolicy, version};
use serde_json::{Value, json};

fn base(policy: VersioningPolicy) -> Value {
    json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
            "languages": {"primary": "en"},
            "versioning-policy": policy,
            "scale": {"levels": [
                {"value": 1, "title": {"en": "Never"}},
                {"value": 2, "title": {"en": "Always"}},
            ]},
        },
        "competences": [
            {
                "id": "a", "kind": "core", "title": {"en": "A"}, "status": "approved",
                "indicators": [
                    {"id": "a.one", "statement": {"en": "Keeps agreements"}},
                    {"id": "a.two", "statement": {"en": "Asks for help"}},
                ],
            },
            {"id": "b", "kind": "core", "title": {"en": "B"}, "status": "approved"},
        ],
        "profiles": [{
            "id": "clerk", "title": {"en": "Clerk"}, "status": "approved",
            "requires": [{"competence": "a", "level": 1}],
        }],
    })
}

/// The kind of the one change, and what it needs under `assessments` and `progression`.
fn needed(edit: fn(&mut Value)) -> (ChangeKind, Bump, Bump) {
    let [one, other] = VersioningPolicy::ALL else {
        unreachable!("there are two policies")
    };
    let of = |policy: &VersioningPolicy| {
        let old = base(*policy);
        let mut new = old.clone();
        edit(&mut new);
        let model = |it: &Value| Model::from_bundle(it.to_string().as_bytes()).unwrap();
        let comparison = Comparison::between(model(&old), model(&new));
        let judgements = comparison.judgements();
        assert_eq!(judgements.len(), 1, "{judgements:#?}");
        assert_eq!(
            comparison.verdict().unwrap().needed,
            Some(judgements[0].level)
        );
        (judgements[0].change.kind, judgements[0].level)
    };
    let ((kind, one), (same, other)) = (of(one), of(other));
    assert_eq!(kind, same);
    (kind, one, other)
}

#[test]
fn what_asks_more_is_major_in_a_progression_and_what_removes_is_minor() {
    assert_eq!(
        needed(|it| {
            let indicators = it["competences"][0]["indicators"].as_array_mut().unwrap();
            indicators.push(json!({"id": "a.three", "statement": {"en": "Shares what it knows"}}));
        }),
        (ChangeKind::ElementAdded, Bump::Minor, Bump::Major)
    );
    assert_eq!(
        needed(|it| {
            let indicators = it["competences"][0]["indicators"].as_array_mut().unwrap();
            indicators.pop();
        }),
        (ChangeKind::ElementRemoved, Bump::Major, Bump::Minor)
    );
    assert_eq!(
        needed(
            |it| it["competences"][0]["indicators"][0]["statement"]["en"] =
                "Keeps agreements.".into()
        ),
        (ChangeKind::StatementEdited, Bump::Patch, Bump::Minor)
    );
    assert_eq!(
        needed(
            |it| it["competences"][0]["indicators"][0]["statement"]["en"] = "Leads the team".into()
        ),
        (ChangeKind::StatementReworded, Bump::Major, Bump::Major)
    );
}

#[test]
fn a_requirement_is_raised_by_one_more_competence_or_a_higher_level() {
    let raised = (ChangeKind::RequirementsRaised, Bump::Minor, Bump::Major);
    assert_eq!(
        needed(|it| it["profiles"][0]["requires"][0]["level"] = 2.into()),
        raised
    );
    assert_eq!(
        needed(|it| {
            let requires = it["profiles"][0]["requires"].as_array_mut().unwrap();
            requires.push(json!({"competence": "b"}));
        }),
        raised
    );
    let other = (ChangeKind::RequirementsChanged, Bump::Minor, Bump::Minor);
    assert_eq!(
        needed(|it| it["profiles"][0]["requires"] = json!([])),
        other
    );
    // The same in other words, and a level that is asked for no more.
    assert_eq!(
        needed(|it| {
            let requires = it["profiles"][0]["requires"].as_array_mut().unwrap();
            requires.push(json!({"competence": "a"}));
        }),
        other
    );
    assert_eq!(
        needed(|it| it["profiles"][0]["requires"] = json!([{"competence": "a"}])),
        other
    );
}

#[test]
fn a_framework_sets_single_kinds_apart_from_its_policy() {
    let mut old = base(VersioningPolicy::Progression);
    old["framework"]["versioning"] =
        json!({"element-added": {"level": "patch", "reason": "Nobody is asked yet"}});
    let mut new = old.clone();
    let competences = new["competences"].as_array_mut().unwrap();
    competences
        .push(json!({"id": "c", "kind": "core", "title": {"en": "C"}, "status": "approved"}));
    let model = |it: &Value| Model::from_bundle(it.to_string().as_bytes()).unwrap();
    let comparison = Comparison::between(model(&old), model(&new));
    assert_eq!(comparison.verdict().unwrap().needed, Some(Bump::Patch));
    assert!(comparison.judgements()[0].set_by_manifest);
}

#[test]
fn every_kind_of_change_but_that_of_the_version_has_a_rule() {
    for kind in ChangeKind::ALL {
        let rule = version::rule_of(*kind);
        assert_eq!(
            rule.is_none(),
            *kind == ChangeKind::VersionChanged,
            "{kind}"
        );
        assert!(rule.is_none_or(|rule| version::find(rule.id()).is_some()));
    }
    assert_eq!(version::RULES.len() + 1, ChangeKind::ALL.len());
}
