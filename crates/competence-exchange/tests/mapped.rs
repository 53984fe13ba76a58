//! Tables and JSON of others, read by mappings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod around;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use around::goes_around;
use competence_core::check::check;
use competence_core::source::Memory;
use competence_core::{Model, Polarity, edit};
use competence_exchange::mapped::Mapping;
use competence_exchange::{Imported, InFormat, Input, OutFormat, import, import_by};

/// Files of the frameworks beside the repository, where they are there.
fn shared(names: &[&str]) -> Option<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/frameworks");
    let mut files = Vec::new();
    for name in names {
        let Ok(bytes) = fs::read(root.join(name)) else {
            eprintln!("skipped: there is no {name}");
            return None;
        };
        let name = name.rsplit('/').next().unwrap();
        files.push((name.to_owned(), bytes));
    }
    Some(Input::folder(files).unwrap())
}

/// How many findings of each rule a check has, and how many problems were told.
fn found(imported: &Imported) -> (Vec<String>, BTreeMap<String, usize>) {
    let files: Memory = edit::files_of(&imported.model).into_iter().collect();
    let checked = check(&files);
    assert_eq!(checked.model().unwrap(), imported.model);
    let mut rules = BTreeMap::new();
    for it in checked.findings() {
        *rules
            .entry(format!("{} {}", it.severity, it.rule.id))
            .or_default() += 1;
    }
    (
        imported.problems.iter().map(ToString::to_string).collect(),
        rules,
    )
}

fn goes_on(model: &Model) {
    goes_around(model, OutFormat::Skos, InFormat::Skos);
    goes_around(model, OutFormat::Case, InFormat::Case);
    goes_around(model, OutFormat::Csv, InFormat::Csv);
}

#[test]
fn ddat() {
    let Some(input) = shared(&["ddat/skills_az.csv", "ddat/roles_skills.csv"]) else {
        return;
    };
    let imported = import(&input, InFormat::Ddat).unwrap();
    let model = &imported.model;
    assert_eq!(model.competences().len(), 189);
    // Those of leadership roles have no levels.
    let described = |number| {
        model
            .competences()
            .iter()
            .filter(|it| it.levels.len() == number)
            .count()
    };
    assert_eq!((described(4), described(0)), (167, 22));
    let families = model
        .clusters()
        .iter()
        .filter(|it| it.parent.is_none())
        .count();
    let (roles, levels) = (model.clusters().len() - families, model.profiles().len());
    assert_eq!((families, roles, levels), (8, 52, 205));
    let asked: usize = model.profiles().iter().map(|it| it.requires.len()).sum();
    assert_eq!(asked, 1808);
    insta::assert_debug_snapshot!("ddat", found(&imported));
    goes_on(model);
}

#[test]
fn uk_civil_service() {
    let Some(input) = shared(&["uk-civil-service/civil-service-competency-framework.json"]) else {
        return;
    };
    let imported = import(&input, InFormat::UkCivilService).unwrap();
    let model = &imported.model;
    assert_eq!((model.clusters().len(), model.competences().len()), (3, 10));
    let of = |polarity| {
        model
            .indicators()
            .filter(|(_, it)| it.polarity == polarity)
            .count()
    };
    assert_eq!(
        (of(Polarity::Effective), of(Polarity::Ineffective)),
        (335, 335)
    );
    insta::assert_debug_snapshot!("uk-civil-service", found(&imported));
    goes_on(model);
}

#[test]
fn osmt() {
    for name in [
        "v3-collection-skills.json",
        "osmt-batch-import-example.csv",
        "Skills-Import.csv",
    ] {
        let Some(input) = shared(&[&format!("osmt/{name}")]) else {
            return;
        };
        let imported = import(&input, InFormat::Osmt);
        insta::assert_debug_snapshot!(
            format!("osmt-{name}"),
            imported.map(|it| (found(&it), it.model.to_bundle().unwrap().len()))
        );
    }
}

/// The workbook of the NICE Framework: roles in a table, and for each role a sheet whose headings are in the
/// third row.
const NICE: &str = r#"
framework: { id: nice, title: NICE Framework, version: 2.1.0, primary language: en }
facets:
  - { id: task, title: Task }
  - { id: knowledge, title: Knowledge }
  - { id: skill, title: Skill }
rows:
  - table: v2.1.0 Work Roles*
    where: { Work Role ID: "*-WRL-*" }
    profiles: { key: Work Role ID, code: Work Role ID, title: Work Role, description: Work Role Description }
  - table: v2.1.0 TKS*
    where: { TKS ID: "K*" }
    competences: { key: { is: K }, title: { is: Knowledge } }
    indicators: { key: TKS ID, code: TKS ID, competence: { is: K }, statement: TKS Description, facets: { is: knowledge } }
  - table: v2.1.0 TKS*
    where: { TKS ID: "S*" }
    competences: { key: { is: S }, title: { is: Skills } }
    indicators: { key: TKS ID, code: TKS ID, competence: { is: S }, statement: TKS Description, facets: { is: skill } }
  - table: v2.1.0 TKS*
    where: { TKS ID: "T*" }
    competences: { key: { is: T }, title: { is: Tasks } }
    indicators: { key: TKS ID, code: TKS ID, competence: { is: T }, statement: TKS Description, facets: { is: task } }
  - table: "*-WRL-*"
    header: 3
    where: { v2.1.0 TKS ID: ["K*", "S*", "T*"] }
    requirements: { profile: "@table", indicators: v2.1.0 TKS ID }
"#;

#[test]
fn nice() {
    let Some(input) = shared(&["nice/NICE_Framework_Components_v2.1.0.xlsx"]) else {
        return;
    };
    let mapping = Mapping::parse("nice.yaml", NICE).unwrap();
    let imported = import_by(&input, InFormat::Xlsx, &mapping).unwrap();
    let model = &imported.model;
    let asked: usize = model
        .profiles()
        .iter()
        .map(|it| model.resolve(it).indicators().count())
        .sum();
    assert_eq!(
        (model.profiles().len(), model.indicators().count(), asked),
        (41, 946 + 662 + 540, 5334)
    );
    insta::assert_debug_snapshot!("nice-xlsx", found(&imported));
    goes_on(model);
}

/// A folder of small files of our own in the layout of a publisher.
fn published(name: &str) -> Input {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/published")
        .join(name);
    let files = fs::read_dir(root).unwrap().map(|it| {
        let it = it.unwrap();
        (
            it.file_name().into_string().unwrap(),
            fs::read(it.path()).unwrap(),
        )
    });
    Input::folder(files.collect()).unwrap()
}

#[test]
fn layouts_of_publishers() {
    for (name, format) in [
        ("esco", InFormat::Esco),
        ("onet", InFormat::Onet),
        ("osmt", InFormat::Osmt),
    ] {
        let imported = import(&published(name), format).unwrap();
        let bundle: serde_json::Value =
            serde_json::from_str(&imported.model.to_bundle().unwrap()).unwrap();
        insta::assert_snapshot!(
            format!("published-{name}"),
            format!("{:#?}\n{:#}", found(&imported), bundle)
        );
        goes_on(&imported.model);
    }
}
