//! An edit changes what was asked for and nothing else, or nothing at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod at_once;
mod reconciled;
mod sequences;
mod updates;
mod verbs;

use competence_core::check::{check, load};
use competence_core::diff::{Diff, Edit};
use competence_core::edit::{
    EditError, Edited, Grounds, Rewording, Selection, rename, reword, set_status,
};
use competence_core::release::{Wanted, prepare};
use competence_core::source::{Memory, SingleFile, Source};
use competence_core::{ElementId, Evidence, Kind, LineageChange, Severity, Status, id, starter};
use proptest::prelude::*;

fn files() -> Memory {
    starter::FILES.iter().copied().collect()
}

fn named(ids: &[&str]) -> Selection {
    Selection {
        ids: ids.iter().map(|it| (*it).to_owned()).collect(),
        ..Selection::default()
    }
}

fn text(files: &Memory, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap().to_vec()).unwrap()
}

fn after(edited: &Edited, number: usize) -> String {
    edited.files[number].after.clone().unwrap()
}

fn paths(edited: &Edited) -> Vec<&str> {
    edited.files.iter().map(|it| it.path.as_str()).collect()
}

#[test]
fn a_status_is_set_where_it_stands() {
    let files = files();
    let core = "core/cooperation.yaml";
    let edited = set_status(&files, &named(&["cooperation"]), Status::Approved).unwrap();
    assert_eq!(paths(&edited), [core]);
    let expected = text(&files, core).replace("\nstatus: draft\n", "\nstatus: approved\n");
    assert_eq!(after(&edited, 0), expected);
}

#[test]
fn elements_are_selected_by_kind_cluster_and_organisation() {
    let files = files();
    let select = |selection: Selection| {
        let edited = set_status(&files, &selection, Status::Consulted).unwrap();
        paths(&edited)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let core = Selection {
        kind: Some(Kind::Core),
        ..Selection::default()
    };
    assert_eq!(select(core), ["core/cooperation.yaml"]);
    let cluster = Selection {
        cluster: Some("records-management".parse().unwrap()),
        ..Selection::default()
    };
    let in_cluster = select(cluster);
    assert!(in_cluster.len() >= 2, "{in_cluster:?}");
    assert!(
        in_cluster
            .iter()
            .all(|it| it.starts_with("job-specific/records-management/"))
    );
    let all = Selection {
        all: true,
        ..Selection::default()
    };
    let model = load(&files).model().unwrap();
    let holders = model.elements().filter(|it| it.noun() != "indicator");
    assert_eq!(select(all).len(), holders.count());
}

#[test]
fn an_indicator_gets_a_status_of_its_own() {
    let mut files = files();
    let core = "core/cooperation.yaml";
    let id = "cooperation.keeps-agreements";
    let edited = set_status(&files, &named(&[id]), Status::Proposed).unwrap();
    let expected = text(&files, core).replace(
        &format!("  - id: {id}\n"),
        &format!("  - id: {id}\n    status: proposed\n"),
    );
    assert_eq!(after(&edited, 0), expected);
    // In braces too, and with a comment behind.
    let braces = text(&files, core).replace(
        &format!("  - id: {id}\n    statement:\n      en: Keeps agreements made within the team\n      sl: Drži se dogovorov v skupini\n"),
        &format!("  - {{ id: {id}, statement: {{ en: Keeps agreements, sl: Drži dogovore }} }} # short\n"),
    );
    assert!(braces.contains("# short"));
    files.insert(core, braces.clone());
    let edited = set_status(&files, &named(&[id]), Status::Proposed).unwrap();
    assert_eq!(
        after(&edited, 0),
        braces.replace(
            &format!("id: {id},"),
            &format!("id: {id}, status: proposed,")
        )
    );
    // What is set with the competence goes with it.
    files.insert(core, after(&edited, 0));
    let edited = set_status(&files, &named(&["cooperation"]), Status::Approved).unwrap();
    assert!(after(&edited, 0).contains("status: approved, statement"));
}

#[test]
fn what_cannot_be_done_is_refused() {
    let files = files();
    let unknown = set_status(&files, &named(&["cooperaton"]), Status::Approved);
    assert!(matches!(unknown, Err(EditError::Unknown { id, .. }) if id == "cooperaton"));
    let nothing = set_status(&files, &Selection::default(), Status::Approved);
    assert!(matches!(nothing, Err(EditError::Nothing)));
    let mut broken = files;
    broken.insert("core/cooperation.yaml", "id: [");
    let refused = set_status(&broken, &named(&["digital-work"]), Status::Approved);
    assert!(matches!(refused, Err(EditError::Incomplete(_))));
}

/// An error that replaces another is a new one, also where their number and rule are the same.
#[test]
fn an_error_for_another_is_refused() {
    let mut files = files();
    let core = "core/cooperation.yaml";
    let twice = text(&files, core).replace(
        "en: Keeps agreements made within the team",
        "en: Shares what they know before being asked",
    );
    files.insert(core, twice);
    let errors = |files: &Memory| {
        let checked = check(files);
        let errors = checked.findings().iter();
        let errors = errors.filter(|it| it.severity == Severity::Error);
        errors.map(|it| it.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(errors(&files), ["duplicate-statement"]);
    let other = Rewording::new(KEEPS, "Gives feedback soon after the event");
    let Err(EditError::Refused { findings }) = reword(&files, &other) else {
        panic!("a statement that another competence has is refused");
    };
    assert_eq!(findings[0].rule.id, "duplicate-statement");
    // What was there is no reason to refuse, under whatever name it stands then.
    let grounds = Grounds::default();
    let (from, to) = (id!(ElementId, "cooperation"), id!(ElementId, "teamwork"));
    let renamed = rename(&files, &from, &to, &grounds).unwrap();
    written(&mut files, &renamed);
    assert_eq!(errors(&files), ["duplicate-statement"]);
}

/// A release holds only approved elements: in a released model, nothing becomes a draft again.
#[test]
fn an_edit_that_breaks_the_model_is_refused_with_the_findings() {
    let mut files: Memory = Memory::default();
    for (path, content) in starter::FILES {
        files.insert(
            *path,
            content
                .replace("status: draft", "status: approved")
                .replace("1.0.0-draft.1", "1.0.0"),
        );
    }
    let refused = set_status(&files, &named(&["cooperation"]), Status::Draft);
    let Err(EditError::Refused { findings }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(findings[0].rule.id, "unapproved-in-release");
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each case loads a whole model up to fifteen times.
        cases: ProptestConfig::default().cases / 4,
        ..ProptestConfig::default()
    })]

    /// Any sequence of statuses leaves a model that differs in statuses only, and applying the
    /// difference agrees with what was written.
    #[test]
    fn statuses_change_nothing_else(steps in prop::collection::vec((0_usize..40, 0_usize..4), 1..6)) {
        let statuses = [Status::Draft, Status::Proposed, Status::Consulted, Status::Approved];
        let mut files = files();
        for (which, status) in steps {
            let model = load(&files).model().unwrap();
            let ids: Vec<&str> = model.elements().map(|it| it.id()).collect();
            let id = ids[which % ids.len()];
            let edited = set_status(&files, &named(&[id]), statuses[status]).unwrap();
            let diff = Diff::between(&edited.before, &edited.after);
            for change in &diff.changes {
                prop_assert!(matches!(&change.edit, Edit::Value { path, .. } if path.0 == ["status"]), "{:?}", change);
            }
            prop_assert_eq!(diff.apply(&edited.before).unwrap(), edited.after.clone());
            let set = edited.after.element(id).unwrap().status();
            prop_assert_eq!(set, statuses[status]);
            written(&mut files, &edited);
            prop_assert_eq!(load(&files).model().unwrap(), edited.after);
        }
    }
}

/// The starter, approved and released as 1.0.0.
fn released() -> Memory {
    released_from(&files())
}

/// The starter with changes, approved and released as 1.0.0.
fn released_from(starter: &Memory) -> Memory {
    let mut files = Memory::default();
    for path in starter.list().files {
        let content = text(starter, &path).replace("status: draft", "status: approved");
        files.insert(path, content.replace("1.0.0-draft.1", "1.0.0"));
    }
    let day = "2026-01-15".parse().unwrap();
    let candidate = prepare(&files, &Wanted::Declared, day, day).unwrap();
    for file in candidate.files([]) {
        files.insert(file.path, file.after.unwrap());
    }
    files
}

/// The starter with elements that name each other in every way there is.
fn woven() -> Memory {
    let mut files = files();
    let edits = [
        (
            "core/cooperation.yaml",
            "kind: core\n",
            "kind: core\nalso-in: [records-management]\nincludes: [leading-people.gives-feedback, digital-work.automates]\nrelations:\n  - { relation: supports, target: leading-people }\n",
        ),
        (
            "digital/digital-work.yaml",
            "kind: digital\n",
            "kind: digital\ncluster: groundwork\n",
        ),
        (
            "leadership/leading-people.yaml",
            "    statement:\n      en: Gives feedback",
            "    relations:\n      - { relation: requires, target: cooperation.shares-knowledge }\n    statement:\n      en: Gives feedback",
        ),
        (
            "profiles/records-manager.yaml",
            "  - competence: digital-work\n",
            "  - indicators: [cooperation.keeps-agreements, leading-people.gives-feedback]\n    necessity: optional\n  - competence: digital-work\n",
        ),
        (
            "profiles/records-manager.yaml",
            "extends:",
            "cluster: archivists\nrelations: [{ relation: precedes, target: every-employee }]\nextends:",
        ),
        (
            "framework.yaml",
            "conventions:\n",
            "conventions:\n  cluster-fields: []\n",
        ),
    ];
    for (path, at, with) in edits {
        let before = text(&files, path);
        assert!(before.contains(at), "{path}: {at}");
        files.insert(path, before.replacen(at, with, 1));
    }
    let line = "# yaml-language-server: $schema=../schemas/cluster.schema.json\n";
    files.insert(
        "clusters/groundwork.yaml",
        format!("{line}id: groundwork\ntitle: {{ en: Groundwork, sl: Temelji }}\nstatus: draft\n"),
    );
    files.insert(
        "clusters/archivists.yaml",
        format!(
            "{line}id: archivists\ntitle: {{ en: Archivists, sl: Arhivarji }}\nstatus: draft\n"
        ),
    );
    files
}

fn because(reason: &str) -> Grounds {
    Grounds {
        reason: Some(reason.to_owned()),
        ..Grounds::default()
    }
}

fn written(files: &mut Memory, edited: &Edited) {
    for file in &edited.files {
        let now = files.get(&file.path).map(<[u8]>::to_vec);
        assert_eq!(now.as_deref(), file.before.as_deref().map(str::as_bytes));
        match &file.after {
            Some(after) => files.insert(file.path.clone(), after.clone()),
            None => drop(files.remove(&file.path)),
        }
    }
}

const KEEPS: ElementId = id!(ElementId, "cooperation.keeps-agreements");

#[test]
fn a_released_statement_is_reworded_with_its_lineage() {
    let mut files = released();
    let rewording = Rewording {
        grounds: Grounds {
            reason: Some("It was \"too\" long: #1".to_owned()),
            evidence: vec![Evidence::new("Workshop of May")],
            decided: Some("2026-02-03".parse().unwrap()),
        },
        ..Rewording::new(KEEPS, "Honours: agreements in writing")
    };
    let edited = reword(&files, &rewording).unwrap();
    assert_eq!(
        paths(&edited),
        [
            "core/cooperation.yaml",
            "lineage/2.0.0.yaml",
            "framework.yaml"
        ]
    );
    let before = text(&files, "core/cooperation.yaml");
    let expected = before.replace(
        "en: Keeps agreements made within the team",
        "en: \"Honours: agreements in writing\"",
    );
    assert_eq!(after(&edited, 0), expected);
    written(&mut files, &edited);
    assert!(text(&files, "framework.yaml").contains("version: 2.0.0-draft.1"));
    let checked = check(&files);
    assert!(
        checked
            .findings()
            .iter()
            .all(|it| it.severity != Severity::Error)
    );
    let model = checked.model().unwrap();
    let record = &model.lineage()[0].records[0];
    let grounds = &rewording.grounds;
    assert_eq!(
        (record.change, &record.from[..]),
        (LineageChange::Reworded, &[KEEPS][..])
    );
    assert_eq!(
        (&record.reason, &record.evidence, record.decided),
        (&grounds.reason, &grounds.evidence, grounds.decided)
    );
    // A second rewording of the draft needs no second record.
    let again = reword(
        &files,
        &Rewording {
            grounds: because("Shorter"),
            ..Rewording::new(KEEPS, "Honours agreements")
        },
    )
    .unwrap();
    assert_eq!(paths(&again), ["core/cooperation.yaml"]);
}

/// A process that ends between two files leaves what the same edit goes on from.
#[test]
fn an_interrupted_rewording_goes_on() {
    for editorial in [false, true] {
        let rewording = Rewording {
            editorial,
            grounds: because("Clearer"),
            ..Rewording::new(KEEPS, "Honours agreements")
        };
        let mut whole = released();
        let edited = reword(&whole, &rewording).unwrap();
        written(&mut whole, &edited);
        for number in 0..=edited.files.len() {
            let mut files = released();
            for file in &edited.files[..number] {
                files.insert(file.path.clone(), file.after.clone().unwrap());
            }
            let again = reword(&files, &rewording).unwrap();
            written(&mut files, &again);
            assert_eq!(
                load(&files).model().unwrap(),
                load(&whole).model().unwrap(),
                "{number}"
            );
        }
    }
}

#[test]
fn what_means_the_same_is_a_patch() {
    let mut files = released();
    let editorial = Rewording {
        editorial: true,
        ..Rewording::new(KEEPS, "Keeps agreements made in the team")
    };
    let edited = reword(&files, &editorial).unwrap();
    written(&mut files, &edited);
    assert!(text(&files, "framework.yaml").contains("version: 1.0.1-draft.1"));
    assert!(text(&files, "lineage/1.0.1.yaml").contains("editorial: true"));
    // Punctuation needs no record, and a translation neither; both need a version.
    for (language, words) in [
        ("en", "Keeps agreements, made within the team"),
        ("sl", "Drži se dogovorov"),
    ] {
        let files = released();
        let rewording = Rewording {
            language: Some(language.parse().unwrap()),
            ..Rewording::new(KEEPS, words)
        };
        let edited = reword(&files, &rewording).unwrap();
        assert_eq!(
            paths(&edited),
            ["core/cooperation.yaml", "framework.yaml"],
            "{language}"
        );
        assert_eq!(
            edited.after.framework().version.to_string(),
            "1.0.1-draft.1"
        );
    }
}

#[test]
fn a_new_meaning_needs_a_reason() {
    let files = released();
    let plain = Rewording::new(KEEPS, "Honours agreements in writing");
    assert!(matches!(reword(&files, &plain), Err(EditError::NoReason)));
}

#[test]
fn a_text_on_several_lines_becomes_one_on_one_line() {
    let mut files = files();
    let core = "core/cooperation.yaml";
    for several in [
        "en: >-\n        Keeps agreements\n        made within the team",
        "en: Keeps agreements\n        made within the team",
        "en: \"Keeps agreements\n        made within the team\"",
    ] {
        let plain = text(&files, core);
        let folded = plain.replace("en: Keeps agreements made within the team", several);
        assert_ne!(folded, plain);
        files.insert(core, folded);
        let edited = reword(&files, &Rewording::new(KEEPS, "Honours agreements")).unwrap();
        let one = "en: Honours agreements";
        let expected = plain.replace("en: Keeps agreements made within the team", one);
        assert_eq!(after(&edited, 0), expected, "{several}");
        files.insert(core, plain);
    }
}

proptest! {
    /// Whatever the words, the model says them afterwards, and nothing else changed.
    #[test]
    fn any_words_are_written(words in "[ -~čšž\\n\"'#:{}\\[\\],&*!|>%@`]{1,40}") {
        let files = files();
        let edited = reword(&files, &Rewording::new(KEEPS, words.clone()));
        let Ok(edited) = edited else {
            return Ok(());
        };
        let statement = edited.after.element(KEEPS.as_str()).unwrap().title();
        prop_assert_eq!(statement.get(&"en".parse().unwrap()), Some(words.as_str()));
        prop_assert!(edited.files.len() <= 1);
        let diff = Diff::between(&edited.before, &edited.after);
        prop_assert!(diff.changes.iter().all(|it| it.element.to_string() == KEEPS.as_str()));
    }
}

#[test]
fn words_that_mean_something_in_yaml_are_put_in_quotes() {
    for words in [
        "č0}!", "}", "]", "- a", "@x", "a: b", "a #b", "\"q\" r", "'", "yes", "12", "null", "a\nb",
        "*a", "%",
    ] {
        let edited = reword(&files(), &Rewording::new(KEEPS, words)).unwrap();
        let statement = edited.after.element(KEEPS.as_str()).unwrap().title();
        assert_eq!(statement.get(&"en".parse().unwrap()), Some(words));
    }
}

/// What stands behind a value on its line stays.
#[test]
fn a_comment_behind_a_status_stays() {
    let mut files = files();
    let core = "core/cooperation.yaml";
    for (before, wanted) in [
        ("status: draft # until May", "status: approved # until May"),
        (
            "status: \"draft\" # until May",
            "status: approved # until May",
        ),
        (
            "status: 'draft'   # until May",
            "status: approved   # until May",
        ),
    ] {
        let plain = text(&files, core);
        let written = plain.replace("\nstatus: draft\n", &format!("\n{before}\n"));
        assert_ne!(written, plain);
        files.insert(core, written.clone());
        let edited = set_status(&files, &named(&["cooperation"]), Status::Approved).unwrap();
        assert_eq!(after(&edited, 0), written.replace(before, wanted));
        files.insert(core, plain);
    }
}

/// A bundle is written by the program: its bytes are bound by a hash.
#[test]
fn a_bundle_is_not_edited() {
    let json = load(&files()).model().unwrap().to_bundle().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.json");
    std::fs::write(&path, json).unwrap();
    let bundle = SingleFile::open(&path).unwrap();
    let status = set_status(&bundle, &named(&["cooperation"]), Status::Approved);
    assert!(matches!(status, Err(EditError::Bundle)), "{status:?}");
    let words = reword(&bundle, &Rewording::new(KEEPS, "Keeps agreements"));
    assert!(matches!(words, Err(EditError::Bundle)), "{words:?}");
}
