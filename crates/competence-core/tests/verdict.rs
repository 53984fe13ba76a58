//! Which version a change needs, and whether the declared one suffices.
#![allow(clippy::unwrap_used, missing_docs)]

use competence_core::diff::Diff;
use competence_core::version::{Declared, Verdict, judge};
use competence_core::{Bump, Model, VersioningPolicy};
use serde_json::{Value, json};

fn base(version: &str) -> Value {
    json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": version, "title": {"en": "Demo"},
            "languages": {"primary": "en"}, "scale": {"levels": []},
        },
        "competences": [{
            "id": "a", "kind": "core", "title": {"en": "A"}, "status": "approved",
            "indicators": [{"id": "a.one", "statement": {"en": "One"}}],
        }],
    })
}

fn model(value: &Value) -> Model {
    Model::from_bundle(value.to_string().as_bytes()).unwrap()
}

/// A change that needs this much.
fn change(needed: Option<Bump>, value: &mut Value) {
    let indicators = &mut value["competences"][0]["indicators"];
    match needed {
        None => {}
        Some(Bump::Patch) => value["competences"][0]["title"]["en"] = "Á B".into(),
        Some(Bump::Minor) => {
            let two = json!({"id": "a.two", "statement": {"en": "Two"}});
            indicators.as_array_mut().unwrap().push(two);
        }
        Some(Bump::Major) => *indicators = json!([]),
    }
}

fn verdict(old: &str, new: &str, needed: Option<Bump>) -> Verdict {
    let (old, mut new) = (base(old), base(new));
    change(needed, &mut new);
    let (old, new) = (model(&old), model(&new));
    judge(&old, &new, &Diff::between(&old, &new))
}

#[test]
fn a_version_suffices_if_it_rises_by_what_the_change_needs() {
    const NONE: Option<Bump> = None;
    const PATCH: Option<Bump> = Some(Bump::Patch);
    const MINOR: Option<Bump> = Some(Bump::Minor);
    const MAJOR: Option<Bump> = Some(Bump::Major);
    // Two versions, what the change needs, what the version rises by, and the lowest that suffices
    // where it does not.
    let cases = [
        ("1.2.3", "1.2.3", NONE, "same", None),
        ("1.2.3", "1.2.4", NONE, "patch", None),
        ("1.2.3", "1.2.2", NONE, "lower", Some("1.2.3")),
        ("1.2.3", "1.2.2", PATCH, "lower", Some("1.2.4")),
        ("1.2.3", "1.2.3", PATCH, "same", Some("1.2.4")),
        ("1.2.3", "1.2.3+build", PATCH, "same", Some("1.2.4")),
        ("1.2.3", "1.2.3", MAJOR, "same", Some("2.0.0")),
        ("1.2.3", "1.2.4", PATCH, "patch", None),
        ("1.2.3", "1.2.4", MINOR, "patch", Some("1.3.0")),
        ("1.2.3", "1.2.9", MAJOR, "patch", Some("2.0.0")),
        ("1.2.3", "1.3.0", PATCH, "minor", None),
        ("1.2.3", "1.3.0", MINOR, "minor", None),
        ("1.2.3", "1.3.0", MAJOR, "minor", Some("2.0.0")),
        ("1.2.3", "2.0.0", MAJOR, "major", None),
        ("1.2.3", "2.0.0-draft.1", MAJOR, "major", None),
        // The same minor number is a rise of the major one all the same.
        ("1.2.3", "2.2.3", MAJOR, "major", None),
        // A pre-release promises nothing, and may change under its own version.
        ("2.0.0-draft.1", "2.0.0-draft.1", MAJOR, "same", None),
        ("2.0.0-draft.1", "2.0.0-draft.2", MAJOR, "patch", None),
        ("2.0.0-draft.1", "2.0.0", MAJOR, "patch", None),
        (
            "2.0.0-draft.2",
            "2.0.0-draft.1",
            MAJOR,
            "lower",
            Some("2.0.0"),
        ),
        (
            "2.0.0-draft.2",
            "1.9.0",
            NONE,
            "lower",
            Some("2.0.0-draft.2"),
        ),
        // Nor does a version below 1.0.0, but a change needs another one.
        ("0.1.2", "0.1.3", MAJOR, "patch", None),
        ("0.1.2", "0.1.2", MAJOR, "same", Some("0.1.3")),
        ("0.1.2", "0.1.2", NONE, "same", None),
        ("0.1.2", "0.1.1", MINOR, "lower", Some("0.1.3")),
    ];
    for (old, new, needed, declared, lowest) in cases {
        let verdict = verdict(old, new, needed);
        let case = format!("{old} to {new}, {needed:?}");
        assert_eq!(verdict.needed, needed, "{case}");
        assert_eq!(verdict.declared.as_str(), declared, "{case}");
        let told = serde_json::to_value(verdict.declared).unwrap();
        assert_eq!(told, declared, "{case}");
        assert_eq!(verdict.sufficient, lowest.is_none(), "{case}");
        let lowest = lowest.map(|it: &str| it.parse().unwrap());
        assert_eq!(verdict.lowest, lowest, "{case}");
    }
    assert_eq!(verdict("1.2.3", "1.2.3", NONE).declared, Declared::Same);
}

#[test]
fn a_bundle_keeps_the_policy_of_its_framework() {
    let mut value = base("1.0.0");
    value["framework"]["versioning-policy"] = "progression".into();
    let policy = |value: &Value| {
        let bundle = model(value).to_bundle().unwrap();
        let again = Model::from_bundle(bundle.as_bytes()).unwrap();
        (
            again.framework().versioning_policy,
            bundle.contains("versioning-policy"),
        )
    };
    assert_eq!(policy(&value), (VersioningPolicy::Progression, true));
    assert_eq!(
        policy(&base("1.0.0")),
        (VersioningPolicy::Assessments, false)
    );
}
