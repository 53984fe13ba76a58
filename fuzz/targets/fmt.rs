//! Formats any text: it says the same afterwards, and formatting it again changes nothing.
#![no_main]

#[path = "../../crates/competence-cli/src/commands/fmt/layout.rs"]
mod layout;

use competence_core::check::same_meaning;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    if let Some(after) = layout::formatted(input) {
        assert!(same_meaning(input, &after));
    }
});
