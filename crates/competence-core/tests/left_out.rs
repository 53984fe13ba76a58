//! Left out is not absent: a value that cannot be understood gives one finding, about itself, and
//! no rule says anything about what would follow from it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    missing_docs
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use competence_core::check::{Category, Loaded, check};
use competence_core::source::Memory;
use serde_yaml::{Mapping, Value};

/// The worked example: every kind of document, with nearly every key.
fn example() -> BTreeMap<String, String> {
    fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
                continue;
            }
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            if name.ends_with(".yaml") || name.ends_with(".json") {
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

/// A part of the example that is quick to check: two of the clusters, and no history.
fn part() -> BTreeMap<String, String> {
    let kept = ["international-affairs", "it-operations"];
    let mut files = example();
    files.retain(|path, _| {
        let mut parts = path.split('/');
        match (parts.next(), parts.next()) {
            (Some("releases" | "lineage"), _) => false,
            (Some("job-specific"), Some(cluster)) => kept.contains(&cluster),
            (Some("profiles"), Some(name)) => {
                kept.iter().any(|it| name.contains(it)) || !name.starts_with("expert-")
            }
            _ => true,
        }
    });
    let ids: BTreeSet<String> = files
        .keys()
        .flat_map(|path| path.trim_end_matches(".yaml").split('/').map(str::to_owned))
        .collect();
    let manifest = files.get_mut("framework.yaml").unwrap();
    let mut value: Value = serde_yaml::from_str(manifest).unwrap();
    for (_, list) in value["order"].as_mapping_mut().unwrap().iter_mut() {
        let list = list.as_sequence_mut().unwrap();
        list.retain(|it| ids.contains(it.as_str().unwrap()));
    }
    *manifest = written(manifest, &value);
    files
}

fn memory(files: &BTreeMap<String, String>) -> Memory {
    let files = files.iter();
    files
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect()
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Item(usize),
}

/// All values of a document, by the way to them.
fn ways(value: &Value, way: &mut Vec<Step>, all: &mut Vec<Vec<Step>>) {
    if !way.is_empty() {
        all.push(way.clone());
    }
    match value {
        Value::Mapping(map) => {
            for (key, inner) in map {
                way.push(Step::Key(key.as_str().unwrap().to_owned()));
                ways(inner, way, all);
                way.pop();
            }
        }
        Value::Sequence(items) => {
            for (index, inner) in items.iter().enumerate() {
                way.push(Step::Item(index));
                ways(inner, way, all);
                way.pop();
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, way: &[Step]) -> &'v mut Value {
    way.iter().fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()).unwrap(),
        Step::Item(index) => value.get_mut(*index).unwrap(),
    })
}

fn written(text: &str, value: &Value) -> String {
    let modeline = text.lines().next().unwrap();
    let text = serde_yaml::to_string(value).unwrap();
    // A date without quotes would be a finding of its own.
    let lines = text.lines().map(|line| match line.split_once(": 20") {
        Some((key, rest)) if rest.len() == 8 => format!("{key}: \"20{rest}\"\n"),
        _ => format!("{line}\n"),
    });
    format!("{modeline}\n{}", lines.collect::<String>())
}

/// The one finding of a model is about reading or shape; or what was found instead.
fn other_than_one(checked: &Loaded, what: &str) -> Option<String> {
    let findings = checked.findings();
    let told: Vec<String> = findings
        .iter()
        .map(|it| {
            format!(
                "{}:{}: {}: {}",
                it.place.file, it.place.line, it.rule.id, it.message
            )
        })
        .collect();
    let is_one = findings.len() == 1
        && matches!(
            findings[0].rule.category,
            Category::Reading | Category::Shape
        );
    (!is_one).then(|| format!("{what}: {told:#?}"))
}

/// What a value is replaced with: another type, no value at all, and values that no key but those
/// of free texts takes.
fn damages(value: &Value) -> Vec<Value> {
    let mut map = Mapping::new();
    map.insert("nonsense".into(), Value::Sequence(vec![1.into()]));
    let other = match value {
        Value::Mapping(_) => Value::Sequence(vec![1.into()]),
        _ => Value::Mapping(map),
    };
    let mut all = vec![other, Value::Null, 2024.into(), true.into()];
    all.extend(["No Such_Word", "", "1.0"].map(Value::from));
    all
}

/// Damages each key of each kind of document once; how often, and what was not found alone.
fn damaged(
    files: &BTreeMap<String, String>,
    is_meant: fn(&str) -> bool,
    damages_of_each: usize,
) -> (usize, Vec<String>) {
    assert_eq!(check(&memory(files)).findings(), []);
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    let mut tried = 0;
    for (path, text) in files
        .iter()
        .filter(|(path, _)| path.ends_with(".yaml") && is_meant(path))
    {
        let value: Value = serde_yaml::from_str(text).unwrap();
        let mut all = Vec::new();
        ways(&value, &mut Vec::new(), &mut all);
        let kind = if path.ends_with("cluster.yaml") {
            "cluster"
        } else {
            path.split('/').next().unwrap()
        };
        for way in all {
            let pattern: Vec<&str> = way
                .iter()
                .map(|step| match step {
                    Step::Key(key) => key.as_str(),
                    Step::Item(_) => "*",
                })
                .collect();
            if !seen.insert(format!("{kind}: {}", pattern.join("/"))) {
                continue;
            }
            let mut value = value.clone();
            for damage in damages(at(&mut value, &way))
                .into_iter()
                .take(damages_of_each)
            {
                let mut damaged = value.clone();
                *at(&mut damaged, &way) = damage.clone();
                let mut files = files.clone();
                files.insert(path.clone(), written(text, &damaged));
                let checked = check(&memory(&files));
                // What the key takes is no damage.
                if checked.model().is_err() {
                    tried += 1;
                    let what = format!("{path}: {pattern:?} = {damage:?}");
                    failures.extend(other_than_one(&checked, &what));
                }
            }
        }
    }
    (tried, failures)
}

#[test]
fn one_damaged_value_gives_one_finding() {
    let (tried, failures) = damaged(&part(), |_| true, 7);
    assert!(tried > 700, "{tried}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn one_damaged_value_of_the_history_gives_one_finding() {
    let is_history = |path: &str| path.starts_with("lineage/") || path.starts_with("releases/");
    let (tried, failures) = damaged(&example(), is_history, 2);
    assert!(tried > 20, "{tried}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn one_misspelt_key_gives_one_finding() {
    let files = part();
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let kind = path.split('/').next().unwrap();
        for (number, line) in text.lines().enumerate() {
            let start = line.trim_start_matches([' ', '-']);
            let Some((key, _)) = start.split_once(':').filter(|(key, _)| {
                !key.is_empty() && key.bytes().all(|it| it.is_ascii_lowercase() || it == b'-')
            }) else {
                continue;
            };
            let depth = line.len() - start.len();
            if !seen.insert((kind.to_owned(), depth, key.to_owned())) {
                continue;
            }
            let mut lines: Vec<String> = text.lines().map(|it| format!("{it}\n")).collect();
            lines[number] = format!("{}\n", line.replacen(key, &format!("{key}x"), 1));
            let mut files = files.clone();
            files.insert(path.clone(), lines.concat());
            let checked = check(&memory(&files));
            if checked.model().is_err() {
                failures.extend(other_than_one(
                    &checked,
                    &format!("{path}:{}: {key}", number + 1),
                ));
            }
        }
    }
    assert!(seen.len() > 60, "{}", seen.len());
    let failed = failures.len();
    assert!(failed == 0, "{failed}:\n{}", failures.join("\n"));
}

#[test]
fn one_broken_file_gives_one_finding() {
    let files = part();
    for path in files.keys().filter(|path| path.ends_with(".yaml")) {
        for damage in ["foo: [\n", "\tx\n", "id: x\nid: y\n- z\n"] {
            let mut files = files.clone();
            files.get_mut(path).unwrap().push_str(damage);
            let checked = check(&memory(&files));
            assert_eq!(
                other_than_one(&checked, &format!("{path} and {damage:?}")),
                None
            );
        }
    }
}
