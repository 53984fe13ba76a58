//! A list that is written item by item, so that there is never more than one of them.

use std::cell::Cell;

use serde::{Serialize, Serializer};

/// The items of a list, which can be written once.
pub(crate) struct Streamed<I>(Cell<Option<I>>);

impl<I: Iterator<Item: Serialize>> Streamed<I> {
    pub fn new(items: I) -> Self {
        Self(Cell::new(Some(items)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Streamed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

/// A document of JSON-LD.
#[derive(Serialize)]
#[serde(bound(serialize = "C: Serialize"))]
pub(crate) struct Document<C, I: Iterator<Item: Serialize>> {
    #[serde(rename = "@context")]
    pub context: C,
    #[serde(rename = "@graph")]
    pub graph: Streamed<I>,
}

impl<C: Serialize, I: Iterator<Item: Serialize>> Document<C, I> {
    /// The document as a text.
    pub fn to_text(&self) -> Result<String, std::io::Error> {
        let mut text = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
        text.push('\n');
        Ok(text)
    }
}
