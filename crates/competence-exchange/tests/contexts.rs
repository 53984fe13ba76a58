//! Contexts of JSON-LD that a document names by their addresses.

#![allow(clippy::unwrap_used)]

use competence_exchange::{InFormat, Input, import};

fn input(text: &str) -> Input {
    Input::file("the file", text).unwrap()
}

/// A concept with an indicator below it, in plain names.
fn document(context: &str, id: &str, kind: &str) -> String {
    format!(
        r#"{{"@context": {context}, "@graph": [
            {{"{id}": "https://example.org/s", "{kind}": "ConceptScheme", "prefLabel": {{"en": "Skills"}}}},
            {{"{id}": "https://example.org/a", "{kind}": "Concept", "prefLabel": {{"en": "Writing", "sl": "Pisanje"}},
              "inScheme": "https://example.org/s", "notation": "W"}},
            {{"{id}": "https://example.org/b", "{kind}": "Concept", "prefLabel": {{"en": "Writes plainly"}},
              "altLabel": {{"en": ["Plain writing"]}}, "broader": "https://example.org/a"}}]}}"#
    )
}

#[test]
fn known_ones_are_built_in() {
    let types = r#"{"Concept": "http://www.w3.org/2004/02/skos/core#Concept", "ConceptScheme": "http://www.w3.org/2004/02/skos/core#ConceptScheme"}"#;
    let documents = [
        document(r#""http://www.w3.org/2004/02/skos/core""#, "id", "type"),
        document(r#""https://www.w3.org/2004/02/skos/core#""#, "@id", "@type"),
        document(
            &format!(r#"["https://gbv.github.io/jskos/context.json", {types}]"#),
            "uri",
            "type",
        ),
        // A further one that says nothing of SKOS.
        document(
            r#"["https://schema.org/", "http://www.w3.org/2004/02/skos/core"]"#,
            "id",
            "type",
        ),
    ];
    for json in documents {
        let imported = import(&input(&json), InFormat::Skos).unwrap();
        let model = &imported.model;
        let writing = model.named("W").next().unwrap();
        let text = |tag: &str| {
            writing
                .title()
                .get(&tag.parse().unwrap())
                .map(str::to_owned)
        };
        assert_eq!(text("sl").as_deref(), Some("Pisanje"), "{json}");
        let (_, indicator) = model.indicators().next().unwrap();
        assert_eq!(indicator.id, "writing.writes-plainly");
        assert_eq!(indicator.annotations.alternative_titles.len(), 1);
    }
}

/// An address that only looks like one that is known is not taken for it, and nothing is fetched.
#[test]
fn others_are_refused_by_name() {
    for address in [
        "https://schema.org.evil.example/",
        "https://example.org/https://schema.org",
        "http://127.0.0.1:1/context.json",
        "file:///etc/hostname",
        "https://credreg.net/other/schema/context/json",
    ] {
        for json in [
            document(&format!("\"{address}\""), "@id", "@type"),
            // Within another context, and within a resource.
            document(&format!(r#"{{"@import": "{address}"}}"#), "@id", "@type"),
            format!(
                r#"{{"@id": "urn:x:a", "urn:x:p": {{"@context": "{address}", "@id": "urn:x:b"}}}}"#
            ),
        ] {
            for format in [InFormat::Skos, InFormat::CtdlAsn] {
                let error = import(&input(&json), format).unwrap_err().to_string();
                let told = format!(
                    "the context `{address}`, which is not built in, and nothing is fetched"
                );
                assert!(error.contains(&told), "{error}");
            }
        }
    }
}
