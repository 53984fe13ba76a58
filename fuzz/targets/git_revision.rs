//! Opens a small repository at a revision of any name, in a folder of any name.
#![no_main]

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use competence_core::check::load;
use competence_git::{Revision, has_revision};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        let command = command.current_dir(folder.path()).args(arguments);
        assert!(command.status().expect("git").success());
    };
    std::fs::write(folder.path().join("framework.yaml"), "id: a\n").expect("a file");
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["add", "."]);
    let commit = [
        "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "m",
    ];
    git(&commit);
    git(&[&commit[..], &["--allow-empty"]].concat());
    git(&["tag", "v1.0.0"]);
    folder
});

fuzz_target!(|input: (&str, &str)| {
    let (revision, inner) = input;
    has_revision(FOLDER.path(), revision);
    if let Ok(revision) = Revision::open(FOLDER.path(), revision) {
        load(&revision);
    }
    if let Ok(revision) = Revision::open_folder(Path::new(FOLDER.path()), inner, revision) {
        load(&revision);
    }
});
