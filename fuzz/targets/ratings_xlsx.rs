//! Reads workbooks of any content as ratings: the bytes as they are, and as the sheet of a workbook.
#![no_main]

use std::io::{Cursor, Write};

use competence_fuzz::{KNOWN, ratings};
use competence_ratings::reading::{Layout, Source};
use libfuzzer_sys::fuzz_target;

const FILES: [(&str, &str); 4] = [
    ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
    ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
    ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
    ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
];

fn workbook(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for (name, text) in FILES {
        zip.start_file(name, options).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).ok()?;
    zip.write_all(sheet).ok()?;
    Some(zip.finish().ok()?.into_inner())
}

fuzz_target!(|input: &[u8]| {
    for bytes in [Some(input.to_vec()), workbook(input)].into_iter().flatten() {
        ratings(Source::workbook(bytes, &Layout::default(), &KNOWN));
    }
});
