#![cfg_attr(doc, doc = include_str!("../README.md"))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod cluster;
mod competence;
mod date;
mod excuse;
mod framework;
mod id;
mod indicator;
mod language;
mod lineage;
mod mapping;
mod model;
mod number;
mod profile;
mod provenance;
mod scale;
#[cfg(feature = "schema")]
pub mod schema;
mod status;
mod text;

pub use cluster::Cluster;
pub use competence::{Competence, Kind};
pub use date::{Date, InvalidDate};
pub use excuse::{Excuse, Setting, Severity};
pub use framework::{Conventions, FinalPunctuation, Framework, Languages, Order, Organisation};
pub use id::{
    ClusterId, CompetenceId, ElementId, FrameworkId, IndicatorId, InvalidId, OrganisationId,
    ProfileId, RuleId,
};
pub use indicator::{Facet, Indicator, Polarity};
pub use language::{InvalidLanguageTag, LanguageTag};
pub use lineage::{Change, Evidence, Lineage, LineageRecord};
pub use mapping::{InvalidIri, Iri, Mapping, Relation};
pub use model::{
    Bundle, BundleError, ContentHash, Element, Hit, Model, ResolvedCompetence, ResolvedProfile,
    TextField, fold,
};
pub use number::{Count, LevelValue, OutOfRange, Percent};
pub use profile::{Profile, Requirement};
pub use provenance::{Basis, Provenance};
pub use scale::{Level, Scale};
pub use status::{Deprecation, Status};
pub use text::LocalisedText;
