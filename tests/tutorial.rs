//! The pages to learn from are followed as a new user would: each command as it stands.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::support::{competence, repository};

/// Runs the blocks of a page one after the other, and holds what they print to the block of text that
/// follows.
pub(super) fn follow(page: &str) {
    let folder = tempfile::tempdir().unwrap();
    let program = competence(folder.path()).get_program().to_owned();
    let programs = Path::new(&program).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let text = fs::read_to_string(repository().join(page)).unwrap();
    let mut here = folder.path().to_owned();
    let mut printed = String::new();
    let mut number = 0;
    for block in text.split("\n```").skip(1).step_by(2) {
        let (kind, body) = block.split_once('\n').unwrap();
        match kind {
            "sh parquet" if !cfg!(feature = "parquet") => {}
            "sh" | "sh fails" | "sh parquet" => {
                let script = format!("set -e\nexec 2>&1\n{body}\npwd > \"$WHERE\"");
                let kept = folder.path().join(".where");
                let output = Command::new("bash")
                    .current_dir(&here)
                    .args(["-c", &script])
                    .env("PATH", &path)
                    .env("WHERE", &kept)
                    .env("GIT_CONFIG_GLOBAL", "/dev/null")
                    .envs(["AUTHOR", "COMMITTER"].map(|it| (format!("GIT_{it}_NAME"), "Test")))
                    .envs(
                        ["AUTHOR", "COMMITTER"]
                            .map(|it| (format!("GIT_{it}_EMAIL"), "t@example.org")),
                    )
                    .output()
                    .unwrap();
                printed = String::from_utf8(output.stdout).unwrap();
                let is_right = output.status.success() == (kind != "sh fails");
                assert!(is_right, "{page}: {body}\n{printed}");
                if kind != "sh fails" {
                    here = fs::read_to_string(kept).unwrap().trim_end().into();
                }
                number += 1;
            }
            "text" => assert_eq!(printed.trim_end(), body.trim_end(), "{page}"),
            other => panic!("{page}: a block of `{other}`"),
        }
    }
    assert!(number >= 5, "{page}");
}

#[test]
fn the_tutorial_is_followed() {
    follow("docs/tutorial.md");
}

#[test]
fn the_tutorial_in_slovene_is_followed() {
    follow("docs/sl/vodnik.md");
}
