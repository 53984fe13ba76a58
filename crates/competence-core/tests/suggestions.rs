//! A suggestion works as it stands: once it is applied, the finding is gone and no other has come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod example_of;
mod show;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use competence_core::check::{Applicability, Finding, check, fix, rules};
use competence_core::source::{Directory, Memory, Source};
use competence_core::starter;
use example_of::starter_with;
use show::show;

/// The files with the edit of a finding applied.
fn applied(files: &Memory, finding: &Finding, replacement: &str) -> Memory {
    let place = &finding.place;
    let text = String::from_utf8(files.get(&place.file).unwrap().to_vec()).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let line = &mut lines[place.line as usize - 1];
    let characters: Vec<char> = line.chars().collect();
    let start = place.column as usize - 1;
    let end = start + place.length as usize;
    let part = |range: &[char]| range.iter().collect::<String>();
    *line = part(&characters[..start]) + replacement + &part(&characters[end..]);
    let mut files = files.clone();
    files.insert(place.file.clone(), lines.concat());
    files
}

type Key = (String, &'static str, String);

fn key_of(it: &Finding) -> Key {
    (it.place.file.clone(), it.rule.id, it.message.clone())
}

/// What findings say, each with its number: places move, where an edit is longer than what it
/// replaces.
fn said(findings: &[Finding]) -> BTreeMap<Key, usize> {
    let mut said = BTreeMap::new();
    for it in findings {
        *said.entry(key_of(it)).or_default() += 1;
    }
    said
}

/// The text that a suggestion tells to write: that of an edit, or the name behind "did you mean".
fn told(finding: &Finding) -> Option<(String, bool)> {
    let suggestion = finding.suggestion.as_ref()?;
    if let Some(text) = suggestion.replacement() {
        return Some((text.to_owned(), true));
    }
    let name = suggestion.message().strip_prefix("did you mean `")?;
    Some((name.strip_suffix("`?")?.to_owned(), false))
}

/// Applies each suggestion of a check alone, and tells what it leaves or brings. After what is only
/// told in words, as for a word whose value has to change too, other findings may come.
fn broken_promises(files: &Memory) -> (usize, String) {
    let checked = check(files);
    let before = said(checked.findings());
    let (mut tried, mut out) = (0, String::new());
    for finding in checked.findings() {
        let Some((text, is_edit)) = told(finding) else {
            continue;
        };
        tried += 1;
        let again = check(&applied(files, finding, &text));
        let after = said(again.findings());
        let number = |key| after.get(key).copied().unwrap_or(0);
        let key = key_of(finding);
        let is_gone = number(&key) < before[&key];
        let mut all = after.iter();
        let is_new = all.any(|(key, number)| *number > before.get(key).copied().unwrap_or(0));
        if !is_gone || is_edit && is_new {
            let finding = show(std::slice::from_ref(finding));
            let left = show(again.findings());
            writeln!(out, "-- applied\n{finding}-- left\n{left}").unwrap();
        }
    }
    (tried, out)
}

#[test]
fn the_suggestions_of_every_example_work() {
    let mut all = 0;
    for rule in rules::all() {
        let files = starter_with(rule, |edit| edit.bad);
        let (tried, broken) = broken_promises(&files);
        all += tried;
        assert_eq!(broken, "", "{}", rule.id);
    }
    assert!(all > 10, "{all}");
}

/// Whether a path has this ending.
fn is(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

/// The files of the worked example, at a version after its last release.
fn example() -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    let source = Directory::open(&folder).unwrap();
    let listed = source.list().files.into_iter();
    listed
        .filter(|path| is(path, "yaml") || is(path, "json"))
        .map(|path| {
            let bytes = source.read(&path, 100_000_000).unwrap();
            if path == "framework.yaml" {
                let text = String::from_utf8(bytes).unwrap();
                let (before, rest) = text.split_once("\nversion: ").unwrap();
                let (_, after) = rest.split_once('\n').unwrap();
                let draft = format!("{before}\nversion: 3.0.0-draft.1\n{after}");
                return (path, draft.into_bytes());
            }
            (path, bytes)
        })
        .collect()
}

/// What a person may make of a line of a model by a slip, or by writing as in another format.
fn damages(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    let indent = line.len() - line.trim_start().len();
    let (margin, rest) = line.split_at(indent);
    let (dash, rest) = match rest.strip_prefix("- ") {
        Some(rest) => ("- ", rest),
        None => ("", rest),
    };
    if rest.starts_with('#') || rest.is_empty() {
        return all;
    }
    let Some((key, value)) = rest.split_once(':') else {
        // An item of a list: an id.
        for slip in slips(rest) {
            all.push(format!("{margin}{dash}{slip}"));
        }
        return all;
    };
    let usual = SYNONYMS.iter().find(|(it, _)| *it == key);
    let usual = usual.into_iter().flat_map(|(_, words)| *words);
    let usual = usual.map(|it| (*it).to_owned());
    for slip in slips(key).into_iter().chain(usual) {
        all.push(format!("{margin}{dash}{slip}:{value}"));
    }
    for more in MORE {
        let inner = " ".repeat(indent + dash.len());
        all.push(format!("{margin}{dash}{more}\n{inner}{rest}"));
    }
    let value = value.trim();
    if !value.is_empty() {
        let mut values = slips(value);
        values.extend(
            [
                "", "yes", "12", "1.0", "true", "~", "[a]", "{ a: b }", "\"\"", "\" \"", "#",
                "2025",
            ]
            .map(str::to_owned),
        );
        for value in values {
            all.push(format!("{margin}{dash}{key}: {value}"));
        }
    }
    all
}

/// Slips in a word.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let mut all = vec![
        word.to_uppercase(),
        word.replace('-', "_"),
        word.replace('-', " "),
        word.replace('.', "-"),
        format!("{word}s"),
    ];
    if let Some((_, name)) = word.split_once('.') {
        all.push(name.to_owned());
    }
    let middle = letters.len() / 2;
    if letters.len() > 2 {
        let mut less = letters.clone();
        less.remove(middle);
        all.push(text(&less));
        let mut swapped = letters.clone();
        swapped.swap(middle - 1, middle);
        all.push(text(&swapped));
        let mut doubled = letters.clone();
        doubled.insert(middle, letters[middle]);
        all.push(text(&doubled));
    }
    all.retain(|it| it != word);
    all
}

/// Usual words from the field and from other formats, for the keys that mean the same here.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("title", &["name", "label", "naziv", "Title"]),
    ("definition", &["description", "desc", "text", "opis"]),
    (
        "statement",
        &["text", "title", "behaviour", "trditev", "description"],
    ),
    ("indicators", &["behaviours", "statements", "Indicators"]),
    ("description", &["definition", "desc", "text"]),
    ("field", &["domain", "sector", "description"]),
    ("kind", &["type", "category"]),
    ("status", &["state", "stage"]),
    ("id", &["code", "key", "identifier"]),
    ("organisations", &["orgs", "organizations"]),
    ("requires", &["requirements", "competences", "competencies"]),
    ("extends", &["inherits", "base", "parent"]),
    ("value", &["score", "points"]),
    ("anchor", &["description", "text"]),
    ("change", &["type"]),
    ("from", &["old", "before"]),
    ("to", &["new", "after", "replaced-by"]),
    ("reason", &["why", "rationale", "because", "note"]),
    ("languages", &["locales", "language"]),
    ("sl", &["si", "slo", "slv", "SL"]),
    ("en", &["eng", "english", "en-GB", "EN"]),
];

/// Lines that people add as in other formats.
const MORE: &[&str] = &[
    "owner: me",
    "translations: { sl: a }",
    "deprecated: true",
    "weight: 3",
    "level: x",
    "levels: [1]",
    "order: 1",
    "tags: [a]",
    "si: Besedilo",
];

/// Every how many damages one is tried: all of them take half an hour.
const EVERY: usize = 211;

#[test]
fn the_suggestions_for_a_damaged_model_work() {
    let example = example();
    let paths = example.list().files.into_iter();
    let (mut number, mut tried) = (0, 0);
    for path in paths.filter(|path| is(path, "yaml")) {
        let text = String::from_utf8(example.get(&path).unwrap().to_vec()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            for damage in damages(line) {
                number += 1;
                if number % EVERY != 0 {
                    continue;
                }
                let mut changed = lines.clone();
                changed[at] = &damage;
                let mut files = example.clone();
                files.insert(path.clone(), changed.join("\n") + "\n");
                let (more, broken) = broken_promises(&files);
                tried += more;
                assert_eq!(broken, "", "{path}:{}: {damage}", at + 1);
            }
        }
    }
    assert!(tried > 50, "{tried} of {number}");
}

/// The starter with a text replaced in a file, and what is then found.
fn found(path: &str, from: &str, to: &str) -> String {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    files.insert(path, text.replace(from, to));
    let mut out = String::new();
    for it in check(&files).findings() {
        let help = it.suggestion.as_ref();
        let edit = help.and_then(|it| it.replacement());
        let edit = edit.map(|text| format!(" [{text}]"));
        writeln!(
            out,
            "    {}: {} = {}{}",
            it.rule,
            it.message,
            help.map_or("", |it| it.message()),
            edit.unwrap_or_default()
        )
        .unwrap();
    }
    format!("{to:?}\n{out}")
}

#[test]
fn usual_words_of_the_field_and_of_other_formats_are_understood() {
    const FRAMEWORK: &str = "framework.yaml";
    const CORE: &str = "core/cooperation.yaml";
    const CLUSTER: &str = "job-specific/records-management/cluster.yaml";
    const PROFILE: &str = "profiles/every-employee.yaml";
    let title = "title: { en: Cooperation, sl: Sodelovanje }";
    let sentence = "    statement:\n      en: Keeps";
    let table = [
        (CORE, "definition:", "description:"),
        (CORE, "definition:", "desc:"),
        (CORE, "definition:", "text:"),
        (CORE, "definition:", "opis:"),
        (CORE, title, "name: { en: Cooperation, sl: Sodelovanje }"),
        (CORE, title, "label: { en: Cooperation, sl: Sodelovanje }"),
        (CORE, title, "naziv: { en: Cooperation, sl: Sodelovanje }"),
        (CORE, "id: cooperation\n", "code: cooperation\n"),
        (CORE, "kind: core", "type: core"),
        (CORE, "kind: core", "category: core"),
        (CORE, "kind: core", "kind: soft"),
        (CORE, "kind: core", "kind: temeljna"),
        (CORE, "status: draft", "state: draft"),
        (CORE, "status: draft", "status: wip"),
        (CORE, "status: draft", "status: active"),
        (CORE, "status: draft", "status: deleted"),
        (CORE, "status: draft", "status: Draft"),
        (CORE, "status: draft", "status: draft\nowner: me"),
        (CORE, "status: draft", "status: draft\ndeprecated: true"),
        (
            CORE,
            "status: draft",
            "status: draft\ntranslations: { de: a }",
        ),
        (CORE, "status: draft", "status: draft\nlevels: [1]"),
        (CORE, "status: draft", "status: draft\ntags: [digital]"),
        (CORE, "status: draft", "status: draft\nweight: 3"),
        (CORE, "indicators:", "behaviours:"),
        (CORE, sentence, "    text:\n      en: Keeps"),
        (CORE, sentence, "    title:\n      en: Keeps"),
        (CORE, "sl: Sodelovanje }", "si: Sodelovanje }"),
        (CORE, "sl: Sodelovanje }", "slv: Sodelovanje }"),
        (CORE, "sl: Sodelovanje }", "SL: Sodelovanje }"),
        (CORE, "sl: Sodelovanje }", "sl: Sodelovanje, en_GB: Team }"),
        (CORE, "sl: Sodelovanje }", "sl: Sodelovanje, owner: me }"),
        (CORE, "polarity: ineffective", "polarity: negative"),
        (CORE, "polarity: ineffective", "direction: ineffective"),
        (CLUSTER, "field:", "domain:"),
        (CLUSTER, "organisations:", "organizations:"),
        (PROFILE, "requires:", "competencies:"),
        (PROFILE, "level: 2", "grade: 2"),
        (
            FRAMEWORK,
            "rules: {}",
            "rules: { two-behaviours: disabled }",
        ),
        (FRAMEWORK, "rules: {}", "rules: { two-behaviours: no }"),
        (FRAMEWORK, "rules: {}", "rules: { two-behaviours: false }"),
        (FRAMEWORK, "rules: {}", "rules: { two-behaviours: warn }"),
        (FRAMEWORK, "rules: {}", "rules: { two_behaviours: off }"),
        (FRAMEWORK, "rules: {}", "rules: { two-behaviours: [] }"),
        (
            FRAMEWORK,
            "final-punctuation: none",
            "final-punctuation: period",
        ),
        (
            FRAMEWORK,
            "final-punctuation: none",
            "final-punctuation: nnoe",
        ),
    ];
    let all = table.map(|(path, from, to)| found(path, from, to));
    insta::assert_snapshot!("usual-words", all.concat());
}

#[test]
fn one_slip_has_one_help_and_it_is_the_right_one() {
    const CORE: &str = "core/cooperation.yaml";
    let all = [
        found(
            CORE,
            "id: cooperation.keeps-agreements",
            "id: keeps-agreements",
        ),
        found(
            CORE,
            "id: cooperation.keeps-agreements",
            "id: Cooperation.Keeps_agreements",
        ),
        found(
            CORE,
            "id: cooperation.keeps-agreements",
            "id: shares-knowledge",
        ),
        found(
            CORE,
            "id: cooperation.keeps-agreements",
            "id: cooperation-keeps-agreements",
        ),
        found(CORE, "id: cooperation.keeps-agreements", "id: yes"),
        found(CORE, "id: cooperation\n", "id: Co operation\n"),
        found(CORE, "status: draft", "status: deprecated"),
        found(
            CORE,
            "status: draft",
            "status: draft\ndeprecation: { successors: [leading-people] }",
        ),
        found("framework.yaml", "version: 1.0.0-draft.1", "version: 1.0"),
        found("framework.yaml", "version: 1.0.0-draft.1", "version: 2"),
        found(
            "framework.yaml",
            "version: 1.0.0-draft.1",
            "version: \"v1.2\"",
        ),
        found(CORE, "kind: core", "cluster: 7\nkind: core"),
    ];
    insta::assert_snapshot!("right-helps", all.concat());
}

#[test]
fn a_word_of_lineage_is_suggested_only_where_the_numbers_fit() {
    let with = |record: &str| {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        let head = "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nrecords:\n";
        files.insert("lineage/1.0.0.yaml", format!("{head}  - {record}\n"));
        let checked = check(&files);
        let found = checked.findings().iter().map(told).collect::<Vec<_>>();
        found.into_iter().flatten().collect::<Vec<_>>()
    };
    let edit = |word: &str| vec![(word.to_owned(), true)];
    let words = |word: &str| vec![(word.to_owned(), false)];
    assert_eq!(with("{ change: removed, from: [a] }"), edit("retired"));
    assert_eq!(with("{ change: deleted, from: [a, b] }"), edit("retired"));
    assert_eq!(
        with("{ change: joined, from: [a, b], to: [cooperation] }"),
        edit("merged")
    );
    assert_eq!(
        with("{ change: joined, from: [a], to: [cooperation] }"),
        words("merged")
    );
    assert_eq!(
        with("{ change: split-into, from: [a], to: [cooperation, digital-work] }"),
        edit("split")
    );
    assert_eq!(
        with("{ change: renamd, from: [a], to: [cooperation] }"),
        edit("renamed")
    );
    assert_eq!(
        with("{ change: renamed, from: [a], to: [cooperation], decided: 31. 3. 2025 }"),
        edit("\"2025-03-31\"")
    );
    // On which side of an ocean?
    assert_eq!(
        with("{ change: renamed, from: [a], to: [cooperation], decided: 3/4/2025 }"),
        []
    );
}

#[test]
fn a_renamed_file_of_a_released_element_gets_its_old_name_back() {
    let rename = |from: &str, to: &str| {
        let mut files = example();
        let text = files.get(from).unwrap().to_vec();
        files.remove(from);
        files.insert(to, text);
        show(check(&files).findings())
    };
    insta::assert_snapshot!(
        "renamed-files",
        [
            rename("leadership/leading-people.yaml", "leadership/leading.yaml"),
            rename("profiles/senior-official.yaml", "profiles/official.yaml"),
            rename(
                "job-specific/probation/cluster.yaml",
                "job-specific/prob/cluster.yaml"
            ),
        ]
        .concat()
    );
}

/// Each edit of an example is applied, and nothing else changes: a line that no edit is for stays
/// byte for byte.
#[test]
fn fixing_takes_the_findings_and_leaves_the_rest() {
    let mut safe = std::collections::BTreeSet::new();
    for rule in rules::all() {
        let files = starter_with(rule, |edit| edit.bad);
        for which in [Applicability::Safe, Applicability::Unsafe] {
            let fixed = fix(&files, which);
            let left = fixed.checked.findings().iter().filter(|it| {
                let suggestion = it.suggestion.as_ref();
                suggestion
                    .is_some_and(|it| it.replacement().is_some() && it.applicability() <= which)
            });
            assert_eq!(
                show(&left.cloned().collect::<Vec<_>>()),
                "",
                "{}: {which}",
                rule.id
            );
            if which == Applicability::Safe {
                safe.extend(fixed.applied.keys().copied());
                let is_safe = fixed.applied.is_empty() == fixed.files.is_empty();
                assert!(is_safe, "{}", rule.id);
            }
            for file in &fixed.files {
                let edits = fixed.applied.values().sum::<usize>();
                let before: Vec<&str> = file.before.as_ref().unwrap().lines().collect();
                let after = file.after.as_deref().unwrap();
                let kept = after.lines().filter(|it| before.contains(it)).count();
                assert!(kept + edits >= before.len(), "{}: {}", rule.id, after);
            }
        }
    }
    let expected = [
        "ambiguous-scalar",
        "decomposed-letter",
        "final-punctuation",
        "missing-modeline",
        "renamed-key",
        "renamed-rule",
        "white-space",
    ];
    for rule in expected {
        assert!(safe.contains(rule), "{rule}: {safe:?}");
    }
}

/// Comments, order and quotes stay, and a text on several lines is left to a person.
#[test]
fn fixing_keeps_how_a_file_is_written() {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    let path = "core/cooperation.yaml";
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    let keeps = "en: Keeps agreements made within the team";
    let written = text
        .replace(
            keeps,
            "en: \"Keeps  agreements made within the team.\" # agreed in May",
        )
        .replace(
            "en: Shares what they know before being asked",
            "en: >-\n        Shares what they know\n        before being asked.",
        );
    assert_ne!(written, text);
    files.insert(path, written.clone());
    let fixed = fix(&files, Applicability::Safe);
    let [file] = &fixed.files[..] else {
        panic!("{fixed:?}")
    };
    let expected = written.replace(
        "\"Keeps  agreements made within the team.\"",
        "\"Keeps agreements made within the team\"",
    );
    assert_eq!(file.after.as_ref(), Some(&expected));
    let left: Vec<&str> = fixed
        .checked
        .findings()
        .iter()
        .map(|it| it.rule.id)
        .collect();
    assert_eq!(left, ["final-punctuation"]);
}

/// What becomes readable may have findings of its own, and its edits are applied too.
#[test]
fn fixing_goes_on_behind_what_could_not_be_read() {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    let path = "core/cooperation.yaml";
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    let written = text
        .replace(
            "en: Shares what they know before being asked",
            "en: Note: shares before being asked",
        )
        .replace(
            "en: Keeps agreements made within the team",
            "en: Keeps agreements.",
        );
    files.insert(path, written);
    let fixed = fix(&files, Applicability::Safe);
    assert!(
        fixed.checked.findings().is_empty(),
        "{}",
        show(fixed.checked.findings())
    );
    assert!(
        fixed.files[0]
            .after
            .as_ref()
            .unwrap()
            .contains("en: \"Note: shares before being asked\"")
    );
}

/// A no-break space between two words may be meant, and is not what was found.
#[test]
fn fixing_white_space_keeps_what_was_not_found() {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    let path = "core/cooperation.yaml";
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    let keeps = "en: Keeps agreements made within the team";
    let written = text.replace(keeps, "en: \"Keeps  agreements of\u{a0}the team\"");
    files.insert(path, written.clone());
    let fixed = fix(&files, Applicability::Safe);
    assert_eq!(
        *fixed.files[0].after.as_ref().unwrap(),
        written.replace("Keeps  agreements", "Keeps agreements")
    );
}
