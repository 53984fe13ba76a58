//! Running the program on models in temporary folders.

mod git;
pub use git::git;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use competence_core::starter;

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The program, in a folder, without settings of the environment that change its output.
pub fn competence(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_competence"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    competence(folder).args(arguments).output().unwrap()
}

/// What a run printed and how it ended, as one text. The temporary folder's path is left out.
pub fn transcript(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let text = |bytes: &[u8]| {
        let path = folder.to_string_lossy().into_owned();
        String::from_utf8(bytes.to_vec())
            .unwrap()
            .replace(&path, "<folder>")
    };
    let mut all = format!(
        "$ competence {}\n{}",
        arguments.join(" "),
        text(&output.stdout)
    );
    if !output.stderr.is_empty() {
        all += "--- stderr\n";
        all += &text(&output.stderr);
    }
    let code = output.status.code().unwrap();
    all + &format!("--- exit {code}\n")
}

/// A temporary folder with the starter model in `model`.
pub fn starter_model() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in starter::FILES {
        let path = folder.path().join("model").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Changes a text in a file of the model.
pub fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join("model").join(file);
    let before = fs::read_to_string(&path).unwrap();
    assert!(before.contains(from), "{from:?} in {file}");
    fs::write(path, before.replacen(from, to, 1)).unwrap();
}

/// A model with findings of each severity, in several files, and with texts that try to drive
/// terminals, annotations and XML.
pub fn broken_model() -> tempfile::TempDir {
    let folder = starter_model();
    let core = "core/cooperation.yaml";
    edit(
        folder.path(),
        core,
        "Keeps agreements made within the team",
        "\"Keeps \\e[31m]]> <b>&amp;\\n::error::agreements, and <script>\"",
    );
    edit(
        folder.path(),
        core,
        "status: draft",
        "status: draaft%0A::warning file=x::y",
    );
    edit(
        folder.path(),
        "leadership/leading-people.yaml",
        "Gives feedback soon after the event",
        "Gives  feedback soon after the event.",
    );
    edit(
        folder.path(),
        "profiles/records-manager.yaml",
        "cluster: records-management",
        "cluster: records-managment",
    );
    edit(
        folder.path(),
        "digital/digital-work.yaml",
        "sl: Digitalno delo",
        "sl: Digitalno delo \u{202e}",
    );
    edit(
        folder.path(),
        "digital/digital-work.yaml",
        "digital-work.automates",
        "digital-work.checks-sources",
    );
    folder
}

/// Writes the starter into a folder, as version 1.0.0 with everything approved.
pub fn approve(root: &Path) {
    for (path, content) in starter::FILES {
        let path = root.join(path);
        let text = content
            .replace("1.0.0-draft.1", "1.0.0")
            .replace("status: draft", "status: approved");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A temporary folder with the starter as version 1.0.0 in `base`, and a copy to change in `model`.
pub fn two_models() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    approve(&folder.path().join("base"));
    approve(&folder.path().join("model"));
    folder
}

/// A temporary folder with the starter in `model`, released as version 1.0.0.
pub fn released_model() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    approve(&folder.path().join("model"));
    let output = run(folder.path(), &["release", "--date", "2025-03-31"]);
    assert!(output.status.success(), "{output:?}");
    folder
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
