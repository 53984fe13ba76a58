//! Several elements that become one.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::rename::new_ids;
use super::reword::set_texts;
use super::sheet::{Block, way};
use super::{EditError, Edited, Grounds};
use crate::check::source::Source;
use crate::{Element, ElementId, LineageChange, LineageRecord, LocalisedText};

/// Several elements that become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// The elements; two or more of the same kind.
    pub elements: Vec<ElementId>,
    /// What they become: one of them, another element, or a new id.
    pub into: ElementId,
    /// The title of what they become, or the statement of an indicator; that of the first if none is
    /// given.
    pub text: Option<LocalisedText>,
    /// Why it was decided.
    pub grounds: Grounds,
}

impl Merger {
    /// Elements that become one.
    pub fn new(elements: Vec<ElementId>, into: ElementId) -> Self {
        Self {
            elements,
            into,
            text: None,
            grounds: Grounds::default(),
        }
    }
}

/// Merges elements: competences with all their indicators, indicators, clusters with their
/// competences, or profiles.
///
/// The element that they become, or else the first, keeps its file, with its definition, status and
/// source; of the others, the indicators or competences are taken over. Whatever named one of them
/// names what they became; of two requirements of a profile, the higher level stays. Where two or more
/// of them were released, a lineage record says that they were merged.
///
/// ```
/// use competence_core::edit::{Merger, merge};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let two = vec![id!(ElementId, "cooperation"), id!(ElementId, "leading-people")];
/// let edited = merge(&files, &Merger::new(two, id!(ElementId, "working-together")));
/// // The two have an indicator of the same name, or they are one competence now.
/// if let Ok(edited) = edited {
///     assert!(edited.after.element("working-together").is_some());
/// }
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, if they are not of
/// the same kind, if two of their indicators have the same name, if one was released and there is no
/// reason, or if the model would have errors that it does not have.
pub fn merge(source: &dyn Source, merger: &Merger) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let into = merger.into.as_str();
    let mut all: Vec<&str> = Vec::new();
    // What they become is one of them, if it is there.
    let itself = draft.model.element(into).map(|_| into);
    for id in itself
        .into_iter()
        .chain(merger.elements.iter().map(ElementId::as_str))
    {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    let (Some((first, others)), true) = (all.split_first(), all.len() > 1) else {
        return Err(EditError::Request(
            "two or more elements can be merged".to_owned(),
        ));
    };
    let noun = draft.element(first)?.noun();
    for id in others {
        let other = draft.element(id)?.noun();
        if other != noun {
            return Err(EditError::Request(format!(
                "`{id}` is a {other} and `{first}` is a {noun}: the one cannot be merged with the other"
            )));
        }
    }
    let origin = draft.origin(&all)?;
    if !origin.from.is_empty() && merger.grounds.reason.is_none() {
        return Err(EditError::Unexplained {
            id: origin
                .from
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
        });
    }
    if let Element::Competence(_) = draft.element(first)? {
        draft.names_are_free(&all, into)?;
    }
    let mut ids = Vec::new();
    draft.spend(origin.records)?;
    if *first != into {
        ids.extend(draft.become_element(first, into)?);
    }
    for id in others {
        ids.extend(draft.take_in(id, into)?);
    }
    draft.join_names(into)?;
    draft.join_ends(into)?;
    if let Some(text) = &merger.text {
        set_texts(&mut draft, into, text)?;
    }
    let mut records = Vec::new();
    let mut following = ids;
    if origin.from.len() > 1 {
        following.retain(|(_, to)| to != into);
        let to = vec![merger.into.clone()];
        records.push(LineageRecord::new(LineageChange::Merged, origin.from, to));
    } else if let Some(only) = origin.from.first() {
        following.retain(|(_, to)| to != into);
        following.insert(0, (only.to_string(), into.to_owned()));
    }
    records.extend(draft.carried(&[(&following, &Grounds::default())])?);
    if let Some(first) = records.first_mut() {
        merger.grounds.give(first);
    }
    draft.declared(records, &new_ids(&following))
}

impl Draft<'_> {
    /// Refuses competences of which two have an indicator of the same name.
    fn names_are_free(&self, competences: &[&str], into: &str) -> Result<(), EditError> {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for id in competences {
            let Element::Competence(competence) = self.element(id)? else {
                continue;
            };
            for indicator in &competence.indicators {
                let id = indicator.id.as_str();
                let name = id.rsplit('.').next().unwrap_or_default();
                if let Some(other) = names.insert(name, id) {
                    return Err(EditError::Request(format!(
                        "`{other}` and `{id}` would both be `{into}.{name}`: rename one of them, or merge the two, first"
                    )));
                }
            }
        }
        Ok(())
    }

    /// Gives the first of several its new id; an indicator may go into another competence.
    fn become_element(&mut self, id: &str, into: &str) -> Result<Vec<(String, String)>, EditError> {
        let parent = |id: &str| id.split_once('.').map(|(parent, _)| parent.to_owned());
        if parent(id).is_some() && parent(into).is_some() && parent(id) != parent(into) {
            self.move_indicator(id, into)?;
            return Ok(vec![(id.to_owned(), into.to_owned())]);
        }
        self.rename_element(id, into)
    }

    /// Takes an element into another, and tells what has another id since.
    fn take_in(&mut self, id: &str, into: &str) -> Result<Vec<(String, String)>, EditError> {
        let (path, _) = self.place_of(id)?;
        let (target, _) = self.place_of(into)?;
        let mut ids = Vec::new();
        match self.element(id)? {
            Element::Competence(competence) => {
                let indicators = competence.indicators.iter().map(|it| it.id.to_string());
                for indicator in indicators.collect::<Vec<_>>() {
                    let name = indicator.rsplit('.').next().unwrap_or_default();
                    let new = format!("{into}.{name}");
                    self.take_over(&indicator, &target)?;
                    ids.push((indicator, new));
                }
            }
            Element::Cluster(cluster) => {
                let organisations = cluster.organisations.clone();
                self.edit(&target, |sheet| {
                    for it in organisations {
                        let there = sheet.items(&way!["organisations"]);
                        let is_there = there.iter().any(|there| *there == it.as_str());
                        if !is_there {
                            let item = Block::scalar(it.as_str());
                            sheet.push(&[], "organisations", "title", &item)?;
                        }
                    }
                    Ok(())
                })?;
                // Its own file does not go along.
                self.remove(&path);
                self.rename_folder(&format!("job-specific/{id}"), into)?;
            }
            Element::Indicator(..) | Element::Profile(_) => {}
        }
        if id.contains('.') {
            self.remove_element(id)?;
        } else {
            self.remove(&path);
        }
        let itself = (id.to_owned(), into.to_owned());
        self.rename_ids(&[&ids[..], std::slice::from_ref(&itself)].concat())?;
        ids.insert(0, itself);
        Ok(ids)
    }
}
