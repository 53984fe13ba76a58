//! An edit changes what was asked for and nothing else, or nothing at all.
#![cfg(feature = "check")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::check::load;
use competence_core::diff::{Diff, Edit};
use competence_core::edit::{EditError, Edited, Selection, set_status};
use competence_core::source::Memory;
use competence_core::{Kind, Status, starter};
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
    assert_eq!(edited.files[0].after, expected);
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
    assert_eq!(edited.files[0].after, expected);
    // In braces too, and with a comment behind.
    let braces = text(&files, core).replace(
        &format!("  - id: {id}\n    statement:\n      en: Keeps agreements made within the team\n      sl: Drži se dogovorov v skupini\n"),
        &format!("  - {{ id: {id}, statement: {{ en: Keeps agreements, sl: Drži dogovore }} }} # short\n"),
    );
    assert!(braces.contains("# short"));
    files.insert(core, braces.clone());
    let edited = set_status(&files, &named(&[id]), Status::Proposed).unwrap();
    assert_eq!(
        edited.files[0].after,
        braces.replace(
            &format!("id: {id},"),
            &format!("id: {id}, status: proposed,")
        )
    );
    // What is set with the competence goes with it.
    files.insert(core, edited.files[0].after.clone());
    let edited = set_status(&files, &named(&["cooperation"]), Status::Approved).unwrap();
    assert!(
        edited.files[0]
            .after
            .contains("status: approved, statement")
    );
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
            for file in &edited.files {
                files.insert(file.path.clone(), file.after.clone());
            }
            prop_assert_eq!(load(&files).model().unwrap(), edited.after);
        }
    }
}
