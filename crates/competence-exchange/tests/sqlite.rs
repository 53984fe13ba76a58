//! The database is sound, whole, the same each time, and answers what the page says.

#![cfg(feature = "sqlite")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod rich;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use competence_core::Model;
use competence_exchange::{Content, OutFormat, export};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Value, json};

fn example() -> Model {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases/2.0.0.json");
    Model::from_bundle(&fs::read(path).unwrap()).unwrap()
}

fn rich() -> Model {
    let mut value = rich::rich();
    value["profiles"][0]["requires"] = json!([{"kind": "core", "level": 1},
        {"indicators": ["two.one"], "necessity": "optional"}, {"cluster": "inner"}]);
    Model::from_bundle(value.to_string().as_bytes()).unwrap()
}

fn bytes(model: &Model) -> Vec<u8> {
    match export(model, OutFormat::Sqlite).unwrap().content {
        Content::Bytes(bytes) => bytes,
        other => panic!("{other:?}"),
    }
}

fn open(bytes: &[u8]) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    connection
        .deserialize_read_exact("main", bytes, bytes.len(), true)
        .unwrap();
    connection
}

fn cell(row: &Row<'_>, at: usize) -> String {
    match row.get_ref(at).unwrap() {
        ValueRef::Null => String::new(),
        ValueRef::Integer(it) => it.to_string(),
        ValueRef::Real(it) => it.to_string(),
        ValueRef::Text(it) => String::from_utf8(it.to_vec()).unwrap(),
        ValueRef::Blob(_) => "a blob".to_owned(),
    }
}

/// The rows of an answer, with the names of its columns first.
fn rows(connection: &Connection, query: &str) -> Vec<Vec<String>> {
    let mut statement = connection.prepare(query).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let number = names.len();
    let found = statement
        .query_map([], |row| Ok((0..number).map(|at| cell(row, at)).collect()))
        .unwrap();
    std::iter::once(names)
        .chain(found.map(Result::unwrap))
        .collect()
}

#[test]
fn it_is_sound_and_the_same_each_time() {
    for model in [example(), rich()] {
        let file = bytes(&model);
        assert_eq!(file, bytes(&model));
        let database = open(&file);
        assert_eq!(rows(&database, "PRAGMA integrity_check")[1..], [["ok"]]);
        assert_eq!(rows(&database, "PRAGMA foreign_key_check").len(), 1);
        // Every view can be read.
        for view in &rows(
            &database,
            "SELECT name FROM sqlite_schema WHERE type = 'view'",
        )[1..]
        {
            rows(&database, &format!("SELECT * FROM {}", view[0]));
        }
    }
}

/// All texts, numbers and ids of a value, by what a database shows of them.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|it| leaves(it, found)),
        Value::Array(all) => all.iter().for_each(|it| leaves(it, found)),
        Value::String(text) => found.push(text.clone()),
        Value::Number(it) => found.push(it.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// Whatever the model says is in some cell, on its own or within the JSON of a setting.
#[test]
fn nothing_is_lost() {
    for model in [example(), rich()] {
        let exported = export(&model, OutFormat::Sqlite).unwrap();
        assert_eq!(exported.losses, []);
        let database = open(&bytes(&model));
        let mut cells = std::collections::HashSet::new();
        for table in &rows(
            &database,
            "SELECT name FROM sqlite_schema WHERE type = 'table'",
        )[1..]
        {
            for row in &rows(&database, &format!("SELECT * FROM {}", table[0]))[1..] {
                for cell in row {
                    if let Ok(value @ (Value::Object(_) | Value::Array(_) | Value::String(_))) =
                        serde_json::from_str(cell)
                    {
                        let mut within = Vec::new();
                        leaves(&value, &mut within);
                        cells.extend(within);
                    }
                    cells.insert(cell.clone());
                }
            }
        }
        let mut said = Vec::new();
        let mut bundle: Value = serde_json::from_str(&model.to_bundle().unwrap()).unwrap();
        for key in ["format", "content-hash"] {
            bundle.as_object_mut().unwrap().remove(key);
        }
        leaves(&bundle, &mut said);
        said.retain(|it| !cells.contains(it));
        assert_eq!(said, Vec::<String>::new());
    }
}

/// What names something that is not there, or twice, is left out and told of.
#[test]
fn what_is_not_there_is_told() {
    let mut value = rich::rich();
    value["competences"][0]["cluster"] = "gone".into();
    value["competences"][0]["relations"] = json!([{"relation": "requires", "target": "gone"}]);
    value["clusters"][0]["organisations"] = json!(["gone"]);
    value["competences"][0]["indicators"][0]["facets"] = json!(["gone", "digital", "digital"]);
    value["profiles"][0]["requires"] = json!([{"competence": "gone"}]);
    let model = Model::from_bundle(value.to_string().as_bytes()).unwrap();
    let exported = export(&model, OutFormat::Sqlite).unwrap();
    let lost: Vec<String> = exported.losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        lost,
        [
            "inner: organisations",
            "one: cluster",
            "one: relations",
            "one.two: facets",
            "clerk: requires",
        ]
    );
    let database = open(&bytes(&model));
    assert_eq!(rows(&database, "PRAGMA foreign_key_check").len(), 1);
}

const CHECK: &str = "import sqlite3, sys
database = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
assert database.execute('PRAGMA foreign_key_check').fetchall() == []
print(*(database.execute(f'SELECT count(*) FROM {it}').fetchone()[0] for it in ('cluster', 'competence', 'indicator', 'profile')))";

#[test]
fn python_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    fs::write(&file, bytes(&example())).unwrap();
    let said = Command::new("python3")
        .args(["-c", CHECK])
        .arg(&file)
        .output();
    let Ok(said) = said else {
        eprintln!("skipped: there is no python3");
        return;
    };
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), "13 47 198 16");
}

/// The results of the queries on the page are current. `UPDATE_PAGES=1` writes them.
#[test]
fn the_page_shows_what_queries_give() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exchange.md");
    let page = fs::read_to_string(&path).unwrap();
    let database = open(&bytes(&example()));
    let mut current = String::new();
    let mut rest = page.as_str();
    let mut number = 0;
    while let Some((before, after)) = rest.split_once("```sql\n") {
        let (query, after) = after.split_once("```\n").unwrap();
        write!(current, "{before}```sql\n{query}```\n\n").unwrap();
        for (at, row) in rows(&database, query).iter().enumerate() {
            writeln!(current, "| {} |", row.join(" | ")).unwrap();
            if at == 0 {
                writeln!(current, "|{}", "---|".repeat(row.len())).unwrap();
            }
        }
        // The table that is there gives way.
        rest = after.trim_start_matches('\n');
        while let Some((line, after)) = rest.split_once('\n').filter(|(it, _)| it.starts_with('|'))
        {
            let _ = line;
            rest = after;
        }
        // Without a blank line between them, what follows would be a row of it.
        current.push('\n');
        rest = rest.trim_start_matches('\n');
        number += 1;
    }
    current.push_str(rest);
    assert!(number >= 4);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, current).unwrap();
    } else {
        assert!(current == page, "write it anew with UPDATE_PAGES=1");
    }
}
