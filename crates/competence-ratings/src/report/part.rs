//! What a report consists of, before it is a page or Markdown.

use maud::Markup;

use super::table::Table;

/// A part of the report with a heading.
pub struct Section {
    /// What links lead to.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// What is below a heading.
pub enum Part {
    /// A heading below that of the section, with an id.
    Heading(String, String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that explains how something is to be read.
    Note(String),
    /// Paragraphs that belong together.
    List(Vec<String>),
    /// A picture, which only a page shows, and how it is read where that is not seen at once. Its numbers are in a
    /// table after it.
    Picture(Markup, Option<String>),
    /// A table.
    Table(Table),
    /// A table that is unfolded when somebody wants it.
    Folded(Table),
    /// Something to type or to copy.
    Code(String),
    /// Terms, and what they mean.
    Terms(Vec<(String, String)>),
}

impl Section {
    /// One without parts yet.
    pub fn new(id: impl Into<String>, heading: String) -> Self {
        let (id, parts) = (id.into(), Vec::new());
        Self { id, heading, parts }
    }
}
