//! A competence framework as a typed model: loaded, checked, compared, released and bundled.
//!
//! A framework is kept as YAML files. [`check::check`] reads them from a [`source::Source`],
//! checks every document against its JSON Schema and the whole against the rules, and returns its
//! problems, each with file, line and column. What was read without an error is a [`Model`]; what
//! was not is a [`PartialModel`], which can be looked at and nothing else. The model answers
//! questions: by id, kind, cluster, organisation, profile and language, and by full-text search.
//!
//! The root of the library names the model's own types. What is done with a model is in modules
//! that are named for it: [`diff`], [`version`], [`lineage`], [`crosswalk`], [`migration`], and,
//! with the feature `check`, `check`, `source`, `schema` and `release`.
//!
//! A [`Model`] is written to a canonical JSON bundle, and read from one many times faster than
//! from YAML. A program that only reads bundles does without the feature `check`, and so without
//! a YAML parser and JSON Schema.
//!
//! ```
//! # #[cfg(feature = "check")] {
//! use competence_core::check::check;
//! use competence_core::source::Memory;
//! use competence_core::{Model, starter};
//!
//! // The files of a small model, in memory; `source::Directory` reads those of a folder.
//! let files: Memory = starter::FILES.iter().copied().collect();
//! let checked = check(&files);
//! assert!(checked.findings().is_empty());
//! let model = checked.model()?; // or what prevents a whole one
//!
//! let profile = model.profile(&"records-manager".parse()?).ok_or("no such profile")?;
//! assert_eq!(model.resolve(profile).competences.len(), 3);
//! assert_eq!(model.search("agreements")[0].element.id(), "cooperation.keeps-agreements");
//!
//! let bundle = model.to_bundle()?;
//! assert_eq!(Model::from_bundle(bundle.as_bytes())?, model);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the crate `competence-build`, a build script checks the model, and [`include_model!`] makes it a part
//! of the program, with a constant for the id of each element.
//!
//! # Features
//!
//! | feature | on by default | what it adds |
//! |---|---|---|
//! | none | | the types, [`Model`], bundles, search, resolved profiles, views in one language, differences, crosswalks, migrations, [`include_model!`]; builds for `wasm32-unknown-unknown` |
//! | `check` | yes | reading YAML, JSON Schemas, the rules, releases, and edits that keep how files are written |
//!
//! The library never prints, never panics on any input, and never exits. What it returns is the
//! same byte for byte for the same input.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "check")]
pub mod edit;
mod model;
#[cfg(feature = "check")]
pub mod release;
pub mod version;

/// The examples of the repository's README, compiled and run with the tests.
#[cfg(all(doctest, feature = "check"))]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

#[cfg(feature = "check")]
pub use check::{published as schema, source, starter};
pub use model::*;
pub use version::{crosswalk, diff, lineage, migration};
