//! Brings back a workbook of which any part was changed in any way: an edit leaves the model that was promised.
//!
//! The parts are those of a workbook of the starter, unpacked. An input is a list of changes with the byte 255
//! between them: which part, where in it in two bytes, how many bytes are taken out, and what is put in.
#![no_main]

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use competence_core::check::load;
use competence_core::source::Memory;
use competence_exchange::{Content, Input, Prefer, workbook};
use competence_fuzz::{approved, held};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

static MODEL: LazyLock<Memory> = LazyLock::new(approved);

/// The parts of the workbook, by their names.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let model = load(&*MODEL).model().expect("a model");
    let Content::Bytes(bytes) = workbook::write(&model, None).expect("a workbook").content else {
        panic!("a workbook is no text");
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().expect("a name").into_owned(), bytes)
    });
    parts.collect()
});

/// The workbook with some of its parts changed.
fn changed(changes: &[u8]) -> Vec<u8> {
    let mut parts = PARTS.clone();
    for change in changes.split(|it| *it == 255) {
        let [part, high, low, out, new @ ..] = change else {
            continue;
        };
        let number = parts.len();
        let (_, bytes) = &mut parts[usize::from(*part) % number];
        let at = usize::from(u16::from_be_bytes([*high, *low])) % (bytes.len() + 1);
        let end = bytes.len().min(at + usize::from(*out));
        bytes.splice(at..end, new.iter().copied());
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, stored).expect("a part");
        archive.write_all(&bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let book = changed(data);
    let input = Input::file("book.xlsx", book.as_slice()).expect("a small file");
    let _ = workbook::is_ours(&input);
    for prefer in [None, Some(Prefer::Theirs)] {
        if let Ok(sent) = workbook::edits(&*MODEL, &book, Some("Fuzzed"), prefer)
            && let Some(edited) = sent.edited
        {
            held(&MODEL, &edited);
        }
    }
});
