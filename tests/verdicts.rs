//! Verdicts are about whole models only, with the lineage that is in force.

use std::fs;
use std::path::Path;

use super::support::{edit, git, released_model, run};

/// The status of a run, and all that it printed.
fn outcome(here: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(here, arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

/// Appends to a file of the model.
fn append(here: &Path, file: &str, text: &str) {
    let path = here.join("model").join(file);
    fs::write(&path, fs::read_to_string(&path).unwrap() + text).unwrap();
}

/// Each of these is refused, and the file at fault is named.
fn refused(here: &Path, commands: &[&[&str]], named: &str) {
    for command in commands {
        let (code, text) = outcome(here, command);
        assert_eq!(code, Some(2), "{command:?}: {text}");
        assert!(text.contains(named), "{command:?}: {text}");
    }
}

#[test]
fn a_base_that_was_half_read_is_not_judged_against() {
    let folder = released_model();
    let here = folder.path();
    append(here, "core/cooperation.yaml", "foo: [\n");
    git(here, &["init", "-q"]);
    git(here, &["add", "."]);
    git(here, &["commit", "-q", "-m", "half"]);
    let path = here.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("foo: [\n", "").replace("Keeps", "Honours"),
    )
    .unwrap();
    edit(here, "framework.yaml", "1.0.0", "1.1.0");
    refused(
        here,
        &[
            &["semver", "--against", "git:HEAD"],
            &["diff", "git:HEAD"],
            &["diff", "model", "git:HEAD"],
        ],
        "core/cooperation.yaml:",
    );
}

#[test]
fn a_model_that_was_half_read_is_not_compared_or_carried_over() {
    for damage in ["foo: [\n", "foo: 1\n", "status: 7\n"] {
        let folder = released_model();
        let here = folder.path();
        edit(here, "framework.yaml", "1.0.0", "1.0.1");
        append(here, "core/cooperation.yaml", damage);
        fs::write(
            here.join("ratings.csv"),
            "person,indicator,value\na,cooperation.keeps-agreements,3\n",
        )
        .unwrap();
        refused(
            here,
            &[
                &["migrate", "ratings.csv", "--from", "1.0.0"],
                &["crosswalk", "--from", "1.0.0"],
                &["history", "cooperation"],
                &["semver", "--against", "1.0.0"],
                &["diff", "latest"],
            ],
            "core/cooperation.yaml:",
        );
        assert!(!here.join("ratings-1.0.1.csv").exists());
        // It can still be looked at, with a note.
        let (code, text) = outcome(here, &["tree"]);
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("may be incomplete"), "{text}");
    }
}

#[test]
fn a_release_that_cannot_be_read_is_not_passed_over() {
    let folder = released_model();
    let here = folder.path();
    fs::write(here.join("model/releases/1.1.0.json"), "{").unwrap();
    refused(
        here,
        &[
            &["semver", "--against", "latest"],
            &["crosswalk", "--from", "1.0.0"],
        ],
        "releases/1.1.0.json",
    );
}

#[test]
fn a_bundle_of_a_later_format_is_named_as_such() {
    let folder = released_model();
    let here = folder.path();
    let bundle = fs::read_to_string(here.join("model/releases/1.0.0.json")).unwrap();
    for later in [
        bundle.replacen("\"format\":1", "\"format\":3", 1),
        bundle.replacen("\"format\":1", "\"format\":3,\"novelty\":[]", 1),
        bundle.replacen("\"format\":1", "\"format\":70000", 1),
    ] {
        fs::write(here.join("later.json"), later).unwrap();
        refused(
            here,
            &[
                &["diff", "later.json"],
                &["semver", "--against", "later.json"],
            ],
            "made by a newer version",
        );
    }
}

#[test]
fn the_lineage_of_a_release_is_in_force_for_its_pre_releases() {
    let folder = released_model();
    let here = folder.path();
    let renamed = fs::read_to_string(here.join("model/core/cooperation.yaml"))
        .unwrap()
        .replace("cooperation", "teamwork");
    fs::write(here.join("model/core/teamwork.yaml"), renamed).unwrap();
    fs::remove_file(here.join("model/core/cooperation.yaml")).unwrap();
    fs::create_dir_all(here.join("model/lineage")).unwrap();
    fs::write(
        here.join("model/lineage/2.0.0.yaml"),
        "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 2.0.0\nrecords:\n  - change: renamed\n    from: [cooperation]\n    to: [teamwork]\n    reason: It is the word that is used\n",
    )
    .unwrap();
    fs::write(
        here.join("ratings.csv"),
        "person,indicator,value\na,cooperation.keeps-agreements,3\n",
    )
    .unwrap();
    let told = |version: &str| {
        let crosswalk = outcome(here, &["crosswalk", "--from", "1.0.0", "--format", "csv"]);
        let carried = outcome(
            here,
            &[
                "migrate",
                "ratings.csv",
                "--from",
                "1.0.0",
                "--out",
                &format!("{version}.csv"),
            ],
        );
        assert_eq!((crosswalk.0, carried.0), (Some(0), Some(0)), "{carried:?}");
        (
            crosswalk.1,
            fs::read_to_string(here.join(format!("{version}.csv"))).unwrap(),
        )
    };
    edit(here, "framework.yaml", "1.0.0", "2.0.0");
    let of_release = told("2.0.0");
    assert!(
        of_release.1.contains("teamwork.keeps-agreements,3"),
        "{of_release:?}"
    );
    edit(here, "framework.yaml", "2.0.0", "2.0.0-draft.1");
    assert_eq!(told("2.0.0-draft.1"), of_release);
    let (_, history) = outcome(here, &["history", "teamwork"]);
    assert!(
        history.contains("cooperation was renamed to teamwork"),
        "{history}"
    );
}
