//! What is written with `--out` and its like: whole or not at all, and never over what somebody else wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::support::{edit, released_model, run, starter_model, transcript};

/// The files of a folder with their content, but for the record of what was written.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap());
    entries
        .map(|it| (it.file_name().to_string_lossy().into_owned(), it.path()))
        .filter(|(name, path)| name != ".competence-written" && path.is_file())
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

#[test]
fn what_was_written_may_be_written_again_and_what_was_edited_may_not() {
    let folder = starter_model();
    let here = folder.path();
    let lost = ["--loss-report", "lost.json"];
    let out = [&["export", "case", "--out", "a.json"][..], &lost].concat();
    assert!(run(here, &out).status.success());
    edit(here, "core/cooperation.yaml", "Cooperation", "Teamwork");
    assert!(run(here, &out).status.success());
    let text = fs::read_to_string(here.join("a.json")).unwrap();
    assert!(text.contains("Teamwork"));
    // What somebody else did to any of the files leaves all of them as they are.
    fs::write(here.join("lost.json"), "my notes").unwrap();
    edit(here, "core/cooperation.yaml", "Teamwork", "Cooperation");
    let before = files(here);
    insta::assert_snapshot!("outputs-kept", transcript(here, &out));
    assert_eq!(files(here), before);
    let anyway = [&out[..], &["--overwrite"]].concat();
    assert!(run(here, &anyway).status.success());
    let text = fs::read_to_string(here.join("a.json")).unwrap();
    assert!(text.contains("Cooperation"));
    // It is as a run left it again.
    assert!(run(here, &out).status.success());
    // A dash is standard output.
    let printed = run(here, &["export", "case", "--out", "-"]);
    assert_eq!(printed.stdout, run(here, &["export", "case"]).stdout);
    assert!(!here.join("-").exists());
    let same = ["export", "case", "--out", "b", "--loss-report", "./b"];
    insta::assert_snapshot!("outputs-twice", transcript(here, &same));
    assert!(!here.join("b").exists());
}

#[test]
fn a_folder_of_tables_is_written_as_one() {
    let folder = starter_model();
    let here = folder.path();
    let out = ["export", "csv", "--out", "tables"];
    assert!(run(here, &out).status.success());
    let tables = here.join("tables");
    let text = fs::read_to_string(tables.join("profiles.csv")).unwrap();
    fs::write(tables.join("profiles.csv"), text + "mine\r\n").unwrap();
    edit(here, "core/cooperation.yaml", "Cooperation", "Teamwork");
    let before = files(&tables);
    insta::assert_snapshot!("outputs-folder", transcript(here, &out));
    assert_eq!(files(&tables), before);
    // A file in the place of the folder, and a folder in the place of a file.
    let onto_file = ["export", "csv", "--out", "model/framework.yaml"];
    insta::assert_snapshot!("outputs-file", transcript(here, &onto_file));
    let onto_folder = ["export", "skos", "--out", "tables"];
    insta::assert_snapshot!("outputs-no-file", transcript(here, &onto_folder));
    assert_eq!(files(&tables), before);
}

/// All that commands write anew, over a file that somebody wrote.
#[test]
fn no_command_writes_over_what_somebody_wrote() {
    let folder = released_model();
    let here = folder.path();
    fs::write(here.join("mine"), "mine").unwrap();
    fs::write(
        here.join("list.csv"),
        "Skill,Statement\nPlanning,Plans ahead\n",
    )
    .unwrap();
    fs::create_dir(here.join("schemas")).unwrap();
    fs::write(here.join("schemas/profile.schema.json"), "{\"mine\": 1}").unwrap();
    let commands: [&[&str]; 7] = [
        &["export", "skos", "--out", "mine"],
        &["export", "skos", "--loss-report", "mine"],
        &[
            "import",
            "csv",
            "list.csv",
            "--dry-run",
            "--write-mapping",
            "mine",
        ],
        &["bundle", "--out", "mine"],
        &["diff", "latest", "--format", "html", "--out", "mine"],
        &["check", "--baseline", "mine", "--write-baseline"],
        &["schema", "--out", "schemas"],
    ];
    let before = [files(here), files(&here.join("schemas"))];
    let mut told = String::new();
    for command in commands {
        let output = run(here, command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        told.extend([&command.join(" "), "\n", &said]);
    }
    assert_eq!([files(here), files(&here.join("schemas"))], before);
    insta::assert_snapshot!("outputs-refused", told);
}
