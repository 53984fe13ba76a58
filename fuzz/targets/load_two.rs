//! Loads and checks the starter with two files of any content. The first bytes say which files,
//! and where the one ends.
#![no_main]

use competence_fuzz::{approved, path, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let [one, two, high, low, content @ ..] = input else {
        return;
    };
    let end = usize::from(u16::from_be_bytes([*high, *low])) % (content.len() + 1);
    let (first, second) = content.split_at(end);
    let mut files = approved();
    files.insert(path(*one), first);
    files.insert(path(*two), second);
    report(&files);
});
