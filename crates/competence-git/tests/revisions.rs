//! Models at revisions of real repositories, made with git in temporary folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../../../tests/support/git.rs"]
mod git;

use std::fs;
use std::process::Command;

use competence_core::check::load;
use competence_core::starter;
use competence_git::{GitError, Revision};
use git::git;

/// A repository with the starter in `models/ours`, tagged `v1`, and then without one of its files.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    fs::write(root.join("README.md"), "x\n").unwrap();
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "empty"]);
    git(root, &["tag", "v0"]);
    for (path, content) in starter::FILES {
        let path = root.join("models/ours").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "one"]);
    git(root, &["tag", "-a", "v1", "-m", "annotated"]);
    git(
        root,
        &["rm", "--quiet", "models/ours/digital/digital-work.yaml"],
    );
    git(root, &["commit", "--quiet", "-m", "two"]);
    // What is not committed does not count.
    fs::write(
        root.join("models/ours/core/cooperation.yaml"),
        "nonsense: [",
    )
    .unwrap();
    folder
}

#[test]
fn a_model_is_read_at_each_revision() {
    let folder = repository();
    let path = folder.path().join("models/ours");
    let count = |revision: &str| {
        let loaded = load(&Revision::open(&path, revision).unwrap());
        loaded.model().unwrap().competences().len()
    };
    assert_eq!(count("v1"), 4);
    assert_eq!(count("main"), 3);
    assert_eq!(count("HEAD"), 3);
    assert_eq!(count("HEAD~1"), 4);
    let older = Revision::open_folder(folder.path(), "models/ours", "v1").unwrap();
    assert_eq!(load(&older).model().unwrap().competences().len(), 4);
    let status = Command::new("git")
        .current_dir(folder.path())
        .args(["status", "--porcelain"])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(status.stdout).unwrap(),
        " M models/ours/core/cooperation.yaml\n"
    );
}

#[test]
fn what_is_missing_is_told() {
    let folder = repository();
    let path = folder.path().join("models/ours");
    let missing = Revision::open(&path, "origin/main").unwrap_err();
    assert!(
        matches!(missing, GitError::Revision { shallow: false, .. }),
        "{missing}"
    );
    assert!(missing.to_string().contains("fetch it first"), "{missing}");
    let before = Revision::open(&path, "v0").unwrap_err();
    assert!(matches!(before, GitError::Path { .. }), "{before}");
    assert!(
        before
            .to_string()
            .contains("`models/ours` at the revision `v0`"),
        "{before}"
    );
    let outside = tempfile::tempdir().unwrap();
    let none = Revision::open(outside.path(), "HEAD").unwrap_err();
    assert!(matches!(none, GitError::NoRepository { .. }), "{none}");
}

#[test]
fn a_shallow_clone_says_what_to_do() {
    let folder = repository();
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    git(
        clone.path(),
        &["clone", "--quiet", "--depth", "1", &url, "here"],
    );
    let path = clone.path().join("here/models/ours");
    assert_eq!(
        load(&Revision::open(&path, "HEAD").unwrap())
            .model()
            .unwrap()
            .competences()
            .len(),
        3
    );
    let error = Revision::open(&path, "HEAD~1").unwrap_err();
    assert!(error.to_string().contains("fetch-depth: 0"), "{error}");
    let error = Revision::open(&path, "v1").unwrap_err();
    assert!(error.to_string().contains("fetch-depth: 0"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = repository();
    let root = folder.path();
    fs::remove_file(root.join("models/ours/core/cooperation.yaml")).unwrap();
    std::os::unix::fs::symlink(
        "/etc/passwd",
        root.join("models/ours/core/cooperation.yaml"),
    )
    .unwrap();
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "-m", "link"]);
    let loaded = load(&Revision::open(&root.join("models/ours"), "HEAD").unwrap());
    let finding = loaded
        .findings()
        .iter()
        .find(|it| it.rule == "unreadable-file")
        .unwrap();
    assert_eq!(finding.place.file, "core/cooperation.yaml");
}
