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
