//! Pictures as the programs draw them that they are for: `mermaid` in a browser, and `dot`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::pages::{browser, chromium, decoded};
use super::support::{repository, run};

/// Titles that try to be more than a title, wherever they are shown.
const HOSTILE: [&str; 12] = [
    "Says \"quoted\" and 'quoted'",
    "<script>window.hacked = 1</script>",
    "<img src=x onerror=\"window.hacked = 2\">",
    "a] --> b[\"c\"]",
    "end",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "1. one, **bold**, _slanted_ `code`",
    "#quot; &amp; &lt; #35;",
    "a<br/>b </table> ]]> -->",
    "back\\slash \\n \\",
    "click g0 href \"javascript:window.hacked = 3\"",
    "$$x^2$$ and fa:fa-book",
];

/// The worked example, and a model whose titles are all hostile: the path, and the titles of its competences.
fn models(folder: &Path) -> Vec<(String, Vec<String>)> {
    let example = fs::read_to_string(repository().join("model/releases/2.0.0.json")).unwrap();
    let mut hostile: serde_json::Value = serde_json::from_str(&example).unwrap();
    hostile.as_object_mut().unwrap().remove("content-hash");
    let mut titles = HOSTILE.iter().cycle();
    let mut renamed = |it: &mut serde_json::Value| {
        let title = titles.next().unwrap();
        it["title"] = serde_json::json!({ "sl": title });
    };
    for list in ["clusters", "competences"] {
        hostile[list]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(&mut renamed);
    }
    renamed(&mut hostile["framework"]);
    let models = [
        ("example", serde_json::from_str(&example).unwrap()),
        ("hostile", hostile),
    ];
    let written = models
        .into_iter()
        .map(|(name, model): (_, serde_json::Value)| {
            let path = folder.join(format!("{name}.json"));
            fs::write(&path, model.to_string()).unwrap();
            let titles = ["clusters", "competences"].into_iter().flat_map(|list| {
                let all = model[list].as_array().unwrap().iter();
                all.map(|it| it["title"]["sl"].as_str().unwrap().to_owned())
                    .collect::<Vec<_>>()
            });
            (path.display().to_string(), titles.collect())
        });
    written.collect()
}

fn picture(folder: &Path, format: &str, model: &str) -> String {
    let output = run(folder, &["export", format, "--model", model]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A text without its blanks, which a picture breaks lines at.
fn unbroken(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every title is there as often as it is among the titles.
fn shows(shown: &[String], titles: &[String]) {
    let mut shown: Vec<String> = shown.iter().map(|it| unbroken(it)).collect();
    for title in titles {
        let wanted = unbroken(title);
        let Some(at) = shown.iter().position(|it| *it == wanted) else {
            panic!("{title} is not there: {shown:#?}");
        };
        shown.swap_remove(at);
    }
}

const HARNESS: &str = r#"<!doctype html><meta charset="utf-8"><body><script src="MERMAID"></script><script>
const report = [];
const draw = async () => {
  mermaid.initialize({ startOnLoad: false });
  for (const [number, text] of PICTURES.entries()) {
    try {
      const { svg } = await mermaid.render("p" + number, text);
      document.body.innerHTML = svg;
      await new Promise(done => setTimeout(done, 200));
      const all = [...document.querySelectorAll("g.node, g.cluster-label")];
      const seen = it => it.textContent.trim();
      const box = document.querySelector("svg").viewBox.baseVal;
      report.push({
        shown: all.map(seen), title: document.querySelector(".flowchartTitleText")?.textContent ?? "",
        more: document.querySelectorAll("svg script, svg img, svg a").length, hacked: window.hacked ?? 0,
        width: box.width, height: box.height,
      });
    } catch (error) { report.push({ failed: String(error) }); }
  }
  document.body.textContent = "REPORT" + btoa(unescape(encodeURIComponent(JSON.stringify(report)))) + "END";
};
draw();
</script>"#;

#[test]
fn mermaid_draws_them() {
    let Some(browser) = browser() else { return };
    let mermaid = repository().join(".ci/tools/node_modules/mermaid/dist/mermaid.min.js");
    if !mermaid.exists() {
        eprintln!("skipped: mermaid is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let models = models(here);
    let pictures: Vec<String> = models
        .iter()
        .map(|(model, _)| picture(here, "mermaid", model))
        .collect();
    let pictures = serde_json::to_string(&pictures)
        .unwrap()
        .replace('<', "\\u003c");
    let harness = here.join("harness.html");
    let page = HARNESS.replace("MERMAID", &format!("file://{}", mermaid.display()));
    fs::write(&harness, page.replace("PICTURES", &pictures)).unwrap();
    let output = chromium(&browser, &here.join("profile"))
        .args(["--virtual-time-budget=60000", "--dump-dom"])
        .arg(format!("file://{}", harness.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let start = dom.find("REPORT").expect("the browser drew them") + "REPORT".len();
    let report: Vec<serde_json::Value> =
        serde_json::from_slice(&decoded(&dom[start..dom.find("END").unwrap()])).unwrap();
    assert_eq!(report.len(), models.len());
    for (drawn, (_, titles)) in report.iter().zip(&models) {
        assert!(drawn["failed"].is_null(), "{drawn}");
        let shown = drawn["shown"].as_array().unwrap().iter();
        let shown: Vec<String> = shown.map(|it| it.as_str().unwrap().to_owned()).collect();
        shows(&shown, titles);
        assert_ne!(drawn["title"], "");
        assert_eq!(
            (drawn["more"].as_u64(), drawn["hacked"].as_u64()),
            (Some(0), Some(0))
        );
        // Neither a strip nor a tower.
        let ratio = drawn["width"].as_f64().unwrap() / drawn["height"].as_f64().unwrap();
        assert!((0.5..2.5).contains(&ratio), "{ratio}");
    }
}

#[test]
fn graphviz_draws_them() {
    if Command::new("dot").arg("-V").output().is_err() {
        eprintln!("skipped: there is no dot");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (model, titles) in models(here) {
        let file = here.join("a.dot");
        fs::write(&file, picture(here, "graphviz", &model)).unwrap();
        let drawn = Command::new("dot")
            .arg("-Tsvg")
            .arg(&file)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&drawn.stderr);
        assert!(drawn.status.success() && told.is_empty(), "{told}");
        let svg = String::from_utf8(drawn.stdout).unwrap();
        assert!(!svg.contains("<script") && !svg.contains("<img") && !svg.contains("<a "));
        // Titles are broken into lines, each a text of its own: the lines together are the titles.
        let lines = svg.lines().filter_map(|line| line.strip_prefix("<text"));
        let lines = lines.filter_map(|line| line.split_once('>')?.1.strip_suffix("</text>"));
        let all: String = lines.map(|line| unbroken(&plain(line))).collect();
        for title in titles {
            assert!(all.contains(&unbroken(&title)), "{title} is not in {all}");
        }
    }
}

/// What an escaped text says.
fn plain(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#45;", "-"),
        ("&#160;", " "),
        ("&amp;", "&"),
    ];
    signs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
