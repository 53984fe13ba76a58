//! Any tables or JSON read by a mapping: a file that says which column gives what.

mod apply;
mod formats;
mod guess;
mod headings;
mod keys;
mod mapping;
mod nested;
mod parse;
mod row;
mod source;
mod take;
mod yaml;

pub(crate) use apply::apply;
pub(crate) use formats::Known;
pub(crate) use guess::{by, without};
pub use mapping::{Constant, Fields, Gives, Mapping, Part, Rows, Take, With};
pub(crate) use source::Source;
