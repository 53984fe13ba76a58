//! What the program finds, and what it is made of.

use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bundle-only"));
    program.args(arguments).output().unwrap()
}

#[test]
fn it_searches_the_model_within_and_others() {
    let out = |arguments: &[&str]| String::from_utf8(run(arguments).stdout).unwrap();
    let within = out(&["users"]);
    assert!(within.starts_with("state-administration 2."), "{within}");
    assert!(
        within.contains("\ncompetence proactive-user-service: Proactive"),
        "{within}"
    );
    let before = out(&["users", "../../model/releases/1.0.0.json"]);
    assert!(
        before.starts_with("state-administration 1.0.0\n"),
        "{before}"
    );
    assert!(before.contains("\ncompetence user-focus: "), "{before}");
    let other = run(&["users", "Cargo.toml"]);
    assert!(!other.status.success());
    assert!(String::from_utf8_lossy(&other.stderr).contains("expected value"));
}

/// YAML and JSON Schema are for the build script only.
#[test]
fn it_holds_no_reader_of_yaml() {
    let tree = |edges: &str| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "tree",
            "--offline",
            "-p",
            "bundle-only",
            "--prefix",
            "none",
            "--edges",
            edges,
        ]);
        let output = cargo
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let readers = ["saphyr-parser ", "jsonschema ", "schemars "];
    let holds = |tree: &str| readers.map(|reader| tree.lines().any(|it| it.starts_with(reader)));
    assert_eq!(holds(&tree("normal")), [false; 3]);
    assert_eq!(holds(&tree("normal,build")), [true; 3]);
}
