//! RDF as formats read it: what is said of each resource, in the terms of one vocabulary.

mod contexts;
mod declared;
mod read;
mod streamed;
mod words;

use std::fmt;
use std::hash::Hash;

pub(crate) use declared::{declare, other_languages};
pub(crate) use read::{Graph, Said};
pub(crate) use streamed::{Document, Streamed};
pub(crate) use words::{Words, most, tag};

/// A prefix, and the address that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Prefix {
    Rdf,
    Rdfs,
    Owl,
    Skos,
    Dcterms,
    Dcat,
    Vann,
    Vs,
    Ceasn,
    Ceterms,
    PublicationStatus,
    Xsd,
}

impl Prefix {
    const ALL: [Self; 12] = [
        Self::Rdf,
        Self::Rdfs,
        Self::Owl,
        Self::Skos,
        Self::Dcterms,
        Self::Dcat,
        Self::Vann,
        Self::Vs,
        Self::Ceasn,
        Self::Ceterms,
        Self::PublicationStatus,
        Self::Xsd,
    ];

    /// The name, and the address.
    pub const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Rdf => ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            Self::Rdfs => ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            Self::Owl => ("owl", "http://www.w3.org/2002/07/owl#"),
            Self::Skos => ("skos", "http://www.w3.org/2004/02/skos/core#"),
            Self::Dcterms => ("dcterms", "http://purl.org/dc/terms/"),
            Self::Dcat => ("dcat", "http://www.w3.org/ns/dcat#"),
            Self::Vann => ("vann", "http://purl.org/vocab/vann/"),
            Self::Vs => ("vs", "http://www.w3.org/2003/06/sw-vocab-status/ns#"),
            Self::Ceasn => ("ceasn", "https://purl.org/ctdlasn/terms/"),
            Self::Ceterms => ("ceterms", "https://purl.org/ctdl/terms/"),
            Self::PublicationStatus => (
                "publicationStatus",
                "http://purl.org/ctdlasn/vocabs/publicationStatus/",
            ),
            Self::Xsd => ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        }
    }

    /// An address as a prefix and the name behind it.
    pub fn split(address: &str) -> Option<(Self, &str)> {
        let mut all = Self::ALL.iter();
        all.find_map(|it| Some((*it, address.strip_prefix(it.parts().1)?)))
    }
}

/// The terms of a vocabulary that a format writes or reads.
pub(crate) trait Vocabulary: Copy + Ord + Hash + fmt::Debug + 'static {
    /// The term of a prefix and a name.
    fn find(prefix: Prefix, name: &str) -> Option<Self>;

    /// The prefix, and the name behind it.
    fn parts(self) -> (Prefix, &'static str);

    /// The term that says of what class a resource is.
    const TYPE: Self;

    const ALL: &'static [Self];

    /// The terms that say again what others say: nothing is lost if they are not read.
    const IMPLIED: &'static [Self];

    /// The term at an address.
    fn of(address: &str) -> Option<Self> {
        let (prefix, name) = Prefix::split(address)?;
        Self::find(prefix, name)
    }

    /// The address.
    fn address(self) -> String {
        let (prefix, name) = self.parts();
        format!("{}{name}", prefix.parts().1)
    }

    /// The term with its prefix, such as `skos:prefLabel`.
    fn short(self) -> String {
        let (prefix, name) = self.parts();
        format!("{}:{name}", prefix.parts().0)
    }
}

/// Declares the terms of a vocabulary, each with its prefix, and which of them say again what others say.
macro_rules! terms {
    (
        $(#[$about:meta])*
        $vocabulary:ident implied [$($implied:ident),*] { $($constant:ident $prefix:ident $name:literal),* $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $vocabulary { $($constant),* }

        impl $crate::rdf::Vocabulary for $vocabulary {
            const TYPE: Self = Self::Type;

            const ALL: &'static [Self] = &[$(Self::$constant),*];

            const IMPLIED: &'static [Self] = &[$(Self::$implied),*];

            fn find(prefix: $crate::rdf::Prefix, name: &str) -> Option<Self> {
                match (prefix, name) {
                    $(($crate::rdf::Prefix::$prefix, $name) => Some(Self::$constant),)*
                    _ => None,
                }
            }

            fn parts(self) -> ($crate::rdf::Prefix, &'static str) {
                match self { $(Self::$constant => ($crate::rdf::Prefix::$prefix, $name)),* }
            }
        }
    };
}

pub(crate) use terms;
