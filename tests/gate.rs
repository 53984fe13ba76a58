//! What decides whether a change is accepted: which model it is compared with, and what happens
//! where there is none.

use std::fs;
use std::path::Path;

use super::support::{approve, copy, edit, git, released_model, run};

/// The status of a run, and all that it printed.
fn outcome(here: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(here, arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

fn assert_outcome(here: &Path, arguments: &[&str], code: i32, part: &str) {
    let (found, text) = outcome(here, arguments);
    assert_eq!(found, Some(code), "{arguments:?}: {text}");
    assert!(text.contains(part), "{arguments:?}: {text}");
}

fn commit(here: &Path, message: &str) {
    git(here, &["add", "--all"]);
    git(here, &["commit", "--quiet", "--message", message]);
}

/// A repository whose branch `main` has the starter, released as 1.0.0.
fn repository() -> tempfile::TempDir {
    let folder = released_model();
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path(), "Version 1.0.0");
    folder
}

const CORE: &str = "core/cooperation.yaml";
const KEEPS: &str = "en: Keeps agreements made within the team";

/// Adds an indicator to the competence, which needs a minor version.
fn add_indicator(here: &Path, name: &str, statement: &str) {
    let path = here.join("model").join(CORE);
    let text = fs::read_to_string(&path).unwrap();
    let indicator = format!(
        "indicators:\n  - id: cooperation.{name}\n    statement: {{ en: {statement}, sl: {statement} }}\n"
    );
    fs::write(&path, text.replacen("indicators:\n", &indicator, 1)).unwrap();
}

#[test]
fn drafts_do_not_lower_what_a_change_needs() {
    let folder = repository();
    let here = folder.path();
    edit(
        here,
        "framework.yaml",
        "version: 1.0.0",
        "version: 1.1.0-draft.1",
    );
    commit(here, "A draft");
    git(here, &["switch", "--quiet", "--create", "change"]);
    edit(here, CORE, KEEPS, "en: Honours agreements in writing");
    for against in ["git:main", "git:main...", "git:main...HEAD", "git:HEAD"] {
        let arguments = ["semver", "--against", against];
        assert_outcome(here, &arguments, 1, "not sufficient: 1.0.0 → 1.1.0-draft.1");
        assert_outcome(here, &arguments, 1, "at least 2.0.0");
    }
    edit(here, "framework.yaml", "1.1.0-draft.1", "2.0.0-draft.1");
    assert_outcome(
        here,
        &["semver", "--against", "git:main"],
        0,
        "sufficient: 1.0.0 →",
    );
    // With `--exact`, the draft itself is what it is compared with.
    let exact = ["semver", "--against", "git:main", "--exact"];
    assert_outcome(here, &exact, 0, "1.1.0-draft.1 →");
}

#[test]
fn an_unreleased_version_is_enough_for_all_that_is_done_since_the_release() {
    let folder = repository();
    let here = folder.path();
    add_indicator(here, "listens", "Listens");
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.1.0");
    commit(here, "One more indicator");
    git(here, &["switch", "--quiet", "--create", "change"]);
    add_indicator(here, "asks", "Asks");
    let judged = "sufficient: 1.0.0 → 1.1.0 (a minor bump)";
    assert_outcome(here, &["semver", "--against", "git:main"], 0, judged);
    // The difference shows the one, and judges by both.
    let (code, text) = outcome(here, &["diff", "git:main"]);
    assert_eq!(code, Some(0));
    assert!(
        text.contains("Version 1.1.0 suffices: the changes since 1.0.0 need a minor version."),
        "{text}"
    );
    assert!(
        text.contains("cooperation.asks") && !text.contains("cooperation.listens"),
        "{text}"
    );
}

#[test]
fn a_branch_that_is_behind_is_compared_with_where_it_parted() {
    let folder = repository();
    let here = folder.path();
    git(here, &["branch", "change"]);
    add_indicator(here, "listens", "Listens");
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.1.0");
    let released = run(here, &["release", "--date", "2026-02-01"]);
    assert!(released.status.success(), "{released:?}");
    commit(here, "Version 1.1.0");
    git(here, &["switch", "--quiet", "change"]);
    edit(
        here,
        CORE,
        KEEPS,
        "en: Keeps agreements, made within the team",
    );
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.0.1");
    commit(here, "A comma");
    for base in ["git:main...HEAD", "git:main...", "git:main...change"] {
        let (code, text) = outcome(here, &["diff", base]);
        assert_eq!(code, Some(0));
        assert!(
            text.contains("Version 1.0.1 suffices: the changes since 1.0.0 need a patch version."),
            "{text}"
        );
        assert!(!text.contains("listens"), "{text}");
        assert_outcome(
            here,
            &["semver", "--against", base],
            0,
            "sufficient: 1.0.0 → 1.0.1",
        );
    }
    // The tip of `main` has gone on.
    assert_outcome(
        here,
        &["semver", "--against", "git:main"],
        1,
        "the version is lower",
    );
    // The other way round, seen from `main`.
    git(here, &["switch", "--quiet", "main"]);
    assert_outcome(
        here,
        &["semver", "--against", "git:...change"],
        0,
        "sufficient: 1.0.0 → 1.1.0",
    );
}

#[test]
fn where_nothing_was_promised_any_version_passes_and_the_command_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    git(here, &["init", "--quiet"]);
    approve(&here.join("model"));
    let nothing = "nothing to compare with: ";
    // No commit, no model, no release.
    assert_outcome(here, &["semver", "--against", "git:HEAD"], 0, nothing);
    assert_outcome(
        here,
        &["semver", "--against", "latest"],
        0,
        "no version has been released yet",
    );
    copy(&here.join("model"), &here.join("elsewhere"));
    fs::remove_dir_all(here.join("model")).unwrap();
    fs::create_dir_all(here.join("model")).unwrap();
    fs::write(here.join("model/README.md"), "soon\n").unwrap();
    commit(here, "Elsewhere");
    fs::rename(here.join("elsewhere"), here.join("model/ours")).unwrap();
    let ours = "model/ours";
    for against in ["git:main", "git:main...", "git:HEAD"] {
        let semver = ["semver", ours, "--against", against];
        assert_outcome(here, &semver, 0, nothing);
        assert_outcome(here, &semver, 0, &format!("{against}:FOLDER"));
        for format in ["text", "markdown", "html"] {
            let diff = ["diff", against, ours, "--format", format];
            assert_outcome(here, &diff, 0, "nothing to compare with: ");
        }
        for command in [
            &["semver", ours, "--against", against, "--format", "json"][..],
            &["diff", against, ours, "--format", "json"],
        ] {
            let report: serde_json::Value =
                serde_json::from_slice(&run(here, command).stdout).unwrap();
            assert_eq!(report["sufficient"], true);
            assert!(report["nothing-to-compare-with"].is_string(), "{report}");
        }
    }
    assert_outcome(
        here,
        &["semver", ours, "--against", "git:main:model"],
        0,
        nothing,
    );
    // There it is, and nothing was released.
    let moved = ["semver", ours, "--against", "git:main:elsewhere"];
    assert_outcome(
        here,
        &moved,
        0,
        "no version had been released at `git:main:elsewhere`",
    );
    let diff = ["diff", "git:main:elsewhere", ours];
    assert_outcome(here, &diff, 0, "The two models are the same");
}

#[test]
fn what_is_not_there_or_damaged_is_not_nothing() {
    let folder = repository();
    let here = folder.path();
    let commands = |base: &'static str| [["semver", "--against", base], ["diff", base, "model"]];
    for base in [
        "git:mian",
        "git:main...mian",
        "git:mian...",
        "git:--all",
        "3.0.0",
        "nowhere",
    ] {
        for command in commands(base) {
            assert_eq!(outcome(here, &command).0, Some(2), "{command:?}");
        }
    }
    fs::remove_file(here.join("model/framework.yaml")).unwrap();
    commit(here, "Without its manifest");
    git(
        here,
        &[
            "checkout",
            "--quiet",
            "HEAD~1",
            "--",
            "model/framework.yaml",
        ],
    );
    for command in commands("git:HEAD") {
        assert_outcome(here, &command, 2, "git:HEAD");
    }
    // Two histories that have nothing in common.
    git(here, &["switch", "--quiet", "--orphan", "other"]);
    approve(&here.join("model"));
    commit(here, "Another beginning");
    for command in commands("git:main...") {
        assert_outcome(here, &command, 2, "have no commit in common");
    }
}

#[test]
fn the_name_of_a_branch_is_not_a_side() {
    let folder = repository();
    let here = folder.path();
    git(here, &["tag", "v1"]);
    for name in ["main", "v1", "HEAD", "main...HEAD"] {
        let hint = format!("did you mean `git:{name}`?");
        assert_outcome(here, &["semver", "--against", name], 2, &hint);
        assert_outcome(here, &["diff", name], 2, &hint);
        assert_outcome(here, &["diff", "latest", name], 2, &hint);
    }
    let (_, text) = outcome(here, &["diff", "mian"]);
    assert!(!text.contains("did you mean"), "{text}");
}

#[test]
fn a_submodule_and_a_folder_of_models_are_named_as_such() {
    let folder = repository();
    let here = folder.path();
    let outer = here.join("outer");
    fs::create_dir_all(&outer).unwrap();
    git(&outer, &["init", "--quiet"]);
    let url = here.to_string_lossy().into_owned();
    git(&outer, &["submodule", "--quiet", "add", &url, "model"]);
    commit(&outer, "With a submodule");
    git(here, &["clone", "--quiet", "outer", "clone"]);
    let clone = here.join("clone");
    for command in [
        &["check", "model"][..],
        &["semver", "model", "--against", "latest"],
        &["list", "--model", "model"],
    ] {
        assert_outcome(&clone, command, 2, "git submodule update --init model");
    }
    // The model of a folder that was a submodule then.
    let moved = outer.join("model");
    fs::remove_dir_all(moved.join(".git")).ok();
    fs::remove_file(moved.join(".git")).ok();
    let command = ["semver", "model/model", "--against", "git:HEAD"];
    assert_outcome(&outer, &command, 2, "`model` was a submodule");

    let models = here.join("models");
    approve(&models.join("one"));
    approve(&models.join("two"));
    let named = "holds other models: `models/one`, `models/two`";
    assert_outcome(here, &["check", "models"], 2, named);
    assert_outcome(here, &["diff", "models", "model"], 2, named);
}

#[test]
fn the_model_is_found_from_below() {
    let folder = repository();
    let here = folder.path();
    for inner in ["model", "model/core", "model/job-specific", "docs"] {
        let inner = here.join(inner);
        fs::create_dir_all(&inner).unwrap();
        assert_outcome(&inner, &["check"], 0, "clean");
        assert_outcome(
            &inner,
            &["semver", "--against", "git:main"],
            0,
            "sufficient",
        );
    }
    // Another repository is another matter.
    let other = here.join("other");
    fs::create_dir_all(&other).unwrap();
    git(&other, &["init", "--quiet"]);
    assert_outcome(&other, &["check"], 2, "there is no model here");
}

#[test]
fn services_get_paths_below_the_root_of_the_repository() {
    let folder = repository();
    let here = folder.path();
    let inner = here.join("frameworks/ours");
    fs::create_dir_all(inner.parent().unwrap()).unwrap();
    fs::rename(here.join("model"), &inner).unwrap();
    let core = inner.join(CORE);
    fs::write(
        &core,
        fs::read_to_string(&core)
            .unwrap()
            .replace("Keeps ", "Keeps  "),
    )
    .unwrap();
    let path = "frameworks/ours/core/cooperation.yaml";
    let in_each = |from: &Path, arguments: &[&str]| {
        for format in ["github", "gitlab", "sarif"] {
            let all = [&["check", "--format", format][..], arguments].concat();
            let text = outcome(from, &all).1;
            let found = text.contains(&format!("file={path},"))
                || text.contains(&format!("\"path\": \"{path}\""))
                || text.contains(&format!("\"uri\": \"{path}\""));
            assert!(found, "{}, {all:?}: {text}", from.display());
        }
    };
    in_each(here, &["frameworks/ours"]);
    in_each(&inner, &[]);
    in_each(&inner.join("core"), &[]);
    in_each(&inner.join("core"), &["cooperation.yaml"]);
    // For people the way leads from where they are.
    let text = outcome(&inner.join("core"), &["check"]).1;
    assert!(text.contains("--> ../core/cooperation.yaml:"), "{text}");
    commit(here, "Moved");
    git(here, &["worktree", "add", "--quiet", "tree"]);
    let tree = here.join("tree/frameworks/ours");
    in_each(&tree, &[]);
    #[cfg(unix)]
    {
        let link = here.join("link");
        std::os::unix::fs::symlink(&inner, &link).unwrap();
        in_each(&link, &[]);
        in_each(here, &["link"]);
    }
}
