//! One element that becomes several.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::names::{Role, named, says};
use super::rename::new_ids;
use super::reword::set_texts;
use super::sheet::{Block, Sheet, Step, way};
use super::{EditError, Edited, Grounds};
use crate::check::source::Source;
use crate::{Element, ElementId, LineageChange, LineageRecord, LocalisedText};

/// One of the elements that another one becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its id; one part may keep that of the element.
    pub id: ElementId,
    /// Its title, or the statement of an indicator; that of the element if none is given.
    pub text: Option<LocalisedText>,
    /// The names of the indicators that it gets, or the ids of the competences of a cluster. Where
    /// none are named, it gets those that no other part has.
    pub members: Vec<String>,
}

impl Part {
    /// A part that gets what no other part has.
    pub fn new(id: ElementId) -> Self {
        Self {
            id,
            text: None,
            members: Vec::new(),
        }
    }
}

/// One element that becomes several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splitting {
    /// The element.
    pub id: ElementId,
    /// What it becomes; two or more.
    pub parts: Vec<Part>,
    /// Why it was decided.
    pub grounds: Grounds,
}

/// Splits an element: a competence with its indicators, a cluster with its competences, an indicator,
/// or a profile. Each part begins as a copy of the element. Whatever named the element names all
/// parts. Where it was released, a lineage record says that it was split.
///
/// ```
/// use competence_core::edit::{Grounds, Part, Splitting, split};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let mut agreements = Part::new(id!(ElementId, "agreements"));
/// agreements.members = vec!["keeps-agreements".to_owned()];
/// let splitting = Splitting {
///     id: id!(ElementId, "cooperation"),
///     parts: vec![agreements, Part::new(id!(ElementId, "cooperation"))],
///     grounds: Grounds::default(),
/// };
/// let edited = split(&files, &splitting)?;
/// assert!(edited.after.element("agreements.keeps-agreements").is_some());
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, if a new id is taken,
/// if an indicator goes to no part or to two, if the element was released and there is no reason, or
/// if the model would have errors that it does not have.
pub fn split(source: &dyn Source, splitting: &Splitting) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let id = splitting.id.as_str();
    let element = draft.element(id)?;
    let parts: Vec<&str> = splitting.parts.iter().map(|it| it.id.as_str()).collect();
    if parts.len() < 2 || parts.iter().collect::<BTreeSet<_>>().len() < parts.len() {
        return Err(EditError::Request(format!(
            "`{id}` is split into two or more elements: name each of them once"
        )));
    }
    for part in parts.iter().filter(|it| **it != id) {
        draft.free(part)?;
        let parent = |id: &str| id.split_once('.').map(|(parent, _)| parent.to_owned());
        if parent(part) != parent(id) {
            return Err(EditError::Request(format!(
                "`{part}` cannot be a part of `{id}`: {}",
                match parent(id) {
                    Some(parent) =>
                        format!("its id has to begin with `{parent}.`; it can be moved afterwards"),
                    None => "it is the id of an indicator".to_owned(),
                }
            )));
        }
    }
    let members = members(&draft, element, splitting)?;
    let origin = draft.origin(&[id])?;
    if origin.from.len() > 1 {
        return Err(EditError::Request(format!(
            "`{id}` came of several elements since the last release, and its parts would too: edit the lineage by hand"
        )));
    }
    if !origin.from.is_empty() && splitting.grounds.reason.is_none() {
        return Err(EditError::Unexplained { id: id.to_owned() });
    }
    let noun = element.noun();
    draft.spend(origin.records)?;
    let ids = match noun {
        "indicator" => draft.split_indicator(id, &parts)?,
        "cluster" => draft.split_cluster(id, &parts, &members)?,
        _ => draft.split_file(id, &parts, &members)?,
    };
    draft.spread_names(id, &parts)?;
    for part in &splitting.parts {
        if let Some(text) = &part.text {
            set_texts(&mut draft, part.id.as_str(), text)?;
        }
    }
    let mut records = Vec::new();
    if !origin.from.is_empty() {
        let to = splitting.parts.iter().map(|it| it.id.clone()).collect();
        let mut record = LineageRecord::new(LineageChange::Split, origin.from, to);
        splitting.grounds.give(&mut record);
        records.push(record);
    }
    draft.rename_ids(&ids)?;
    records.extend(draft.carried(&[(&ids, &Grounds::default())])?);
    draft.declared(records, &new_ids(&ids))
}

/// Which indicators, or competences of a cluster, each part gets: their ids.
fn members(
    draft: &Draft<'_>,
    element: Element<'_>,
    splitting: &Splitting,
) -> Result<Vec<Vec<String>>, EditError> {
    let all: Vec<String> = match element {
        Element::Competence(it) => it.indicators.iter().map(|it| it.id.to_string()).collect(),
        Element::Cluster(cluster) => {
            let inside = draft.model.competences().iter();
            let inside = inside.filter(|it| it.cluster.as_ref() == Some(&cluster.id));
            inside.map(|it| it.id.to_string()).collect()
        }
        Element::Indicator(..) | Element::Profile(_) => Vec::new(),
    };
    let mut open = all.clone();
    let mut members = Vec::new();
    for part in &splitting.parts {
        let mut own = Vec::new();
        for name in &part.members {
            let whole = format!("{}.{name}", splitting.id);
            let Some(at) = open.iter().position(|it| it == name || *it == whole) else {
                let known = all.iter().any(|it| it == name || *it == whole);
                return Err(EditError::Request(if known {
                    format!("`{name}` goes to two parts: name it once")
                } else {
                    format!("`{}` has no `{name}`", splitting.id)
                }));
            };
            own.push(open.remove(at));
        }
        members.push(own);
    }
    let mut rest = splitting.parts.iter().zip(&mut members);
    let rest = rest.find(|(part, _)| part.members.is_empty());
    match rest {
        Some((_, own)) => *own = open,
        None if !open.is_empty() => {
            return Err(EditError::Request(format!(
                "no part gets `{}`: name it, or leave the list of one part empty, which then gets the rest",
                open.join("`, `")
            )));
        }
        None => {}
    }
    Ok(members)
}

impl Draft<'_> {
    /// Makes a file for each part, and tells the indicators that have another id then.
    fn split_file(
        &mut self,
        id: &str,
        parts: &[&str],
        members: &[Vec<String>],
    ) -> Result<Vec<(String, String)>, EditError> {
        let (path, _) = self.place_of(id)?;
        let whole = self.sheet(&path)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut ids = Vec::new();
        if !parts.contains(&id) {
            self.remove(&path);
        }
        for (part, own) in parts.iter().zip(members) {
            let mut sheet = Sheet::read(&path, whole.text())?;
            let indicators = sheet.items(&way!["indicators"]).to_vec();
            for (index, it) in indicators.iter().enumerate().rev() {
                if !own.iter().any(|own| says(it, "id", own)) {
                    sheet.remove(&way!["indicators", index])?;
                }
            }
            sheet.set(&way!["id"], part)?;
            let text = sheet.text().to_owned();
            if *part == id {
                self.put(&path, text);
            } else {
                self.create(&format!("{folder}/{part}.yaml"), text)?;
                ids.extend(own.iter().map(|it| {
                    let name = it.rsplit('.').next().unwrap_or_default();
                    (it.clone(), format!("{part}.{name}"))
                }));
            }
        }
        Ok(ids)
    }

    fn split_cluster(
        &mut self,
        id: &str,
        parts: &[&str],
        members: &[Vec<String>],
    ) -> Result<Vec<(String, String)>, EditError> {
        let (path, _) = self.place_of(id)?;
        let whole = self.sheet(&path)?;
        for (part, own) in parts.iter().zip(members).filter(|(part, _)| **part != id) {
            let mut sheet = Sheet::read(&path, whole.text())?;
            sheet.set(&way!["id"], part)?;
            let beside = if path.ends_with("/cluster.yaml") {
                format!("job-specific/{part}/cluster.yaml")
            } else {
                format!("clusters/{part}.yaml")
            };
            self.create(&beside, sheet.text().to_owned())?;
            for competence in own {
                let all = self.model.competences().iter();
                let kind = all
                    .filter(|it| it.id == **competence)
                    .map(|it| it.kind)
                    .next();
                self.put_competence(
                    competence,
                    kind.unwrap_or(crate::Kind::JobSpecific),
                    Some(part),
                )?;
            }
        }
        if !parts.contains(&id) {
            self.remove(&path);
        }
        Ok(Vec::new())
    }

    fn split_indicator(
        &mut self,
        id: &str,
        parts: &[&str],
    ) -> Result<Vec<(String, String)>, EditError> {
        let (path, at) = self.place_of(id)?;
        self.edit(&path, |sheet| {
            let block = sheet.block(&at)?;
            let [Step::Key(_), Step::Item(index)] = at[..] else {
                return Err(EditError::layout(sheet.path()));
            };
            for (number, part) in parts.iter().enumerate() {
                let here = index + number;
                if number > 0 {
                    sheet.insert_item(&way!["indicators"], here, &block)?;
                }
                sheet.set(&way!["indicators", here, "id"], part)?;
            }
            Ok(())
        })?;
        Ok(Vec::new())
    }

    /// Names all parts where an element was named in a list or by a profile.
    fn spread_names(&mut self, id: &str, parts: &[&str]) -> Result<(), EditError> {
        for (path, kind) in self.documents() {
            let mut sheet = self.sheet(&path)?;
            let named = named(kind, &sheet).into_iter();
            let own = named.filter(|it| it.id == id);
            for it in own.collect::<Vec<_>>().into_iter().rev() {
                let Some((last, holder)) = it.way.split_last() else {
                    continue;
                };
                match (it.role, last) {
                    (Role::Listed, Step::Item(index)) => {
                        for (number, part) in parts.iter().enumerate() {
                            if number > 0 {
                                sheet.insert_item(holder, index + number, &Block::scalar(part))?;
                            } else {
                                sheet.set(&it.way, part)?;
                            }
                        }
                    }
                    (Role::Required, Step::Key(key)) => {
                        let Some((Step::Item(start), all)) = holder.split_last() else {
                            continue;
                        };
                        let block = sheet.block(holder)?;
                        for (number, part) in parts.iter().enumerate() {
                            let here = [all, &way![start + number]].concat();
                            if number > 0 {
                                sheet.insert_item(all, start + number, &block)?;
                            }
                            sheet.set(&[&here[..], &way![key.as_str()]].concat(), part)?;
                        }
                    }
                    _ => {}
                }
            }
            if self.text(&path) != Some(sheet.text()) {
                self.keep(&sheet);
            }
        }
        Ok(())
    }
}
