//! Files of ratings, read rating by rating.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use competence_core::Model;
use competence_ratings::Rated;
use competence_ratings::reading::{
    Field, Form, Layout, Place, Reader, Role, Source, Subject, Unread, Versions,
};

/// Two versions: the second has another id for the first indicator, and one more.
fn versions() -> Versions {
    let model = |version: &str, indicators: &str| {
        let json = format!(
            r#"{{
              "format": 1,
              "framework": {{
                "id": "demo", "version": "{version}", "title": {{"en": "Demo"}},
                "languages": {{"primary": "en", "required": ["sl"]}},
                "scale": {{"levels": [
                  {{"value": 1, "title": {{"en": "Never", "sl": "Nikoli"}}}},
                  {{"value": 2, "title": {{"en": "Sometimes", "sl": "Včasih"}}}},
                  {{"value": 3, "title": {{"en": "Always", "sl": "Vedno"}}}}
                ]}}
              }},
              "competences": [{{
                "id": "cooperation", "kind": "core", "title": {{"en": "Cooperation", "sl": "Sodelovanje"}},
                "status": "approved", "indicators": [{indicators}]
              }}]
            }}"#
        );
        Model::from_bundle(json.as_bytes()).unwrap()
    };
    let indicator = |id: &str, en: &str, sl: &str| {
        format!(r#"{{"id": "cooperation.{id}", "statement": {{"en": "{en}", "sl": "{sl}"}}}}"#)
    };
    let listens = indicator("listens", "Listens", "Posluša");
    let old = indicator("agreements", "Keeps agreements", "Drži se dogovorov");
    let new = indicator("keeps-agreements", "Keeps agreements", "Drži se dogovorov");
    let helps = indicator("helps", "Helps", "Pomaga");
    Versions::of([
        model("2.0.0", &[new, listens.clone(), helps].join(",")),
        model("1.0.0", &[old, listens].join(",")),
    ])
}

type Seen = (String, Option<usize>, Option<Subject>, Rated);

fn read(source: Source, layout: &Layout) -> Result<(Layout, Vec<Seen>), Unread> {
    let versions = versions();
    let mut reader = Reader::new(source, layout, &versions)?;
    let mut seen = Vec::new();
    while let Some(row) = reader.next()? {
        seen.push((
            row.place().to_string(),
            row.version(),
            row.subject(),
            row.value(),
        ));
    }
    assert!(reader.next()?.is_none());
    Ok((reader.layout().clone(), seen))
}

fn csv(text: &str) -> Source {
    Source::delimited(std::io::Cursor::new(text.to_owned())).unwrap()
}

fn lines(text: &str) -> Source {
    Source::json_lines(std::io::Cursor::new(text.to_owned())).unwrap()
}

fn layout(json: &str) -> Layout {
    serde_json::from_str(json).unwrap()
}

const KEEPS: Option<Subject> = Some(Subject::Indicator(0));
const LISTENS: Option<Subject> = Some(Subject::Indicator(1));

#[test]
fn a_long_file_has_a_row_for_each_rating() {
    let text = "Oseba;Kazalnik;Ocena;Različica;Opomba\n\
        ana;cooperation.agreements;2;1.0.0;\"prva\nvrstica\"\n\
        \n\
        ana;cooperation.keeps-agreements;3,5;2;\n\
        ana; Posluša. ;;v1.0;\n\
        bor;cooperation;04.maj;2.0.0;\n\
        bor;cooperation.agreements;Vedno;2.0.0;\n\
        bor;cooperation.listens;NaN;3.0.0;\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (layout, seen) = read(csv(&text), &Layout::default()).unwrap();
        assert_eq!(layout.form, Some(Form::Long));
        assert_eq!(layout.columns[&Field::Indicator], "Kazalnik");
        assert_eq!(layout.version, None);
        let at = |line: u32| format!("line {line}, column 3");
        assert_eq!(
            seen,
            [
                (at(2), Some(0), KEEPS, Rated::Number(2.0)),
                (at(5), Some(1), KEEPS, Rated::Number(3.5)),
                (at(6), Some(0), LISTENS, Rated::Blank),
                (at(7), Some(1), Some(Subject::Competence(0)), Rated::Other),
                (at(8), Some(1), None, Rated::Number(3.0)),
                (at(9), None, None, Rated::Other),
            ]
        );
    }
}

#[test]
fn a_wide_file_has_a_column_for_each_indicator() {
    let text = "\u{feff}sep=\t\nPerson\tRole\tcooperation.agreements\tPOSLUŠA\tQ3\tComment\n\
        ana\tself\t1\t\tn/a\tfine\nana\tvodja\t2\t99\t3\n";
    let layout = layout(r#"{"indicators": {"Q3": "cooperation"}, "missing": ["N/A", "99"]}"#);
    let (guessed, seen) = read(csv(text), &layout).unwrap();
    assert_eq!(guessed.form, Some(Form::Wide));
    assert_eq!(
        guessed.version,
        Some("1.0.0".parse().unwrap()),
        "its id is known there"
    );
    let at = |line: u32, column: u32| format!("line {line}, column {column}");
    let cooperation = Some(Subject::Competence(0));
    assert_eq!(
        seen,
        [
            (at(3, 3), Some(0), KEEPS, Rated::Number(1.0)),
            (at(3, 4), Some(0), LISTENS, Rated::Blank),
            (at(3, 5), Some(0), cooperation, Rated::Blank),
            (at(4, 3), Some(0), KEEPS, Rated::Number(2.0)),
            (at(4, 4), Some(0), LISTENS, Rated::Blank),
            (at(4, 5), Some(0), cooperation, Rated::Number(3.0)),
        ]
    );
}

#[test]
fn the_version_is_the_one_that_knows_most_and_of_equals_the_latest() {
    let guessed = |indicator: &str| {
        let text = format!("indicator,value\n{indicator},1\n");
        read(csv(&text), &Layout::default())
            .unwrap()
            .0
            .version
            .unwrap()
            .to_string()
    };
    assert_eq!(guessed("cooperation.agreements"), "1.0.0");
    assert_eq!(guessed("cooperation.keeps-agreements"), "2.0.0");
    assert_eq!(guessed("cooperation.listens"), "2.0.0");
}

#[test]
fn fields_of_json_may_come_later_and_in_any_order() {
    let text = "{\"person\": \"a\", \"cooperation.listens\": 2}\n\n\
        {\"role\": \"peer\", \"Keeps agreements\": \"1\", \"person\": \"b\\u0161\"}\n\
        {\"cooperation.listens\": null, \"person\": \"c\", \"Keeps agreements\": 3.5}\n";
    let versions = versions();
    let mut reader = Reader::new(lines(text), &Layout::default(), &versions).unwrap();
    let mut seen = Vec::new();
    while let Some(row) = reader.next().unwrap() {
        let person = String::from_utf8(row.person().unwrap().to_vec()).unwrap();
        seen.push((row.number(), person, row.role(), row.subject(), row.value()));
    }
    let peer = Some(Role::Peer);
    let row =
        |line, person: &str, role, subject, value| (line, person.to_owned(), role, subject, value);
    assert_eq!(
        seen,
        [
            row(1, "a", None, LISTENS, Rated::Number(2.0)),
            row(3, "bš", peer, LISTENS, Rated::Blank),
            row(3, "bš", peer, KEEPS, Rated::Number(1.0)),
            row(4, "c", None, LISTENS, Rated::Blank),
            row(4, "c", None, KEEPS, Rated::Number(3.5)),
        ]
    );
}

#[test]
fn forms_are_told_apart_by_who_rates_whom_as_what_and_when() {
    let key = |text: &str| {
        let versions = versions();
        let mut reader = Reader::new(csv(text), &Layout::default(), &versions).unwrap();
        let mut keys = Vec::new();
        while let Some(row) = reader.next().unwrap() {
            let mut key = Vec::new();
            row.form(&mut key);
            keys.push(key);
        }
        keys
    };
    let keys = key(
        "person,rater,indicator,value,comment\nab,c,Listens,1,x\na,bc,Listens,1,\nab,c,Helps,2,y\n",
    );
    assert_ne!(keys[0], keys[1]);
    assert_eq!(keys[0], keys[2], "a comment is of the rating");
    let keys = key("form,indicator,value\n1,Listens,1\n1,Helps,2\n2,Helps,2\n");
    assert!(keys[0] == keys[1] && keys[1] != keys[2]);
    let keys = key("Listens,Helps\n1,2\n1,2\n");
    assert!(keys[0] == keys[1] && keys[1] != keys[2] && keys[2] == keys[3]);
}

#[test]
fn only_what_is_in_order_is_a_rating() {
    let text = "indicator,value,version,parts,migration\nListens,3,2.0.0,1,kept\nListens,2.5,2.0.0,1,kept\n\
        Listens,4,2.0.0,1,kept\nListens,2,2.0.0,2,merged\nListens,,2.0.0,1,kept\nSings,1,2.0.0,1,kept\nListens,1,9.0.0,1,kept\n";
    let versions = versions();
    let mut reader = Reader::new(csv(text), &Layout::default(), &versions).unwrap();
    let mut rated = Vec::new();
    while let Some(row) = reader.next().unwrap() {
        rated.push(row.rated().map(|(_, _, value)| value));
    }
    assert_eq!(
        rated,
        [Some(3.0), Some(2.5), None, Some(2.0), None, None, None]
    );
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let fault = |text: &str, json: &str| read(csv(text), &layout(json)).unwrap_err().to_string();
    let name = r#"{"columns": {"person": "Name"}}"#;
    assert_eq!(
        fault("who,indicator,value\n", name),
        "there is no column `Name` for the person; the columns are who, indicator, value",
    );
    let message = fault("a,b\n1,2\n", "{}");
    assert!(
        message.contains("no column says the indicator"),
        "{message}"
    );
    let message = fault("indicator,value,value\n", "{}");
    assert!(message.contains("`value` is there twice"), "{message}");
    let message = fault("indicator,value\n", r#"{"version": "7.0.0"}"#);
    assert!(
        message.contains("no version 7.0.0 of the model; there are 1.0.0, 2.0.0"),
        "{message}"
    );
    let message = fault("", "{}");
    assert!(message.contains("the file is empty"), "{message}");
    let error = Source::json_lines(&b"[1]\n"[..]).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("line 1: column 0: this is not a JSON object"),
        "{error}"
    );
    let error = Source::delimited(&b"\xff\xfea\0"[..]).unwrap_err();
    assert!(error.to_string().contains("UTF-16"), "{error}");
}

#[test]
fn a_row_without_end_ends_the_reading_with_its_line() {
    let long = format!(
        "indicator,value\nListens,1\nListens,\"{}",
        "x".repeat(5 << 20)
    );
    let versions = versions();
    let mut reader = Reader::new(csv(&long), &Layout::default(), &versions).unwrap();
    assert!(reader.next().unwrap().is_some());
    let Unread::Row { place, problem } = reader.next().err().unwrap() else {
        panic!("of a row");
    };
    assert_eq!(
        place,
        Place::Line {
            line: 3,
            column: None
        }
    );
    assert!(problem.contains("1 MiB"), "{problem}");
    assert!(reader.next().unwrap().is_none());
}
