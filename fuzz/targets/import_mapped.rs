//! Reads anything by any mapping: what is read of the mapping is written as it is read, and what is read by it
//! is a model that can be kept. The first byte says the format; a zero byte parts the mapping from the source.
#![no_main]

use competence_exchange::mapped::Mapping;
use competence_exchange::{InFormat, Input, import_by};
use competence_fuzz::can_be_kept;
use libfuzzer_sys::fuzz_target;

const FORMATS: [InFormat; 3] = [InFormat::Csv, InFormat::Json, InFormat::Xlsx];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let mut parts = rest.splitn(2, |it| *it == 0);
    let (Some(mapping), Some(source)) = (parts.next(), parts.next()) else {
        return;
    };
    let Ok(text) = str::from_utf8(mapping) else {
        return;
    };
    let Ok(mapping) = Mapping::parse("mapping.yaml", text) else {
        return;
    };
    let again = Mapping::parse("mapping.yaml", &mapping.to_yaml()).expect("a mapping");
    assert_eq!(again, mapping);
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let Ok(input) = Input::file("skills", source) else {
        return;
    };
    if let Ok(imported) = import_by(&input, format, &mapping) {
        can_be_kept(&imported.model);
    }
});
