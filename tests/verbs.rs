//! The commands that edit a model: one command brings everything along.

use std::fs;
use std::path::Path;

use competence_core::source::{Directory, Replacement};

use super::support::{edit, released_model, run, transcript};

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// A released competence gets another id with one command; check, semver and migrate are right
/// afterwards.
#[test]
fn a_released_competence_is_renamed_with_one_command() {
    let folder = released_model();
    let here = folder.path();
    let rename = [
        "rename",
        "digital-work",
        "digital-skills",
        "--reason",
        "Shorter",
    ];
    let dry = [&rename[..], &["--dry-run"]].concat();
    insta::assert_snapshot!("rename-dry", transcript(here, &dry));
    assert!(here.join("model/digital/digital-work.yaml").exists());
    insta::assert_snapshot!("rename", transcript(here, &rename));
    assert!(!here.join("model/digital/digital-work.yaml").exists());
    assert!(
        read(here, "model/profiles/records-manager.yaml").contains("competence: digital-skills")
    );
    assert!(run(here, &["check", "--deny-warnings"]).status.success());
    let semver = run(here, &["semver", "--against", "latest"]);
    assert!(semver.status.success(), "{semver:?}");
    let lineage = String::from_utf8(run(here, &["lineage"]).stdout).unwrap();
    assert_eq!(lineage, "nothing is left to explain since version 1.0.0\n");
    fs::write(
        here.join("2025.csv"),
        "indicator,value\ndigital-work.automates,3\ncooperation.keeps-agreements,2\n",
    )
    .unwrap();
    let migrate = [
        "migrate",
        "2025.csv",
        "--from",
        "1.0.0",
        "--out",
        "carried.csv",
    ];
    let migrated = run(here, &migrate);
    assert!(migrated.status.success(), "{migrated:?}");
    assert_eq!(
        read(here, "carried.csv"),
        "indicator,value,migration,parts\ndigital-skills.automates,3,kept,1\ncooperation.keeps-agreements,2,kept,1\n"
    );
    // It can be released as it stands.
    let released = run(
        here,
        &["release", "--version", "auto", "--date", "2025-06-30"],
    );
    assert!(released.status.success(), "{released:?}");
}

#[test]
fn elements_are_merged_split_moved_and_retired_from_the_command_line() {
    let why = [
        "--reason",
        "Two factors",
        "--evidence",
        "Report of May",
        "--date",
        "2025-05-05",
    ];
    let steps: [(&str, &[&str]); 5] = [
        (
            "merge",
            &[
                "merge",
                "cooperation",
                "leading-people",
                "--into",
                "together",
                "--title",
                "Working together",
                "--title",
                "sl=Skupno delo",
            ],
        ),
        (
            "split",
            &[
                "split",
                "cooperation",
                "--into",
                "trust=keeps-agreements,hides-problems",
                "sharing",
                "--title",
                "trust=Trust",
                "--title",
                "trust:sl=Zaupanje",
            ],
        ),
        (
            "move",
            &["move", "cooperation.keeps-agreements", "leading-people"],
        ),
        (
            "retire",
            &[
                "retire",
                "cooperation.keeps-agreements",
                "--replaced-by",
                "cooperation.shares-knowledge",
            ],
        ),
        ("retire-no-reason", &["retire", "cooperation"]),
    ];
    for (name, step) in steps {
        let folder = released_model();
        let here = folder.path();
        let all = if name == "retire-no-reason" {
            step.to_vec()
        } else {
            [step, &why].concat()
        };
        let mut shown = transcript(here, &all);
        if here.join("model/lineage/2.0.0.yaml").exists() {
            shown.push_str(&read(here, "model/lineage/2.0.0.yaml"));
        }
        insta::assert_snapshot!(name, shown);
        let check = run(here, &["check"]);
        assert!(check.status.success(), "{name}: {check:?}");
        let semver = run(here, &["semver", "--against", "latest"]);
        assert!(semver.status.success(), "{name}: {semver:?}");
    }
}

#[test]
fn elements_are_added_from_the_command_line() {
    let folder = released_model();
    let here = folder.path();
    let missing = [
        "add",
        "competence",
        "learning",
        "--kind",
        "core",
        "--title",
        "Learning",
        "--indicator",
        "asks: Asks for feedback",
    ];
    insta::assert_snapshot!("add-untranslated", transcript(here, &missing));
    let both = [
        "--title",
        "sl=Učenje",
        "--indicator",
        "asks: sl=Vpraša za povratno informacijo",
    ];
    insta::assert_snapshot!("add", transcript(here, &[&missing[..], &both].concat()));
    insta::assert_snapshot!("add-file", read(here, "model/core/learning.yaml"));
    let steps: [&[&str]; 3] = [
        &[
            "add",
            "indicator",
            "learning.tries",
            "--statement",
            "Tries out what is new",
            "--statement",
            "sl=Preizkusi novosti",
        ],
        &[
            "add",
            "profile",
            "archivist",
            "--title",
            "Archivist",
            "--title",
            "sl=Arhivist",
            "--extends",
            "every-employee",
            "--requires",
            "records-management:3",
            "--requires",
            "learning",
        ],
        &[
            "add",
            "cluster",
            "records-disposal",
            "--title",
            "Disposal",
            "--title",
            "sl=Izločanje",
            "--field",
            "Archives",
            "--field",
            "sl=Arhivi",
            "--organisation",
            "archive",
        ],
    ];
    for step in steps {
        let added = run(here, step);
        assert!(added.status.success(), "{added:?}");
    }
    insta::assert_snapshot!(
        "add-profile-file",
        read(here, "model/profiles/archivist.yaml")
    );
    assert!(
        read(here, "model/framework.yaml").contains("[every-employee, records-manager, archivist]")
    );
    // What is new in a cluster needs the cluster.
    let unknown = [
        "add",
        "profile",
        "x",
        "--title",
        "X",
        "--requires",
        "record-management",
    ];
    insta::assert_snapshot!("add-unknown", transcript(here, &unknown));
}

/// The list goes out as a table, and comes back with a column more.
#[test]
fn translations_go_out_and_come_back() {
    let folder = released_model();
    let here = folder.path();
    let reword = [
        "reword",
        "cooperation.keeps-agreements",
        "Keeps what was agreed",
        "--editorial",
    ];
    assert!(run(here, &reword).status.success());
    insta::assert_snapshot!("translate", transcript(here, &["translate", "sl"]));
    let table =
        String::from_utf8(run(here, &["translate", "sl", "--format", "csv"]).stdout).unwrap();
    let filled = table.replace(
        "Drži se dogovorov v skupini,",
        "Drži se dogovorov v skupini,Drži se dogovorjenega",
    );
    assert_ne!(filled, table);
    // As a spreadsheet saves it: another sign between the columns, and a mark at the beginning.
    let saved = format!("\u{feff}{}", filled.replace(',', ";").replace('\n', "\r\n"));
    fs::write(here.join("sl.csv"), saved).unwrap();
    insta::assert_snapshot!(
        "translate-from",
        transcript(here, &["translate", "sl", "--from", "sl.csv"])
    );
    assert!(read(here, "model/core/cooperation.yaml").contains("sl: Drži se dogovorjenega"));
    insta::assert_snapshot!("translate-done", transcript(here, &["translate", "sl"]));
    // A text that changed since is named, and nothing is written.
    edit(
        here,
        "core/cooperation.yaml",
        "Keeps what was agreed",
        "Keeps every agreement",
    );
    insta::assert_snapshot!(
        "translate-late",
        transcript(here, &["translate", "sl", "--from", "sl.csv"])
    );
    fs::write(here.join("sl.csv"), "id;text\ncooperation;x\n").unwrap();
    insta::assert_snapshot!(
        "translate-columns",
        transcript(here, &["translate", "sl", "--from", "sl.csv"])
    );
}

/// Several files are written and removed together, or none is.
#[test]
fn files_go_together_with_those_that_come() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("old")).unwrap();
    fs::write(root.join("old/a.yaml"), "a\n").unwrap();
    fs::write(root.join("b.yaml"), "b\n").unwrap();
    let directory = Directory::open(root).unwrap();
    let change = |path: &str, before: Option<&str>, after: Option<&str>| Replacement {
        path: path.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    // Where one cannot be written, all stays as it is.
    let blocked = [
        change("old/a.yaml", Some("a\n"), None),
        change("new/a.yaml", None, Some("a\n")),
        change("b.yaml/c.yaml", None, Some("c\n")),
    ];
    assert!(directory.write_all(&blocked).is_err());
    assert!(root.join("old/a.yaml").exists() && !root.join("new/a.yaml").exists());
    let stale = [
        change("new/a.yaml", None, Some("a\n")),
        change("old/a.yaml", Some("other\n"), None),
    ];
    assert!(directory.write_all(&stale).is_err());
    assert!(!root.join("new/a.yaml").exists());
    let moved = [
        change("old/a.yaml", Some("a\n"), None),
        change("new/a.yaml", None, Some("a\n")),
        change("b.yaml", Some("b\n"), Some("c\n")),
    ];
    directory.write_all(&moved).unwrap();
    assert!(!root.join("old").exists());
    assert_eq!(read(root, "new/a.yaml"), "a\n");
    assert_eq!(read(root, "b.yaml"), "c\n");
}

/// Whatever names an element on the command line may name it by its code or address, in any case.
#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn elements_are_named_by_codes_and_addresses() {
    let folder = released_model();
    let here = folder.path();
    let coded = [
        ("core/cooperation.yaml", "C-1"),
        ("leadership/leading-people.yaml", "L-1"),
        ("digital/digital-work.yaml", "D-1"),
        ("job-specific/records-management/cluster.yaml", "JS-RM"),
        ("profiles/every-employee.yaml", "P-1"),
    ];
    for (file, code) in coded {
        edit(
            here,
            file,
            "status: approved\n",
            &format!("status: approved\ncode: {code}\n"),
        );
    }
    let indicator = "  - id: cooperation.keeps-agreements\n";
    let with_code = format!("{indicator}    code: C-1.2\n");
    edit(here, "core/cooperation.yaml", indicator, &with_code);
    edit(
        here,
        "framework.yaml",
        "version: 1.0.0",
        "version: 1.1.0\nbase-iri: https://example.org/f/",
    );
    let said = |arguments: &[&str]| {
        let output = run(here, arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        (
            output.status.code(),
            text,
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let because = ["--reason", "Because", "--dry-run"];
    let one = ["--reason", "Because", "--dry-run", "--title", "One"];
    let commands: &[(&[&str], &[&str], &[&str])] = &[
        (&["show", "cooperation"], &["show", "c-1"], &[]),
        (
            &["show", "cooperation"],
            &["show", "HTTPS://EXAMPLE.ORG/f/cooperation"],
            &[],
        ),
        (&["history", "cooperation"], &["history", "c-1"], &[]),
        (
            &["history", "cooperation.keeps-agreements"],
            &["history", "C-1.2"],
            &[],
        ),
        (
            &["list", "--profile", "every-employee"],
            &["list", "--profile", "p-1"],
            &[],
        ),
        (
            &["list", "--cluster", "records-management"],
            &["list", "--cluster", "js-rm"],
            &[],
        ),
        (
            &["list", "--cluster", "records-management"],
            &["list", "--cluster", "Records management"],
            &[],
        ),
        (
            &["reword", "cooperation.keeps-agreements", "New"],
            &["reword", "c-1.2", "New"],
            &because,
        ),
        (
            &["rename", "cooperation", "working-together"],
            &["rename", "c-1", "working-together"],
            &because,
        ),
        (
            &[
                "merge",
                "cooperation",
                "leading-people",
                "--into",
                "cooperation",
            ],
            &["merge", "c-1", "L-1", "--into", "C-1"],
            &one,
        ),
        (
            &["move", "cooperation.keeps-agreements", "leading-people"],
            &["move", "c-1.2", "l-1"],
            &because,
        ),
        (
            &["move", "cooperation", "records-management"],
            &["move", "c-1", "https://example.org/f/records-management"],
            &because,
        ),
        (
            &[
                "split",
                "cooperation",
                "--into",
                "agreements=keeps-agreements",
                "cooperation",
            ],
            &["split", "C-1", "--into", "agreements=c-1.2", "cooperation"],
            &because,
        ),
        (
            &["retire", "cooperation", "--replaced-by", "leading-people"],
            &["retire", "c-1", "--replaced-by", "l-1"],
            &because,
        ),
        (
            &["status", "draft", "cooperation"],
            &["status", "draft", "c-1"],
            &["--dry-run"],
        ),
        (
            &["status", "draft", "--cluster", "records-management"],
            &["status", "draft", "--cluster", "js-rm"],
            &["--dry-run"],
        ),
        (
            &[
                "add",
                "competence",
                "learning",
                "--cluster",
                "records-management",
            ],
            &["add", "competence", "learning", "--cluster", "js-rm"],
            &[
                "--title",
                "Learning",
                "--indicator",
                "asks: Asks",
                "--dry-run",
            ],
        ),
        (
            &[
                "add",
                "profile",
                "clerk",
                "--extends",
                "every-employee",
                "--requires",
                "leading-people:2",
            ],
            &[
                "add",
                "profile",
                "clerk",
                "--extends",
                "p-1",
                "--requires",
                "l-1:2",
            ],
            &["--title", "Clerk", "--dry-run"],
        ),
    ];
    for (by_id, by_code, more) in commands {
        let by_id = said(&[by_id, *more].concat());
        assert_ne!(by_id.1, "", "{by_id:?}");
        assert_eq!(by_id, said(&[by_code, *more].concat()), "{by_code:?}");
    }

    // A code of two elements leads to neither; one that is not there is told with what is near.
    edit(
        here,
        "leadership/leading-people.yaml",
        "code: L-1",
        "code: c-1",
    );
    let mut told = String::new();
    for arguments in [
        &["retire", "C-1", "--reason", "Because"][..],
        &["history", "C-1"],
        &["approve", "c-1"],
        &["merge", "cooperation", "digital-work", "--into", "c-1"],
        &["rename", "d-2", "digital"],
        &["list", "--profile", "JS-RM"],
        &["list", "--cluster", "js-rn"],
        &[
            "add",
            "profile",
            "clerk",
            "--title",
            "Clerk",
            "--requires",
            "p-1",
        ],
    ] {
        told.push_str(&transcript(here, arguments));
    }
    insta::assert_snapshot!(told);
}
