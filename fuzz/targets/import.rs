//! Reads anything as a framework of another format: what is read is a model that can be written as files,
//! and read again as the same.
#![no_main]

use competence_exchange::{InFormat, Input, OutFormat, export, import};
use competence_fuzz::can_be_kept;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let Ok(input) = Input::file("the file", rest) else {
        return;
    };
    let format = InFormat::ALL[usize::from(*first) % InFormat::ALL.len()];
    let Ok(imported) = import(&input, format) else {
        return;
    };
    can_be_kept(&imported.model);
    for format in OutFormat::ALL {
        let _ = export(&imported.model, *format);
    }
});
