//! The model: a whole framework in memory, and the questions it answers.

mod bundle;
mod fold;
mod order;
mod resolve;
mod search;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::{
    Cluster, ClusterId, Competence, CompetenceId, Deprecation, Framework, Indicator, IndicatorId,
    Kind, LanguageTag, Lineage, LocalisedText, Mapping, OrganisationId, Profile, ProfileId, Status,
};

pub use bundle::{Bundle, BundleError, ContentHash};
pub use fold::fold;
pub(crate) use fold::{fold_into, words};
#[cfg(feature = "check")]
pub(crate) use order::Declared;
pub use resolve::{ResolvedCompetence, ResolvedProfile};
pub use search::{Hit, TextField};

/// A framework with all of its elements: immutable, `Send + Sync`, and cheap to clone, since
/// clones share it.
///
/// Everything is iterated in the declared order (see [`crate::Order`]). An id is unique in a
/// model that was read from a bundle or that passed its check; in one that did not, an id that
/// occurs twice leads to its first element.
///
/// ```
/// use competence_core::{Bundle, CompetenceId, Kind, Model};
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
#[derive(Clone)]
pub struct Model {
    inner: Arc<Inner>,
}

struct Inner {
    bundle: Bundle,
    /// Where each cluster, competence and profile is. Indicators are found through the
    /// competence that their id names.
    index: HashMap<Box<str>, Position>,
    search: OnceLock<search::Index>,
}

/// Where an element is in its list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Position {
    Cluster(usize),
    Competence(usize),
    Profile(usize),
}

/// Any element of a model that has an id and a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element<'m> {
    /// A cluster.
    Cluster(&'m Cluster),
    /// A competence.
    Competence(&'m Competence),
    /// An indicator, with the competence that holds it.
    Indicator(&'m Competence, &'m Indicator),
    /// A profile.
    Profile(&'m Profile),
}

impl<'m> Element<'m> {
    /// The id as text.
    pub fn id(&self) -> &'m str {
        match self {
            Self::Cluster(cluster) => cluster.id.as_str(),
            Self::Competence(competence) => competence.id.as_str(),
            Self::Indicator(_, indicator) => indicator.id.as_str(),
            Self::Profile(profile) => profile.id.as_str(),
        }
    }

    /// The title, or the statement of an indicator.
    pub fn title(&self) -> &'m LocalisedText {
        match self {
            Self::Cluster(cluster) => &cluster.title,
            Self::Competence(competence) => &competence.title,
            Self::Indicator(_, indicator) => &indicator.statement,
            Self::Profile(profile) => &profile.title,
        }
    }

    /// The status; an indicator without one has the status of its competence.
    pub fn status(&self) -> Status {
        match self {
            Self::Cluster(cluster) => cluster.status,
            Self::Competence(competence) => competence.status,
            Self::Indicator(competence, indicator) => competence.status_of(indicator),
            Self::Profile(profile) => profile.status,
        }
    }

    /// The status that the element itself states: an indicator may state none.
    pub fn own_status(&self) -> Option<Status> {
        match self {
            Self::Indicator(_, indicator) => indicator.status,
            _ => Some(self.status()),
        }
    }

    /// Why it is deprecated, and what to use instead.
    pub fn deprecation(&self) -> Option<&'m Deprecation> {
        match self {
            Self::Cluster(cluster) => cluster.deprecation.as_ref(),
            Self::Competence(competence) => competence.deprecation.as_ref(),
            Self::Indicator(_, indicator) => indicator.deprecation.as_ref(),
            Self::Profile(profile) => profile.deprecation.as_ref(),
        }
    }

    /// The mappings to elements of other frameworks; a profile has none.
    pub fn mappings(&self) -> &'m [Mapping] {
        match self {
            Self::Cluster(cluster) => &cluster.mappings,
            Self::Competence(competence) => &competence.mappings,
            Self::Indicator(_, indicator) => &indicator.mappings,
            Self::Profile(_) => &[],
        }
    }

    /// The word for what it is: `cluster`, `competence`, `indicator` or `profile`.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Cluster(_) => "cluster",
            Self::Competence(_) => "competence",
            Self::Indicator(..) => "indicator",
            Self::Profile(_) => "profile",
        }
    }
}

impl Model {
    /// Makes a model of a framework and its elements, and puts them into the declared order.
    pub fn new(bundle: Bundle) -> Self {
        Self::index(bundle).0
    }

    /// Makes the model, and tells the first id that two clusters, competences or profiles have.
    fn index(mut bundle: Bundle) -> (Self, Option<String>) {
        bundle.declare_language();
        bundle.arrange();
        let mut duplicate = None;
        let mut index = HashMap::with_capacity(bundle.competences.len() * 2);
        let clusters = bundle.clusters.iter().enumerate();
        let competences = bundle.competences.iter().enumerate();
        let profiles = bundle.profiles.iter().enumerate();
        let all = (clusters.map(|(at, it)| (it.id.as_str(), Position::Cluster(at))))
            .chain(competences.map(|(at, it)| (it.id.as_str(), Position::Competence(at))))
            .chain(profiles.map(|(at, it)| (it.id.as_str(), Position::Profile(at))));
        for (id, position) in all {
            match index.entry(Box::from(id)) {
                Entry::Vacant(entry) => drop(entry.insert(position)),
                Entry::Occupied(_) => duplicate = duplicate.or_else(|| Some(id.to_owned())),
            }
        }
        let model = Self {
            inner: Arc::new(Inner {
                bundle,
                index,
                search: OnceLock::new(),
            }),
        };
        (model, duplicate)
    }

    /// The framework and its elements as they are written to a bundle.
    pub fn as_bundle(&self) -> &Bundle {
        &self.inner.bundle
    }

    /// The manifest.
    pub fn framework(&self) -> &Framework {
        &self.inner.bundle.framework
    }

    /// All clusters.
    pub fn clusters(&self) -> &[Cluster] {
        &self.inner.bundle.clusters
    }

    /// All competences, of all kinds.
    pub fn competences(&self) -> &[Competence] {
        &self.inner.bundle.competences
    }

    /// All profiles.
    pub fn profiles(&self) -> &[Profile] {
        &self.inner.bundle.profiles
    }

    /// The lineage of the versions after this one.
    pub fn lineage_since(&self, version: &semver::Version) -> impl Iterator<Item = &Lineage> {
        self.lineage()
            .iter()
            .filter(move |it| it.version > *version)
    }

    /// The lineage of each version, from the oldest to the newest.
    pub fn lineage(&self) -> &[Lineage] {
        &self.inner.bundle.lineage
    }

    /// All indicators, each with its competence.
    pub fn indicators(&self) -> impl Iterator<Item = (&Competence, &Indicator)> {
        self.competences().iter().flat_map(|competence| {
            competence
                .indicators
                .iter()
                .map(move |indicator| (competence, indicator))
        })
    }

    /// All elements: clusters, competences each followed by its indicators, profiles.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let competences = self.competences().iter().flat_map(|competence| {
            let indicators = competence.indicators.iter();
            std::iter::once(Element::Competence(competence))
                .chain(indicators.map(move |indicator| Element::Indicator(competence, indicator)))
        });
        (self.clusters().iter().map(Element::Cluster))
            .chain(competences)
            .chain(self.profiles().iter().map(Element::Profile))
    }

    pub(crate) fn position(&self, id: &str) -> Option<Position> {
        self.inner.index.get(id).copied()
    }

    /// The element with this id, of whatever kind.
    pub fn element(&self, id: &str) -> Option<Element<'_>> {
        match self.position(id) {
            Some(Position::Cluster(at)) => self.clusters().get(at).map(Element::Cluster),
            Some(Position::Competence(at)) => self.competences().get(at).map(Element::Competence),
            Some(Position::Profile(at)) => self.profiles().get(at).map(Element::Profile),
            None => self
                .find_indicator(id)
                .map(|(competence, indicator)| Element::Indicator(competence, indicator)),
        }
    }

    fn find_indicator(&self, id: &str) -> Option<(&Competence, &Indicator)> {
        let (parent, _) = id.split_once('.')?;
        let Some(Position::Competence(at)) = self.position(parent) else {
            return None;
        };
        let competence = self.competences().get(at)?;
        let indicator = competence
            .indicators
            .iter()
            .find(|it| it.id.as_str() == id)?;
        Some((competence, indicator))
    }

    /// The competence with this id. The id of another kind of element is not accepted:
    ///
    /// ```compile_fail
    /// # use competence_core::{IndicatorId, Model};
    /// fn wrong(model: &Model, id: &IndicatorId) {
    ///     model.competence(id);
    /// }
    /// ```
    pub fn competence(&self, id: &CompetenceId) -> Option<&Competence> {
        match self.element(id.as_str()) {
            Some(Element::Competence(competence)) => Some(competence),
            _ => None,
        }
    }

    /// The indicator with this id, and its competence.
    pub fn indicator(&self, id: &IndicatorId) -> Option<(&Competence, &Indicator)> {
        self.find_indicator(id.as_str())
    }

    /// The cluster with this id.
    pub fn cluster(&self, id: &ClusterId) -> Option<&Cluster> {
        match self.element(id.as_str()) {
            Some(Element::Cluster(cluster)) => Some(cluster),
            _ => None,
        }
    }

    /// The profile with this id.
    pub fn profile(&self, id: &ProfileId) -> Option<&Profile> {
        match self.element(id.as_str()) {
            Some(Element::Profile(profile)) => Some(profile),
            _ => None,
        }
    }

    /// The competences of one kind.
    pub fn competences_of_kind(&self, kind: Kind) -> impl Iterator<Item = &Competence> {
        self.competences()
            .iter()
            .filter(move |competence| competence.kind == kind)
    }

    /// The competences of one cluster, without those of the clusters inside it.
    pub fn competences_in<'m>(
        &'m self,
        cluster: &'m ClusterId,
    ) -> impl Iterator<Item = &'m Competence> {
        self.competences()
            .iter()
            .filter(move |competence| competence.cluster.as_ref() == Some(cluster))
    }

    /// The clusters that name this organisation.
    pub fn clusters_for<'m>(
        &'m self,
        organisation: &'m OrganisationId,
    ) -> impl Iterator<Item = &'m Cluster> {
        self.clusters()
            .iter()
            .filter(move |cluster| cluster.organisations.contains(organisation))
    }

    /// The job-specific competences of the clusters that name this organisation.
    pub fn competences_for<'m>(
        &'m self,
        organisation: &'m OrganisationId,
    ) -> impl Iterator<Item = &'m Competence> {
        self.clusters_for(organisation)
            .flat_map(|cluster| self.competences_in(&cluster.id))
    }

    /// A text in the language asked for, with the language it is in: the fallback is that of
    /// [`LocalisedText::resolve`] with the framework's primary language.
    pub fn text<'m>(
        &'m self,
        text: &'m LocalisedText,
        wanted: Option<&LanguageTag>,
    ) -> (&'m LanguageTag, &'m str) {
        let primary = &self.framework().languages.primary;
        text.resolve(wanted.unwrap_or(primary), primary)
    }
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.inner.bundle == other.inner.bundle
    }
}

impl Eq for Model {}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.bundle.fmt(f)
    }
}
