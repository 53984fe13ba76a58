//! Reads anything as a framework of another format: what is read is a model that can be written as files,
//! and read again as the same.
#![no_main]

use competence_core::check::load;
use competence_core::edit;
use competence_core::source::Memory;
use competence_exchange::{InFormat, OutFormat, export, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let format = InFormat::ALL[usize::from(*first) % InFormat::ALL.len()];
    let Ok(imported) = import(text, format) else { return };
    let files: Memory = edit::files_of(&imported.model).into_iter().collect();
    assert_eq!(load(&files).model().expect("a model"), imported.model);
    for format in OutFormat::ALL {
        let _ = export(&imported.model, *format);
    }
});
