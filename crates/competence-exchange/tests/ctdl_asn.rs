//! CTDL-ASN as registries and others write it.

#![allow(clippy::unwrap_used, clippy::format_push_string)]

mod around;

use around::{goes_around, input};
use competence_core::Model;
use competence_exchange::{ImportError, InFormat, OutFormat, export, import};

const CONTEXT: &str = "https://credreg.net/ctdlasn/schema/context/json";

/// A document of a registry, with its names: a named graph, language maps with tags in small letters, lists and
/// single values, and terms that have no place in a model.
fn of_registry() -> String {
    let resource = |name: &str| format!("https://registry.example/resources/{name}");
    let (framework, one, two) = (
        resource("ce-aaaaaaaa-0000-4000-8000-000000000001"),
        resource("ce-aaaaaaaa-0000-4000-8000-000000000002"),
        resource("ce-aaaaaaaa-0000-4000-8000-000000000003"),
    );
    let three = resource("ce-aaaaaaaa-0000-4000-8000-000000000004");
    format!(
        r#"{{
  "@context": "{CONTEXT}",
  "@id": "https://registry.example/graph/ce-aaaaaaaa-0000-4000-8000-000000000001",
  "@graph": [
    {{
      "@id": "{framework}", "@type": "ceasn:CompetencyFramework",
      "ceterms:ctid": "ce-aaaaaaaa-0000-4000-8000-000000000001",
      "ceasn:name": {{ "en-us": "Records" }}, "ceasn:description": {{ "en-us": "Keeping records" }},
      "ceasn:inLanguage": ["en-US"], "ceasn:publisherName": {{ "en-us": "An office" }},
      "ceasn:publicationStatusType": "publicationStatus:Published",
      "ceasn:license": "https://creativecommons.org/publicdomain/zero/1.0/",
      "ceasn:dateCreated": "2020-02-03", "ceasn:hasTopChild": ["{one}"]
    }},
    {{
      "@id": "{three}", "@type": ["ceasn:Competency"], "ceterms:ctid": "ce-aaaaaaaa-0000-4000-8000-000000000004",
      "ceasn:competencyText": {{ "en-us": "Names files by their case" }}, "ceasn:isPartOf": "{framework}",
      "ceasn:isChildOf": ["{one}"], "ceasn:listID": "2", "ceasn:codedNotation": "F.2",
      "ceasn:exactAlignment": ["https://example.org/naming"], "ceasn:prerequisiteAlignment": "{two}",
      "ceasn:skillEmbodied": ["https://example.org/skill"], "ceasn:publicationStatusType": "publicationStatus:Deprecated"
    }},
    {{
      "@id": "{two}", "@type": "ceasn:Competency", "ceterms:ctid": "ce-aaaaaaaa-0000-4000-8000-000000000003",
      "ceasn:competencyText": {{ "en-us": "Opens a file for each case" }}, "ceasn:isPartOf": "{framework}",
      "ceasn:isChildOf": "{one}", "ceasn:listID": "1", "ceasn:comment": {{ "en-us": ["Also on paper"] }},
      "ceasn:conceptKeyword": {{ "en-us": ["case", "file"] }}
    }},
    {{
      "@id": "{one}", "@type": "ceasn:Competency", "ceterms:ctid": "ce-aaaaaaaa-0000-4000-8000-000000000002",
      "ceasn:competencyLabel": {{ "en-us": "Filing" }}, "ceasn:competencyText": {{ "en-us": "Keeps what belongs together" }},
      "ceasn:isPartOf": "{framework}", "ceasn:isTopChildOf": "{framework}", "ceasn:competencyCategory": {{ "en-us": "Domain" }},
      "ceasn:hasChild": ["{two}", "{three}"]
    }}
  ]
}}"#
    )
}

/// The elements, each with what it says, a line each; then the problems.
fn told(json: &str) -> String {
    let imported = match import(&input(json), InFormat::CtdlAsn) {
        Ok(it) => it,
        Err(error) => return format!("error: {error}\n"),
    };
    let model = imported.model;
    let mut out = String::new();
    for it in model.elements() {
        let title = model.text(it.title(), None);
        out.push_str(&format!(
            "{} {}: {} ({})\n",
            it.noun(),
            it.id(),
            title.1,
            title.0
        ));
    }
    for it in imported.problems {
        out.push_str(&format!("  {it}\n"));
    }
    out
}

#[test]
fn a_document_of_a_registry() {
    let json = of_registry();
    insta::assert_snapshot!(told(&json));
    let model = import(&input(&json), InFormat::CtdlAsn).unwrap().model;
    insta::assert_snapshot!("registry-bundle", bundle(&model));
    goes_around(&model, OutFormat::CtdlAsn, InFormat::CtdlAsn);
    goes_around(&model, OutFormat::Skos, InFormat::Skos);
    // What was imported keeps its identifiers.
    let again = export(&model, OutFormat::CtdlAsn).unwrap().content;
    for number in 1..=4 {
        let ctid = format!(r#""ceterms:ctid": "ce-aaaaaaaa-0000-4000-8000-00000000000{number}""#);
        assert!(again.text().contains(&ctid), "{ctid}");
    }
}

fn bundle(model: &Model) -> String {
    let bundle = model.to_bundle().unwrap();
    let value: serde_json::Value = serde_json::from_str(&bundle).unwrap();
    format!("{:#}", value["competences"])
}

/// The same document in other spellings is the same model.
#[test]
fn other_spellings_say_the_same() {
    let json = of_registry();
    let model = import(&input(&json), InFormat::CtdlAsn).unwrap().model;
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let graph = &value["@graph"];
    let spellings = [
        // The older address of the context, one of a release, and the one of CTDL.
        json.replace("https://credreg.net/ctdlasn", "http://credreg.net/ctdlasn"),
        json.replace("context/json", "context/json?releaseID=20250926"),
        json.replace("credreg.net/ctdlasn", "credreg.net/ctdl"),
        // A list of contexts, of which the second says nothing new.
        json.replace(
            &format!("\"{CONTEXT}\""),
            &format!(r#"["{CONTEXT}", {{"ceasn": "https://purl.org/ctdlasn/terms/"}}]"#),
        ),
        // Texts without a language are in that of the framework.
        json.replace(
            r#"{ "en-us": "Names files by their case" }"#,
            r#""Names files by their case""#,
        ),
        // Values one by one.
        json.replace(r#"["en-US"]"#, r#""en-US""#)
            .replace(r#"["Also on paper"]"#, r#""Also on paper""#),
        // An address written out.
        json.replace(
            r#""publicationStatus:Published""#,
            r#"{"@id": "publicationStatus:Published"}"#,
        ),
        // Prefixes and no more, and no context at all.
        json.replace(
            &format!("\"{CONTEXT}\""),
            r#"{"ceasn": "https://purl.org/ctdlasn/terms/", "ceterms": "https://purl.org/ctdl/terms/"}"#,
        ),
        json.replace(&format!(r#""@context": "{CONTEXT}","#), ""),
        // An array of documents, as an API gives out.
        graph
            .as_array()
            .map(|all| {
                let all = all.iter().cloned().map(|mut it| {
                    it["@context"] = CONTEXT.into();
                    it
                });
                serde_json::Value::from(all.collect::<Vec<_>>()).to_string()
            })
            .unwrap(),
    ];
    for (number, it) in spellings.iter().enumerate() {
        let again = import(&input(it), InFormat::CtdlAsn).map(|it| it.model);
        assert_eq!(again.unwrap(), model, "spelling {number}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let head = format!(r#""@context": "{CONTEXT}""#);
    let competency = |more: &str| {
        format!(
            r#"{{{head}, "@graph": [{{"@id": "https://example.org/a", "@type": "ceasn:Competency"{more}}}]}}"#
        )
    };
    let text = r#", "ceasn:competencyText": {"en": "A"}"#;
    let two = |above_a: &str, above_b: &str| {
        format!(
            r#"{{{head}, "@graph": [
                {{"@id": "urn:x:a", "@type": "ceasn:Competency", "ceasn:competencyText": "A", "ceasn:isChildOf": "{above_a}"}},
                {{"@id": "urn:x:b", "@type": "ceasn:Competency", "ceasn:competencyText": "B", "ceasn:isChildOf": "{above_b}"}}]}}"#
        )
    };
    let cases = [
        ("no JSON", "[".to_owned()),
        (
            "no CTDL",
            format!(r#"{{{head}, "@id": "urn:x:a", "ceasn:name": "A"}}"#),
        ),
        (
            "an unknown context",
            r#"{"@context": "https://example.org/c", "@id": "urn:x:a"}"#.to_owned(),
        ),
        (
            "a context that names an unknown one",
            r#"{"@context": [{"a": "urn:a:"}, "file:///etc/passwd"], "@id": "urn:x:a"}"#.to_owned(),
        ),
        ("no text", competency("")),
        (
            "two texts in a language",
            competency(r#", "ceasn:competencyText": {"en": ["A", "B"]}"#),
        ),
        (
            "a language that is none",
            competency(r#", "ceasn:competencyText": {"en": "A", "x!": "B"}"#),
        ),
        ("a circle", two("urn:x:b", "urn:x:a")),
        ("above itself", two("urn:x:a", "urn:x:a")),
        (
            "what is not there",
            competency(&format!(
                r#"{text}, "ceasn:isChildOf": "urn:x:gone", "ceasn:prerequisiteAlignment": "urn:x:gone""#
            )),
        ),
        (
            "blank nodes",
            format!(
                r#"{{{head}, "@graph": [{{"@type": "ceasn:Competency", "ceasn:competencyText": "A"}},
                {{"@id": "urn:x:b", "@type": "ceasn:Competency", "ceasn:competencyText": "B"}}]}}"#
            ),
        ),
        (
            "an address with a blank",
            format!(
                r#"{{{head}, "@graph": [{{"@id": "https://example.org/a b", "@type": "ceasn:Competency", "ceasn:competencyText": "A"}}]}}"#
            ),
        ),
        (
            "two frameworks",
            format!(
                r#"{{{head}, "@graph": [{{"@id": "urn:x:s", "@type": "ceasn:CompetencyFramework", "ceasn:name": "S"}},
                {{"@id": "urn:x:t", "@type": "ceasn:CompetencyFramework", "ceasn:name": "T"}}]}}"#
            ),
        ),
        (
            "one id twice",
            two("urn:x:b", "urn:x:none").replace("urn:x:a", "urn:x:b"),
        ),
        (
            "markup",
            competency(r#", "ceasn:competencyText": {"en": "<script>alert(1)</script>"}"#),
        ),
        (
            "a code of two lines",
            competency(&format!(r#"{text}, "ceasn:codedNotation": "A\nB""#)),
        ),
        (
            "a CTID that is none",
            competency(&format!(r#"{text}, "ceterms:ctid": "0001""#)),
        ),
        (
            "a date that is none",
            format!(
                r#"{{{head}, "@id": "urn:x:s", "@type": "ceasn:CompetencyFramework", "ceasn:name": "S", "ceasn:dateValidFrom": "soon"}}"#
            ),
        ),
    ];
    let mut out = String::new();
    for (what, json) in cases {
        out.push_str(&format!("# {what}\n{}", told(&json)));
    }
    insta::assert_snapshot!(out);
}

/// An indicator with two parents is in one competence, and the other includes it.
#[test]
fn two_parents() {
    let competency = |name: &str, more: &str| {
        format!(
            r#"{{"@id": "urn:x:{name}", "@type": "ceasn:Competency", "ceasn:competencyText": "Says {name}"{more}}}"#
        )
    };
    let graph = [
        competency("b", ""),
        competency("a", ""),
        competency("one", r#", "ceasn:isChildOf": ["urn:x:a", "urn:x:b"]"#),
        competency("two", r#", "ceasn:isChildOf": "urn:x:a""#),
    ];
    let json = format!(
        r#"{{"@context": "{CONTEXT}", "@graph": [{}]}}"#,
        graph.join(",")
    );
    let model = import(&input(&json), InFormat::CtdlAsn).unwrap().model;
    assert_eq!(model.indicators().count(), 2);
    // `b` comes first in the file.
    let of = |id: &str| model.competence(&id.parse().unwrap()).unwrap();
    assert_eq!(of("says-b").indicators[0].id, "says-b.says-one");
    assert_eq!(of("says-a").includes[0], "says-b.says-one");
    goes_around(&model, OutFormat::CtdlAsn, InFormat::CtdlAsn);
}

#[test]
fn deep_json_is_refused_or_read() {
    for json in [
        "[".repeat(200_000),
        format!(
            "{}{}",
            r#"{"@id":"urn:x:a","urn:x:p":"#.repeat(100_000),
            "}".repeat(100_000)
        ),
        format!(
            r#"{{"@context": {}{}}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        ),
        format!(
            r#"{{"@context": {}1{}}}"#,
            r#"{"a":"#.repeat(100_000),
            "}".repeat(100_000)
        ),
    ] {
        let found = import(&input(&json), InFormat::CtdlAsn);
        assert!(
            matches!(
                found,
                Err(ImportError::Syntax { .. } | ImportError::Nothing(_))
            ),
            "{found:?}"
        );
    }
}
