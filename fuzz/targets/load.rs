//! Loads and checks the starter with one file of any content. The first byte says which file.
#![no_main]

use competence_core::Model;
use competence_fuzz::{approved, path, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&which, content)) = input.split_first() else {
        return;
    };
    let mut files = approved();
    files.insert(path(which), content);
    let checked = report(&files);
    let Some(partial) = checked.partial() else {
        return;
    };
    partial.search("a");
    for profile in partial.profiles() {
        partial.resolve(profile);
    }
    // What was read as a whole can be bundled, and is read again as the same.
    if let Ok(model) = checked.model() {
        let bundle = model.to_bundle().expect("a bundle");
        assert_eq!(Model::from_bundle(bundle.as_bytes()).expect("a model"), model);
    }
});
