//! Files of a size as others write them: a tenth of the items are competences, and each has nine indicators.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::model::statement;

/// A file of NIST's reference tool: a tenth of the items are work roles, and each has nine tasks.
pub fn nice(items: usize, path: &Path) {
    let roles = (0..items / 10).map(|it| {
        json!({"element_type": "work_role", "element_identifier": format!("R{it}"), "title": format!("Role {it}"),
            "text": format!("What role {it} is"), "doc_identifier": "x"})
    });
    let tasks = (0..items / 10 * 9).map(|it| {
        json!({"element_type": "task", "element_identifier": format!("T{it}"), "title": "",
            "text": format!("Does thing number {it} in the office"), "doc_identifier": "x"})
    });
    let related = (0..items / 10 * 9).map(|it| {
        json!({"source_element_identifier": format!("R{}", it / 9), "dest_element_identifier": format!("T{it}"),
            "relationship_identifier": "projection", "provenance_doc_identifier": "x"})
    });
    let documents = json!([{"doc_identifier": "x", "name": "NICE Framework", "version": "2.0.0"}]);
    let elements = json!({"documents": documents, "elements": roles.chain(tasks).collect::<Vec<_>>(),
        "relationships": related.collect::<Vec<_>>()});
    fs::write(
        path,
        json!({"response": {"elements": elements}}).to_string(),
    )
    .unwrap();
}

/// What a mapping says of the tables of others.
pub const OF_TABLE: &str = "framework: { title: Large }
rows:
  - clusters: { title: Area }
    competences: { title: Skill, definition: What it is, cluster: Area }
    indicators: { competence: Skill, statement: What people do, code: Code }
";

const HEADINGS: [&str; 5] = ["Area", "Skill", "What it is", "Code", "What people do"];

/// The rows of a table: one for each indicator, with its competence and cluster beside it.
fn rows(items: usize) -> impl Iterator<Item = [String; 5]> {
    (0..items / 10 * 9).map(|it| {
        let (number, at) = (it / 9, it % 9);
        [
            format!("Cluster {}", number % 100),
            format!("Competence {number}"),
            format!("What competence {number} is"),
            format!("C{number}I{at}"),
            statement(number, at),
        ]
    })
}

/// A table with the headings of somebody else.
pub fn table(items: usize, path: &Path) {
    let mut text = HEADINGS.join(",") + "\n";
    for row in rows(items) {
        let _ = writeln!(text, "{}", row.join(","));
    }
    fs::write(path, text).unwrap();
}

/// The same as a workbook.
pub fn workbook(items: usize, path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    for (row, number) in rows(items).zip(1..) {
        sheet.write_row(number, 0, row).unwrap();
    }
    book.save(path).unwrap();
}

/// What a mapping says of the JSON of others.
pub const OF_JSON: &str = "framework: { title: Large }
rows:
  - items: skills
    clusters: { title: area }
    competences: { title: name, definition: about, cluster: area }
  - items: behaviours
    indicators: { competence: skill, statement: text, code: code }
";

/// JSON with the keys of somebody else.
pub fn json_file(items: usize, path: &Path) {
    let skill = |number: usize| {
        json!({"area": format!("Cluster {}", number % 100), "name": format!("Competence {number}"),
            "about": format!("What competence {number} is")})
    };
    let behaviour = |it: usize| {
        let (number, at) = (it / 9, it % 9);
        json!({"skill": format!("Competence {number}"), "code": format!("C{number}I{at}"), "text": statement(number, at)})
    };
    let skills: Vec<Value> = (0..items / 10).map(skill).collect();
    let behaviours: Vec<Value> = (0..items / 10 * 9).map(behaviour).collect();
    let all = json!({"skills": skills, "behaviours": behaviours});
    fs::write(path, all.to_string()).unwrap();
}
