//! The story that ratings are for: an export of assessments leads to the evidence, the evidence to the record, the
//! record to a version, and the assessments along with it.

use std::fs;
use std::path::Path;

use competence_core::Model;
use competence_core::edit::files_of;

use super::generated::{csv, story};
use super::support::{repository, run, transcript};

/// A folder with version 1.0.0 of the worked example, released, and the ratings of 600 persons against it.
fn rated() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let bundle = repository().join("model/releases/1.0.0.json");
    let model = Model::from_bundle(&fs::read(&bundle).unwrap()).unwrap();
    for (path, text) in files_of(&model) {
        let path = here.join("model").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let releases = here.join("model/releases");
    fs::create_dir_all(&releases).unwrap();
    fs::copy(bundle, releases.join("1.0.0.json")).unwrap();
    let recorded = fs::read_to_string(repository().join("model/releases/releases.yaml")).unwrap();
    let (first, _) = recorded.split_once("  - version: 2.0.0").unwrap();
    fs::write(releases.join("releases.yaml"), first).unwrap();
    fs::write(here.join("ratings.csv"), csv(&model, &story(&model, 600))).unwrap();
    folder
}

/// Runs a command that must be content, and gives what it printed.
#[track_caller]
fn succeeds(here: &Path, arguments: &[&str]) -> String {
    let output = run(here, arguments);
    let out = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}\n{out}{said}");
    out
}

/// The words of a command line, some of them in single or double quotes.
fn words(line: &str) -> Vec<String> {
    let output = std::process::Command::new("sh")
        .args([
            "-c",
            &format!("for it in {line}; do printf '%s\\0' \"$it\"; done"),
        ])
        .output()
        .unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    words
        .split_terminator('\0')
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn ratings_lead_to_a_merger_and_go_along_with_it() {
    let folder = rated();
    let here = folder.path();
    succeeds(
        here,
        &["ratings", "check", "ratings.csv", "--deny-warnings"],
    );

    // The evidence, and the record that it leads to: exactly one.
    succeeds(
        here,
        &[
            "ratings",
            "report",
            "ratings.csv",
            "--out",
            "report.html",
            "--propose",
            "drafts",
        ],
    );
    let drafts = super::ratings_report::drafts(&here.join("drafts"));
    let [draft] = &drafts[..] else {
        panic!("{drafts:?}");
    };
    let draft = fs::read_to_string(draft).unwrap();
    insta::assert_snapshot!("ratings-story-1-draft", draft);
    let report = succeeds(
        here,
        &["ratings", "report", "ratings.csv", "--format", "json"],
    );
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["suggestions"].as_array().unwrap().len(), 1);

    // Applied as it stands, but for the id and the name of what they become, which people decide.
    let command = draft
        .lines()
        .find_map(|it| Some(it.split_once("competence merge ")?.1))
        .unwrap();
    let mut merge = vec!["merge".to_owned()];
    merge.extend(words(command));
    let into = merge.iter().position(|it| it == "--into").unwrap();
    merge[into + 1] = "proactive-user-service".to_owned();
    merge.extend([
        "--title".to_owned(),
        "Proaktivno delovanje za uporabnika".to_owned(),
    ]);
    let merge: Vec<&str> = merge.iter().map(String::as_str).collect();
    succeeds(here, &merge);
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    assert!(
        lineage.contains("from: [proactive-action, user-focus]"),
        "{lineage}"
    );
    assert!(lineage.contains("evidence:"), "{lineage}");

    // Whom it affects, from the ratings themselves and from the counts that may stand beside the model.
    let diff = transcript(here, &["diff", "latest", "--ratings", "ratings.csv"]);
    insta::assert_snapshot!("ratings-story-2-diff", diff);
    succeeds(
        here,
        &["ratings", "count", "ratings.csv", "--out", "counts.json"],
    );
    let counts = fs::read_to_string(here.join("counts.json")).unwrap();
    assert!(!counts.contains("person 0"), "{counts}");
    let by_counts = transcript(here, &["diff", "latest", "--ratings", "counts.json"]);
    assert_eq!(by_counts.replace("counts.json", "ratings.csv"), diff);

    // Released, and the ratings carried over: every row is there.
    succeeds(here, &["approve", "--all"]);
    succeeds(
        here,
        &["release", "--version", "2.0.0", "--date", "2026-12-01"],
    );
    let carried = succeeds(here, &["migrate", "ratings.csv", "--from", "1.0.0"]);
    insta::assert_snapshot!("ratings-story-3-migrated", carried);

    // And both as one series.
    let series = succeeds(here, &["ratings", "series", "ratings.csv"]);
    insta::assert_snapshot!("ratings-story-4-series", series);
}

#[test]
fn the_page_about_versions_is_followed() {
    super::ratings_report::follow("docs/ratings-versions.md");
}
