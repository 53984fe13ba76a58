//! Releases the starter with a manifest and a record of releases of any content: what is written
//! is clean, and has the version and the record.
#![no_main]

use competence_core::check::check;
use competence_core::release::{Wanted, prepare};
use competence_core::source::Memory;
use competence_fuzz::approved;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let [which, high, low, content @ ..] = input else {
        return;
    };
    let end = usize::from(u16::from_be_bytes([*high, *low])) % (content.len() + 1);
    let (manifest, records) = content.split_at(end);
    let mut files: Memory = approved();
    if which & 1 == 0 {
        files.insert("framework.yaml", manifest);
    }
    if which & 2 == 0 && !records.is_empty() {
        files.insert("releases/releases.yaml", records);
    }
    let version = "7.0.0".parse().expect("a version");
    let day = "2025-03-31".parse().expect("a day");
    let Ok(candidate) = prepare(&files, &Wanted::Exactly(version), day, day) else {
        return;
    };
    for file in candidate.files([]) {
        files.insert(file.path.as_str(), file.after.as_deref().unwrap_or_default());
    }
    let checked = check(&files);
    assert!(checked.findings().iter().all(|it| it.severity < competence_core::Severity::Warning));
    let model = checked.model().expect("a model");
    assert_eq!(model.framework().version.to_string(), "7.0.0");
    assert_eq!(model.to_bundle().ok(), candidate.bundle.after);
    assert_eq!(checked.releases().count(), 1);
});
