//! A YAML document as a compact tree in which every value knows its place.

mod look;
mod parse;
mod read;
pub(crate) mod rules;
mod scalar;
mod slip;
mod value;

use std::collections::HashMap;

use crate::check::finding::Place;

pub(crate) use parse::parse;
pub(crate) use read::{Mismatch, read};
pub(crate) use scalar::is_text;

/// A position: line and column count from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub line: u32,
    pub column: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// A range of the document's text.
    Text {
        start: u32,
        end: u32,
    },
    List,
    Map,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    kind: Kind,
    start: Position,
    end: Position,
    /// The index behind this node and all nodes inside it.
    next: u32,
    /// Left out when the document is read: a key with its value, or an item of a list.
    dropped: bool,
}

/// The index of a node in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

/// The tree, in the order of the text: a list is followed by its items, a map by its keys,
/// each followed by its value.
#[derive(Debug, Default)]
pub(crate) struct Document {
    nodes: Vec<Node>,
    /// The texts of all scalars.
    text: String,
    /// The plain texts that older YAML readers take for something else, and for what.
    ambiguous: Vec<(NodeId, &'static str)>,
    /// The items of long lists that are not left out, so that an item is found by its number
    /// without a walk through those before it.
    long_lists: HashMap<NodeId, Vec<NodeId>>,
    /// Whether the file could be read no further than what is here.
    is_cut: bool,
}

/// From how many items on a list is long.
const LONG: usize = 64;

impl Document {
    pub(crate) const ROOT: NodeId = NodeId(0);

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The plain texts that older YAML readers take for something else, and for what.
    pub(crate) fn ambiguous(&self) -> &[(NodeId, &'static str)] {
        &self.ambiguous
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an id is only made for a node that is there"
    )]
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(crate) fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    /// The text of a text or a key.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match self.nodes.get(id.0 as usize)?.kind {
            Kind::Text { start, end } => self.text.get(start as usize..end as usize),
            _ => None,
        }
    }

    /// Leaves a key with its value, or an item, out of what is read.
    pub(crate) fn drop_node(&mut self, id: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.dropped = true;
        }
    }

    /// Whether something inside a node was left out.
    pub(crate) fn is_incomplete(&self, id: NodeId) -> bool {
        let inside = self.nodes.get(id.0 as usize..self.node(id).next as usize);
        inside.is_some_and(|nodes| nodes.iter().any(|node| node.dropped))
    }

    /// Whether all of what a map says about a key was understood: the key is there, with all of
    /// its value, or nothing was left out that may have been meant to be it.
    pub(crate) fn is_complete(&self, id: NodeId, key: &str) -> bool {
        match self.value(id, key) {
            Some(value) => !self.is_incomplete(value),
            None => !self.lacks_a_key(id),
        }
    }

    /// Whether a key of a map was left out itself, with its value.
    pub(crate) fn lacks_a_key(&self, id: NodeId) -> bool {
        self.all_entries(id).any(|(key, _)| self.node(key).dropped)
    }

    /// The items of a list that are not left out; nothing for other nodes.
    pub(crate) fn items(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.all_items(id).filter(|&item| !self.node(item).dropped)
    }

    fn all_items(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let node = self.node(id);
        let end = if node.kind == Kind::List {
            node.next
        } else {
            id.0
        };
        let mut at = id.0 + 1;
        std::iter::from_fn(move || {
            let item = NodeId(at);
            (at < end).then(|| {
                at = self.node(item).next;
                item
            })
        })
    }

    /// The keys of a map that are not left out, with their values; nothing for other nodes.
    pub(crate) fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let all = self.all_entries(id);
        all.filter(|&(key, _)| !self.node(key).dropped)
    }

    fn all_entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let node = self.node(id);
        let end = if node.kind == Kind::Map {
            node.next
        } else {
            id.0
        };
        let mut at = id.0 + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let key = NodeId(at);
                let value = NodeId(self.node(key).next);
                at = self.node(value).next;
                (key, value)
            })
        })
    }

    /// The entry of a map with this key.
    pub(crate) fn entry(&self, id: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        self.entries(id)
            .find(|&(name, _)| self.text(name) == Some(key))
    }

    pub(crate) fn value(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.entry(id, key).map(|(_, value)| value)
    }

    pub(crate) fn item(&self, id: NodeId, index: usize) -> Option<NodeId> {
        match self.long_lists.get(&id) {
            Some(items) => items.get(index).copied(),
            None => self.items(id).nth(index),
        }
    }

    /// Notes the items of long lists, as they are now: again when something was left out.
    pub(crate) fn index_lists(&mut self) {
        let lists = self.nodes().filter(|(id, node)| {
            // A shorter list has fewer nodes.
            node.kind == Kind::List && (node.next - id.0) as usize > LONG
        });
        let lists: Vec<NodeId> = lists.map(|(id, _)| id).collect();
        let items = lists
            .into_iter()
            .map(|id| (id, self.items(id).collect::<Vec<_>>()));
        self.long_lists = items.filter(|(_, items)| items.len() > LONG).collect();
    }

    /// Whether the file could be read no further than what is here.
    pub(crate) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether something inside a key's value, or inside an item, was left out.
    pub(crate) fn has_gap(&self, owner: NodeId) -> bool {
        let value = NodeId(self.node(owner).next);
        let is_there = (value.0 as usize) < self.nodes.len();
        self.is_incomplete(owner) || is_there && self.is_incomplete(value)
    }

    fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        let ids = (0..u32::MAX).map(NodeId);
        ids.zip(&self.nodes)
    }

    /// Where each text of the file begins and ends, in order.
    fn text_ranges(&self) -> Vec<(Position, Position)> {
        let is_text =
            |node: &&Node| matches!(node.kind, Kind::Text { .. }) && node.start < node.end;
        let texts = self.nodes.iter().filter(is_text);
        texts.map(|it| (it.start, it.end)).collect()
    }

    /// Whether a node ends in the line in which it begins.
    pub(crate) fn is_on_one_line(&self, id: NodeId) -> bool {
        let node = self.node(id);
        node.start.line == node.end.line
    }

    /// The way to what stands at a position: the keys, and `[]` for an item of a list.
    pub(crate) fn way_to(&self, at: Position) -> Vec<&str> {
        let mut way = Vec::new();
        let mut node = Self::ROOT;
        while (node.0 as usize) < self.nodes.len() {
            let begins = |it: NodeId| self.place("", it);
            let is_before = |it: NodeId| {
                let place = begins(it);
                (place.line, place.column) <= (at.line, at.column)
            };
            match self.kind(node) {
                Kind::Map => {
                    let Some((name, value)) =
                        self.all_entries(node).filter(|it| is_before(it.0)).last()
                    else {
                        break;
                    };
                    way.extend(self.text(name));
                    if !is_before(value) {
                        break;
                    }
                    node = value;
                }
                Kind::List => {
                    let Some(item) = self.all_items(node).filter(|it| is_before(*it)).last() else {
                        break;
                    };
                    way.push("[]");
                    node = item;
                }
                _ => break,
            }
        }
        way
    }

    /// Where a node begins and ends. A list or a map without brackets ends anywhere further down.
    pub(crate) fn positions(&self, id: NodeId) -> (Position, Position) {
        let node = self.node(id);
        (node.start, node.end)
    }

    /// Where a node is. A list or a map is pointed at by its first key or item, since it ends
    /// anywhere further down.
    pub(crate) fn place(&self, file: &str, id: NodeId) -> Place {
        let mut at = id;
        while matches!(self.kind(at), Kind::List | Kind::Map) && self.node(at).next > at.0 + 1 {
            at = NodeId(at.0 + 1);
        }
        let node = self.node(at);
        place(file, node.start, node.end)
    }
}

/// Whether two YAML texts say the same: the same keys and values in the same order of lists.
/// Comments, layout and the style of quotes do not count. A text that is not valid says
/// nothing, and so not the same as any, itself included.
///
/// ```
/// use competence_core::check::same_meaning;
/// assert!(same_meaning("a: [1, x]", "# a list\na:\n  - 1\n  - \"x\"\n"));
/// assert!(!same_meaning("a: 1", "a: \"1\""));
/// assert!(!same_meaning("a: [", "a: ["));
/// ```
pub fn same_meaning(a: &str, b: &str) -> bool {
    let read = |text| {
        let mut findings = Vec::new();
        let document = parse("", text, &mut findings);
        let is_wrong = findings
            .iter()
            .any(|it| it.severity == crate::Severity::Error);
        (!is_wrong && !document.is_empty()).then(|| document.to_json(Document::ROOT))
    };
    read(a).is_some_and(|a| read(b) == Some(a))
}

/// The place between two positions, up to the end of the line at most. A value over several
/// lines is pointed at by its first character.
fn place(file: &str, start: Position, end: Position) -> Place {
    let length = if end.line == start.line {
        end.column.saturating_sub(start.column)
    } else {
        1
    };
    Place {
        file: file.to_owned(),
        line: start.line,
        column: start.column,
        length,
    }
}

impl Document {
    /// The texts of every key with this name, anywhere, whether or not it is left out.
    pub(crate) fn all_texts_of(&self, key: &str) -> impl Iterator<Item = &str> {
        let ids = (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId);
        let keys = ids.filter(move |&id| self.text(id) == Some(key));
        // The last text of a file may be one that no value follows.
        keys.filter_map(|id| self.text(NodeId(self.node(id).next)))
    }
}

impl Document {
    /// Gives every key of this name whose value is a list its new name, unless the map has that
    /// already, and tells which keys these are.
    pub(crate) fn rename_lists(&mut self, old: &str, new: &str) -> Vec<NodeId> {
        let ids = (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId);
        let maps = ids.filter(|&id| self.kind(id) == Kind::Map);
        let keys: Vec<NodeId> = maps
            .filter(|&map| self.value(map, new).is_none())
            .filter_map(|map| self.entry(map, old))
            .filter(|&(_, value)| self.kind(value) == Kind::List)
            .map(|(key, _)| key)
            .collect();
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        if !keys.is_empty() {
            self.text.push_str(new);
        }
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        for key in &keys {
            if let Some(node) = self.nodes.get_mut(key.0 as usize) {
                node.kind = Kind::Text { start, end };
            }
        }
        keys
    }
}
