//! Reads a bundle; what is read is written in the canonical form, and read as the same.
#![no_main]

use competence_core::Model;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(model) = Model::from_bundle(input) else {
        return;
    };
    let bundle = model.to_bundle().expect("a bundle");
    let again = Model::from_bundle(bundle.as_bytes()).expect("a model");
    assert_eq!(again, model);
    assert_eq!(again.to_bundle().expect("a bundle"), bundle);
});
