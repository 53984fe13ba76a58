//! Several edits as one.

use std::collections::BTreeMap;

use super::{EditError, Edited};
use crate::check::MANIFEST;
use crate::check::source::{Overlay, Replacement, Source};

/// One of several edits, which may be of many elements: an error comes with the number of the one that it is
/// about, from 0.
pub type Turn<'t> = Box<dyn Fn(&dyn Source) -> Result<Edited, (usize, EditError)> + 't>;

/// Makes several edits, each of what the one before left, and tells them as one.
///
/// ```
/// use competence_core::edit::{Renaming, Retirement, Turn, in_turn, rename_all, retire_all};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let gone = [id!(ElementId, "cooperation.keeps-agreements"), id!(ElementId, "digital-work.automates")];
/// let gone = gone.map(Retirement::new);
/// let (id, to) = (id!(ElementId, "cooperation"), id!(ElementId, "teamwork"));
/// let renamed = [Renaming { id, to, grounds: Default::default() }];
/// let steps: [Turn<'_>; 2] = [
///     Box::new(|files| retire_all(files, &gone)),
///     Box::new(|files| rename_all(files, &renamed)),
/// ];
/// let edited = in_turn(&files, &steps).map_err(|(_, error)| error)?.ok_or("no step")?;
/// assert!(edited.after.element("teamwork.keeps-agreements").is_none());
/// assert!(edited.after.element("teamwork").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The number of the step that fails and of the edit in it, and why it does. Nothing without a step.
pub fn in_turn(
    source: &dyn Source,
    steps: &[Turn<'_>],
) -> Result<Option<Edited>, ((usize, usize), EditError)> {
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
        let edited = step(&overlay).map_err(|(edit, error)| ((number, edit), error))?;
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
