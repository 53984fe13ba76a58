//! `competence export` and `competence import`

mod export;
mod ids;
mod import;
mod onto;

pub use export::out;
pub use import::{into, read};
