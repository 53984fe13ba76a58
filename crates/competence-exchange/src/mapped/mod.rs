//! Any tables or JSON read by a mapping: a file that says which column gives what.

mod apply;
mod formats;
mod mapping;
mod parse;
mod source;
mod take;

pub(crate) use apply::apply;
pub(crate) use formats::Known;
pub use mapping::{Constant, Fields, Gives, Mapping, Part, Rows, Take, With};
pub(crate) use source::Source;
