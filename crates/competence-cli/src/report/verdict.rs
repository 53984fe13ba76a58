//! The verdict on a version in a sentence.

use competence_core::version::{Declared, Verdict};

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
