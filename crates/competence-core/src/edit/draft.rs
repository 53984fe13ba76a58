//! A model that is being edited: its files as they are, and as they would be.

use std::collections::BTreeMap;

use super::names::says;
use super::sheet::{Sheet, Step, way};
use super::{EditError, Edited};
use crate::Model;
use crate::check::schema::DocumentKind;
use crate::check::source::{Overlay, Replacement, Source};
use crate::check::{Finding, Loaded, MANIFEST, check, kind_of, load, numbers};
use crate::{Element, Severity};

/// A model that is being edited. Nothing is written.
pub(super) struct Draft<'s> {
    source: &'s dyn Source,
    /// The model as it is.
    pub checked: Loaded,
    /// The model as it is, whole.
    pub model: Model,
    /// The files that change; those that go have no text.
    files: BTreeMap<String, Option<String>>,
    /// The paths that files had, by those that they would have.
    moved: BTreeMap<String, String>,
    /// The old and the new ids of elements.
    pub(super) renamed: Vec<(String, String)>,
}

impl<'s> Draft<'s> {
    /// A source that can be edited.
    pub fn open(source: &'s dyn Source) -> Result<Self, EditError> {
        let checked = check(source);
        if checked.written().next().is_none() && checked.texts().next().is_some() {
            return Err(EditError::Bundle);
        }
        let model = checked.model()?;
        Ok(Self {
            source,
            checked,
            model,
            files: BTreeMap::new(),
            moved: BTreeMap::new(),
            renamed: Vec::new(),
        })
    }

    /// The last release, against which the edit is judged.
    pub fn release(&self) -> Option<&Model> {
        self.checked.releases().next_back()
    }

    /// The element of the last release with an id.
    pub fn released(&self, id: &str) -> Option<Element<'_>> {
        self.release().and_then(|it| it.element(id))
    }

    /// The element with an id, in the model as it is.
    pub fn element(&self, id: &str) -> Result<Element<'_>, EditError> {
        let element = self.model.element(id);
        element.ok_or_else(|| EditError::unknown(id, &self.model))
    }

    /// Refuses an id that an element has.
    pub fn free(&self, id: &str) -> Result<(), EditError> {
        match self.model.element(id) {
            None => Ok(()),
            Some(it) => Err(EditError::Exists {
                id: id.to_owned(),
                noun: it.noun(),
            }),
        }
    }

    /// The text of a file as it would be.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(text) => text.as_deref(),
            None => self.checked.written_text(path),
        }
    }

    /// The documents as they would be: path and kind.
    pub fn documents(&self) -> Vec<(String, DocumentKind)> {
        let before = self.checked.written().map(|(path, _)| path);
        let new = self.files.keys().map(String::as_str);
        let mut paths: Vec<&str> = before.chain(new).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.retain(|path| self.text(path).is_some());
        let kinds = paths
            .into_iter()
            .filter_map(|path| Some((path.to_owned(), kind_of(path)?)));
        kinds.collect()
    }

    /// A file to edit, to be kept afterwards.
    pub fn sheet(&self, path: &str) -> Result<Sheet, EditError> {
        let text = self.text(path).ok_or_else(|| EditError::layout(path))?;
        Sheet::read(path, text)
    }

    pub fn keep(&mut self, sheet: &Sheet) {
        self.put(sheet.path(), sheet.text().to_owned());
    }

    /// Edits one file.
    pub fn edit(
        &mut self,
        path: &str,
        edit: impl FnOnce(&mut Sheet) -> Result<(), EditError>,
    ) -> Result<(), EditError> {
        let mut sheet = self.sheet(path)?;
        edit(&mut sheet)?;
        self.keep(&sheet);
        Ok(())
    }

    pub fn put(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), Some(text));
    }

    /// Puts a file where none is.
    pub fn create(&mut self, path: &str, text: String) -> Result<(), EditError> {
        if self.text(path).is_some() {
            return Err(EditError::Request(format!(
                "there is a file `{path}` already"
            )));
        }
        self.put(path, text);
        Ok(())
    }

    pub fn remove(&mut self, path: &str) {
        self.files.insert(path.to_owned(), None);
    }

    /// Gives a file another path.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<(), EditError> {
        if from == to {
            return Ok(());
        }
        let text = self
            .text(from)
            .ok_or_else(|| EditError::layout(from))?
            .to_owned();
        self.create(to, text)?;
        self.remove(from);
        let first = self.moved.remove(from).unwrap_or_else(|| from.to_owned());
        self.moved.insert(to.to_owned(), first);
        Ok(())
    }

    /// The file that an element stands in as it would be, and the way to it there.
    pub fn place_of(&self, id: &str) -> Result<(String, Vec<Step>), EditError> {
        for (path, kind) in self.documents() {
            let holds = matches!(
                kind,
                DocumentKind::Cluster | DocumentKind::Competence | DocumentKind::Profile
            );
            // Most files do not name it at all.
            if !holds || self.text(&path).is_none_or(|text| !text.contains(id)) {
                continue;
            }
            let sheet = self.sheet(&path)?;
            if says(sheet.value(), "id", id) {
                return Ok((path, Vec::new()));
            }
            let mut indicators = sheet.items(&way!["indicators"]).iter();
            if let Some(index) = indicators.position(|it| says(it, "id", id)) {
                return Ok((path, way!["indicators", index].to_vec()));
            }
        }
        Err(EditError::unknown(id, &self.model))
    }

    /// The files that change. Those that go are last, the manifest behind all others: a version that
    /// rose says that all else is there.
    fn replacements(&self) -> Vec<Replacement> {
        let files = self.files.iter().filter_map(|(path, after)| {
            let before = self.checked.written_text(path).map(str::to_owned);
            (before != *after).then(|| Replacement {
                path: path.clone(),
                before,
                after: after.clone(),
            })
        });
        let mut files: Vec<Replacement> = files.collect();
        files.sort_by_key(|it| (it.after.is_none(), it.path == MANIFEST));
        files
    }

    fn overlay(&self) -> Overlay<'s> {
        let with = self.files.iter();
        let with = with.filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)));
        let gone = self.files.iter().filter(|(_, text)| text.is_none());
        Overlay {
            base: self.source,
            files: with.collect(),
            without: gone.map(|(path, _)| path.clone()).collect(),
        }
    }

    /// The model as it would be.
    pub fn after(&self) -> Result<Model, EditError> {
        load(&self.overlay())
            .model()
            .map_err(|error| EditError::Refused {
                findings: error.findings().to_vec(),
            })
    }

    /// Tries the edit: where the model has an error afterwards that it does not have now, it is
    /// refused.
    pub fn tried(self) -> Result<Edited, EditError> {
        let again = check(&self.overlay());
        let known = numbers(errors(&self.checked));
        let mut found: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
        for it in errors(&again) {
            found.entry(self.key_before(it)).or_default().push(it);
        }
        let new = found.into_iter().filter(|((file, rule, message), all)| {
            let known = known.get(&(file.as_str(), *rule, message.as_str()));
            known.is_none_or(|known| *known < all.len())
        });
        let findings: Vec<Finding> = new.flat_map(|(_, all)| all.into_iter().cloned()).collect();
        if !findings.is_empty() {
            return Err(EditError::Refused { findings });
        }
        let after = again.model().map_err(|error| EditError::Refused {
            findings: error.findings().to_vec(),
        })?;
        Ok(Edited {
            files: self.replacements(),
            before: self.model,
            after,
        })
    }

    /// What a finding would have been known by before: in the file of the old name, about the old ids.
    fn key_before(&self, finding: &Finding) -> (String, &'static str, String) {
        let (file, rule, message) = finding.key();
        let file = self.moved.get(file).map_or(file, String::as_str);
        let mut message = message.to_owned();
        for (old, new) in &self.renamed {
            message = message.replace(&format!("`{new}`"), &format!("`{old}`"));
        }
        (file.to_owned(), rule, message)
    }
}

fn errors(checked: &Loaded) -> impl Iterator<Item = &Finding> {
    let findings = checked.findings().iter();
    findings.filter(|it| it.severity == Severity::Error)
}
