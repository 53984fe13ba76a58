//! Findings, comparisons and changelogs of a competence framework, as people and programs read
//! them.
//!
//! Nothing is decided here: what a finding says, what a change needs and whether a version
//! suffices come from [`competence_core`]. [`findings::Report`] shows the findings of a check,
//! [`comparison::render`] shows a [`Comparison`](competence_core::version::Comparison), and
//! [`changelog`] writes the section of a release.
//!
//! No text of a model reaches a terminal or a page as a control character, as markup or as a
//! formula: see [`visible`] and [`csv`].
//!
//! ```
//! use competence_core::{Severity, check::check, source::Memory};
//! use competence_render::findings::{Format, Report};
//!
//! let files: Memory = [("framework.yaml", "id: demo\n")].into_iter().collect();
//! let loaded = check(&files);
//! let report = Report::new(&loaded, "model/", Severity::Error);
//! assert!(!report.passed());
//! let annotations = report.render(Format::Github)?;
//! assert!(annotations.contains("::error file=model/framework.yaml,line=1,"));
//! # Ok::<(), competence_render::Error>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod changelog;
pub mod comparison;
pub mod csv;
pub mod findings;
pub mod json;
pub mod locale;
pub mod markdown;
pub mod page;
pub mod passage;
pub mod sentence;
pub mod telling;
pub mod visible;

/// Why something could not be rendered. None of it depends on the texts of a model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A Word file cannot be written.
    #[error("cannot write a Word file")]
    Word,
    /// XML cannot be written.
    #[error("cannot write XML: {0}")]
    Xml(#[from] std::io::Error),
}
