//! `competence diff`

use competence_core::source::Outputs;
use competence_core::version::Comparison;
use competence_render::comparison::{render, render_nothing};

use super::destination;
use crate::Outcome;
use crate::arguments::Diff;
use crate::failure::Failure;
use crate::model::language;
use crate::sides::{Base, Pair, pair, through};

pub fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let Pair {
        base,
        new,
        releases,
    } = pair(
        &arguments.base,
        arguments.head.as_deref(),
        arguments.model.as_deref(),
    )?;
    let base = if arguments.exact { base.exact() } else { base };
    let (old, release) = match base {
        Base::Nothing(why) => return written(arguments, render_nothing(&why, arguments.format)?),
        Base::Given(old) => (old, None),
        Base::Revision { model, release } => (model, Some(release)),
    };
    let versions = through(&old, &releases, &new);
    let comparison = Comparison::between(old, new).carried_through(&versions);
    let comparison = match release {
        Some(release) => comparison.judged_since(release.as_ref()),
        None => comparison,
    };
    let wanted = arguments.language.lang.as_ref();
    let language = language(comparison.after(), wanted)?;
    written(arguments, render(&comparison, arguments.format, language)?)
}

/// The difference as it is printed, or written to a file.
fn written(arguments: &Diff, bytes: Vec<u8>) -> Result<Outcome, Failure> {
    match destination(arguments.out.as_deref()) {
        Some(path) => {
            let outputs = Outputs::default().overwriting(arguments.writing.overwrite);
            outputs.file(path, bytes).write()?;
            Ok(Outcome::passed(format!("wrote {}\n", path.display())))
        }
        // A Word file is no text, and is not printed.
        None => String::from_utf8(bytes)
            .map(Outcome::passed)
            .map_err(|_| Failure::NoText("a Word file")),
    }
}
