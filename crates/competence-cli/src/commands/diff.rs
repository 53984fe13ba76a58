//! `competence diff`

use std::fmt::Write;

use competence_core::lineage::Suggestion as LineageSuggestion;
use competence_core::version::judge;
use competence_core::{Model, diff::Diff as Difference};
use serde_json::json;

use crate::Outcome;
use crate::arguments::{Diff, DiffFormat};
use crate::failure::Failure;
use crate::model::count;
use crate::report::change::{describe, effect_sentence};
use crate::report::json::pretty;
use crate::report::verdict::headline;
use crate::report::{html, markdown};
use crate::sides::pair;
use crate::visible::visible;

pub fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let (old, new) = pair(&arguments.base, arguments.head.as_deref())?;
    let diff = Difference::between(&old, &new);
    let suggestions = diff.suggestions(&old, &new);
    let text = match arguments.format {
        DiffFormat::Text => text(&old, &new, &diff, &suggestions),
        DiffFormat::Markdown => markdown::render(&old, &new, &diff, &suggestions),
        DiffFormat::Html => html::render(&old, &new, &diff, &suggestions),
        DiffFormat::Json => json(&old, &new, &diff, &suggestions)?,
    };
    Ok(Outcome::passed(text))
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

fn text(old: &Model, new: &Model, diff: &Difference, suggestions: &[LineageSuggestion]) -> String {
    if diff.is_empty() {
        return "the two models are the same\n".to_owned();
    }
    let verdict = judge(old, new, diff);
    let mut out = format!(
        "{}\n{}\n",
        count(verdict.judgements.len(), "change"),
        headline(&verdict)
    );
    let mut last = String::new();
    for change in &diff.changes {
        // Indicators stand below their competence.
        let id = change.element.to_string();
        let group = id.split('.').next().unwrap_or_default().to_owned();
        if group != last {
            out.push('\n');
            last = group;
        }
        let _ = writeln!(out, "{}", describe(change));
    }
    if !diff.profiles.is_empty() {
        let _ = writeln!(out, "\nprofiles:");
    }
    for effect in &diff.profiles {
        let _ = writeln!(out, "  {}: {}", effect.profile, effect_sentence(effect));
    }
    if !suggestions.is_empty() {
        let _ = writeln!(
            out,
            "\nthis lineage would explain what was removed and added:"
        );
    }
    for suggestion in suggestions {
        let _ = writeln!(
            out,
            "  # {} % alike\n{}",
            suggestion.percent,
            visible(&suggestion.to_string()).trim_end()
        );
    }
    out
}

fn json(
    old: &Model,
    new: &Model,
    diff: &Difference,
    suggestions: &[LineageSuggestion],
) -> Result<String, Failure> {
    let value =
        json!({ "diff": diff, "verdict": judge(old, new, diff), "suggestions": suggestions });
    pretty(&value)
}
