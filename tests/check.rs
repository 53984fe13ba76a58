//! `competence check`: its reports and its exit codes.

use std::fs;

use super::support::{broken_model, competence, edit, run, starter_model, transcript};

#[test]
fn a_clean_model() {
    let folder = starter_model();
    insta::assert_snapshot!("clean", transcript(folder.path(), &["check", "model"]));
    insta::assert_snapshot!(
        "clean-quiet",
        transcript(folder.path(), &["check", "model", "--quiet"])
    );
    // Without a path, the model in `model` or in this folder.
    assert_eq!(
        run(folder.path(), &["check"]).stdout,
        run(folder.path(), &["check", "model"]).stdout
    );
    let inside = folder.path().join("model");
    assert_eq!(
        run(&inside, &["check"]).stdout,
        run(folder.path(), &["check"]).stdout
    );
}

#[test]
fn every_format() {
    let folder = broken_model();
    for format in ["text", "json", "github", "junit"] {
        insta::assert_snapshot!(
            format,
            transcript(folder.path(), &["check", "model", "--format", format])
        );
    }
    // All rules are in it, so only what is about this model is kept.
    let output = run(folder.path(), &["check", "model", "--format", "sarif"]);
    let mut log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array_mut()
        .unwrap();
    assert_eq!(rules.len(), competence_core::check::rules::all().count());
    rules.truncate(1);
    insta::assert_snapshot!("sarif", format!("{log:#}"));
}

#[test]
fn no_report_holds_a_raw_control_character() {
    let folder = broken_model();
    for format in ["text", "json", "github", "sarif", "junit"] {
        let output = run(folder.path(), &["check", "model", "--format", format]);
        let text = String::from_utf8(output.stdout).unwrap();
        let raw = text
            .chars()
            .find(|&c| c.is_control() && c != '\n' || c == '\u{202e}');
        assert_eq!(raw, None, "{format}");
    }
    let output = run(folder.path(), &["check", "model", "--format", "github"]);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let (command, _) = line[2..].split_once(' ').unwrap();
        assert!(
            line.starts_with("::") && ["error", "warning", "notice"].contains(&command),
            "{line}"
        );
        assert_eq!(
            line.matches("::error").count()
                + line.matches("::warning").count()
                + line.matches("::notice").count(),
            1 + line.matches("\\n::error").count() + line.matches("%250A::warning").count(),
            "{line}"
        );
    }
}

#[test]
fn colours_are_for_terminals() {
    let folder = broken_model();
    let escapes =
        |command: &mut std::process::Command| command.output().unwrap().stdout.contains(&0x1b);
    assert!(!escapes(competence(folder.path()).args(["check", "model"])));
    assert!(escapes(
        competence(folder.path()).args(["check", "model", "--color", "always"])
    ));
    assert!(escapes(
        competence(folder.path())
            .args(["check", "model"])
            .env("CLICOLOR_FORCE", "1")
    ));
    assert!(!escapes(
        competence(folder.path())
            .args(["check", "model"])
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1")
    ));
    assert!(!escapes(
        competence(folder.path())
            .args(["check", "model", "--color", "never"])
            .env("CLICOLOR_FORCE", "1")
    ));
}

#[test]
fn exit_codes() {
    let folder = starter_model();
    let code = |arguments: &[&str]| run(folder.path(), arguments).status.code();
    assert_eq!(code(&["check"]), Some(0));
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "Keeps agreements made",
        "Never keeps agreements made",
    );
    assert_eq!(
        code(&["check", "--deny-warnings"]),
        Some(0),
        "a hint never fails a check"
    );
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "Never keeps",
        "Keeps  all",
    );
    assert_eq!(code(&["check"]), Some(0));
    assert_eq!(code(&["check", "--deny-warnings"]), Some(1));
    edit(
        folder.path(),
        "framework.yaml",
        "rules: {}",
        "rules: { white-space: error }",
    );
    assert_eq!(code(&["check"]), Some(1));
    edit(
        folder.path(),
        "framework.yaml",
        "white-space: error",
        "white-space: off",
    );
    assert_eq!(code(&["check", "--deny-warnings"]), Some(0));
    assert_eq!(code(&["check", "nowhere"]), Some(2));
    assert_eq!(code(&["check", "--format", "xml"]), Some(2));
    insta::assert_snapshot!(
        "not-there",
        transcript(folder.path(), &["check", "nowhere"])
    );
    let empty = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("no-model", transcript(empty.path(), &["check"]));
}

#[test]
fn one_file_and_a_bundle() {
    let folder = starter_model();
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "kind: core",
        "kind: corr",
    );
    insta::assert_snapshot!(
        "one-file",
        transcript(folder.path(), &["check", "model/core/cooperation.yaml"])
    );
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "kind: corr",
        "kind: core",
    );
    run(folder.path(), &["bundle", "--out", "bundle.json"]);
    let bundle = fs::read_to_string(folder.path().join("bundle.json")).unwrap();
    fs::write(
        folder.path().join("bundle.json"),
        bundle.replace(
            "\"cluster\":\"records-management\"",
            "\"cluster\":\"records-managemnt\"",
        ),
    )
    .unwrap();
    insta::assert_snapshot!(
        "bundle",
        transcript(folder.path(), &["check", "bundle.json"])
    );
}

#[test]
fn many_files_are_reported_in_one_order() {
    let folder = broken_model();
    let first = run(folder.path(), &["check", "model"]).stdout;
    for _ in 0..5 {
        assert_eq!(run(folder.path(), &["check", "model"]).stdout, first);
    }
}

#[test]
fn many_findings_of_one_rule_are_grouped_for_people_and_for_nobody_else() {
    let folder = starter_model();
    let here = folder.path();
    let paths = [
        "core/cooperation.yaml",
        "leadership/leading-people.yaml",
        "digital/digital-work.yaml",
        "job-specific/records-management/keeping-records.yaml",
    ];
    for path in paths {
        let path = here.join("model").join(path);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            &path,
            text.replace("      en: ", "      de: Etwas\n      en: "),
        )
        .unwrap();
    }
    let profile = "profiles/records-manager.yaml";
    edit(
        here,
        profile,
        "cluster: records-management",
        "cluster: records-managment",
    );
    let text = transcript(here, &["check"]);
    assert_eq!(
        text.matches("warning[undeclared-language]").count(),
        6,
        "{text}"
    );
    insta::assert_snapshot!("grouped", text);
    for format in ["json", "github", "gitlab", "sarif", "junit"] {
        let text = transcript(here, &["check", "--format", format]);
        assert!(
            text.matches("`de` is not declared").count() >= 12,
            "{format}"
        );
    }
    // Ten are shown each for itself.
    edit(here, paths[0], "      de: Etwas\n", "");
    edit(here, paths[0], "      de: Etwas\n", "");
    let text = transcript(here, &["check"]);
    assert_eq!(
        text.matches("warning[undeclared-language]").count(),
        10,
        "{text}"
    );
}

/// XML 1.0, section 2.2, has no other characters.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn junit_holds_only_characters_of_xml() {
    let folder = starter_model();
    let here = folder.path();
    let strange = ['\u{1}', '\u{b}', '\u{1f}', '\u{85}', '\u{fffe}', '\u{ffff}'];
    for (number, c) in strange.into_iter().enumerate() {
        let path = here.join(format!("model/core/odd-{number}{c}.yaml"));
        fs::write(path, format!("id: \"odd{c}\"\nkind: \"{c}\"\n{c}: 1\n")).unwrap();
    }
    let output = run(here, &["check", "--format", "junit"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(
        report.contains("\\u{fffe}") && report.contains("\\u{1}"),
        "{report}"
    );
    assert_eq!(report.chars().find(|&c| !is_xml(c)), None);
}

/// `--diff` shows what `--fix` writes, and changes nothing; edits that may say something else need
/// `--unsafe-fixes`.
#[test]
fn what_is_safe_is_fixed() {
    let folder = starter_model();
    let here = folder.path();
    let keeps = "Keeps agreements made within the team";
    edit(
        here,
        "core/cooperation.yaml",
        keeps,
        &format!("{keeps}. # agreed"),
    );
    edit(
        here,
        "digital/digital-work.yaml",
        "status: draft",
        "statuss: draft",
    );
    let read = |file: &str| fs::read_to_string(here.join("model").join(file)).unwrap();
    let before = read("core/cooperation.yaml");
    insta::assert_snapshot!("fix-diff", transcript(here, &["check", "--diff"]));
    assert_eq!(read("core/cooperation.yaml"), before);
    insta::assert_snapshot!("fix", transcript(here, &["check", "--fix"]));
    let after = before.replace(&format!("{keeps}. # agreed"), &format!("{keeps} # agreed"));
    assert_eq!(read("core/cooperation.yaml"), after);
    insta::assert_snapshot!(
        "fix-unsafe",
        transcript(here, &["check", "--fix", "--unsafe-fixes"])
    );
    assert!(read("digital/digital-work.yaml").contains("\nstatus: draft"));
    // Nothing is left to change.
    let again = run(here, &["check", "--diff", "--unsafe-fixes"]);
    assert!(
        again.status.success() && again.stdout.is_empty(),
        "{again:?}"
    );
}

/// One file can be fixed alone, and a bundle is left as it is.
#[test]
fn a_file_is_fixed_alone() {
    let folder = starter_model();
    let here = folder.path();
    let core = "core/cooperation.yaml";
    edit(
        here,
        core,
        "en: Works with others",
        "en: Works  with others",
    );
    let file = format!("model/{core}");
    let output = run(here, &["check", &file, "--fix"]);
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(here.join(&file)).unwrap();
    assert!(text.contains("en: Works with others"));
    let bundled = run(here, &["bundle", "--out", "bundle.json"]);
    assert!(bundled.status.success(), "{bundled:?}");
    let json = fs::read_to_string(here.join("bundle.json")).unwrap();
    let odd = json.replace("Works with others", "Works  with others");
    fs::write(here.join("bundle.json"), &odd).unwrap();
    let output = run(here, &["check", "bundle.json", "--fix"]);
    let note = String::from_utf8(output.stderr).unwrap();
    assert!(note.contains("fixed nothing"), "{note}");
    assert_eq!(fs::read_to_string(here.join("bundle.json")).unwrap(), odd);
}

/// What was there before is let be, and what is new is found.
#[test]
fn a_baseline_lets_be_what_was_found_before() {
    let folder = broken_model();
    let here = folder.path();
    let write = ["check", "--baseline", "baseline.json", "--write-baseline"];
    insta::assert_snapshot!("baseline-write", transcript(here, &write));
    insta::assert_snapshot!(
        "baseline",
        fs::read_to_string(here.join("baseline.json")).unwrap()
    );
    let check = ["check", "--deny-warnings", "--baseline", "baseline.json"];
    let known = run(here, &check);
    let said = String::from_utf8(known.stdout).unwrap();
    assert!(!said.contains("final-punctuation"), "{said}");
    // Something new, and something that is no longer there.
    edit(
        here,
        "digital/digital-work.yaml",
        "often repeated",
        "often repeated.",
    );
    edit(
        here,
        "leadership/leading-people.yaml",
        "Gives  feedback",
        "Gives feedback",
    );
    insta::assert_snapshot!("baseline-new", transcript(here, &check));
    fs::write(here.join("baseline.json"), "{}").unwrap();
    insta::assert_snapshot!("baseline-invalid", transcript(here, &check));
}
