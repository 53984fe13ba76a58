//! Another id for an element, everywhere.

use super::draft::Draft;
use super::{EditError, Edited, Grounds};
use crate::check::source::Source;
use crate::{Element, ElementId};

/// Gives an element another id: in its file and in the name of it, at its indicators, and wherever it
/// is named. Where it was released, lineage records carry assessments over, and the version rises if
/// it has to.
///
/// ```
/// use competence_core::edit::{Grounds, rename};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let (old, new) = (id!(ElementId, "cooperation"), id!(ElementId, "teamwork"));
/// let edited = rename(&files, &old, &new, &Grounds::default())?;
/// assert!(edited.after.element("teamwork.keeps-agreements").is_some());
/// assert!(edited.files.iter().any(|it| it.path == "core/teamwork.yaml"));
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, if the new id is
/// taken or is that of another kind of element, or if the model would have errors that it does not
/// have.
pub fn rename(
    source: &dyn Source,
    id: &ElementId,
    to: &ElementId,
    grounds: &Grounds,
) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let ids = draft.rename_element(id.as_str(), to.as_str())?;
    let records = draft.carried(&ids, grounds)?;
    draft.declared(records, &new_ids(&ids))
}

/// The new ones of pairs of ids.
pub(super) fn new_ids(ids: &[(String, String)]) -> Vec<String> {
    ids.iter().map(|(_, to)| to.clone()).collect()
}

impl Draft<'_> {
    /// Gives an element another id, its indicators with it, and tells which have another one now.
    pub fn rename_element(
        &mut self,
        id: &str,
        to: &str,
    ) -> Result<Vec<(String, String)>, EditError> {
        let element = self.element(id)?;
        self.free(to)?;
        let mut ids = vec![(id.to_owned(), to.to_owned())];
        match element {
            Element::Indicator(competence, _) => {
                if to.split_once('.').map(|(parent, _)| parent) != Some(competence.id.as_str()) {
                    return Err(EditError::Request(format!(
                        "`{id}` is in the competence `{}`, so its id begins with that; to put it into another competence, move it",
                        competence.id
                    )));
                }
            }
            _ if to.contains('.') => {
                return Err(EditError::Request(format!(
                    "`{to}` is the id of an indicator, and `{id}` is a {}",
                    element.noun()
                )));
            }
            Element::Competence(competence) => {
                ids.extend(competence.indicators.iter().map(|it| {
                    let (old, name) = (it.id.to_string(), it.id.as_str().rsplit('.').next());
                    (old, format!("{to}.{}", name.unwrap_or_default()))
                }));
            }
            Element::Cluster(_) | Element::Profile(_) => {}
        }
        let noun = element.noun();
        let (path, _) = self.place_of(id)?;
        self.rename_ids(&ids)?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        match noun {
            "indicator" => {}
            "cluster" if name == "cluster.yaml" => self.rename_folder(folder, to)?,
            "cluster" => {
                self.rename(&path, &format!("{folder}/{to}.yaml"))?;
                self.rename_folder(&format!("job-specific/{id}"), to)?;
            }
            _ => self.rename(&path, &format!("{folder}/{to}.yaml"))?,
        }
        Ok(ids)
    }

    /// Puts all files of the model in the folder of a cluster into that of this name.
    pub fn rename_folder(&mut self, folder: &str, name: &str) -> Result<(), EditError> {
        for (path, _) in self.documents() {
            if let Some((it, file)) = path.rsplit_once('/')
                && it == folder
            {
                self.rename(&path, &format!("job-specific/{name}/{file}"))?;
            }
        }
        Ok(())
    }
}
