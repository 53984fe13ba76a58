//! The verdict on a version.

use std::fmt::Write;

use competence_core::lineage::Proposal;
use competence_core::version::{Bump, Comparison, Declared};

use super::lineage_sentence;
use super::text::asks_more;
use crate::sentence::{count, describe};
use crate::visible::visible_line;

/// The verdict, and below it what each change needs and why, the most first.
pub fn verdict_text(comparison: &Comparison) -> String {
    // Writing to a string does not fail.
    let mut out = String::new();
    let _ = writeln!(out, "{}", headline(comparison));
    let judgements = comparison.judgements();
    for level in Bump::ALL.iter().rev() {
        let of_level: Vec<_> = judgements.iter().filter(|it| it.level == *level).collect();
        if of_level.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{level}: {}", count(of_level.len(), "change"));
        for it in of_level {
            let by = if it.set_by_manifest {
                " (set by the manifest)"
            } else {
                ""
            };
            let _ = writeln!(out, "  {}", describe(it.change));
            let _ = writeln!(out, "      {}{by}: {}", it.rule, visible_line(&it.reason));
        }
    }
    out.push_str(&asks_more(comparison));
    let corrections = comparison.lineage().and_then(Proposal::of_corrections);
    if let Some(lineage) = corrections {
        let _ = write!(out, "\n{}\n\n{lineage}", lineage_sentence(&lineage));
    }
    out
}

/// The verdict in a sentence.
pub fn headline(comparison: &Comparison) -> String {
    let Some(verdict) = comparison.verdict() else {
        let version = &comparison.after().framework().version;
        return format!("sufficient: {version}; no release has promised anything yet");
    };
    let declared = match verdict.declared {
        Declared::Same => "the version is the same".to_owned(),
        Declared::Lower => "the version is lower".to_owned(),
        Declared::Bump(bump) => format!("a {bump} bump"),
    };
    let needed = match verdict.needed {
        Some(bump) => format!("the changes need a {bump} bump"),
        None => "nothing changed".to_owned(),
    };
    let versions = format!("{} → {}", verdict.old, verdict.new);
    let free = !verdict.old.pre.is_empty() || verdict.old.major == 0;
    match (&verdict.lowest, verdict.sufficient) {
        (Some(lowest), false) => {
            format!("not sufficient: {versions} ({declared}), and {needed}: at least {lowest}")
        }
        (None, false) => format!("not sufficient: {versions} ({declared}), and {needed}"),
        _ if free && verdict.needed.is_some() => {
            format!(
                "sufficient: {versions} ({declared}); {needed}, but {} promised nothing yet",
                verdict.old
            )
        }
        _ => format!("sufficient: {versions} ({declared}); {needed}"),
    }
}
