//! `competence diff`

use competence_core::version::Comparison;
use competence_render::comparison::{render, render_nothing};

use crate::Outcome;
use crate::arguments::Diff;
use crate::failure::Failure;
use crate::model::language;
use crate::sides::{Base, pair};

pub fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let head = arguments.head.as_deref().or(arguments.model.as_deref());
    let (base, new) = pair(&arguments.base, head)?;
    let base = if arguments.exact { base.exact() } else { base };
    let comparison = match base {
        Base::Nothing(why) => return Ok(Outcome::passed(render_nothing(&why, arguments.format)?)),
        Base::Given(old) => Comparison::between(old, new),
        Base::Revision { model, release } => {
            Comparison::between(model, new).judged_since(release.as_ref())
        }
    };
    let wanted = arguments.language.lang.as_ref();
    let language = language(comparison.after(), wanted)?;
    let text = render(&comparison, arguments.format, language)?;
    Ok(Outcome::passed(text))
}
