//! Reads JSON lines of any content as ratings: a finding, nothing lost, and what is written of it is read back.
#![no_main]

use competence_fuzz::ratings;
use competence_ratings::reading::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    ratings(Source::json_lines(std::io::Cursor::new(input.to_vec())));
});
