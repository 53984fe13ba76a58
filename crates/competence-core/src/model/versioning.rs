//! The words of versions: how much one rises, and for which kinds of change.

use semver::Version;
use serde::{Deserialize, Serialize};

/// How much a version rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// Nothing that is assessed changed.
    Patch,
    /// Everything old is still there and still means the same.
    Minor,
    /// An assessment cannot be carried over as it is.
    Major,
}

crate::words!(Bump, "a bump", {
    Patch => "patch",
    Minor => "minor",
    Major => "major",
});

impl Bump {
    /// The first release that is this much above another version.
    pub fn after(self, version: &Version) -> Version {
        let Version {
            major,
            minor,
            patch,
            ..
        } = *version;
        match self {
            Self::Patch => Version::new(major, minor, patch.saturating_add(1)),
            Self::Minor => Version::new(major, minor.saturating_add(1), 0),
            Self::Major => Version::new(major.saturating_add(1), 0, 0),
        }
    }
}

/// The level that a framework gives a kind of change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct BumpSetting {
    /// The bump that such a change needs here.
    pub level: Bump,
    /// Why it differs from the default; printed wherever it applies.
    pub reason: String,
}

impl BumpSetting {
    /// A level with its reason.
    pub fn new(level: Bump, reason: impl Into<String>) -> Self {
        Self {
            level,
            reason: reason.into(),
        }
    }
}

/// What the version of a framework is a promise about. The policy sets which bump each kind of
/// change needs; `versioning` sets single kinds apart from it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum VersioningPolicy {
    /// Assessments: a change is major if an assessment made before cannot be carried over as it
    /// is.
    #[default]
    Assessments,
    /// Progression: a change is major if it asks more of people; what clarifies or removes is
    /// minor. For frameworks by which people plan how to grow, and that nobody is rated by.
    Progression,
}

crate::words!(VersioningPolicy, "a versioning policy", {
    Assessments => "assessments",
    Progression => "progression",
});

impl VersioningPolicy {
    /// Whether it is the policy of a framework that names none.
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it by reference"
    )]
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// The kinds of change; each has a rule that says which version it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// An element is new.
    ElementAdded,
    /// An element is gone.
    ElementRemoved,
    /// An element has another id, and the lineage says so.
    IdChanged,
    /// A competence is of another kind or in another cluster, a cluster in another one, an
    /// indicator in another competence.
    ElementMoved,
    /// The statement of an indicator changed in the primary language.
    StatementReworded,
    /// The statement of an indicator is the same without case, punctuation, white space and
    /// diacritics, or the lineage declares the new wording editorial.
    StatementEdited,
    /// A title, definition or description changed.
    TextChanged,
    /// A text is there in one more language.
    TranslationAdded,
    /// A text in a language other than the primary one changed.
    TranslationChanged,
    /// A text is no longer there in a language.
    TranslationRemoved,
    /// The indicators of a competence stand in another order.
    IndicatorsReordered,
    /// An element has become deprecated.
    ElementDeprecated,
    /// An element has another status.
    StatusChanged,
    /// A behaviour that spoke for the competence speaks against it, or the reverse.
    PolarityChanged,
    /// An indicator is expected from another level.
    LevelChanged,
    /// The facets of an indicator changed.
    FacetsChanged,
    /// The scale has other levels, or a level means something else.
    ScaleChanged,
    /// The levels of the scale say the same without case, punctuation, white space and diacritics,
    /// or the lineage declares that each means what it meant.
    ScaleEdited,
    /// A profile asks for a competence or an indicator that it did not ask for, for a higher level, or
    /// for something that was optional.
    RequirementsRaised,
    /// A profile asks for something else, and for nothing more.
    RequirementsChanged,
    /// A competence is described at one more level.
    LevelTextAdded,
    /// What a competence is at a level changed in the primary language.
    LevelTextReworded,
    /// What a competence is at a level is the same without case, punctuation, white space and
    /// diacritics, or the lineage declares the new wording editorial.
    LevelTextEdited,
    /// A competence is no longer described at a level.
    LevelTextRemoved,
    /// A competence includes one more indicator of another one.
    IndicatorIncluded,
    /// A competence no longer includes an indicator of another one.
    IndicatorExcluded,
    /// A competence stands in other further clusters.
    GroupingChanged,
    /// The relations to other elements changed.
    RelationsChanged,
    /// The code or the address by which others know it changed.
    IdentifierChanged,
    /// The mappings changed.
    MappingsChanged,
    /// The languages of the framework changed.
    LanguagesChanged,
    /// The version of the framework.
    VersionChanged,
    /// Anything that is neither assessed nor read in an assessment: sources, organisations,
    /// order, conventions, settings, suppressions, lineage, licence.
    MetadataChanged,
}

crate::words!(ChangeKind, "a kind of change", {
    ElementAdded => "element-added",
    ElementRemoved => "element-removed",
    IdChanged => "id-changed",
    ElementMoved => "element-moved",
    StatementReworded => "statement-reworded",
    StatementEdited => "statement-edited",
    TextChanged => "text-changed",
    TranslationAdded => "translation-added",
    TranslationChanged => "translation-changed",
    TranslationRemoved => "translation-removed",
    IndicatorsReordered => "indicators-reordered",
    ElementDeprecated => "element-deprecated",
    StatusChanged => "status-changed",
    PolarityChanged => "polarity-changed",
    LevelChanged => "level-changed",
    FacetsChanged => "facets-changed",
    ScaleChanged => "scale-changed",
    ScaleEdited => "scale-edited",
    RequirementsRaised => "requirements-raised",
    RequirementsChanged => "requirements-changed",
    LevelTextAdded => "level-text-added",
    LevelTextReworded => "level-text-reworded",
    LevelTextEdited => "level-text-edited",
    LevelTextRemoved => "level-text-removed",
    IndicatorIncluded => "indicator-included",
    IndicatorExcluded => "indicator-excluded",
    GroupingChanged => "grouping-changed",
    RelationsChanged => "relations-changed",
    IdentifierChanged => "identifier-changed",
    MappingsChanged => "mappings-changed",
    LanguagesChanged => "languages-changed",
    VersionChanged => "version-changed",
    MetadataChanged => "metadata-changed",
});

/// The schema of what is set for kinds of change: each is a key, so that editors complete it. The
/// version itself needs none.
#[cfg(feature = "check")]
pub(crate) fn by_kind(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let setting = generator.subschema_for::<BumpSetting>();
    let kinds = <ChangeKind as schemars::JsonSchema>::json_schema(generator).to_value();
    let kinds = kinds.get("oneOf").and_then(|it| it.as_array().cloned());
    let kinds = kinds.unwrap_or_default();
    let properties = kinds.into_iter().filter_map(|kind| {
        let word = kind.get("const")?.as_str()?.to_owned();
        let mut property = setting.clone();
        property.insert("title".to_owned(), word.clone().into());
        property.insert("description".to_owned(), kind.get("description")?.clone());
        (word != ChangeKind::VersionChanged.as_str()).then_some((word, property.to_value()))
    });
    let properties: serde_json::Map<String, serde_json::Value> = properties.collect();
    schemars::json_schema!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
