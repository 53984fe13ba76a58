//! Another place for an element.

use std::collections::HashSet;

use super::draft::Draft;
use super::rename::new_ids;
use super::retire::Retirement;
use super::sheet::{Block, way};
use super::{EditError, Edited, Grounds};
use crate::check::{MODELINE, source::Source};
use crate::{Element, ElementId, Kind};

/// Moves an indicator into another competence, a competence to another kind or into a cluster, or a
/// cluster below another one. In a cluster in `clusters`, a competence keeps its kind; in one of
/// `job-specific`, it is job-specific. The target is a kind, a cluster, a competence, or the whole new id of an
/// indicator.
///
/// ```
/// use competence_core::edit::{Grounds, relocate};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let id = id!(ElementId, "cooperation.keeps-agreements");
/// let edited = relocate(&files, &id, "leading-people", &Grounds::default())?;
/// assert!(edited.after.element("leading-people.keeps-agreements").is_some());
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element or target, or if the
/// model would have errors that it does not have.
pub fn relocate(
    source: &dyn Source,
    id: &ElementId,
    target: &str,
    grounds: &Grounds,
) -> Result<Edited, EditError> {
    let relocation = Relocation {
        id: id.clone(),
        target: target.to_owned(),
        grounds: grounds.clone(),
    };
    relocate_all(source, &[relocation]).map_err(|(_, error)| error)
}

/// Another place for an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocation {
    /// The element.
    pub id: ElementId,
    /// A kind, a cluster, a competence, or the whole new id of an indicator.
    pub target: String,
    /// Why it was decided.
    pub grounds: Grounds,
}

/// Moves several elements at once, as [`relocate`] does: the model is checked once. The ids are those that
/// they have before.
///
/// # Errors
/// The number of the one that cannot be moved, from 0, and why.
pub fn relocate_all(
    source: &dyn Source,
    relocations: &[Relocation],
) -> Result<Edited, (usize, EditError)> {
    rearrange(source, relocations, &[])
}

/// Moves some elements and removes others as one, such as a competence whose indicators go to others: the model
/// is checked once. The ids are those that they have before.
///
/// ```
/// use competence_core::edit::{Relocation, Retirement, rearrange};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let ids = [
///     id!(ElementId, "digital-work.protects-data"),
///     id!(ElementId, "digital-work.checks-sources"),
///     id!(ElementId, "digital-work.automates"),
/// ];
/// let moves = ids.map(|id| Relocation { id, target: "cooperation".to_owned(), grounds: Default::default() });
/// let ends = [Retirement::new(id!(ElementId, "digital-work"))];
/// let edited = rearrange(&files, &moves, &ends).map_err(|(_, error)| error)?;
/// assert!(edited.after.element("cooperation.automates").is_some());
/// assert!(edited.after.element("digital-work").is_none());
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// The number of the one that cannot be done, from 0 and with the ends behind the moves, and why.
pub fn rearrange(
    source: &dyn Source,
    moves: &[Relocation],
    ends: &[Retirement],
) -> Result<Edited, (usize, EditError)> {
    let mut draft = Draft::open(source).map_err(|error| (0, error))?;
    let (mut ids, mut taken) = (Vec::new(), HashSet::new());
    for (number, it) in moves.iter().enumerate() {
        let new = draft.relocate(it.id.as_str(), &it.target);
        let new = new.map_err(|error| (number, error))?;
        if !taken.insert(new.clone()) {
            let (id, noun) = (new, "indicator");
            return Err((number, EditError::Exists { id, noun }));
        }
        ids.push([(it.id.to_string(), new)]);
    }
    let steps = ids.iter().map(<[_; 1]>::as_slice);
    let steps: Vec<_> = steps.zip(moves.iter().map(|it| &it.grounds)).collect();
    let whole = |error| (0, error);
    let mut records = draft.carried(&steps).map_err(whole)?;
    let ended = draft.end_all(ends);
    records.extend(ended.map_err(|(number, error)| (moves.len() + number, error))?);
    draft
        .declared(records, &new_ids(&ids.concat()))
        .map_err(whole)
}

impl Draft<'_> {
    /// Puts an element into another place, and tells its id there.
    fn relocate(&mut self, id: &str, target: &str) -> Result<String, EditError> {
        match self.element(id)? {
            Element::Indicator(..) => return self.move_indicator(id, target),
            Element::Competence(_) => self.move_competence(id, target)?,
            Element::Cluster(_) => self.move_cluster(id, target)?,
            Element::Profile(_) => {
                return Err(EditError::Request(format!(
                    "`{id}` is a profile, which is in no place that it could leave"
                )));
            }
        }
        Ok(id.to_owned())
    }

    /// Puts an indicator into another competence, and tells its new id.
    pub fn move_indicator(&mut self, id: &str, target: &str) -> Result<String, EditError> {
        let name = id.rsplit('.').next().unwrap_or_default();
        let new = if target.contains('.') {
            target.to_owned()
        } else {
            format!("{target}.{name}")
        };
        let (parent, _) = new.split_once('.').unwrap_or((&new, ""));
        if !self.model.competences().iter().any(|it| it.id == *parent) {
            let known = self.model.competences().iter();
            return Err(EditError::Unknown {
                id: parent.to_owned(),
                known: known.map(|it| it.id.to_string()).collect(),
            });
        }
        if id.split_once('.').map(|(it, _)| it) == Some(parent) {
            return Err(EditError::Request(format!(
                "`{id}` is in the competence `{parent}`; to give it another name there, rename it"
            )));
        }
        self.free(&new)?;
        let (path, _) = self.place_of(parent)?;
        self.take_over(id, &path)?;
        self.rename_ids(&[(id.to_owned(), new.clone())])?;
        // Its new competence may have included it.
        self.join_ends(parent)?;
        Ok(new)
    }

    /// Puts the lines of an indicator at the end of the list of another competence's file.
    pub fn take_over(&mut self, id: &str, path: &str) -> Result<(), EditError> {
        let (from, at) = self.place_of(id)?;
        let mut sheet = self.sheet(&from)?;
        let block = sheet.block(&at)?;
        sheet.remove(&at)?;
        self.keep(&sheet);
        self.edit(path, |sheet| {
            sheet.push(&[], "indicators", "status", &block)
        })
    }

    fn move_competence(&mut self, id: &str, target: &str) -> Result<(), EditError> {
        let kind = target.parse::<Kind>().ok();
        let cluster = kind.is_none().then_some(target);
        if kind == Some(Kind::JobSpecific) {
            return Err(EditError::Request(
                "a job-specific competence is in a cluster: name the cluster".to_owned(),
            ));
        }
        if let Some(cluster) = cluster
            && !self.model.clusters().iter().any(|it| it.id == *cluster)
        {
            let clusters = self.model.clusters().iter().map(|it| it.id.to_string());
            let kinds = Kind::ALL.iter().filter(|it| **it != Kind::JobSpecific);
            return Err(EditError::Unknown {
                id: cluster.to_owned(),
                known: clusters.chain(kinds.map(ToString::to_string)).collect(),
            });
        }
        let kind = match (kind, cluster) {
            (Some(kind), _) => kind,
            (None, Some(cluster)) => self.kind_within(id, cluster)?,
            (None, None) => Kind::JobSpecific,
        };
        self.put_competence(id, kind, cluster)?;
        // It may have stood in the cluster beside its own.
        cluster.map_or(Ok(()), |cluster| self.join_ends(cluster))
    }

    /// The kind that a competence has in a cluster: its own in a group that lies in `clusters`, and
    /// else it is job-specific there.
    fn kind_within(&self, id: &str, cluster: &str) -> Result<Kind, EditError> {
        let is_group = self.place_of(cluster)?.0.starts_with("clusters/");
        let own = self.model.competences().iter().find(|it| it.id == *id);
        let own = own.filter(|_| is_group).map(|it| it.kind);
        Ok(own.unwrap_or(Kind::JobSpecific))
    }

    /// Gives a competence another kind and cluster, and its file the place that goes with them.
    pub fn put_competence(
        &mut self,
        id: &str,
        kind: Kind,
        cluster: Option<&str>,
    ) -> Result<(), EditError> {
        let (path, _) = self.place_of(id)?;
        self.edit(&path, |sheet| {
            sheet.set(&way!["kind"], kind.as_str())?;
            match (sheet.get(&way!["cluster"]).is_some(), cluster) {
                (true, Some(cluster)) => sheet.set(&way!["cluster"], cluster),
                (false, Some(cluster)) => {
                    sheet.insert(&[], "kind", "cluster", &Block::scalar(cluster))
                }
                (true, None) => sheet.remove(&way!["cluster"]),
                (false, None) => Ok(()),
            }
        })?;
        let folder = match cluster.filter(|_| kind == Kind::JobSpecific) {
            Some(cluster) => format!("{kind}/{cluster}"),
            None => kind.to_string(),
        };
        self.relocate_file(&path, &format!("{folder}/{id}.yaml"))
    }

    /// Gives a file another place, from which its first line still names the schema.
    pub fn relocate_file(&mut self, from: &str, to: &str) -> Result<(), EditError> {
        self.rename(from, to)?;
        if let Some(text) = self.text(to).and_then(|text| relinked(text, from, to)) {
            self.put(to, text);
        }
        Ok(())
    }

    fn move_cluster(&mut self, id: &str, parent: &str) -> Result<(), EditError> {
        if !self.model.clusters().iter().any(|it| it.id == *parent) {
            let known = self.model.clusters().iter();
            return Err(EditError::Unknown {
                id: parent.to_owned(),
                known: known.map(|it| it.id.to_string()).collect(),
            });
        }
        let (path, _) = self.place_of(id)?;
        self.edit(&path, |sheet| match sheet.get(&way!["parent"]) {
            Some(_) => sheet.set(&way!["parent"], parent),
            None => sheet.insert(&[], "title", "parent", &Block::scalar(parent)),
        })
    }
}

/// The text of a file with the way to its schema as it leads from another place; nothing where it is
/// right already.
fn relinked(text: &str, from: &str, to: &str) -> Option<String> {
    let depth = |path: &str| path.matches('/').count();
    let rest = text.strip_prefix(MODELINE)?;
    let folder = rest.trim_start_matches("../");
    let up = (rest.len() - folder.len()) / "../".len();
    let new = (up + depth(to)).checked_sub(depth(from))?;
    (up > 0 && new != up).then(|| format!("{MODELINE}{}{folder}", "../".repeat(new)))
}
