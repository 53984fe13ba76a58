//! A value as YAML, as it stands at the margin of a file.

use serde_json::Value;

use super::{lines, understood};
use crate::check::document::{self, Document};

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

    pub(super) fn is_one_line(&self) -> bool {
        !self.text.contains('\n') && !self.value.is_object()
    }

    /// The lines, each with this many spaces before it; blank ones without.
    pub(super) fn indented(&self, indent: usize, ending: &str) -> String {
        lines::indented(&self.text, indent, ending)
    }
}

/// A text as it can stand behind a key, in quotes where it must be.
pub(in crate::edit) fn scalar(text: &str) -> String {
    let reads_the_same = |yaml: String| {
        let mut findings = Vec::new();
        let document = document::parse("", &yaml, &mut findings);
        if document.is_empty() {
            return false;
        }
        let value = document.value(Document::ROOT, "k");
        let is_text = value.and_then(|it| document.text(it)) == Some(text);
        findings.is_empty() && document.ambiguous().is_empty() && is_text
    };
    let is_plain = !text.is_empty()
        && reads_the_same(format!("k: {text}\n"))
        && reads_the_same(format!("{{ k: {text} }}\n"));
    if is_plain {
        text.to_owned()
    } else {
        // A string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}
