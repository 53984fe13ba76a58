//! `competence diff`

use std::path::Path;

use competence_core::Model;
use competence_core::source::Outputs;
use competence_core::version::Comparison;
use competence_ratings::reading::Versions;
use competence_render::comparison::{render, render_nothing};
use competence_render::visible::visible_line;

use super::destination;
use super::ratings::count::counts;
use crate::Outcome;
use crate::arguments::{Columns, Diff, ModelPath, RatingsFile};
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
    let comparison = match &arguments.ratings {
        Some(path) => with_ratings(comparison, path, arguments.min_group, &releases)?,
        None => comparison,
    };
    let comparison = match release {
        Some(release) => comparison.judged_since(release.as_ref()),
        None => comparison,
    };
    let wanted = arguments.language.lang.as_ref();
    let language = language(comparison.after(), wanted)?;
    written(arguments, render(&comparison, arguments.format, language)?)
}

/// The comparison with what becomes of the ratings of a file.
fn with_ratings(
    comparison: Comparison,
    path: &Path,
    min_group: u64,
    releases: &[Model],
) -> Result<Comparison, Failure> {
    let version = |model: &Model| model.framework().version.clone();
    let old = comparison.before();
    let earlier = releases.iter().filter(|it| version(it) < version(old));
    let versions = Versions::of(earlier.chain([old]).cloned());
    let input = RatingsFile {
        file: path.to_owned(),
        model: ModelPath { model: None },
        columns: Columns::default(),
    };
    let counts = counts(&input, &versions, min_group)?;
    comparison
        .with_ratings(&counts, releases)
        .map_err(|it| Failure::Unknown(format!("{}: {it}", visible_line(&path.to_string_lossy()))))
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
