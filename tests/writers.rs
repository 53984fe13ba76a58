//! What is written is whole or not at all, whoever else writes and whenever the process ends.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use super::support::{competence, copy, edit, released_model, run, transcript};

/// The files of a release, in the order in which they are written.
const WRITTEN: [&str; 4] = [
    "releases/1.0.1.json",
    "CHANGELOG.md",
    "framework.yaml",
    "releases/releases.yaml",
];

const RELEASE: [&str; 5] = ["release", "--version", "1.0.1", "--date", "2025-04-30"];

/// A released model with a change that is not released yet, at a version of its own.
fn changed_model() -> tempfile::TempDir {
    let folder = released_model();
    let here = folder.path();
    edit(
        here,
        "digital/digital-work.yaml",
        "en: Digital work,",
        "en: Digital working,",
    );
    edit(
        here,
        "framework.yaml",
        "version: 1.0.0",
        "version: 1.0.1-draft.1",
    );
    folder
}

/// All files below a folder, hidden ones too.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                all.insert(name, fs::read(path).unwrap());
            }
        }
    }
    all
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The model after the release, beside what was before it.
fn released(before: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(before, folder.path());
    let output = run(folder.path(), &RELEASE);
    assert!(output.status.success(), "{output:?}");
    folder
}

/// The model between before and after: with the first so many files of the release written.
fn interrupted(before: &Path, after: &Path, number: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(before, folder.path());
    for file in &WRITTEN[..number] {
        let file = Path::new("model").join(file);
        fs::copy(after.join(&file), folder.path().join(&file)).unwrap();
    }
    folder
}

#[test]
fn an_interrupted_release_is_named_and_goes_on() {
    let start = changed_model();
    let end = released(start.path());
    for number in 1..WRITTEN.len() {
        let folder = interrupted(start.path(), end.path(), number);
        let here = folder.path();
        // What a process that was killed leaves beside them.
        fs::write(here.join("model/.competence-lock"), "").unwrap();
        fs::write(here.join("model/.competence-abc123.tmp"), "half").unwrap();
        fs::write(here.join("model/releases/.competence-abc123.tmp"), "half").unwrap();
        let checked = run(here, &["check"]);
        let said = text(&checked);
        assert_eq!(checked.status.code(), Some(1), "{number}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{number}: {said}");
        assert!(
            said.contains("go on with `competence release --version 1.0.1`"),
            "{said}"
        );
        // It does not hold: the last release is the one before.
        let judged = text(&run(here, &["semver", "--against", "latest"]));
        assert!(judged.contains("1.0.0 → 1.0.1"), "{number}: {judged}");
        let output = run(here, &RELEASE);
        assert!(output.status.success(), "{number}: {output:?}");
        assert_eq!(files(here), files(end.path()), "{number}");
        assert!(run(here, &["check", "--deny-warnings"]).status.success());
    }
}

#[test]
fn what_was_edited_after_an_interruption_is_kept() {
    let start = changed_model();
    let end = released(start.path());
    for number in 1..WRITTEN.len() {
        let folder = interrupted(start.path(), end.path(), number);
        let here = folder.path();
        edit(
            here,
            "framework.yaml",
            "en: Competence framework",
            "en: MY EDIT",
        );
        let log = here.join("model/CHANGELOG.md");
        let noted = fs::read_to_string(&log).unwrap() + "\nMy note.\n";
        fs::write(&log, &noted).unwrap();
        let before = files(here);
        let said = text(&run(here, &["check"]));
        assert!(
            said.contains("the model has changed since: delete"),
            "{said}"
        );
        let output = run(here, &RELEASE);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(files(here), before);
        fs::remove_file(here.join("model/releases/1.0.1.json")).unwrap();
        let output = run(here, &RELEASE);
        assert!(output.status.success(), "{output:?}");
        let manifest = fs::read_to_string(here.join("model/framework.yaml")).unwrap();
        assert!(manifest.contains("MY EDIT") && manifest.contains("version: 1.0.1\n"));
        let log = fs::read_to_string(&log).unwrap();
        assert!(log.contains("My note."), "{log}");
        assert_eq!(log.matches("## [1.0.1]").count(), 1, "{log}");
        assert!(run(here, &["check", "--deny-warnings"]).status.success());
    }
}

/// Killed at any time, a release is named by the check or has not begun, and goes on.
#[test]
fn a_release_that_is_killed_goes_on() {
    let start = changed_model();
    let end = released(start.path());
    for number in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        copy(start.path(), here);
        let mut release = competence(here);
        let release = release
            .args(RELEASE)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut release = release.spawn().unwrap();
        std::thread::sleep(Duration::from_micros(number * 1_500));
        release.kill().unwrap();
        release.wait().unwrap();
        let said = text(&run(here, &["check"]));
        let is_named = said.contains("error[unfinished-release]") && said.contains("1 error");
        assert!(is_named || said.starts_with("clean"), "{number}: {said}");
        let again = run(here, &RELEASE);
        let is_done = again.status.success() || text(&again).contains("was released already");
        assert!(is_done, "{number}: {again:?}");
        assert_eq!(files(here), files(end.path()), "{number}");
    }
}

#[test]
fn two_releases_at_once_do_not_mix_and_readers_see_neither_half() {
    let start = changed_model();
    for number in 0..12 {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        copy(start.path(), here);
        let begin = |version: &str| {
            let mut command = competence(here);
            let command = command.args(["release", "--version", version, "--date", "2025-04-30"]);
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let first = begin("1.0.1");
        std::thread::sleep(Duration::from_millis(number % 4));
        let second = begin(if number % 2 == 0 { "1.0.1" } else { "2.0.0" });
        for _ in 0..4 {
            let said = text(&run(here, &["check"]));
            assert!(said.starts_with("clean"), "{said}");
        }
        let ended = [first, second].map(|it| it.wait_with_output().unwrap());
        let done = ended.iter().filter(|it| it.status.success()).count();
        // A later version may be released after the other, never along with it.
        assert!(done == 1 || done == 2 && number % 2 == 1, "{ended:?}");
        let records = fs::read_to_string(here.join("model/releases/releases.yaml")).unwrap();
        assert_eq!(records.matches("version:").count(), 1 + done, "{records}");
        let log = fs::read_to_string(here.join("model/CHANGELOG.md")).unwrap();
        assert_eq!(log.matches("## [").count(), 1 + done, "{log}");
        let bundles = fs::read_dir(here.join("model/releases")).unwrap();
        assert_eq!(bundles.count(), 2 + done);
        assert!(!here.join("model/.competence-lock").exists());
        assert!(run(here, &["check", "--deny-warnings"]).status.success());
    }
}

#[test]
fn a_writer_waits_for_another_and_readers_do_too() {
    let folder = changed_model();
    let here = folder.path();
    let path = here.join("model/.competence-lock");
    let lock = File::create(&path).unwrap();
    lock.lock().unwrap();
    let mut release = competence(here);
    let release = release
        .args(RELEASE)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut release = release.spawn().unwrap();
    let mut check = competence(here);
    let mut check = check.arg("check").stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        release.try_wait().unwrap().is_none(),
        "the release did not wait"
    );
    assert!(
        check.try_wait().unwrap().is_none(),
        "the check did not wait"
    );
    drop(lock);
    assert!(release.wait().unwrap().success());
    assert!(check.wait().unwrap().success());
    assert!(!path.exists());
}

#[test]
fn a_release_over_a_file_or_out_of_the_folder_writes_nothing() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("log.md"), "theirs").unwrap();
    let start = changed_model();
    let broken = |spoil: &dyn Fn(&Path)| {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        copy(start.path(), here);
        spoil(&here.join("model"));
        let before = files(here);
        let output = run(here, &RELEASE);
        assert!(!output.status.success(), "{output:?}");
        assert_eq!(files(here), before);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
        assert_eq!(fs::read(outside.path().join("log.md")).unwrap(), b"theirs");
        text(&output)
    };
    let said = broken(&|model| {
        fs::remove_file(model.join("CHANGELOG.md")).unwrap();
        fs::create_dir(model.join("CHANGELOG.md")).unwrap();
    });
    assert!(
        said.contains("CHANGELOG.md") && said.contains("not a regular file"),
        "{said}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let said = broken(&|model| {
            fs::remove_file(model.join("CHANGELOG.md")).unwrap();
            symlink(outside.path().join("log.md"), model.join("CHANGELOG.md")).unwrap();
        });
        assert!(said.contains("leads out of the model's folder"), "{said}");
        let said = broken(&|model| {
            symlink(
                outside.path().join("log.md"),
                model.join(".competence-lock"),
            )
            .unwrap();
        });
        assert!(said.contains("not a regular file"), "{said}");
    }
}

/// A release makes no use of hidden folders that a checkout brings along, and shows none of them.
#[test]
fn hidden_folders_are_neither_read_nor_moved() {
    let folder = changed_model();
    let here = folder.path();
    let hidden = here.join("model/.release");
    fs::create_dir_all(hidden.join("core")).unwrap();
    fs::write(hidden.join("framework.yaml"), "id: theirs\n").unwrap();
    fs::write(hidden.join("core/theirs.yaml"), "id: theirs\n").unwrap();
    assert!(text(&run(here, &["check"])).starts_with("clean"));
    assert!(run(here, &RELEASE).status.success());
    assert_eq!(files(&hidden).len(), 2);
    assert!(!here.join("model/core/theirs.yaml").exists());
}

#[test]
fn the_first_release_needs_a_folder_and_says_so() {
    let folder = released_model();
    let here = folder.path();
    fs::remove_dir_all(here.join("model/releases")).unwrap();
    fs::write(here.join("model/releases"), "mine").unwrap();
    let before = files(here);
    insta::assert_snapshot!("releases-is-a-file", transcript(here, &["release"]));
    assert_eq!(files(here), before);
}

#[test]
fn formatting_keeps_what_lies_beside_and_follows_no_link() {
    let folder = changed_model();
    let here = folder.path();
    let core = here.join("model/core");
    edit(
        here,
        "core/cooperation.yaml",
        "id: cooperation\n",
        "id:    cooperation\n",
    );
    fs::write(core.join("cooperation.yaml.new"), "my draft").unwrap();
    assert!(run(here, &["fmt"]).status.success());
    assert_eq!(
        fs::read(core.join("cooperation.yaml.new")).unwrap(),
        b"my draft"
    );
    assert_eq!(fs::read_dir(&core).unwrap().count(), 2);
    let text = fs::read_to_string(core.join("cooperation.yaml")).unwrap();
    assert!(text.contains("id: cooperation\n"), "{text}");
}

#[test]
fn a_bundle_is_written_whole_through_links_and_into_pipes() {
    let folder = released_model();
    let here = folder.path();
    fs::write(here.join("real.json"), "old").unwrap();
    let whole = run(here, &["bundle"]).stdout;
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("real.json", here.join("link.json")).unwrap();
        assert!(
            run(here, &["bundle", "--out", "link.json", "--overwrite"])
                .status
                .success()
        );
        assert_eq!(fs::read(here.join("real.json")).unwrap(), whole);
        assert!(
            fs::symlink_metadata(here.join("link.json"))
                .unwrap()
                .is_symlink()
        );
        let output = run(here, &["bundle", "--out", "/dev/stdout"]);
        assert!(output.stdout.starts_with(&whole), "{output:?}");
    }
    let missing = run(here, &["bundle", "--out", "no/such/folder.json"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        text(&missing).contains("no/such/folder.json"),
        "{missing:?}"
    );
    assert_eq!(fs::read(here.join("real.json")).unwrap(), whole);
}

/// A link out of a repository would show other text than what git shows.
#[cfg(unix)]
#[test]
fn a_model_behind_a_link_out_of_the_repository_is_refused() {
    let outside = released_model();
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::os::unix::fs::symlink(outside.path().join("model"), here.join("model")).unwrap();
    // Without a repository a link is what its owner made it.
    assert!(run(here, &["check", "model"]).status.success());
    fs::create_dir(here.join(".git")).unwrap();
    let output = run(here, &["check", "model"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output).contains("leads out of the repository, to `"),
        "{output:?}"
    );
    std::os::unix::fs::symlink("inside", here.join("link")).unwrap();
    copy(&outside.path().join("model"), &here.join("inside"));
    assert!(run(here, &["check", "link"]).status.success());
}

/// A model has more files than a process may have open at a time.
#[cfg(unix)]
#[test]
fn many_files_are_written_by_a_process_that_may_open_few() {
    let folder = tempfile::tempdir().unwrap();
    let import = |words: &str, to: [&str; 2]| {
        let rows = (0..120).map(|it| format!("Skill {it},{words} {it}\n"));
        let table: String = std::iter::once("competence title,indicator statement\n".to_owned())
            .chain(rows)
            .collect();
        fs::write(folder.path().join("skills.csv"), table).unwrap();
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -n 64 && exec \"$0\" \"$@\""])
            .arg(competence(folder.path()).get_program())
            .args(["import", "csv-flat", "skills.csv"])
            .args(to)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output));
        let all = files(&folder.path().join("model"));
        let says = |it: &&Vec<u8>| String::from_utf8_lossy(it).contains(&format!("en: {words} "));
        all.values().filter(says).count()
    };
    assert_eq!(import("Does thing", ["--out", "model"]), 120);
    assert_eq!(import("Does the thing", ["--onto", "model"]), 120);
}
