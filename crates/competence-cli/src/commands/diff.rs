//! `competence diff`

use competence_core::version::Comparison;
use competence_render::comparison::{render, render_nothing};

use crate::Outcome;
use crate::arguments::Diff;
use crate::failure::Failure;
use crate::sides::{Base, pair};

pub fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let head = arguments.head.as_deref().or(arguments.model.as_deref());
    let (base, new) = pair(&arguments.base, head)?;
    let base = if arguments.exact { base.exact() } else { base };
    let text = match base {
        Base::Nothing(why) => render_nothing(&why, arguments.format)?,
        Base::Given(old) => render(&Comparison::between(old, new), arguments.format)?,
        Base::Revision { model, release } => {
            let comparison = Comparison::between(model, new).judged_since(release.as_ref());
            render(&comparison, arguments.format)?
        }
    };
    Ok(Outcome::passed(text))
}
