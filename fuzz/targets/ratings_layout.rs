//! Reads layouts of any content; what is written of one is read back.
#![no_main]

use competence_ratings::reading::Layout;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(layout) = Layout::parse("r.yaml", text) {
        assert_eq!(Layout::parse("r.yaml", &layout.to_yaml()).as_ref(), Ok(&layout));
    }
});
