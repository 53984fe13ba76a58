//! `competence diff`

use competence_core::version::Comparison;
use competence_render::comparison::render;

use crate::Outcome;
use crate::arguments::Diff;
use crate::failure::Failure;
use crate::sides::pair;

pub fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let (old, new) = pair(&arguments.base, arguments.head.as_deref())?;
    let comparison = Comparison::between(old, new);
    let text = render(&comparison, arguments.format)?;
    Ok(Outcome::passed(text))
}
