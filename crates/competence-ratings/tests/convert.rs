//! Ratings from one form to another and back: nothing is lost.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::io::Cursor;

use competence_core::Model;
use competence_ratings::reading::{
    Csv, Field, Form, JsonLines, Layout, Reader, Source, Unread, Versions, Workbook, rewrite,
};
use competence_ratings::{Rated, reading};
use proptest::prelude::*;

fn versions() -> Versions {
    let indicators: Vec<String> = (0..5)
        .map(|it| format!(r#"{{"id": "a.i{it}", "statement": {{"en": "Does {it}"}}}}"#))
        .collect();
    let json = format!(
        r#"{{
          "format": 1,
          "framework": {{
            "id": "demo", "version": "1.0.0", "title": {{"en": "Demo"}}, "languages": {{"primary": "en"}},
            "scale": {{"levels": [{{"value": 1, "title": {{"en": "No"}}}}, {{"value": 5, "title": {{"en": "Yes"}}}}]}}
          }},
          "competences": [{{
            "id": "a", "kind": "core", "title": {{"en": "A"}}, "status": "approved", "indicators": [{}]
          }}]
        }}"#,
        indicators.join(",")
    );
    Versions::of([Model::from_bundle(json.as_bytes()).unwrap()])
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Csv,
    Tsv,
    Lines,
    Xlsx,
    #[cfg(feature = "parquet")]
    Parquet,
}

const KINDS: &[Kind] = &[
    Kind::Csv,
    Kind::Tsv,
    Kind::Lines,
    Kind::Xlsx,
    #[cfg(feature = "parquet")]
    Kind::Parquet,
];

fn source(bytes: &[u8], kind: Kind, versions: &Versions) -> Result<Source, Unread> {
    let input = Cursor::new(bytes.to_vec());
    match kind {
        Kind::Csv | Kind::Tsv => Source::delimited(input),
        Kind::Lines => Source::json_lines(input),
        Kind::Xlsx => Source::workbook(bytes.to_vec(), &Layout::default(), versions),
        #[cfg(feature = "parquet")]
        Kind::Parquet => {
            let mut file = tempfile::tempfile().unwrap();
            std::io::Write::write_all(&mut file, bytes).unwrap();
            Source::parquet(file, |_, _| {})
        }
    }
}

fn convert(bytes: &[u8], from: Kind, to: Kind, form: Form, versions: &Versions) -> Vec<u8> {
    let source = source(bytes, from, versions).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), versions).unwrap();
    let mut out = Vec::new();
    match to {
        Kind::Csv | Kind::Tsv => {
            let delimiter = if matches!(to, Kind::Tsv) { b'\t' } else { b',' };
            let mut table = Csv::new(&mut out, delimiter);
            rewrite(&mut reader, form, &mut table).unwrap();
            table.finish().unwrap();
        }
        Kind::Lines => {
            let mut table = JsonLines::new(&mut out);
            rewrite(&mut reader, form, &mut table).unwrap();
            table.finish().unwrap();
        }
        Kind::Xlsx => {
            let mut table = Workbook::new().unwrap();
            rewrite(&mut reader, form, &mut table).unwrap();
            out = table.finish().unwrap();
        }
        #[cfg(feature = "parquet")]
        Kind::Parquet => {
            let kept = tempfile::tempfile().unwrap();
            let mut table = reading::Parquet::new(&mut out, kept).unwrap();
            rewrite(&mut reader, form, &mut table).unwrap();
            table.finish().unwrap();
        }
    }
    out
}

/// The ratings of a file, each with what its row says: person, comment, indicator, and the number. Sorted.
type Rating = (String, String, String, Option<u64>);

fn ratings(bytes: &[u8], kind: Kind, versions: &Versions) -> Vec<Rating> {
    let source = source(bytes, kind, versions).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), versions).unwrap();
    let comment = reader.headings().iter().position(|it| it == "comment");
    let mut all = Vec::new();
    while let Some(row) = reader.next().unwrap() {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let id = versions.id(0, row.subject().unwrap()).unwrap().to_owned();
        let comment = comment.and_then(|at| row.record().get(at));
        let number = match row.value() {
            Rated::Number(number) => Some(number.to_bits()),
            Rated::Blank => None,
            other => panic!("{other:?}"),
        };
        let person = text(row.field(Field::Person));
        all.push((person, text(comment.unwrap_or_default()), id, number));
    }
    all.sort();
    all
}

fn rated(all: Vec<Rating>) -> Vec<Rating> {
    all.into_iter().filter(|it| it.3.is_some()).collect()
}

fn text() -> impl Strategy<Value = String> {
    // No blanks at the ends, which cells of a workbook would keep and headings not.
    prop_oneof![
        "[a-zčšž0-9=,;\"' ]{0,6}",
        Just("007".to_owned()),
        Just("a\nb".to_owned())
    ]
}

/// Rows of a long file in which nothing is rated twice.
fn long() -> impl Strategy<Value = BTreeMap<(String, String, usize), Option<u8>>> {
    let key = ("[a-c]{1}", text(), 0usize..5);
    let value = prop_oneof![4 => (10u8..50).prop_map(Some), 1 => Just(None)];
    proptest::collection::btree_map(key, value, 1..30)
}

fn written(rows: &BTreeMap<(String, String, usize), Option<u8>>) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["person", "comment", "indicator", "value"])
        .unwrap();
    for ((person, comment, indicator), value) in rows {
        let id = format!("a.i{indicator}");
        let value = value.map_or_else(String::new, |it| (f64::from(it) / 10.0).to_string());
        table.write_record([person, comment, &id, &value]).unwrap();
    }
    table.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn from_long_to_wide_and_back_no_rating_is_lost(rows in long(), by in 0..KINDS.len()) {
        let versions = versions();
        let first = written(&rows);
        let kind = KINDS[by];
        let wide = convert(&first, Kind::Csv, Kind::Csv, Form::Wide, &versions);
        let wide_there = convert(&wide, Kind::Csv, kind, Form::Wide, &versions);
        let wide_back = convert(&wide_there, kind, Kind::Csv, Form::Wide, &versions);
        let long = convert(&wide_back, Kind::Csv, Kind::Csv, Form::Long, &versions);
        let expected = rated(ratings(&first, Kind::Csv, &versions));
        prop_assert_eq!(&rated(ratings(&wide, Kind::Csv, &versions)), &expected);
        prop_assert_eq!(&rated(ratings(&wide_there, kind, &versions)), &expected);
        prop_assert_eq!(&rated(ratings(&long, Kind::Csv, &versions)), &expected);
        let at_once = convert(&wide_there, kind, Kind::Csv, Form::Long, &versions);
        prop_assert_eq!(String::from_utf8(at_once).unwrap(), String::from_utf8(long.clone()).unwrap());
        // Blank ratings stay too; places that a form did not ask for become some.
        let blanks = |all: &[Rating]| all.iter().filter(|it| it.3.is_none()).count();
        let (before, after) = (ratings(&first, Kind::Csv, &versions), ratings(&long, Kind::Csv, &versions));
        prop_assert!(blanks(&before) <= blanks(&after));
    }

    #[test]
    fn in_the_same_form_every_kind_of_file_says_the_same(rows in long(), by in 0..KINDS.len()) {
        let versions = versions();
        let first = written(&rows);
        let there = convert(&first, Kind::Csv, KINDS[by], Form::Long, &versions);
        let expected = ratings(&first, Kind::Csv, &versions);
        prop_assert_eq!(&ratings(&there, KINDS[by], &versions), &expected);
        let back = convert(&there, KINDS[by], Kind::Csv, Form::Long, &versions);
        prop_assert_eq!(&ratings(&back, Kind::Csv, &versions), &expected);
    }
}

#[test]
fn rows_that_say_the_same_of_themselves_are_told_apart() {
    let versions = versions();
    let wide = "a.i0,Does 1\n1,5\n1,5\n,\n";
    let long = convert(wide.as_bytes(), Kind::Csv, Kind::Csv, Form::Long, &versions);
    let text = String::from_utf8(long.clone()).unwrap();
    assert_eq!(
        text,
        "form,indicator,value\n1,a.i0,1\n1,Does 1,5\n2,a.i0,1\n2,Does 1,5\n3,a.i0,\n3,Does 1,\n"
    );
    let back = convert(&long, Kind::Csv, Kind::Csv, Form::Wide, &versions);
    assert_eq!(
        String::from_utf8(back).unwrap(),
        "form,a.i0,Does 1\n1,1,5\n2,1,5\n3,,\n"
    );
}

#[test]
fn what_has_no_place_in_a_row_is_refused() {
    let versions = versions();
    let wide = |text: &str| {
        let source = Source::delimited(Cursor::new(text.to_owned())).unwrap();
        let mut reader = Reader::new(source, &Layout::default(), &versions).unwrap();
        let mut table = Csv::new(Vec::new(), b',');
        rewrite(&mut reader, Form::Wide, &mut table)
            .unwrap_err()
            .to_string()
    };
    let twice = wide("person,indicator,value\nana,a.i0,1\nana,a.i0,5\n");
    assert!(
        twice.starts_with("line 3, column 3: the same is rated before"),
        "{twice}"
    );
    let unknown = wide("person,indicator,value\nana,a.i0,1\nana,sings,5\n");
    assert!(
        unknown.starts_with("line 3, column 3: what is rated there is not known"),
        "{unknown}"
    );
    assert!(!twice.contains("ana") && !unknown.contains("ana"));
}

#[test]
fn the_same_ratings_make_the_same_workbook() {
    let versions = versions();
    let wide = b"person,a.i0\nana,1\n";
    let make = || convert(wide, Kind::Csv, Kind::Xlsx, Form::Wide, &versions);
    assert_eq!(make(), make());
    let mut reader = Reader::new(
        Source::workbook(make(), &Layout::default(), &versions).unwrap(),
        &Layout::default(),
        &versions,
    )
    .unwrap();
    let row = reader.next().unwrap().unwrap();
    assert_eq!(row.place().to_string(), "Ratings!B2");
    assert_eq!(row.rated(), Some((0, reading::Subject::Indicator(0), 1.0)));
}
