//! The end of an element.

use std::collections::HashSet;

use super::draft::Draft;
use super::moving::rearrange;
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
    retire_all(source, std::slice::from_ref(retirement)).map_err(|(_, error)| error)
}

/// Removes several elements at once, as [`retire`] does: the model is checked once, and a cluster may go with
/// all that is in it.
///
/// # Errors
/// The number of the one that cannot go, from 0, and why.
pub fn retire_all(
    source: &dyn Source,
    retirements: &[Retirement],
) -> Result<Edited, (usize, EditError)> {
    rearrange(source, &[], retirements)
}

impl Draft<'_> {
    /// Removes elements with what names them, and tells the records that this needs; with an error, the number of
    /// the one that it is about.
    pub fn end_all(
        &mut self,
        retirements: &[Retirement],
    ) -> Result<Vec<LineageRecord>, (usize, EditError)> {
        let all: HashSet<&str> = retirements.iter().map(|it| it.id.as_str()).collect();
        let (mut records, mut gone) = (Vec::new(), Vec::new());
        // An indicator before its competence, which takes the others along.
        let mut in_order: Vec<_> = retirements.iter().enumerate().collect();
        in_order.sort_by_key(|(_, it)| !it.id.as_str().contains('.'));
        for (number, it) in in_order {
            let numbered = |error| (number, error);
            let ids = self.leaving(it, &all).map_err(numbered)?;
            records.extend(self.end(it, &ids).map_err(numbered)?);
            gone.extend(ids);
        }
        if !gone.is_empty() {
            self.forget_ids(&gone).map_err(|error| (0, error))?;
        }
        Ok(records)
    }

    /// What goes with an element, and itself, if all of these go.
    fn leaving(
        &self,
        retirement: &Retirement,
        all: &HashSet<&str>,
    ) -> Result<Vec<String>, EditError> {
        let id = retirement.id.as_str();
        let element = self.element(id)?;
        let mut ids = vec![id.to_owned()];
        match element {
            Element::Competence(it) => {
                let inside = it.indicators.iter().map(|it| it.id.as_str());
                // Those that were moved away stay.
                let moved: HashSet<&str> =
                    self.renamed.iter().map(|(old, _)| old.as_str()).collect();
                let inside = inside.filter(|it| !all.contains(it) && !moved.contains(it));
                ids.extend(inside.map(str::to_owned));
            }
            Element::Cluster(it) => {
                let inside = self.model.competences().iter();
                let inside = inside.filter(|other| other.cluster.as_ref() == Some(&it.id));
                let below = self.model.clusters().iter();
                let below = below.filter(|other| other.parent.as_ref() == Some(&it.id));
                let inside = inside.map(|it| it.id.to_string());
                let names = inside.chain(below.map(|it| it.id.to_string()));
                let names: Vec<String> = names.filter(|it| !all.contains(it.as_str())).collect();
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
            if self.element(successor.as_str())?.noun() != noun {
                return Err(EditError::Request(format!(
                    "`{successor}` is not a {noun}, and so does not replace `{id}`"
                )));
            }
        }
        Ok(ids)
    }

    /// Removes an element with all that goes with it, and tells the records that it needs.
    fn end(
        &mut self,
        retirement: &Retirement,
        ids: &[String],
    ) -> Result<Vec<LineageRecord>, EditError> {
        let id = retirement.id.as_str();
        let (mut records, mut spent) = (Vec::new(), Vec::new());
        for it in ids {
            let origin = self.origin(&[it])?;
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
        self.spend(spent)?;
        self.remove_element(id)?;
        Ok(records)
    }

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
