//! Makes a competence framework a part of a program: checked while it is built, with a constant for the
//! id of every element.
//!
//! The build script, `build.rs`, names the model's folder, or a released bundle:
//!
//! ```no_run
//! fn main() -> Result<(), competence_build::Error> {
//!     competence_build::embed("model")
//! }
//! ```
//!
//! The program brings it in:
//!
//! ```ignore
//! competence_core::include_model!();
//!
//! fn main() {
//!     let profile = model().profile(&ids::profile::HEAD_OF_UNIT);
//!     println!("{:?}", profile.map(|it| model().resolve(it).competences.len()));
//! }
//! ```
//!
//! with these in its `Cargo.toml`:
//!
//! ```toml
//! [dependencies]
//! competence-core = { version = "0.1", default-features = false }
//!
//! [build-dependencies]
//! competence-build = "0.1"
//! ```
//!
//! - A model with errors fails the build. Each finding is shown with its file, line, column and rule;
//!   warnings are shown too, hints are not.
//! - A program that names an element which the model does not have does not compile; where the lineage
//!   says what became of it, the compiler's note shows that. To name a deprecated element gives a
//!   warning with what to use instead.
//! - A file of the model that is new, changed or gone builds the program anew.
//! - YAML and JSON Schema are dependencies of the build script, not of the program.
//!
//! [`embed`] and [`embed_as`] are for build scripts: they read `OUT_DIR` and print what Cargo is to do.
//! [`Embedding`] is the same without either.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

/// The examples of the guide, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embed.md")]
pub struct Guide;

mod directive;
mod embedding;
mod item;
mod module;
mod names;
mod removed;

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use competence_core::BundleError;
use competence_core::source::WriteError;

pub use directive::Directive;
pub use embedding::{Embedding, Files};

/// The name under which [`embed`] writes, and `include_model!()` reads.
const NAME: &str = "model";

/// Checks the model in a folder, or in a bundle, and makes it a part of the program, for
/// [`include_model!()`](competence_core::include_model). The path is relative to the package.
///
/// Findings are printed as Cargo's `cargo::error=` and `cargo::warning=`. A model with errors is not
/// written; Cargo then shows them and fails the build, although this function returns `Ok`.
///
/// # Errors
/// [`Error`] if this is no build script, or a file cannot be written.
pub fn embed(path: impl AsRef<Path>) -> Result<(), Error> {
    embed_as(NAME, path)
}

/// As [`embed`], under another name, for `include_model!("name")`: for a program that needs several
/// models, such as the version that earlier assessments were made against.
///
/// # Errors
/// As [`embed`], and if the name is not made of lower-case letters, digits, `-` and `_`.
pub fn embed_as(name: &str, path: impl AsRef<Path>) -> Result<(), Error> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or(Error::NoBuildScript)?;
    let embedding = Embedding::of(name, path.as_ref())?;
    for directive in &embedding.directives {
        println!("{directive}");
    }
    if let Some(files) = &embedding.files {
        files.write(&out)?;
    }
    Ok(())
}

/// Why a model cannot be embedded; what is wrong in the model itself is a [`Directive`].
///
/// `Debug` shows the same text as `Display`, since that is what `main` prints of an error.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The environment is not that of a build script.
    #[error("`OUT_DIR` is not set: models are embedded by a build script, `build.rs`")]
    NoBuildScript,
    /// The name is not one that a file can have everywhere.
    #[error("`{0}` is no name for a model: write one of lower-case letters, digits, `-` and `_`")]
    Name(String),
    /// The bundle cannot be written, or not be read back.
    #[error("the model cannot be made a bundle: {0}")]
    Bundle(#[from] BundleError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
