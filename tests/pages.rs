//! The page of a difference, in a real browser, and the escapes of every form.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{edit, released_model, repository, run, transcript, two_models};
use competence_core::check::load;
use competence_core::source::Directory;

/// The texts that try to be more than a text, wherever they are shown.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(2)>",
    "::error::not a finding",
    "a | b | c",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "right to \u{202e}left\u{202c} again",
    "`code` **bold** [link](javascript:alert(3)) @team #1",
    "</details>\n\n# Heading",
];

/// Two models that differ in a competence whose texts are all hostile.
fn hostile() -> tempfile::TempDir {
    let folder = two_models();
    let here = folder.path();
    edit(here, "framework.yaml", "version: 1.0.0", "version: 2.0.0");
    let mut yaml = String::from(
        "# yaml-language-server: $schema=../schemas/competence.schema.json\nid: hostile\nkind: core\n",
    );
    write!(
        yaml,
        "title: {{ en: {0}, sl: {0} }}\nstatus: approved\nindicators:\n",
        quoted(HOSTILE[1])
    )
    .unwrap();
    for (number, text) in HOSTILE.iter().enumerate() {
        write!(
            yaml,
            "  - id: hostile.i{number}\n    statement: {{ en: {0}, sl: {0} }}\n",
            quoted(text)
        )
        .unwrap();
    }
    fs::write(here.join("model/core/hostile.yaml"), yaml).unwrap();
    let core = "core/cooperation.yaml";
    edit(
        here,
        core,
        "Keeps agreements made within the team",
        &quoted(HOSTILE[0]),
    );
    let title = "Competence framework of our organisation";
    edit(here, "framework.yaml", title, &quoted(HOSTILE[1]));
    folder
}

/// Two models that differ in a definition of paragraphs and a list, and in a statement of two lines.
fn with_passages() -> tempfile::TempDir {
    let folder = two_models();
    let here = folder.path();
    edit(here, "framework.yaml", "version: 1.0.0", "version: 2.0.0");
    let text = |second: &str| {
        quoted(&format!(
            "First of all.\n\nIt is:\n- sharing\n- {second}\n\nSecond of all,\non two lines."
        ))
    };
    let core = "core/cooperation.yaml";
    for (model, second) in [("base", "asking"), ("model", "asking <b>early</b>")] {
        let yaml = fs::read_to_string(here.join(model).join(core)).unwrap();
        let yaml = format!("{yaml}note: {{ en: {0}, sl: {0} }}\n", text(second));
        fs::write(here.join(model).join(core), yaml).unwrap();
    }
    folder
}

/// A text as JSON, which is YAML too.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn output(here: &Path, arguments: &[&str]) -> String {
    String::from_utf8(run(here, arguments).stdout).unwrap()
}

#[test]
fn no_text_is_more_than_a_text_in_any_form() {
    let folder = hostile();
    let here = folder.path();
    let diff = |format: &str| output(here, &["diff", "base", "--format", format]);
    let forms = [
        diff("text"),
        diff("markdown"),
        diff("html"),
        diff("json"),
        output(here, &["semver", "--against", "base"]),
        output(here, &["check", "--format", "github"]),
        output(here, &["check", "--format", "gitlab"]),
    ];
    for form in &forms {
        assert!(!form.contains(['\u{202e}', '\u{202c}', '\u{1b}']), "{form}");
        let commands = form.lines().filter(|it| it.starts_with("::error::"));
        assert_eq!(commands.count(), 0);
    }
    let [_, markdown, html, ..] = &forms;
    for tag in ["<script", "<img", "</title></style>"] {
        assert!(!markdown.contains(tag) && !html.contains(tag), "{tag}");
    }
    assert!(!markdown.lines().any(|it| it.starts_with("# ")));
    assert!(!markdown.contains("](javascript") && !markdown.contains("@team"));
    // The folds are those of the report.
    let number = |what: &str| markdown.matches(what).count();
    assert_eq!(number("<details>"), number("</details>"));
    insta::assert_snapshot!("hostile-markdown", markdown);

    // The tables of a crosswalk.
    let directory = Directory::open(&here.join("model")).unwrap();
    let bundle = load(&directory).model().unwrap().to_bundle().unwrap();
    fs::create_dir_all(here.join("model/releases")).unwrap();
    fs::write(here.join("model/releases/2.0.0.json"), bundle).unwrap();
    let table = |format: &str| output(here, &["crosswalk", "--from", "2.0.0", "--format", format]);
    let csv = table("csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    for row in reader.records() {
        for field in &row.unwrap() {
            assert!(
                !field.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{field}"
            );
        }
    }
    assert!(csv.contains("'=HYPERLINK(") && !csv.contains('\u{202e}'));
    let markdown = table("markdown");
    let rows = markdown.lines().filter(|it| it.starts_with('|'));
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 7, "{row}");
    }
}

#[test]
fn no_text_is_more_than_a_text_in_the_changelog() {
    let folder = released_model();
    let here = folder.path();
    for (file, from, to) in [
        (
            "core/cooperation.yaml",
            "Keeps agreements made within the team",
            HOSTILE[0],
        ),
        (
            "core/cooperation.yaml",
            "Shares what they know before being asked",
            HOSTILE[6],
        ),
        ("digital/digital-work.yaml", "Digital work", HOSTILE[1]),
    ] {
        edit(here, file, from, &quoted(to));
    }
    let output = transcript(
        here,
        &["release", "--version", "auto", "--date", "2025-04-30"],
    );
    let log = fs::read_to_string(here.join("model/CHANGELOG.md")).unwrap();
    let section = log.split("## [1.0.0]").next().unwrap();
    assert!(
        !log.contains("<script") && !log.contains("<img"),
        "{output}{log}"
    );
    insta::assert_snapshot!("hostile-changelog", section);
}

pub fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        eprintln!("skipped: no Chromium is installed");
    }
    found.map(PathBuf::from)
}

/// Lays pages out in frames of 400 and 1,400 pixels, and asks the browser what came of it. Where
/// axe-core is there, it looks for what keeps people from reading the page.
const HARNESS: &str = r#"<!doctype html><meta charset="utf-8"><body><script>
const pages = PAGES, axe = AXE;
const report = [];
const measure = async (frame, name, width) => {
  const page = frame.contentDocument, root = page.documentElement;
  const box = it => it.getBoundingClientRect();
  const isSeen = it => it.closest(".unseen") === null;
  const wide = [...page.querySelectorAll("body *")].filter(it => isSeen(it) && box(it).right > width + 0.5);
  const own = page.scripts.length;
  const text = page.body.innerText.length;
  let found = [], passed = 0;
  if (axe !== "") {
    const script = page.createElement("script");
    script.textContent = axe;
    page.head.append(script);
    const result = await frame.contentWindow.axe.run(page, { resultTypes: ["violations"] });
    passed = result.passes.length;
    found = result.violations.map(it => it.id + ": " + it.nodes.map(node => node.html).join(" "));
  }
  const filter = page.querySelector("select");
  const seen = () => [...page.querySelectorAll("[data-for]")].filter(it => it.offsetHeight > 0).length;
  const all = seen();
  let some = all;
  if (filter !== null) {
    filter.value = [...filter.options].at(-1).value;
    some = seen();
  }
  report.push({
    name, width, overflow: root.scrollWidth - root.clientWidth, wide: wide.map(it => it.outerHTML.slice(0, 200)),
    scripts: own, images: page.images.length, text, passed, lang: root.lang,
    framework: page.querySelector(".framework")?.textContent ?? "", all, some, found,
    ran: frame.contentWindow.ran === true,
    items: [...page.querySelectorAll("td ul")].map(it => new Set([...it.children].map(item => box(item).top)).size),
  });
};
const done = [];
for (const [name, html] of Object.entries(pages)) for (const width of [400, 1400]) {
  const frame = document.createElement("iframe");
  frame.width = width; frame.height = 900; frame.style.border = 0;
  done.push(new Promise(resolve => {
    frame.onload = () => measure(frame, name, width).catch(it => report.push({ name, width, failed: String(it) })).then(resolve);
  }));
  // axe-core is a script, and the page allows none.
  frame.srcdoc = axe === "" ? html : html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  document.body.append(frame);
}
Promise.all(done).then(() => {
  document.body.textContent = "REPORT" + btoa(unescape(encodeURIComponent(JSON.stringify(report)))) + "END";
});
</script>"#;

pub fn chromium(browser: &Path, profile: &Path) -> Command {
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]);
    command.arg(format!("--user-data-dir={}", profile.display()));
    command
}

/// axe-core as a text, where `.ci/run` has put it.
pub fn axe() -> Option<String> {
    let path = repository().join(".ci/tools/node_modules/axe-core/axe.min.js");
    let found = fs::read_to_string(path).ok();
    if found.is_none() {
        eprintln!("skipped: axe-core is not installed");
    }
    found
}

#[test]
fn the_page_is_read_at_any_width_without_a_script() {
    let Some(browser) = browser() else { return };
    let axe = axe();
    let hostile = hostile();
    let diff = |here: &Path, sides: &[&str], more: &[&str]| {
        output(
            here,
            &[&["diff"], sides, &["--format", "html"], more].concat(),
        )
    };
    let model = repository();
    let passages = with_passages();
    let pages = serde_json::json!({
        "passages": diff(passages.path(), &["base"], &[]),
        "renewal": diff(&model, &["1.0.0", "2.0.0"], &[]),
        "renewal-en": diff(&model, &["1.0.0", "2.0.0"], &["--lang", "en"]),
        "hostile": diff(hostile.path(), &["base"], &[]),
        "same": diff(hostile.path(), &["base", "base"], &[]),
    });
    for scheme in ["light", "dark"] {
        for page in laid_out(&browser, &pages, axe.as_deref().unwrap_or_default(), scheme) {
            let is = |key: &str| page[key].as_u64().unwrap_or(u64::MAX);
            let measured = (is("overflow"), is("scripts"), is("images"));
            assert_eq!(measured, (0, 0, 0), "{scheme}: {page}");
            assert_eq!(page["ran"], false, "{page}");
            let nothing = serde_json::json!([]);
            assert_eq!(
                (&page["wide"], &page["found"]),
                (&nothing, &nothing),
                "{scheme}: {page}"
            );
            assert!(axe.is_none() || is("passed") > 10, "{page}");
            match page["name"].as_str().unwrap() {
                "renewal" => {
                    assert_eq!(page["lang"], "sl");
                    assert!(is("text") > 10_000, "{page}");
                    // Narrowed down, without a script, to what concerns one of many.
                    assert!(is("some") > 0 && is("some") < is("all") / 4, "{page}");
                }
                "renewal-en" => assert_eq!(page["lang"], "en"),
                "hostile" => assert_eq!(page["framework"], HOSTILE[1]),
                // Each side has its list in both languages, and its items stand below each other.
                "passages" => assert_eq!(page["items"], serde_json::json!([2, 2, 2, 2]), "{page}"),
                _ => assert_eq!(is("all"), 0),
            }
        }
    }
}

/// What the browser says of each page at each width.
pub fn laid_out(
    browser: &Path,
    pages: &serde_json::Value,
    axe: &str,
    scheme: &str,
) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    let harness = folder.path().join("harness.html");
    let pages_there = pages.as_object().unwrap().len();
    let pages = pages.to_string().replace('<', "\\u003c");
    let axe = serde_json::to_string(axe).unwrap().replace('<', "\\u003c");
    fs::write(
        &harness,
        HARNESS.replace("PAGES", &pages).replace("AXE", &axe),
    )
    .unwrap();
    let preference = match scheme {
        "dark" => "--blink-settings=preferredColorScheme=0",
        _ => "--blink-settings=preferredColorScheme=1",
    };
    let output = chromium(browser, &folder.path().join("profile"))
        .args([
            "--window-size=1500,1000",
            "--virtual-time-budget=60000",
            preference,
            "--dump-dom",
        ])
        .arg(format!("file://{}", harness.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let start = dom.find("REPORT").expect("the browser laid the pages out") + "REPORT".len();
    let base64 = &dom[start..dom.find("END").unwrap()];
    let report: Vec<serde_json::Value> = serde_json::from_slice(&decoded(base64)).unwrap();
    assert_eq!(report.len(), 2 * pages_there);
    report
}

#[test]
fn the_page_fits_on_twelve_sheets() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (page, print) = (
        folder.path().join("page.html"),
        folder.path().join("page.pdf"),
    );
    let html = output(
        &repository(),
        &["diff", "1.0.0", "2.0.0", "--format", "html"],
    );
    fs::write(&page, html).unwrap();
    let output = chromium(&browser, &folder.path().join("profile"))
        .args(["--no-pdf-header-footer"])
        .arg(format!("--print-to-pdf={}", print.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    no_sheet_ends_with_a_heading(&fs::read_to_string(&page).unwrap(), &print);
    let print = fs::read(print).unwrap();
    let print = String::from_utf8_lossy(&print);
    let sheets = print.matches("/Type /Page\n").count();
    assert!((2..=12).contains(&sheets), "{sheets}");
    // A4, in points.
    assert!(
        print.contains("/MediaBox [0 0 594.95") || print.contains("/MediaBox [0 0 595"),
        "not A4"
    );
}

/// A heading at the foot of a sheet, or the first line of a paragraph alone, would be an orphan. Where
/// `pdftotext` is there, it reads the sheets.
pub fn no_sheet_ends_with_a_heading(html: &str, print: &Path) {
    let Ok(text) = Command::new("pdftotext")
        .arg("-layout")
        .arg(print)
        .arg("-")
        .output()
    else {
        eprintln!("skipped: there is no pdftotext (poppler-utils)");
        return;
    };
    assert!(text.status.success(), "{text:?}");
    let text = String::from_utf8(text.stdout).unwrap();
    let words = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |html: &str| {
        let parts = html
            .split('<')
            .map(|it| it.split_once('>').map_or(it, |(_, text)| text));
        words(&parts.collect::<Vec<_>>().concat())
    };
    let mut headings = Vec::new();
    for level in ["<h1", "<h2", "<h3", "<h4"] {
        for part in html.split(level).skip(1) {
            let (_, inner) = part.split_once('>').unwrap();
            headings.push(plain(inner.split("</h").next().unwrap()));
        }
    }
    assert!(headings.len() > 10);
    let sheets: Vec<&str> = text
        .split('\u{c}')
        .filter(|it| !it.trim().is_empty())
        .collect();
    assert!(sheets.len() > 2);
    for (number, sheet) in sheets.iter().enumerate() {
        let last = words(sheet.lines().rfind(|it| !it.trim().is_empty()).unwrap());
        let is_heading = headings
            .iter()
            .any(|it| it.ends_with(&last) || last.ends_with(it.as_str()));
        assert!(
            !is_heading,
            "sheet {} ends with a heading: {last}",
            number + 1
        );
    }
}

/// What a second reader, python-docx, finds in a Word file.
const READER: &str = r#"
import json, sys
import docx
from docx.oxml.ns import qn
document = docx.Document(sys.argv[1])
heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
         for table in document.tables for row in table.rows[:1]]
cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
def mark(paragraph):
    properties = paragraph._p.pPr
    if properties is None or properties.numPr is None:
        return ""
    numbering = document.part.numbering_part.element
    [number] = [it for it in numbering.num_lst if it.numId == properties.numPr.numId.val]
    [levels] = [it for it in numbering.findall(qn("w:abstractNum"))
                if it.get(qn("w:abstractNumId")) == str(number.abstractNumId.val)]
    return levels.find(qn("w:lvl")).find(qn("w:lvlText")).get(qn("w:val")) + " "
language = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang")).get(qn("w:val"))
print(json.dumps({
    "title": document.core_properties.title, "language": language,
    "headings": [it.text for it in document.paragraphs if it.style.name.startswith("Heading")],
    "text": "\n".join([it.text for it in document.paragraphs] + cells),
    "tables": len(document.tables), "heads": all(heads),
    "blocks": [[mark(it) + it.text for it in cell.paragraphs]
               for table in document.tables for row in table.rows for cell in row.cells],
}))
"#;

#[test]
fn the_word_file_is_read_by_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |here: &Path, sides: &[&str], name: &str| {
        let file = folder.path().join(name);
        let out = ["--format", "docx", "--out", file.to_str().unwrap()];
        let output = run(here, &[&["diff"], sides, &out].concat());
        assert!(output.status.success(), "{output:?}");
        file
    };
    let model = repository();
    let renewal = write(&model, &["1.0.0", "2.0.0"], "renewal.docx");
    let again = write(&model, &["1.0.0", "2.0.0"], "again.docx");
    assert_eq!(fs::read(&renewal).unwrap(), fs::read(again).unwrap());
    let hostile_model = hostile();
    let hostile = write(hostile_model.path(), &["base"], "hostile.docx");
    let same = write(hostile_model.path(), &["base", "base"], "same.docx");
    let passages_model = with_passages();
    let passages = write(passages_model.path(), &["base"], "passages.docx");

    let read = |file: &Path| -> Option<serde_json::Value> {
        let output = Command::new("python3")
            .args(["-c", READER])
            .arg(file)
            .output()
            .ok()?;
        if String::from_utf8_lossy(&output.stderr).contains("No module named") {
            eprintln!("skipped: python-docx is not installed");
            return None;
        }
        assert!(output.status.success(), "{output:?}");
        Some(serde_json::from_slice(&output.stdout).unwrap())
    };
    if let Some(found) = read(&renewal) {
        assert_eq!(
            found["title"],
            "Kaj se spremeni od različice 1.0.0 do različice 2.0.0"
        );
        assert_eq!(
            (&found["language"], &found["heads"]),
            (&"sl".into(), &true.into())
        );
        let headings = found["headings"].as_array().unwrap();
        assert!(
            headings.contains(&"Na kratko".into()) && headings.len() > 50,
            "{headings:?}"
        );
        let text = found["text"].as_str().unwrap();
        assert!(text.contains("sta združeni v kompetenco") && text.contains("Ocene se ohranijo"));
        let text = read(&hostile).unwrap()["text"].as_str().unwrap().to_owned();
        for it in [HOSTILE[0], HOSTILE[1], HOSTILE[7]] {
            assert!(text.contains(it.lines().next().unwrap()), "{it}: {text}");
        }
        assert_eq!(read(&same).unwrap()["tables"], 0);
        let blocks = &read(&passages).unwrap()["blocks"];
        let side = |second: &str| {
            let second = format!("• {second}");
            serde_json::json!([
                "First of all.",
                "It is:",
                "• sharing",
                second,
                "Second of all,\non two lines."
            ])
        };
        let all = blocks.as_array().unwrap();
        for it in [side("asking"), side("asking <b>early</b>")] {
            assert!(all.contains(&it), "{it}: {blocks}");
        }
    }
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    }
    for file in [&renewal, &hostile, &same, &passages] {
        let profile = folder.path().join("profile");
        let output = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(file)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(file.with_extension("pdf").exists(), "{output:?}");
    }
}

#[test]
fn a_word_file_is_not_printed() {
    let output = run(
        &repository(),
        &["diff", "1.0.0", "2.0.0", "--format", "docx"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("`--out`")
    );
}

/// The bytes of a text in base64, as the browser wrote it.
pub fn decoded(base64: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        b'a'..=b'z' => u32::from(c - b'a') + 26,
        b'0'..=b'9' => u32::from(c - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = base64.bytes().filter(|c| *c != b'=').map(value).collect();
    let group = |four: &[u32]| {
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}
