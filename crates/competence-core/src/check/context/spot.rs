//! Places in documents, found when a finding needs them.

use crate::check::document::NodeId;
use crate::check::finding::Place;
use crate::check::load::File;
use crate::check::schema::DocumentKind;
use crate::model::Step;

/// A node of a document, as a way to the places of what is in it. A step to what is not there
/// stays where it is, so that there always is a place.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub(super) file: &'a File,
    pub(super) node: NodeId,
}

impl<'a> Spot<'a> {
    pub(crate) fn new(file: &'a File, node: NodeId) -> Self {
        Self { file, node }
    }

    /// The value of a key.
    pub fn key(self, key: &str) -> Self {
        let node = self
            .file
            .document
            .value(self.node, key)
            .unwrap_or(self.node);
        Self { node, ..self }
    }

    /// The key itself, if the map has it.
    pub fn name(self, key: &str) -> Self {
        let node = self
            .file
            .document
            .entry(self.node, key)
            .map_or(self.node, |(name, _)| name);
        Self { node, ..self }
    }

    /// An item of a list.
    pub fn item(self, index: usize) -> Self {
        let node = self
            .file
            .document
            .item(self.node, index)
            .unwrap_or(self.node);
        Self { node, ..self }
    }

    /// The end of a way.
    pub fn along(self, way: impl Iterator<Item = Step>) -> Self {
        way.fold(self, |spot, step| match step {
            Step::Key(key) => spot.key(key),
            Step::Item(index) => spot.item(index),
        })
    }

    pub fn place(self) -> Place {
        self.file.document.place(&self.file.path, self.node)
    }

    /// What stands in the file, if it stands on one line.
    pub fn source(self) -> Option<&'a str> {
        let Place {
            line,
            column,
            length,
            ..
        } = self.place();
        let line = self.file.line(line)?;
        let start = usize::try_from(column).ok()?.checked_sub(1)?;
        let length = usize::try_from(length).ok()?;
        let mut bytes = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let from = bytes.nth(start)?;
        let to = match length {
            0 => from,
            length => bytes.nth(length - 1)?,
        };
        line.get(from..to)
    }

    /// The place of a text that stands on one line, without what follows behind its quotes, which
    /// the parser counts to it.
    pub fn scalar(self) -> Option<Place> {
        let place = self.place();
        let source = self.source()?;
        let Some(quote) = source.chars().next().filter(|it| ['"', '\''].contains(it)) else {
            let text = self.file.document.text(self.node)?;
            return (source == text).then_some(place);
        };
        let mut characters = source.chars().enumerate().skip(1).peekable();
        while let Some((at, c)) = characters.next() {
            let is_escape = quote == '"' && c == '\\';
            let is_doubled = quote == '\''
                && c == quote
                && characters.peek().is_some_and(|(_, it)| *it == quote);
            if is_escape || is_doubled {
                characters.next();
            } else if c == quote {
                let length = u32::try_from(at).ok()? + 1;
                return Some(Place { length, ..place });
            }
        }
        None
    }

    /// The path of the file.
    pub fn path(self) -> &'a str {
        &self.file.path
    }

    /// Whether the file is one of the model's folder, so that its path means something.
    pub fn has_layout(self) -> bool {
        !matches!(self.file.role, Some(DocumentKind::Bundle))
    }
}
