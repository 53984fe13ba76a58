//! Reads files of Parquet of any content as ratings. What breaks the decoder breaks its thread, and is a finding.
#![no_main]

use std::io::Write;
use std::sync::Once;

use competence_fuzz::ratings;
use competence_ratings::reading::Source;
use libfuzzer_sys::fuzz_target;

static QUIET: Once = Once::new();

fuzz_target!(|input: &[u8]| {
    // That of libFuzzer ends the program wherever something panics; what panics here still does.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let Ok(mut file) = tempfile::tempfile() else {
        return;
    };
    if file.write_all(input).is_ok() {
        ratings(Source::parquet(file, |_, _| {}));
    }
});
