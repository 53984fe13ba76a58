//! A YAML file that is edited as text: each step is checked against what it is meant to change.

mod block;
mod lines;
mod places;
mod scalar;
mod splice;

use std::sync::OnceLock;

use serde_json::Value;

use super::EditError;
use crate::check::{
    File,
    document::{self, Document},
};

/// A step on the way to a value of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Item(index)
    }
}

/// The way to a value: `way!["records", 2, "to"]`.
macro_rules! way {
    ($($step:expr),* $(,)?) => { [$($crate::edit::sheet::Step::from($step)),*] };
}
pub(super) use way;

pub(super) use block::Block;
pub(super) use lines::comments;
pub(super) use scalar::scalar;

/// A YAML file that is edited. Every step changes the text and what it says together: where the text
/// does not say afterwards what it should, the step is refused and nothing has changed.
pub(super) struct Sheet {
    file: File,
    value: Value,
}

impl Sheet {
    /// A file to edit.
    pub fn read(path: &str, text: &str) -> Result<Self, EditError> {
        let understood = understood(path, text.to_owned());
        let (file, value) = understood.ok_or_else(|| EditError::layout(path))?;
        Ok(Self { file, value })
    }

    pub fn path(&self) -> &str {
        &self.file.path
    }

    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// What the file says.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What stands at the end of a way.
    pub fn get(&self, way: &[Step]) -> Option<&Value> {
        way.iter().try_fold(&self.value, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Item(index) => value.get(index),
        })
    }

    /// The items of a list; none where there is no list.
    pub fn items(&self, way: &[Step]) -> &[Value] {
        let list = self.get(way).and_then(Value::as_array);
        list.map_or(&[], Vec::as_slice)
    }

    /// The keys of a map, in the order of the file.
    pub fn keys(&self, way: &[Step]) -> Vec<&str> {
        let document = &self.file.document;
        let map = self.node(way).into_iter();
        let keys = map.flat_map(|map| document.entries(map));
        keys.filter_map(|(name, _)| document.text(name)).collect()
    }

    /// Writes another text where a scalar is.
    pub fn set(&mut self, way: &[Step], text: &str) -> Result<(), EditError> {
        self.put(way, &Block::scalar(text))
    }

    /// Writes another scalar where one is.
    fn put(&mut self, way: &[Step], scalar: &Block) -> Result<(), EditError> {
        let mut wanted = self.value.clone();
        let place = at(&mut wanted, way).filter(|it| !it.is_object() && !it.is_array());
        let text = place.and_then(|place| {
            *place = scalar.value.clone();
            let node = self.node(way)?;
            self.scalar_range(node)
                .map(|range| self.with(range, &scalar.text))
                .or_else(|| self.with_entry(way, &scalar.text))
        });
        self.become_text(text, &wanted)
    }

    /// Removes a key with its value, or an item of a list. What stands in its lines goes with it,
    /// comments between items stay.
    pub fn remove(&mut self, way: &[Step]) -> Result<(), EditError> {
        let mut wanted = self.value.clone();
        let text = way.split_last().and_then(|(last, holder)| {
            let place = at(&mut wanted, holder)?;
            match (last, place) {
                (Step::Key(key), Value::Object(map)) => drop(map.remove(key)?),
                (Step::Item(index), Value::Array(list)) if *index < list.len() => {
                    list.remove(*index);
                }
                _ => return None,
            }
            let parts = self.parts(holder)?;
            if self.is_flow(holder)? {
                self.without_part(&parts, last)
            } else {
                self.without_lines(way)
            }
        });
        self.become_text(text, &wanted)
    }

    /// Puts an item at the end of a list; makes the list behind another key where there is none.
    pub fn push(
        &mut self,
        holder: &[Step],
        key: &str,
        behind: &str,
        item: &Block,
    ) -> Result<(), EditError> {
        let list = [holder, &way![key]].concat();
        match self.get(&list) {
            Some(Value::Array(items)) if !items.is_empty() => {
                let end = items.len();
                self.insert_item(&list, end, item)
            }
            Some(Value::Array(_) | Value::Null) => {
                self.remove(&list)?;
                let behind = self.get(&[holder, &way![behind]].concat()).map(|_| behind);
                self.first_item(holder, key, behind, item)
            }
            Some(_) => Err(EditError::layout(self.path())),
            None => self.first_item(holder, key, Some(behind), item),
        }
    }

    fn first_item(
        &mut self,
        holder: &[Step],
        key: &str,
        behind: Option<&str>,
        item: &Block,
    ) -> Result<(), EditError> {
        let list = Block {
            text: format!("- {}", lines::indented(&item.text, 2, "\n").trim_start()),
            value: Value::Array(vec![item.value.clone()]),
            comments: Vec::new(),
        };
        let Some(behind) = behind else {
            return Err(EditError::layout(self.path()));
        };
        self.insert(holder, behind, key, &list)
    }

    /// Puts an item into a list that has some, before the one with this number or at the end.
    pub fn insert_item(
        &mut self,
        list: &[Step],
        index: usize,
        item: &Block,
    ) -> Result<(), EditError> {
        let mut wanted = self.value.clone();
        let text = at(&mut wanted, list).and_then(|place| {
            let items = place
                .as_array_mut()
                .filter(|it| !it.is_empty() && index <= it.len())?;
            items.insert(index, item.value.clone());
            if self.is_flow(list)? {
                let parts = self.parts(list)?;
                let item = item.on_one_line()?;
                let (at, text) = match parts.get(index) {
                    Some((start, _)) => (*start, format!("{item}, ")),
                    None => (parts.last()?.1, format!(", {item}")),
                };
                return Some(self.with(at..at, &text));
            }
            // Comments before an item belong to it: what is new comes right behind the one before.
            let near = [list, &way![index.saturating_sub(1)]].concat();
            let lines = self.lines_of(&near)?;
            let line = if index == 0 { lines.start } else { lines.end };
            let indent = self.indent(&near)?;
            let dash = self.item(indent, item)?;
            Some(self.with_lines(line, &dash))
        });
        self.become_text(text, &wanted)
    }

    /// Puts a key with a value into a map, behind another key.
    pub fn insert(
        &mut self,
        map: &[Step],
        behind: &str,
        key: &str,
        value: &Block,
    ) -> Result<(), EditError> {
        let mut wanted = self.value.clone();
        let text = at(&mut wanted, map).and_then(|place| {
            let entries = place.as_object_mut().filter(|it| !it.contains_key(key))?;
            entries.insert(key.to_owned(), value.value.clone());
            let near = [map, &way![behind]].concat();
            if self.is_flow(map)? {
                let index = self.position(map, behind)?;
                let (_, end) = *self.parts(map)?.get(index)?;
                let value = value.on_one_line()?;
                return Some(self.with(end..end, &format!(", {key}: {value}")));
            }
            let (lines, indent) = (self.lines_of(&near)?, self.indent(&near)?);
            let entry = self.entry(key, indent, value);
            Some(self.with_lines(lines.end, &entry))
        });
        self.become_text(text, &wanted)
    }

    /// Replaces a value with another one.
    pub fn replace(&mut self, way: &[Step], value: &Block) -> Result<(), EditError> {
        let is_scalar = |it: &Value| !it.is_object() && !it.is_array();
        if self.get(way).is_some_and(is_scalar) && is_scalar(&value.value) {
            return self.put(way, value);
        }
        let mut wanted = self.value.clone();
        let text = at(&mut wanted, way).and_then(|place| {
            *place = value.value.clone();
            let (last, holder) = way.split_last()?;
            if self.is_flow(holder)? {
                let range = self.range(self.node(way)?)?;
                return Some(self.with(range, &value.on_one_line()?));
            }
            let (lines, indent) = (self.lines_of(way)?, self.indent(way)?);
            let entry = match last {
                Step::Key(key) => self.entry(key, indent, value),
                Step::Item(_) => self.item(indent, value)?,
            };
            Some(self.with_other_lines(&lines, &entry))
        });
        self.become_text(text, &wanted)
    }

    /// An item as it stands in a block.
    fn item(&self, indent: usize, item: &Block) -> Option<String> {
        let (margin, ending) = (" ".repeat(indent), self.ending());
        let block = item.indented(indent + 2, ending);
        let mut lines: Vec<&str> = Vec::new();
        for comment in &item.comments {
            lines.extend([&margin, comment.as_str(), ending]);
        }
        lines.extend([&margin, "- ", block.get(indent + 2..)?]);
        Some(lines.concat())
    }

    /// A key with a value as it stands in a block.
    fn entry(&self, key: &str, indent: usize, value: &Block) -> String {
        let (margin, ending) = (" ".repeat(indent), self.ending());
        if value.is_one_line() && !value.value.is_array() {
            format!("{margin}{key}: {}{ending}", value.text)
        } else {
            let lines = value.indented(indent + 2, ending);
            format!("{margin}{key}:{ending}{lines}")
        }
    }

    /// A value as YAML at the margin, with the comments inside.
    pub fn block(&self, way: &[Step]) -> Result<Block, EditError> {
        let block = || {
            let value = self.get(way)?.clone();
            let (last, holder) = way.split_last()?;
            let node = self.node(way)?;
            let is_block = (value.is_object() || value.is_array()) && !self.is_flow(way)?;
            let scalar = self.scalar_range(node);
            if !is_block && (self.is_flow(holder)? || scalar.is_some() || self.is_flow(way)?) {
                let text = self.text().get(self.range(node)?)?;
                return Block::yaml(text).filter(|it| it.value == value);
            }
            if let Value::String(text) = &value {
                // One that stands on several lines is written on one.
                return Some(Block::scalar(text));
            }
            let (mut lines, indent) = (self.lines_of(way)?, self.indent(way)?);
            let indent = match last {
                Step::Item(_) => indent + 2,
                // The lines below the key.
                Step::Key(_) => {
                    lines.start += 1;
                    self.line(lines.start)?.find(|c| c != ' ')?
                }
            };
            let text = self.text().split_inclusive('\n');
            let text: String = text.take(lines.end).skip(lines.start).collect();
            let text = lines::dedented(&text, indent)?;
            Block::yaml(&text).filter(|it| it.value == value)
        };
        block().ok_or_else(|| EditError::layout(self.path()))
    }

    /// An item of a list as YAML at the margin, with the comments on the lines before it.
    pub fn item_with_comments(&self, way: &[Step]) -> Result<Block, EditError> {
        let mut block = self.block(way)?;
        if let (Some((start, _)), Some(indent)) = (self.first_position(way), self.indent(way)) {
            let lines: Vec<&str> = self.text().lines().take(start).collect();
            let is_comment = |line: &&&str| {
                let content = line.trim_start_matches(' ');
                content.starts_with('#') && line.len() - content.len() == indent
            };
            let comments = lines.iter().rev().take_while(is_comment);
            block.comments = comments.map(|it| it.trim().to_owned()).collect();
            block.comments.reverse();
        }
        Ok(block)
    }

    /// The comment that ends the line of a value, with the spaces before it.
    pub fn comment(&self, way: &[Step]) -> Option<&str> {
        self.text().get(self.trailing(way)?)
    }

    /// Ends the line of a value with another comment.
    pub fn set_comment(&mut self, way: &[Step], comment: &str) -> Result<(), EditError> {
        let wanted = self.value.clone();
        let text = self.trailing(way).map(|range| self.with(range, comment));
        self.become_text(text, &wanted)
    }

    /// Takes a text over if it says what is wanted.
    fn become_text(&mut self, text: Option<String>, wanted: &Value) -> Result<(), EditError> {
        let read = text.and_then(|text| understood(&self.file.path, text));
        match read.filter(|(_, value)| value == wanted) {
            Some((file, value)) => {
                *self = Self { file, value };
                Ok(())
            }
            None => Err(EditError::layout(self.path())),
        }
    }
}

fn at<'v>(value: &'v mut Value, way: &[Step]) -> Option<&'v mut Value> {
    way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Item(index) => value.get_mut(index),
    })
}

/// A text as a file, with what it says; nothing where it is not understood.
fn understood(path: &str, text: String) -> Option<(File, Value)> {
    let mut findings = Vec::new();
    let mut document = document::parse(path, &text, &mut findings);
    let is_wrong = findings
        .iter()
        .any(|it| it.severity == crate::Severity::Error);
    if is_wrong || document.is_empty() || document.is_cut() {
        return None;
    }
    document.index_lists();
    let value = document.to_json(Document::ROOT);
    let file = File {
        path: path.to_owned(),
        role: None,
        text,
        document,
        is_cut: false,
        starts: OnceLock::new(),
    };
    Some((file, value))
}
