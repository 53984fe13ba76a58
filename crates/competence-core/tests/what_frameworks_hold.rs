//! What frameworks of others hold, and this model too: statements in several competences, ids of
//! others, levels in words, groups of every kind.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use competence_core::check::check;
use competence_core::diff::Diff;
use competence_core::source::Memory;
use competence_core::version::{Comparison, asks_more};
use competence_core::{Bump, ChangeKind, Model, Necessity, starter};
use serde_json::{Value, json};

fn base() -> Value {
    json!({
        "format": 2,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
            "base-iri": "https://example.org/demo/",
            "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]},
            "scales": [{"id": "skill", "title": {"en": "Skill"}, "levels": [
                {"value": 1, "title": {"en": "Aware"}}, {"value": 2, "title": {"en": "Working"}}, {"value": 3, "title": {"en": "Expert"}},
            ]}],
            "level-scale": "skill",
        },
        "clusters": [{"id": "it", "title": {"en": "IT"}, "status": "approved"}],
        "competences": [
            {"id": "writing", "code": "W1", "kind": "core", "title": {"en": "Writing"}, "status": "approved",
             "also-in": ["it"],
             "levels": [{"value": 1, "description": {"en": "Writes notes"}}, {"value": 2, "description": {"en": "Writes reports"}}],
             "indicators": [
                 {"id": "writing.plain", "statement": {"en": "Writes plainly"}},
                 {"id": "writing.checks", "statement": {"en": "Checks facts"}},
             ]},
            {"id": "advising", "kind": "core", "title": {"en": "Advising"}, "status": "approved",
             "includes": ["writing.checks"],
             "indicators": [{"id": "advising.asks", "statement": {"en": "Asks what is needed"}}]},
        ],
        "profiles": [
            {"id": "clerk", "title": {"en": "Clerk"}, "status": "approved",
             "requires": [{"competence": "writing"}, {"competence": "advising", "necessity": "optional"}]},
        ],
    })
}

fn model(value: &Value) -> Model {
    Model::from_bundle(value.to_string().as_bytes()).unwrap()
}

/// The base, with something else at a pointer.
fn with(pointer: &str, value: Value) -> Model {
    let mut edited = base();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    edited.pointer_mut(parent).unwrap()[key] = value;
    model(&edited)
}

/// The kinds of the changes from the base, with the bump that is needed.
fn changes(pointer: &str, value: Value) -> (Vec<ChangeKind>, Option<Bump>) {
    let (old, new) = (model(&base()), with(pointer, value));
    let diff = Diff::between(&old, &new);
    assert_eq!(diff.apply(&old).unwrap(), new);
    let kinds = diff.changes.iter().map(|it| it.kind).collect();
    let comparison = Comparison::between(old, new);
    let bump = comparison.judgements().iter().map(|it| it.level).max();
    (kinds, bump)
}

#[test]
fn a_statement_of_two_competences_is_rated_once() {
    let model = model(&base());
    let resolved = model.resolve(&model.profiles()[0]);
    let of = |at: usize| -> Vec<&str> {
        let all = resolved.competences[at].indicators.iter();
        all.map(|it| it.id.as_str()).collect()
    };
    assert_eq!(of(0), ["advising.asks", "writing.checks"]);
    assert_eq!(of(1), ["writing.plain", "writing.checks"]);
    assert_eq!(resolved.competences[0].necessity, Necessity::Optional);
    let once: Vec<&str> = resolved.indicators().map(|it| it.id.as_str()).collect();
    assert_eq!(once, ["advising.asks", "writing.checks", "writing.plain"]);
    // It is changed once, and told once.
    let (kinds, _) = changes(
        "/competences/0/indicators/1/statement",
        json!({"en": "Checks all facts"}),
    );
    assert_eq!(kinds, [ChangeKind::StatementReworded]);
}

#[test]
fn a_position_may_ask_for_single_statements() {
    let requires = |value: Value| with("/profiles/0/requires", value);
    let asked = |model: &Model| -> Vec<String> {
        let resolved = model.resolve(&model.profiles()[0]);
        resolved.indicators().map(|it| it.id.to_string()).collect()
    };
    let some = requires(json!([{"indicators": ["writing.checks"]}]));
    assert_eq!(asked(&some), ["writing.checks"]);
    assert_eq!(some.resolve(&some.profiles()[0]).competences.len(), 1);
    // As a statement of the competence that includes it.
    let there = requires(json!([{"competence": "advising", "indicators": ["writing.checks"]}]));
    let resolved = there.resolve(&there.profiles()[0]);
    assert_eq!(resolved.competences[0].competence.id, "advising");
    assert_eq!(asked(&there), ["writing.checks"]);
    // All of it, where another requirement asks for it.
    let all = requires(json!([{"indicators": ["writing.checks"]}, {"competence": "writing"}]));
    assert_eq!(asked(&all), ["writing.plain", "writing.checks"]);
    let none = requires(json!([{"kind": "digital", "indicators": ["writing.checks"]}]));
    assert!(asked(&none).is_empty());
    // One statement more is asked for: the position asks more.
    let more = asks_more(&some, &all);
    assert_eq!(more[0].indicators.len(), 1);
}

#[test]
fn a_level_of_another_scale_leaves_nothing_out() {
    let mut value = base();
    // Expected from level 2 of the scale of its own competence on.
    value["competences"][0]["indicators"][1]["level"] = json!(2);
    value["profiles"][0]["requires"] = json!([{"competence": "advising", "level": 1}]);
    let asked = |value: &Value| {
        let model = model(value);
        let resolved = model.resolve(&model.profiles()[0]);
        resolved.indicators().count()
    };
    assert_eq!(asked(&value), 1);
    value["competences"][0]["scale"] = json!("rating");
    assert_eq!(asked(&value), 2);
}

#[test]
fn what_is_optional_asks_nothing_until_it_is_essential() {
    let essential = with("/profiles/0/requires/1/necessity", json!("essential"));
    let (old, optional) = (
        model(&base()),
        with("/profiles/0/requires", json!([{"competence": "writing"}])),
    );
    assert!(asks_more(&optional, &old).is_empty());
    let more = asks_more(&old, &essential);
    assert_eq!(more[0].competences.len(), 1);
    let diff = Diff::between(&old, &essential);
    assert_eq!(diff.changes[0].kind, ChangeKind::RequirementsRaised);
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn each_field_has_its_kind_of_change() {
    let level = |value: u32, text: &str| json!({"value": value, "description": {"en": text}});
    let two = [level(1, "Writes notes"), level(2, "Writes reports")];
    let levels = "/competences/0/levels";
    let cases = [
        (
            "/competences/0/code",
            json!("w1"),
            ChangeKind::IdentifierChanged,
            Bump::Minor,
        ),
        (
            "/competences/1/includes",
            json!(["writing.checks", "writing.plain"]),
            ChangeKind::IndicatorIncluded,
            Bump::Minor,
        ),
        (
            "/competences/1/includes",
            json!(["writing.plain"]),
            ChangeKind::IndicatorExcluded,
            Bump::Major,
        ),
        (
            "/competences/0/also-in",
            json!([]),
            ChangeKind::GroupingChanged,
            Bump::Minor,
        ),
        (
            levels,
            json!([two[0], two[1], level(3, "Writes books")]),
            ChangeKind::LevelTextAdded,
            Bump::Minor,
        ),
        (
            levels,
            json!([two[0]]),
            ChangeKind::LevelTextRemoved,
            Bump::Major,
        ),
        (
            levels,
            json!([two[0], level(2, "Writes long reports")]),
            ChangeKind::LevelTextReworded,
            Bump::Major,
        ),
        (
            levels,
            json!([two[0], level(2, "Writes reports.")]),
            ChangeKind::LevelTextEdited,
            Bump::Patch,
        ),
        (
            "/framework/scales/0/levels/2/title",
            json!({"en": "Master"}),
            ChangeKind::ScaleChanged,
            Bump::Major,
        ),
        (
            "/framework/scales/0/title",
            json!({"en": "Skills"}),
            ChangeKind::TextChanged,
            Bump::Patch,
        ),
        (
            "/framework/facets",
            json!([{"id": "task", "title": {"en": "Task"}}]),
            ChangeKind::MetadataChanged,
            Bump::Patch,
        ),
        (
            "/profiles/0/cluster",
            json!("it"),
            ChangeKind::MetadataChanged,
            Bump::Patch,
        ),
        (
            "/profiles/0/relations",
            json!([{"relation": "related", "target": "writing"}]),
            ChangeKind::RelationsChanged,
            Bump::Minor,
        ),
        (
            "/competences/0/x-own",
            json!({"a": 1}),
            ChangeKind::MetadataChanged,
            Bump::Patch,
        ),
        (
            "/competences/0/keywords",
            json!([{"en": "text"}]),
            ChangeKind::TextChanged,
            Bump::Patch,
        ),
    ];
    for (pointer, value, kind, bump) in cases {
        assert_eq!(
            changes(pointer, value),
            (vec![kind], Some(bump)),
            "{pointer}"
        );
    }
}

#[test]
fn elements_are_found_by_the_ids_of_others() {
    let model = model(&base());
    let found = |query: &str| -> Vec<String> {
        let hits = model.search(query);
        hits.iter().map(|it| it.element.id().to_owned()).collect()
    };
    assert_eq!(found("w1"), ["writing"]);
    assert_eq!(
        found("https://EXAMPLE.org/demo/writing.plain"),
        ["writing.plain"]
    );
    assert_eq!(found("writes reports"), ["writing"]);
    let iri = model.iri_of(model.element("advising").unwrap()).unwrap();
    assert_eq!(iri.as_str(), "https://example.org/demo/advising");
}

#[test]
fn levels_are_those_of_the_scale_of_the_competence() {
    let model = model(&base());
    let writing = model.competence(&"writing".parse().unwrap()).unwrap();
    let title = |value: u16| {
        let value = competence_core::LevelValue::new(value).unwrap();
        let level = model.level_of(Some(writing), value)?;
        Some(model.text(&level.title, None).1.to_owned())
    };
    assert_eq!(title(3).as_deref(), Some("Expert"));
    assert_eq!(title(4), None);
    assert!(!writing.is_defined_at(competence_core::LevelValue::new(3).unwrap()));
}

#[test]
fn a_cluster_has_what_stands_in_it_also() {
    let model = model(&base());
    let it = "it".parse().unwrap();
    let inside: Vec<&str> = model.competences_in(&it).map(|it| it.id.as_str()).collect();
    assert_eq!(inside, ["writing"]);
    let asking = with("/profiles/0/requires", json!([{"cluster": "it"}]));
    let resolved = asking.resolve(&asking.profiles()[0]);
    assert_eq!(resolved.competences.len(), 1);
}

#[test]
fn the_texts_of_others_are_not_held_to_our_words() {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    let path = "core/cooperation.yaml";
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    let text = text
        .replace("Shares what they know", "Shares  and gives what they know")
        .replace("kind: core\n", "kind: core\ncode: K1\n");
    files.insert(path, text);
    let rules = |files: &Memory| -> Vec<&str> {
        let checked = check(files);
        checked.findings().iter().map(|it| it.rule.id).collect()
    };
    assert!(rules(&files).contains(&"white-space"));
    let manifest = "framework.yaml";
    let text = String::from_utf8(files.get(manifest).unwrap().to_vec()).unwrap();
    let imported = text.replace("conventions:\n", "conventions:\n  preset: imported\n");
    files.insert(manifest, imported.clone());
    assert_eq!(rules(&files), Vec::<&str>::new());
    // Each of them can still be asked for.
    files.insert(
        manifest,
        imported.replace("rules: {}", "rules: { white-space: hint }"),
    );
    assert_eq!(rules(&files), ["white-space"]);
}
