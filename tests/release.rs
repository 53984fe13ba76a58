//! `competence release`: what is refused, and what is written.

use std::fs;

use super::support::{edit, released_model, run, starter_model, transcript};

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
fn the_day_of_a_release_is_not_before_the_last_nor_far_ahead() {
    let folder = released_model();
    let here = folder.path();
    edit(
        here,
        "digital/digital-work.yaml",
        "Digital work",
        "Digital working",
    );
    for (day, name) in [
        ("0001-01-01", "release-too-early"),
        ("2025-03-30", "release-a-day-early"),
    ] {
        let arguments = ["release", "--version", "auto", "--date", day];
        insta::assert_snapshot!(name, transcript(here, &arguments));
    }
    let late = run(
        here,
        &["release", "--version", "auto", "--date", "9999-12-31"],
    );
    let text = String::from_utf8(late.stdout).unwrap();
    assert!(
        text.contains("the day 9999-12-31 is in the future"),
        "{text}"
    );
    assert_eq!(late.status.code(), Some(1));
    // The day of the last release itself is one on which another can be made.
    let same = ["release", "--version", "auto", "--date", "2025-03-31"];
    assert!(run(here, &same).status.success());
}
