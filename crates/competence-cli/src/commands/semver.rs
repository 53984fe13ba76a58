//! `competence semver`

use std::fmt::Write;

use competence_core::Diff;
use competence_core::version::{Bump, Declared, Judgement, Verdict, judge};

use crate::Outcome;
use crate::arguments::{Format, Semver};
use crate::failure::Failure;
use crate::model::{count, open};
use crate::report::change::describe;
use crate::sides::side;
use crate::visible::{visible_json, visible_line};

pub fn run(arguments: &Semver) -> Result<Outcome, Failure> {
    let head = match &arguments.path {
        Some(path) => path.clone(),
        None => open(None)?.path.to_string_lossy().into_owned(),
    };
    let old = side(&arguments.against, Some(&head))?;
    let new = side(&head, Some(&head))?;
    let diff = Diff::between(&old, &new);
    let verdict = judge(&old, &new, &diff);
    let text = match arguments.format {
        Format::Text => text(&verdict),
        Format::Json => {
            let json = serde_json::to_string_pretty(&verdict)
                .map_err(|it| Failure::Report(it.to_string()))?;
            format!("{}\n", visible_json(&json))
        }
    };
    Ok(Outcome {
        text,
        note: String::new(),
        passed: verdict.sufficient,
    })
}

fn text(verdict: &Verdict<'_>) -> String {
    // Writing to a string does not fail.
    let mut out = String::new();
    let _ = writeln!(out, "{}", headline(verdict));
    for level in [Bump::Major, Bump::Minor, Bump::Patch] {
        let of_level: Vec<&Judgement<'_>> = verdict
            .judgements
            .iter()
            .filter(|it| it.level == level)
            .collect();
        if of_level.is_empty() {
            continue;
        }
        let _ = writeln!(
            out,
            "\n{}: {}",
            level.as_str(),
            count(of_level.len(), "change")
        );
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
    out
}

/// The verdict in a sentence.
pub fn headline(verdict: &Verdict<'_>) -> String {
    let declared = match verdict.declared {
        Declared::Same => "the version is the same".to_owned(),
        Declared::Lower => "the version is lower".to_owned(),
        Declared::Bump(bump) => format!("a {} bump", bump.as_str()),
    };
    let needed = match verdict.needed {
        Some(bump) => format!("the changes need a {} bump", bump.as_str()),
        None if verdict.judgements.is_empty() => "nothing changed".to_owned(),
        None => "nothing needs a bump".to_owned(),
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
