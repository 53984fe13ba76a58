//! A comparison for people, at a terminal.

use std::fmt::Write;

use competence_core::version::Comparison;

use super::{headline, lineage_sentence};
use crate::sentence::{count, describe, effect_sentence, more_sentence};

// Writing to a string does not fail, so the results of `write!` are not looked at here.

pub(super) fn render(comparison: &Comparison) -> String {
    let diff = comparison.diff();
    if diff.is_empty() {
        let same = "the two models are the same\n".to_owned();
        // What came before them may still need another version.
        return if comparison.is_sufficient() {
            same
        } else {
            format!("{same}{}\n", headline(comparison))
        };
    }
    let mut out = format!(
        "{}\n{}\n",
        count(comparison.judgements().len(), "change"),
        headline(comparison)
    );
    out.push_str(&asks_more(comparison));
    for group in comparison.groups() {
        out.push('\n');
        for it in group.judgements {
            let _ = writeln!(out, "{}", describe(it.change));
        }
    }
    if !diff.profiles.is_empty() {
        let _ = writeln!(out, "\nprofiles:");
    }
    for effect in &diff.profiles {
        let _ = writeln!(out, "  {}: {}", effect.profile, effect_sentence(effect));
    }
    if let Some(lineage) = comparison.lineage() {
        let _ = write!(out, "\n{}\n\n{lineage}", lineage_sentence(lineage));
    }
    out
}

/// The profiles that ask for more, one on a line, behind a blank line; or nothing.
pub(super) fn asks_more(comparison: &Comparison) -> String {
    if comparison.asks_more().is_empty() {
        return String::new();
    }
    let mut out = "\nasks more:\n".to_owned();
    for more in comparison.asks_more() {
        let _ = writeln!(out, "  profile {}: {}", more.profile, more_sentence(more));
    }
    out
}
