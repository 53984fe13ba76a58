//! `competence diff` and `competence semver`: the story of a change.

use std::fs;

use super::support::{edit, git, run, transcript, two_models};

#[test]
fn nothing_changed() {
    let folder = two_models();
    insta::assert_snapshot!("diff-same", transcript(folder.path(), &["diff", "base"]));
    insta::assert_snapshot!(
        "semver-same",
        transcript(folder.path(), &["semver", "--against", "base"])
    );
}

#[test]
fn a_rewording_needs_a_major_version() {
    let folder = two_models();
    let here = folder.path();
    edit(here, "framework.yaml", "1.0.0", "1.1.0");
    edit(
        here,
        "leadership/leading-people.yaml",
        "Gives feedback soon after the event",
        "Gives feedback quickly after the event",
    );
    edit(
        here,
        "digital/digital-work.yaml",
        "sl: Digitalno delo",
        "sl: Delo z digitalnimi orodji",
    );
    edit(
        here,
        "profiles/every-employee.yaml",
        "  - kind: digital\n    level: 2",
        "  - kind: digital\n    level: 3",
    );
    insta::assert_snapshot!(
        "semver-too-small",
        transcript(here, &["semver", "--against", "base"])
    );
    insta::assert_snapshot!("diff-text", transcript(here, &["diff", "base"]));
    insta::assert_snapshot!(
        "diff-markdown",
        transcript(here, &["diff", "base", "--format", "markdown"])
    );
    insta::assert_snapshot!(
        "semver-json",
        transcript(here, &["semver", "--against", "base", "--format", "json"])
    );
    edit(here, "framework.yaml", "1.1.0", "2.0.0-rc.1");
    insta::assert_snapshot!(
        "semver-sufficient",
        transcript(here, &["semver", "--against", "base"])
    );
    // The same, declared editorial by the lineage.
    edit(here, "framework.yaml", "2.0.0-rc.1", "1.1.0");
    fs::create_dir_all(here.join("model/lineage")).unwrap();
    let record = "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.1.0\nrecords:\n  - change: reworded\n    from: [leading-people.gives-feedback]\n    to: [leading-people.gives-feedback]\n    editorial: true\n";
    fs::write(here.join("model/lineage/1.1.0.yaml"), record).unwrap();
    insta::assert_snapshot!(
        "semver-editorial",
        transcript(here, &["semver", "--against", "base"])
    );
}

#[test]
fn a_merger_without_lineage_is_suggested() {
    let folder = two_models();
    let here = folder.path();
    edit(here, "framework.yaml", "1.0.0", "2.0.0");
    for (from, to) in [
        ("id: cooperation\n", "id: united\n"),
        ("cooperation.shares", "united.shares"),
        ("cooperation.keeps", "united.keeps"),
        ("cooperation.hides", "united.hides"),
    ] {
        edit(here, "core/cooperation.yaml", from, to);
    }
    fs::rename(
        here.join("model/core/cooperation.yaml"),
        here.join("model/core/united.yaml"),
    )
    .unwrap();
    insta::assert_snapshot!("diff-suggests", transcript(here, &["diff", "base"]));
    insta::assert_snapshot!(
        "diff-suggests-markdown",
        transcript(here, &["diff", "base", "--format", "markdown"])
    );
}

#[test]
fn the_manifest_sets_levels_with_a_reason() {
    let folder = two_models();
    let here = folder.path();
    edit(here, "framework.yaml", "1.0.0", "1.0.1");
    edit(
        here,
        "digital/digital-work.yaml",
        "sl: Preveri vir podatkov",
        "sl: Vedno preveri vir podatkov",
    );
    assert_eq!(
        run(here, &["semver", "--against", "base"]).status.code(),
        Some(0)
    );
    edit(
        here,
        "framework.yaml",
        "rules: {}",
        "rules: {}\nversioning:\n  translation-changed:\n    level: major\n    reason: People are assessed in either language",
    );
    insta::assert_snapshot!(
        "semver-set",
        transcript(here, &["semver", "--against", "base"])
    );
    edit(
        here,
        "framework.yaml",
        "translation-changed",
        "translation-change",
    );
    insta::assert_snapshot!("versioning-unknown", transcript(here, &["check"]));
}

#[test]
fn versions_by_the_rules_of_semver() {
    let folder = two_models();
    let here = folder.path();
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps agreements made within the team",
        "Keeps no agreements whatsoever",
    );
    let verdict = |old: &str, new: &str| {
        for (side, version) in [("base", old), ("model", new)] {
            let path = here.join(side).join("framework.yaml");
            let text = fs::read_to_string(&path).unwrap();
            let line = text
                .lines()
                .find(|line| line.starts_with("version:"))
                .unwrap()
                .to_owned();
            fs::write(path, text.replace(&line, &format!("version: {version}"))).unwrap();
        }
        let output = run(here, &["semver", "--against", "base"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    let cases = [
        ("1.2.3", "1.2.3"),
        ("1.2.3", "1.2.4"),
        ("1.2.3", "1.3.0"),
        ("1.2.3", "2.0.0"),
        ("1.2.3", "2.0.0-rc.1"),
        ("1.2.3", "1.2.3-rc.1"),
        ("1.2.3", "1.2.2"),
        ("1.2.3", "1.2.3+build"),
        ("2.0.0-rc.1", "2.0.0-rc.1"),
        ("2.0.0-rc.1", "2.0.0-rc.2"),
        ("2.0.0-rc.1", "2.0.0"),
        ("2.0.0-rc.2", "2.0.0-rc.1"),
        ("0.3.0", "0.3.1"),
        ("0.3.0", "0.3.0"),
        ("0.3.0", "1.0.0"),
    ];
    let all: Vec<String> = cases.iter().map(|(old, new)| verdict(old, new)).collect();
    insta::assert_snapshot!("semver-versions", all.join("\n"));
}

#[test]
fn sides_are_folders_bundles_and_releases() {
    let folder = two_models();
    let here = folder.path();
    fs::create_dir_all(here.join("model/releases")).unwrap();
    insta::assert_snapshot!("side-unknown", transcript(here, &["diff", "latest"]));
    run(
        here,
        &[
            "bundle",
            "--model",
            "base",
            "--out",
            "model/releases/1.0.0.json",
        ],
    );
    let other = fs::read_to_string(here.join("model/releases/1.0.0.json")).unwrap();
    fs::write(
        here.join("model/releases/0.9.0.json"),
        other.replace("\"1.0.0\"", "\"0.9.0\""),
    )
    .unwrap();
    for base in ["1.0.0", "base", "model/releases/1.0.0.json"] {
        assert_eq!(
            String::from_utf8(run(here, &["diff", base]).stdout).unwrap(),
            "The two models are the same.\n",
            "{base}"
        );
    }
    insta::assert_snapshot!("side-older", transcript(here, &["diff", "0.9.0", "1.0.0"]));
    insta::assert_snapshot!(
        "side-not-released",
        transcript(here, &["semver", "--against", "3.0.0"])
    );
}

/// A bundle has no releases beside it: those of the model here stay at hand.
#[test]
fn a_bundle_is_compared_with_a_release_of_the_model_here() {
    let folder = super::support::released_model();
    let here = folder.path();
    let bundled = run(here, &["bundle", "--out", "bundle.json"]);
    assert!(bundled.status.success(), "{bundled:?}");
    for arguments in [
        &["diff", "1.0.0", "--model", "bundle.json"][..],
        &["diff", "1.0.0", "bundle.json"],
        &["diff", "1.0.0", "bundle.json", "--model", "model"],
    ] {
        let output = run(here, arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text, "The two models are the same.\n", "{arguments:?}");
    }
    let nowhere = run(
        here,
        &["diff", "1.0.0", "bundle.json", "--model", "nowhere"],
    );
    assert_eq!(nowhere.status.code(), Some(2), "{nowhere:?}");
}

#[test]
fn a_branch_is_judged_against_git_revisions() {
    let folder = two_models();
    let here = folder.path();
    insta::assert_snapshot!(
        "git-no-repository",
        transcript(here, &["semver", "--against", "git:main"])
            .replace(&*here.to_string_lossy(), "<folder>")
    );
    git(here, &["init", "--quiet"]);
    git(here, &["add", "base"]);
    git(here, &["commit", "--quiet", "-m", "before the model"]);
    git(here, &["tag", "v0"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", "one"]);
    git(here, &["tag", "v1.0.0"]);
    git(here, &["switch", "--quiet", "-c", "merge"]);
    assert_eq!(
        String::from_utf8(run(here, &["diff", "git:main"]).stdout).unwrap(),
        "The two models are the same.\n"
    );
    edit(here, "framework.yaml", "1.0.0", "1.1.0");
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps agreements made within the team",
        "Honours agreements made within the team",
    );
    insta::assert_snapshot!(
        "git-branch",
        transcript(here, &["semver", "--against", "git:v1.0.0", "--exact"])
    );
    assert_eq!(
        run(here, &["diff", "git:main"]).stdout,
        run(here, &["diff", "git:v1.0.0:base"]).stdout
    );
    assert_eq!(
        run(here, &["diff", "git:main", "--exact"]).stdout,
        run(here, &["diff", "base"]).stdout
    );
    insta::assert_snapshot!(
        "git-missing-revision",
        transcript(here, &["diff", "git:origin/main"])
    );
    insta::assert_snapshot!("git-missing-path", transcript(here, &["diff", "git:v0"]));
    insta::assert_snapshot!(
        "git-missing-folder",
        transcript(here, &["diff", "git:v1.0.0:elsewhere"])
    );
    insta::assert_snapshot!(
        "git-no-model-there",
        transcript(here, &["diff", "git:v1.0.0:base/core"])
    );
}
