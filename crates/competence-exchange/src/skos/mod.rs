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

use crate::rdf::{Prefix, terms};

pub use integrity::{Breach, integrity};
pub(crate) use read::{from_json_ld, from_turtle};
pub(crate) use write::{json_ld, turtle};

terms! {
    /// A term that is written or read.
    Term implied [InScheme, TopConceptOf, HasTopConcept] {
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
}

/// The prefixes that an export declares.
const PREFIXES: [Prefix; 8] = [
    Prefix::Rdf,
    Prefix::Rdfs,
    Prefix::Owl,
    Prefix::Skos,
    Prefix::Dcterms,
    Prefix::Dcat,
    Prefix::Vann,
    Prefix::Vs,
];

/// The relations of mappings.
const MATCHES: [(Term, competence_core::Relation); 5] = [
    (Term::ExactMatch, competence_core::Relation::ExactMatch),
    (Term::CloseMatch, competence_core::Relation::CloseMatch),
    (Term::BroadMatch, competence_core::Relation::BroadMatch),
    (Term::NarrowMatch, competence_core::Relation::NarrowMatch),
    (Term::RelatedMatch, competence_core::Relation::RelatedMatch),
];
