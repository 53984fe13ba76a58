//! Carries JSON lines of any content over: every row is carried or set aside.
#![no_main]

use competence_fuzz::{COLUMNS, MIGRATION, VERSIONS};
use competence_ratings::{JsonLines, carry};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = JsonLines::open(input, &mut out, &mut aside, &COLUMNS);
    let from = &VERSIONS[0].framework().version;
    if let Ok(tally) = carry(&mut rows, &MIGRATION, from) {
        assert_eq!(tally.read, tally.carried() + tally.set_aside);
    }
});
