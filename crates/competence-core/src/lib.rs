//! A competence framework as a typed model: loaded, checked, searched and bundled.
//!
//! A framework is kept as YAML files. `check` reads them from a `Source`, holds every
//! document to its JSON Schema and the whole to the rules, and returns what is wrong, each
//! finding with its file, line and column, together with the [`Model`] as far as it can be
//! understood. The model answers questions: by id, kind, cluster, organisation, profile and
//! language, and by full-text search.
//!
//! A [`Model`] is written to a canonical JSON bundle, and read from one many times faster than
//! from YAML. A program that only reads bundles does without the feature `check`, and so without
//! a YAML parser and JSON Schema.
//!
//! The library never prints, never panics on any input, and never exits. What it returns is the
//! same byte for byte for the same input.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(feature = "check")]
mod check;
/// The examples of the repository's README, compiled and run with the tests.
#[cfg(all(doctest, feature = "check"))]
#[doc = include_str!("../../../README.md")]
pub struct Readme;

mod cluster;
mod competence;
mod crosswalk;
mod date;
mod diff;
#[cfg(feature = "check")]
mod document;
mod excuse;
#[cfg(feature = "check")]
mod finding;
mod framework;
mod id;
mod indicator;
mod language;
mod lineage;
#[cfg(feature = "check")]
mod load;
mod mapping;
mod migration;
mod model;
#[cfg(feature = "check")]
mod nearest;
mod number;
mod parallel;
mod profile;
mod provenance;
#[cfg(feature = "check")]
pub mod release;
mod release_record;
#[cfg(feature = "check")]
mod rule;
#[cfg(feature = "check")]
pub mod rules;
mod scale;
#[cfg(feature = "schema")]
pub mod schema;
mod similarity;
#[cfg(feature = "check")]
mod source;
#[cfg(feature = "check")]
pub mod starter;
mod status;
mod text;
pub mod version;

#[cfg(feature = "check")]
pub use check::check;
pub use cluster::Cluster;
pub use competence::{Competence, Kind};
pub use crosswalk::{Crosswalk, Entry as CrosswalkEntry, Exactness, Reason as CrosswalkReason};
pub use date::{Date, InvalidDate};
pub use diff::{
    ApplyError, Change as ModelChange, ChangeKind, Diff, Edit as ChangeEdit, ElementKey, Path,
    ProfileEffect, Suggestion as LineageSuggestion,
};
#[cfg(feature = "check")]
pub use document::same_meaning;
pub use excuse::{Excuse, Setting, Severity};
#[cfg(feature = "check")]
pub use finding::{Finding, FindingsReport, Place, Related, Suggestion, Summary};
pub use framework::{Conventions, FinalPunctuation, Framework, Languages, Order, Organisation};
pub use id::{
    ClusterId, CompetenceId, ElementId, FrameworkId, IndicatorId, InvalidId, OrganisationId,
    ProfileId, RuleId,
};
pub use indicator::{Facet, Indicator, Polarity};
pub use language::{InvalidLanguageTag, LanguageTag};
pub use lineage::{Change, Evidence, Lineage, LineageRecord};
#[cfg(feature = "check")]
pub use load::{Loaded, load};
pub use mapping::{InvalidIri, Iri, Mapping, Relation};
pub use migration::{Fate, Mean, Migration, Target, Way};
pub use model::{
    Bundle, BundleError, ContentHash, Element, Hit, Model, ResolvedCompetence, ResolvedProfile,
    TextField, fold,
};
pub use number::{Count, FormatVersion, LevelValue, OutOfRange, Percent};
pub use profile::{Profile, Requirement};
pub use provenance::{Basis, Provenance};
pub use release_record::{ReleaseRecord, ReleaseRecords};
#[cfg(feature = "check")]
pub use rule::{Category, Edit, Rule};
pub use scale::{Level, Scale};
#[cfg(feature = "check")]
pub use source::{Directory, Listing, Memory, ReadError, SingleFile, Source, limits};
pub use status::{Deprecation, Status};
pub use text::LocalisedText;
