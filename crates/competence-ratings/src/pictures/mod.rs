//! Figures as pictures: SVG for a page, for the eye and for a screen reader.
//!
//! Each function takes plain labels and numbers, and returns an `svg` element with a title and a description.
//! A picture never says a thing by colour alone, and takes its ink from the page (`currentColor`), so that it is
//! read on a dark page and in print too. Text on a coloured ground is black or white, whichever has the greater
//! contrast: [`Colour::ink`]. The page puts a table with the same numbers beside it.
//!
//! The same data make the same bytes, and no label gets out of its text.

mod bars;
mod colour;
mod dendrogram;
mod grid;
mod means;
mod numbers;
mod scree;
mod text;

pub use bars::{Bar, bars};
pub use colour::Colour;
pub use dendrogram::{Branch, dendrogram};
pub use grid::{Grid, grid};
pub use means::{Mean, means};
pub use numbers::Numbers;
pub use scree::{Line, Scree, scree};

use maud::{Markup, html};

use text::line;

/// What a picture is called, and what is to be seen in it.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// An id that nothing else on the page has.
    pub id: &'a str,
    /// A short name.
    pub title: &'a str,
    /// What is seen, in a sentence or two.
    pub description: &'a str,
}

/// How wide a picture is, in its own units. A letter is [`SIZE`] high, so that a picture can be read when it is
/// scaled down to the width of a telephone.
const WIDTH: f64 = 480.0;

/// The size of the letters.
const SIZE: f64 = 12.0;

/// The element around the parts of a picture.
fn svg(caption: &Caption<'_>, width: f64, height: f64, content: &Markup) -> Markup {
    let (title, description) = (
        format!("{}-title", caption.id),
        format!("{}-desc", caption.id),
    );
    html! {
        svg.picture id=(caption.id) role="img" xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (px(width)) " " (px(height)) }
            aria-labelledby={ (title) " " (description) } fill="currentColor" font-size=(px(SIZE)) {
            title id=(title) { (line(caption.title)) }
            desc id=(description) { (line(caption.description)) }
            (content)
        }
    }
}

/// A length in a picture: at most one decimal, and always the same digits.
fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A place in a list as a number to draw with.
fn nth(place: usize) -> f64 {
    u32::try_from(place).map_or(f64::MAX, f64::from)
}

/// The number, or the nearest end; the lower one for what is no number.
fn within(value: f64, lowest: f64, highest: f64) -> f64 {
    if value.is_nan() {
        lowest
    } else {
        value.max(lowest).min(highest)
    }
}
