//! `competence ratings`: files of ratings checked, converted, made and made pseudonymous.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::support::{competence, copy, repository, run, transcript};
use super::tutorial::follow;

/// A folder with the worked example in `model`, and files of ratings.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository().join("model"), &folder.path().join("model"));
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

const RATINGS: &str = "Oseba;Vloga;Datum;Kazalnik;Ocena;Opomba
Zvonka;samoocena;2024-05-01;proactive-action.anticipates-needs;4;asks, then acts
Zvonka;samoocena;2024-05-01;user-focus.meets-user-needs;04.maj;
Zvonka;samoocena;2024-05-01;proactive-action.spots-risk;3;
Zvonka;samoocena;2024-05-01;user-focus.meets-user-needs;3;
Ksaver;šef;2024-05-01;user-focus.meets-user-needs;99;
Ksaver;šef;2024-05-01;proactive-action.anticipates-needs;2
";

#[test]
fn a_check_tells_what_is_wrong_and_no_person() {
    let folder = folder(&[("ratings.csv", RATINGS)]);
    let shown = transcript(folder.path(), &["ratings", "check", "ratings.csv"]);
    insta::assert_snapshot!("ratings_check", shown);
    for format in ["json", "github", "gitlab", "sarif", "junit"] {
        let arguments = ["ratings", "check", "ratings.csv", "--format", format];
        let output = run(folder.path(), &arguments);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(
            shown.contains("unknown-indicator") && shown.contains("04.maj"),
            "{format}: {shown}"
        );
        assert!(!shown.contains("Zvonka"), "{format}: {shown}");
    }
}

#[test]
fn a_layout_says_what_the_headings_do_not() {
    let layout = "version: 1.0.0\ncolumns: { person: Who }\nindicators:\n  Q1: proactive-action.anticipates-needs\n  Q2: user-focus.meets-user-needs\nmissing: [\"9\"]\nother: [Comment]\n";
    let wide = "Who,Q1,Q2,Comment\nana,4,9,x\nbor,2,3,\n";
    let folder = folder(&[("ratings.yaml", layout), ("wide.csv", wide)]);
    let arguments = ["ratings", "check", "wide.csv", "--layout", "ratings.yaml"];
    insta::assert_snapshot!(
        "ratings_check_layout",
        transcript(folder.path(), &arguments)
    );
    fs::write(
        folder.path().join("ratings.yaml"),
        "columns:\n  persn: Who\n",
    )
    .unwrap();
    let shown = transcript(folder.path(), &arguments);
    assert!(
        shown.contains("ratings.yaml:2:3: unknown variant `persn`"),
        "{shown}"
    );
}

#[test]
fn ratings_go_from_form_to_form() {
    let long = "person,indicator,value\nana,proactive-action.anticipates-needs,4\nana,user-focus.meets-user-needs,3\nbor,user-focus.meets-user-needs,2.5\n";
    let folder = folder(&[("long.csv", long)]);
    let convert = |from: &str, to: &str, form: &str| {
        let arguments = ["ratings", "convert", from, "--out", to, "--to", form];
        let output = run(folder.path(), &arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
    };
    convert("long.csv", "wide.xlsx", "wide");
    convert("wide.xlsx", "wide.jsonl", "wide");
    convert("wide.jsonl", "wide.tsv", "wide");
    assert_eq!(
        text(folder.path(), "wide.tsv"),
        "person\tproactive-action.anticipates-needs\tuser-focus.meets-user-needs\nana\t4\t3\nbor\t\t2.5\n"
    );
    convert("wide.tsv", "again.csv", "long");
    assert_eq!(
        text(folder.path(), "again.csv"),
        "form,person,indicator,value\n1,ana,proactive-action.anticipates-needs,4\n1,ana,user-focus.meets-user-needs,3\n2,bor,proactive-action.anticipates-needs,\n2,bor,user-focus.meets-user-needs,2.5\n"
    );
    // Nothing is written over.
    let output = run(
        folder.path(),
        &["ratings", "convert", "long.csv", "--out", "again.csv"],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_stands_behind_a_feature() {
    let long = "person,indicator,value\nana,user-focus.meets-user-needs,3\n";
    let folder = folder(&[("long.csv", long), ("r.parquet", "PAR1")]);
    for arguments in [
        &["ratings", "convert", "long.csv", "--out", "new.parquet"][..],
        &["ratings", "check", "r.parquet"],
        &["migrate", "r.parquet", "--from", "1.0.0"],
    ] {
        let shown = transcript(folder.path(), arguments);
        assert!(
            shown.contains("built without the feature `parquet`"),
            "{shown}"
        );
    }
    assert!(!folder.path().join("new.parquet").exists());
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_goes_wherever_csv_does() {
    let long = "person,date,indicator,value,version\nana,2024-05-01,proactive-action.anticipates-needs,4,1.0.0\nana,2024-05-01,user-focus.meets-user-needs,3,1.0.0\nbor,2024-05-02,user-focus.meets-user-needs,2.5,1.0.0\nbor,2024-05-02,user-focus.sings,2,1.0.0\n";
    let folder = folder(&[
        ("long.csv", long),
        ("key", "0123456789abcdef0123456789abcdef"),
    ]);
    let told = |arguments: &[&str]| transcript(folder.path(), arguments);
    let all = [
        told(&["ratings", "convert", "long.csv", "--out", "long.parquet"]),
        told(&["ratings", "check", "long.parquet"]),
        told(&["migrate", "long.parquet", "--from", "1.0.0"]),
        told(&[
            "ratings",
            "convert",
            "long-2.1.0.parquet",
            "--out",
            "migrated.csv",
        ]),
        told(&[
            "ratings",
            "pseudonymise",
            "long.parquet",
            "--key-file",
            "key",
        ]),
    ];
    insta::assert_snapshot!("ratings_parquet", all.join("\n"));
    insta::assert_snapshot!(
        "ratings_parquet_migrated",
        text(folder.path(), "migrated.csv")
    );
    fs::write(folder.path().join("broken.parquet"), "PAR1PAR1PAR1").unwrap();
    insta::assert_snapshot!(
        "ratings_parquet_broken",
        told(&["ratings", "check", "broken.parquet"])
    );
}

#[test]
fn pseudonyms_need_a_key_and_hide_who_is_meant() {
    let ratings = "person,rater,indicator,value,comment\nana,bor,user-focus.meets-user-needs,4,ana asks\nbor,bor,user-focus.meets-user-needs,3,\n";
    let key = "0123456789abcdef0123456789abcdef\n";
    let folder = folder(&[("r.csv", ratings), ("key", key), ("short", "secret\n")]);
    let all = ["ratings", "pseudonymise", "r.csv", "--key-file"];
    let shown = transcript(folder.path(), &[&all[..], &["key"]].concat());
    insta::assert_snapshot!("ratings_pseudonymise", shown);
    let written = text(folder.path(), "r-pseudonymous.csv");
    let rows: Vec<Vec<&str>> = written.lines().map(|it| it.split(',').collect()).collect();
    assert_eq!(
        rows[0],
        ["person", "rater", "indicator", "value", "comment"]
    );
    assert!(rows[1][0].len() == 33 && rows[1][0] != rows[2][0]);
    assert_eq!(rows[1][1], rows[2][0], "one person has one pseudonym");
    let refused = transcript(folder.path(), &[&all[..], &["short"]].concat());
    assert!(
        refused.contains("the key has 6 bytes, and needs 32 or more"),
        "{refused}"
    );
    let output = competence(folder.path())
        .args([
            "ratings",
            "pseudonymise",
            "r.csv",
            "--out",
            "b.csv",
            "--leave-out",
            "comment",
        ])
        .env("COMPETENCE_RATINGS_KEY", key)
        .output()
        .unwrap();
    assert!(output.status.success());
    let written = text(folder.path(), "b.csv");
    assert!(written.starts_with("person,rater,indicator,value\n") && !written.contains("ana"));
}

/// A program of Python, if there is one with openpyxl.
fn python(folder: &Path, program: &str) -> Option<String> {
    let has = Command::new("python3")
        .args(["-c", "import openpyxl"])
        .output();
    if !has.is_ok_and(|it| it.status.success()) {
        eprintln!("skipped: there is no Python with openpyxl");
        return None;
    }
    let output = Command::new("python3")
        .args(["-c", program])
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_form_is_filled_in_by_another_program_and_read_back() {
    let folder = folder(&[]);
    let profile = fs::read_dir(folder.path().join("model/profiles"))
        .unwrap()
        .next();
    let profile = profile.unwrap().unwrap().path();
    let profile = profile.file_stem().unwrap().to_string_lossy().into_owned();
    for out in ["form.xlsx", "form.csv"] {
        let output = run(folder.path(), &["ratings", "form", &profile, "--out", out]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let csv = text(folder.path(), "form.csv");
    assert_eq!(csv.lines().count(), 1);
    let program = "
import openpyxl
book = openpyxl.load_workbook('form.xlsx')
sheet = book['Ratings']
lists = [it.formula1 for it in sheet.data_validations.dataValidation]
assert any('self' in it for it in lists), lists
assert any(it.startswith('\"1,2') for it in lists), lists
for row, person in ((2, 'ana'), (3, 'bor')):
    sheet.cell(row, 1).value = person
    sheet.cell(row, 3).value = 'manager'
    for column in range(6, sheet.max_column + 1):
        sheet.cell(row, column).value = 1 + (row + column) % 4
book.save('filled.xlsx')
print(sheet.max_column - 5)
";
    let Some(indicators) = python(folder.path(), program) else {
        return;
    };
    let output = run(folder.path(), &["ratings", "check", "filled.xlsx"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}");
    let number = 2 * indicators.trim().parse::<usize>().unwrap();
    assert!(
        shown.contains(&format!("{number} ratings in 2 forms")),
        "{shown}"
    );
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("not read: the sheets Scale"), "{told}");
    // LibreOffice saves it anew, in its own way.
    fs::create_dir(folder.path().join("saved")).unwrap();
    let office = Command::new("soffice")
        .args([
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            "saved",
            "filled.xlsx",
        ])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output();
    if office.is_err() || !folder.path().join("saved/filled.xlsx").exists() {
        eprintln!("skipped: there is no LibreOffice, or it has no spreadsheets");
        return;
    }
    let output = run(folder.path(), &["ratings", "check", "saved/filled.xlsx"]);
    let saved = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{saved}");
    assert!(
        saved.contains(&format!("{number} ratings in 2 forms")),
        "{saved}"
    );
}

#[test]
fn the_page_is_followed() {
    follow("docs/ratings.md");
}
