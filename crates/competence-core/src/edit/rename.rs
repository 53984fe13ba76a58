//! Another id for an element, everywhere.

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::{EditError, Edited, Grounds};
use crate::check::schema::DocumentKind;
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
    let renaming = Renaming {
        id: id.clone(),
        to: to.clone(),
        grounds: grounds.clone(),
    };
    rename_all(source, &[renaming]).map_err(|(_, error)| error)
}

/// Another id for an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The element.
    pub id: ElementId,
    /// Its new id.
    pub to: ElementId,
    /// Why it was decided.
    pub grounds: Grounds,
}

/// Gives several elements other ids at once, as [`rename`] does: the model is checked once. The ids are those
/// that they have before; an indicator of a competence that is renamed as well may have a name of its own.
///
/// # Errors
/// The number of the renaming that fails, from 0, and why it does.
pub fn rename_all(
    source: &dyn Source,
    renamings: &[Renaming],
) -> Result<Edited, (usize, EditError)> {
    let mut draft = Draft::open(source).map_err(|error| (0, error))?;
    let ids = renamings.iter().map(|it| (it.id.as_str(), it.to.as_str()));
    let ids = draft.rename_elements(&ids.collect::<Vec<_>>())?;
    let steps = ids.iter().map(Vec::as_slice);
    let steps: Vec<_> = steps.zip(renamings.iter().map(|it| &it.grounds)).collect();
    let whole = |error| (0, error);
    let records = draft.carried(&steps).map_err(whole)?;
    draft
        .declared(records, &new_ids(&ids.concat()))
        .map_err(whole)
}

/// The old and the new ids of elements.
pub(super) type Ids = Vec<(String, String)>;

/// The new ones of pairs of ids.
pub(super) fn new_ids(ids: &[(String, String)]) -> Vec<String> {
    ids.iter().map(|(_, to)| to.clone()).collect()
}

impl Draft<'_> {
    /// Gives an element another id, its indicators with it, and tells which have another one now.
    pub fn rename_element(&mut self, id: &str, to: &str) -> Result<Ids, EditError> {
        let ids = self.rename_elements(&[(id, to)]);
        ids.map(|it| it.concat()).map_err(|(_, error)| error)
    }

    /// Gives elements other ids, their indicators with them, and tells for each which have another one now; with
    /// an error, the number of the one that it is about.
    pub fn rename_elements(
        &mut self,
        all: &[(&str, &str)],
    ) -> Result<Vec<Ids>, (usize, EditError)> {
        let asked: HashMap<&str, &str> = all.iter().copied().collect();
        let (mut renamed, mut taken) = (Vec::new(), HashSet::new());
        for (number, (id, to)) in all.iter().enumerate() {
            let ids = self.ids_under(id, to, &asked);
            let ids = ids.map_err(|error| (number, error))?;
            for (_, to) in &ids {
                if !taken.insert(to.clone()) {
                    let noun = if to.contains('.') {
                        "indicator"
                    } else {
                        "element"
                    };
                    let id = to.clone();
                    return Err((number, EditError::Exists { id, noun }));
                }
            }
            renamed.push(ids);
        }
        self.rename_with_files(all, &renamed.concat())
            .map_err(|error| (0, error))?;
        Ok(renamed)
    }

    /// The old and the new ids of an element and of its indicators, if it gets another id and others get
    /// those that are asked for.
    fn ids_under(&self, id: &str, to: &str, asked: &HashMap<&str, &str>) -> Result<Ids, EditError> {
        let element = self.element(id)?;
        let name = |id: &str| id.rsplit('.').next().unwrap_or_default().to_owned();
        match element {
            Element::Indicator(competence, _) => {
                let parent = competence.id.as_str();
                let new = asked.get(parent).copied().unwrap_or(parent);
                let given = to.split_once('.').map(|(parent, _)| parent);
                if given != Some(parent) && given != Some(new) {
                    return Err(EditError::Request(format!(
                        "`{id}` is in the competence `{parent}`, so its id begins with that; to put it into another competence, move it"
                    )));
                }
                let to = format!("{new}.{}", name(to));
                self.free(&to)?;
                Ok(vec![(id.to_owned(), to)])
            }
            _ if to.contains('.') => Err(EditError::Request(format!(
                "`{to}` is the id of an indicator, and `{id}` is a {}",
                element.noun()
            ))),
            Element::Competence(competence) => {
                self.free(to)?;
                let own = competence.indicators.iter().map(|it| it.id.as_str());
                let own = own.filter(|it| !asked.contains_key(it));
                let own = own.map(|it| (it.to_owned(), format!("{to}.{}", name(it))));
                let whole = (id.to_owned(), to.to_owned());
                Ok(std::iter::once(whole).chain(own).collect())
            }
            Element::Cluster(_) | Element::Profile(_) => {
                self.free(to)?;
                Ok(vec![(id.to_owned(), to.to_owned())])
            }
        }
    }

    /// Writes the new ids everywhere, and gives the files of the elements their names: those of clusters behind
    /// the others, as their folders go with them.
    fn rename_with_files(
        &mut self,
        all: &[(&str, &str)],
        ids: &[(String, String)],
    ) -> Result<(), EditError> {
        let wholes = all.iter().filter(|(id, _)| !id.contains('.'));
        let mut files = Vec::new();
        for (id, to) in wholes {
            let is_cluster = matches!(self.element(id)?, Element::Cluster(_));
            files.push((is_cluster, *id, *to));
        }
        files.sort_by_key(|(is_cluster, ..)| *is_cluster);
        let places = match files[..] {
            [] => HashMap::new(),
            // Most files are not looked into for one.
            [(_, id, _)] => HashMap::from([(id.to_owned(), self.place_of(id)?.0)]),
            _ => self.paths_by_id()?,
        };
        self.rename_ids(ids)?;
        for (is_cluster, id, to) in files {
            let path = places.get(id).ok_or_else(|| EditError::layout(id))?;
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            match (is_cluster, name) {
                (true, "cluster.yaml") => self.rename_folder(folder, to)?,
                (true, _) => {
                    self.rename(path, &format!("{folder}/{to}.yaml"))?;
                    self.rename_folder(&format!("job-specific/{id}"), to)?;
                }
                (false, _) => self.rename(path, &format!("{folder}/{to}.yaml"))?,
            }
        }
        Ok(())
    }

    /// The files of clusters, competences and profiles, by their ids.
    fn paths_by_id(&self) -> Result<HashMap<String, String>, EditError> {
        let places = self.places()?.into_iter();
        let elements = places.filter(|((kind, _), _)| *kind != DocumentKind::Lineage);
        Ok(elements.map(|((_, id), path)| (id, path)).collect())
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
