//! Reads counts of any content, and tells whom a change affects by them.
#![no_main]

use competence_core::version::{Affected, Counts};
use competence_fuzz::VERSIONS;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (Ok(counts), [old, new]) = (Counts::from_json(input), &VERSIONS[..]) else {
        return;
    };
    let Ok(affected) = Affected::of(&counts, old, new, &VERSIONS) else {
        return;
    };
    for share in affected.outcomes.values().chain([&affected.total]) {
        assert!(share.people.at_least <= share.people.at_most);
    }
});
