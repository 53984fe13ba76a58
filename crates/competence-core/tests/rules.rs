//! Every rule has an example: its bad form is found, its good form and the starter are clean.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod example_of;
mod show;

use competence_core::check::{check, rules};
use competence_core::source::Memory;
use competence_core::{ContentHash, starter};
use example_of::starter_with;
use show::show;

#[test]
fn the_starter_is_clean() {
    let files: Memory = starter::FILES.iter().copied().collect();
    assert_eq!(show(check(&files).findings()), "");
}

#[test]
fn bad_examples_are_found() {
    for rule in rules::all().filter(|rule| !rule.example.is_empty()) {
        let checked = check(&starter_with(rule, |edit| edit.bad));
        let found = checked.findings();
        assert!(
            found.iter().any(|it| it.rule == rule.id),
            "{}:\n{}",
            rule.id,
            show(found)
        );
        insta::assert_snapshot!(rule.id, show(found));
    }
}

#[test]
fn good_examples_are_clean() {
    for rule in rules::all().filter(|rule| !rule.example.is_empty()) {
        let checked = check(&starter_with(rule, |edit| edit.good));
        assert_eq!(show(checked.findings()), "", "{}", rule.id);
    }
}

#[test]
fn every_rule_of_meaning_has_an_example_and_every_id_is_kebab_case_and_unique() {
    let mut ids: Vec<_> = rules::all().map(|rule| rule.id).collect();
    for rule in rules::all() {
        assert!(
            !rule.category.is_about_meaning() || !rule.example.is_empty(),
            "{}",
            rule.id
        );
        assert!(competence_core::RuleId::new(rule.id).is_ok(), "{}", rule.id);
        for text in [rule.summary, rule.why, rule.fix] {
            assert!(text.ends_with('.'), "{}: {text}", rule.id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules::all().count());
}

#[test]
fn the_manifest_sets_severities_and_turns_rules_off() {
    let with = |rules: &str| {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        for (path, from, to) in [
            ("framework.yaml", "rules: {}", rules),
            (
                "core/cooperation.yaml",
                "Keeps agreements made",
                "Never  keeps agreements made",
            ),
            ("core/cooperation.yaml", "kind: core", "kind: core\r"),
            (
                "profiles/every-employee.yaml",
                "requires:",
                "x: y\nrequires:",
            ),
        ] {
            let before = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
            assert!(before.contains(from), "{from}");
            files.insert(path, before.replacen(from, to, 1));
        }
        let checked = check(&files);
        let found = checked.findings().iter();
        found
            .map(|it| format!("{}[{}]", it.severity.as_str(), it.rule))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let defaults = "warning[line-endings] hint[negated-statement] warning[white-space] error[unknown-key] warning[ambiguous-scalar]";
    assert_eq!(with("rules: {}"), defaults);
    assert_eq!(
        with(
            "rules: { white-space: error, negated-statement: warning, line-endings: hint, ambiguous-scalar: \"off\" }"
        ),
        "hint[line-endings] warning[negated-statement] error[white-space] error[unknown-key]"
    );
    // An error of reading or shape stays one, and the attempt is told.
    let fixed = with(
        "rules: { unknown-key: off, white-space: off, negated-statement: off, line-endings: off, ambiguous-scalar: off }",
    );
    assert_eq!(fixed, "error[unknown-rule] error[unknown-key]");
}

#[test]
fn a_suppression_covers_its_rule_on_its_element_and_no_more() {
    let with = |suppressions: &str| {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        let path = "leadership/leading-people.yaml";
        let before = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
        let after = before
            .replacen(
                "Gives feedback soon after the event",
                "Never  gives feedback",
                1,
            )
            .replacen(
                "    facets: [digital]",
                &format!("    suppressions: {suppressions}\n    facets: [digital]"),
                1,
            )
            .replacen(
                "sl: Povratno informacijo da kmalu po dogodku",
                &format!(
                    "sl: Povratno informacijo da kmalu po dogodku\n    suppressions: {suppressions}"
                ),
                1,
            );
        files.insert(path, after);
        show(check(&files).findings())
    };
    insta::assert_snapshot!(
        "suppressed",
        with("[{ rule: white-space, reason: why not }]")
    );
    insta::assert_snapshot!(
        "suppressed-from-both",
        with("[{ rule: white-space, reason: a }, { rule: negated-statement, reason: b }]")
    );
    insta::assert_snapshot!(
        "suppressed-from-nothing",
        with("[{ rule: unknown-key, reason: a }, { rule: no-such, reason: b }]")
    );
}

/// The starter with texts replaced in some files; a file whose old text is empty is new.
fn edited(edits: Edits<'_>) -> Memory {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    for (path, from, to) in edits {
        let after = if from.is_empty() {
            (*to).to_owned()
        } else {
            let before = String::from_utf8(files.get(path).expect("a file").to_vec()).unwrap();
            assert!(before.contains(from), "{from:?} in {path}");
            before.replacen(from, to, 1)
        };
        files.insert(*path, after);
    }
    files
}

/// Changes to the starter: file, old text, new text.
type Edits<'a> = &'a [(&'a str, &'a str, &'a str)];

/// The other ways in which a rule can be broken, beside its example.
#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn variants() {
    const FRAMEWORK: &str = "framework.yaml";
    const CORE: &str = "core/cooperation.yaml";
    const DIGITAL: &str = "digital/digital-work.yaml";
    const CLUSTER: &str = "job-specific/records-management/cluster.yaml";
    const JOB: &str = "job-specific/records-management/keeping-records.yaml";
    const PROFILE: &str = "profiles/records-manager.yaml";
    const COMPETENCE: &str = "# yaml-language-server: $schema=../schemas/competence.schema.json\nid: archiving\nkind: job-specific\ncluster: records-management\ntitle: { en: Archiving, sl: Arhiviranje }\nstatus: draft\nindicators: []\n";
    let second = "# yaml-language-server: $schema=../../schemas/cluster.schema.json\nid: archives\nparent: records-management\ntitle: { en: Archives, sl: Arhivi }\nfield: { en: Archives, sl: Arhivi }\norganisations: [archive]\nstatus: draft\n";
    let cases: &[(&str, Edits<'_>)] = &[
        (
            "scale-repeats",
            &[
                (FRAMEWORK, "value: 3", "value: 2"),
                (DIGITAL, "level: 3", "level: 1"),
                (PROFILE, "level: 3", "level: 2"),
            ],
        ),
        ("scale-falls", &[(FRAMEWORK, "value: 1", "value: 9")]),
        (
            "cluster-cycle",
            &[
                ("job-specific/archives/cluster.yaml", "", second),
                (CLUSTER, "status", "parent: archives\nstatus"),
            ],
        ),
        (
            "cluster-inside-itself",
            &[(CLUSTER, "status", "parent: records-management\nstatus")],
        ),
        (
            "level-of-an-indicator",
            &[(DIGITAL, "level: 3", "level: 7")],
        ),
        (
            "cluster-without-anything",
            &[(
                CLUSTER,
                "field: { en: Archives, sl: Arhivska dejavnost }\norganisations: [archive]\n",
                "",
            )],
        ),
        (
            "folder-of-another-cluster",
            &[
                ("job-specific/archives/cluster.yaml", "", second),
                (JOB, "cluster: records-management", "cluster: archives"),
            ],
        ),
        (
            "job-specific-without-folder",
            &[("job-specific/archiving.yaml", "", COMPETENCE)],
        ),
        (
            "too-many-indicators",
            &[(
                FRAMEWORK,
                "indicators-min: 3\n  indicators-max: 8",
                "indicators-min: 1\n  indicators-max: 2",
            )],
        ),
        (
            "full-stops",
            &[
                (
                    FRAMEWORK,
                    "final-punctuation: none",
                    "final-punctuation: full-stop",
                ),
                (
                    JOB,
                    "Classifies each document by the filing plan",
                    "Classifies each document by the filing plan.",
                ),
            ],
        ),
        (
            "abbreviation-at-the-end",
            &[(
                JOB,
                "Classifies each document by the filing plan",
                "Classifies documents, letters etc.",
            )],
        ),
        (
            "single-quotes",
            &[(
                JOB,
                "Classifies each document by the filing plan",
                "Classifies 'documents' by the office’s plan",
            )],
        ),
        (
            "block-text-ends-with-a-line-break",
            &[(
                CORE,
                "en: Works with others towards a common result",
                "en: |\n    Works with others\n    towards a common result",
            )],
        ),
        (
            "names-of-files",
            &[
                (PROFILE, "id: records-manager", "id: record-keeper"),
                (CLUSTER, "id: records-management", "id: records"),
                (
                    "clusters/families.yaml",
                    "",
                    "# yaml-language-server: $schema=../schemas/cluster.schema.json\nid: role-families\ntitle: { en: Families, sl: Družine }\nstatus: draft\n",
                ),
                (
                    "profiles/every-employee.yaml",
                    "id: every-employee",
                    "id: every-employee\ncluster: role-families",
                ),
                (
                    "lineage/1.0.0.yaml",
                    "",
                    "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.1.0\n",
                ),
            ],
        ),
        (
            "unknown-references",
            &[
                (
                    FRAMEWORK,
                    "order:",
                    "order:\n  competences: [cooperatio]\n  clusters: [cooperation]",
                ),
                (CLUSTER, "[archive]", "[archives]"),
                (PROFILE, "[every-employee]", "[everybody]"),
                (PROFILE, "competence: digital-work", "competence: digital"),
                (
                    CORE,
                    "status: draft",
                    "status: deprecated\ndeprecation:\n  successors: [leading-people.digital-tool]",
                ),
            ],
        ),
        (
            "groups-without-a-field",
            &[
                (
                    "clusters/families.yaml",
                    "",
                    "# yaml-language-server: $schema=../schemas/cluster.schema.json\nid: families\ntitle: { en: Families, sl: Družine }\nstatus: draft\n",
                ),
                (
                    "clusters/mixed.yaml",
                    "",
                    "# yaml-language-server: $schema=../schemas/cluster.schema.json\nid: mixed\ntitle: { en: Mixed, sl: Mešano }\nstatus: draft\n",
                ),
                (
                    PROFILE,
                    "id: records-manager",
                    "id: records-manager\ncluster: families",
                ),
                (
                    "profiles/every-employee.yaml",
                    "id: every-employee",
                    "id: every-employee\ncluster: mixed",
                ),
                (
                    CORE,
                    "id: cooperation\n",
                    "id: cooperation\ncluster: mixed\n",
                ),
            ],
        ),
        (
            "codes-instead-of-ids",
            &[
                (
                    "digital/digital-work.yaml",
                    "status: draft",
                    "status: draft\ncode: dw-1",
                ),
                (
                    "leadership/leading-people.yaml",
                    "status: draft",
                    "status: draft\ncode: L1",
                ),
                (CORE, "status: draft", "status: draft\ncode: L1"),
                (PROFILE, "competence: digital-work", "competence: dw-1"),
                (
                    FRAMEWORK,
                    "order:",
                    "order:\n  competences: [l1]\n  clusters: [dw-1]",
                ),
                (
                    "lineage/1.0.0-draft.1.yaml",
                    "",
                    "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0-draft.1\nrecords:\n  - change: renamed\n    from: [digital-tools]\n    to: [dw-1]\n",
                ),
            ],
        ),
        (
            "deprecation-of-what-is-not-deprecated",
            &[(
                CORE,
                "status: draft",
                "status: draft\ndeprecation:\n  successors: [leading-people]",
            )],
        ),
        (
            "deprecated-indicator",
            &[(CORE, "polarity: ineffective", "status: deprecated")],
        ),
        (
            "mapping-twice",
            &[(
                DIGITAL,
                "indicators:",
                "  - relation: relatedMatch\n    target: http://data.europa.eu/esco/skill-group/S5\nindicators:",
            )],
        ),
        (
            "close-match-contradicts-nothing",
            &[(
                DIGITAL,
                "indicators:",
                "  - relation: closeMatch\n    target: http://data.europa.eu/esco/skill-group/S5\nindicators:",
            )],
        ),
        (
            "id-of-a-cluster-and-a-competence",
            &[(
                "core/records-management.yaml",
                "",
                "# yaml-language-server: $schema=../schemas/competence.schema.json\nid: records-management\nkind: core\ntitle: { en: Records, sl: Gradivo }\nstatus: draft\nindicators: []\n",
            )],
        ),
        (
            "deprecated-statements-may-repeat",
            &[
                (
                    JOB,
                    "Classifies each document by the filing plan",
                    "Keeps agreements made within the team",
                ),
                (
                    JOB,
                    "status: draft",
                    "status: deprecated\ndeprecation:\n  successors: [cooperation]",
                ),
            ],
        ),
    ];
    for (name, edits) in cases {
        insta::assert_snapshot!(
            format!("variant-{name}"),
            show(check(&edited(edits)).findings())
        );
    }
}

#[test]
fn lineage_is_held_to_the_releases() {
    let before = edited(&[("framework.yaml", "1.0.0-draft.1", "0.9.0")]);
    let release = check(&before).model().unwrap().to_bundle().unwrap();
    let lineage = "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nrecords:\n  - change: merged\n    from: [cooperation, teamwork]\n    to: [cooperation]\n  - change: renamed\n    from: [digital-work.automates]\n    to: [digital-work.automates-tasks]\n";
    let records = recorded("0.9.0", &release);
    let files = edited(&[
        ("releases/0.9.0.json", "", &release),
        ("releases/releases.yaml", "", &records),
        ("lineage/1.0.0.yaml", "", lineage),
    ]);
    insta::assert_snapshot!("lineage-and-releases", show(check(&files).findings()));
    let files = edited(&[("releases/0.9.0.json", "", "{}")]);
    insta::assert_snapshot!("broken-release", show(check(&files).findings()));
}

/// What `releases/releases.yaml` says of a release.
fn recorded(version: &str, bundle: &str) -> String {
    let hash = ContentHash::of(bundle);
    format!(
        "# yaml-language-server: $schema=../schemas/releases.schema.json\nreleases:\n  - version: {version}\n    released: \"2025-03-31\"\n    hash: {hash}\n"
    )
}

/// The starter as version 1.0.0 with this release before it and these records.
fn after_release(edits: &[(&str, &str, &str)], records: &str) -> String {
    let before = edited(&[("framework.yaml", "1.0.0-draft.1", "0.9.0")]);
    let release = check(&before).model().unwrap().to_bundle().unwrap();
    let lineage = format!(
        "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nrecords:\n{records}"
    );
    let records = recorded("0.9.0", &release);
    let mut all = vec![
        ("releases/0.9.0.json", "", release.as_str()),
        ("releases/releases.yaml", "", &records),
        ("lineage/1.0.0.yaml", "", &lineage),
    ];
    all.extend(edits);
    show(check(&edited(&all)).findings())
}

#[test]
fn records_that_contradict_the_versions_are_found() {
    let records = "  - change: renamed
    from: [cooperation]
    to: [cooperation]
  - change: renamed
    from: [leading-people.gives-feedback]
    to: [leading-people.sets-expectations]
  - change: moved
    from: [digital-work]
    to: [digital-work]
  - change: reworded
    from: [cooperation.hides-problems]
    to: [cooperation.hides-problems]
  - change: renamed
    from: [keeping-records.finds]
    to: [keeping-records]
  - change: retired
    from: [digital-work.automates, keeping-records.disposes]
  - change: replaced
    from: [keeping-records.disposes]
    to: [keeping-records.classifies]
  - change: split
    from: [cooperation.keeps-agreements]
    to: [cooperation.hides-problems, cooperation.shares-knowledge]
";
    insta::assert_snapshot!("contradictions", after_release(&[], records));
}

#[test]
fn records_that_fit_the_versions_are_not() {
    let records = "  - change: moved
    from: [digital-work]
    to: [digital-work]
  - change: renamed
    from: [cooperation.keeps-agreements]
    to: [cooperation.keeps-promises]
    editorial: true
  - change: moved
    from: [cooperation.hides-problems]
    to: [digital-work.hides-problems]
  - change: reworded
    from: [digital-work.automates]
    to: [digital-work.automates]
  - change: split
    from: [digital-work.checks-sources]
    to: [digital-work.checks-sources, digital-work.cites-sources]
";
    let hides = "  - id: cooperation.hides-problems
    polarity: ineffective # a behaviour that shows the lack of the competence
    statement:
      en: Hides problems from colleagues until the deadline
      sl: Težave pred sodelavci skriva vse do roka
";
    let core = "core/cooperation.yaml";
    let digital = "digital/digital-work.yaml";
    let edits = [
        (
            core,
            "cooperation.keeps-agreements",
            "cooperation.keeps-promises",
        ),
        (
            core,
            "Keeps agreements made within",
            "Keeps promises made in",
        ),
        (core, hides, ""),
        (digital, "kind: digital", "kind: core"),
        (digital, "Automates", "Avoids"),
        (
            digital,
            "indicators:\n",
            "indicators:\n  - id: digital-work.cites-sources\n    statement: { en: Names the source of each figure, sl: Navede vir vsakega podatka }\n  - id: digital-work.hides-problems\n    statement:\n      en: Hides problems from colleagues until the deadline\n      sl: Težave pred sodelavci skriva vse do roka\n    polarity: ineffective\n",
        ),
    ];
    let found = after_release(&edits, records);
    assert!(!found.contains("lineage"), "{found}");
}

#[test]
fn lineage_that_leads_in_a_circle_is_found() {
    let header = "# yaml-language-server: $schema=../schemas/lineage.schema.json\n";
    let version = |version: &str, records: &[(&str, &str)]| {
        let mut text = format!("{header}version: {version}\nrecords:\n");
        for (from, to) in records {
            let record = [
                "  - change: renamed\n    from: [",
                from,
                "]\n    to: [",
                to,
                "]\n",
            ];
            text.push_str(&record.concat());
        }
        text
    };
    let (first, second) = (
        version("0.8.0", &[("teamwork", "helpfulness")]),
        version(
            "0.9.0",
            &[("helpfulness", "kindness"), ("kindness", "teamwork")],
        ),
    );
    let files = edited(&[
        ("lineage/0.8.0.yaml", "", &first),
        ("lineage/0.9.0.yaml", "", &second),
    ]);
    insta::assert_snapshot!("lineage-circle", show(check(&files).findings()));
    // What was divided and is one again did not give its id up.
    let divided = format!(
        "{header}version: 0.8.0\nrecords:\n  - change: split\n    from: [cooperation]\n    to: [cooperation, teamwork]\n"
    );
    let again = format!(
        "{header}version: 0.9.0\nrecords:\n  - change: merged\n    from: [cooperation, teamwork]\n    to: [cooperation]\n"
    );
    let files = edited(&[
        ("lineage/0.8.0.yaml", "", &divided),
        ("lineage/0.9.0.yaml", "", &again),
    ]);
    assert_eq!(show(check(&files).findings()), "");
}

#[test]
fn a_released_bundle_is_the_one_that_was_released() {
    let before = edited(&[("framework.yaml", "1.0.0-draft.1", "0.9.0")]);
    let release = check(&before).model().unwrap().to_bundle().unwrap();
    let changed = release.replace("Keeps agreements", "Breaks agreements");
    let other = release.replace("\"0.9.0\"", "\"0.8.0\"");
    let record = recorded("0.9.0", &release);
    let twice = format!("{record}{}", &record[record.find("  - version").unwrap()..]);
    let found = |files: &[(&str, &str)]| {
        let edits: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, "", *text))
            .collect();
        show(check(&edited(&edits)).findings())
    };
    let (bundle, records) = ("releases/0.9.0.json", "releases/releases.yaml");
    assert_eq!(found(&[(bundle, &release), (records, &record)]), "");
    let on_windows = release.replace('\n', "\r\n");
    assert_eq!(found(&[(bundle, &on_windows), (records, &record)]), "");
    insta::assert_snapshot!(
        "release-edited",
        found(&[(bundle, &changed), (records, &record)])
    );
    insta::assert_snapshot!("release-removed", found(&[(records, &record)]));
    insta::assert_snapshot!("release-added", found(&[(bundle, &release)]));
    insta::assert_snapshot!(
        "release-misnamed",
        found(&[(bundle, &other), (records, &record)])
    );
    insta::assert_snapshot!(
        "release-twice",
        found(&[(bundle, &release), (records, &twice)])
    );
    // A record that cannot be read, and a bundle that cannot, are each found once.
    let wrong = record.replace("sha256:", "sha1:");
    insta::assert_snapshot!(
        "release-record-wrong",
        found(&[(bundle, &release), (records, &wrong)])
    );
    insta::assert_snapshot!(
        "release-unreadable",
        found(&[(bundle, "{"), (records, &record)])
    );
}

#[test]
fn a_model_is_held_to_the_release_of_its_own_version() {
    let released = edited(&[("framework.yaml", "1.0.0-draft.1", "0.9.0")]);
    let release = check(&released).model().unwrap().to_bundle().unwrap();
    let records = recorded("0.9.0", &release);
    let found = |version: &str, edits: Edits<'_>| {
        let mut all = vec![
            ("framework.yaml", "1.0.0-draft.1", version),
            ("releases/0.9.0.json", "", release.as_str()),
            ("releases/releases.yaml", "", records.as_str()),
        ];
        all.extend(edits);
        let checked = check(&edited(&all));
        let found = checked.findings().iter();
        found.map(|it| it.rule.id).collect::<Vec<_>>().join(" ")
    };
    let core = "core/cooperation.yaml";
    let hides = "  - id: cooperation.hides-problems
    polarity: ineffective # a behaviour that shows the lack of the competence
    statement:
      en: Hides problems from colleagues until the deadline
      sl: Težave pred sodelavci skriva vse do roka
";
    let edits: &[(&str, Edits<'_>)] = &[
        ("reworded", &[(core, "Keeps agreements", "Keeps promises")]),
        ("removed", &[(core, hides, "")]),
        (
            "a title",
            &[(core, "title: { en: Coop", "title: { en: Co-op")],
        ),
        (
            "metadata",
            &[("framework.yaml", "en: Competence", "en: The competence")],
        ),
        (
            "a level",
            &[("profiles/records-manager.yaml", "level: 3", "level: 2")],
        ),
        (
            "a status",
            &[(
                core,
                "status: draft",
                "status: deprecated\ndeprecation:\n  reason: { en: Never used, sl: Ni v rabi }",
            )],
        ),
    ];
    for (name, edits) in edits {
        assert!(found("0.9.0", edits).contains("changed-release"), "{name}");
        assert!(!found("1.0.0-draft.1", edits).contains("changed-release"));
    }
    // What no assessment, document or program sees is no difference.
    assert_eq!(
        found("0.9.0", &[(core, "# a behaviour that", "# one that")]),
        ""
    );
    assert_eq!(found("0.9.0", &[]), "");
    assert_eq!(found("0.9.1-draft.1", &[]), "");
    for lower in ["0.9.0-draft.2", "0.8.9", "0.1.0"] {
        assert_eq!(found(lower, &[]), "lower-version", "{lower}");
    }
}

#[test]
fn titles_and_mappings_that_two_elements_share_are_found() {
    let found = |edits: Edits<'_>| {
        let checked = check(&edited(edits));
        let found = checked.findings().iter();
        found.map(|it| it.rule.id).collect::<Vec<_>>().join(" ")
    };
    let second = |id: &str, title: &str, status: &str| {
        format!(
            "# yaml-language-server: $schema=../schemas/profile.schema.json\nid: {id}\ntitle: {title}\nstatus: {status}\nrequires:\n  - kind: core\n"
        )
    };
    let profile = |title: &str, status: &str| {
        let text = second("clerk", title, status);
        found(&[("profiles/clerk.yaml", "", &text)])
    };
    // Case, diacritics, punctuation and white space make no other title.
    for same in [
        "{ en: Every employee, sl: Uradnik }",
        "{ en: every Employée!, sl: Uradnik }",
    ] {
        assert_eq!(profile(same, "draft"), "duplicate-title", "{same}");
    }
    assert_eq!(profile("{ en: Clerk, sl: Uradnik }", "draft"), "");
    // A cluster and a competence may share one.
    assert_eq!(profile("{ en: Cooperation, sl: Sodelovanje }", "draft"), "");
    let target = |relation: &str, path: &str| {
        let text = format!("  - relation: {relation}\n    target: {path}\n");
        let new = format!("mappings:\n{text}indicators:");
        found(&[
            ("core/cooperation.yaml", "indicators:", &new),
            ("leadership/leading-people.yaml", "indicators:", &new),
        ])
    };
    assert_eq!(
        target("exactMatch", "https://example.org/a"),
        "duplicate-mapping"
    );
    assert_eq!(target("closeMatch", "https://example.org/a"), "");
    assert_eq!(target("broadMatch", "https://example.org/a"), "");
}

#[test]
fn a_requirement_that_selects_nothing_is_found() {
    let found = |requirement: &str| {
        let new = format!("requires:\n  - {requirement}\n");
        let profile = "profiles/every-employee.yaml";
        let checked = check(&edited(&[(profile, "requires:\n", &new)]));
        let found = checked.findings().iter();
        found.map(|it| it.rule.id).collect::<Vec<_>>().join(" ")
    };
    for nothing in [
        "{ kind: leadership, cluster: records-management }",
        "{ kind: leadership, competence: cooperation }",
        "{ cluster: records-management, competence: cooperation }",
    ] {
        assert_eq!(found(nothing), "empty-requirement", "{nothing}");
    }
    assert_eq!(found("{ kind: core, competence: cooperation }"), "");
    assert_eq!(found("{ competence: cooperatio }"), "unknown-reference");
}

/// A file that nobody lists is not compiled, and its rule finds nothing.
#[test]
fn every_file_of_a_rule_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    let (mut open, mut number) = (vec![root], 0);
    while let Some(folder) = open.pop() {
        let is_of_rules = folder.components().any(|it| it.as_os_str() == "rules");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let id = text
                .split_once("static RULE: Rule")
                .and_then(|(_, it)| it.split_once("id: \""))
                .and_then(|(_, it)| it.split_once('"'))
                .map(|(id, _)| id);
            let Some(id) = id.filter(|_| is_of_rules) else {
                continue;
            };
            number += 1;
            let stem = path
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .replace('_', "-");
            assert_eq!(stem, id, "the file of a rule has its name");
            assert!(
                rules::all().any(|rule| rule.id == id),
                "{} is not listed",
                path.display()
            );
        }
    }
    assert_eq!(number, rules::all().count());
}

#[test]
fn a_slip_that_two_rules_could_find_is_told_once() {
    let found = |path: &'static str, from: &str, to: &str| {
        let checked = check(&edited(&[(path, from, to)]));
        let found = checked.findings().iter();
        found.map(|it| it.rule.id).collect::<Vec<_>>().join(" ")
    };
    let core = "core/cooperation.yaml";
    // A tag that is misspelt is no missing translation as well.
    assert_eq!(
        found(core, "sl: Sodelovanje", "si: Sodelovanje"),
        "undeclared-language"
    );
    assert_eq!(
        found(core, "sl: Sodelovanje", "slo: Sodelovanje"),
        "undeclared-language"
    );
    assert_eq!(
        found(core, "sl: Sodelovanje", "de: Zusammenarbeit"),
        "missing-translation undeclared-language"
    );
    // What older readers take for a truth value is a wrong value here, and no more.
    let manifest = "framework.yaml";
    assert_eq!(
        found(manifest, "final-punctuation: none", "final-punctuation: no"),
        "invalid-value"
    );
    assert_eq!(found(core, "kind: core", "kind: yes"), "invalid-value");
    assert_eq!(
        found(core, "en: Cooperation", "en: yes"),
        "ambiguous-scalar"
    );
}

#[test]
fn a_rule_has_come_with_a_version_that_there_is() {
    let current: semver::Version = env!("CARGO_PKG_VERSION").parse().unwrap();
    for rule in rules::all() {
        let since: semver::Version = rule.since.parse().unwrap();
        assert!(since <= current, "{} since {since}", rule.id);
        for former in rule.renamed_from {
            assert_eq!(rules::find(former), Some(rule));
            assert!(
                rules::all().all(|it| it.id != *former),
                "{former} is a rule"
            );
        }
    }
}

#[test]
fn a_former_id_of_a_rule_still_sets_and_suppresses() {
    let indicator = "sl: Drži se dogovorov v skupini\n";
    let with = |settings: &str, suppressions: &str| {
        let edit = |(path, text): &(&'static str, &'static str)| {
            let text = text.replace("rules: {}", &format!("rules: {settings}"));
            let lines = format!("{indicator}    suppressions:\n{suppressions}");
            (*path, text.replace(indicator, &lines))
        };
        let files: Memory = starter::FILES.iter().map(edit).collect();
        show(check(&files).findings())
    };
    let unused = "      - { rule: long-statement, reason: It was longer once }\n";
    assert!(with("{}", unused).contains("warning[unused-suppression]"));
    let off = with("{ unused-excuse: off }", unused);
    assert!(!off.contains("warning[unused-suppression]"), "{off}");
    assert_eq!(off.matches("warning[").count(), 1, "{off}");
    // The new id counts where both are there.
    let both = with("{ unused-excuse: off, unused-suppression: error }", unused);
    assert!(both.contains("error[unused-suppression]"), "{both}");
    assert!(
        both.contains("remove it: `unused-suppression` is here as well"),
        "{both}"
    );
    let unexplained = "      - rule: long-statement\n";
    assert!(with("{}", unexplained).contains("[unexplained-suppression]"));
    let former =
        format!("{unexplained}      - {{ rule: unexplained-excuse, reason: It is plain }}\n");
    let found = with("{}", &former);
    assert!(!found.contains("g[unexplained-suppression]"), "{found}");
    assert!(
        found.contains("`unexplained-excuse` is now called `unexplained-suppression`"),
        "{found}"
    );
}
