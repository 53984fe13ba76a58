//! The drivers that git calls, by git itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::support::{competence, edit, git, run, starter_model};

const CORE: &str = "core/cooperation.yaml";

/// A repository with the starter in `model`, and the drivers set up as `docs/git.md` says.
fn repository() -> tempfile::TempDir {
    let folder = starter_model();
    let here = folder.path();
    git(here, &["init", "--quiet", "--initial-branch", "main"]);
    let page = fs::read_to_string(super::support::repository().join("docs/git.md")).unwrap();
    let program = competence(here)
        .get_program()
        .to_string_lossy()
        .into_owned();
    for line in page
        .split("```sh\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap()
        .lines()
    {
        let (key, value) = line
            .strip_prefix("git config ")
            .unwrap()
            .split_once(' ')
            .unwrap();
        let value =
            value
                .trim_matches('"')
                .replacen("competence git", &format!("{program} git"), 1);
        git(here, &["config", key, &value]);
    }
    let attributes = page
        .split("```gitattributes\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    fs::write(here.join(".gitattributes"), attributes).unwrap();
    commit(here, "The starter");
    folder
}

fn commit(here: &Path, message: &str) {
    git(here, &["add", "--all"]);
    git(here, &["commit", "--quiet", "--message", message]);
}

/// Two branches with a change each, and what git says when the one is merged into the other.
fn merged(ours: impl Fn(&Path), theirs: impl Fn(&Path)) -> (tempfile::TempDir, Output) {
    let folder = repository();
    let here = folder.path();
    git(here, &["switch", "--quiet", "--create", "theirs"]);
    theirs(here);
    commit(here, "Theirs");
    git(here, &["switch", "--quiet", "main"]);
    ours(here);
    commit(here, "Ours");
    let output = Command::new("git")
        .current_dir(here)
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "merge",
            "--no-edit",
            "theirs",
        ])
        .output()
        .unwrap();
    (folder, output)
}

fn text(here: &Path, path: &str) -> String {
    fs::read_to_string(here.join("model").join(path)).unwrap()
}

/// Where git would see a conflict, since the lines lie beside each other.
#[test]
fn different_fields_and_different_indicators_merge_without_a_conflict() {
    let (folder, output) = merged(
        |here| {
            edit(here, CORE, "status: draft", "status: approved # in May");
            edit(
                here,
                CORE,
                "sl: Drži se dogovorov v skupini",
                "sl: Drži se vsakega dogovora",
            );
            let last = "      sl: Težave pred sodelavci skriva vse do roka\n";
            edit(
                here,
                CORE,
                last,
                &format!(
                    "{last}  # from the workshop\n  - id: cooperation.asks\n    statement: {{ en: Asks, sl: Vpraša }}\n"
                ),
            );
        },
        |here| {
            edit(
                here,
                CORE,
                "sl: Z drugimi dela za skupni rezultat",
                "sl: Z drugimi dela za isti cilj # shorter",
            );
            edit(
                here,
                CORE,
                "en: Keeps agreements made within the team",
                "en: Keeps agreements",
            );
            let last = "      sl: Težave pred sodelavci skriva vse do roka\n";
            edit(
                here,
                CORE,
                last,
                &format!(
                    "{last}  - id: cooperation.thanks\n    statement:\n      en: Thanks others # always\n      sl: Se zahvali\n"
                ),
            );
        },
    );
    let here = folder.path();
    assert!(output.status.success(), "{output:?}");
    insta::assert_snapshot!("merged", text(here, CORE));
    assert!(run(here, &["check"]).status.success());
    assert_eq!(git(here, &["status", "--porcelain"]), "");
}

#[test]
fn what_conflicts_is_named_by_id_and_field() {
    let (folder, output) = merged(
        |here| {
            edit(
                here,
                CORE,
                "en: Keeps agreements made within the team",
                "en: Keeps agreements",
            );
            edit(here, CORE, "status: draft", "status: approved");
        },
        |here| {
            edit(
                here,
                CORE,
                "en: Keeps agreements made within the team",
                "en: Honours agreements",
            );
            edit(
                here,
                CORE,
                "sl: Z drugimi dela za skupni rezultat",
                "sl: Z drugimi dela za isti cilj",
            );
        },
    );
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("conflict in model/core/cooperation.yaml: `statement.en` of `cooperation.keeps-agreements`"),
        "{said}"
    );
    // Only what conflicts is marked; the rest is merged.
    insta::assert_snapshot!("conflict", text(folder.path(), CORE));
}

#[test]
fn what_one_side_changes_and_the_other_removes_conflicts() {
    let block = "  - id: cooperation.keeps-agreements\n    statement:\n      en: Keeps agreements made within the team\n      sl: Drži se dogovorov v skupini\n";
    let (folder, output) = merged(
        |here| edit(here, CORE, block, ""),
        |here| {
            edit(
                here,
                CORE,
                "en: Keeps agreements made within the team",
                "en: Keeps agreements",
            );
        },
    );
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("`cooperation.keeps-agreements`"), "{said}");
    assert!(text(folder.path(), CORE).contains("<<<<<<<"));
}

/// Two branches that each add a competence add to the same order, and to the same lineage.
#[test]
fn lists_of_ids_take_both() {
    let (folder, output) = merged(
        |here| {
            edit(
                here,
                "framework.yaml",
                "[every-employee, records-manager]",
                "[every-employee, archivist, records-manager]",
            );
        },
        |here| {
            edit(
                here,
                "framework.yaml",
                "[every-employee, records-manager]",
                "[every-employee, records-manager, trainee] # by rank",
            );
        },
    );
    assert!(output.status.success(), "{output:?}");
    let manifest = text(folder.path(), "framework.yaml");
    assert!(
        manifest.contains("[every-employee, archivist, records-manager, trainee]"),
        "{manifest}"
    );
}

/// One branch renames a competence, the other goes on with it under its old id.
#[test]
fn what_is_added_to_a_renamed_competence_follows_it() {
    let (folder, output) = merged(
        |here| {
            let rename = run(here, &["rename", "cooperation", "teamwork"]);
            assert!(rename.status.success(), "{rename:?}");
        },
        |here| {
            edit(
                here,
                CORE,
                "en: Keeps agreements made within the team",
                "en: Keeps agreements",
            );
            let last = "      sl: Težave pred sodelavci skriva vse do roka\n";
            edit(
                here,
                CORE,
                last,
                &format!(
                    "{last}  - id: cooperation.asks\n    statement: {{ en: Asks, sl: Vpraša }}\n"
                ),
            );
        },
    );
    assert!(output.status.success(), "{output:?}");
    let both = text(folder.path(), "core/teamwork.yaml");
    assert!(
        both.contains("id: teamwork.asks") && both.contains("en: Keeps agreements\n"),
        "{both}"
    );
    assert!(run(folder.path(), &["check"]).status.success());
}

/// What is no YAML is merged by its lines.
#[test]
fn a_broken_file_is_merged_line_by_line() {
    let (folder, output) = merged(
        |here| edit(here, CORE, "status: draft", "status: [draft"),
        |here| edit(here, CORE, "en: Cooperation,", "en: Working together,"),
    );
    assert!(output.status.success(), "{output:?}");
    let both = text(folder.path(), CORE);
    assert!(
        both.contains("status: [draft") && both.contains("Working together"),
        "{both}"
    );
}

#[test]
fn git_diff_tells_what_changed_and_shows_the_lines() {
    let folder = repository();
    let here = folder.path();
    edit(
        here,
        CORE,
        "en: Keeps agreements made within the team",
        "en: Keeps agreements",
    );
    edit(
        here,
        "digital/digital-work.yaml",
        "kind: digital",
        "kind: digital # of all",
    );
    fs::remove_file(here.join("model/profiles/records-manager.yaml")).unwrap();
    let rename = run(here, &["rename", "leading-people", "leadership"]);
    assert!(rename.status.success(), "{rename:?}");
    git(here, &["add", "--all"]);
    let shown = git(here, &["--no-pager", "diff", "--cached"]);
    insta::assert_snapshot!("diff", shown);
    // A driver never changes what git exchanges.
    let patch = git(here, &["--no-pager", "diff", "--cached", "--no-ext-diff"]);
    assert!(patch.contains("diff --git a/model/core/cooperation.yaml"));
}
