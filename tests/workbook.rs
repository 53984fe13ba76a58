//! The workbook as a pull request: out, edited as people do, and in again.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::support::{repository, run, starter_model, transcript};

/// Edits `book.xlsx` with openpyxl. Tells whether it is there.
fn edited(folder: &Path, edits: &str) -> bool {
    let script = repository().join("tests/workbook/edits.py");
    let mut python = Command::new("python3");
    python.current_dir(folder).arg(script).arg("book.xlsx");
    python.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut running = python.spawn().unwrap();
    running
        .stdin
        .take()
        .unwrap()
        .write_all(edits.as_bytes())
        .unwrap();
    let output = running.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    if error.contains("No module named 'openpyxl'") {
        eprintln!("skipped: openpyxl is not installed (`pip install openpyxl`)");
        return false;
    }
    assert!(output.status.success(), "{error}");
    true
}

/// The starter, approved, released as 1.0.0 and exported as `book.xlsx`.
fn sent() -> tempfile::TempDir {
    let folder = starter_model();
    let here = folder.path();
    assert!(run(here, &["approve", "--all"]).status.success());
    let manifest = here.join("model/framework.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("1.0.0-draft.1", "1.0.0")).unwrap();
    let release = ["release", "--date", "2026-01-15"];
    assert!(
        run(here, &release).status.success(),
        "{}",
        transcript(here, &release)
    );
    let path = here.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("kind: core\n", "kind: core # asked of everybody\n"),
    )
    .unwrap();
    assert!(
        run(here, &["export", "xlsx", "--out", "book.xlsx"])
            .status
            .success()
    );
    folder
}

const BACK: [&str; 5] = ["import", "xlsx", "book.xlsx", "--onto", "model"];

#[test]
fn what_people_change_comes_back_as_decisions() {
    let folder = sent();
    let here = folder.path();
    let first = fs::read(here.join("book.xlsx")).unwrap();
    assert!(
        run(here, &["export", "xlsx", "--out", "book.xlsx"])
            .status
            .success()
    );
    assert_eq!(fs::read(here.join("book.xlsx")).unwrap(), first);
    let edits = r#"
write("indicators", "cooperation.keeps-agreements", "statement (en)", "Keeps what was agreed with others")
write("indicators", "cooperation.keeps-agreements", "reason", "Agreements with other units count as well")
write("indicators", "cooperation.shares-knowledge", "statement (en)", "Shares what they know, before being asked")
write("indicators", "cooperation.shares-knowledge", "decision", "editorial")
add("indicators", competence="cooperation", statement__en="Asks others for their view", statement__sl="Druge vpraša za mnenje")
write("indicators", "leading-people.digital-tools", "competence", "digital-work")
write("indicators", "leading-people.digital-tools", "reason", "It is about tools")
write("competences", "digital-work", "title (en)", "Working digitally")
write("profiles", "records-manager", "description (en)", "Keeps what has to be kept")
write("profiles", "records-manager", "description (sl)", "Hrani, kar je treba hraniti")
sort("indicators", "statement (sl)")
"#;
    if !edited(here, edits) {
        return;
    }
    // In the meantime, something else was changed here.
    let leading = here.join("model/leadership/leading-people.yaml");
    let text = fs::read_to_string(&leading).unwrap();
    let text = text.replace("sl: Vodenje ljudi", "sl: Vodenje sodelavcev");
    fs::write(&leading, &text).unwrap();
    let dry = [&BACK[..], &["--dry-run"]].concat();
    let before = fs::read_to_string(here.join("model/core/cooperation.yaml")).unwrap();
    insta::assert_snapshot!("workbook-dry", transcript(here, &dry));
    assert_eq!(
        fs::read_to_string(here.join("model/core/cooperation.yaml")).unwrap(),
        before
    );
    assert!(run(here, &BACK).status.success());
    let after = fs::read_to_string(here.join("model/core/cooperation.yaml")).unwrap();
    insta::assert_snapshot!("workbook-file", after);
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    insta::assert_snapshot!("workbook-lineage", lineage);
    assert!(run(here, &["check", "model"]).status.success());
    let led = fs::read_to_string(&leading).unwrap();
    assert!(led.contains("sl: Vodenje sodelavcev"), "{led}");
    // Taken over once, nothing is left.
    let again = transcript(here, &BACK);
    assert!(
        again.contains("nothing was changed") || again.contains("nothing changes"),
        "{again}"
    );
}

/// People who move an indicator, or give a competence another id, mostly change the ids of its indicators too.
#[test]
fn ids_are_changed_in_every_way() {
    let folder = sent();
    let here = folder.path();
    let edits = r#"
write("competences", "cooperation", "id", "teamwork")
for cells in list(book["indicators"].iter_rows(min_row=2)):
    if (cells[0].value or "").startswith("cooperation."):
        write("indicators", cells[0].value, "competence", "teamwork")
        cells[0].value = cells[0].value.replace("cooperation.", "teamwork.")
write("indicators", "leading-people.digital-tools", "competence", "digital-work")
write("indicators", "leading-people.digital-tools", "reason", "It is about tools")
write("indicators", "leading-people.digital-tools", "id", "digital-work.offers-tools")
write("indicators", "leading-people.gives-feedback", "competence", "teamwork")
write("indicators", "leading-people.gives-feedback", "reason", "Everybody does")
write("indicators", "teamwork.hides-problems", "decision", "retired")
write("indicators", "teamwork.hides-problems", "reason", "Nobody could observe it")
"#;
    if !edited(here, edits) {
        return;
    }
    insta::assert_snapshot!("workbook-ids", transcript(here, &BACK));
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    insta::assert_snapshot!("workbook-ids-lineage", lineage);
    assert!(run(here, &["check", "model"]).status.success());
}

/// A competence ends, and its indicators go to another one; the id of a row is lost on the way.
#[test]
fn a_competence_is_dissolved() {
    let folder = sent();
    let here = folder.path();
    let edits = r#"
remove("competences", "digital-work")
for cells in list(book["indicators"].iter_rows(min_row=2)):
    if (cells[0].value or "").startswith("digital-work."):
        write("indicators", cells[0].value, "competence", "cooperation")
write("indicators", "cooperation.keeps-agreements", "id", None)
"#;
    if !edited(here, edits) {
        return;
    }
    let with = [&BACK[..], &["--reason", "Digital work is part of all work"]].concat();
    insta::assert_snapshot!("workbook-dissolved", transcript(here, &with));
    assert!(run(here, &["check", "model"]).status.success());
}

#[test]
fn a_workbook_of_another_model_is_refused() {
    let folder = sent();
    let here = folder.path();
    let manifest = here.join("model/framework.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    let first = text.lines().find(|it| it.starts_with("id: ")).unwrap();
    fs::write(&manifest, text.replacen(first, "id: another", 1)).unwrap();
    insta::assert_snapshot!("workbook-of-another", transcript(here, &BACK));
}

#[test]
fn what_ends_is_merged_retired_or_asked_about() {
    let folder = sent();
    let here = folder.path();
    let edits = r#"
write("indicators", "cooperation.keeps-agreements", "decision", "merged")
write("indicators", "cooperation.keeps-agreements", "merged into", "cooperation.shares-knowledge")
write("indicators", "cooperation.keeps-agreements", "reason", "Assessed as one thing")
write("indicators", "cooperation.hides-problems", "decision", "retired")
write("indicators", "cooperation.hides-problems", "reason", "Nobody could observe it")
write("competences", "digital-work", "id", "digital-tools")
"#;
    if !edited(here, edits) {
        return;
    }
    insta::assert_snapshot!("workbook-ends", transcript(here, &BACK));
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    insta::assert_snapshot!("workbook-ends-lineage", lineage);
    assert!(here.join("model/digital/digital-tools.yaml").exists());
    assert!(run(here, &["check", "model"]).status.success());
}

#[test]
fn what_is_missing_is_asked_for_at_its_cell() {
    let folder = sent();
    let here = folder.path();
    let ask = |edits: &str| {
        assert!(
            run(
                here,
                &["export", "xlsx", "--out", "book.xlsx", "--overwrite"]
            )
            .status
            .success()
        );
        edited(here, edits).then(|| transcript(here, &[&BACK[..], &["--dry-run"]].concat()))
    };
    let reworded = r#"write("indicators", "cooperation.keeps-agreements", "statement (en)", "Keeps promises")"#;
    let Some(first) = ask(reworded) else { return };
    let mut all = vec![first];
    for edits in [
        r#"remove("indicators", "cooperation.keeps-agreements")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "decision", "retired")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "statement (en)", '="Keeps " & "promises"')"#,
        r#"write("indicators", "cooperation.keeps-agreements", "decision", "merged")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "decision", "dropped")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "level", "much")"#,
        r#"write("competences", "cooperation", "kind", "main")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "competence", "co-operation")"#,
        r#"write("indicators", "cooperation.keeps-agreements", "statement (en)", None)"#,
        r#"write("indicators", "cooperation.keeps-agreements", "id", "digital-work.keeps-agreements")"#,
        r#"remove("competences", "digital-work")"#,
        r#"book.remove(book["source"])"#,
        r#"book["source"]["A2"] = "9.9.9"; book["source"]["A4"] = "{}""#,
    ] {
        all.extend(ask(edits));
    }
    insta::assert_snapshot!("workbook-questions", all.join("\n"));
    // A reason for all that has none.
    ask(reworded);
    let with = [&BACK[..], &["--reason", "Workshop of May", "--dry-run"]].concat();
    assert!(run(here, &with).status.success());
}

#[test]
fn what_both_changed_is_refused_with_both_texts() {
    let folder = sent();
    let here = folder.path();
    let path = here.join("model/core/cooperation.yaml");
    let edits = r#"
write("competences", "cooperation", "title (en)", "Team work")
write("competences", "cooperation", "definition (en)", "Works well with others")
write("indicators", "cooperation.hides-problems", "decision", "retired")
write("indicators", "cooperation.hides-problems", "reason", "Nobody could observe it")
"#;
    if !edited(here, edits) {
        return;
    }
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen("en: Cooperation", "en: Working together", 1);
    fs::write(&path, &text).unwrap();
    insta::assert_snapshot!("workbook-clash", transcript(here, &BACK));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    for (side, title) in [
        ("ours", "en: Working together"),
        ("theirs", "en: Team work"),
    ] {
        let with = [&BACK[..], &["--prefer", side]].concat();
        let output = transcript(here, &[&with[..], &["--dry-run"]].concat());
        assert!(output.ends_with("--- exit 0\n"), "{output}");
        if side == "theirs" {
            assert!(run(here, &with).status.success());
        }
        let after = fs::read_to_string(&path).unwrap();
        assert!(side == "ours" || after.contains(title), "{after}");
        assert!(
            side == "ours" || after.contains("kind: core # asked of everybody"),
            "{after}"
        );
    }
}

#[test]
fn what_spreadsheet_programs_do_is_no_change() {
    let folder = sent();
    let here = folder.path();
    let edits = r#"
for sheet in ["indicators", "competences"]:
    sort(sheet, "status")
book["indicators"].insert_cols(3)
book["indicators"]["C1"] = "Opombe kadrovske"
book["indicators"]["C2"] = "=1+1"
text = read("indicators", "cooperation.keeps-agreements", "statement (en)")
write("indicators", "cooperation.keeps-agreements", "statement (en)", text.replace(" ", "\u00a0", 1) + " ")
book["indicators"].row_dimensions[3].hidden = True
book["competences"].insert_rows(1)
book["competences"]["A1"] = "Naš model"
book["profiles"].delete_cols(4)
book.remove(book["relations"])
book.create_sheet("Zapiski")["A1"] = "pokliči"
"#;
    if !edited(here, edits) {
        return;
    }
    insta::assert_snapshot!("workbook-programs", transcript(here, &BACK));
    // Dates, numbers and words that a program made of what was typed.
    let edits = r#"
add("competence-levels", competence="digital-work", level=3.0, description__en="Uses tools", description__sl="Uporablja orodja")
at = book["indicators"].max_column + 1
book["indicators"].cell(1, at).value = "valid from"
book["indicators"].cell(row("indicators", "cooperation.keeps-agreements"), at).value = datetime.datetime(2026, 5, 4)
book["indicators"].cell(1, at + 1).value = "x-seen"
book["indicators"].cell(row("indicators", "cooperation.keeps-agreements"), at + 1).value = True
"#;
    assert!(
        run(
            here,
            &["export", "xlsx", "--out", "book.xlsx", "--overwrite"]
        )
        .status
        .success()
    );
    edited(here, edits);
    insta::assert_snapshot!("workbook-typed", transcript(here, &BACK));
}

#[test]
fn cells_that_were_merged_are_told() {
    let folder = sent();
    let edits = r#"
at = column("indicators", "statement (en)")
first = row("indicators", "cooperation.shares-knowledge")
book["indicators"].merge_cells(start_row=first, end_row=first + 1, start_column=at, end_column=at)
"#;
    if edited(folder.path(), edits) {
        insta::assert_snapshot!("workbook-merged-cells", transcript(folder.path(), &BACK));
    }
}

#[test]
fn levels_are_chosen_from_the_scale_that_they_are_on() {
    let folder = sent();
    let here = folder.path();
    let manifest = here.join("model/framework.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    let scales = "level-scale: depth
scales:
  - id: depth
    title: { en: Depth, sl: Globina }
    levels:
      - { value: 7, title: { en: Seven, sl: Sedem } }
      - { value: 9, title: { en: Nine, sl: Devet } }
";
    fs::write(&manifest, format!("{text}{scales}")).unwrap();
    let export = ["export", "xlsx", "--out", "book.xlsx", "--overwrite"];
    let told = transcript(here, &export);
    assert!(told.contains("exit 0"), "{told}");
    let edits = r#"
lists = [it.formula1 for it in book["requirements"].data_validations.dataValidation]
assert '"7,9"' in lists, lists
"#;
    edited(here, edits);
}

#[test]
fn libre_office_saves_it_and_nothing_is_changed() {
    let folder = sent();
    let here = folder.path();
    let office = Command::new("soffice")
        .current_dir(here)
        .env("HOME", here)
        .args([
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            "saved",
            "book.xlsx",
        ])
        .output();
    let Ok(office) = office else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    if !here.join("saved/book.xlsx").exists() {
        let said = String::from_utf8_lossy(&office.stderr).into_owned();
        eprintln!("skipped: LibreOffice has no spreadsheets: {said}");
        return;
    }
    fs::rename(here.join("saved/book.xlsx"), here.join("book.xlsx")).unwrap();
    let output = transcript(here, &BACK);
    assert!(
        output.contains("nothing was changed in the workbook"),
        "{output}"
    );
}
