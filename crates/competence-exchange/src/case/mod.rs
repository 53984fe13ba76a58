//! CASE (1EdTech Competencies and Academic Standards Exchange), versions 1.0 and 1.1: a framework as a
//! `CFPackage`.
//!
//! | model | CASE |
//! |---|---|
//! | manifest | `CFDocument` |
//! | cluster, competence, indicator, profile | `CFItem`, told apart by `CFItemType` |
//! | statement, title | `fullStatement`; with a definition, that is the `fullStatement` and the title the `abbreviatedStatement` |
//! | code | `humanCodingScheme` |
//! | note, one other title, keywords | `notes`, `alternativeLabel`, `conceptKeywords` |
//! | first and last day | `statusStartDate`, `statusEndDate` |
//! | what is in what, and its order | `isChildOf` with `sequenceNumber` |
//! | included indicators, further clusters, what a profile requires | `isPartOf` |
//! | mappings | `exactMatchOf`, `isRelatedTo`; in 1.1 `ext:closeMatch`, `ext:broadMatch`, `ext:narrowMatch` |
//! | relations | `precedes`, `isRelatedTo`; in 1.1 `ext:requires`, `ext:supports` |
//! | successors of what is deprecated | `replacedBy` |
//!
//! CASE has one language for a package, which is the primary one.

mod holds;
mod package;
mod read;
mod unread;
mod write;

use competence_core::{Element, Kind, Polarity, Relation, Relationship};
use uuid::Uuid;

pub(crate) use read::read;
pub(crate) use write::write;

/// A version of CASE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// 1.0, as of 2017.
    V1p0,
    /// 1.1, as of 2023.
    V1p1,
}

impl Version {
    /// Whether further types of associations may be used, with the prefix `ext:`.
    const fn is_open(self) -> bool {
        matches!(self, Self::V1p1)
    }
}

/// The key under which the identifier is kept that an imported item had.
const IDENTIFIER: &str = "x-case-identifier";

/// The word for what an item is.
fn item_type(element: Element<'_>) -> &'static str {
    match element {
        Element::Cluster(_) => "Cluster",
        Element::Competence(it) => match it.kind {
            Kind::Core => "Core competence",
            Kind::Leadership => "Leadership competence",
            Kind::Digital => "Digital competence",
            Kind::JobSpecific => "Job-specific competence",
        },
        Element::Indicator(_, it) if it.polarity == Polarity::Ineffective => {
            "Ineffective indicator"
        }
        Element::Indicator(..) => "Indicator",
        Element::Profile(_) => "Profile",
    }
}

/// The type of the association for a mapping, if the version has one.
fn of_mapping(relation: Relation, version: Version) -> Option<&'static str> {
    match relation {
        Relation::ExactMatch => Some("exactMatchOf"),
        Relation::RelatedMatch => Some("isRelatedTo"),
        Relation::CloseMatch if version.is_open() => Some("ext:closeMatch"),
        Relation::BroadMatch if version.is_open() => Some("ext:broadMatch"),
        Relation::NarrowMatch if version.is_open() => Some("ext:narrowMatch"),
        _ => None,
    }
}

/// The type of the association for a relation, if the version has one.
fn of_relation(relation: Relationship, version: Version) -> Option<&'static str> {
    match relation {
        Relationship::Precedes => Some("precedes"),
        Relationship::Related => Some("isRelatedTo"),
        Relationship::Requires if version.is_open() => Some("ext:requires"),
        Relationship::Supports if version.is_open() => Some("ext:supports"),
        _ => None,
    }
}

/// An identifier that stays the same: version 5 of RFC 9562, of the address of the framework and what it
/// is for.
fn identifier(scheme: &str, of: &str) -> Uuid {
    let framework = Uuid::new_v5(&Uuid::NAMESPACE_URL, scheme.as_bytes());
    if of.is_empty() {
        framework
    } else {
        Uuid::new_v5(&framework, of.as_bytes())
    }
}
