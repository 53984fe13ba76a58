//! Every rule has an example: its bad form is found, its good form and the starter are clean.
#![cfg(feature = "check")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod show;

use competence_core::{Edit, Memory, Rule, check, rules, starter};
use show::show;

/// The starter with one form of a rule's example.
fn model(rule: &Rule, form: fn(&Edit) -> &'static str) -> Memory {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    for edit in rule.example {
        let after = if edit.at.is_empty() {
            form(edit).to_owned()
        } else {
            let before = String::from_utf8(
                files
                    .get(edit.file)
                    .expect("a file of the starter")
                    .to_vec(),
            )
            .unwrap();
            assert_eq!(
                before.matches(edit.at).count(),
                1,
                "{}: {:?} once in {}",
                rule.id,
                edit.at,
                edit.file
            );
            before.replace(edit.at, form(edit))
        };
        if after.is_empty() {
            files.remove(edit.file);
        } else {
            files.insert(edit.file, after);
        }
    }
    files
}

#[test]
fn the_starter_is_clean() {
    let files: Memory = starter::FILES.iter().copied().collect();
    assert_eq!(show(check(&files).findings()), "");
}

#[test]
fn bad_examples_are_found() {
    for rule in rules::all().filter(|rule| !rule.example.is_empty()) {
        let checked = check(&model(rule, |edit| edit.bad));
        let found = checked.findings();
        assert!(
            found.iter().any(|it| it.rule == rule.id),
            "{}:\n{}",
            rule.id,
            show(found)
        );
        insta::assert_snapshot!(rule.id, show(found));
    }
}

#[test]
fn good_examples_are_clean() {
    for rule in rules::all().filter(|rule| !rule.example.is_empty()) {
        let checked = check(&model(rule, |edit| edit.good));
        assert_eq!(show(checked.findings()), "", "{}", rule.id);
    }
}

#[test]
fn every_rule_of_meaning_has_an_example_and_every_id_is_kebab_case_and_unique() {
    let mut ids: Vec<_> = rules::all().map(|rule| rule.id).collect();
    for rule in rules::all() {
        assert!(
            !rule.category.is_adjustable() || !rule.example.is_empty(),
            "{}",
            rule.id
        );
        assert!(competence_core::RuleId::new(rule.id).is_ok(), "{}", rule.id);
        for text in [rule.summary, rule.why, rule.fix] {
            assert!(text.ends_with('.'), "{}: {text}", rule.id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules::all().count());
}
