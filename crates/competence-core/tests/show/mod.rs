//! Findings as text, for snapshots.

use std::fmt::Write;

use competence_core::check::{Finding, Place};

fn place(place: &Place) -> String {
    format!(
        "{}:{}:{}+{}",
        place.file, place.line, place.column, place.length
    )
}

/// Each finding in a few lines: place, rule, message, related places, suggestion.
pub fn show(findings: &[Finding]) -> String {
    let mut out = String::new();
    for it in findings {
        writeln!(
            out,
            "{} {}[{}]",
            place(&it.place),
            it.severity.as_str(),
            it.rule
        )
        .unwrap();
        writeln!(out, "    {}", it.message).unwrap();
        for it in &it.related {
            writeln!(out, "    {} {}", place(&it.place), it.message).unwrap();
        }
        if let Some(it) = &it.suggestion {
            let text = it
                .replacement()
                .map(|text| format!(" [{text}]"))
                .unwrap_or_default();
            writeln!(out, "    = {}{text}", it.message()).unwrap();
        }
    }
    out
}
