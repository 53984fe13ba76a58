//! Files of ratings that nobody would make by mistake: a fault with its place, and memory stays bounded.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::io::{Cursor, Read, Write};

use competence_core::Model;
use competence_ratings::reading::{Checked, Layout, Reader, Source, Unread, Versions, check};

fn versions() -> Versions {
    let json = r#"{
      "format": 1,
      "framework": {
        "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
        "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 5, "title": {"en": "Yes"}}]}
      },
      "competences": [{
        "id": "a", "kind": "core", "title": {"en": "A"}, "status": "approved",
        "indicators": [
          {"id": "a.x", "statement": {"en": "Does x"}}, {"id": "a.y", "statement": {"en": "Does y"}}
        ]
      }]
    }"#;
    Versions::of([Model::from_bundle(json.as_bytes()).unwrap()])
}

fn checked(source: Result<Source, Unread>) -> Result<Checked, Unread> {
    let versions = versions();
    let mut reader = Reader::new(source?, &Layout::default(), &versions)?;
    Ok(check(&mut reader, "r", 20))
}

fn told(checked: &Checked) -> Vec<String> {
    let all = checked.findings.iter();
    all.map(|it| format!("{} {} {}", it.place.line, it.rule.id, it.message))
        .collect()
}

fn workbook(sheet: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let files = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#,
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    zip.write_all(sheet.as_bytes()).unwrap();
    for (name, bytes) in others {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn book(bytes: Vec<u8>) -> Result<Checked, Unread> {
    checked(Source::workbook(bytes, &Layout::default(), &versions()))
}

#[test]
fn a_sheet_is_told_by_its_cells() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"3\">{}<c r=\"B3\"><v>46146</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row>",
        cell("B1", "a.x"),
        cell("C1", "Does y"),
        cell("A3", "ana"),
    );
    let checked = book(workbook(&rows, &[])).unwrap();
    assert_eq!(
        told(&checked),
        [
            "1 unknown-column S!A1: the column `` is neither a field nor an indicator",
            "3 not-a-number S!C3: `#N/A` is no rating, in the column `Does y`",
            "3 off-scale S!B3: `46146` is not on the scale of version 1.0.0, which has the levels 1, 5, in the column `a.x`",
        ]
    );
}

#[test]
fn a_workbook_that_unpacks_without_end_is_not_read() {
    let zeros = vec![b' '; 257 << 20];
    let bytes = workbook("", &[("xl/bomb.xml", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    let error = book(bytes).unwrap_err().to_string();
    assert!(error.contains("unpacks to more than 256 MiB"), "{error}");
}

#[test]
fn columns_end_where_those_of_a_sheet_end() {
    let wide = format!(
        "<row r=\"1\">{}{}</row>",
        cell("A1", "a.x"),
        cell("XFD1", "a.y")
    );
    let values = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"XFD2\"><v>5</v></c></row>";
    let checked = book(workbook(&format!("{wide}{values}"), &[])).unwrap();
    assert_eq!(checked.ratings, 2);
    let columns = &told(&checked)[0];
    assert!(
        columns.ends_with("; so in 16381 further places"),
        "{columns}"
    );
    let beyond = format!(
        "<row r=\"1\">{}{}</row>",
        cell("A1", "a.x"),
        cell("XFE1", "a.y")
    );
    let error = book(workbook(&beyond, &[])).unwrap_err().to_string();
    assert!(
        error.contains("16384 columns") || error.contains("not a workbook"),
        "{error}"
    );
}

#[test]
fn rows_out_of_order_are_refused() {
    let rows = format!(
        "<row r=\"5\">{}</row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
        cell("A5", "a.x")
    );
    let error = book(workbook(&rows, &[])).map(|it| told(&it));
    let text = format!("{error:?}");
    assert!(text.contains("not in order"), "{text}");
}

#[test]
fn what_is_no_workbook_is_told() {
    for bytes in [b"PK\x03\x04".to_vec(), b"person,a.x\n".to_vec(), Vec::new()] {
        let error = book(bytes).unwrap_err().to_string();
        assert!(error.contains("not a workbook"), "{error}");
    }
}

/// So many bytes of one letter.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let number = (buffer.len() as u64).min(self.0);
        let number = usize::try_from(number).unwrap();
        buffer[..number].fill(b'x');
        self.0 -= number as u64;
        Ok(number)
    }
}

#[test]
fn a_row_of_a_gigabyte_ends_the_reading_soon() {
    for start in ["person,a.x\nana,1\nbor,", "person,a.x\nana,1\nbor,\""] {
        let input = Cursor::new(start).chain(Endless(1 << 30));
        let checked = checked(Source::delimited(input)).unwrap();
        assert_eq!(checked.ratings, 1);
        assert_eq!(
            told(&checked),
            ["3 unreadable-ratings a row is longer than 1 MiB; a quote may be left open"]
        );
    }
    let start = "{\"person\":\"a\",\"a.x\":1}\n{\"person\":\"";
    let input = Cursor::new(start).chain(Endless(1 << 30));
    let lines = self::checked(Source::json_lines(input)).unwrap();
    assert_eq!(
        told(&lines),
        ["2 unreadable-ratings the line is longer than 1 MiB"]
    );
    // A header without end is no file at all.
    assert!(self::checked(Source::delimited(Endless(1 << 30))).is_err());
}

#[test]
fn rows_of_many_fields_take_no_more_memory_than_the_longest() {
    let row = format!("ana,1{}\n", ",".repeat(500_000));
    let text = format!("person,a.x\n{}", row.repeat(40));
    let checked = checked(Source::delimited(Cursor::new(text))).unwrap();
    assert_eq!(
        told(&checked),
        ["2 unequal-row the row has 500002 fields, and the header 2; so in 39 further places"]
    );
}

#[test]
fn findings_are_bounded_and_counted() {
    let rows = (0..5_000).map(|it| format!("p{it},a.z{it},{}\n", it + 100));
    let rows: Vec<String> = rows.collect();
    let text = format!("person,indicator,value\n{}", rows.concat());
    let checked = checked(Source::delimited(Cursor::new(text))).unwrap();
    assert_eq!(checked.findings.len(), 40);
    assert_eq!(checked.more["unknown-indicator"], 4_980);
    assert_eq!(checked.more["off-scale"], 4_980);
    assert!(
        !told(&checked).join("\n").contains("p1"),
        "no person is told"
    );
}

#[test]
fn numbers_that_are_none_are_findings() {
    let rows =
        "ana,a.x,NaN\nana,a.y,inf\nbor,a.x,-inf\nbor,a.y,1e400\ncene,a.x,04.maj\ncene,a.y,cene\n";
    let text = format!("person,indicator,value\n{rows}");
    let checked = checked(Source::delimited(Cursor::new(text))).unwrap();
    assert_eq!(
        told(&checked),
        [
            "2 not-a-number `NaN` is no rating",
            "3 not-a-number `inf` is no rating",
            "4 not-a-number `-inf` is no rating",
            "5 not-a-number `1e400` is no rating",
            "6 not-a-number `04.maj` is no rating",
            "7 not-a-number what stands here is no rating",
        ]
    );
    let advice = checked.findings[4].suggestion.as_ref().unwrap().message();
    assert!(
        advice.starts_with("a spreadsheet has made a date"),
        "{advice}"
    );
}

#[test]
fn no_fault_of_a_file_tells_what_may_be_a_person() {
    let headless = checked(Source::delimited(Cursor::new(
        "Zvonka,a.q,4\nKsaver,a.q,3\n",
    )));
    let text = headless.unwrap_err().to_string();
    assert!(text.contains("seems to be none of headings"), "{text}");
    let lines = Source::json_lines(Cursor::new("\"Zvonka\"\n"));
    let lines = checked(lines).unwrap_err().to_string();
    assert!(lines.contains("an object is expected"), "{lines}");
    let twice = Source::json_lines(Cursor::new(
        "{\"person\":\"Zvonka\",\"person\":\"Ksaver\"}\n",
    ));
    let twice = checked(twice).unwrap_err().to_string();
    assert!(
        twice.contains("the field `person` is given twice"),
        "{twice}"
    );
    for text in [text, lines, twice] {
        assert!(
            !text.contains("Zvonka") && !text.contains("Ksaver"),
            "{text}"
        );
    }
}
