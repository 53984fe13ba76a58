//! Fingerprints of findings and changes: what leaves them the same, and what does not.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use competence_core::Fingerprint;
use competence_core::check::check;
use competence_core::diff::{Change, Diff};
use competence_core::source::Memory;
use competence_core::starter;

const CORE: &str = "core/cooperation.yaml";

/// The starter with some texts replaced, each of them in a file.
fn edited(edits: &[(&str, &str, &str)]) -> Memory {
    let files = starter::FILES.iter().map(|(path, text)| {
        let of_file = edits.iter().filter(|(file, ..)| file == path);
        let text = of_file.fold((*text).to_owned(), |text, (_, from, to)| {
            assert!(text.contains(from), "{from} in {path}");
            text.replacen(from, to, 1)
        });
        (*path, text)
    });
    files.collect()
}

/// The fingerprints of the findings of a rule.
fn found(files: &Memory, rule: &str) -> Vec<Fingerprint> {
    let checked = check(files);
    let of_rule = checked.findings().iter().filter(|it| it.rule.id == rule);
    of_rule.map(|it| it.fingerprint).collect()
}

const TWO: (&str, &str, &str) = (
    CORE,
    "en: Keeps agreements made within the team",
    "en: Keeps  agreements made  within the team.",
);

#[test]
fn a_finding_keeps_its_fingerprint_where_lines_severities_and_other_findings_change() {
    let rule = "white-space";
    let before = found(&edited(&[TWO]), rule);
    assert!(!before.is_empty());
    let moved = edited(&[
        TWO,
        (CORE, "id: cooperation\n", "# one\n# two\nid: cooperation\n"),
    ]);
    assert_eq!(found(&moved, rule), before);
    let severe = edited(&[
        TWO,
        (
            "framework.yaml",
            "rules: {}",
            "rules: { white-space: error }",
        ),
    ]);
    assert_eq!(found(&severe, rule), before);
    let other = edited(&[TWO, (CORE, "en: Cooperation", "en: Cooperation  of all")]);
    let more = found(&other, rule);
    assert!(more.len() > before.len());
    assert!(before.iter().all(|it| more.contains(it)));
    let elsewhere = edited(&[(CORE, "en: Shares", "en: Shares  ")]);
    assert!(
        found(&elsewhere, rule)
            .iter()
            .all(|it| !before.contains(it))
    );
}

#[test]
fn all_findings_of_a_check_have_fingerprints_of_their_own() {
    let broken = edited(&[
        TWO,
        (
            CORE,
            "status: draft",
            "statsu: draft\nlevle: 2\ncolour: red",
        ),
        (
            "profiles/records-manager.yaml",
            "cluster: records-management",
            "cluster: x",
        ),
    ]);
    let checked = check(&broken);
    let all: Vec<Fingerprint> = checked.findings().iter().map(|it| it.fingerprint).collect();
    assert!(all.len() > 2);
    let unique: BTreeSet<&Fingerprint> = all.iter().collect();
    assert_eq!(unique.len(), all.len());
}

#[test]
fn a_change_keeps_its_fingerprint_beside_other_changes_and_under_other_versions() {
    let model = |edits: &[(&str, &str, &str)]| check(&edited(edits)).model().unwrap();
    let prints = |edits: &[(&str, &str, &str)]| -> BTreeSet<Fingerprint> {
        let diff = Diff::between(&model(&[]), &model(edits));
        diff.changes.iter().map(Change::fingerprint).collect()
    };
    let reworded = (CORE, "en: Keeps agreements", "en: Honours agreements");
    let alone = prints(&[reworded]);
    assert_eq!(alone.len(), 1);
    let version = starter::FILES[0]
        .1
        .lines()
        .find(|it| it.starts_with("version:"))
        .unwrap();
    let with_others = prints(&[
        reworded,
        (CORE, "en: Cooperation", "en: Working together"),
        ("framework.yaml", version, "version: 9.0.0"),
    ]);
    assert_eq!(with_others.len(), 3);
    assert!(alone.is_subset(&with_others));
    let otherwise = prints(&[(CORE, "en: Keeps agreements", "en: Breaks agreements")]);
    assert!(alone.is_disjoint(&otherwise));
}
