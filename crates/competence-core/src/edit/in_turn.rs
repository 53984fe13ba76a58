//! Several edits as one.

use std::collections::BTreeMap;

use super::{EditError, Edited};
use crate::check::MANIFEST;
use crate::check::source::{Overlay, Replacement, Source};

/// A step of several edits.
pub type Turn<'t> = Box<dyn Fn(&dyn Source) -> Result<Edited, EditError> + 't>;

/// Makes several edits, each of what the one before left, and tells them as one. With an error comes the
/// number of the step that it is from, counted from 0.
///
/// ```
/// use competence_core::edit::{Retirement, Turn, in_turn, retire};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let gone = ["cooperation.keeps-agreements", "digital-work.automates"];
/// let steps = gone.map(|it| -> Turn<'_> {
///     Box::new(move |files| {
///         let id = ElementId::new(it).map_err(|it| competence_core::edit::EditError::Request(it.to_string()))?;
///         retire(files, &Retirement::new(id))
///     })
/// });
/// let edited = in_turn(&files, &steps).map_err(|(_, error)| error)?.ok_or("no step")?;
/// assert!(gone.iter().all(|it| edited.after.element(it).is_none()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The number of the step that fails, and why it does. Nothing without a step.
pub fn in_turn(
    source: &dyn Source,
    steps: &[Turn<'_>],
) -> Result<Option<Edited>, (usize, EditError)> {
    let mut files: BTreeMap<String, Replacement> = BTreeMap::new();
    let mut whole: Option<Edited> = None;
    for (number, step) in steps.iter().enumerate() {
        let with = files.iter();
        let overlay = Overlay {
            base: source,
            files: with
                .filter_map(|(path, it)| Some((path.as_str(), it.after.as_deref()?)))
                .collect(),
            without: files
                .iter()
                .filter(|(_, it)| it.after.is_none())
                .map(|(path, _)| path.clone())
                .collect(),
        };
        let edited = step(&overlay).map_err(|error| (number, error))?;
        for it in &edited.files {
            match files.get_mut(&it.path) {
                Some(before) => before.after.clone_from(&it.after),
                None => drop(files.insert(it.path.clone(), it.clone())),
            }
        }
        whole = Some(match whole {
            Some(first) => Edited {
                before: first.before,
                ..edited
            },
            None => edited,
        });
    }
    Ok(whole.map(|it| {
        let mut files: Vec<Replacement> = files.into_values().collect();
        files.retain(|it| it.before != it.after);
        files.sort_by_key(|it| (it.after.is_none(), it.path == MANIFEST));
        Edited { files, ..it }
    }))
}
