//! Many edits of one kind at once are those edits one after the other, and the model is checked once.

use std::sync::atomic::{AtomicUsize, Ordering};

use competence_core::check::load;
use competence_core::edit::{
    EditError, Edited, Relocation, Renaming, Retirement, Rewording, relocate, relocate_all, rename,
    rename_all, retire, retire_all, reword, reword_all,
};
use competence_core::source::{Listing, Memory, ReadError, Source};

use super::verbs::{eid, records};
use super::{because, released, released_from, woven, written};

fn renaming(id: &str, to: &str) -> Renaming {
    Renaming {
        id: eid(id),
        to: eid(to),
        grounds: because("Clearer"),
    }
}

fn relocation(id: &str, target: &str) -> Relocation {
    Relocation {
        id: eid(id),
        target: target.to_owned(),
        grounds: because("Fits better"),
    }
}

fn retirement(id: &str) -> Retirement {
    Retirement {
        grounds: because("Not needed"),
        ..Retirement::new(eid(id))
    }
}

/// What the files say after edits one after the other, and after all of them at once.
fn is_same<T>(
    files: &Memory,
    all: &[T],
    one: impl Fn(&Memory, &T) -> Result<Edited, EditError>,
    at_once: impl Fn(&Memory, &[T]) -> Result<Edited, (usize, EditError)>,
) -> Memory {
    let (mut in_turn, mut together) = (files.clone(), files.clone());
    for it in all {
        let edited = one(&in_turn, it).unwrap();
        written(&mut in_turn, &edited);
    }
    let edited = at_once(files, all).unwrap();
    written(&mut together, &edited);
    let said = |files: &Memory| {
        let mut records = records(files);
        records.sort();
        let model = load(files).model().unwrap();
        let mut bundle = model.as_bundle().clone();
        bundle.lineage.clear();
        (bundle, records)
    };
    assert_eq!(said(&together), said(&in_turn));
    together
}

#[test]
fn renamings() {
    let all = [
        renaming("cooperation", "teamwork"),
        renaming("leading-people.digital-tools", "leading-people.tools"),
        renaming("records-management", "archives"),
        renaming("records-manager", "archivist"),
        renaming("groundwork", "basics"),
        renaming("digital-work", "digital-tools"),
    ];
    let files = released_from(&woven());
    let one = |files: &Memory, it: &Renaming| rename(files, &it.id, &it.to, &it.grounds);
    let files = is_same(&files, &all, one, |files, all| rename_all(files, all));
    assert!(files.get("core/teamwork.yaml").is_some());
    assert!(files.get("job-specific/archives/cluster.yaml").is_some());
}

/// A competence and its indicators get other names in one go, whichever of the two is called first.
#[test]
fn a_competence_and_its_indicators() {
    let of_old = renaming("cooperation.keeps-agreements", "cooperation.keeps-word");
    let of_new = renaming("cooperation.shares-knowledge", "teamwork.shares");
    let whole = renaming("cooperation", "teamwork");
    for all in [
        [whole.clone(), of_old.clone(), of_new.clone()],
        [of_new, of_old, whole],
    ] {
        let mut files = released();
        let edited = rename_all(&files, &all).unwrap();
        written(&mut files, &edited);
        let mut told = records(&files);
        told.sort();
        assert_eq!(
            told,
            [
                "renamed cooperation -> teamwork",
                "renamed cooperation.hides-problems -> teamwork.hides-problems",
                "renamed cooperation.keeps-agreements -> teamwork.keeps-word",
                "renamed cooperation.shares-knowledge -> teamwork.shares",
            ]
        );
    }
}

#[test]
fn moves_rewordings_and_ends() {
    let files = released();
    let moves = [
        relocation("cooperation.keeps-agreements", "leading-people"),
        relocation("leading-people.digital-tools", "digital-work"),
        relocation("digital-work.automates", "cooperation.lets-machines-work"),
    ];
    let one = |files: &Memory, it: &Relocation| relocate(files, &it.id, &it.target, &it.grounds);
    is_same(&files, &moves, one, |files, all| relocate_all(files, all));
    let rewordings = ["cooperation.keeps-agreements", "digital-work.automates"].map(|it| {
        let mut rewording = Rewording::new(eid(it), format!("Says {it} in other words"));
        rewording.grounds = because("Clearer");
        rewording
    });
    is_same(
        &files,
        &rewordings,
        |files, it| reword(files, it),
        |files, all| reword_all(files, all),
    );
    let ends = [
        retirement("cooperation.keeps-agreements"),
        retirement("digital-work"),
    ];
    is_same(
        &files,
        &ends,
        |files, it| retire(files, it),
        |files, all| retire_all(files, all),
    );
}

#[test]
fn the_one_that_cannot_be_done_is_numbered() {
    let files = released();
    let number = |it: Result<Edited, (usize, EditError)>| it.unwrap_err().0;
    let good = renaming("cooperation", "teamwork");
    let taken = renaming("digital-work", "leading-people");
    assert_eq!(number(rename_all(&files, &[good.clone(), taken])), 1);
    let same = renaming("digital-work", "teamwork");
    assert_eq!(number(rename_all(&files, &[good, same])), 1);
    let moves = ["a", "b"].map(|_| relocation("digital-work.automates", "cooperation"));
    assert_eq!(number(relocate_all(&files, &moves)), 1);
    let unknown = [retirement("digital-work"), retirement("nothing")];
    assert_eq!(number(retire_all(&files, &unknown)), 1);
    let mut silent = Rewording::new(eid("cooperation.keeps-agreements"), "Keeps promises");
    let first = Rewording {
        grounds: because("Clearer"),
        ..silent.clone()
    };
    silent.id = eid("digital-work.automates");
    assert_eq!(number(reword_all(&files, &[first, silent])), 1);
}

/// Files that count how often they are listed.
struct Counted(Memory, AtomicUsize);

impl Source for Counted {
    fn list(&self) -> Listing {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.list()
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.0.read(path, limit)
    }
}

/// The whole model is read as often for many as for one.
#[test]
fn many_take_no_more_readings_than_one() {
    let files = Counted(released(), AtomicUsize::new(0));
    let readings = |all: &[Renaming]| {
        let before = files.1.load(Ordering::Relaxed);
        rename_all(&files, all).unwrap();
        files.1.load(Ordering::Relaxed) - before
    };
    let all = [
        renaming("cooperation", "teamwork"),
        renaming("digital-work", "digital-tools"),
        renaming("records-manager", "archivist"),
        renaming("leading-people.digital-tools", "leading-people.tools"),
    ];
    assert_eq!(readings(&all), readings(&all[..1]));
}

/// What is in a cluster goes along with it.
#[test]
fn a_cluster_and_all_that_is_in_it() {
    let files = released();
    let model = load(&files).model().unwrap();
    let inside = model.competences().iter();
    let inside = inside.filter(|it| {
        it.cluster
            .as_ref()
            .is_some_and(|it| *it == *"records-management")
    });
    let mut all = vec![retirement("records-management")];
    all.extend(inside.map(|it| retirement(it.id.as_str())));
    // Its profile asks for it.
    all.push(retirement("records-manager"));
    let edited = retire_all(&files, &all).unwrap();
    assert!(edited.after.element("records-management").is_none());
}
