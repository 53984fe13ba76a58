//! Setting the approval status of elements.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::sheet::{Block, Step, way};
use super::{EditError, Edited};
use crate::check::context::Subject;
use crate::check::source::Source;
use crate::{ClusterId, Competence, Kind, Model, OrganisationId, Status};

/// Which elements: those with the ids, and those that are of the kind, in the cluster and for the
/// organisation, as far as these are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// These elements. A competence stands for its indicators too.
    pub ids: Vec<String>,
    /// Competences of this kind.
    pub kind: Option<Kind>,
    /// This cluster, with its competences.
    pub cluster: Option<ClusterId>,
    /// The clusters for this organisation, with their competences.
    pub organisation: Option<OrganisationId>,
    /// All elements.
    pub all: bool,
}

/// Sets the status of elements, and of the indicators of competences that state one.
///
/// ```
/// use competence_core::edit::{Selection, set_status};
/// use competence_core::{Status, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let selection = Selection { ids: vec!["cooperation".to_owned()], ..Selection::default() };
/// let edited = set_status(&files, &selection, Status::Approved)?;
/// assert_eq!(edited.files[0].path, "core/cooperation.yaml");
/// let after = edited.files[0].after.as_deref().unwrap_or_default();
/// assert!(after.contains("\nstatus: approved\n"));
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, or if the model
/// would have errors that it does not have.
pub fn set_status(
    source: &dyn Source,
    selection: &Selection,
    status: Status,
) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let selected = selection.ids_in(&draft.model)?;
    // By file: the maps whose status differs, and whether they state one.
    let mut stated: BTreeMap<String, Vec<(Vec<Step>, bool)>> = BTreeMap::new();
    for at in Subject::new(&draft.checked).elements() {
        let id = at.element.id();
        let parent = id.split_once('.').map_or(id, |(parent, _)| parent);
        let is_selected = selected.contains(id) || selected.contains(parent);
        let own = at.element.own_status();
        let is_named = selection.ids.iter().any(|it| it == id);
        let is_other = match own {
            Some(own) => is_selected && own != status,
            // An indicator that states none has that of its competence.
            None => is_named && at.element.status() != status,
        };
        if is_other {
            let way = at
                .index
                .map_or_else(Vec::new, |index| way!["indicators", index].to_vec());
            let of_file = stated.entry(at.holder.path().to_owned()).or_default();
            of_file.push((way, own.is_some()));
        }
    }
    for (path, maps) in stated {
        draft.edit(&path, |sheet| {
            for (map, is_stated) in &maps {
                if *is_stated {
                    sheet.set(&[map, &way!["status"][..]].concat(), status.as_str())?;
                } else {
                    sheet.insert(map, "id", "status", &Block::scalar(status.as_str()))?;
                }
            }
            Ok(())
        })?;
    }
    draft.tried()
}

impl Selection {
    /// The ids of the selected elements; a competence stands for its indicators.
    fn ids_in(&self, model: &Model) -> Result<BTreeSet<String>, EditError> {
        let mut selected = BTreeSet::new();
        for id in &self.ids {
            if model.element(id).is_none() {
                return Err(EditError::unknown(id, model));
            }
            selected.insert(id.clone());
        }
        let has_filter =
            self.kind.is_some() || self.cluster.is_some() || self.organisation.is_some();
        let clusters = model.clusters().iter().filter(|it| {
            let is_for = |wanted| it.organisations.contains(wanted);
            self.kind.is_none_or(|kind| kind == Kind::JobSpecific)
                && self.cluster.as_ref().is_none_or(|wanted| *wanted == it.id)
                && self.organisation.as_ref().is_none_or(is_for)
        });
        let clusters: BTreeSet<&ClusterId> = clusters.map(|it| &it.id).collect();
        let is_in = |it: &Competence| {
            let by_cluster = self.cluster.is_some() || self.organisation.is_some();
            let in_cluster = it.cluster.as_ref().is_some_and(|id| clusters.contains(id));
            self.kind.is_none_or(|kind| kind == it.kind) && (!by_cluster || in_cluster)
        };
        if has_filter {
            // A kind alone is one of competences.
            if self.cluster.is_some() || self.organisation.is_some() {
                selected.extend(clusters.iter().map(ToString::to_string));
            }
            let competences = model.competences().iter().filter(|it| is_in(it));
            selected.extend(competences.map(|it| it.id.to_string()));
        }
        if self.all {
            selected.extend(model.elements().map(|it| it.id().to_owned()));
        }
        if selected.is_empty() {
            return Err(EditError::Nothing);
        }
        Ok(selected)
    }
}
