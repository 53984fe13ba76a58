//! Trying an edit before it is suggested: whether the document is less wrong with it, and nothing
//! else in it is wrong because of it.

use std::cell::Cell;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::check::document::{self, Document};

/// How many edits are tried for one document. The first findings have their suggestions tried; a
/// document with more of them has slips of few kinds.
const TRIALS: usize = 30;

/// In documents with more text nothing is tried, and so no edit is suggested: they are bundles.
const LENGTH: usize = 300_000;

/// A document against its schema, and its problems.
pub(super) struct Trial<'a> {
    validator: &'a Validator,
    value: &'a Value,
    /// How much is wrong with it.
    wrong: usize,
    left: Cell<usize>,
}

impl<'a> Trial<'a> {
    pub fn new(
        text: &str,
        validator: &'a Validator,
        value: &'a Value,
        errors: &[ValidationError<'_>],
    ) -> Self {
        let left = if text.len() > LENGTH { 0 } else { TRIALS };
        Self {
            validator,
            value,
            wrong: errors.iter().map(number).sum(),
            left: Cell::new(left),
        }
    }

    /// The value at a JSON pointer.
    pub fn at(&self, pointer: &str) -> Option<&'a Value> {
        self.value.pointer(pointer)
    }

    /// Whether a key of the map at a JSON pointer may have another name.
    pub fn renames(&self, pointer: &str, old: &str, new: &str) -> bool {
        self.corrects(|value| {
            let map = value.pointer_mut(pointer)?.as_object_mut()?;
            if map.contains_key(new) {
                return None;
            }
            let inner = map.remove(old)?;
            map.insert(new.to_owned(), inner);
            Some(())
        })
    }

    /// Whether the value at a JSON pointer may be this one, in YAML.
    pub fn sets(&self, pointer: &str, yaml: &str) -> bool {
        let mut findings = Vec::new();
        let document = document::parse("", yaml, &mut findings);
        findings.is_empty()
            && !document.is_empty()
            && (document.ambiguous().is_empty() || !yaml.starts_with('['))
            && self.corrects(|value| {
                *value.pointer_mut(pointer)? = document.to_json(Document::ROOT);
                Some(())
            })
    }

    fn corrects(&self, edit: impl FnOnce(&mut Value) -> Option<()>) -> bool {
        let Some(left) = self.left.get().checked_sub(1) else {
            return false;
        };
        self.left.set(left);
        let mut edited = self.value.clone();
        if edit(&mut edited).is_none() {
            return false;
        }
        let mut wrong = 0;
        let errors = self.validator.iter_errors(&edited);
        errors.map(|error| number(&error)).all(|more| {
            wrong += more;
            wrong < self.wrong
        })
    }
}

/// How many things an error of the schema is about.
fn number(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.len(),
        _ => 1,
    }
}
