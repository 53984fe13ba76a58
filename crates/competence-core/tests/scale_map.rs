//! What the lineage says of the scale is checked against the two versions; slips get plain words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod example_of;
mod show;

use competence_core::check::{check, rules};
use example_of::starter_with;
use show::show;

/// The findings about a lineage from levels 1 and 2 to levels 1, 2 and 3 that says this of them.
fn findings(scale: &str) -> String {
    let rule = rules::find("lineage-scale").unwrap();
    let mut files = starter_with(rule, |edit| edit.good);
    let modeline = "# yaml-language-server: $schema=../schemas/lineage.schema.json";
    let text = format!("{modeline}\nversion: 1.0.0\n{scale}\n");
    files.insert("lineage/1.0.0.yaml", text);
    show(check(&files).findings())
}

/// Each of these with its findings.
fn told(all: &[&str]) -> String {
    let told = all.iter().map(|it| format!("{it}\n{}", findings(it)));
    told.collect::<Vec<String>>().join("\n")
}

#[test]
fn what_fits_is_accepted() {
    for scale in [
        "scale: { 1: 1, 2: 2 }",
        "scale: { 1: 2, 2: 2 }",
        "scale: { 1: 3, 2: 1 }",
        "scale:\n  1: 1\n  2: 3",
        "scale: { \"1\": 1, '2': 3 }",
        "records: []",
    ] {
        assert_eq!(findings(scale), "", "{scale}");
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let all = [
        "scale: editorial",
        "scale: { 2: 2 }",
        "scale: {3: 3}",
        "scale: { 1: 1, 2: 4 }",
        "scale: { 1: 1, 2: 2, 3: 3 }",
        "scale: { 0: 1, 1: 3, 2: 2 }",
    ];
    insta::assert_snapshot!(told(&all));
}

#[test]
fn slips_are_told_in_plain_words() {
    let all = [
        "scale: Editorial",
        "scale: same",
        "scale: 1",
        "scale: [1, 2]",
        "scale:",
        "scale: {}",
        "scale: { 1:1, 2:3 }",
        "scale: { 01: 1, 2: 3 }",
        "scale: { level 1: 1, 2: 3 }",
        "scale: { 1: 1, 2: 300 }",
        "scale: { 1: 1, 2: three }",
        "scale: { 1: 1, 2: \"3\" }",
        "scale: { 1: 1, 1: 2, 2: 3 }",
        "scale: { editorial: true }",
        "scale: { 1: 1, 2 }",
        "scales: { 1: 1, 2: 3 }",
    ];
    insta::assert_snapshot!(told(&all));
}

#[test]
fn a_scale_that_did_not_change_has_nothing_to_map() {
    let rule = rules::find("lineage-scale").unwrap();
    let mut files = starter_with(rule, |edit| edit.good);
    // The same three levels in the release before, as the starter has them.
    let mut model = competence_core::check::load(&files)
        .model()
        .unwrap()
        .as_bundle()
        .clone();
    model.framework.version = "0.9.0".parse().unwrap();
    model.lineage.clear();
    let bundle = competence_core::Model::try_new(model)
        .unwrap()
        .to_bundle()
        .unwrap();
    let hash = competence_core::ContentHash::of(&bundle);
    files.insert("releases/0.9.0.json", bundle);
    let records = "# yaml-language-server: $schema=../schemas/releases.schema.json\nreleases:\n  - version: 0.9.0\n    released: \"2025-03-31\"\n    hash: ";
    files.insert("releases/releases.yaml", format!("{records}{hash}\n"));
    for scale in ["editorial", "{ 1: 1, 2: 2, 3: 3 }", "{ 1: 1, 2: 1, 3: 1 }"] {
        let text = format!(
            "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nscale: {scale}\n"
        );
        files.insert("lineage/1.0.0.yaml", text);
        let found = show(check(&files).findings());
        let message = "the scale is the same as in version 0.9.0, so nothing became of its levels";
        assert!(
            found.contains(message) && found.contains("remove `scale`"),
            "{found}"
        );
        assert_eq!(found.matches("error[").count(), 1, "{found}");
    }
}
