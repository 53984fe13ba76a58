//! Workbooks that programs and people wrote: what cells show is read, and no more than is sensible.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string
)]

use std::io::{Cursor, Write};

use competence_exchange::mapped::Mapping;
use competence_exchange::{ImportError, Imported, InFormat, Input, import, import_by};
use zip::write::SimpleFileOptions;

/// A workbook of sheets, each with its name and the inside of its `worksheet`.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    for (at, (name, _)) in (1..).zip(sheets) {
        list.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>"#
        ));
        links.push_str(&format!(r#"<Relationship Id="r{at}" Type="{of_office}/worksheet" Target="worksheets/sheet{at}.xml"/>"#));
    }
    links.push_str(&format!(
        r#"<Relationship Id="styles" Type="{of_office}/styles" Target="styles.xml"/>"#
    ));
    let mut files = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                r#"{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"{head}<Relationships xmlns="{relations}"><Relationship Id="a" Type="{of_office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"{head}<workbook xmlns="{main}" xmlns:r="{of_office}"><sheets>{list}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"{head}<Relationships xmlns="{relations}">{links}</Relationships>"#),
        ),
        // The second style is a date.
        (
            "xl/styles.xml".to_owned(),
            format!(
                r#"{head}<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    for (at, (_, inside)) in (1..).zip(sheets) {
        files.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!(r#"{head}<worksheet xmlns="{main}">{inside}</worksheet>"#),
        ));
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A row of texts.
fn row(number: usize, cells: &[&str]) -> String {
    let cells = cells.iter().zip('A'..).filter(|(text, _)| !text.is_empty());
    let cells = cells.map(|(text, letter)| {
        format!(r#"<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

fn data(rows: &[String]) -> String {
    format!("<sheetData>{}</sheetData>", rows.concat())
}

fn read(bytes: Vec<u8>) -> Result<Imported, ImportError> {
    import(&Input::file("book.xlsx", bytes)?, InFormat::Xlsx)
}

fn told(imported: &Imported) -> String {
    let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    format!("{problems:#?}\n{}", imported.model.to_bundle().unwrap())
}

#[test]
fn cells_are_what_they_show() {
    let sheet = r#"<sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Competence</t></is></c><c r="B1" t="inlineStr"><is><t>Statement</t></is></c><c r="C1" t="inlineStr"><is><t>Code</t></is></c><c r="D1" t="inlineStr"><is><t>Level</t></is></c><c r="E1" t="inlineStr"><is><t>Note</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Planning</t></is></c><c r="B2" t="str"><f>CONCATENATE("Plans"," ahead")</f><v>Plans ahead</v></c><c r="C2"><v>1.0</v></c><c r="D2"><v>2</v></c><c r="E2" s="1"><v>46023</v></c></row>
        <row r="4"><c r="B4" t="inlineStr"><is><t>Keeps to plans</t></is></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#REF!</v></c></row>
        <row r="5"><c r="B5" t="inlineStr"><is><t>=1+1</t></is></c><c r="D5"><f>1/0</f></c></row>
        </sheetData><mergeCells count="1"><mergeCell ref="A2:A5"/></mergeCells>"#;
    let imported = read(workbook(&[("Skills", sheet), ("Empty", "<sheetData/>")])).unwrap();
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn the_sheets_of_a_model_are_read_as_such() {
    let framework = [
        row(1, &["Field", "Value"]),
        row(2, &["id", "demo"]),
        row(3, &["version", "1.2.0"]),
        row(4, &["title", "Demo"]),
        row(5, &["primary language", "en"]),
        row(6, &["preset", "own"]),
    ];
    let competences = [
        row(1, &["id", "kind", "title"]),
        row(3, &["planning", "core", "Planning"]),
        row(4, &["teamwork", "cores", "Teamwork"]),
    ];
    let imported = read(workbook(&[
        ("Framework", &data(&framework)),
        ("Competences", &data(&competences)),
        ("Notes", &data(&[row(1, &["anything"])])),
    ]))
    .unwrap();
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn headings_further_down_and_the_name_of_a_sheet() {
    let of = |statement: &str| {
        data(&[
            row(2, &["Our list"]),
            row(4, &["No", "What people do"]),
            row(5, &["1", statement]),
        ])
    };
    let book = workbook(&[
        ("Planning", &of("Plans ahead")),
        ("Teamwork", &of("Shares")),
    ]);
    let mapping = "rows:\n  - header: 4\n    competences: { title: \"@table\" }\n    indicators: { competence: \"@table\", statement: What people do }\n";
    let mapping = Mapping::parse("m.yaml", mapping).unwrap();
    let imported = import_by(
        &Input::file("book.xlsx", book).unwrap(),
        InFormat::Xlsx,
        &mapping,
    )
    .unwrap();
    insta::assert_snapshot!(told(&imported));
}

/// A file that claims to be small and is not, and one with a cell at the end of the sheet.
#[test]
fn what_would_fill_the_memory_is_refused() {
    let zeros = format!(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData>",
        "a".repeat(257 << 20)
    );
    let bomb = workbook(&[("Bomb", &zeros)]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let error = read(bomb).unwrap_err();
    assert_eq!(
        error.to_string(),
        "book.xlsx unpacks to more than 256 MiB, and is not read"
    );
    let rows = (1..6_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"ALK{row}\" t=\"str\"><v>x</v></c></row>"));
    let far = rows.collect::<Vec<_>>().concat();
    let error = read(workbook(&[(
        "Far",
        &format!("<sheetData>{far}</sheetData>"),
    )]))
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "book.xlsx has more than 5000000 cells: split it"
    );
    let area = r#"<sheetData><row r="1"><c r="A1" t="str"><v>Competence</v></c></row><row r="2"><c r="B2" t="str"><v>Planning</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let imported = read(workbook(&[("Area", area)])).unwrap();
    assert_eq!(imported.model.competences().len(), 1);
    let beyond = r#"<sheetData><row r="1"><c r="A1" t="str"><v>Competence</v></c><c r="XFD1" t="str"><v>x</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>Planning</v></c></row></sheetData>"#;
    let imported = read(workbook(&[("Beyond", beyond)])).unwrap();
    assert_eq!(imported.problems.len(), 1, "{:?}", imported.problems);
}

#[test]
fn what_is_no_workbook_is_named() {
    for bytes in [
        &b"PK\x03\x04 and then nothing"[..],
        b"Competence\nPlanning\n",
    ] {
        let told = match read(bytes.to_vec()) {
            // A table by another name is read all the same.
            Ok(imported) => format!("{}", imported.model.competences().len()),
            Err(error) => error.to_string(),
        };
        assert!(
            told == "1" || told.starts_with("book.xlsx: this is not a workbook (.xlsx)"),
            "{told}"
        );
    }
}
