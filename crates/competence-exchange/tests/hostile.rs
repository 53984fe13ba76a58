//! Whatever is given, the answer is a model with problems named, or an error that tells where.

#![allow(clippy::unwrap_used, clippy::panic, clippy::format_push_string)]

mod around;

use competence_exchange::{ImportError, InFormat, Input, OutFormat, export, import};
use proptest::prelude::*;

fn input(text: &str) -> Input {
    Input::file("the file", text).unwrap()
}

const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix : <https://example.org/> .
";

/// What is told of Turtle: the problems, or the error.
fn told(turtle: &str) -> Vec<String> {
    match import(&input(&format!("{PREFIXES}{turtle}")), InFormat::Skos) {
        Ok(imported) => imported.problems.iter().map(ToString::to_string).collect(),
        Err(error) => vec![format!("error: {error}")],
    }
}

#[test]
fn what_is_wrong_in_turtle_is_named() {
    let cases = [
        ("a syntax error", ":a skos:prefLabel \"A ;"),
        (
            "an address with a blank",
            "<https://example.org/a b> a skos:Concept .",
        ),
        ("nothing of SKOS", ":a :b :c ."),
        (
            "two titles in a language",
            ":a a skos:Concept ; skos:prefLabel \"A\"@en, \"B\"@en .",
        ),
        ("no title", ":a a skos:Concept ."),
        (
            "a circle",
            ":a a skos:Concept ; skos:prefLabel \"A\" ; skos:broader :b . :b a skos:Concept ; skos:prefLabel \"B\" ; skos:broader :a .",
        ),
        (
            "above itself",
            ":a a skos:Concept ; skos:prefLabel \"A\" ; skos:broader :a .",
        ),
        (
            "what is not there",
            ":a a skos:Concept ; skos:prefLabel \"A\" ; skos:broader :gone ; skos:related :gone .",
        ),
        (
            "blank nodes",
            "[] a skos:Concept ; skos:prefLabel \"A\" . :b a skos:Concept ; skos:prefLabel \"B\" .",
        ),
        (
            "two schemes",
            ":s a skos:ConceptScheme . :t a skos:ConceptScheme . :b a skos:Concept ; skos:prefLabel \"B\" .",
        ),
        (
            "an unusual code",
            ":b a skos:Concept ; skos:prefLabel \"B\" ; skos:notation \" \\n\" .",
        ),
        (
            "what is said where it is not read",
            ":s a skos:ConceptScheme ; dcterms:title \"S\"@en ; dcterms:identifier \"No. 7\" ; skos:scopeNote \"S\"@en .
             :b a skos:Concept ; skos:prefLabel \"B\"@en ; dcterms:description \"D\"@en ; dcterms:identifier \"B/1\" ;
               skos:notation \"1\", \"2\" ; skos:definition :page ; skos:related \"c\" .
             :page dcterms:title \"A page\" .",
        ),
        (
            "members that are not there",
            ":b a skos:Concept ; skos:prefLabel \"B\" ; skos:narrower :gone .
             :c a skos:Collection ; skos:prefLabel \"C\" ; skos:member :b, :gone .",
        ),
        (
            "a collection in two others",
            ":b a skos:Concept ; skos:prefLabel \"B\" .
             :inner a skos:Collection ; skos:prefLabel \"Inner\" ; skos:member :b .
             :one a skos:Collection ; skos:prefLabel \"One\" ; skos:member :inner .
             :two a skos:Collection ; skos:prefLabel \"Two\" ; skos:member :inner, :two .",
        ),
        (
            "a mapping to nowhere",
            ":b a skos:Concept ; skos:prefLabel \"B\" ; skos:exactMatch <relative> .",
        ),
    ];
    let mut out = String::new();
    for (what, turtle) in cases {
        out.push_str(&format!("{what}\n"));
        for it in told(turtle) {
            out.push_str(&format!("  {it}\n"));
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn an_indicator_of_two_competences_is_there_once() {
    let turtle = format!(
        "{PREFIXES}:a a skos:Concept ; skos:prefLabel \"A\" . :b a skos:Concept ; skos:prefLabel \"B\" .
        :one a skos:Concept ; skos:prefLabel \"Says one thing\" ; skos:broader :a, :b .
        :two a skos:Concept ; skos:prefLabel \"Says two things\" ; skos:broader :a ."
    );
    let model = import(&input(&turtle), InFormat::Skos).unwrap().model;
    assert_eq!(model.indicators().count(), 2);
    let b = model.competence(&"b".parse().unwrap()).unwrap();
    assert_eq!(b.includes[0], "a.says-one-thing");
}

#[test]
fn collections_lie_in_collections() {
    let turtle = ":b a skos:Concept ; skos:prefLabel \"B\" .
        :inner a skos:Collection ; skos:prefLabel \"Inner\" ; skos:member :b .
        :outer a skos:Collection ; skos:prefLabel \"Outer\" ; skos:member :inner .";
    let turtle = format!("{PREFIXES}{turtle}");
    let model = import(&input(&turtle), InFormat::Skos).unwrap().model;
    let inner = model
        .clusters()
        .iter()
        .find(|it| it.id == *"inner")
        .unwrap();
    assert_eq!(inner.parent.as_ref().unwrap(), "outer");
    assert_eq!(model.competences()[0].cluster.as_ref().unwrap(), "inner");
}

#[test]
fn no_context_is_fetched() {
    let json = r#"{"@context": "https://example.org/context.jsonld", "@id": "https://example.org/a", "prefLabel": "A"}"#;
    let error = import(&input(json), InFormat::Skos).unwrap_err();
    assert!(matches!(error, ImportError::Syntax { .. }), "{error}");
    insta::assert_snapshot!(error.to_string());
}

#[test]
fn texts_stay_texts() {
    let script = "<script>alert(1)</script> =HYPERLINK(\"x\") \\\" #quot; ]]> -->";
    let turtle = format!("{PREFIXES}:a a skos:Concept ; skos:prefLabel {script:?} .");
    let model = import(&input(&turtle), InFormat::Skos).unwrap().model;
    // A database holds them as they are, if it is built in at all.
    for format in OutFormat::ALL.iter().filter(|it| **it != OutFormat::Sqlite) {
        let content = export(&model, *format).unwrap().content;
        let text = content.text().to_owned();
        match format {
            OutFormat::Csv | OutFormat::CsvFlat | OutFormat::Xlsx => {
                let back = format.as_str().parse().unwrap();
                let again = import(&around::back(content), back).unwrap().model;
                assert_eq!(again.competences()[0].title, model.competences()[0].title);
            }
            OutFormat::Mermaid | OutFormat::Graphviz => {
                assert!(!text.contains("<script>"), "{text}");
            }
            // There is no mapping in it.
            OutFormat::Sssom => assert!(!text.contains("script"), "{text}"),
            // There is no way back, and JSON escapes what it has to.
            OutFormat::SchemaOrg => assert!(text.contains("<script>"), "{text}"),
            _ => {
                let back = match format {
                    OutFormat::Case | OutFormat::Case1p0 => InFormat::Case,
                    OutFormat::CtdlAsn => InFormat::CtdlAsn,
                    _ => InFormat::Skos,
                };
                let again = import(&input(&text), back).unwrap().model;
                assert_eq!(again.competences()[0].title, model.competences()[0].title);
            }
        }
    }
}

#[test]
fn a_file_of_the_reference_tool_that_is_broken_tells_where() {
    let head = r#"{"response": {"elements": {"documents": [{"name": "NICE", "version": "two"}], "#;
    let cases = [
        "{}".to_owned(),
        "[1, 2".to_owned(),
        format!(
            "{head}{}",
            r#""elements": [
                {"element_type": "category", "element_identifier": "C", "title": "C"},
                {"element_type": "work_role", "element_identifier": "R", "title": "R"},
                {"element_type": "work_role", "element_identifier": "R", "title": "R again"},
                {"element_type": "spell", "element_identifier": "X"},
                {"element_type": "task", "element_identifier": "T1", "text": ""},
                {"element_type": "task", "element_identifier": "T2", "text": "[Withdrawn: Incorporated into T3]"}],
              "relationships": [
                {"source_element_identifier": "R", "dest_element_identifier": "T9"},
                {"source_element_identifier": "T2", "dest_element_identifier": "R"}]}}}"#
        ),
    ];
    let mut out = String::new();
    for json in cases {
        match import(&input(&json), InFormat::Nice) {
            Ok(it) => {
                it.problems
                    .iter()
                    .for_each(|it| out.push_str(&format!("{it}\n")));
                let status: Vec<String> = it
                    .model
                    .indicators()
                    .map(|(_, it)| format!("{} {:?}", it.id, it.status))
                    .collect();
                out.push_str(&format!("{status:?}\n"));
            }
            Err(error) => out.push_str(&format!("error: {error}\n")),
        }
    }
    insta::assert_snapshot!(out);
}

proptest! {
    #[test]
    fn no_text_breaks_a_reader(text in "[ -~\\n\\u{e9}]{0,200}") {
        let _ = import(&input(&text), InFormat::Skos);
        let _ = import(&input(&format!("{PREFIXES}{text}")), InFormat::Skos);
        let _ = import(&input(&format!("{{{text}")), InFormat::Skos);
        let _ = import(&input(&format!("{{{text}")), InFormat::CtdlAsn);
        let _ = import(&input(&text), InFormat::Nice);
        for format in InFormat::ALL {
            let _ = import(&input(&text), *format);
        }
        for table in ["framework", "competences", "indicators"] {
            let _ = import(&Input::file(table, text.as_bytes()).unwrap(), InFormat::Csv);
        }
    }
}

/// A table of any cells under headings that are understood.
#[test]
fn no_table_breaks_a_reader() {
    proptest!(|(cells in prop::collection::vec("[ -~\\n\u{e9}\u{2028}]{0,12}", 12), format in 0..InFormat::ALL.len())| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["Competence", "Statement", "Level", "Cluster"]).unwrap();
        for row in cells.chunks(4) {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let format = InFormat::ALL[format];
        if let Ok(imported) = import(&Input::file("the file.csv", bytes).unwrap(), format) {
            let files: competence_core::source::Memory = competence_core::edit::files_of(&imported.model).into_iter().collect();
            prop_assert_eq!(competence_core::check::load(&files).model().unwrap(), imported.model);
        }
    });
}
