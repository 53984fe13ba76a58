//! Loads and checks the starter with one file of any content. The first byte says which file.
#![no_main]

use competence_core::{Memory, Model, check, starter};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&which, content)) = input.split_first() else { return };
    let mut files: Memory = starter::FILES.iter().copied().collect();
    match starter::FILES.get(usize::from(which) % (starter::FILES.len() + 1)) {
        Some((path, _)) => files.insert(*path, content),
        None => {
            let _ = Model::from_bundle(content);
            files.insert("releases/1.0.0.json", content);
        }
    }
    let checked = check(&files);
    if let Some(model) = checked.model() {
        model.search("a");
        for profile in model.profiles() {
            model.resolve(profile);
        }
        let bundle = model.to_bundle().expect("a bundle");
        // What has no errors can be read again, and is the same.
        if checked.findings().iter().all(|it| it.severity != competence_core::Severity::Error) {
            assert_eq!(Model::from_bundle(bundle.as_bytes()).expect("a model"), *model);
        }
    }
});
