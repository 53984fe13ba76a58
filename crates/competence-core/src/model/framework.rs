//! The manifest of a framework, `framework.yaml`.

use std::collections::BTreeMap;

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotations, BumpSetting, ChangeKind, ClusterId, CompetenceId, Conventions, FacetId,
    FrameworkId, Iri, LanguageTag, LocalisedText, NamedScale, OrganisationId, ProfileId,
    Provenance, RuleId, Scale, ScaleId, Setting, Suppression, VersioningPolicy,
};

/// A framework: what holds for all of its elements.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "check", schemars(extend("additionalProperties" = false)))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Framework {
    /// The id of the framework.
    pub id: FrameworkId,
    /// The version, by Semantic Versioning 2.0.0. One with a pre-release part, such as
    /// `2.1.0-draft.1`, is in the making; one without, from `1.0.0` on, is a release.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// The name.
    pub title: LocalisedText,
    /// What the framework is and whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LocalisedText>,
    /// The beginning of the address of each element that has no `iri`: its id follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_iri: Option<Iri>,
    /// The licence of the texts, as an SPDX expression or in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The languages of the texts.
    pub languages: Languages,
    /// The scale on which indicators are rated.
    pub scale: Scale,
    /// Scales beside the one for ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<NamedScale>,
    /// The scale of the levels of competences, indicators and requirements, where it is not the one
    /// for ratings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_scale: Option<ScaleId>,
    /// The facets that indicators may carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    /// The organisations that clusters are for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Organisation>,
    /// The order in which elements are read.
    #[serde(default, skip_serializing_if = "Order::is_empty")]
    pub order: Order,
    /// How texts are written here.
    #[serde(default)]
    pub conventions: Conventions,
    /// The severity of each rule, where it is not the default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<RuleId, Setting>,
    /// What the version is a promise about, which sets the version that each kind of change
    /// needs.
    #[serde(default, skip_serializing_if = "VersioningPolicy::is_default")]
    pub versioning_policy: VersioningPolicy,
    /// The version that a kind of change needs here, where it is not that of the policy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "check",
        schemars(schema_with = "crate::model::versioning::by_kind")
    )]
    pub versioning: BTreeMap<ChangeKind, BumpSetting>,
    /// Where the framework comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
    /// What else is said of it.
    #[serde(flatten)]
    pub annotations: Annotations,
    /// Rules that are suppressed for the manifest itself, each with a reason.
    #[serde(default, alias = "excuses", skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
}

impl Framework {
    /// A framework with what every one has, and nothing else set.
    pub fn new(
        id: FrameworkId,
        version: Version,
        title: LocalisedText,
        languages: Languages,
        scale: Scale,
    ) -> Self {
        Self {
            id,
            version,
            title,
            description: None,
            base_iri: None,
            licence: None,
            languages,
            scale,
            scales: Vec::new(),
            level_scale: None,
            facets: Vec::new(),
            organisations: Vec::new(),
            order: Order::default(),
            conventions: Conventions::default(),
            rules: BTreeMap::new(),
            versioning_policy: VersioningPolicy::default(),
            versioning: BTreeMap::new(),
            source: None,
            annotations: Annotations::default(),
            suppressions: Vec::new(),
        }
    }
}

impl Framework {
    /// Whether the version is a release: 1.0.0 or later, without a pre-release part.
    pub fn is_release(&self) -> bool {
        self.version.major >= 1 && self.version.pre.is_empty()
    }
}

/// The languages of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Languages {
    /// The language of every text that is given without one.
    pub primary: LanguageTag,
    /// Further languages that every text must be in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<LanguageTag>,
    /// Further languages that a text may be in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<LanguageTag>,
}

impl Languages {
    /// A primary language, and no other.
    pub fn new(primary: LanguageTag) -> Self {
        Self {
            primary,
            required: Vec::new(),
            optional: Vec::new(),
        }
    }
}

impl Languages {
    /// The languages that every text must be in: the primary one first.
    pub fn all_required(&self) -> impl Iterator<Item = &LanguageTag> {
        std::iter::once(&self.primary)
            .chain(self.required.iter().filter(|tag| **tag != self.primary))
    }

    /// All languages that a text may be in: the primary one first.
    ///
    /// ```
    /// use competence_core::{LanguageTag, Languages};
    /// let mut languages = Languages::new("sl".parse::<LanguageTag>()?);
    /// languages.required.push("en".parse()?);
    /// languages.optional.push("de".parse()?);
    /// let tags: Vec<String> = languages.all().map(ToString::to_string).collect();
    /// assert_eq!(tags, ["sl", "en", "de"]);
    /// # Ok::<(), competence_core::InvalidLanguageTag>(())
    /// ```
    pub fn all(&self) -> impl Iterator<Item = &LanguageTag> {
        let further = self
            .optional
            .iter()
            .filter(|tag| !self.required.contains(tag));
        self.all_required()
            .chain(further.filter(|tag| **tag != self.primary))
    }
}

/// An organisation or a group of organisations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Organisation {
    /// The id that clusters name it by.
    pub id: OrganisationId,
    /// The name.
    pub title: LocalisedText,
}

impl Organisation {
    /// An organisation.
    pub fn new(id: OrganisationId, title: LocalisedText) -> Self {
        Self { id, title }
    }
}

/// A side of a behaviour that cuts across competences, such as `digital`, or a type of statement, such
/// as knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Facet {
    /// The id that indicators name it by.
    pub id: FacetId,
    /// The name.
    pub title: LocalisedText,
    /// What it means that an indicator carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<LocalisedText>,
}

impl Facet {
    /// The facet that is known without being declared: a digital behaviour inside a competence that
    /// is not digital as a whole.
    pub const DIGITAL: FacetId = crate::id!(FacetId, "digital");

    /// A facet.
    pub fn new(id: FacetId, title: LocalisedText) -> Self {
        Self {
            id,
            title,
            description: None,
        }
    }
}

/// The declared order of elements. Kinds come in the order core, leadership, digital,
/// job-specific; within a kind or a cluster, the elements listed here come first, in this
/// order, and the others after them by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Order {
    /// Competences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competences: Vec<CompetenceId>,
    /// Clusters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clusters: Vec<ClusterId>,
    /// Profiles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<ProfileId>,
}

impl Order {
    fn is_empty(&self) -> bool {
        self.competences.is_empty() && self.clusters.is_empty() && self.profiles.is_empty()
    }
}
