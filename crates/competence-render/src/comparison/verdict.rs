//! The verdict on a version.

use std::fmt::Write;

use competence_core::ElementId;
use competence_core::lineage::Proposal;
use competence_core::version::{Bump, Comparison, Decision, Declared, Judgement, Outline};

use super::lineage_sentence;
use super::text::texts;
use crate::sentence::{count, more_sentence};
use crate::telling::{Line, Teller};
use crate::visible::visible_line;

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// The verdict, and below it what each change needs and why, the most first.
pub fn verdict_text(comparison: &Comparison) -> String {
    let mut out = format!("{}\n", headline(comparison));
    let outline = comparison.outline();
    let teller = Teller::in_english(comparison.before(), comparison.after(), None);
    for level in Bump::ALL.iter().rev() {
        let decisions: Vec<_> = outline
            .decisions
            .iter()
            .filter(|it| it.level() == *level)
            .collect();
        let lines = teller.lines(&of_level(&outline, *level));
        let number = decisions.len() + lines.len();
        if number > 0 {
            let _ = writeln!(out, "\n{level}: {}", count(number, "change"));
        }
        for it in decisions {
            decision(&teller, it, &mut out);
        }
        for it in lines {
            line(&it, &mut out);
        }
    }
    if !comparison.asks_more().is_empty() {
        out.push_str("\nasks more:\n");
    }
    for more in comparison.asks_more() {
        let _ = writeln!(out, "  profile {}: {}", more.profile, more_sentence(more));
    }
    let corrections = comparison.lineage().and_then(Proposal::of_corrections);
    if let Some(lineage) = corrections {
        let _ = write!(out, "\n{}\n\n{lineage}", lineage_sentence(&lineage));
    }
    out
}

/// What no decision tells and needs this much.
fn of_level<'c>(outline: &Outline<'c>, level: Bump) -> Vec<Judgement<'c>> {
    let of_groups = outline.groups.iter().flat_map(|it| &it.judgements);
    let all = of_groups.chain(&outline.metadata);
    all.filter(|it| it.level == level).cloned().collect()
}

/// A decision, with what in it needs the most.
fn decision(teller: &Teller<'_>, decision: &Decision<'_>, out: &mut String) {
    let record = decision.record;
    let ids: Vec<&str> = record.from.iter().map(ElementId::as_str).collect();
    let sentence = visible_line(&teller.record(record)).into_owned();
    let _ = writeln!(out, "  {}: {sentence}", ids.join(", "));
    let parts = decision.parts.iter().flat_map(|it| &it.judgements);
    let mut reasons: Vec<(&str, &str, bool)> = Vec::new();
    for it in decision.judgements.iter().chain(parts) {
        let reason = (it.rule, it.reason.as_str(), it.set_by_manifest);
        if it.level == decision.level() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    for (rule, reason, set_by_manifest) in reasons {
        because(rule, reason, set_by_manifest, out);
    }
}

fn line(line: &Line, out: &mut String) {
    let _ = writeln!(out, "  {}: {}", line.id, line.sentence);
    out.push_str(&texts(line, "      "));
    because(line.rule, &line.reason, line.set_by_manifest, out);
}

fn because(rule: &str, reason: &str, set_by_manifest: bool, out: &mut String) {
    let by = if set_by_manifest {
        " (set by the manifest)"
    } else {
        ""
    };
    let _ = writeln!(out, "      {rule}{by}: {}", visible_line(reason));
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
