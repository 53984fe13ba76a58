//! `competence export` and `competence import`, as on the command line.

use std::fs;

use super::support::{released_model, repository, run, starter_model, transcript};

/// A small foreign framework in SKOS.
const FOREIGN: &str = r#"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/skills/> .
:scheme a skos:ConceptScheme ; skos:prefLabel "Skills"@en .
:s1 a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "Writing"@en, "Pisanje"@sl ; skos:notation "W" .
:s2 a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "Writes plainly"@en ; skos:broader :s1 ; skos:notation "W1" .
:s3 a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "Checks facts"@en ; skos:broader :s1, :gone .
"#;

#[test]
fn a_model_goes_out_and_tells_what_is_lost() {
    let folder = starter_model();
    let here = folder.path();
    let all = [
        "export",
        "skos",
        "--out",
        "a.ttl",
        "--loss-report",
        "lost.txt",
    ];
    insta::assert_snapshot!("export-skos", transcript(here, &all));
    insta::assert_snapshot!(
        "export-lost",
        fs::read_to_string(here.join("lost.txt")).unwrap()
    );
    assert!(
        fs::read_to_string(here.join("a.ttl"))
            .unwrap()
            .contains("skos:prefLabel \"Cooperation\"@en")
    );
    // The same bytes each time, and a report for programs that its schema accepts.
    let report = [
        "export",
        "case",
        "--out",
        "b.json",
        "--loss-report",
        "lost.json",
    ];
    assert!(run(here, &report).status.success());
    let first = fs::read(here.join("b.json")).unwrap();
    assert!(run(here, &report).status.success());
    assert_eq!(fs::read(here.join("b.json")).unwrap(), first);
    let schema = fs::read_to_string(repository().join("schemas/loss-report.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let lost = fs::read_to_string(here.join("lost.json")).unwrap();
    let lost = serde_json::from_str(&lost).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&lost));
    insta::assert_snapshot!("export-mermaid", transcript(here, &["export", "mermaid"]));
    insta::assert_snapshot!("export-graphviz", transcript(here, &["export", "graphviz"]));
    insta::assert_snapshot!("export-unknown", transcript(here, &["export", "word"]));
}

/// A format that is not built in says how to get it.
#[cfg(not(feature = "sqlite"))]
#[test]
fn a_format_behind_a_feature() {
    let folder = starter_model();
    let all = ["export", "sqlite", "--out", "a.db"];
    insta::assert_snapshot!("export-not-built-in", transcript(folder.path(), &all));
    assert!(!folder.path().join("a.db").exists());
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_goes_out() {
    let folder = starter_model();
    let here = folder.path();
    let all = ["export", "sqlite", "--out", "a.db"];
    insta::assert_snapshot!("export-sqlite", transcript(here, &all));
    let first = fs::read(here.join("a.db")).unwrap();
    assert!(first.starts_with(b"SQLite format 3\0"));
    assert!(run(here, &all).status.success());
    assert_eq!(fs::read(here.join("a.db")).unwrap(), first);
    // It is no text.
    insta::assert_snapshot!("export-no-text", transcript(here, &["export", "sqlite"]));
}

#[test]
fn half_a_model_does_not_go_out() {
    let folder = starter_model();
    let here = folder.path();
    let path = here.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("kind: core", "kind: main")).unwrap();
    let output = run(here, &["export", "skos"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_foreign_framework_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("skills.ttl"), FOREIGN).unwrap();
    let dry = ["import", "skos", "skills.ttl", "--dry-run"];
    insta::assert_snapshot!("import-dry", transcript(here, &dry));
    assert_eq!(fs::read_dir(here).unwrap().count(), 1);
    let into = ["import", "skos", "skills.ttl", "--out", "skills"];
    insta::assert_snapshot!("import-skos", transcript(here, &into));
    insta::assert_snapshot!(
        "import-ids",
        fs::read_to_string(here.join("skills/ids.csv")).unwrap()
    );
    let file = here.join("skills/job-specific/writing.yaml");
    insta::assert_snapshot!("import-file", fs::read_to_string(file).unwrap());
    insta::assert_snapshot!("import-check", transcript(here, &["check", "skills"]));
    insta::assert_snapshot!(
        "import-show",
        transcript(here, &["show", "--model", "skills", "w1"])
    );
    // What is there is not written over.
    insta::assert_snapshot!("import-again", transcript(here, &into));
    // Another format than it is.
    let wrong = ["import", "case", "skills.ttl", "--out", "b"];
    insta::assert_snapshot!("import-likely", transcript(here, &wrong));
    fs::write(here.join("broken.ttl"), ":a :b").unwrap();
    insta::assert_snapshot!(
        "import-broken",
        transcript(here, &["import", "skos", "broken.ttl", "--out", "b"])
    );
}

/// A model that went out keeps its ids when it comes back.
#[test]
fn a_release_comes_back() {
    let folder = released_model();
    let here = folder.path();
    for (format, back) in [
        ("skos", "skos"),
        ("skos-jsonld", "skos"),
        ("case", "case"),
        ("case-1.0", "case"),
        ("csv", "csv"),
        ("csv-flat", "csv-flat"),
        ("ctdl-asn", "ctdl-asn"),
    ] {
        let (file, copy) = (format!("{format}.out"), format!("{format}-copy"));
        assert!(
            run(here, &["export", format, "--out", &file])
                .status
                .success()
        );
        assert!(
            run(here, &["import", back, &file, "--out", &copy])
                .status
                .success()
        );
        let ids = |path: &str| {
            let list = run(here, &["list", "--format", "json", path]).stdout;
            let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
            let ids: Vec<String> = list
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["id"].to_string())
                .collect();
            ids
        };
        assert_eq!(ids(&copy), ids("model"), "{format}");
    }
}

/// The same framework a version later: one target is gone, one deprecated, one renamed.
const LATER: &str = r#"{
    "format": 2,
    "framework": {
        "id": "skills", "version": "2.0.0", "title": {"en": "Skills"}, "base-iri": "https://example.org/skills/",
        "languages": {"primary": "en"}, "scale": {"levels": []}
    },
    "competences": [
        {"id": "writing", "kind": "core", "title": {"en": "Writing well"}, "status": "approved"},
        {"id": "reading", "kind": "core", "title": {"en": "Reading"}, "status": "deprecated",
         "deprecation": {"successors": ["writing"]}},
        {"id": "talking", "kind": "core", "title": {"en": "Talking"}, "status": "approved"},
        {"id": "speaking", "kind": "core", "title": {"en": "Speaking"}, "status": "approved"}
    ],
    "lineage": [{"version": "2.0.0", "records": [
        {"change": "renamed", "from": ["orating"], "to": ["speaking"], "reason": "Nobody says so"}]}]
}"#;

#[test]
fn mappings_are_held_against_their_targets() {
    let folder = starter_model();
    let here = folder.path();
    fs::write(here.join("skills.json"), LATER).unwrap();
    let path = here.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let mapping = |target: &str, more: &str| {
        format!(
            "  - {{ relation: closeMatch, target: 'https://example.org/skills/{target}'{more} }}\n"
        )
    };
    let mappings = [
        mapping(
            "writing",
            ", title: Writing, version: 2.0.0, confidence: 0.8, justification: manual-mapping-curation",
        ),
        mapping("reading", ""),
        mapping("talking", ", version: 1.0.0"),
        mapping("orating", ""),
        mapping("singing", ""),
        mapping("speaking", ""),
    ];
    let text = text.replace(
        "kind: core\n",
        &format!("kind: core\nmappings:\n{}", mappings.concat()),
    );
    fs::write(&path, text).unwrap();
    insta::assert_snapshot!(
        "mappings-check",
        transcript(here, &["mappings", "check", "skills.json"])
    );
    insta::assert_snapshot!(
        "mappings-json",
        transcript(
            here,
            &["mappings", "check", "skills.json", "--format", "json"]
        )
    );
    let schema = fs::read_to_string(repository().join("schemas/mappings.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let report = ["mappings", "check", "skills.json", "--format", "json"];
    let report = run(here, &report).stdout;
    let report = serde_json::from_slice(&report).unwrap();
    assert!(
        jsonschema::validator_for(&schema)
            .unwrap()
            .is_valid(&report)
    );
    fs::write(here.join("skills.ttl"), FOREIGN).unwrap();
    let other = ["mappings", "check", "skills.ttl", "--as", "skos"];
    insta::assert_snapshot!("mappings-skos", transcript(here, &other));
    insta::assert_snapshot!("export-sssom", transcript(here, &["export", "sssom"]));
}

#[test]
fn mappings_go_out_and_come_in() {
    let folder = starter_model();
    let here = folder.path();
    let set = "#curie_map:\n#  esco: http://data.europa.eu/esco/skill/\n\
        subject_id\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n\
        cooperation\tskos:closeMatch\tesco:1\tWork in teams\tsemapv:ManualMappingCuration\n\
        co-operation\tskos:closeMatch\tesco:2\t\t\n";
    fs::write(here.join("set.sssom.tsv"), set).unwrap();
    let onto = ["import", "sssom", "set.sssom.tsv", "--onto", "model"];
    insta::assert_snapshot!("import-sssom", transcript(here, &onto));
    let text = fs::read_to_string(here.join("model/core/cooperation.yaml")).unwrap();
    assert!(text.contains("title: Work in teams"), "{text}");
    // Out and in again, nothing changes.
    let out = ["export", "sssom", "--out", "set.sssom.tsv", "--overwrite"];
    assert!(run(here, &out).status.success());
    let again = transcript(here, &onto);
    assert!(again.contains("nothing changes"), "{again}");
    let alone = ["import", "sssom", "set.sssom.tsv", "--out", "new"];
    let refused = run(here, &alone);
    assert_eq!(refused.status.code(), Some(2));
}

/// The same source later: a statement that says less, one that is gone, another title, and a new one.
fn later() -> String {
    FOREIGN
        .replace(
            "\"Writes plainly\"@en",
            "\"Writes so that everybody understands\"@en",
        )
        .replace("\"Writing\"@en", "\"Writing texts\"@en")
        .replace("\"Checks facts\"@en", "\"Cites sources\"@en")
        .replace(":s3 ", ":s4 ")
}

#[test]
fn the_next_state_of_a_source_is_brought_onto_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("skills.ttl"), FOREIGN).unwrap();
    assert!(
        run(here, &["import", "skos", "skills.ttl", "--out", "model"])
            .status
            .success()
    );
    let release = ["release", "model", "--date", "2026-01-15"];
    assert!(run(here, &release).status.success());
    // Nothing is new: nothing changes.
    let again = ["import", "skos", "skills.ttl", "--onto", "model"];
    insta::assert_snapshot!("import-onto-same", transcript(here, &again));
    // What was written here stays, with its comment.
    let path = here.join("model/job-specific/writing.yaml");
    let own = fs::read_to_string(&path).unwrap();
    let own = own.replace("code: W\n", "code: W # as in the register\n");
    let own = own.replace("sl: Pisanje", "sl: Pisno izražanje");
    fs::write(&path, own).unwrap();
    fs::write(here.join("skills.ttl"), later()).unwrap();
    let dry = [
        "import",
        "skos",
        "skills.ttl",
        "--onto",
        "model",
        "--dry-run",
    ];
    insta::assert_snapshot!("import-onto-dry", transcript(here, &dry));
    insta::assert_snapshot!("import-onto", transcript(here, &again));
    insta::assert_snapshot!("import-onto-file", fs::read_to_string(&path).unwrap());
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    insta::assert_snapshot!("import-onto-lineage", lineage);
    // What the first ids were made of stays; the new one is there, and the one that is gone is not.
    let ids = fs::read_to_string(here.join("model/ids.csv")).unwrap();
    insta::assert_snapshot!("import-onto-ids", ids);
    assert!(run(here, &["check", "model"]).status.success());
    // Both sides change the same title.
    let own = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        own.replace("sl: Pisno izražanje", "sl: Pisno sporočanje"),
    )
    .unwrap();
    fs::write(
        here.join("skills.ttl"),
        later().replace("\"Pisanje\"@sl", "\"Besedila\"@sl"),
    )
    .unwrap();
    let before = fs::read(&path).unwrap();
    insta::assert_snapshot!("import-onto-conflict", transcript(here, &again));
    assert_eq!(fs::read(&path).unwrap(), before);
    let theirs = [
        "import",
        "skos",
        "skills.ttl",
        "--onto",
        "model",
        "--prefer",
        "theirs",
    ];
    insta::assert_snapshot!("import-onto-theirs", transcript(here, &theirs));
    assert!(fs::read_to_string(&path).unwrap().contains("sl: Besedila"));
}

/// The fenced block of a language in the page about exchange.
fn block(language: &str) -> String {
    let page = fs::read_to_string(repository().join("docs/exchange.md")).unwrap();
    let (_, after) = page.split_once("## Any tables and JSON").unwrap();
    let (_, after) = after.split_once(&format!("```{language}\n")).unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

/// The example of the page, as it stands there.
#[test]
fn a_table_comes_in_by_a_mapping() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mapping = block("yaml");
    fs::write(here.join("skills.csv"), block("csv")).unwrap();
    fs::write(here.join("mapping.yaml"), &mapping).unwrap();
    let command = block("sh");
    let command: Vec<&str> = command.split_whitespace().skip(1).collect();
    insta::assert_snapshot!("import-mapping", transcript(here, &command));
    let file = here.join("our-skills/core/listening.yaml");
    insta::assert_snapshot!("import-mapping-file", fs::read_to_string(file).unwrap());
    insta::assert_snapshot!(
        "import-mapping-check",
        transcript(here, &["check", "our-skills"])
    );
    // A slip in the mapping is told where it is.
    let wrong = mapping.replace("statement:", "statment:");
    fs::write(here.join("wrong.yaml"), wrong).unwrap();
    let slip = [
        "import",
        "csv",
        "skills.csv",
        "--mapping",
        "wrong.yaml",
        "--dry-run",
    ];
    insta::assert_snapshot!("import-mapping-slip", transcript(here, &slip));
}

/// Without a mapping, it is shown what columns were taken for; saved, it reads the same.
#[test]
fn columns_are_guessed_and_can_be_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(
        here.join("list.csv"),
        "Skill,Statement,Owner\nPlanning,Plans ahead,Ana\n",
    )
    .unwrap();
    let guessed = ["import", "csv", "list.csv", "--dry-run"];
    insta::assert_snapshot!("import-guessed", transcript(here, &guessed));
    let saved = [
        "import",
        "csv",
        "list.csv",
        "--write-mapping",
        "m.yaml",
        "--out",
        "one",
    ];
    insta::assert_snapshot!("import-guessed-saved", transcript(here, &saved));
    let again = [
        "import",
        "csv",
        "list.csv",
        "--mapping",
        "m.yaml",
        "--out",
        "two",
    ];
    assert!(run(here, &again).status.success());
    let read = |folder: &str| {
        fs::read_to_string(here.join(folder).join("job-specific/planning.yaml")).unwrap()
    };
    assert_eq!(read("one"), read("two"));
    let needs = [
        "import",
        "skos",
        "list.csv",
        "--mapping",
        "m.yaml",
        "--dry-run",
    ];
    insta::assert_snapshot!("import-no-mapping", transcript(here, &needs));
}

/// The mappings that come along fit the schema that is handed out.
#[test]
fn the_mappings_fit_their_schema() {
    let schema =
        fs::read_to_string(repository().join("schemas/import-mapping.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let folder = repository().join("crates/competence-exchange/mappings");
    let mut number = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        assert!(schema.is_valid(&value), "{text}");
        number += 1;
    }
    assert_eq!(number, 7);
}

/// What is larger than an import reads is refused before it is read.
#[test]
fn two_hundred_megabytes_are_refused_by_their_size() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let file = fs::File::create(here.join("big.json")).unwrap();
    file.set_len(200 << 20).unwrap();
    for format in ["case", "nice", "skos", "ctdl-asn"] {
        let shown = transcript(here, &["import", format, "big.json", "--out", "model"]);
        assert!(
            shown.contains("128 MiB") && shown.contains("exit 2"),
            "{shown}"
        );
    }
    assert!(!here.join("model").exists());
}
