//! The files of a model made to say what another model says.

use std::collections::{HashMap, HashSet};

use super::declare::schema;
use super::draft::Draft;
use super::reconcile::rewritten;
use super::sheet::{Block, Sheet, way};
use super::written::{documents_of, yaml};
use super::{EditError, Edited};
use crate::check::schema::DocumentKind;
use crate::check::source::Source;
use crate::check::{MANIFEST, MODELINE};
use crate::lineage::Suggestion;
use crate::version::diff::Diff;
use crate::{Competence, Element, LineageRecord, Model};

/// What a model is to become.
#[derive(Debug, Clone)]
pub struct Update {
    /// The model as it is to be. What it says of its version and its lineage is not looked at: the
    /// version is raised as far as it has to be.
    pub target: Model,
    /// What was decided on the way. A record that leads from one element that goes to one that comes
    /// also says that the one becomes the other: its file and its comments stay.
    pub records: Vec<LineageRecord>,
    /// The reason for whatever else was released and goes. With one, lineage is proposed, by likeness, for
    /// all that the records do not explain.
    pub reason: Option<String>,
}

impl Update {
    /// A model that is to say the same as another, without any decision.
    pub fn new(target: Model) -> Self {
        Self {
            target,
            records: Vec::new(),
            reason: None,
        }
    }
}

/// Makes the files of a model say what another model says. What says the same keeps its text, its
/// comments and its layout; a competence that is of another kind or in another cluster gets the place that
/// goes with it.
///
/// ```
/// use competence_core::check::check;
/// use competence_core::edit::{Update, update};
/// use competence_core::{Model, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let model = check(&files).model()?;
/// let mut bundle = model.as_bundle().clone();
/// bundle.competences.retain(|it| it.id != "cooperation");
/// let target = Model::try_new(bundle)?;
/// let edited = update(&files, &Update::new(target))?;
/// assert!(edited.after.element("cooperation").is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if a file is laid out in a way in which it cannot be
/// edited, or if the model would have errors that it does not have.
pub fn update(source: &dyn Source, update: &Update) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let target = &update.target;
    let followed = draft.follow(&update.records, target)?;
    draft.become_model(target)?;
    let decided = update.records.iter().cloned().map(Suggestion::decided);
    draft.declare(decided.collect(), &[])?;
    if let (Some(reason), Some(old)) = (&update.reason, draft.release()) {
        let new = draft.after()?;
        let mut open = Diff::between(old, &new).suggestions(old, &new);
        for it in open.iter_mut().filter(|it| it.needs_reason) {
            it.record.reason = Some(reason.clone());
        }
        draft.declare(open, &[])?;
    }
    draft.settle(&followed)?;
    draft.raise()?;
    draft.tried()
}

impl Draft<'_> {
    /// Gives elements the ids that records say they have now; tells the new ones.
    fn follow(
        &mut self,
        records: &[LineageRecord],
        target: &Model,
    ) -> Result<Vec<String>, EditError> {
        let steps = records.iter().filter_map(|it| {
            let ([from], [to]) = (&it.from[..], &it.to[..]) else {
                return None;
            };
            let (from, to) = (from.as_str(), to.as_str());
            let goes = self.model.element(from).is_some() && target.element(from).is_none();
            let comes = self.model.element(to).is_none() && target.element(to).is_some();
            (goes && comes).then(|| (from.to_owned(), to.to_owned()))
        });
        // Two records may be about the same step: it was moved, and reworded.
        let mut seen = HashSet::new();
        let steps = steps.filter(|(from, _)| seen.insert(from.clone()));
        let (indicators, wholes): (Vec<_>, Vec<_>) = steps.partition(|(id, _)| id.contains('.'));
        let mut followed = Vec::new();
        let pairs = wholes.iter().map(|(from, to)| (from.as_str(), to.as_str()));
        let ids = self.rename_elements(&pairs.collect::<Vec<_>>());
        let ids = ids.map_err(|(_, error)| error)?;
        followed.extend(ids.into_iter().flatten().map(|(_, to)| to));
        self.create_missing(target)?;
        for (from, to) in &indicators {
            let (Some((parent, name)), Some((new_parent, _))) =
                (from.split_once('.'), to.split_once('.'))
            else {
                continue;
            };
            // Its competence may have another id already.
            let renamed = wholes.iter().find(|(old, _)| old == parent);
            let parent = renamed.map_or(parent, |(_, new)| new);
            let from = format!("{parent}.{name}");
            if from == *to {
                continue;
            }
            if parent != new_parent {
                self.take_along(&from, to, new_parent)?;
            }
            self.rename_ids(&[(from, to.clone())])?;
            followed.push(to.clone());
        }
        Ok(followed)
    }

    /// Puts the lines of an indicator into its new competence. If the competence is new as well, they replace
    /// those that were written for it.
    fn take_along(&mut self, from: &str, to: &str, competence: &str) -> Result<(), EditError> {
        let (path, _) = self.place_of(competence)?;
        let Ok((_, there)) = self.place_of(to) else {
            return self.take_over(from, &path);
        };
        let (before, at) = self.place_of(from)?;
        let mut sheet = self.sheet(&before)?;
        let block = sheet.block(&at)?;
        sheet.remove(&at)?;
        self.keep(&sheet);
        self.edit(&path, |sheet| sheet.replace(&there, &block))
    }

    /// Writes the elements that are not there yet, each into a file of its own.
    fn create_missing(&mut self, target: &Model) -> Result<(), EditError> {
        let places = self.places()?;
        for document in documents_of(target) {
            let key = (document.kind, document.id);
            let is_element = !matches!(key.0, DocumentKind::Lineage | DocumentKind::Framework);
            if is_element && !places.contains_key(&key) {
                let depth = document.path.matches('/').count();
                let schema = schema(&self.checked, depth, key.0.as_str());
                let text = format!("{MODELINE}{schema}\n{}", document.text);
                self.create(&document.path, text)?;
            }
        }
        Ok(())
    }

    /// Where each element has its file.
    pub fn places(&self) -> Result<HashMap<(DocumentKind, String), String>, EditError> {
        let mut places = HashMap::new();
        for (path, kind) in self.documents() {
            if let Some(id) = self.sheet(&path)?.value().get("id")
                && kind != DocumentKind::Framework
            {
                places.insert((kind, id.as_str().unwrap_or_default().to_owned()), path);
            }
        }
        Ok(places)
    }

    /// Makes the files say what a model says, but for its version and its lineage.
    fn become_model(&mut self, target: &Model) -> Result<(), EditError> {
        let now = self.after()?;
        let (before, after) = (texts(&now), texts(target));
        for (key, path) in self.places()? {
            match (before.get(&key), after.get(&key)) {
                (Some(before), Some(after)) => {
                    let path = self.placed(&key.1, &path, &now, target)?;
                    self.rewrite(&path, [before, after])?;
                }
                _ => self.remove(&path),
            }
        }
        let mut framework = target.framework().clone();
        framework.version = now.framework().version.clone();
        if let (Some(before), Some(after)) = (yaml(now.framework()), yaml(&framework)) {
            self.rewrite(MANIFEST, [&before, &after])?;
        }
        Ok(())
    }

    /// Gives a competence the place of its kind and cluster, and tells its path.
    fn placed(
        &mut self,
        id: &str,
        path: &str,
        now: &Model,
        target: &Model,
    ) -> Result<String, EditError> {
        fn of<'m>(model: &'m Model, id: &str) -> Option<&'m Competence> {
            match model.element(id) {
                Some(Element::Competence(it)) => Some(it),
                _ => None,
            }
        }
        let (Some(old), Some(new)) = (of(now, id), of(target, id)) else {
            return Ok(path.to_owned());
        };
        if (old.kind, &old.cluster) == (new.kind, &new.cluster) {
            return Ok(path.to_owned());
        }
        let cluster = new.cluster.as_ref().map(ToString::to_string);
        self.put_competence(id, new.kind, cluster.as_deref())?;
        Ok(self.place_of(id)?.0)
    }

    /// Brings what differs between two forms of a document into its file.
    fn rewrite(&mut self, path: &str, [before, after]: [&str; 2]) -> Result<(), EditError> {
        if before == after {
            return Ok(());
        }
        let primary = self.model.framework().languages.primary.to_string();
        let text = self.text(path).ok_or_else(|| EditError::layout(path))?;
        let (text, before) = (
            reordered(path, text, after)?,
            reordered(path, before, after)?,
        );
        let text = rewritten(path, &text, &primary, [&before, after])?;
        self.put(path, text);
        Ok(())
    }
}

/// The text of a document with its indicators in the order that another form of it has, each with its
/// comments. Those that the form does not have stay behind the one before them.
fn reordered(path: &str, text: &str, form: &str) -> Result<String, EditError> {
    let list = way!["indicators"];
    let ids = |sheet: &Sheet| -> Vec<Option<String>> {
        let ids = sheet.items(&list).iter();
        ids.map(|it| it.get("id")?.as_str().map(str::to_owned))
            .collect()
    };
    let mut sheet = Sheet::read(path, text)?;
    let wanted: HashMap<_, _> = ids(&Sheet::read(path, form)?)
        .into_iter()
        .zip(0..)
        .collect();
    let mut behind = 0;
    let rank = ids(&sheet).into_iter().map(|it| {
        behind = *wanted.get(&it).unwrap_or(&behind);
        behind
    });
    let mut order: Vec<(usize, usize)> = rank.zip(0..).collect();
    order.sort_unstable();
    if order.is_sorted_by_key(|(_, index)| *index) {
        return Ok(text.to_owned());
    }
    let mut items = String::new();
    for (_, index) in order {
        let way = [&list[..], &way![index]].concat();
        items.push_str(&sheet.item_with_comments(&way)?.as_item());
    }
    let block = Block::yaml(&items).ok_or_else(|| EditError::layout(path))?;
    sheet.replace(&list, &block)?;
    let comments = |text: &str| {
        let lines = text.lines().map(str::trim_start);
        lines.filter(|it| it.starts_with('#')).count()
    };
    if comments(sheet.text()) != comments(text) {
        return Err(EditError::layout(path));
    }
    Ok(sheet.text().to_owned())
}

/// The elements of a model as text, each by what it is and its id.
fn texts(model: &Model) -> HashMap<(DocumentKind, String), String> {
    let documents = documents_of(model).into_iter();
    documents.map(|it| ((it.kind, it.id), it.text)).collect()
}
