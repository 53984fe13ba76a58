//! What the committed model and the generated documents promise.

use std::fs;
use std::path::Path;

use super::support::{copy, repository, run};
use competence_core::check::check;
use competence_core::source::Directory;
use competence_core::{Basis, Element, Facet, Kind, Model};

fn model() -> Model {
    let checked = check(&Directory::open(&repository().join("model")).unwrap());
    assert_eq!(checked.findings(), []);
    checked.model().unwrap().clone()
}

#[test]
fn it_is_clean_with_every_rule_on_and_nothing_suppressed() {
    let model = model();
    assert!(model.framework().rules.is_empty());
    assert!(!model.to_bundle().unwrap().contains("\"suppressions\""));
    assert_eq!(
        run(&repository(), &["check", "model", "--deny-warnings"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        run(&repository(), &["fmt", "model", "--check"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn it_has_the_parts_that_are_on_the_public_record() {
    let model = model();
    let fields: Vec<(&str, usize)> = [
        ("Informatics", 3),
        ("Cohesion policy", 2),
        ("Enforcement of criminal sanctions", 3),
        ("International affairs", 1),
        ("Protection against natural and other disasters", 1),
        ("Environment", 1),
        ("Financial administration", 2),
    ]
    .into();
    let english = "en".parse().unwrap();
    for (field, number) in fields {
        let named = |it: &&competence_core::Cluster| {
            it.field
                .as_ref()
                .is_some_and(|it| it.get(&english) == Some(field))
        };
        assert_eq!(
            model.clusters().iter().filter(named).count(),
            number,
            "{field}"
        );
    }
    // Beside them, the role families of the profiles.
    let holds_profiles = |it: &&competence_core::Cluster| model.profiles_in(&it.id).count() > 0;
    let (families, clusters): (Vec<_>, Vec<_>) = model.clusters().iter().partition(holds_profiles);
    let families: Vec<&str> = families.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(families, ["leadership-positions", "expert-positions"]);
    assert_eq!(clusters.len(), 13);
    for cluster in clusters {
        assert!(
            model.competences_in(&cluster.id).count() >= 3,
            "{}",
            cluster.id
        );
        let expert = format!("expert-{}", cluster.id).parse().unwrap();
        assert!(model.profile(&expert).is_some(), "{expert}");
    }
    for competence in model.competences() {
        assert!(
            (4..=8).contains(&competence.indicators.len()),
            "{}",
            competence.id
        );
        if competence.kind == Kind::Leadership {
            assert!(
                competence
                    .indicators
                    .iter()
                    .any(|it| it.has_facet(&Facet::DIGITAL)),
                "{}",
                competence.id
            );
        }
    }
    assert_eq!(model.competences_of_kind(Kind::Digital).count(), 1);
    for profile in ["every-employee", "head-of-unit", "senior-official"] {
        let profile = model.profile(&profile.parse().unwrap()).unwrap();
        assert!(!model.resolve(profile).competences.is_empty());
    }
}

#[test]
fn every_element_says_what_its_name_rests_on() {
    let model = model();
    for element in model.elements() {
        let source = match element {
            Element::Cluster(it) => &it.source,
            Element::Competence(it) => &it.source,
            Element::Indicator(_, it) => &it.source,
            Element::Profile(it) => &it.source,
        };
        let source = source
            .as_ref()
            .unwrap_or_else(|| panic!("{}", element.id()));
        // No statement is official, so none may say that it is.
        assert!(!matches!(element, Element::Indicator(..)) || source.basis == Basis::Authored);
    }
    let manifest = model.framework();
    assert!(
        manifest.source.is_some()
            && manifest
                .title
                .iter()
                .all(|(_, it)| it.contains("zgled") || it.contains("example"))
    );
}

#[test]
fn slovene_is_found_without_its_diacritics() {
    let model = model();
    assert!(model.search("obcutljivo nic").is_empty());
    let hits = model.search("zascit");
    assert!(
        hits.iter().any(|hit| hit.text.contains("zaščit")),
        "{hits:?}"
    );
}

#[test]
fn the_rule_reference_and_the_schemas_are_current() {
    let reference = run(&repository(), &["explain", "--reference"]).stdout;
    let kept = fs::read_to_string(repository().join("docs/rules.md")).unwrap();
    assert!(
        kept.as_bytes() == reference,
        "write it anew: `competence explain --reference > docs/rules.md`"
    );
    assert_eq!(
        run(&repository(), &["schema", "--check", "schemas"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn every_property_of_the_schemas_has_a_title_and_a_description() {
    fn look(schema: &serde_json::Value, path: &str) {
        if let Some(properties) = schema["properties"].as_object() {
            for (name, property) in properties {
                for key in ["title", "description"] {
                    assert!(
                        property[key].as_str().is_some_and(|it| !it.is_empty()),
                        "{path}/{name} has no {key}"
                    );
                }
            }
        }
        match schema {
            serde_json::Value::Object(map) => map
                .iter()
                .for_each(|(key, it)| look(it, &format!("{path}/{key}"))),
            serde_json::Value::Array(items) => items.iter().for_each(|it| look(it, path)),
            _ => {}
        }
    }
    for schema in competence_core::schema::all() {
        look(&schema.schema(), schema.name());
    }
}

#[test]
fn the_two_core_competences_are_one_after_the_renewal() {
    let folder = repository();
    let crosswalk = run(
        &folder,
        &[
            "crosswalk",
            "--from",
            "1.0.0",
            "--to",
            "2.0.0",
            "--format",
            "json",
        ],
    );
    let table: serde_json::Value = serde_json::from_slice(&crosswalk.stdout).unwrap();
    for old in ["proactive-action", "user-focus"] {
        assert_eq!(
            table["entries"][old]["successors"]["proactive-user-service"], "merged-into",
            "{old}"
        );
    }
    let entries = table["entries"].as_object().unwrap();
    let lost: Vec<&String> = entries
        .iter()
        .filter(|(_, it)| it["successors"].as_object().unwrap().is_empty())
        .map(|(id, _)| id)
        .collect();
    assert_eq!(lost, ["proactive-action.spots-risks"]);
    let csv = String::from_utf8(
        run(
            &folder,
            &["crosswalk", "--from", "1.0.0", "--format", "csv"],
        )
        .stdout,
    )
    .unwrap();
    // Of clusters and profiles only what became something else is told, and here nothing did.
    let old = fs::read(folder.join("model/releases/1.0.0.json")).unwrap();
    let old = Model::from_bundle(&old).unwrap();
    let assessed = entries.len() - old.clusters().len() - old.profiles().len();
    assert_eq!(csv.lines().count(), assessed + 1);
    let output = run(&folder, &["crosswalk", "--from", "1.0.0"]);
    let markdown: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .take(16)
        .map(str::to_owned)
        .collect();
    insta::assert_snapshot!("crosswalk-markdown", markdown.join("\n"));
    // The release before had four core competences, and no digital one.
    assert_eq!(old.competences_of_kind(Kind::Core).count(), 4);
    assert_eq!(old.competences_of_kind(Kind::Digital).count(), 0);
    let verdict = run(&folder, &["semver", "--against", "1.0.0"]);
    assert!(
        verdict.status.success()
            && String::from_utf8(verdict.stdout)
                .unwrap()
                .contains("a major bump")
    );
    insta::assert_snapshot!(
        "crosswalk-unknown-version",
        super::support::transcript(&folder, &["crosswalk", "--from", "0.5.0"])
    );
}

/// What came with 2.1.0 tells more about the elements, and leaves every assessment as it is.
#[test]
fn the_minor_version_asks_nobody_for_more() {
    let folder = repository();
    let stdout = |arguments: &[&str]| {
        let output = run(&folder, arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let verdict = stdout(&["semver", "--against", "2.0.0"]);
    assert!(
        verdict
            .starts_with("sufficient: 2.0.0 → 2.1.0 (a minor bump); the changes need a minor bump"),
        "{verdict}"
    );
    let verdict = stdout(&["semver", "--against", "2.0.0", "--format", "json"]);
    let verdict: serde_json::Value = serde_json::from_str(&verdict).unwrap();
    assert_eq!(verdict["asks-more"], serde_json::json!([]));
    let crosswalk = stdout(&[
        "crosswalk",
        "--from",
        "2.0.0",
        "--changed",
        "--format",
        "csv",
    ]);
    assert_eq!(crosswalk.lines().count(), 1, "{crosswalk}");

    let model = model();
    let text = |id: &str| stdout(&["show", id, "--lang", "en"]);
    // Each competence and cluster that is for all has the code under which personnel files name it.
    for kind in [Kind::Core, Kind::Leadership, Kind::Digital] {
        let mut all = model.competences_of_kind(kind);
        assert!(all.all(|it| it.annotations.code.is_some()), "{kind}");
    }
    assert_eq!(text("d1"), text("digital-competence"));
    insta::assert_snapshot!("digital-competence", text("d1"));
    insta::assert_snapshot!("taxpayer-service", text("taxpayer-service"));
    let mappings = model.elements().flat_map(|it| it.mappings().iter());
    let known = mappings.filter(|it| it.justification.is_some() && it.confidence.is_some());
    assert_eq!(known.count(), 5);
}

#[test]
fn the_life_of_an_element_is_told() {
    let folder = repository();
    for id in [
        "user-focus",
        "proactive-user-service.anticipates-needs",
        "cooperation-and-communication",
        "digital-competence",
    ] {
        insta::assert_snapshot!(
            format!("history-{id}"),
            super::support::transcript(&folder, &["history", id])
        );
    }
    insta::assert_snapshot!(
        "history-unknown",
        super::support::transcript(&folder, &["history", "nothing"])
    );
}

/// Releasing the worked example again writes the same bytes.
#[test]
fn its_release_is_what_the_release_writes() {
    let folder = tempfile::tempdir().unwrap();
    let (kept, model) = (repository().join("model"), folder.path().join("model"));
    copy(&kept, &model);
    let read = |root: &Path, file: &str| fs::read_to_string(root.join(file)).unwrap();
    // As it was before the release.
    fs::remove_file(model.join("releases/2.1.0.json")).unwrap();
    let records = read(&model, "releases/releases.yaml");
    let before = &records[..records.find("  - version: 2.1.0").unwrap()];
    fs::write(model.join("releases/releases.yaml"), before).unwrap();
    let log = read(&model, "CHANGELOG.md");
    let (start, end) = (
        log.find("## [2.1.0]").unwrap(),
        log.find("## [2.0.0]").unwrap(),
    );
    let before = format!("{}{}", &log[..start], &log[end..]);
    fs::write(model.join("CHANGELOG.md"), before).unwrap();
    let output = run(folder.path(), &["release", "--date", "2026-11-27"]);
    assert!(output.status.success(), "{output:?}");
    for file in [
        "releases/2.1.0.json",
        "releases/releases.yaml",
        "CHANGELOG.md",
        "framework.yaml",
    ] {
        assert_eq!(read(&model, file), read(&kept, file), "{file}");
    }
}

/// A spreadsheet of people who write `3,5` takes semicolons, and knows UTF-8 by its mark.
#[test]
fn the_crosswalk_opens_in_a_spreadsheet() {
    let model = repository().join("model");
    let table = |more: &[&str]| {
        let arguments = [&["crosswalk", "--from", "1.0.0", "--format", "csv"], more].concat();
        let output = run(&model, &arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let (plain, local) = (table(&[]), table(&["--spreadsheet"]));
    assert!(plain.starts_with("from,text,"), "{plain}");
    assert!(local.starts_with("\u{feff}from;text;"), "{local}");
    let english = table(&["--spreadsheet", "--lang", "en"]);
    assert!(english.starts_with("\u{feff}from,text,"), "{english}");
    assert!(plain.contains("Proaktivno delovanje") && english.contains("Proactive"));
    // The same rows, whatever stands between the fields.
    let rows = |text: &str, delimiter| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter);
        let mut reader = reader.from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let records: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        records.unwrap()
    };
    assert_eq!(rows(&plain, b','), rows(&local, b';'));
}

#[test]
fn the_life_of_an_element_is_told_in_the_language_that_is_asked_for() {
    let model = repository().join("model");
    let told = |more: &[&str]| {
        let output = run(&model, &[&["history", "proactive-action"], more].concat());
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(told(&[]).contains("Proaktivno delovanje"), "{}", told(&[]));
    assert!(
        told(&["--lang", "en"]).contains("Proactive"),
        "{}",
        told(&["--lang", "en"])
    );
    let unknown = run(&model, &["history", "proactive-action", "--lang", "fr"]);
    assert_eq!(unknown.status.code(), Some(2));
}

/// The commands of the pages about the example do what the pages say.
#[test]
fn the_commands_of_the_pages_run() {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository().join("model"), &folder.path().join("model"));
    for page in ["docs/diff.md", "docs/edit.md"] {
        let text = fs::read_to_string(repository().join(page)).unwrap();
        let blocks = text.split("```sh\n").skip(1);
        let lines = blocks.flat_map(|it| it.split("```").next().unwrap().lines());
        let mut number = 0;
        for line in lines {
            let mut words = Vec::new();
            for (at, part) in line.split('"').enumerate() {
                // What is in quotes is one word.
                if at % 2 == 1 {
                    words.push(part);
                } else {
                    words.extend(part.split_whitespace());
                }
            }
            assert_eq!(words.remove(0), "competence", "{page}: {line}");
            let output = run(folder.path(), &words);
            assert!(output.status.success(), "{page}: {line}: {output:?}");
            number += 1;
        }
        assert!(number > 2, "{page}");
    }
    // What is only shown is not written.
    let kept = repository().join("model/framework.yaml");
    let now = folder.path().join("model/framework.yaml");
    assert_eq!(
        fs::read_to_string(kept).unwrap(),
        fs::read_to_string(now).unwrap()
    );
}
