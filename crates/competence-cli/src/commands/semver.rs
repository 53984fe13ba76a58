//! `competence semver`

use competence_core::version::Comparison;
use competence_render::comparison::{verdict_json, verdict_text};

use crate::Outcome;
use crate::arguments::{Format, Semver};
use crate::failure::Failure;
use crate::sides::pair;

pub fn run(arguments: &Semver) -> Result<Outcome, Failure> {
    let (old, new) = pair(&arguments.against, arguments.path.as_deref())?;
    let comparison = Comparison::between(old, new);
    let verdict = comparison.verdict();
    let text = match arguments.format {
        Format::Text => verdict_text(&comparison),
        Format::Json => verdict_json(&comparison)?,
    };
    Ok(Outcome {
        text,
        note: String::new(),
        passed: verdict.sufficient,
    })
}
