//! `competence semver`

use std::fmt::Write;

use competence_core::diff::Diff;
use competence_core::version::{Bump, Verdict, judge};

use crate::Outcome;
use crate::arguments::{Format, Semver};
use crate::failure::Failure;
use crate::model::count;
use crate::report::change::describe;
use crate::report::json::pretty;
use crate::report::verdict::headline;
use crate::sides::pair;
use crate::visible::visible_line;

pub fn run(arguments: &Semver) -> Result<Outcome, Failure> {
    let (old, new) = pair(&arguments.against, arguments.path.as_deref())?;
    let diff = Diff::between(&old, &new);
    let verdict = judge(&old, &new, &diff);
    let text = match arguments.format {
        Format::Text => text(&verdict),
        Format::Json => pretty(&verdict)?,
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
        let of_level: Vec<_> = verdict.of_level(level).collect();
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
