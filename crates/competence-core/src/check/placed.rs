//! YAML files that are not of a model, such as settings, read in the same way: each value with its place.

use serde_json::Value;

use super::document::{self, Document};
use super::finding::{Finding, Place};

/// A YAML file as JSON, in which every value is found again.
///
/// ```
/// use competence_core::check::Placed;
/// let file = Placed::parse("settings.yaml", "a:\n  - b: 1\n").map_err(|it| it[0].message.clone())?;
/// assert_eq!(file.value()["a"][0]["b"], 1);
/// let place = file.place(&["a", "0", "b"]);
/// assert_eq!((place.line, place.column), (2, 5));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug)]
pub struct Placed {
    path: String,
    document: Document,
    value: Value,
}

impl Placed {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// The findings, if it is not YAML as it is read here: a key twice, an alias that grows without
    /// end.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let document = document::parse(path, text, &mut findings);
        if document.is_cut() || findings.iter().any(Finding::prevents_reading) {
            return Err(findings);
        }
        let value = if document.is_empty() {
            Value::Null
        } else {
            document.to_json(Document::ROOT)
        };
        Ok(Self {
            path: path.to_owned(),
            document,
            value,
        })
    }

    /// The content; null for an empty file.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The place of a key, or of an item of a list, by the way to it; of the nearest thing above it where
    /// it is not there.
    pub fn place(&self, way: &[&str]) -> Place {
        if self.document.is_empty() {
            return Place::file(self.path.as_str());
        }
        let (mut node, mut shown) = (Document::ROOT, Document::ROOT);
        for step in way {
            let item = step
                .parse()
                .ok()
                .and_then(|at| self.document.item(node, at));
            match (self.document.entry(node, step), item) {
                (Some((key, value)), _) => (node, shown) = (value, key),
                (None, Some(item)) => (node, shown) = (item, item),
                (None, None) => break,
            }
        }
        self.document.place(&self.path, shown)
    }
}
