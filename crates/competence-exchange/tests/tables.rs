//! Tables that people edited: what is wrong in them is told where it is, and nothing is lost silently.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string
)]

mod rich;

use std::collections::BTreeSet;

use competence_core::Model;
use competence_exchange::tables::tables_of;
use competence_exchange::{InFormat, Input, OutFormat, export, import};

fn folder(files: &[(&str, &str)]) -> Input {
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Input::folder(files.collect()).unwrap()
}

const FRAMEWORK: &str = "Field,Value\nID,demo\nversion,1.2.0\ntitle,Zgled\ntitle (en),Example\nprimary language,sl\nrequired languages,en\npreset,own\n";
const COMPETENCES: &str = "id,kind,title (sl),title (en)\nplanning,core,Načrtovanje,Planning\nteamwork,core,Delo v skupini,Teamwork\n";

/// What is told of a folder that has these files beside a framework.
fn told(files: &[(&str, &str)]) -> String {
    let mut all = vec![("framework.csv", FRAMEWORK)];
    all.extend(files.iter().copied());
    match import(&folder(&all), InFormat::Csv) {
        Ok(it) => {
            let mut out = String::new();
            for problem in &it.problems {
                out.push_str(&format!("{problem}\n"));
            }
            for element in it.model.elements() {
                out.push_str(&format!("= {}\n", element.id()));
            }
            out
        }
        Err(error) => format!("error: {error}\n"),
    }
}

#[test]
fn what_is_wrong_is_told_with_its_cell() {
    let indicators = "Statement,id , COMPETENCE,level,polarity,status,facets,weight,,x-own,x-Own Key\n\
        Plans ahead,planning.plans-ahead,planning,2.0,Effective,,digital,3,,7,\n\
        ,,,,,,,,,,\n\
        Plans again,planning.plans-ahead,planning,,,,,,,,\n\
        Plans well,,planing,two,good,done,knowledge;digital,,,,\n\
        Plans better,,planning,2.5,good,done,knowledge;digital,,,,extra,more\n\
        Shares,teamwork.shares,planning,,,,,,,,\n\
        ,planning.empty,,,,,,,,,\n\
        \"Says\nmuch\",Planning Talk,planning,,,,,,,,\n\
        Floats,,,,,,,,,,\n";
    let competences = "id,title,title (sl),title (xx-),kind,cluster,status,links,link titles (en),source reference\n\
        planning,Načrtovanje,Drugo,,core,,APPROVED,\"https://example.org/a\nnot a link\",\"A\n\nC\",Book\n\
        teamwork,,,,,clust,,,,\n\
        planning,Again,,,core,,,,,\n";
    let mappings = "element,relation,target\nplanning,exactMatch,https://example.org/x\nplanin,broadMatch,https://example.org/y\nplanning,sameAs,https://example.org/z\n";
    insta::assert_snapshot!(told(&[
        ("competences.csv", competences),
        ("indicators.csv", indicators),
        ("mappings.csv", mappings),
        ("competence.csv", "id\n"),
        ("notes.docx", "no table"),
    ]));
}

#[test]
fn tables_name_each_other() {
    let profiles = "id,title,extends,cluster\nclerk,Uradnik,clerks,office\nhead,Vodja,clerk,\n";
    let requirements = "profile,competence,level,necessity,indicators\nclerk,planing,3,essential,\nhed,planning,,,\nclerk,,,,planning.gone\n,planning,,,\n";
    let scales = "id,title\nskill,Spretnost\n";
    let levels = "scale,value,title\nskill,1,A\nrating,1,B\nskil,2,C\n,2,D\nskill,,E\n";
    insta::assert_snapshot!(told(&[
        ("competences.csv", COMPETENCES),
        ("profiles.csv", profiles),
        ("requirements.csv", requirements),
        ("scales.csv", scales),
        ("scale-levels.csv", levels),
    ]));
}

#[test]
fn tables_may_be_missing_and_in_any_form() {
    // A heading without a language is of the primary one; delimiters and encodings are found.
    let text = "sep=;\r\nKIND;Title (SL);Title(EN);x-own\r\njob specific;Načrt;Plan;{\"a\": 1}\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = vec![("Competences.CSV".to_owned(), wide)];
    let imported = import(&Input::folder(files).unwrap(), InFormat::Csv).unwrap();
    let competence = &imported.model.competences()[0];
    assert_eq!(
        competence.annotations.extensions.get("x-own"),
        Some(&serde_json::json!({"a": 1}))
    );
    let told: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    insta::assert_debug_snapshot!((told, imported.model.to_bundle().unwrap()));
}

#[test]
fn nothing_of_a_model_is_no_table() {
    let error = import(&folder(&[("skills.csv", "a,b\n1,2\n")]), InFormat::Csv).unwrap_err();
    insta::assert_snapshot!(error);
    let error = import(&folder(&[("skills.csv", "a,b\n1,2\n")]), InFormat::CsvFlat).unwrap_err();
    insta::assert_snapshot!(error);
}

#[test]
fn a_flat_table_says_where_rows_differ() {
    let text = "Cluster title,Competence title,Competence definition,Indicator statement,Indicator polarity,Weight\n\
        Work,Planning,What to do,Plans ahead,,1\n\
        Work,Planning,Something else,Plans badly,ineffective,2\n\
        Work,Teamwork,,,,\n\
        ,Learning,,Learns,maybe,\n";
    let input = Input::file("Our skills.csv", text).unwrap();
    let imported = import(&input, InFormat::CsvFlat).unwrap();
    let told: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    insta::assert_debug_snapshot!((told, imported.ids, imported.model.to_bundle().unwrap()));
}

#[test]
fn the_tables_of_a_model_with_every_field() {
    let model = Model::from_bundle(rich::rich().to_string().as_bytes()).unwrap();
    let mut out = String::new();
    for table in tables_of(&model) {
        out.push_str(&format!("{}: {}\n", table.name, table.columns.join(" | ")));
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len());
            let row: Vec<String> = row.iter().map(|it| it.escape_debug().to_string()).collect();
            out.push_str(&format!("  {}\n", row.join(" | ")));
        }
    }
    insta::assert_snapshot!(out);
    let losses = export(&model, OutFormat::Csv).unwrap().losses;
    let fields: BTreeSet<String> = losses.iter().map(ToString::to_string).collect();
    insta::assert_debug_snapshot!(fields);
}

/// Rows may stand in any order, and columns too.
#[test]
fn the_order_of_columns_and_tables_says_nothing() {
    let model = Model::from_bundle(rich::rich().to_string().as_bytes()).unwrap();
    let again = import(&around(&model, |_| {}), InFormat::Csv)
        .unwrap()
        .model;
    let turned = |table: &mut Vec<Vec<String>>| table.iter_mut().for_each(|it| it.reverse());
    let turned = import(&around(&model, turned), InFormat::Csv).unwrap();
    assert_eq!(turned.model, again);
    // With the rows of elements turned, only the order is another one.
    let upside_down = |table: &mut Vec<Vec<String>>| table[1..].reverse();
    let turned = import(&around(&model, upside_down), InFormat::Csv)
        .unwrap()
        .model;
    let ids = |model: &Model| {
        model.competences()[0]
            .indicators
            .iter()
            .map(|it| it.id.to_string())
            .collect::<Vec<_>>()
    };
    let mut before = ids(&again);
    before.reverse();
    assert_eq!(ids(&turned), before);
}

fn around(model: &Model, change: impl Fn(&mut Vec<Vec<String>>)) -> Input {
    let files = tables_of(model).into_iter().map(|table| {
        let mut rows = vec![table.columns];
        rows.extend(table.rows);
        change(&mut rows);
        let mut writer = csv::Writer::from_writer(Vec::new());
        for it in rows {
            writer.write_record(it).unwrap();
        }
        (format!("{}.csv", table.name), writer.into_inner().unwrap())
    });
    Input::folder(files.collect()).unwrap()
}
