//! Texts of several paragraphs, with lists, are shown as such in every form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::Model;
use competence_core::version::Comparison;
use competence_render::changelog;
use competence_render::comparison::{Format, render};
use serde_json::{Value, json};

const OLD: &str = "Works with others across units.\n\nIt covers:\n- sharing what others need\n- keeping agreements\n\nIt is asked of everybody.";
const NEW: &str = "Works with others across units.\n\nIt covers:\n- sharing what others need <b>early</b>\n- keeping agreements\n- asking for help\n\nIt is asked of all staff.\n1. [Not](javascript:alert(1)) a list.";

fn model(definition: &str, levels: &Value) -> Model {
    let level = |value, title| json!({"value": value, "title": {"en": title}});
    let bundle = json!({
        "format": 2,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
            "scale": {"levels": [level(1, "Seldom"), level(2, "Often")]},
        },
        "competences": [{
            "id": "cooperation", "kind": "core", "status": "approved", "title": {"en": "Cooperation"},
            "definition": {"en": definition}, "levels": levels,
            "indicators": [{"id": "cooperation.shares", "statement": {"en": "Shares knowledge"}}],
        }],
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

fn comparison() -> Comparison {
    let text = "Helps in two ways:\n\n- with words\n- with deeds";
    let level = json!([{"value": 1, "description": {"en": text}}]);
    Comparison::between(model(OLD, &json!([])), model(NEW, &level))
}

fn rendered(format: Format) -> String {
    String::from_utf8(render(&comparison(), format, None).unwrap()).unwrap()
}

#[test]
fn at_a_terminal() {
    insta::assert_snapshot!(rendered(Format::Text));
}

#[test]
fn in_a_comment() {
    insta::assert_snapshot!(rendered(Format::Markdown));
}

#[test]
fn on_the_page() {
    let html = rendered(Format::Html);
    let (_, changes) = html.split_once("id=\"by-element\"").unwrap();
    let (changes, _) = changes.split_once("</section>").unwrap();
    // A line for each block, for who reads the snapshot.
    let ends = ["</p>", "</li>", "<ul", "</ul>", "<td>", "</td>", "</h3>"];
    let lines = ends.iter().fold(changes.to_owned(), |html, end| {
        html.replace(end, &format!("{end}\n").replace("<ul\n", "\n<ul"))
    });
    insta::assert_snapshot!(lines);
}

#[test]
fn in_the_changelog() {
    let comparison = comparison();
    let date = "2026-03-02".parse().unwrap();
    let section = changelog::section(Some(&comparison), comparison.after(), date);
    // An entry is one line: releases that go on, and notes that move, look at lines.
    let entries = section.lines().filter(|it| !it.is_empty());
    assert!(
        entries.clone().all(|it| it.starts_with(['-', '#'])),
        "{section}"
    );
    insta::assert_snapshot!(section);
}

/// Whatever is changed, no word is lost, and no word is shown as another.
#[test]
fn both_sides_are_shown_whole() {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().filter(|it| *it != "-");
        words.map(str::to_owned).collect()
    };
    let parts = [
        OLD,
        NEW,
        "One.",
        "One.\n\nTwo.",
        "- One.\n- Two.",
        "Two.\n- One.\n\n\nThree",
    ];
    for old in parts {
        for new in parts.iter().filter(|it| **it != old) {
            let none = json!([]);
            let comparison = Comparison::between(model(old, &none), model(new, &none));
            let html = render(&comparison, Format::Html, None).unwrap();
            let html = String::from_utf8(html).unwrap();
            let (_, row) = html.split_once("<tbody><tr><td>").unwrap();
            let (row, _) = row.split_once("</td></tr>").unwrap();
            let sides: Vec<Vec<String>> =
                row.split("</td><td>").map(|it| words(&plain(it))).collect();
            assert_eq!(sides, [words(old), words(new)], "{row}");
        }
    }
}

/// The text of markup as it is read.
fn plain(html: &str) -> String {
    let hidden = ["removed: </span>", "added: </span>"];
    let html = html.replace("<span class=\"unseen\">", "<");
    let html = hidden.iter().fold(html, |html, it| html.replace(it, ">"));
    let parts = html
        .split('<')
        .map(|it| it.split_once('>').map_or(it, |(_, text)| text));
    let text = parts.collect::<Vec<_>>().join(" ");
    text.replace("&lt;", "<").replace("&gt;", ">")
}
