//! `competence lineage`: what is proposed is accepted as it stands, once the reasons are filled in.

use std::fs;
use std::path::Path;

use super::support::{copy, edit, released_model, repository, run, starter_model, transcript};

const REASON: &str = "reason: # why it was decided";

/// Merges two competences of the released starter into one, without a word in the lineage.
fn merge(here: &Path) {
    let model = here.join("model");
    let second = model.join("leadership/leading-people.yaml");
    let text = fs::read_to_string(&second).unwrap();
    let moved = text.split_once("indicators:\n").unwrap().1;
    let core = model.join("core/cooperation.yaml");
    let united = fs::read_to_string(&core).unwrap() + moved;
    let united = united
        .replace("cooperation", "working-together")
        .replace("leading-people.", "working-together.");
    fs::write(model.join("core/working-together.yaml"), united).unwrap();
    fs::remove_file(core).unwrap();
    fs::remove_file(second).unwrap();
    edit(here, "framework.yaml", "version: 1.0.0", "version: 2.0.0");
}

fn stdout(here: &Path, arguments: &[&str]) -> String {
    String::from_utf8(run(here, arguments).stdout).unwrap()
}

fn clean(here: &Path) {
    let output = transcript(here, &["check", "--deny-warnings"]);
    assert!(output.ends_with("--- exit 0\n"), "{output}");
}

#[test]
fn what_diff_suggests_for_a_merger_is_accepted_with_its_one_reason() {
    let folder = released_model();
    let here = folder.path();
    merge(here);
    assert_eq!(run(here, &["check"]).status.code(), Some(1));
    let told = stdout(here, &["diff", "latest"]);
    let file = told.find("# yaml-language-server").unwrap();
    let file = &told[file..];
    assert_eq!(file.matches(REASON).count(), 1, "{file}");
    fs::create_dir_all(here.join("model/lineage")).unwrap();
    let path = here.join("model/lineage/2.0.0.yaml");
    fs::write(&path, file.replace(REASON, "reason: One job, one name")).unwrap();
    clean(here);
    insta::assert_snapshot!("lineage-nothing", transcript(here, &["lineage"]));
}

#[test]
fn the_example_is_explained_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("model"), &here.join("model"));
    let manifest = fs::read_to_string(here.join("model/framework.yaml")).unwrap();
    let version = manifest
        .lines()
        .find_map(|it| it.strip_prefix("version: "))
        .unwrap();
    edit(
        here,
        "framework.yaml",
        &format!("version: {version}"),
        "version: 9.0.0-draft.1",
    );
    let core = here.join("model/core");
    let mut files: Vec<_> = fs::read_dir(&core)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    files.sort();
    // Two core competences become one, under a new name.
    let text = |at: usize| fs::read_to_string(&files[at]).unwrap();
    let id = |at: usize| files[at].file_stem().unwrap().to_str().unwrap().to_owned();
    let moved = text(1);
    let moved = moved
        .split_once("indicators:\n")
        .unwrap()
        .1
        .replace(&id(1), "joined");
    let joined = text(0).trim_end().replace(&id(0), "joined") + "\n" + &moved;
    fs::write(core.join("joined.yaml"), joined).unwrap();
    fs::remove_file(&files[0]).unwrap();
    fs::remove_file(&files[1]).unwrap();
    let profiles = fs::read_dir(here.join("model/profiles")).unwrap();
    for path in profiles.map(|it| it.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace(&format!("competence: {}\n", id(0)), "competence: joined\n");
        fs::write(
            &path,
            text.replace(&format!("competence: {}\n", id(1)), "competence: joined\n"),
        )
        .unwrap();
    }
    let manifest = here.join("model/framework.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text.replace(&format!("- {}\n", id(0)), "- joined\n");
    let text = text.replace(&format!("    - {}\n", id(1)), "");
    fs::write(&manifest, text).unwrap();
    let before = stdout(here, &["check"]);
    assert!(before.contains("unexplained-removal"), "{before}");
    let output = transcript(here, &["lineage", "--write"]);
    assert!(output.contains("fill in 1 reason"), "{output}");
    let path = here.join("model/lineage/9.0.0.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace(REASON, "reason: Ena naloga")).unwrap();
    let after = stdout(here, &["check"]);
    assert!(!after.contains("lineage"), "{after}");
    assert!(!after.contains("unexplained-removal"), "{after}");
}

#[test]
fn it_is_written_where_it_belongs_and_the_reason_is_left_to_a_person() {
    let folder = released_model();
    let here = folder.path();
    merge(here);
    insta::assert_snapshot!("lineage-printed", transcript(here, &["lineage"]));
    assert!(!here.join("model/lineage").exists());
    let written = transcript(here, &["lineage", "--write"]);
    // The page on lineage shows this very run.
    let page = fs::read_to_string(repository().join("docs/lineage.md")).unwrap();
    assert!(
        page.contains(written.trim_end_matches("--- exit 0\n")),
        "{written}"
    );
    insta::assert_snapshot!("lineage-written", written);
    // A reason that is not filled in is no reason.
    insta::assert_snapshot!("lineage-unfilled", transcript(here, &["check"]));
    insta::assert_snapshot!("lineage-again", transcript(here, &["lineage", "--write"]));
    edit(
        here,
        "lineage/2.0.0.yaml",
        REASON,
        "reason: One job, one name",
    );
    clean(here);
}

#[test]
fn records_are_added_to_a_file_that_is_there() {
    let folder = released_model();
    let here = folder.path();
    merge(here);
    fs::create_dir_all(here.join("model/lineage")).unwrap();
    let path = here.join("model/lineage/2.0.0.yaml");
    let head = "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 2.0.0\nrecords:\n";
    let own = format!(
        "{head}  # the working group of May\n  - change: merged\n    from: [cooperation, leading-people]\n    to: [working-together]\n    reason: One job, one name # said the group\n"
    );
    fs::write(&path, &own).unwrap();
    insta::assert_snapshot!("lineage-added", transcript(here, &["lineage", "--write"]));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(&own), "{text}");
    // The indicators follow from the decision that is there, which has its reason.
    assert!(!text.contains("reason: #"), "{text}");
    clean(here);

    // One that is laid out otherwise is left alone.
    let flow = format!(
        "{}records: [{{ change: retired, from: [cooperation] }}]\n",
        head.replace("records:\n", "")
    );
    fs::write(&path, &flow).unwrap();
    insta::assert_snapshot!(
        "lineage-not-added",
        transcript(here, &["lineage", "--write"])
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), flow);
}

#[test]
fn a_corrected_word_is_a_patch_once_a_record_says_so() {
    let folder = released_model();
    let here = folder.path();
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps agreements made",
        "Keeps agreemnts made",
    );
    let semver = ["semver", "--against", "latest"];
    insta::assert_snapshot!("lineage-correction-semver", transcript(here, &semver));
    insta::assert_snapshot!(
        "lineage-correction-diff",
        transcript(here, &["diff", "latest"])
    );
    let json = stdout(here, &["semver", "--against", "latest", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["corrections"]["version"], "1.0.1");
    assert_eq!(json["corrections"]["records"][0]["editorial"], true);
    let markdown = stdout(here, &["diff", "latest", "--format", "markdown"]);
    assert!(markdown.contains("    editorial: true\n"), "{markdown}");
    insta::assert_snapshot!(
        "lineage-correction",
        transcript(here, &["lineage", "--write"])
    );
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.0.1");
    clean(here);
    let verdict = stdout(here, &semver);
    assert!(
        verdict.contains("sufficient: 1.0.0 → 1.0.1 (a patch bump)"),
        "{verdict}"
    );
}

#[test]
fn there_may_be_nothing_to_compare_with_and_a_base_may_be_named() {
    let folder = starter_model();
    let here = folder.path();
    insta::assert_snapshot!("lineage-no-release", transcript(here, &["lineage"]));
    copy(&here.join("model"), &here.join("base"));
    fs::remove_file(here.join("model/leadership/leading-people.yaml")).unwrap();
    let printed = stdout(here, &["lineage", "--against", "base"]);
    assert!(
        printed.contains("- change: retired\n    from: [leading-people]\n"),
        "{printed}"
    );
    // The schema is where the manifest has its own.
    assert!(
        printed.starts_with("# yaml-language-server: $schema=../schemas/lineage.schema.json\n")
    );
    let own = "$schema=schemas/framework";
    edit(
        here,
        "framework.yaml",
        own,
        "$schema=https://example.org/s/framework",
    );
    let printed = stdout(here, &["lineage", "--against", "base"]);
    assert!(printed.starts_with(
        "# yaml-language-server: $schema=https://example.org/s/lineage.schema.json\n"
    ));
}
