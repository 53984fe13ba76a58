//! Contexts of JSON-LD that documents name by their addresses. Nothing is fetched: these are built in,
//! with the terms that are read here, in words of this project.

use serde_json::{Map, Value, json};

use super::Prefix;
use crate::ctdl;

/// The context at an address, as a document, if it is known.
pub(super) fn built_in(address: &str) -> Option<String> {
    let plain = address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches(['/', '#']);
    // A registry numbers its releases behind a question mark.
    let plain = plain.split_once('?').map_or(plain, |(it, _)| it);
    let context = match plain {
        "credreg.net/ctdlasn/schema/context/json" | "credreg.net/ctdl/schema/context/json" => {
            ctdl::context()
        }
        "schema.org"
        | "schema.org/docs/jsonldcontext.json"
        | "schema.org/docs/jsonldcontext.jsonld" => {
            json!({"@vocab": "http://schema.org/", "schema": "http://schema.org/", "id": "@id", "type": "@type"})
        }
        "gbv.github.io/jskos/context.json" => jskos(),
        "www.w3.org/2004/02/skos/core" => skos(),
        _ => return None,
    };
    Some(json!({ "@context": context }).to_string())
}

/// The names of SKOS without a prefix, with texts by language.
fn skos() -> Value {
    let mut context = prefixes();
    context.insert("@vocab".to_owned(), Prefix::Skos.parts().1.into());
    context.insert("id".to_owned(), "@id".into());
    context.insert("type".to_owned(), "@type".into());
    for name in [
        "prefLabel",
        "altLabel",
        "hiddenLabel",
        "definition",
        "scopeNote",
        "example",
        "note",
    ] {
        let term = json!({ "@id": format!("skos:{name}"), "@container": "@language" });
        context.insert(name.to_owned(), term);
    }
    for name in ["title", "description"] {
        let term = json!({ "@id": format!("dcterms:{name}"), "@container": "@language" });
        context.insert(name.to_owned(), term);
    }
    for name in [
        "inScheme",
        "topConceptOf",
        "hasTopConcept",
        "broader",
        "narrower",
        "related",
        "member",
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
    ] {
        let term = json!({ "@id": format!("skos:{name}"), "@type": "@id" });
        context.insert(name.to_owned(), term);
    }
    context.into()
}

/// JSKOS, the JSON of SKOS in libraries.
fn jskos() -> Value {
    let mut context = skos();
    if let Some(map) = context.as_object_mut() {
        // What has no place in SKOS means nothing.
        map.remove("@vocab");
        map.insert("uri".to_owned(), "@id".into());
        map.insert("identifier".to_owned(), "dcterms:identifier".into());
        map.insert("notation".to_owned(), "skos:notation".into());
        map.insert(
            "topConcepts".to_owned(),
            json!({ "@id": "skos:hasTopConcept", "@type": "@id" }),
        );
        map.insert(
            "concepts".to_owned(),
            json!({ "@reverse": "skos:inScheme" }),
        );
    }
    context
}

fn prefixes() -> Map<String, Value> {
    let all = Prefix::ALL.iter().map(|it| it.parts());
    all.map(|(name, address)| (name.to_owned(), address.into()))
        .collect()
}
