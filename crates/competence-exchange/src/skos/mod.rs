//! SKOS: a framework as a concept scheme.
//!
//! Competences are concepts, and their indicators narrower ones; an indicator that several competences
//! include has several broader ones. Clusters are collections. Profiles have no counterpart.
//!
//! | model | SKOS |
//! |---|---|
//! | manifest | `skos:ConceptScheme` with `dcterms:title`, `dcterms:description`, `owl:versionInfo` |
//! | title, statement | `skos:prefLabel` |
//! | definition, note, examples | `skos:definition`, `skos:scopeNote`, `skos:example` |
//! | other titles, keywords | `skos:altLabel`, `dcat:keyword` |
//! | code, id | `skos:notation`, `dcterms:identifier` |
//! | cluster, further clusters | `dcterms:isPartOf`, `skos:member` |
//! | kind, facets, an ineffective behaviour | `dcterms:type` |
//! | status | `vs:term_status`, and `owl:deprecated` with `dcterms:isReplacedBy` |
//! | mappings | the mapping relations of SKOS |
//! | relations `related` and `requires` | `skos:related`, `dcterms:requires` |

mod holds;
mod integrity;
mod read;
mod write;

use oxrdf::{NamedNode, NamedNodeRef};

pub use integrity::{Breach, integrity};
pub(crate) use read::{from_json_ld, from_turtle};
pub(crate) use write::{json_ld, turtle};

/// The terms, each with its prefix.
macro_rules! terms {
    ($($constant:ident $prefix:ident $name:literal),* $(,)?) => {
        /// A term that is written or read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Term { $($constant),* }

        impl Term {
            const ALL: &'static [Self] = &[$(Self::$constant),*];

            /// The prefix, and the name behind it.
            const fn parts(self) -> (Prefix, &'static str) {
                match self { $(Self::$constant => (Prefix::$prefix, $name)),* }
            }
        }
    };
}

terms! {
    Type Rdf "type",
    Label Skos "prefLabel",
    AltLabel Skos "altLabel",
    Notation Skos "notation",
    Definition Skos "definition",
    ScopeNote Skos "scopeNote",
    Example Skos "example",
    InScheme Skos "inScheme",
    TopConceptOf Skos "topConceptOf",
    HasTopConcept Skos "hasTopConcept",
    Broader Skos "broader",
    Narrower Skos "narrower",
    Related Skos "related",
    Member Skos "member",
    ExactMatch Skos "exactMatch",
    CloseMatch Skos "closeMatch",
    BroadMatch Skos "broadMatch",
    NarrowMatch Skos "narrowMatch",
    RelatedMatch Skos "relatedMatch",
    ConceptScheme Skos "ConceptScheme",
    Concept Skos "Concept",
    Collection Skos "Collection",
    OrderedCollection Skos "OrderedCollection",
    Title Dcterms "title",
    Description Dcterms "description",
    Identifier Dcterms "identifier",
    Licence Dcterms "license",
    Language Dcterms "language",
    Kind Dcterms "type",
    Part Dcterms "isPartOf",
    Requires Dcterms "requires",
    Replaces Dcterms "replaces",
    ReplacedBy Dcterms "isReplacedBy",
    Source Dcterms "source",
    Deprecated Owl "deprecated",
    Version Owl "versionInfo",
    Status Vs "term_status",
    Keyword Dcat "keyword",
    SeeAlso Rdfs "seeAlso",
    Base Vann "preferredNamespaceUri",
}

/// A prefix, and the address that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prefix {
    Rdf,
    Rdfs,
    Owl,
    Skos,
    Dcterms,
    Dcat,
    Vann,
    Vs,
}

impl Prefix {
    const ALL: [Self; 8] = [
        Self::Rdf,
        Self::Rdfs,
        Self::Owl,
        Self::Skos,
        Self::Dcterms,
        Self::Dcat,
        Self::Vann,
        Self::Vs,
    ];

    const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Rdf => ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            Self::Rdfs => ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            Self::Owl => ("owl", "http://www.w3.org/2002/07/owl#"),
            Self::Skos => ("skos", "http://www.w3.org/2004/02/skos/core#"),
            Self::Dcterms => ("dcterms", "http://purl.org/dc/terms/"),
            Self::Dcat => ("dcat", "http://www.w3.org/ns/dcat#"),
            Self::Vann => ("vann", "http://purl.org/vocab/vann/"),
            Self::Vs => ("vs", "http://www.w3.org/2003/06/sw-vocab-status/ns#"),
        }
    }
}

impl Term {
    fn node(self) -> NamedNode {
        let (prefix, name) = self.parts();
        NamedNode::new_unchecked(format!("{}{name}", prefix.parts().1))
    }

    /// The term with prefix, such as `skos:prefLabel`.
    fn short(self) -> String {
        let (prefix, name) = self.parts();
        format!("{}:{name}", prefix.parts().0)
    }

    fn of(node: NamedNodeRef<'_>) -> Option<Self> {
        let found = |it: &&Self| {
            let (prefix, name) = it.parts();
            node.as_str().strip_prefix(prefix.parts().1) == Some(name)
        };
        Self::ALL.iter().find(found).copied()
    }
}

/// The relations of mappings.
const MATCHES: [(Term, competence_core::Relation); 5] = [
    (Term::ExactMatch, competence_core::Relation::ExactMatch),
    (Term::CloseMatch, competence_core::Relation::CloseMatch),
    (Term::BroadMatch, competence_core::Relation::BroadMatch),
    (Term::NarrowMatch, competence_core::Relation::NarrowMatch),
    (Term::RelatedMatch, competence_core::Relation::RelatedMatch),
];
