//! The end of an element.

use super::draft::Draft;
use super::{EditError, Edited, Grounds};
use crate::check::source::Source;
use crate::{Element, ElementId, LineageChange, LineageRecord};

/// The end of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retirement {
    /// The element; a competence goes with its indicators.
    pub id: ElementId,
    /// What is to be used instead. Assessments are not carried over to it.
    pub successors: Vec<ElementId>,
    /// Why it was decided.
    pub grounds: Grounds,
}

impl Retirement {
    /// The end of an element that nothing replaces.
    pub fn new(id: ElementId) -> Self {
        Self {
            id,
            successors: Vec::new(),
            grounds: Grounds::default(),
        }
    }
}

/// Removes an element, with what names it: its place in the declared order, and what profiles require
/// of it. Where it was released, a lineage record says that it was retired or replaced, and the
/// version rises if it has to.
///
/// ```
/// use competence_core::edit::{Retirement, retire};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let id = id!(ElementId, "cooperation.keeps-agreements");
/// let edited = retire(&files, &Retirement::new(id))?;
/// assert!(edited.after.element("cooperation.keeps-agreements").is_none());
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, if it was released
/// and there is no reason, if a cluster has competences, or if the model would have errors that it
/// does not have.
pub fn retire(source: &dyn Source, retirement: &Retirement) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let id = retirement.id.as_str();
    let element = draft.element(id)?;
    let mut ids = vec![id.to_owned()];
    match element {
        Element::Competence(it) => ids.extend(it.indicators.iter().map(|it| it.id.to_string())),
        Element::Cluster(it) => {
            let inside = draft.model.competences().iter();
            let inside = inside.filter(|other| other.cluster.as_ref() == Some(&it.id));
            let below = draft.model.clusters().iter();
            let below = below.filter(|other| other.parent.as_ref() == Some(&it.id));
            let inside = inside.map(|it| it.id.to_string());
            let names: Vec<String> = inside.chain(below.map(|it| it.id.to_string())).collect();
            if !names.is_empty() {
                return Err(EditError::Request(format!(
                    "`{id}` is not empty: move or retire `{}` first",
                    names.join("`, `")
                )));
            }
        }
        Element::Indicator(..) | Element::Profile(_) => {}
    }
    let noun = element.noun();
    for successor in &retirement.successors {
        if draft.element(successor.as_str())?.noun() != noun {
            return Err(EditError::Request(format!(
                "`{successor}` is not a {noun}, and so does not replace `{id}`"
            )));
        }
    }
    let mut records = Vec::new();
    let mut spent = Vec::new();
    for it in &ids {
        let origin = draft.origin(&[it])?;
        spent.extend(origin.records);
        if origin.from.is_empty() {
            continue;
        }
        let (change, to) = if it == id && !retirement.successors.is_empty() {
            (LineageChange::Replaced, retirement.successors.clone())
        } else {
            (LineageChange::Retired, Vec::new())
        };
        records.push(LineageRecord::new(change, origin.from, to));
    }
    if let Some(first) = records.first_mut() {
        if retirement.grounds.reason.is_none() {
            return Err(EditError::Unexplained { id: id.to_owned() });
        }
        retirement.grounds.give(first);
    }
    draft.spend(spent)?;
    draft.remove_element(id)?;
    draft.forget_ids(&ids)?;
    draft.declared(records, &[])
}

impl Draft<'_> {
    /// Removes an element where it stands: a whole file, or the lines of an indicator.
    pub fn remove_element(&mut self, id: &str) -> Result<(), EditError> {
        let (path, way) = self.place_of(id)?;
        if way.is_empty() {
            self.remove(&path);
            Ok(())
        } else {
            self.edit(&path, |sheet| sheet.remove(&way))
        }
    }
}
