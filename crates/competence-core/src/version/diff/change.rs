//! What a change is.

use std::fmt;

use semver::Version;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::model::{Element, looks_same};
use crate::{
    ChangeKind, ClusterId, CompetenceId, Fingerprint, IndicatorId, LanguageTag, ProfileId,
};

/// Which part of a framework a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKey {
    /// The manifest.
    Framework,
    /// A cluster.
    Cluster(ClusterId),
    /// A competence, apart from its indicators.
    Competence(CompetenceId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A profile.
    Profile(ProfileId),
    /// The lineage of a version.
    Lineage(Version),
}

impl ElementKey {
    /// The key of an element.
    pub(super) fn of(element: Element<'_>) -> Self {
        match element {
            Element::Cluster(it) => Self::Cluster(it.id.clone()),
            Element::Competence(it) => Self::Competence(it.id.clone()),
            Element::Indicator(_, it) => Self::Indicator(it.id.clone()),
            Element::Profile(it) => Self::Profile(it.id.clone()),
        }
    }

    /// What it is a part of: of an indicator the competence, of anything else itself.
    #[must_use]
    pub fn whole(&self) -> Self {
        let Self::Indicator(id) = self else {
            return self.clone();
        };
        let competence = CompetenceId::new(id.competence());
        competence.map_or_else(|_| self.clone(), Self::Competence)
    }

    /// The word for what it is.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Cluster(_) => "cluster",
            Self::Competence(_) => "competence",
            Self::Indicator(_) => "indicator",
            Self::Profile(_) => "profile",
            Self::Lineage(_) => "lineage",
        }
    }
}

/// The id; of the manifest `framework`, of a lineage `lineage/` and its version.
impl fmt::Display for ElementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Framework => f.write_str("framework"),
            Self::Cluster(id) => id.fmt(f),
            Self::Competence(id) => id.fmt(f),
            Self::Indicator(id) => id.fmt(f),
            Self::Profile(id) => id.fmt(f),
            Self::Lineage(version) => write!(f, "lineage/{version}"),
        }
    }
}

impl Serialize for ElementKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The way to a field of an element: the names of keys, and in the lists of levels and of
/// organisations the value or id of the item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Path(pub Vec<String>);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// One change of one element.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Change {
    /// The element, by its id in the new model, or in the old one if it was removed.
    #[cfg_attr(feature = "check", schemars(with = "String"))]
    pub element: ElementKey,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The value before and after.
    pub edit: Edit,
}

/// The value before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "edit")]
pub enum Edit {
    /// The element is new, with this content.
    Added {
        /// The element as in a bundle; a competence without its indicators.
        content: Value,
        /// The indicator that an indicator stands behind; none if it is the first.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<IndicatorId>,
    },
    /// The element is gone.
    Removed {
        /// The element as it was; a competence without its indicators.
        content: Value,
    },
    /// The element has another id.
    Renamed {
        /// The id in the old model.
        from: String,
        /// The indicator that an indicator stands behind; none if it is the first.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<IndicatorId>,
    },
    /// A text in one language.
    Text {
        /// The field.
        path: Path,
        /// The language.
        language: LanguageTag,
        /// The text in the old model.
        #[serde(skip_serializing_if = "Option::is_none")]
        old: Option<String>,
        /// The text in the new model.
        #[serde(skip_serializing_if = "Option::is_none")]
        new: Option<String>,
    },
    /// Any other field.
    Value {
        /// The field.
        path: Path,
        /// The value in the old model.
        #[serde(skip_serializing_if = "Option::is_none")]
        old: Option<Value>,
        /// The value in the new model.
        #[serde(skip_serializing_if = "Option::is_none")]
        new: Option<Value>,
    },
    /// The order of a competence's indicators.
    Order {
        /// All indicators of the new competence, in order.
        order: Vec<IndicatorId>,
    },
}

impl Edit {
    /// Whether two texts differ only in characters that are not seen, or in letters that are one
    /// character in the one and several in the other.
    pub fn looks_same(&self) -> bool {
        match self {
            Self::Text {
                old: Some(old),
                new: Some(new),
                ..
            } => looks_same(old, new),
            _ => false,
        }
    }
}

impl Change {
    /// A name that stays the same from run to run, by which a tool knows that it has seen the
    /// change before. It is made of the element, the kind of change, the field, the language, and
    /// the values before and after. It does not change with the other changes, the order, the
    /// versions or what the manifest says about versions.
    pub fn fingerprint(&self) -> Fingerprint {
        let json = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let text = |text: &Option<String>| text.clone();
        let (path, language, old, new) = match &self.edit {
            Edit::Added { content, .. } => (None, None, None, Some(content.to_string())),
            Edit::Removed { content } => (None, None, Some(content.to_string()), None),
            Edit::Renamed { from, .. } => (None, None, Some(from.clone()), None),
            Edit::Text {
                path,
                language,
                old,
                new,
            } => (Some(path), Some(language), text(old), text(new)),
            Edit::Value { path, old, new } => (Some(path), None, json(old), json(new)),
            Edit::Order { order } => {
                let ids: Vec<&str> = order.iter().map(IndicatorId::as_str).collect();
                (None, None, None, Some(ids.join(" ")))
            }
        };
        let path = path.map(ToString::to_string);
        let element = self.element.to_string();
        let head = [self.element.noun(), element.as_str(), self.kind.as_str()];
        let values = [
            path.as_deref(),
            language.map(LanguageTag::as_str),
            old.as_deref(),
            new.as_deref(),
        ];
        // What is not there is told from what is empty.
        let marked = values
            .into_iter()
            .flat_map(|it| [it.map_or("-", |_| "+"), it.unwrap_or_default()]);
        Fingerprint::of(head.into_iter().chain(marked))
    }

    pub(super) fn added(element: Element<'_>) -> Self {
        let edit = Edit::Added {
            content: content(element),
            after: predecessor(element),
        };
        Self {
            element: ElementKey::of(element),
            kind: ChangeKind::ElementAdded,
            edit,
        }
    }

    pub(super) fn removed(element: Element<'_>) -> Self {
        let edit = Edit::Removed {
            content: content(element),
        };
        Self {
            element: ElementKey::of(element),
            kind: ChangeKind::ElementRemoved,
            edit,
        }
    }
}

/// The indicator before an indicator in its competence.
pub(super) fn predecessor(element: Element<'_>) -> Option<IndicatorId> {
    let Element::Indicator(competence, indicator) = element else {
        return None;
    };
    let all = &competence.indicators;
    let at = all.iter().position(|it| it.id == indicator.id)?;
    Some(all.get(at.checked_sub(1)?)?.id.clone())
}

/// An element as it stands in a bundle; a competence without its indicators, which are elements
/// of their own.
pub(super) fn content(element: Element<'_>) -> Value {
    let Element::Competence(competence) = element else {
        return element.to_json();
    };
    let head = crate::Competence {
        indicators: Vec::new(),
        ..competence.clone()
    };
    Element::Competence(&head).to_json()
}
