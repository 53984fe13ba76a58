//! `competence release`: what is refused, what is written, and that an end in between harms
//! nothing.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use super::support::{competence, edit, released_model, run, starter_model, transcript};

#[test]
fn a_draft_is_refused_with_every_reason() {
    let folder = starter_model();
    let here = folder.path();
    insta::assert_snapshot!("release-draft", transcript(here, &["release"]));
    // As a release proper, the check finds the drafts; switched off, the release still does.
    insta::assert_snapshot!(
        "release-drafts",
        transcript(here, &["release", "--version", "auto"])
    );
    edit(
        here,
        "framework.yaml",
        "rules: {}",
        "rules: { unapproved-in-release: \"off\" }",
    );
    insta::assert_snapshot!(
        "release-drafts-without-rule",
        transcript(here, &["release", "--version", "1.0.0"])
    );
    assert!(!here.join("model/releases").exists() && !here.join("model/CHANGELOG.md").exists());
}

#[test]
fn what_is_wrong_is_said_before_anything_is_written() {
    let folder = released_model();
    let here = folder.path();
    insta::assert_snapshot!("release-again", transcript(here, &["release"]));
    insta::assert_snapshot!(
        "release-nothing",
        transcript(here, &["release", "--version", "auto"])
    );
    insta::assert_snapshot!(
        "release-lower",
        transcript(here, &["release", "--version", "0.9.0"])
    );
    insta::assert_snapshot!(
        "release-no-version",
        transcript(here, &["release", "--version", "two"])
    );
    insta::assert_snapshot!(
        "release-bundle",
        transcript(here, &["release", "model/releases/1.0.0.json"])
    );
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps agreements made",
        "Keeps  agreements made",
    );
    insta::assert_snapshot!(
        "release-warning",
        transcript(here, &["release", "--version", "1.0.1"])
    );
    // A removal that no rule finds any more is found here.
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps  agreements made",
        "Keeps agreements made",
    );
    let path = here.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (kept, _) = text
        .split_once("  - id: cooperation.hides-problems")
        .unwrap();
    fs::write(&path, kept).unwrap();
    edit(
        here,
        "framework.yaml",
        "rules: {}",
        "rules: { unexplained-removal: \"off\" }",
    );
    insta::assert_snapshot!(
        "release-unexplained",
        transcript(here, &["release", "--version", "auto"])
    );
    assert!(!here.join("model/releases/2.0.0.json").exists());
    // A bundle that was changed stops every release.
    let bundle = here.join("model/releases/1.0.0.json");
    let json = fs::read_to_string(&bundle).unwrap();
    fs::write(
        &bundle,
        json.replace("Keeps agreements", "Breaks agreements"),
    )
    .unwrap();
    insta::assert_snapshot!(
        "release-altered",
        transcript(here, &["release", "--version", "2.0.0"])
    );
}

#[test]
fn a_dry_run_shows_what_the_release_writes() {
    let folder = released_model();
    let here = folder.path();
    edit(
        here,
        "digital/digital-work.yaml",
        "sl: Digitalno delo",
        "sl: Delo z orodji",
    );
    edit(
        here,
        "core/cooperation.yaml",
        "Shares what they know before being asked",
        "Shares what they know, before being asked",
    );
    let before = run(here, &["bundle"]).stdout;
    let arguments = ["release", "--version", "auto", "--date", "2025-04-30"];
    let dry = [&arguments[..], &["--dry-run"]].concat();
    insta::assert_snapshot!("release-dry", transcript(here, &dry));
    assert_eq!(run(here, &["bundle"]).stdout, before);
    insta::assert_snapshot!("release-done", transcript(here, &arguments));
    let manifest = fs::read_to_string(here.join("model/framework.yaml")).unwrap();
    assert!(manifest.contains("\nversion: 1.0.1"), "{manifest}");
    // The bundle is the canonical one, and its hash the one that is recorded.
    let bundle = fs::read(here.join("model/releases/1.0.1.json")).unwrap();
    assert_eq!(bundle, run(here, &["bundle"]).stdout);
    let hash = String::from_utf8(run(here, &["bundle", "--hash"]).stdout).unwrap();
    let records = fs::read_to_string(here.join("model/releases/releases.yaml")).unwrap();
    assert!(records.contains(hash.trim()), "{records}");
    assert_eq!(
        run(here, &["check", "--deny-warnings"]).status.code(),
        Some(0)
    );
    assert_eq!(run(here, &["fmt", "--check"]).status.code(), Some(0));
}

#[test]
fn an_interrupted_release_holds_and_is_finished_by_the_next() {
    let folder = released_model();
    let here = folder.path();
    // As it was when the process ended: the new files hold, and none is in its place.
    let model = here.join("model");
    let pending = model.join(".release");
    fs::create_dir_all(pending.join("releases")).unwrap();
    for file in [
        "framework.yaml",
        "releases/1.0.0.json",
        "releases/releases.yaml",
        "CHANGELOG.md",
    ] {
        fs::rename(model.join(file), pending.join(file)).unwrap();
    }
    fs::write(model.join("framework.yaml"), "the old one").unwrap();
    insta::assert_snapshot!("release-unfinished", transcript(here, &["check"]));
    assert_eq!(
        run(here, &["diff", "1.0.0"]).stdout,
        b"the two models are the same\n"
    );
    insta::assert_snapshot!("release-finished", transcript(here, &["release"]));
    assert!(!pending.exists());
    assert_eq!(
        run(here, &["check", "--deny-warnings"]).status.code(),
        Some(0)
    );
}

/// Whenever the process is killed, a reader sees the version before or the one after, whole.
#[test]
fn a_release_that_is_killed_leaves_the_model_as_it_was_or_as_it_is_to_be() {
    let folder = released_model();
    let here = folder.path();
    let (mut before, mut after) = (0, 0);
    let mut last = "1.0.0".to_owned();
    for number in 1..=25 {
        let from = format!(
            "title: {{ en: Digital work{}, ",
            if number == 1 {
                String::new()
            } else {
                format!(" {}", number - 1)
            }
        );
        edit(
            here,
            "digital/digital-work.yaml",
            &from,
            &format!("title: {{ en: Digital work {number}, "),
        );
        let version = format!("1.0.{number}");
        let mut release = competence(here)
            .args(["release", "--version", &version])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(number * 2_000));
        release.kill().unwrap();
        release.wait().unwrap();
        // The version was not raised for the edit, and that is all that is wrong.
        let checked = run(here, &["check", "--format", "json"]).stdout;
        let checked: serde_json::Value = serde_json::from_slice(&checked).unwrap();
        for finding in checked["findings"].as_array().unwrap() {
            assert_eq!(finding["rule"], "changed-release", "{checked}");
        }
        let judged = run(here, &["semver", "--against", "latest", "--format", "json"]).stdout;
        let verdict: serde_json::Value = serde_json::from_slice(&judged).unwrap();
        // The manifest and the latest release say the same, and are of this version or the last.
        assert_eq!(verdict["old"], verdict["new"], "{verdict}");
        if verdict["new"] == version.as_str() {
            assert_eq!(verdict["changes"], serde_json::json!([]));
            last = version;
            after += 1;
        } else {
            assert_eq!(verdict["new"], last.as_str());
            before += 1;
        }
        // What was left is finished; a release that did not hold leaves nothing.
        let _ = run(here, &["release", "--version", "0.0.1"]);
        assert!(!here.join("model/.release").exists());
    }
    println!("{before} as they were, {after} as they were to be");
}
