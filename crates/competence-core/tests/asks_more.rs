//! Which profiles ask for more than before.

#![allow(clippy::unwrap_used)]

use competence_core::Model;
use competence_core::version::asks_more;
use serde_json::{Value, json};

/// A model with three competences, of which a profile asks for two.
fn base() -> Value {
    let competence = |id: &str| {
        json!({
            "id": id, "kind": "core", "title": {"en": id}, "status": "approved",
            "indicators": [
                {"id": format!("{id}.one"), "statement": {"en": format!("{id} one")}, "level": 2},
                {"id": format!("{id}.two"), "statement": {"en": format!("{id} two")}, "level": 4},
            ],
        })
    };
    json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
            "languages": {"primary": "en"},
            "scale": {"levels": (1..=5).map(|it| json!({"value": it, "title": {"en": it.to_string()}})).collect::<Vec<_>>()},
        },
        "competences": [competence("a"), competence("b"), competence("c")],
        "profiles": [{
            "id": "clerk", "title": {"en": "Clerk"}, "status": "approved",
            "requires": [{"competence": "a", "level": 4}, {"competence": "b"}],
        }],
    })
}

fn model(value: &Value) -> Model {
    Model::from_bundle(value.to_string().as_bytes()).unwrap()
}

/// What the profile asks more after an edit, with lineage of 2.0.0.
fn more(edit: impl FnOnce(&mut Value), lineage: &Value) -> Value {
    let old = base();
    let mut new = old.clone();
    new["framework"]["version"] = "2.0.0".into();
    if *lineage != json!([]) {
        new["lineage"] = json!([{"version": "2.0.0", "records": lineage}]);
    }
    edit(&mut new);
    let more = asks_more(&model(&old), &model(&new));
    let mut more = serde_json::to_value(more).unwrap();
    match more.as_array_mut().unwrap().pop() {
        None => json!(null),
        Some(mut only) => {
            only.as_object_mut().unwrap().remove("profile");
            only
        }
    }
}

#[test]
fn nothing_more_is_asked_where_less_or_the_same_is() {
    assert_eq!(more(|_| {}, &json!([])), json!(null));
    let less = |it: &mut Value| it["profiles"][0]["requires"] = json!([{"competence": "b"}]);
    assert_eq!(more(less, &json!([])), json!(null));
    let lower = |it: &mut Value| it["profiles"][0]["requires"][0]["level"] = 2.into();
    assert_eq!(more(lower, &json!([])), json!(null));
    // Nobody is asked for a competence that no profile names.
    let elsewhere = |it: &mut Value| {
        let indicators = it["competences"][2]["indicators"].as_array_mut().unwrap();
        indicators.push(json!({"id": "c.three", "statement": {"en": "c three"}}));
    };
    assert_eq!(more(elsewhere, &json!([])), json!(null));
    let reworded = |it: &mut Value| {
        it["competences"][0]["indicators"][0]["statement"]["en"] = "something else".into();
    };
    assert_eq!(more(reworded, &json!([])), json!(null));
    let new_profile = |it: &mut Value| {
        let profile = json!({"id": "head", "title": {"en": "Head"}, "status": "approved", "requires": [{"competence": "c"}]});
        it["profiles"].as_array_mut().unwrap().push(profile);
    };
    assert_eq!(more(new_profile, &json!([])), json!(null));
}

#[test]
fn a_competence_an_indicator_or_a_level_is_more() {
    let competence = |it: &mut Value| {
        let requires = it["profiles"][0]["requires"].as_array_mut().unwrap();
        requires.push(json!({"competence": "c"}));
    };
    assert_eq!(
        more(competence, &json!([])),
        json!({"competences": ["c"], "indicators": [], "levels": []})
    );
    let indicator = |it: &mut Value| {
        let indicators = it["competences"][1]["indicators"].as_array_mut().unwrap();
        indicators.push(json!({"id": "b.three", "statement": {"en": "b three"}}));
    };
    assert_eq!(
        more(indicator, &json!([])),
        json!({"competences": [], "indicators": ["b.three"], "levels": []})
    );
    let level = |it: &mut Value| it["profiles"][0]["requires"][0]["level"] = 5.into();
    assert_eq!(
        more(level, &json!([])),
        json!({"competences": [], "indicators": [], "levels": [{"competence": "a", "from": 4, "to": 5}]})
    );
    let first_level = |it: &mut Value| it["profiles"][0]["requires"][1]["level"] = 3.into();
    assert_eq!(
        more(first_level, &json!([])),
        json!({"competences": [], "indicators": [], "levels": [{"competence": "b", "to": 3}]})
    );
    // An indicator that was above the level that is asked for, and no longer is.
    let reached = |it: &mut Value| {
        it["profiles"][0]["requires"][0]
            .as_object_mut()
            .unwrap()
            .remove("level");
        let above = json!({"id": "a.three", "statement": {"en": "a three"}, "level": 5});
        let indicators = it["competences"][0]["indicators"].as_array_mut().unwrap();
        indicators.push(above);
    };
    assert_eq!(
        more(reached, &json!([])),
        json!({"competences": [], "indicators": ["a.three"], "levels": []})
    );
}

#[test]
fn what_was_merged_or_renamed_is_new_only_to_those_who_had_no_part_of_it() {
    // `to` gets what was in `from`.
    let merge = |from: usize| {
        move |it: &mut Value| {
            let competences = it["competences"].as_array_mut().unwrap();
            competences.remove(from);
            let first = &mut competences[0];
            first["id"] = "ab".into();
            for (at, name) in ["one", "two"].into_iter().enumerate() {
                first["indicators"][at]["id"] = format!("ab.{name}").into();
            }
            it["profiles"][0]["requires"] = json!([{"competence": "ab", "level": 4}]);
        }
    };
    let record = |change: &str, from: &[&str], to: &str| json!({"change": change, "from": from, "to": [to], "reason": "decided"});
    let of_both = json!([
        record("merged", &["a", "b"], "ab"),
        record("merged", &["a.one", "b.one"], "ab.one"),
        record("merged", &["a.two", "b.two"], "ab.two"),
    ]);
    // `b` was asked for without a level, so `a`'s is the highest that was.
    assert_eq!(more(merge(1), &of_both), json!(null));
    let replaced = json!([
        record("replaced", &["a", "b"], "ab"),
        record("replaced", &["a.one"], "ab.one"),
    ]);
    assert_eq!(
        more(merge(1), &replaced),
        json!({"competences": ["ab"], "indicators": [], "levels": []})
    );
    // Part of the merger is new: nobody was asked for an origin of `ab.two`.
    let in_part = json!([
        record("merged", &["a", "c"], "ab"),
        record("merged", &["a.one", "c.one"], "ab.one"),
        record("renamed", &["c.two"], "ab.two"),
        record("retired", &["a.two"], "a.two"),
    ]);
    let without_target = |mut it: Value| {
        it[3]["to"] = json!([]);
        it
    };
    assert_eq!(
        more(merge(2), &without_target(in_part)),
        json!({"competences": [], "indicators": ["ab.two"], "levels": []})
    );
    // Merged in one version and renamed in the next.
    let old = model(&base());
    let mut new = base();
    merge(1)(&mut new);
    new["framework"]["version"] = "3.0.0".into();
    new["lineage"] = json!([
        {"version": "2.0.0", "records": [
            record("merged", &["a", "b"], "x"),
            record("merged", &["a.one", "b.one"], "x.one"),
            record("merged", &["a.two", "b.two"], "x.two"),
        ]},
        {"version": "3.0.0", "records": [
            record("renamed", &["x"], "ab"),
            record("renamed", &["x.one"], "ab.one"),
            record("renamed", &["x.two"], "ab.two"),
        ]},
    ]);
    assert_eq!(asks_more(&old, &model(&new)), []);
}

#[test]
fn a_level_is_raised_by_what_it_has_become_on_another_scale() {
    use competence_core::diff::Diff;
    // Five levels become three, and what was asked for becomes what it is there.
    let rescaled = |level: u64, map: Value| {
        let levels = (1..=3).map(|it| json!({"value": it, "title": {"en": format!("now {it}")}}));
        let levels: Vec<Value> = levels.collect();
        move |it: &mut Value| {
            it["framework"]["scale"]["levels"] = json!(levels);
            it["lineage"] = json!([{"version": "2.0.0", "scale": map}]);
            it["profiles"][0]["requires"][0]["level"] = level.into();
            for competence in it["competences"].as_array_mut().unwrap() {
                competence["indicators"][0]["level"] = 1.into();
                competence["indicators"][1]["level"] = 2.into();
            }
        }
    };
    let map = json!({"1": 1, "2": 1, "3": 2, "4": 2, "5": 3});
    assert_eq!(more(rescaled(2, map.clone()), &json!([])), json!(null));
    let raised = json!({"competence": "a", "from": 2, "to": 3});
    assert_eq!(
        more(rescaled(3, map.clone()), &json!([]))["levels"],
        json!([raised])
    );
    // The indicators are expected from the levels that theirs have become, so of the same people.
    let old = model(&base());
    let kinds = |map: Value| {
        let mut new = base();
        new["framework"]["version"] = "2.0.0".into();
        rescaled(2, map)(&mut new);
        let changes = Diff::between(&old, &model(&new)).changes;
        let kinds: std::collections::BTreeSet<&str> =
            changes.iter().map(|it| it.kind.as_str()).collect();
        kinds
    };
    let told = kinds(map);
    assert!(
        !told.contains("level-changed") && !told.contains("requirements-raised"),
        "{told:?}"
    );
    assert!(told.contains("scale-changed"), "{told:?}");
    assert!(kinds(json!({"1": 1, "2": 2, "3": 2, "4": 2, "5": 3})).contains("level-changed"));
}
