//! Where the parts of an edited file stand.

use std::ops::Range;

use super::{Sheet, Step, lines};
use crate::check::context::Spot;
use crate::check::document::{Document, Kind, NodeId};

impl Sheet {
    pub(super) fn node(&self, way: &[Step]) -> Option<NodeId> {
        let document = &self.file.document;
        way.iter()
            .try_fold(Document::ROOT, |node, step| match step {
                Step::Key(key) => document.value(node, key),
                Step::Item(index) => document.item(node, *index),
            })
    }

    pub(super) fn position(&self, map: &[Step], key: &str) -> Option<usize> {
        let document = &self.file.document;
        let mut keys = document.entries(self.node(map)?);
        keys.position(|(name, _)| document.text(name) == Some(key))
    }

    /// Where a scalar of one line stands, in bytes.
    pub(super) fn scalar_range(&self, node: NodeId) -> Option<Range<usize>> {
        let spot = Spot::new(&self.file, node);
        let place = spot.scalar().or_else(|| {
            // A number or a word that is no text.
            let is_text = matches!(self.file.document.kind(node), Kind::Text { .. });
            let is_one = !is_text && self.file.document.is_on_one_line(node);
            is_one.then(|| spot.place())
        })?;
        let start = self.offset(place.line, place.column)?;
        let end = self.offset(place.line, place.column + place.length)?;
        Some(start..end)
    }

    /// Where a scalar, or what is in brackets, stands, in bytes.
    pub(super) fn range(&self, node: NodeId) -> Option<Range<usize>> {
        let document = &self.file.document;
        if !matches!(document.kind(node), Kind::List | Kind::Map) {
            return self.scalar_range(node);
        }
        let (start, _) = document.positions(node);
        let start = self.offset(start.line, start.column)?;
        if !self.text().get(start..)?.starts_with(['[', '{']) {
            return None;
        }
        // The parser's end lies behind comments that follow: the bracket is looked for.
        let mut inner: Vec<NodeId> = document.items(node).collect();
        inner.extend(document.entries(node).map(|(_, value)| value));
        let mut end = match inner.last() {
            Some(last) => self.range(*last)?.end,
            None => start + 1,
        };
        loop {
            let rest = self.text().get(end..)?;
            let c = rest.chars().next()?;
            match c {
                '#' => end += rest.find('\n')?,
                ']' | '}' => return Some(start..end + 1),
                ',' => end += 1,
                c if c.is_whitespace() => end += c.len_utf8(),
                _ => return None,
            }
        }
    }

    /// The byte at a line and a column.
    pub(super) fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let mut lines = self.text().split_inclusive('\n');
        let before: usize = lines
            .by_ref()
            .take(usize::try_from(line).ok()?.checked_sub(1)?)
            .map(str::len)
            .sum();
        let line = lines.next().unwrap_or_default();
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let mut bytes = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        Some(before + bytes.nth(column)?)
    }

    /// Whether a list or a map is written in brackets.
    pub(super) fn is_flow(&self, way: &[Step]) -> Option<bool> {
        let node = self.node(way)?;
        let (start, _) = self.file.document.positions(node);
        let from = self.offset(start.line, start.column)?;
        Some(self.text().get(from..)?.starts_with(['[', '{']))
    }

    /// Where each item or entry of a list or a map stands, in bytes.
    pub(super) fn parts(&self, way: &[Step]) -> Option<Vec<(usize, usize)>> {
        let document = &self.file.document;
        let node = self.node(way)?;
        let parts: Vec<(NodeId, NodeId)> = match document.kind(node) {
            Kind::List => document.items(node).map(|it| (it, it)).collect(),
            Kind::Map => document.entries(node).collect(),
            _ => return None,
        };
        let range = |(first, last): (NodeId, NodeId)| {
            let (start, _) = document.positions(first);
            let start = self.offset(start.line, start.column)?;
            // In a block, only where it begins is asked for.
            let end = self.range(last).map_or(start, |it| it.end);
            Some((start, end))
        };
        parts.into_iter().map(range).collect()
    }

    pub(super) fn line(&self, index: usize) -> Option<&str> {
        self.text().split_inclusive('\n').nth(index)
    }

    /// The line and the column, both from 0, at which an entry or an item begins, the item behind
    /// its dash.
    pub(super) fn first_position(&self, way: &[Step]) -> Option<(usize, usize)> {
        let document = &self.file.document;
        let node = match way.split_last()? {
            (Step::Key(key), map) => document.entry(self.node(map)?, key)?.0,
            (Step::Item(_), _) => self.node(way)?,
        };
        // Not the place of a finding: that of a map is its first key, also in brackets.
        let (start, _) = document.positions(node);
        let (line, column) = (
            usize::try_from(start.line).ok()?,
            usize::try_from(start.column).ok()?,
        );
        Some((line.checked_sub(1)?, column.checked_sub(1)?))
    }

    pub(super) fn column(&self, way: &[Step]) -> Option<usize> {
        self.first_position(way).map(|(_, column)| column)
    }

    /// The column of a key, or of the dash of an item.
    pub(super) fn indent(&self, way: &[Step]) -> Option<usize> {
        let (line, column) = self.first_position(way)?;
        match way.last()? {
            Step::Key(_) => Some(column),
            Step::Item(_) => {
                let line = self.line(line)?;
                let before: String = line.chars().take(column).collect();
                let spaces = before.strip_suffix("- ")?;
                let is_block = spaces.chars().all(|it| it == ' ');
                is_block.then_some(spaces.len())
            }
        }
    }

    /// The lines of an entry or an item of a block, from 0.
    pub(super) fn lines_of(&self, way: &[Step]) -> Option<Range<usize>> {
        let (start, _) = self.first_position(way)?;
        let indent = self.indent(way)?;
        let is_list = self.get(way)?.is_array() && matches!(way.last()?, Step::Key(_));
        Some(start..lines::end(self.text(), start, indent, is_list))
    }

    /// Where the comment stands that ends the line of a value, or of the key of a block, with the
    /// spaces before it, in bytes: an empty range if there is none, nothing where something else
    /// follows.
    pub(in crate::edit) fn trailing(&self, way: &[Step]) -> Option<Range<usize>> {
        let node = self.node(way)?;
        let value = self.get(way)?;
        let is_block = (value.is_object() || value.is_array()) && !self.is_flow(way)?;
        let from = if is_block {
            let (Step::Key(key), _) = way.split_last()? else {
                return None;
            };
            let (line, column) = self.first_position(way)?;
            let number = u32::try_from(line + 1).ok()?;
            let start = self.offset(number, u32::try_from(column + 1).ok()?)?;
            let rest = self.text().get(start..)?;
            let quoted = rest.starts_with(['"', '\'']);
            start + key.len() + if quoted { 3 } else { 1 }
        } else {
            self.range(node)?.end
        };
        let rest = self.text().get(from..)?;
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        let is_comment = line.trim().is_empty() || line.trim_start().starts_with('#');
        is_comment.then_some(from..from + end)
    }
}
