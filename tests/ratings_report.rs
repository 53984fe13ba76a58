//! `ratings report`: from a file of ratings to what people look at, and to the change that the figures suggest.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use competence_core::Model;
use competence_ratings::evidence::Statistics;
use competence_ratings::gathering::{Gathering, Order};
use competence_ratings::reading::{Layout, Reader, Source, Versions};

use super::generated::story;
use super::pages::{axe, browser, chromium, laid_out, no_sheet_ends_with_a_heading};
use super::support::{competence, copy, repository, run, transcript};

/// The ratings of the story as a wide file: a row a form. The third organisation has three persons.
fn wide() -> String {
    let bundle = fs::read(repository().join("model/releases/1.0.0.json")).unwrap();
    let model = Model::from_bundle(&bundle).unwrap();
    let mut table = String::from("person,role,date,organisation");
    for (_, it) in model.indicators() {
        write!(table, ",{}", it.id).unwrap();
    }
    for form in story(&model, 600).chunk_by(|one, other| one.person == other.person) {
        let person = form[0].person;
        let organisation = match person {
            0..3 => "environment-agency-arso",
            it if it % 2 == 0 => "ministry-digital",
            _ => "financial-administration",
        };
        let day = person % 28 + 1;
        write!(
            table,
            "\np{person:03},manager,2024-05-{day:02},{organisation}"
        )
        .unwrap();
        for it in form {
            write!(table, ",{}", it.value).unwrap();
        }
    }
    table.push('\n');
    table
}

/// The worked example, with the ratings beside it.
fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository().join("model"), &folder.path().join("model"));
    fs::write(folder.path().join("ratings-2024.csv"), wide()).unwrap();
    folder
}

fn report(here: &Path, more: &[&str]) -> String {
    let output = run(
        here,
        &[&["ratings", "report", "ratings-2024.csv"], more].concat(),
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_ratings_of_the_example_are_those_that_are_generated() {
    let path = repository().join("tests/ratings/ratings-2024.csv");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wide()).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap() == wide(),
        "write it anew with UPDATE_PAGES=1"
    );
}

/// The drafts in a folder.
pub(super) fn drafts(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    all.filter(|it| it.extension().is_some_and(|it| it == "yaml"))
        .collect()
}

#[test]
fn it_is_written_with_its_drafts_and_again_as_they_were_left() {
    let folder = example();
    let here = folder.path();
    let to_page = [
        "ratings",
        "report",
        "ratings-2024.csv",
        "--out",
        "report.html",
        "--propose",
        "drafts",
    ];
    insta::assert_snapshot!("written", transcript(here, &to_page));
    let page = fs::read(here.join("report.html")).unwrap();
    let [draft] = &drafts(&here.join("drafts"))[..] else {
        panic!("one draft");
    };
    insta::assert_snapshot!("draft", fs::read_to_string(draft).unwrap());
    // As the first run left them, both are made anew.
    assert!(run(here, &to_page).status.success());
    assert_eq!(fs::read(here.join("report.html")).unwrap(), page);
    for (name, arguments) in [
        ("no-version", ["--of", "9.0.0"]),
        ("no-workbook", ["--format", "xlsx"]),
    ] {
        let all = [&["ratings", "report", "ratings-2024.csv"][..], &arguments].concat();
        insta::assert_snapshot!(name, transcript(here, &all));
    }
}

/// A draft that somebody wrote or changed leaves all of them as they are, and the report too.
#[test]
fn drafts_and_the_report_are_written_together_or_not_at_all() {
    let folder = example();
    let here = folder.path();
    let all = [
        "ratings",
        "report",
        "ratings-2024.csv",
        "--propose",
        "drafts",
    ];
    let to_page = [&all[..], &["--out", "report.html"]].concat();
    let name = "1-merged-proactive-action-user-focus.yaml";
    let mine = here.join("drafts").join(name);
    fs::create_dir(here.join("drafts")).unwrap();
    fs::write(&mine, "mine\n").unwrap();
    insta::assert_snapshot!("kept", transcript(here, &to_page));
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine\n");
    assert!(!here.join("report.html").exists());
    assert_eq!(fs::read_dir(here.join("drafts")).unwrap().count(), 1);
    // The other way round: the report is somebody's, and no draft is written.
    fs::remove_dir_all(here.join("drafts")).unwrap();
    fs::write(here.join("report.html"), "mine\n").unwrap();
    let output = run(here, &to_page);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`report.html` is there already"), "{said}");
    assert!(!here.join("drafts").exists());
    assert_eq!(
        fs::read_to_string(here.join("report.html")).unwrap(),
        "mine\n"
    );
    let anyway = [&to_page[..], &["--overwrite"]].concat();
    assert!(run(here, &anyway).status.success());
    assert!(
        fs::read_to_string(&mine)
            .unwrap()
            .contains("change: merged")
    );
}

#[test]
fn what_is_printed_names_no_person_and_is_the_same_each_time() {
    let folder = example();
    let here = folder.path();
    let markdown = report(here, &["--format", "markdown"]);
    let summary: Vec<&str> = markdown
        .lines()
        .take_while(|it| !it.starts_with("## Kompetence in"))
        .collect();
    insta::assert_snapshot!("summary", summary.join("\n"));
    // A small organisation is suppressed, and another one with it.
    let groups = markdown.split("### Po organih").nth(1).unwrap();
    insta::assert_snapshot!("groups", groups.split("###").next().unwrap());
    for format in ["html", "json", "markdown"] {
        let text = report(here, &["--format", format]);
        assert!(!text.contains("p001") && !text.contains("p599"), "{format}");
        assert_eq!(text, report(here, &["--format", format]), "{format}");
    }
}

/// A pipe is read once, also where persons are in no order.
#[cfg(unix)]
#[test]
fn ratings_that_come_through_a_pipe_give_the_same_report() {
    let folder = example();
    let table = wide();
    let (header, rows) = table.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let table = format!("{header}\n{}\n", rows.join("\n"));
    fs::write(folder.path().join("ratings-2024.csv"), &table).unwrap();
    let expected = report(folder.path(), &["--format", "json"]);
    let mut program = competence(folder.path())
        .args(["ratings", "report", "/dev/stdin", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = program.stdin.take().unwrap();
    std::io::Write::write_all(&mut pipe, table.as_bytes()).unwrap();
    drop(pipe);
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    let found = String::from_utf8(output.stdout).unwrap();
    let named = |text: &str| {
        text.replace("ratings-2024.csv", "FILE")
            .replace("/dev/stdin", "FILE")
    };
    assert_eq!(named(&found), named(&expected));
}

#[test]
fn its_json_is_of_its_schema() {
    let folder = example();
    let json: serde_json::Value =
        serde_json::from_str(&report(folder.path(), &["--format", "json"])).unwrap();
    let schema = fs::read_to_string(repository().join("schemas/analysis.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&json)
        .map(|it| it.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(json["suggestions"].as_array().unwrap().len(), 1);
}

/// The statistics of the ratings, as a cluster stores them.
fn statistics(here: &Path) -> Vec<u8> {
    let bundle = fs::read(repository().join("model/releases/1.0.0.json")).unwrap();
    let versions = Versions::of([Model::from_bundle(&bundle).unwrap()]);
    let file = fs::File::open(here.join("ratings-2024.csv")).unwrap();
    let source = Source::delimited(file).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), &versions).unwrap();
    let mut gathering = Gathering::of(&versions, Order::Any);
    gathering.read(&mut reader).unwrap();
    let model = versions.model(0).unwrap();
    let gathered = gathering.finish(model).unwrap().unwrap();
    Statistics::from(&gathered).to_bytes()
}

#[test]
fn stored_statistics_give_the_report_that_the_ratings_give() {
    let folder = example();
    let here = folder.path();
    let stored = statistics(here);
    fs::write(here.join("all.moments"), &stored).unwrap();
    let of_moments = |more: &[&str]| {
        let all = ["ratings", "report", "all.moments", "--moments"];
        let output = run(here, &[&all[..], more].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    };
    let read = |it: &str| serde_json::from_str::<serde_json::Value>(it).unwrap();
    let of_ratings = read(&report(here, &["--format", "json"]));
    let json = read(&of_moments(&["--format", "json"]));
    // Everybody is rated on everything here, so that all of these are the same.
    for key in [
        "format",
        "framework",
        "settings",
        "indicators",
        "between",
        "structure",
        "suggestions",
        "unanswered",
    ] {
        assert_eq!(json[key], of_ratings[key], "{key}");
    }
    assert_eq!(json["read"]["persons"], of_ratings["read"]["persons"]);
    assert_eq!(json["read"]["ratings"], of_ratings["read"]["ratings"]);
    assert_eq!(json["breakdowns"], serde_json::json!([]));
    for competence in json["competences"].as_array().unwrap() {
        assert_eq!(competence["persons"], 600);
        assert_eq!(
            competence["agreement"]["none"]["reason"],
            "not-in-statistics"
        );
    }
    let markdown = of_moments(&["--format", "markdown", "--lang", "en"]);
    let method = markdown.split("## Method and limits").nth(1).unwrap();
    let method: Vec<&str> = method.trim().lines().take(3).collect();
    insta::assert_snapshot!("moments-method", method.join("\n"));
    assert!(!markdown.contains("## By group"));
    // The same minimum.
    let few = read(&of_moments(&["--format", "json", "--min-group", "601"]));
    assert_eq!(few["indicators"][0]["mean"]["none"]["reason"], "suppressed");
    assert_eq!(few["structure"]["correlations"], serde_json::json!([]));
    // The draft is the same too.
    of_moments(&[
        "--format",
        "json",
        "--out",
        "m.json",
        "--propose",
        "of-moments",
    ]);
    report(
        here,
        &[
            "--format",
            "json",
            "--out",
            "r.json",
            "--propose",
            "of-ratings",
        ],
    );
    let text = |folder: &str| fs::read_to_string(&drafts(&here.join(folder))[0]).unwrap();
    assert_eq!(text("of-moments"), text("of-ratings"));
}

#[test]
fn stored_statistics_are_of_the_model_that_is_there() {
    let folder = example();
    let here = folder.path();
    let stored = statistics(here);
    let line = stored.iter().position(|it| *it == b'\n').unwrap();
    let (head, rest) = stored.split_at(line);
    let head = String::from_utf8(head.to_vec()).unwrap();
    let mut told = String::new();
    for (name, from, to) in [
        ("framework", "\"framework\":\"", "\"framework\":\"other-"),
        ("version", "\"version\":\"1.0.0\"", "\"version\":\"9.0.0\""),
        ("indicators", "proactive-action.", "proactive-acting."),
        ("persons", "\"persons\":600", "\"persons\":601"),
    ] {
        let head = head.replacen(from, to, 1);
        fs::write(here.join(name), [head.as_bytes(), rest].concat()).unwrap();
        told.push_str(&transcript(here, &["ratings", "report", name, "--moments"]));
    }
    told.push_str(&transcript(
        here,
        &["ratings", "report", "ratings-2024.csv", "--moments"],
    ));
    let columns = ["--moments", "--person", "who"];
    told.push_str(&transcript(
        here,
        &[&["ratings", "report", "framework"][..], &columns].concat(),
    ));
    insta::assert_snapshot!("moments-refused", told);
}

const READ: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    numbers = sum(isinstance(cell.value, (int, float)) for row in sheet.iter_rows(min_row=2) for cell in row)
    print(sheet.title, sheet.max_row, sheet.max_column, numbers, sheet.freeze_panes, sep="; ")
print(book.worksheets[0]["C2"].value, book.worksheets[0]["E2"].number_format)
"#;

#[test]
fn a_second_reader_finds_numbers_in_the_workbook() {
    let folder = example();
    let here = folder.path();
    for name in ["a.xlsx", "b.xlsx"] {
        report(here, &["--out", name]);
    }
    assert_eq!(
        fs::read(here.join("a.xlsx")).unwrap(),
        fs::read(here.join("b.xlsx")).unwrap()
    );
    let python = Command::new("python3")
        .current_dir(here)
        .args(["-c", READ, "a.xlsx"])
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&python.stderr);
    if error.contains("No module named 'openpyxl'") {
        eprintln!("skipped: openpyxl is not installed (`pip install openpyxl`)");
        return;
    }
    assert!(python.status.success(), "{error}");
    insta::assert_snapshot!("workbook", String::from_utf8_lossy(&python.stdout));
}

#[test]
fn the_page_is_read_at_any_width_and_by_everyone() {
    let Some(browser) = browser() else { return };
    let axe = axe();
    let folder = example();
    let here = folder.path();
    let few = wide().lines().take(21).collect::<Vec<_>>().join("\n");
    fs::write(here.join("few.csv"), few).unwrap();
    let few = run(here, &["ratings", "report", "few.csv"]);
    let pages = serde_json::json!({
        "slovene": report(here, &[]),
        "english": report(here, &["--lang", "en"]),
        "few": String::from_utf8(few.stdout).unwrap(),
    });
    for scheme in ["light", "dark"] {
        for page in laid_out(&browser, &pages, axe.as_deref().unwrap_or_default(), scheme) {
            let is = |key: &str| page[key].as_u64().unwrap_or(u64::MAX);
            let measured = (is("overflow"), is("scripts"), is("images"));
            assert_eq!(measured, (0, 0, 0), "{scheme}: {page}");
            let nothing = serde_json::json!([]);
            assert_eq!(
                (&page["wide"], &page["found"]),
                (&nothing, &nothing),
                "{scheme}: {page}"
            );
            assert!(axe.is_none() || is("passed") > 10, "{page}");
            assert!(is("text") > 5_000, "{page}");
        }
    }
}

#[test]
fn the_page_is_printed_on_a4() {
    let Some(browser) = browser() else { return };
    let folder = example();
    let here = folder.path();
    report(here, &["--out", "report.html"]);
    let (page, print) = (here.join("report.html"), here.join("report.pdf"));
    let output = chromium(&browser, &here.join("profile"))
        .args(["--no-pdf-header-footer"])
        .arg(format!("--print-to-pdf={}", print.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    no_sheet_ends_with_a_heading(&fs::read_to_string(&page).unwrap(), &print);
    let print = fs::read(print).unwrap();
    let print = String::from_utf8_lossy(&print);
    assert!(
        print.contains("/MediaBox [0 0 594.95") || print.contains("/MediaBox [0 0 595"),
        "not A4"
    );
    let sheets = print.matches("/Type /Page\n").count();
    assert!((8..=40).contains(&sheets), "{sheets}");
}

/// The blocks of a page are run one after the other, as in the repository, and print what stands below them.
/// `UPDATE_PAGES=1` writes what they print.
pub(super) fn follow(page: &str) {
    let folder = example();
    let here = folder.path();
    fs::create_dir_all(here.join("tests/ratings")).unwrap();
    fs::write(here.join("tests/ratings/ratings-2024.csv"), wide()).unwrap();
    let program = super::support::competence(here).get_program().to_owned();
    let programs = Path::new(&program).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let path_of_page = repository().join(page);
    let text = fs::read_to_string(&path_of_page).unwrap();
    let (mut printed, mut commands) = (String::new(), 0);
    let mut parts: Vec<String> = text.split("\n```").map(str::to_owned).collect();
    for block in parts.iter_mut().skip(1).step_by(2) {
        let (kind, body) = block.split_once('\n').unwrap();
        match kind {
            "sh" => {
                let output = Command::new("bash")
                    .current_dir(here)
                    .args(["-c", &format!("set -e\nexec 2>&1\n{body}")])
                    .env("PATH", &path)
                    .output()
                    .unwrap();
                printed = String::from_utf8(output.stdout).unwrap();
                assert!(output.status.success(), "{page}: {body}\n{printed}");
                commands += 1;
            }
            "text" => *block = format!("text\n{}", printed.trim_end()),
            other => panic!("{page}: a block of `{other}`"),
        }
    }
    assert!(commands >= 4, "{page}");
    let followed = parts.join("\n```");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(path_of_page, followed).unwrap();
    } else {
        assert!(
            followed == text,
            "{page}: write what the commands print with UPDATE_PAGES=1"
        );
    }
}

#[test]
fn the_page_about_ratings_in_slovene_is_followed() {
    follow("docs/sl/ocene.md");
}

#[test]
fn the_page_about_ratings_is_followed() {
    follow("docs/ratings-report.md");
}
