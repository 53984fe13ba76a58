//! Tables and JSON of others, read by mappings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::format_push_string
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
use serde_json::json;

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

#[test]
fn what_is_wrong_in_a_mapping_is_told_with_its_place() {
    let cases = [
        "",
        "rows: 7",
        "framework: { id: a }",
        "rows:\n  - table: a\n",
        "rows:\n  - tabel: a\n    competences: { title: A }\n",
        "rows:\n  - competence: { title: A }\n",
        "rows:\n  - competences: { titel: A }\n",
        "rows:\n  - competences:\n      title: 7\n",
        "rows:\n  - competences:\n      - title: { column: A, splt: x }\n",
        "rows:\n  - competences:\n      - title: { split: x }\n",
        "rows:\n  - competences:\n      - title: { column: A, is: B }\n",
        "rows:\n  - competences:\n      - title: { column: A, part: last }\n",
        "rows:\n  - competences:\n      - title: { column: A, words: [a] }\n",
        "rows:\n  - header: 0\n    competences: { title: A }\n",
        "rows:\n  - where: A\n    competences: { title: A }\n",
        "framework: { licens: MIT }\nrows:\n  - competences: { title: A }\n",
        "scale-levels: [{ value: { a: b } }]\nrows:\n  - competences: { title: A }\n",
        "rows: [\n",
        "rows:\n  - competences: { title: A, title: B }\n",
    ];
    let mut out = String::new();
    for text in cases {
        let error = Mapping::parse("m.yaml", text).unwrap_err();
        out.push_str(&format!("{text:?}\n  {error}\n"));
    }
    insta::assert_snapshot!(out);
}

/// What the schema accepts is read, and what is read the schema accepts.
#[test]
fn the_schema_is_that_of_what_is_read() {
    let schema = jsonschema::validator_for(&Mapping::SCHEMA.schema()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|it| fs::read_to_string(it.unwrap().path()).unwrap());
    for text in files.chain([NICE.to_owned()]) {
        let mapping = Mapping::parse("m.yaml", &text).unwrap();
        let value = serde_json::to_value(&mapping).unwrap();
        assert!(schema.is_valid(&value), "{text}");
        assert_eq!(
            Mapping::parse("m.yaml", &mapping.to_yaml()).unwrap(),
            mapping,
            "{}",
            mapping.to_yaml()
        );
    }
    for wrong in [
        json!({}),
        json!({"rows": [{"tabel": "a"}]}),
        json!({"rows": [{"competences": {"title": {"splt": ";"}}}]}),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn columns_are_guessed_and_shown() {
    let table = "Grozd;Kompetenca;Opis;Vedenje;Raven;Šifra;Lastnik\nDelo;Načrtovanje;Kaj je;Načrtuje vnaprej;1;N1;Ana\nDelo;Načrtovanje;Kaj je;Drži se načrta;3;N2;Ana\n";
    let roles = "Role\tSkill\tRequired level\tLevel 1\tLevel 2\nClerk\tPlanning\t2\tPlans a day\tPlans a week\nHead\tPlanning\t1\tPlans a day\tPlans a week\n";
    for (name, text) in [("kompetence.csv", table), ("roles.tsv", roles)] {
        let input = Input::file(name, text).unwrap();
        let imported = import(&input, InFormat::Csv).unwrap();
        let mapping = imported.guessed.as_ref().unwrap();
        // As it was shown, it is read.
        let shown = Mapping::parse("m.yaml", &mapping.to_yaml()).unwrap();
        let again = import_by(&input, InFormat::Csv, &shown).unwrap();
        assert_eq!(again.model, imported.model);
        insta::assert_snapshot!(
            name,
            format!(
                "{}\n{:?}\n{}",
                mapping.to_yaml(),
                found(&imported),
                imported.model.to_bundle().unwrap()
            )
        );
    }
}

/// Rows that name the row above them, by whatever they call it.
#[test]
fn rows_below_others_are_guessed() {
    let two = "Level,Name,ShortCode,Description,BroaderConcept\n1,Work,1,,\n2,Planning,1.1,Plans ahead,Work\n2,Order,1.2,Keeps order,Work\n";
    let three = "ID;Parent ID;Title;Note;Owner\nA;;Work;;Ana\nA1;A;Planning;;\nA11;A1;Plans ahead;Seen often;\nA12;A1;Keeps to plans;;\nB;;Talk;;\nB1;B;Listening;;\nB11;B1;Lets others finish;;\n";
    let wrong = "Title,Parent\nWork,\nPlanning,Work\nLost,Gone\nItself,Itself\nOne,Two\nTwo,One\n";
    let flat = "Title,Parent,Level\nPlanning,,1\nOrder,,2\n";
    for (name, text) in [
        ("two", two),
        ("three", three),
        ("wrong", wrong),
        ("flat", flat),
    ] {
        let input = Input::file(format!("{name}.csv"), text).unwrap();
        let imported = import(&input, InFormat::Csv).unwrap();
        let mapping = imported.guessed.as_ref().unwrap();
        let shown = Mapping::parse("m.yaml", &mapping.to_yaml()).unwrap();
        let again = import_by(&input, InFormat::Csv, &shown).unwrap();
        assert_eq!(again.model, imported.model);
        insta::assert_snapshot!(
            format!("below-{name}"),
            format!(
                "{}\n{:#?}\n{}",
                mapping.to_yaml(),
                found(&imported),
                imported.model.to_bundle().unwrap()
            )
        );
    }
}

/// What has no heading is told, and is no part of what has one.
#[test]
fn values_without_a_heading_are_told() {
    let table = "Competence,,Statement\nPlanning,x,Plans,ahead\nPlanning,,Keeps to plans\n";
    let imported = import(&Input::file("t.csv", table).unwrap(), InFormat::Csv).unwrap();
    insta::assert_debug_snapshot!(found(&imported).0);
}

#[test]
fn digcomp() {
    let Some(input) = shared(&["digcomp/DigComp.csv"]) else {
        return;
    };
    let imported = import(&input, InFormat::Csv).unwrap();
    let model = &imported.model;
    assert_eq!((model.clusters().len(), model.competences().len()), (5, 21));
    let found = found(&imported);
    insta::assert_debug_snapshot!("digcomp-csv", found);
    let first = model.named("1.1").next().unwrap();
    assert_eq!(first.noun(), "competence");
    goes_on(model);
}

/// A mapping that uses all there is to use, on JSON with lists in lists.
#[test]
fn values_of_json() {
    let json = json!({"name": "All of it", "areas": {"work": {"label": "Work", "skills": [
        {"code": 1.0, "names": {"en": "Plan", "sl": "Načrt"}, "tags": ["a", "b"], "alike": [
            {"to": "https://example.org/1", "how": "same", "as": "One"}, {"to": "https://example.org/2", "how": "wider"}, {"to": "nothing", "how": "odd"}],
         "shows": [{"text": "Plans ahead\r\nand back", "good": true, "from": "low"}, {"text": "Wastes\u{7} time", "good": false, "from": "2.4"}, {"text": "  "}], "needs": "2"},
        {"code": 2, "names": {"en": "Order"}, "needs": "9", "shows": null},
        {"names": {}}]}}});
    let mapping = r#"
framework: { id: demo, version: 1.0.0, primary language: en, optional languages: sl }
scale-levels: [{ value: 1, title: Low }, { value: 2, title: High }]
rows:
  - framework: { title: name }
  - items: areas.*
    clusters: { key: "@1", title: label }
  - items: areas.*.skills
    competences: { key: code, code: { column: code, prefix: S }, title (en): names.en, title (sl): names.sl, cluster: "@1", keywords (en): tags, x-all: tags }
    mappings:
      competence: code
      relation: { column: alike.how, words: { same: exactMatch, wider: broadMatch } }
      target: alike.to
    relations: { competence: code, relation: { is: requires }, target: needs }
"#;
    let mapping = Mapping::parse("m.yaml", mapping).unwrap();
    let input = Input::file("all.json", json.to_string()).unwrap();
    let imported = import_by(&input, InFormat::Json, &mapping).unwrap();
    insta::assert_snapshot!(format!(
        "{:#?}\n{}",
        imported
            .problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        imported.model.to_bundle().unwrap()
    ));
}
