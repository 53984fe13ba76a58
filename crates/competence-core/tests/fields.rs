//! The pages about the fields of a model are current: their tables are made of the schemas, of models,
//! and of the examples of the rules. `UPDATE_PAGES=1` writes them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod example_of;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use competence_core::check::{Category, Rule, check, rules};
use competence_core::schema::DocumentKind;
use competence_core::source::{Directory, Memory, Source};
use competence_core::starter;
use serde_json::Value;

use example_of::starter_with;

/// A table of a page: its name, the schema, and the way below which its fields stand.
const TABLES: [(&str, DocumentKind, &str); 13] = [
    ("framework", DocumentKind::Framework, ""),
    ("competence", DocumentKind::Competence, ""),
    ("indicator", DocumentKind::Competence, "indicators[]"),
    ("cluster", DocumentKind::Cluster, ""),
    ("profile", DocumentKind::Profile, ""),
    ("lineage", DocumentKind::Lineage, ""),
    ("releases", DocumentKind::Releases, ""),
    ("source", DocumentKind::Competence, "source"),
    ("annotations", DocumentKind::Competence, ""),
    ("relations", DocumentKind::Competence, "relations[]"),
    ("mappings", DocumentKind::Competence, "mappings[]"),
    ("deprecation", DocumentKind::Cluster, "deprecation"),
    ("suppressions", DocumentKind::Competence, "suppressions[]"),
];

/// What has a table of its own, or a page, and is one row elsewhere.
const CLOSED: [&str; 8] = [
    "source",
    "relations",
    "mappings",
    "deprecation",
    "suppressions",
    "rules",
    "versioning",
    "indicators",
];

/// What the manifest and all elements have: one table for all.
const ANNOTATIONS: [&str; 9] = [
    "code",
    "iri",
    "alternative-titles",
    "keywords",
    "note",
    "examples",
    "links",
    "valid-from",
    "valid-until",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Field {
    /// The way from the root of the document.
    way: String,
    /// The name in its table.
    name: String,
    meaning: String,
    words: Vec<String>,
    is_required: bool,
}

/// The fields of a table, in the order of the schema.
fn fields(name: &str, kind: DocumentKind, below: &str) -> Vec<Field> {
    let schema = competence_core::schema::find(kind.as_str())
        .unwrap()
        .schema();
    let mut found = Vec::new();
    walk(&schema, &schema, "", below, &mut found);
    let is_annotation = |it: &Field| {
        let first = it.name.split(['.', '[']).next().unwrap();
        ANNOTATIONS.contains(&first)
    };
    match name {
        "annotations" => found.retain(is_annotation),
        "framework" | "competence" | "indicator" | "cluster" | "profile" => {
            found.retain(|it| !is_annotation(it));
        }
        _ => {}
    }
    found
}

fn resolved(schema: &Value, root: &Value) -> Value {
    let Some(name) = schema.get("$ref").and_then(Value::as_str) else {
        return schema.clone();
    };
    let name = name.rsplit('/').next().unwrap();
    let mut found = root["$defs"][name].clone();
    for (key, value) in schema.as_object().unwrap() {
        if key != "$ref" {
            found[key] = value.clone();
        }
    }
    found
}

fn walk(schema: &Value, root: &Value, way: &str, below: &str, found: &mut Vec<Field>) {
    let schema = resolved(schema, root);
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let empty = serde_json::Map::new();
    for (key, value) in schema["properties"].as_object().unwrap_or(&empty) {
        let inner = if way.is_empty() {
            key.clone()
        } else {
            format!("{way}.{key}")
        };
        let value = resolved(value, root);
        let name = inner
            .strip_prefix(below)
            .unwrap_or_default()
            .trim_start_matches('.');
        let is_inside = below.is_empty() || inner.starts_with(&format!("{below}."));
        if is_inside {
            let meaning = value["description"].as_str().unwrap_or_default();
            found.push(Field {
                way: inner.clone(),
                name: name.to_owned(),
                meaning: meaning.split("\n\n").next().unwrap().replace('\n', " "),
                words: words(&value, root),
                is_required: required.iter().any(|it| it == key),
            });
        }
        let leads = below.starts_with(&inner);
        if leads || !CLOSED.contains(&key.as_str()) {
            walk(&value, root, &inner, below, found);
        }
    }
    if !schema["items"].is_null() {
        walk(&schema["items"], root, &format!("{way}[]"), below, found);
    }
}

/// The words that a value is one of.
fn words(schema: &Value, root: &Value) -> Vec<String> {
    let schema = resolved(schema, root);
    let mut found = Vec::new();
    let list = schema["enum"].as_array().cloned().unwrap_or_default();
    found.extend(list.iter().filter_map(|it| Some(it.as_str()?.to_owned())));
    found.extend(schema["const"].as_str().map(str::to_owned));
    for one in schema["oneOf"].as_array().into_iter().flatten() {
        found.extend(words(one, root));
    }
    if !schema["items"].is_null() {
        found.extend(words(&schema["items"], root));
    }
    found
}

/// What is added to files of the starter, for the fields that no model here has: the file, what stands
/// there, and what is written behind it.
const MORE: [(&str, &str, &str); 11] = [
    (
        "framework.yaml",
        "id: my-framework\n",
        "base-iri: https://example.org/framework/\nscales:\n  - id: proficiency\n    title: { en: Proficiency, sl: Usposobljenost }\n    levels:\n      - value: 1\n        title: { en: Novice, sl: Začetnik }\n        anchor: { en: Works under guidance, sl: Dela pod vodstvom }\nlevel-scale: proficiency\nfacets:\n  - id: knowledge\n    title: { en: Knowledge, sl: Znanje }\n    description: { en: What somebody knows, sl: Kar kdo ve }\n",
    ),
    (
        "framework.yaml",
        "  indicators-max: 8\n",
        "  preset: own\n  cluster-fields: [field]\n  unique-codes: true\n",
    ),
    (
        "core/cooperation.yaml",
        "kind: core\n",
        "code: K1\niri: https://example.org/k1\nalternative-titles: [Teamwork]\nkeywords: [team, { sl: skupina }]\nnote: { en: Also across offices, sl: Tudi med organi }\nexamples: [Shares a draft with the other office]\nlinks:\n  - { target: 'https://example.org/cooperation', title: { en: Handbook, sl: Priročnik } }\nvalid-from: \"2026-01-01\"\nvalid-until: \"2029-12-31\"\nalso-in: [records-management]\nscale: proficiency\nlevels:\n  - value: 1\n    description: { en: Shares what is asked for, sl: Na prošnjo deli znanje }\nrelations:\n  - { relation: supports, target: leading-people }\nincludes: [leading-people.gives-feedback]\n",
    ),
    (
        "framework.yaml",
        "  required: [sl] #",
        "\n  optional: [de]\n#",
    ),
    (
        "framework.yaml",
        "rules: {} #",
        "\nsuppressions:\n  - rule: untranslated\n    reason: The name is the same in both languages\nversioning:\n  element-added: { level: major, reason: All staff are assessed anew }\nversioning-policy: progression\n#",
    ),
    (
        "core/cooperation.yaml",
        "    polarity: ineffective #",
        "\n    status: deprecated\n    relations:\n      - { relation: related, target: digital-work.checks-sources }\n    deprecation:\n      reason: { en: Observed too rarely, sl: Opaženo preredko }\n      successors: [cooperation.keeps-agreements]\n    mappings:\n      - { relation: closeMatch, target: 'http://data.europa.eu/esco/skill/S1' }\n    suppressions:\n      - { rule: long-statement, reason: A term of the law }\n#",
    ),
    (
        "core/cooperation.yaml",
        "kind: core\n",
        "suppressions:\n  - { rule: indicator-count, reason: Two behaviours are enough here }\nmappings:\n  - relation: exactMatch\n    target: 'http://data.europa.eu/esco/skill/S2'\n    title: teamwork\n    version: v1.2.0\n    justification: manual-mapping-curation\n    confidence: 0.9\n    author: HR department\n    date: \"2026-03-02\"\n    note: Compared in the workshop\n",
    ),
    (
        "job-specific/records-management/cluster.yaml",
        "organisations: [archive]\n",
        "definition: { en: Keeping what the state has written, sl: Hramba državnega gradiva }\nparent: administration\nrelations:\n  - { relation: related, target: digital-work }\nmappings:\n  - { relation: broadMatch, target: 'http://data.europa.eu/esco/isco/C4' }\ndeprecation:\n  reason: { en: Joined with administration, sl: Združeno z upravo }\n  successors: [administration]\nsuppressions:\n  - { rule: empty-cluster, reason: Filled next year }\n",
    ),
    (
        "profiles/records-manager.yaml",
        "extends: [every-employee]\n",
        "description: { en: Staff of the archive, sl: Zaposleni v arhivu }\ncluster: records-management\nmappings:\n  - { relation: closeMatch, target: 'http://data.europa.eu/esco/isco/C2621' }\nrelations:\n  - { relation: precedes, target: every-employee }\ndeprecation:\n  reason: { en: No such position any more, sl: Takega mesta ni več }\n  successors: [every-employee]\nsuppressions:\n  - { rule: duplicate-title, reason: Two offices use the name }\n",
    ),
    (
        "profiles/records-manager.yaml",
        "    level: 3\n",
        "    necessity: optional\n  - indicators: [cooperation.keeps-agreements]\n",
    ),
    (
        "lineage/1.0.0.yaml",
        "",
        "version: 1.0.0\nrecords:\n  - change: reworded\n    from: [cooperation.keeps-agreements]\n    to: [cooperation.keeps-agreements]\n    editorial: true\n    reason: Shorter\n    evidence:\n      - { text: Workshop of May, link: 'https://example.org/workshop' }\n    decided: '2026-05-05'\n",
    ),
];

/// The starter with more fields, each of which has the form that it must have.
fn more() -> Memory {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    for (path, at, behind) in MORE {
        let text = files
            .get(path)
            .map(|it| String::from_utf8(it.to_vec()).unwrap());
        let text = text.unwrap_or_default();
        let after = if at.is_empty() {
            behind.to_owned()
        } else {
            assert!(text.contains(at), "{path}: {at}");
            let kept = at.strip_suffix('#').unwrap_or(at);
            text.replacen(at, &format!("{}{behind}", kept.trim_end_matches(' ')), 1)
        };
        files.insert(path, after);
    }
    let checked = check(&files);
    let findings = checked.findings().iter();
    let of_form = findings
        .filter(|it| !it.rule.category.is_about_meaning() && it.rule.id != "missing-modeline");
    let wrong: Vec<String> = of_form
        .map(|it| format!("{}:{}: {}", it.place.file, it.place.line, it.message))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    files
}

/// The first value of each field, in the worked example, the starter and the examples of the rules.
fn examples() -> BTreeMap<(DocumentKind, String), String> {
    let directory = Directory::open(&root().join("model")).unwrap();
    let mut paths = directory.list().files;
    paths.sort();
    let read = |path: &String| (path.clone(), directory.read(path, 1 << 24).unwrap());
    let example: Memory = paths.iter().map(read).collect();
    let starter: Memory = starter::FILES.iter().copied().collect();
    let mut found = BTreeMap::new();
    let mut take = |files: &Memory| {
        let checked = check(files);
        for (path, text) in checked.texts() {
            let Some(kind) = kind_of(path) else { continue };
            if let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(text) {
                collect(kind, "", &value, &mut found);
            }
        }
    };
    take(&example);
    take(&starter);
    take(&more());
    for rule in rules::all() {
        if rule.category.is_about_meaning() {
            take(&starter_with(rule, |it| it.good));
        }
    }
    found
}

fn kind_of(path: &str) -> Option<DocumentKind> {
    Some(match path.split('/').collect::<Vec<_>>()[..] {
        ["framework.yaml"] => DocumentKind::Framework,
        ["profiles", _] => DocumentKind::Profile,
        ["lineage", _] => DocumentKind::Lineage,
        ["releases", "releases.yaml"] => DocumentKind::Releases,
        ["clusters", _] | [_, _, "cluster.yaml"] => DocumentKind::Cluster,
        ["releases", ..] => return None,
        _ => DocumentKind::Competence,
    })
}

fn collect(
    kind: DocumentKind,
    way: &str,
    value: &serde_yaml::Value,
    found: &mut BTreeMap<(DocumentKind, String), String>,
) {
    match value {
        serde_yaml::Value::Mapping(map) => {
            for (key, value) in map {
                let key = flow(key);
                let inner = if way.is_empty() {
                    key.clone()
                } else {
                    format!("{way}.{key}")
                };
                let shown = format!("{key}: {}", flow(value));
                let is_empty = value
                    .as_mapping()
                    .is_some_and(serde_yaml::Mapping::is_empty);
                if !is_empty {
                    found.entry((kind, inner.clone())).or_insert(shown);
                }
                collect(kind, &inner, value, found);
            }
        }
        serde_yaml::Value::Sequence(items) => {
            for item in items {
                collect(kind, &format!("{way}[]"), item, found);
            }
        }
        _ => {}
    }
}

/// A value on one line, shortened where it is long.
fn flow(value: &serde_yaml::Value) -> String {
    let text = match value {
        serde_yaml::Value::Mapping(map) => {
            let entries: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", flow(key), flow(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        serde_yaml::Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        // As older readers take it for a date, it stands in quotes.
        serde_yaml::Value::String(text) if text.parse::<competence_core::Date>().is_ok() => {
            format!("\"{text}\"")
        }
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap().trim().to_owned(),
    };
    if text.chars().count() <= 60 {
        return text;
    }
    let cut: String = text.chars().take(59).collect();
    format!(
        "{}…",
        cut.rsplit_once(' ').map_or(cut.as_str(), |(cut, _)| cut)
    )
}

/// The rules whose example has its finding in a field. Those about the form of files and values watch
/// every field, and those about wording every text.
fn watching() -> BTreeMap<(DocumentKind, String), BTreeSet<&'static str>> {
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let is_of_fields =
        |rule: &&Rule| rule.category.is_about_meaning() && rule.category != Category::Text;
    for rule in rules::all().filter(is_of_fields) {
        let checked = check(&starter_with(rule, |it| it.bad));
        let own = checked.findings().iter().filter(|it| it.rule.id == rule.id);
        for finding in own {
            if let Some((kind, way)) = checked.field_at(&finding.place) {
                found.entry((kind, way)).or_default().insert(rule.id);
            }
        }
    }
    for (path, at, bad) in SLIPS {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
        assert!(text.contains(at), "{path}: {at}");
        files.insert(path, text.replacen(at, bad, 1));
        let checked = check(&files);
        let of_meaning = checked
            .findings()
            .iter()
            .filter(|it| is_of_fields(&it.rule));
        let fields = of_meaning.filter_map(|it| Some((checked.field_at(&it.place)?, it.rule.id)));
        let fields: Vec<_> = fields.collect();
        assert!(!fields.is_empty(), "{path}: {bad}");
        for (field, rule) in fields {
            found.entry(field).or_default().insert(rule);
        }
    }
    found
}

/// Slips beside the examples of the rules, for the further fields that a rule watches: the file, what
/// stands there, and what is written instead.
const SLIPS: [(&str, &str, &str); 14] = [
    (
        "framework.yaml",
        "[every-employee, records-manager]",
        "[every-employee, record-manager]",
    ),
    (
        "job-specific/records-management/keeping-records.yaml",
        "cluster: records-management",
        "cluster: record-management",
    ),
    (
        "job-specific/records-management/cluster.yaml",
        "organisations: [archive]",
        "organisations: [archives]",
    ),
    (
        "job-specific/records-management/cluster.yaml",
        "organisations: [archive]",
        "organisations: [archive]\nparent: administration",
    ),
    (
        "profiles/records-manager.yaml",
        "extends: [every-employee]",
        "extends: [every-employe]",
    ),
    (
        "profiles/records-manager.yaml",
        "competence: digital-work",
        "competence: digital-works",
    ),
    ("digital/digital-work.yaml", "level: 3", "level: 7"),
    (
        "core/cooperation.yaml",
        "status: draft",
        "status: deprecated\ndeprecation:\n  successors: [teamwork]",
    ),
    (
        "core/cooperation.yaml",
        "status: draft",
        "status: draft\ncluster: record-management\nalso-in: [record-management]\nscale: ratings\nincludes: [leading-people.feedback]\nrelations: [{ relation: requires, target: teamwork }]",
    ),
    (
        "core/cooperation.yaml",
        "    polarity: ineffective",
        "    facets: [knowlege]\n    relations: [{ relation: requires, target: teamwork }]\n    polarity: ineffective",
    ),
    (
        "core/cooperation.yaml",
        "status: draft",
        "status: draft\nlevels: [{ value: 2, description: x }, { value: 1, description: x }, { value: 9, description: x }]\nrelations: [{ relation: related, target: cooperation }]",
    ),
    (
        "framework.yaml",
        "organisations:\n",
        "level-scale: profficiency\nscales: [{ id: proficiency, title: x, levels: [{ value: 1, title: x }, { value: 3, title: x }] }]\norganisations:\n",
    ),
    (
        "profiles/records-manager.yaml",
        "competence: digital-work",
        "indicators: [digital-work.checks]\n  - competence: digital-work",
    ),
    (
        "profiles/records-manager.yaml",
        "extends: [every-employee]",
        "extends: [every-employee]\ncluster: archives\nrelations: [{ relation: precedes, target: clerk }]",
    ),
];

/// The meanings in another language, by the name of the table and the field.
fn meanings(language: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fields/{language}.yaml"));
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn table(name: &str, language: &str, known: &Known) -> String {
    let (_, kind, below) = TABLES.into_iter().find(|it| it.0 == name).expect(name);
    let header = match language {
        "sl" => "| polje | pomen | primer | pravila |",
        _ => "| field | meaning | example | rules |",
    };
    let mut out = format!("{header}\n|---|---|---|---|\n");
    let cell = |text: &str| text.replace('|', "\\|");
    let all = fields(name, kind, below);
    for field in &all {
        let mut meaning = match language {
            "sl" => {
                let key = format!("{name}.{}", field.name);
                known
                    .meanings
                    .get(&key)
                    .unwrap_or_else(|| panic!("sl.yaml lacks `{key}`: {}", field.meaning))
                    .clone()
            }
            _ => field.meaning.clone(),
        };
        assert!(!meaning.is_empty(), "{} has no description", field.way);
        if field.is_required {
            meaning.push_str(if language == "sl" {
                " Obvezno."
            } else {
                " Required."
            });
        }
        if !field.words.is_empty() && field.words.len() < 12 {
            let all: Vec<String> = field.words.iter().map(|it| format!("`{it}`")).collect();
            let _ = write!(
                meaning,
                " {}: {}.",
                if language == "sl" {
                    "Vrednosti"
                } else {
                    "Values"
                },
                all.join(", ")
            );
        }
        let key = (kind, field.way.clone());
        let example = known.examples.get(&key);
        let example = example.unwrap_or_else(|| panic!("{} has no example", field.way));
        // What is in it has rows of its own.
        let has_parts = all.iter().any(|it| {
            let rest = it.way.strip_prefix(&field.way);
            rest.is_some_and(|rest| rest.starts_with(['.', '[']))
        });
        let name_of = |shown: &str| shown.split_once(": ").map(|(name, _)| format!("{name}: …"));
        let example = match name_of(example) {
            Some(short) if has_parts => short,
            _ => example.clone(),
        };
        let example = format!("`{}`", cell(&example));
        let up = if language == "sl" { "../" } else { "" };
        let link = |it: &&str| format!("[`{it}`]({up}rules.md#{it})");
        // What several documents have is watched in all of them.
        let is_shared = CLOSED.contains(&name) || ["indicator", "annotations"].contains(&name);
        let below = |way: &str| {
            let parts: Vec<&str> = way.split("indicators[].").collect();
            let way = if is_shared && name != "indicator" {
                *parts.last().unwrap()
            } else {
                way
            };
            way == field.way || is_part(way, &field.way)
        };
        let watching = known
            .watching
            .iter()
            .filter(|((of, way), _)| (*of == kind || is_shared) && below(way));
        let rules: BTreeSet<&str> = watching
            .flat_map(|(_, rules)| rules.iter().copied())
            .collect();
        let rules: Vec<String> = rules.iter().map(link).collect();
        writeln!(
            out,
            "| `{}` | {} | {example} | {} |",
            field.name,
            cell(&meaning),
            rules.join(", ")
        )
        .unwrap();
    }
    out
}

/// Whether a way leads to a language of a field, or to an item of it.
fn is_part(way: &str, field: &str) -> bool {
    let rest = way.strip_prefix(field);
    rest.is_some_and(|rest| rest == "[]" || rest.strip_prefix('.').is_some_and(|it| it.len() == 2))
}

struct Known {
    examples: BTreeMap<(DocumentKind, String), String>,
    watching: BTreeMap<(DocumentKind, String), BTreeSet<&'static str>>,
    meanings: BTreeMap<String, String>,
}

#[test]
fn the_pages_about_fields_are_current() {
    let known = Known {
        examples: examples(),
        watching: watching(),
        meanings: meanings("sl"),
    };
    let mut stale = Vec::new();
    for (page, language) in [("docs/model.md", "en"), ("docs/sl/model.md", "sl")] {
        let path = root().join(page);
        let before = fs::read_to_string(&path).unwrap();
        let mut after = String::new();
        let mut rest = before.as_str();
        let mut names = BTreeSet::new();
        while let Some((text, more)) = rest.split_once("<!-- fields: ") {
            let (name, more) = more.split_once(" -->\n").unwrap();
            let (_, more) = more.split_once("<!-- end -->").unwrap();
            write!(
                after,
                "{text}<!-- fields: {name} -->\n{}<!-- end -->",
                table(name, language, &known)
            )
            .unwrap();
            names.insert(name.to_owned());
            rest = more;
        }
        after.push_str(rest);
        assert_eq!(names.len(), TABLES.len(), "{page} has every table");
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&path, &after).unwrap();
        } else if after != before {
            stale.push(page);
        }
    }
    assert!(
        stale.is_empty(),
        "write them anew with UPDATE_PAGES=1: {stale:?}"
    );
    // What is said in Slovene is said of a field.
    let all = TABLES.iter().flat_map(|(name, kind, below)| {
        fields(name, *kind, below)
            .into_iter()
            .map(move |it| format!("{name}.{}", it.name))
    });
    let all: BTreeSet<String> = all.collect();
    let unknown: Vec<&String> = known
        .meanings
        .keys()
        .filter(|it| !all.contains(*it))
        .collect();
    assert!(
        unknown.is_empty(),
        "sl.yaml names fields that are not there: {unknown:?}"
    );
}
