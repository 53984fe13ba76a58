//! What changed between two models, in each form that people and programs read.

mod compared;
mod docx;
mod html;
mod json;
mod lineage;
mod markdown;
mod page;
mod text;
mod verdict;

use competence_core::LanguageTag;
use competence_core::version::{Comparison, NothingToCompare};

use crate::Error;
use crate::json::pretty;
use crate::markdown::escaped;
use crate::visible::visible_line;

pub use json::verdict_json;
pub use lineage::lineage_sentence;
pub use text::{changes_text, texts};
pub use verdict::{headline, verdict_text};

/// The form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// For people.
    Text,
    /// For the comment of a pull request, within GitHub's limit of 65,536 characters.
    Markdown,
    /// One self-contained page, side by side.
    Html,
    /// A Word file, which is no text.
    Docx,
    /// For programs.
    Json,
}

competence_core::words!(Format, "a form of a comparison", {
    Text => "text",
    Markdown => "markdown",
    Html => "html",
    Docx => "docx",
    Json => "json",
});

impl Format {
    /// What the form is for, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "For people",
            Self::Markdown => {
                "For the comment of a pull request, within GitHub's limit of 65,536 characters"
            }
            Self::Html => "One self-contained page for those who decide",
            Self::Docx => "The same as a Word file, to comment in; needs `--out`",
            Self::Json => "For programs",
        }
    }
}

/// A comparison in one of its forms, as bytes: a Word file, or text in UTF-8. What people read is
/// in the given language, or in the primary one of the new model; where there are no messages in
/// it, the words around the texts are English.
///
/// # Errors
/// [`Error`] if JSON or a Word file cannot be written.
pub fn render(
    comparison: &Comparison,
    format: Format,
    language: Option<&LanguageTag>,
) -> Result<Vec<u8>, Error> {
    let text = match format {
        Format::Docx => return docx::render(comparison, language),
        Format::Text => text::render(comparison, language),
        Format::Markdown => markdown::render(comparison, language),
        Format::Html => html::render(comparison, language),
        Format::Json => json::render(comparison)?,
    };
    Ok(text.into_bytes())
}

/// That there is nothing to compare with, and why, in one of the forms of a comparison. Nothing in
/// the reason is markup.
///
/// # Errors
/// [`Error`] if JSON or a Word file cannot be written.
pub fn render_nothing(why: &str, format: Format) -> Result<Vec<u8>, Error> {
    let sentence = format!("nothing to compare with: {}", visible_line(why));
    let text = match format {
        Format::Docx => return docx::message(&sentence),
        Format::Text => format!("{sentence}\n"),
        Format::Markdown => format!("**✅ {}**\n", escaped(&sentence)),
        Format::Html => html::message(&sentence),
        Format::Json => pretty(&NothingToCompare::new(why))?,
    };
    Ok(text.into_bytes())
}
