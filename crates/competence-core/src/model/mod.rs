//! The typed model: the elements of a framework, their ids and texts, and the questions that a
//! whole framework answers. It knows nothing of how a framework is written down or compared.

mod annotations;
mod bundle;
mod cluster;
mod competence;
mod contents;
mod conventions;
mod date;
mod element;
#[doc(hidden)]
pub mod embedded;
mod fingerprint;
mod fold;
mod format;
mod framework;
mod id;
mod indicator;
mod inflection;
mod invisible;
mod language;
mod lineage;
mod mapping;
mod names;
mod number;
mod order;
pub(crate) mod parallel;
mod profile;
mod provenance;
#[cfg(feature = "check")]
mod references;
mod relation;
mod release_record;
mod resolve;
mod scale;
mod scale_map;
mod search;
#[cfg(feature = "check")]
mod semantic_version;
#[expect(
    clippy::indexing_slicing,
    reason = "numbers of texts and of bits that the module itself gave out"
)]
pub(crate) mod similarity;
mod status;
mod suppression;
mod text;
mod texts;
mod versioning;
mod view;
mod word;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

pub use annotations::{Annotations, Code, Extensions, InvalidCode, InvalidKey, Link};
#[cfg(feature = "check")]
pub(crate) use bundle::is_ours;
pub use bundle::{Bundle, BundleError, ContentHash, InvalidHash};
pub use cluster::Cluster;
pub use competence::{Competence, Kind};
pub use contents::Contents;
#[cfg(feature = "check")]
pub(crate) use contents::Position;
pub use conventions::{ClusterField, Conventions, FinalPunctuation, Preset};
pub use date::{Date, InvalidDate};
pub use element::Element;
pub use fingerprint::Fingerprint;
pub use fold::fold;
pub(crate) use fold::{fold_into, words};
pub use framework::{Facet, Framework, Languages, Order, Organisation};
pub use id::{
    ClusterId, CompetenceId, ElementId, FacetId, FrameworkId, IndicatorId, InvalidId,
    OrganisationId, ProfileId, RuleId, ScaleId,
};
pub use indicator::{Indicator, Polarity};
pub(crate) use invisible::looks_same;
pub use invisible::{Invisible, invisible};
pub use language::{InvalidLanguageTag, LanguageTag};
pub use lineage::{Arity, Carried, Evidence, Lineage, LineageChange, LineageRecord};
pub use mapping::{
    Confidence, InvalidConfidence, InvalidIri, Iri, Justification, Mapping, Relation,
};
pub use names::Found;
pub use number::{Count, FormatVersion, LevelValue, OutOfRange, Percent};
#[cfg(feature = "check")]
pub(crate) use order::Declared;
pub use profile::{Necessity, Profile, Requirement};
pub use provenance::{Basis, Provenance};
#[cfg(feature = "check")]
pub(crate) use references::{Reference, Target};
pub use relation::{Association, Relationship};
pub use release_record::{ReleaseRecord, ReleaseRecords};
pub use resolve::{ResolvedCompetence, ResolvedProfile};
pub use scale::{Level, LevelDescriptor, NamedScale, Scale};
pub use scale_map::ScaleMap;
#[cfg(feature = "check")]
pub(crate) use scale_map::level_of_key;
pub use search::Hit;
#[cfg(feature = "check")]
pub(crate) use semantic_version::SemanticVersion;
pub use status::{Deprecation, Status};
pub use suppression::{Setting, Severity, Suppression};
pub use text::LocalisedText;
#[cfg(feature = "check")]
pub(crate) use texts::Step;
pub use texts::{Text, TextField};
pub use versioning::{Bump, BumpSetting, ChangeKind, VersioningPolicy};
pub use view::{ElementView, LevelView, Localised, ProfileView, RequiredView, TextView};
pub use word::UnknownWord;

/// A whole framework with all of its elements: immutable, `Send + Sync`, and cheap to clone,
/// since clones share what it holds. [`Contents`] has the questions that it answers.
///
/// A model is whole: everything of its files or its bundle was understood, ids are unique, and
/// every indicator is in the competence that its id names. What was read with errors is a
/// [`PartialModel`], and nothing that compares, judges, releases or carries over takes one.
///
/// ```
/// use competence_core::{CompetenceId, Kind, Model};
///
/// let bundle = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
///     "indicators": [{"id": "cooperation.shares-knowledge", "statement": {"en": "Shares knowledge"}}]
///   }]
/// }"#;
/// let model = Model::from_bundle(bundle.as_bytes())?;
/// let cooperation = model.competence(&"cooperation".parse()?).ok_or("no such competence")?;
/// assert_eq!(cooperation.kind, Kind::Core);
/// assert_eq!(model.search("KNOWLEDGE").len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Model(Arc<Contents>);

/// A framework as far as it could be understood: for looking at, and for nothing else.
///
/// ```compile_fail
/// # use competence_core::{Model, PartialModel, diff::Diff};
/// fn wrong(half: &PartialModel, whole: &Model) -> Diff {
///     Diff::between(half, whole)
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PartialModel(Arc<Contents>);

impl Model {
    /// Makes a model of a framework and its elements, and puts them into the declared order.
    ///
    /// # Errors
    /// [`BundleError`] if an id occurs twice, or an indicator is in a competence that its id
    /// does not name.
    pub fn try_new(bundle: Bundle) -> Result<Self, BundleError> {
        PartialModel::new(bundle).whole()
    }
}

impl PartialModel {
    pub(crate) fn new(bundle: Bundle) -> Self {
        Self(Arc::new(Contents::of(bundle)))
    }

    /// The same as a whole model, if it keeps what a whole one promises. That nothing was left
    /// out of it is for the caller to know.
    pub(crate) fn whole(&self) -> Result<Model, BundleError> {
        bundle::check_ids(&self.0)?;
        Ok(Model(Arc::clone(&self.0)))
    }
}

impl Deref for Model {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.0
    }
}

impl Deref for PartialModel {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.0
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PartialModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
