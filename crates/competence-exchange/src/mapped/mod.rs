//! Any tables or JSON read by a mapping: a file that says which column gives what.

mod apply;
mod formats;
mod guess;
mod headings;
mod mapping;
mod parse;
mod source;
mod take;
mod yaml;

pub(crate) use apply::apply;
pub(crate) use formats::Known;
pub use guess::guess;
pub(crate) use guess::{by, without};
pub use mapping::{Constant, Fields, Gives, Mapping, Part, Rows, Take, With};
pub(crate) use source::Source;
