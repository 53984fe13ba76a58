//! A value as YAML, as it stands at the margin of a file.

use serde_json::Value;

use super::{lines, scalar, understood};
use crate::check::document::{self, Document, Kind, NodeId};

/// A value as YAML, as it stands at the margin: one line, or the lines of a map or a list.
#[derive(Debug, Clone)]
pub(in crate::edit) struct Block {
    pub(super) text: String,
    pub(super) value: Value,
    /// The comments on the lines before an item.
    pub(super) comments: Vec<String>,
}

impl Block {
    /// A text, in quotes where it must be.
    pub fn scalar(text: &str) -> Self {
        Self {
            text: scalar(text),
            value: text.into(),
            comments: Vec::new(),
        }
    }

    /// YAML; nothing if it does not say anything.
    pub fn yaml(text: &str) -> Option<Self> {
        let value = understood("", text.to_owned())?.1;
        let text = text.trim_end_matches('\n').to_owned();
        let comments = Vec::new();
        Some(Self {
            text,
            value,
            comments,
        })
    }

    /// The lines of an item of a list, with the comments before it.
    pub fn as_item(&self) -> String {
        let mut lines = String::new();
        for comment in &self.comments {
            lines.push_str(comment);
            lines.push('\n');
        }
        let item = self.indented(2, "\n");
        lines.push_str("- ");
        lines.push_str(item.trim_start_matches(' '));
        lines
    }

    pub(super) fn is_one_line(&self) -> bool {
        !self.text.contains('\n') && !self.value.is_object()
    }

    /// The value as it can stand between brackets; nothing where that would lose a comment.
    pub(super) fn on_one_line(&self) -> Option<String> {
        if self.is_one_line() {
            return Some(self.text.clone());
        }
        let document = document::parse("", &self.text, &mut Vec::new());
        let line = (!document.is_empty()).then(|| between_brackets(&document, Document::ROOT))?;
        let mut comments = lines::comments(&self.text);
        (self.comments.is_empty() && comments.all(|it| line.contains(it))).then_some(line)
    }

    /// The lines, each with this many spaces before it; blank ones without.
    pub(super) fn indented(&self, indent: usize, ending: &str) -> String {
        lines::indented(&self.text, indent, ending)
    }
}

/// A value on one line.
fn between_brackets(document: &Document, node: NodeId) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match document.kind(node) {
        Kind::Map => {
            let entries = document.entries(node).map(|(key, value)| {
                let key = scalar(document.text(key).unwrap_or_default());
                format!("{key}: {}", between_brackets(document, value))
            });
            match joined(entries.collect()).as_str() {
                "" => "{}".to_owned(),
                entries => format!("{{ {entries} }}"),
            }
        }
        Kind::List => {
            let items = document.items(node);
            format!(
                "[{}]",
                joined(items.map(|it| between_brackets(document, it)).collect())
            )
        }
        Kind::Text { .. } => scalar(document.text(node).unwrap_or_default()),
        _ => document.to_json(node).to_string(),
    }
}
