//! What others read in an export: `rdflib`, `pyld`, `pyshacl` for the integrity conditions of SKOS,
//! `ctdl-validate` for the rules of CTDL-ASN, and Python's `csv`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod rich;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use competence_core::Model;
use competence_exchange::tables::tables_of;
use competence_exchange::{Content, InFormat, Input, OutFormat, export, import};

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/second_reader")
        .join(name)
}

/// What the second reader says of some files; nothing where it is not there.
fn read(files: &[&Path]) -> Option<String> {
    let shapes = here("skos-integrity.ttl");
    let files: Vec<&Path> = std::iter::once(shapes.as_path())
        .chain(files.iter().copied())
        .collect();
    python("rdflib, pyshacl", "skos.py", &files)
}

/// What a script says of some files; nothing where the packages that it needs are not there.
fn python(packages: &str, script: &str, files: &[&Path]) -> Option<String> {
    let is_there = Command::new("python3")
        .args(["-c", &format!("import {packages}")])
        .output();
    if !is_there.is_ok_and(|it| it.status.success()) {
        eprintln!("skipped: python3 has no {packages}");
        return None;
    }
    let output = Command::new("python3")
        .arg(here(script))
        .args(files)
        .output();
    let output = output.unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{error}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Both forms of an export are one graph with so many concepts, in which SKOS holds.
fn agrees(model: &Model, concepts: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (turtle, json_ld) = (folder.path().join("a.ttl"), folder.path().join("a.jsonld"));
    fs::write(
        &turtle,
        export(model, OutFormat::Skos).unwrap().content.text(),
    )
    .unwrap();
    fs::write(
        &json_ld,
        export(model, OutFormat::SkosJsonLd).unwrap().content.text(),
    )
    .unwrap();
    if let Some(said) = read(&[&turtle, &json_ld]) {
        assert_eq!(said.trim_end(), concepts.to_string());
    }
}

#[test]
fn the_worked_example() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    let model = Model::from_bundle(&fs::read(path).unwrap()).unwrap();
    agrees(&model, 47 + 198);
}

#[test]
fn nice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/frameworks");
    let Ok(text) = fs::read_to_string(root.join("nice/cprt_SP_800_181_2_1_0.json")) else {
        eprintln!("skipped: there is no NICE Framework");
        return;
    };
    let model = import(&Input::file("nice.json", text).unwrap(), InFormat::Nice)
        .unwrap()
        .model;
    agrees(&model, 2148 + 11 + 3);
}

/// The shapes find what they are there for.
#[test]
fn what_is_broken_is_found() {
    let broken = r#"
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix : <urn:x:> .
        :scheme a skos:ConceptScheme, skos:Concept .
        :group a skos:Collection, skos:Concept .
        :a a skos:Concept ; skos:prefLabel "A"@en, "B"@en ; skos:altLabel "A"@en ; skos:broader :b ; skos:related :b ;
            skos:exactMatch :x ; skos:broadMatch :x .
        :b a skos:Concept .
    "#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ttl");
    fs::write(&path, broken).unwrap();
    if let Some(said) = read(&[&path]) {
        let found: Vec<&str> = said.lines().skip(1).collect();
        assert_eq!(found, ["S13", "S14", "S27", "S37", "S46", "S9"]);
    }
}

/// `pyld` and `rdflib` read one graph in CTDL-ASN, with so many competencies and published terms only; and
/// `ctdl-validate` finds nothing wrong in it.
fn is_ctdl_asn(model: &Model, competencies: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonld");
    let text = export(model, OutFormat::CtdlAsn).unwrap().content;
    fs::write(&file, text.text()).unwrap();
    let terms = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ctdl/terms.tsv");
    if let Some(said) = python("rdflib, pyld", "ctdl.py", &[&terms, &file]) {
        assert_eq!(said.trim_end(), competencies.to_string());
    }
    let validated = Command::new("ctdl-validate")
        .arg(&file)
        .args(["--format", "json"])
        .output();
    let Ok(validated) = validated else {
        eprintln!("skipped: there is no ctdl-validate");
        return;
    };
    let said: serde_json::Value = serde_json::from_slice(&validated.stdout).unwrap();
    let findings = said["findings"].as_array().unwrap();
    // What it cannot see in the file, such as the target of a mapping, it says so.
    let wrong: Vec<_> = findings
        .iter()
        .filter(|it| it["severity"] != "INFO" && it["severity"] != "UNVERIFIABLE")
        .take(5)
        .collect();
    assert_eq!(wrong, Vec::<&serde_json::Value>::new());
}

#[test]
fn ctdl_asn() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    let model = Model::from_bundle(&fs::read(path).unwrap()).unwrap();
    is_ctdl_asn(&model, 13 + 47 + 198);
    let rich = Model::from_bundle(rich::rich().to_string().as_bytes()).unwrap();
    is_ctdl_asn(&rich, 3 + 2 + 4);
}

/// The terms of schema.org that an export may use: those of 1 December 2021, which `rdflib` has a list of.
const SCHEMA_ORG: [&str; 19] = [
    "DefinedTerm",
    "DefinedTermSet",
    "Occupation",
    "alternateName",
    "creativeWorkStatus",
    "dateModified",
    "description",
    "hasDefinedTerm",
    "identifier",
    "inDefinedTermSet",
    "inLanguage",
    "isPartOf",
    "keywords",
    "license",
    "name",
    "sameAs",
    "skills",
    "termCode",
    "version",
];

#[test]
fn schema_org() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    let example = Model::from_bundle(&fs::read(path).unwrap()).unwrap();
    let rich = Model::from_bundle(rich::rich().to_string().as_bytes()).unwrap();
    for (model, terms) in [(&example, 47 + 198), (&rich, 2 + 4)] {
        let text = export(model, OutFormat::SchemaOrg).unwrap().content;
        let value: serde_json::Value = serde_json::from_str(text.text()).unwrap();
        for resource in value["@graph"].as_array().unwrap() {
            let keys = resource.as_object().unwrap().keys();
            for key in keys.filter(|it| !it.starts_with('@')) {
                assert!(SCHEMA_ORG.contains(&key.as_str()), "{key}");
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jsonld");
        fs::write(&file, text.text()).unwrap();
        if let Some(said) = python("rdflib, pyld", "schema_org.py", &[&file]) {
            assert_eq!(said.trim_end(), terms.to_string());
        }
    }
}

/// Texts that a reader of CSV may take for something else.
const ODD: [&str; 9] = [
    "\"quoted\", and 'so'",
    "two\nlines",
    "two\r\nlines;and more",
    "a;b\tc|d",
    "\u{feff}begins with a mark",
    "=HYPERLINK(\"https://example.org\")",
    "-1+1",
    "'=already guarded",
    "\"",
];

/// Whether a spreadsheet would take a cell for a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// `csv` reads in each table what is in it, and no cell is a formula.
#[test]
fn tables() {
    let mut rich = rich::rich();
    for (at, text) in ODD.iter().enumerate() {
        let indicator = serde_json::json!({"id": format!("one.odd-{at}"), "statement": {"sl": text, "en": text}});
        let indicators = rich["competences"][0]["indicators"].as_array_mut().unwrap();
        indicators.push(indicator);
    }
    rich["framework"]["title"]["sl"] = ODD.concat().into();
    let model = Model::from_bundle(rich.to_string().as_bytes()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let Content::Folder(files) = export(&model, OutFormat::Csv).unwrap().content else {
        panic!("tables are a folder");
    };
    let mut paths = Vec::new();
    for (name, bytes) in &files {
        assert!(!bytes.starts_with(b"\xEF\xBB\xBF"), "{name}");
        paths.push(folder.path().join(name));
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let flat = export(&model, OutFormat::CsvFlat).unwrap().content;
    paths.push(folder.path().join("flat.csv"));
    fs::write(folder.path().join("flat.csv"), flat.text()).unwrap();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let Some(said) = python("csv", "tables.py", &paths) else {
        return;
    };
    let mut said: std::collections::BTreeMap<String, Vec<Vec<String>>> =
        serde_json::from_str(&said).unwrap();
    let formulas = said.values().flatten().flatten();
    assert_eq!(formulas.filter(|it| is_formula(it)).count(), 0);
    let flat = said.remove("flat").unwrap();
    let statement = flat[0]
        .iter()
        .position(|it| it == "indicator statement (en)")
        .unwrap();
    let has = |text: &str| {
        flat.iter()
            .any(|row| row[statement].trim_start_matches('\'') == text.trim_start_matches('\''))
    };
    for text in ODD {
        assert!(has(text), "{text:?} in {flat:?}");
    }
    let unguarded = |cell: &String| match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest.to_owned(),
        _ => cell.clone(),
    };
    for table in tables_of(&model) {
        let rows = said.remove(table.name).unwrap();
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(unguarded).collect())
            .collect();
        let all: Vec<Vec<String>> = std::iter::once(table.columns).chain(table.rows).collect();
        assert_eq!(rows, all, "{}", table.name);
    }
    assert!(said.is_empty(), "{:?}", said.keys());
}
