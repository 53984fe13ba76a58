//! Reports, bundles and the committed model, checked against their schemas, where possible by an
//! implementation that is not ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{broken_model, repository, run, starter_model};
use serde_json::Value;

fn schema(path: &str) -> Value {
    let text = fs::read_to_string(repository().join(path)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn assert_valid(schema: &Value, instance: &[u8]) {
    let instance: Value = serde_json::from_slice(instance).unwrap();
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|it| format!("{}: {it}", it.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// Whether another program is there; says so where it is not.
fn have(program: &str) -> bool {
    let found = Command::new(program).arg("--help").output().is_ok();
    if !found {
        eprintln!(
            "skipped: `{program}` is not installed (`pip install check-jsonschema xmlschema`)"
        );
    }
    found
}

#[test]
fn sarif_is_valid() {
    let mut schema = schema("tests/standards/sarif-2.1.0.schema.json");
    // Two patterns have an unescaped bracket, which not every engine takes; they are about the
    // language of a run, which we do not write.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language"));
        language
            .unwrap()
            .as_object_mut()
            .unwrap()
            .remove("pattern")
            .unwrap();
    }
    for folder in [broken_model(), starter_model()] {
        assert_valid(
            &schema,
            &run(folder.path(), &["check", "model", "--format", "sarif"]).stdout,
        );
    }
}

#[test]
fn json_reports_and_bundles_are_valid() {
    let findings = schema("schemas/findings.schema.json");
    for folder in [broken_model(), starter_model()] {
        assert_valid(
            &findings,
            &run(folder.path(), &["check", "model", "--format", "json"]).stdout,
        );
    }
    let here = repository();
    for (name, arguments) in [
        (
            "comparison",
            &["diff", "1.0.0", "model", "--format", "json"][..],
        ),
        (
            "verdict",
            &["semver", "model", "--against", "1.0.0", "--format", "json"],
        ),
        (
            "crosswalk",
            &["crosswalk", "--from", "1.0.0", "--format", "json"],
        ),
    ] {
        let report = schema(&format!("schemas/{name}.schema.json"));
        assert_valid(&report, &run(&here, arguments).stdout);
    }
    let ratings = "tests/ratings/ratings-2024.csv";
    for (name, arguments) in [
        ("counts", &["ratings", "count", ratings][..]),
        (
            "series",
            &["ratings", "series", ratings, "--format", "json"],
        ),
        // No point has figures.
        (
            "series",
            &[
                "ratings",
                "series",
                ratings,
                "--format",
                "json",
                "--min-group",
                "601",
            ],
        ),
    ] {
        let report = schema(&format!("schemas/{name}.schema.json"));
        assert_valid(&report, &run(&repository(), arguments).stdout);
    }
    let bundle = schema("schemas/bundle.schema.json");
    assert_valid(&bundle, &run(&repository(), &["bundle"]).stdout);
}

#[test]
fn junit_is_valid_by_another_validator() {
    if !have("xmlschema-validate") {
        return;
    }
    for folder in [broken_model(), starter_model()] {
        for deny in [&[][..], &["--deny-warnings"]] {
            let arguments: Vec<&str> = ["check", "model", "--format", "junit"]
                .iter()
                .chain(deny)
                .copied()
                .collect();
            let report = folder.path().join("report.xml");
            fs::write(&report, run(folder.path(), &arguments).stdout).unwrap();
            let schema = repository().join("tests/standards/junit-10.xsd");
            let output = Command::new("xmlschema-validate")
                .arg("--schema")
                .arg(schema)
                .arg(&report)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

/// The committed YAML files of each kind of document.
fn model_files() -> Vec<(&'static str, Vec<PathBuf>)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|it| it == "yaml") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&repository().join("model"), &mut files);
    let mut kinds = vec![
        ("framework", vec![]),
        ("cluster", vec![]),
        ("competence", vec![]),
        ("profile", vec![]),
        ("lineage", vec![]),
        ("releases", vec![]),
    ];
    for path in files {
        let text = path.to_string_lossy().replace('\\', "/");
        let kind = match () {
            () if text.ends_with("/framework.yaml") => 0,
            () if text.ends_with("/cluster.yaml") || text.contains("/clusters/") => 1,
            () if text.contains("/profiles/") => 3,
            () if text.contains("/lineage/") => 4,
            () if text.ends_with("/releases.yaml") => 5,
            () => 2,
        };
        kinds[kind].1.push(path);
    }
    kinds
}

#[test]
fn the_model_is_valid_by_another_validator() {
    for (kind, files) in model_files() {
        assert!(!files.is_empty(), "{kind}");
    }
    if !have("check-jsonschema") {
        return;
    }
    let validate = |kind: &str, files: &[PathBuf]| {
        let schema = repository().join(format!("schemas/{kind}.schema.json"));
        Command::new("check-jsonschema")
            .arg("--schemafile")
            .arg(schema)
            .args(files)
            .output()
            .unwrap()
    };
    for (kind, files) in model_files() {
        let output = validate(kind, &files);
        assert!(
            output.status.success(),
            "{kind}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    // It would have told.
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.yaml");
    fs::write(
        &wrong,
        "id: Not An Id\nkind: core\ntitle: x\nstatus: draft\n",
    )
    .unwrap();
    assert!(!validate("competence", &[wrong]).status.success());
}

#[test]
fn every_model_file_names_its_schema() {
    for (kind, files) in model_files() {
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            let first = text.lines().next().unwrap();
            let relative = first
                .strip_prefix("# yaml-language-server: $schema=")
                .unwrap();
            let schema = path
                .parent()
                .unwrap()
                .join(relative)
                .canonicalize()
                .unwrap();
            assert_eq!(
                schema,
                repository().join(format!("schemas/{kind}.schema.json"))
            );
        }
    }
}
