//! The constants of ids, and where in the module `ids` each stands.

use competence_core::{Contents, Element};

use crate::names;

/// What an id is of. Each kind has its module and its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdKind {
    Competence,
    Indicator,
    Cluster,
    Profile,
    Organisation,
    Scale,
    Facet,
}

impl IdKind {
    /// All kinds, in the order in which they are written.
    pub const ALL: [Self; 7] = [
        Self::Competence,
        Self::Indicator,
        Self::Cluster,
        Self::Profile,
        Self::Organisation,
        Self::Scale,
        Self::Facet,
    ];

    pub fn of(element: Element<'_>) -> Self {
        match element {
            Element::Cluster(_) => Self::Cluster,
            Element::Competence(_) => Self::Competence,
            Element::Indicator(..) => Self::Indicator,
            Element::Profile(_) => Self::Profile,
        }
    }

    /// The module in which the constants are.
    pub fn module(self) -> &'static str {
        match self {
            Self::Competence => "competence",
            Self::Indicator => "indicator",
            Self::Cluster => "cluster",
            Self::Profile => "profile",
            Self::Organisation => "organisation",
            Self::Scale => "scale",
            Self::Facet => "facet",
        }
    }

    /// The type of the constants.
    pub fn id_type(self) -> &'static str {
        match self {
            Self::Competence => "CompetenceId",
            Self::Indicator => "IndicatorId",
            Self::Cluster => "ClusterId",
            Self::Profile => "ProfileId",
            Self::Organisation => "OrganisationId",
            Self::Scale => "ScaleId",
            Self::Facet => "FacetId",
        }
    }

    /// The documentation of the module.
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Competence => "The ids of the competences.",
            Self::Indicator => "The ids of the indicators, in a module for each competence.",
            Self::Cluster => "The ids of the clusters.",
            Self::Profile => "The ids of the profiles.",
            Self::Organisation => "The ids of the organisations.",
            Self::Scale => "The ids of the scales beside the one for ratings.",
            Self::Facet => "The ids of the facets that the manifest declares.",
        }
    }
}

/// An item of the module of a kind.
pub(crate) struct Item {
    pub kind: IdKind,
    /// Of the constant of an indicator, the module of its competence.
    pub inner: Option<String>,
    /// The attributes, each a line.
    pub attributes: Vec<String>,
    /// The item itself, a line.
    pub declaration: String,
}

/// The declaration of the constant of an id.
pub(crate) fn constant(kind: IdKind, id: &str) -> String {
    let name = names::constant(id.rsplit_once('.').map_or(id, |(_, name)| name));
    let kind = kind.id_type();
    format!("pub const {name}: _core::{kind} = _core::id!({kind}, {id:?});")
}

/// How a program names the constant of an element: `ids::competence::COOPERATION`. The id itself where
/// the model has no such element.
pub(crate) fn path(model: &Contents, id: &str) -> String {
    let Some(element) = model.element(id) else {
        return id.to_owned();
    };
    let kind = IdKind::of(element).module();
    match id.split_once('.') {
        Some((competence, name)) => {
            let (module, name) = (names::module(competence), names::constant(name));
            format!("ids::{kind}::{module}::{name}")
        }
        None => format!("ids::{kind}::{}", names::constant(id)),
    }
}
