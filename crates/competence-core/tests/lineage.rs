//! What is suggested as lineage is accepted once the reasons are filled in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod show;

use competence_core::check::{check, load};
use competence_core::crosswalk::Crosswalk;
use competence_core::diff::Diff;
use competence_core::lineage::Proposal;
use competence_core::source::Memory;
use competence_core::version::judge;
use competence_core::{Bump, Bundle, ContentHash, Model, Order, starter};
use proptest::prelude::*;
use serde_json::json;
use show::show;

/// The starter as it is released in version 1.0.0.
fn released() -> Model {
    let files: Memory = starter::FILES
        .iter()
        .map(|(path, text)| {
            let text = text.replace("1.0.0-draft.1", "1.0.0");
            (*path, text.replace("status: draft", "status: approved"))
        })
        .collect();
    let mut bundle = load(&files).model().unwrap().as_bundle().clone();
    bundle.framework.order = Order::default();
    Model::try_new(bundle).unwrap()
}

/// The files of a model, with the release of an earlier one.
fn files_of(model: &Model, release: &Model) -> Memory {
    let bundle = model.as_bundle();
    let mut files = Memory::default();
    let mut add = |path: String, schema: &str, text: String| {
        let up = "../".repeat(path.matches('/').count());
        let line = format!("# yaml-language-server: $schema={up}schemas/{schema}.schema.json\n");
        files.insert(path, line + &text);
    };
    let yaml = |it: &dyn erased::Yaml| it.yaml();
    add(
        "framework.yaml".into(),
        "framework",
        yaml(&bundle.framework),
    );
    for it in &bundle.clusters {
        let path = format!("job-specific/{}/cluster.yaml", it.id);
        add(path, "cluster", yaml(it));
    }
    for it in &bundle.competences {
        let folder = match &it.cluster {
            Some(cluster) => format!("{}/{cluster}", it.kind),
            None => it.kind.to_string(),
        };
        add(format!("{folder}/{}.yaml", it.id), "competence", yaml(it));
    }
    for it in &bundle.profiles {
        add(format!("profiles/{}.yaml", it.id), "profile", yaml(it));
    }
    for it in &bundle.lineage {
        add(format!("lineage/{}.yaml", it.version), "lineage", yaml(it));
    }
    let json = release.to_bundle().unwrap();
    let version = &release.framework().version;
    let hash = ContentHash::of(&json);
    let records = format!(
        "releases:\n  - version: {version}\n    released: \"2025-03-31\"\n    hash: {hash}\n"
    );
    add("releases/releases.yaml".into(), "releases", records);
    files.insert(format!("releases/{version}.json"), json);
    files
}

mod erased {
    pub trait Yaml {
        fn yaml(&self) -> String;
    }
    impl<T: serde::Serialize> Yaml for T {
        fn yaml(&self) -> String {
            serde_yaml::to_string(self).unwrap()
        }
    }
}

/// A change of a model, as people make them, on the elements with these numbers.
#[allow(clippy::too_many_lines, reason = "a table")]
fn change(bundle: &mut Bundle, what: usize, a: usize, b: usize, n: usize) {
    let count = bundle.competences.len();
    if count == 0 {
        return;
    }
    let (a, b) = (a % count, b % count);
    let id = |text: String| text.parse().unwrap();
    match what {
        0 => rename(bundle, a, &format!("renamed-{n}")),
        1 => {
            let it = &mut bundle.competences[a];
            let parent = it.id.to_string();
            if let Some(first) = it.indicators.first_mut() {
                first.id = format!("{parent}.other-{n}").parse().unwrap();
            }
        }
        2 => reword(bundle, a, |text| text.replacen("es", "e", 1)),
        3 => reword(bundle, a, |_| {
            format!("Number {n} of things nobody did before")
        }),
        4 => {
            let parent = bundle.competences[b].id.to_string();
            if a != b
                && let Some(mut moved) = bundle.competences[a].indicators.pop()
            {
                moved.id = format!("{parent}.moved-{n}").parse().unwrap();
                bundle.competences[b].indicators.push(moved);
            }
        }
        5 => drop(bundle.competences[a].indicators.pop()),
        6 => remove(bundle, a, None),
        7 if a != b => {
            let parent = bundle.competences[b].id.to_string();
            let moved = bundle.competences[a].indicators.clone();
            for mut it in moved {
                let name = it.id.as_str().split_once('.').unwrap().1.to_owned();
                it.id = format!("{parent}.{name}-{n}").parse().unwrap();
                bundle.competences[b].indicators.push(it);
            }
            remove(bundle, a, Some(&parent));
        }
        8 if a != b => {
            change(bundle, 7, a, b, n);
            let at = if a < b { b - 1 } else { b };
            rename(bundle, at, &format!("joined-{n}"));
        }
        9 => {
            let mut part = bundle.competences[a].clone();
            part.id = id(format!("part-{n}"));
            let half = part.indicators.len() / 2;
            bundle.competences[a].indicators.truncate(half);
            part.indicators.drain(..half);
            for it in &mut part.indicators {
                let name = it.id.as_str().split_once('.').unwrap().1.to_owned();
                it.id = format!("part-{n}.{name}").parse().unwrap();
            }
            bundle.competences.push(part);
            rename(bundle, a, &format!("rest-{n}"));
        }
        10 => {
            let at = b % bundle.profiles.len().max(1);
            if let Some(it) = bundle.profiles.get_mut(at) {
                let before = it.id.clone();
                it.id = format!("profile-{n}").parse().unwrap();
                let after = it.id.clone();
                for it in bundle.profiles.iter_mut().flat_map(|it| &mut it.extends) {
                    if *it == before {
                        *it = after.clone();
                    }
                }
            }
        }
        11 if !bundle.profiles.is_empty() => {
            let gone = bundle.profiles.remove(b % bundle.profiles.len()).id;
            for it in &mut bundle.profiles {
                it.extends.retain(|id| *id != gone);
            }
        }
        12 => {
            let after = format!("cluster-{n}");
            let Some(cluster) = bundle.clusters.first_mut() else {
                return;
            };
            cluster.id = after.parse().unwrap();
            let later = cluster.id.clone();
            for it in bundle
                .competences
                .iter_mut()
                .filter_map(|it| it.cluster.as_mut())
            {
                *it = later.clone();
            }
            let asked = bundle.profiles.iter_mut().flat_map(|it| &mut it.requires);
            for it in asked.filter_map(|it| it.cluster.as_mut()) {
                *it = later.clone();
            }
        }
        13 => {
            let it = &mut bundle.competences[a];
            let parent = it.id.to_string();
            if let Some(last) = it.indicators.last_mut() {
                last.polarity = if last.polarity.is_effective() {
                    competence_core::Polarity::Ineffective
                } else {
                    competence_core::Polarity::Effective
                };
                last.id = format!("{parent}.turned-{n}").parse().unwrap();
            }
        }
        _ => {}
    }
}

fn rename(bundle: &mut Bundle, at: usize, to: &str) {
    let it = &mut bundle.competences[at];
    let before = it.id.clone();
    it.id = to.parse().unwrap();
    for indicator in &mut it.indicators {
        let name = indicator.id.as_str().split_once('.').unwrap().1.to_owned();
        indicator.id = format!("{to}.{name}").parse().unwrap();
    }
    ask_for(bundle, before.as_str(), Some(to));
}

fn remove(bundle: &mut Bundle, at: usize, into: Option<&str>) {
    let gone = bundle.competences.remove(at);
    ask_for(bundle, gone.id.as_str(), into);
}

/// Makes profiles that ask for one competence ask for another, or for none.
fn ask_for(bundle: &mut Bundle, before: &str, after: Option<&str>) {
    for profile in &mut bundle.profiles {
        for it in &mut profile.requires {
            if it
                .competence
                .as_ref()
                .is_some_and(|it| it.as_str() == before)
            {
                it.competence = after.map(|it| it.parse().unwrap());
            }
        }
        profile
            .requires
            .retain(|it| it.competence.is_some() || it.cluster.is_some() || it.kind.is_some());
    }
}

fn reword(bundle: &mut Bundle, at: usize, how: impl Fn(&str) -> String) {
    let en = "en".parse().unwrap();
    let Some(it) = bundle.competences[at].indicators.first_mut() else {
        return;
    };
    let text = how(it.statement.get(&en).unwrap());
    let sl = it.statement.get(&"sl".parse().unwrap()).unwrap().to_owned();
    it.statement = serde_json::from_value(serde_json::json!({"en": text, "sl": sl})).unwrap();
}

/// The findings about lineage, and those of files that are not understood.
fn of_lineage(files: &Memory) -> String {
    let checked = check(files);
    let found = checked.findings().iter().filter(|it| {
        let id = it.rule.id;
        it.prevents_reading()
            || id.starts_with("lineage")
            || [
                "unexplained-removal",
                "id-reused",
                "cycle",
                "missing-modeline",
                "id-mismatch",
            ]
            .contains(&id)
    });
    show(&found.cloned().collect::<Vec<_>>())
}

/// The file of a proposal with the reasons filled in, as a person would.
fn filled(proposal: &Proposal) -> String {
    let mut text = proposal.file(Proposal::SCHEMA);
    while text.contains("reason: #") {
        text = text.replacen(
            "reason: # why it was decided",
            "reason: It was decided so",
            1,
        );
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_suggested_is_accepted(
        changes in prop::collection::vec((0usize..14, 0usize..9, 0usize..9), 1..5),
        raised in any::<bool>(),
    ) {
        let old = released();
        let mut bundle = old.as_bundle().clone();
        for (n, (what, a, b)) in changes.into_iter().enumerate() {
            change(&mut bundle, what, a, b, n);
        }
        if raised {
            bundle.framework.version = "2.0.0-draft.1".parse().unwrap();
        }
        let mut new = Model::try_new(bundle).unwrap();
        let diff = Diff::between(&old, &new);
        let Some(proposal) = Proposal::of(&diff, &old, &new) else {
            if raised {
                prop_assert_eq!(of_lineage(&files_of(&new, &old)), "");
            }
            return Ok(());
        };
        prop_assert_eq!(proposal.raises, !raised);
        if !raised {
            let mut bundle = new.as_bundle().clone();
            bundle.framework.version = proposal.version.clone();
            new = Model::try_new(bundle).unwrap();
        }
        let mut files = files_of(&new, &old);
        files.insert(proposal.path(), filled(&proposal));
        prop_assert_eq!(of_lineage(&files), "", "{}", filled(&proposal));
        // With it, nothing is left to explain, and the version that it names suffices.
        let explained = load(&files).model().unwrap();
        let diff = Diff::between(&old, &explained);
        prop_assert_eq!(Proposal::of(&diff, &old, &explained), None);
        prop_assert!(judge(&old, &explained, &diff).sufficient);
    }
}

/// The proposal for a change of the starter.
fn proposed(how: impl Fn(&mut Bundle)) -> Proposal {
    let old = released();
    let mut bundle = old.as_bundle().clone();
    how(&mut bundle);
    let new = Model::try_new(bundle).unwrap();
    let diff = Diff::between(&old, &new);
    Proposal::of(&diff, &old, &new).unwrap()
}

#[test]
fn one_decision_needs_one_reason() {
    let number = |name: &str| {
        released()
            .competences()
            .iter()
            .position(|it| it.id.as_str() == name)
            .unwrap()
    };
    let (a, b) = (number("cooperation"), number("leading-people"));
    for (name, what) in [
        ("merged-into-a-new-one", 8),
        ("merged-into-one-that-stays", 7),
        ("split", 9),
        ("renamed", 0),
        ("removed", 6),
    ] {
        let proposal = proposed(|bundle| change(bundle, what, a, b, 1));
        assert_eq!(
            proposal.to_string().matches("reason: #").count(),
            1,
            "{proposal}"
        );
        insta::assert_snapshot!(name, proposal);
    }
}

#[test]
fn a_correction_is_offered_as_editorial_and_makes_the_change_a_patch() {
    let proposal = proposed(|bundle| change(bundle, 2, 0, 0, 1));
    assert!(proposal.raises);
    assert_eq!(proposal.version.to_string(), "1.0.1");
    insta::assert_snapshot!("corrected", proposal);
    // Another wording is another statement.
    let old = released();
    let mut bundle = old.as_bundle().clone();
    change(&mut bundle, 3, 0, 0, 1);
    let new = Model::try_new(bundle).unwrap();
    let diff = Diff::between(&old, &new);
    assert_eq!(judge(&old, &new, &diff).needed, Some(Bump::Major));
    assert_eq!(Proposal::of(&diff, &old, &new), None);
}

#[test]
fn profiles_and_clusters_have_lineage_too() {
    let old = released();
    let mut bundle = old.as_bundle().clone();
    change(&mut bundle, 10, 0, 0, 1);
    change(&mut bundle, 12, 0, 0, 2);
    change(&mut bundle, 11, 0, 1, 3);
    bundle.framework.version = "2.0.0".parse().unwrap();
    let new = Model::try_new(bundle).unwrap();
    let unexplained = check(&files_of(&new, &old));
    let gone = unexplained.findings().iter();
    let gone: Vec<&str> = gone
        .filter(|it| it.rule == "unexplained-removal")
        .filter_map(|it| it.element.as_deref())
        .collect();
    assert_eq!(
        gone,
        ["records-management", "every-employee", "records-manager"]
    );
    let proposal = Proposal::of(&Diff::between(&old, &new), &old, &new).unwrap();
    insta::assert_snapshot!("profiles-and-clusters", proposal);
    let mut files = files_of(&new, &old);
    files.insert(proposal.path(), filled(&proposal));
    let checked = check(&files);
    assert_eq!(show(checked.findings()), "");
    // What became of them is in the crosswalk.
    let crosswalk = Crosswalk::between(&old, &checked.model().unwrap());
    let later = |id: &str| {
        let entry = &crosswalk.entries[id];
        entry
            .successors
            .keys()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(later("every-employee"), ["profile-1"]);
    assert_eq!(later("records-management"), ["cluster-2"]);
    assert_eq!(later("records-manager"), [""; 0]);
}

#[test]
fn a_renamed_indicator_that_was_corrected_is_told_what_its_record_lacks() {
    let old = released();
    let help = |what: usize| {
        let mut bundle = old.as_bundle().clone();
        change(&mut bundle, what, 0, 0, 1);
        change(&mut bundle, 1, 0, 0, 1);
        bundle.framework.version = "2.0.0".parse().unwrap();
        let new = Model::try_new(bundle).unwrap();
        let id = |model: &Model| model.competences()[0].indicators[0].id.to_string();
        let record = format!(
            "  - change: renamed\n    from: [{}]\n    to: [{}]\n",
            id(&old),
            id(&new)
        );
        let mut files = files_of(&new, &old);
        let head = "# yaml-language-server: $schema=../schemas/lineage.schema.json\n";
        let text = format!("{head}version: 2.0.0\nrecords:\n{record}");
        files.insert("lineage/2.0.0.yaml", text);
        let checked = check(&files);
        let found = checked.findings().iter();
        let mut found = found.filter(|it| it.rule == "lineage-contradiction");
        let suggestion = found.next().unwrap().suggestion.clone().unwrap();
        assert_eq!(found.next(), None);
        suggestion.message().to_owned()
    };
    assert!(help(2).contains("looks as if it had only been corrected"));
    assert!(help(3).contains("if not, write `change: replaced`"));
}

#[test]
fn the_file_is_that_of_the_version_in_which_it_is_in_force() {
    let of = |before: &str, after: &str| {
        let mut bundle = released().as_bundle().clone();
        bundle.framework.version = before.parse().unwrap();
        let old = Model::try_new(bundle.clone()).unwrap();
        change(&mut bundle, 0, 0, 0, 1);
        bundle.framework.version = after.parse().unwrap();
        let mut new = Model::try_new(bundle.clone()).unwrap();
        let proposal = Proposal::of(&Diff::between(&old, &new), &old, &new).unwrap();
        // It explains everything, once the manifest has the version that it asks for.
        let record = |it: &competence_core::lineage::Suggestion| it.record.clone();
        let mut lineage = competence_core::Lineage::new(proposal.version.clone());
        lineage.records = proposal.records.iter().map(record).collect();
        bundle.lineage.push(lineage);
        if proposal.raises {
            bundle.framework.version = proposal.version.clone();
        }
        new = Model::try_new(bundle).unwrap();
        let left = Proposal::of(&Diff::between(&old, &new), &old, &new);
        assert_eq!(left, None, "{before} {after}");
        (proposal.version.to_string(), proposal.raises)
    };
    for (before, after, version, raises) in [
        ("1.0.0", "2.0.0", "2.0.0", false),
        ("1.0.0", "1.1.0", "1.1.0", false),
        ("1.0.0", "2.0.0-draft.1", "2.0.0", false),
        ("2.0.0-draft.1", "2.0.0-draft.2", "2.0.0", false),
        ("2.0.0-draft.1", "2.0.0-draft.1", "2.0.0", false),
        ("2.0.0-draft.1", "2.0.0", "2.0.0", false),
        ("1.0.0", "1.0.0", "2.0.0", true),
        ("1.0.0", "1.0.0-draft.1", "2.0.0", true),
        ("1.0.0", "0.9.0", "2.0.0", true),
        ("0.3.0", "0.3.0", "0.3.1", true),
    ] {
        assert_eq!(
            of(before, after),
            (version.to_owned(), raises),
            "{before} {after}"
        );
    }
}

/// The same statement in two competences, reworded in both under new ids, and a similar one beside it.
#[test]
fn a_statement_is_suggested_for_one_and_in_its_own_competence_first() {
    let statement = |id: &str, text: &str| json!({"id": id, "statement": {"en": text}});
    let bundle = |version: &str, of: [Vec<serde_json::Value>; 2]| {
        let [one, two] = of;
        let competence = |id: &str, indicators: Vec<serde_json::Value>| json!({"id": id, "kind": "core", "title": {"en": id}, "status": "approved", "indicators": indicators});
        let json = json!({
            "format": 1,
            "framework": {
                "id": "demo", "version": version, "title": {"en": "Demo"}, "languages": {"primary": "en"},
                "scale": {"levels": []},
            },
            "competences": [competence("alpha", one), competence("beta", two)],
        });
        Model::from_bundle(json.to_string().as_bytes()).unwrap()
    };
    let (said, says) = (
        "Keeps the minutes of each meeting in the shared folder",
        "Keeps the minutes of each meeting in the common folder",
    );
    let similar = "Keeps the minutes of each meeting at home";
    let old = bundle(
        "1.0.0",
        [
            vec![
                statement("alpha.old", said),
                statement("alpha.near", similar),
            ],
            vec![statement("beta.old", said)],
        ],
    );
    let new = bundle(
        "2.0.0",
        [
            vec![statement("alpha.new", says)],
            vec![statement("beta.new", says)],
        ],
    );
    let suggestions = Diff::between(&old, &new).suggestions(&old, &new);
    let told: Vec<String> = suggestions
        .iter()
        .map(|it| {
            format!(
                "{:?} {:?} {:?}",
                it.record.change, it.record.from, it.record.to
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            r#"Replaced ["alpha.old"] ["alpha.new"]"#,
            r#"Retired ["alpha.near"] []"#,
            r#"Replaced ["beta.old"] ["beta.new"]"#,
        ]
    );
}
