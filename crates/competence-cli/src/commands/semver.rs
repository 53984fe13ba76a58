//! `competence semver`

use competence_core::version::Comparison;
use competence_render::comparison::{self, render_nothing, verdict_json, verdict_text};

use crate::Outcome;
use crate::arguments::{Format, Semver};
use crate::failure::Failure;
use crate::sides::{Pair, pair};

pub fn run(arguments: &Semver) -> Result<Outcome, Failure> {
    let head = arguments.path.as_deref().or(arguments.model.as_deref());
    let Pair { base, new, .. } = pair(&arguments.against, head, None)?;
    let base = if arguments.exact { base.exact() } else { base };
    let old = match base.promise(&arguments.against) {
        Ok(old) => old,
        Err(why) => {
            let format = match arguments.format {
                Format::Text => comparison::Format::Text,
                Format::Json => comparison::Format::Json,
            };
            let text = String::from_utf8_lossy(&render_nothing(&why, format)?).into_owned();
            return Ok(Outcome::passed(text));
        }
    };
    let comparison = Comparison::between(old, new);
    let text = match arguments.format {
        Format::Text => verdict_text(&comparison),
        Format::Json => verdict_json(&comparison)?,
    };
    Ok(Outcome {
        text,
        note: String::new(),
        passed: comparison.is_sufficient(),
    })
}
