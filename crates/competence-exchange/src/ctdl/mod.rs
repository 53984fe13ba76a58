//! CTDL-ASN (Credential Engine's profile of the Achievement Standards Network description language): a
//! framework as a `ceasn:CompetencyFramework` with its `ceasn:Competency`s, in JSON-LD.
//!
//! | model | CTDL-ASN |
//! |---|---|
//! | manifest | `ceasn:CompetencyFramework` with `ceasn:name`, `ceasn:description`, `ceterms:versionCode` |
//! | cluster, competence, indicator | `ceasn:Competency`, told apart by `ceasn:competencyCategory` |
//! | statement, title | `ceasn:competencyText`; with a definition, that is the text and the title the `ceasn:competencyLabel` |
//! | code, id | `ceasn:codedNotation`, `ceasn:identifier` |
//! | note, keywords | `ceasn:comment`, `ceasn:conceptKeyword` |
//! | what is in what, and its order | `ceasn:isChildOf`, `ceasn:hasChild`, `ceasn:isTopChildOf`, `ceasn:hasTopChild`, `ceasn:listID` |
//! | included indicators, further clusters | `ceasn:comprisedOf` |
//! | facets | further words of `ceasn:competencyCategory` |
//! | status | `ceasn:publicationStatusType` |
//! | mappings | `ceasn:exactAlignment`, `majorAlignment` (close), `broadAlignment`, `narrowAlignment`, `minorAlignment` (related) |
//! | relation `requires` | `ceasn:prerequisiteAlignment` |
//! | licence | `ceasn:license` if it is an address, and otherwise `ceasn:rights` |
//! | first and last day, newest decision | `ceasn:dateValidFrom`, `ceasn:dateValidUntil`, `ceasn:dateModified` of the framework |
//!
//! Profiles have no counterpart.

mod holds;
mod read;
mod write;

use competence_core::{Annotations, Element, Kind, Polarity, Relation, Status};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::rdf::{Prefix, terms};

pub(crate) use read::read;
pub(crate) use write::write;

terms! {
    /// A term that is written or read.
    Term implied [PartOf, TopChildOf, HasTopChild] {
        Type Rdf "type",
        Framework Ceasn "CompetencyFramework",
        Competency Ceasn "Competency",
        Ctid Ceterms "ctid",
        Identifier Ceasn "identifier",
        Name Ceasn "name",
        Description Ceasn "description",
        Label Ceasn "competencyLabel",
        Text Ceasn "competencyText",
        Category Ceasn "competencyCategory",
        Code Ceasn "codedNotation",
        Comment Ceasn "comment",
        Keyword Ceasn "conceptKeyword",
        Language Ceasn "inLanguage",
        Version Ceterms "versionCode",
        Licence Ceasn "license",
        Rights Ceasn "rights",
        Publication Ceasn "publicationStatusType",
        Modified Ceasn "dateModified",
        ValidFrom Ceasn "dateValidFrom",
        ValidUntil Ceasn "dateValidUntil",
        PartOf Ceasn "isPartOf",
        TopChildOf Ceasn "isTopChildOf",
        HasTopChild Ceasn "hasTopChild",
        ChildOf Ceasn "isChildOf",
        HasChild Ceasn "hasChild",
        ListId Ceasn "listID",
        ComprisedOf Ceasn "comprisedOf",
        Exact Ceasn "exactAlignment",
        Major Ceasn "majorAlignment",
        Broad Ceasn "broadAlignment",
        Narrow Ceasn "narrowAlignment",
        Minor Ceasn "minorAlignment",
        Prerequisite Ceasn "prerequisiteAlignment",
    }
}

/// The terms of the published schema, and what the values of each are.
const TERMS: &str = include_str!("terms.tsv");

/// The published terms, each with what its values are: `id`, `language`, a data type, or `text`.
fn published() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TERMS.lines().filter(|it| !it.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, rest)| {
            let values = rest.split_once('\t').map_or(rest, |(values, _)| values);
            (name, values)
        })
}

/// What the context of JSON-LD says of a term; nothing for a class or a concept.
fn coercion(values: &str) -> Option<Value> {
    match values {
        "class" | "concept" | "text" => None,
        "id" => Some(json!({ "@type": "@id" })),
        "language" => Some(json!({ "@container": "@language" })),
        other => Some(json!({ "@type": other })),
    }
}

/// The context that documents name by its address: that of all published terms.
pub(crate) fn context() -> Value {
    let prefixes = [
        Prefix::Ceasn,
        Prefix::Ceterms,
        Prefix::PublicationStatus,
        Prefix::Skos,
        Prefix::Xsd,
    ];
    let mut context: Map<String, Value> = prefixes
        .iter()
        .map(|it| it.parts())
        .map(|(name, address)| (name.to_owned(), address.into()))
        .collect();
    for (name, values) in published() {
        let has_prefix = name
            .split_once(':')
            .is_some_and(|(it, _)| context.contains_key(it));
        if let (true, Some(coercion)) = (has_prefix, coercion(values)) {
            context.insert(name.to_owned(), coercion);
        }
    }
    context.into()
}

/// The alignments, each with the relation of mappings that it is.
const ALIGNMENTS: [(Term, Relation); 5] = [
    (Term::Exact, Relation::ExactMatch),
    (Term::Major, Relation::CloseMatch),
    (Term::Broad, Relation::BroadMatch),
    (Term::Narrow, Relation::NarrowMatch),
    (Term::Minor, Relation::RelatedMatch),
];

/// What a competency is, by the word of our exports for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Category {
    Cluster,
    Competence(Kind),
    Indicator(Polarity),
}

impl Category {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Cluster, "Cluster"),
        (Self::Competence(Kind::Core), "Core competence"),
        (Self::Competence(Kind::Leadership), "Leadership competence"),
        (Self::Competence(Kind::Digital), "Digital competence"),
        (
            Self::Competence(Kind::JobSpecific),
            "Job-specific competence",
        ),
        (Self::Indicator(Polarity::Effective), "Indicator"),
        (
            Self::Indicator(Polarity::Ineffective),
            "Ineffective indicator",
        ),
    ];

    /// That of an element; none for a profile, which is not written.
    fn of(element: Element<'_>) -> Option<Self> {
        match element {
            Element::Cluster(_) => Some(Self::Cluster),
            Element::Competence(it) => Some(Self::Competence(it.kind)),
            Element::Indicator(_, it) => Some(Self::Indicator(it.polarity)),
            Element::Profile(_) => None,
        }
    }

    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(it, _)| *it == self);
        found.map_or("", |(_, word)| word)
    }

    fn of_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, it)| *it == word).map(|(it, _)| *it)
    }
}

/// The name of a status in the published vocabulary. What is not approved yet is a draft there.
const fn publication(status: Status) -> &'static str {
    match status {
        Status::Approved => "Published",
        Status::Deprecated => "Deprecated",
        _ => "Draft",
    }
}

/// The key under which the identifier is kept that an imported resource had.
const CTID: &str = "x-ctid";

/// An identifier that stays the same: of the address of the framework, and of the element's id, which is
/// empty for the framework. CTIDs are UUIDs of version 4; here a hash stands for what is random there.
fn ctid(scheme: &str, id: &str) -> String {
    let digest = Sha256::new()
        .chain_update(scheme)
        .chain_update([0])
        .chain_update(id)
        .finalize();
    let mut bytes = [0; 16];
    bytes
        .iter_mut()
        .zip(digest)
        .for_each(|(it, byte)| *it = byte);
    format!("ce-{}", uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Whether a text has the form of a CTID.
fn is_ctid(text: &str) -> bool {
    let uuid = text.strip_prefix("ce-");
    uuid.is_some_and(|it| it.len() == 36 && it.parse::<Uuid>().is_ok())
}

/// The CTID that an element was imported with, if its key holds one.
fn kept_ctid(annotations: &Annotations) -> Option<&str> {
    let kept = annotations.extensions.get(CTID).and_then(Value::as_str);
    kept.filter(|it| is_ctid(it))
}

/// The name that says in our exports which element of which framework a resource is.
fn name_of(framework: &str, id: &str) -> String {
    if id.is_empty() {
        format!("urn:competence:{framework}")
    } else {
        format!("urn:competence:{framework}:{id}")
    }
}

/// The framework and the element that such a name is about.
fn named(name: &str) -> Option<(&str, &str)> {
    let name = name.strip_prefix("urn:competence:")?;
    Some(name.split_once(':').unwrap_or((name, "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Vocabulary;

    /// Every term that is written is published, and of the kind that it is written as.
    #[test]
    fn every_term_is_published() {
        let names: Vec<&str> = published().map(|(name, _)| name).collect();
        for term in Term::ALL.iter().filter(|it| **it != Term::Type) {
            assert!(names.contains(&term.short().as_str()), "{term:?}");
        }
        for status in Status::ALL {
            let name = format!("publicationStatus:{}", publication(*status));
            assert!(names.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn an_identifier_stays_the_same() {
        let one = ctid("https://example.org/demo", "one");
        assert_eq!(one, ctid("https://example.org/demo", "one"));
        assert_ne!(one, ctid("https://example.org/demo", "two"));
        assert!(is_ctid(&one) && one.chars().nth(17) == Some('4'), "{one}");
    }
}
