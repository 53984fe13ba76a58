//! The other commands, as a user meets them.

use std::fs;

use super::support::{
    broken_model, edit, git, released_model, repository, run, starter_model, transcript,
};

#[test]
fn help() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("help", transcript(folder.path(), &["--help"]));
    for command in [
        "check",
        "show",
        "list",
        "search",
        "tree",
        "diff",
        "semver",
        "lineage",
        "crosswalk",
        "history",
        "migrate",
        "release",
        "explain",
        "schema",
        "bundle",
        "new",
        "fmt",
        "completions",
        "man",
    ] {
        // A schema behind a feature.
        let help = transcript(folder.path(), &[command, "--help"]).replace(", analysis]", "]");
        insta::assert_snapshot!(format!("help-{command}"), help);
    }
}

#[test]
fn show() {
    let folder = starter_model();
    edit(
        folder.path(),
        "digital/digital-work.yaml",
        "status: draft",
        "status: deprecated\ndeprecation:\n  reason: { en: Taken up elsewhere, sl: Zajeto drugje }\n  successors: [cooperation]\nsource:\n  basis: public-record\n  reference: a report",
    );
    for id in [
        "cooperation",
        "digital-work",
        "digital-work.automates",
        "records-management",
        "records-manager",
    ] {
        insta::assert_snapshot!(
            format!("show-{id}"),
            transcript(folder.path(), &["show", id, "--lang", "sl"])
        );
        insta::assert_snapshot!(
            format!("show-json-{id}"),
            transcript(folder.path(), &["show", id, "--format", "json"])
        );
    }
    insta::assert_snapshot!(
        "show-unknown",
        transcript(folder.path(), &["show", "co\u{1b}operation"])
    );
    insta::assert_snapshot!(
        "show-other-language",
        transcript(folder.path(), &["show", "cooperation", "--lang", "de"])
    );
    insta::assert_snapshot!(
        "show-bad-language",
        transcript(
            folder.path(),
            &["show", "cooperation", "--lang", "slovenščina"]
        )
    );
}

#[test]
fn list() {
    let folder = starter_model();
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "status: draft",
        "status: approved",
    );
    let cases: [(&str, &[&str]); 9] = [
        ("all", &[]),
        ("kind", &["--kind", "job-specific"]),
        ("cluster", &["--cluster", "records-management"]),
        ("organisation", &["--organisation", "archive"]),
        (
            "profile",
            &[
                "--profile",
                "every-employee",
                "--indicators",
                "--lang",
                "sl",
            ],
        ),
        ("status", &["--status", "approved"]),
        (
            "json",
            &[
                "--profile",
                "every-employee",
                "--indicators",
                "--format",
                "json",
            ],
        ),
        ("unknown-profile", &["--profile", "nobody"]),
        ("unknown-organisation", &["--organisation", "No One"]),
    ];
    for (name, arguments) in cases {
        let arguments: Vec<&str> = ["list"].iter().chain(arguments).copied().collect();
        insta::assert_snapshot!(
            format!("list-{name}"),
            transcript(folder.path(), &arguments)
        );
    }
}

#[test]
fn search() {
    let folder = starter_model();
    insta::assert_snapshot!(
        "search",
        transcript(folder.path(), &["search", "VARUJE", "osebn"])
    );
    insta::assert_snapshot!(
        "search-language",
        transcript(folder.path(), &["search", "digital", "--lang", "en"])
    );
    insta::assert_snapshot!(
        "search-json",
        transcript(folder.path(), &["search", "zelo", "nic"])
    );
    insta::assert_snapshot!(
        "search-json-hit",
        transcript(
            folder.path(),
            &["search", "resi", "sodelavc", "--format", "json"]
        )
    );
}

#[test]
fn tree() {
    let folder = starter_model();
    insta::assert_snapshot!("tree", transcript(folder.path(), &["tree"]));
    insta::assert_snapshot!(
        "tree-indicators",
        transcript(folder.path(), &["tree", "--indicators", "--lang", "sl"])
    );
    insta::assert_snapshot!(
        "tree-json",
        transcript(folder.path(), &["tree", "--format", "json"])
    );
}

#[test]
fn explain() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("explain", transcript(folder.path(), &["explain"]));
    insta::assert_snapshot!(
        "explain-rule",
        transcript(folder.path(), &["explain", "similar-statements"])
    );
    insta::assert_snapshot!(
        "explain-reading-rule",
        transcript(folder.path(), &["explain", "line-endings"])
    );
    insta::assert_snapshot!(
        "explain-unknown",
        transcript(folder.path(), &["explain", "no-such-rule"])
    );
}

#[test]
fn bundle() {
    let folder = starter_model();
    let output = run(folder.path(), &["bundle"]);
    insta::assert_snapshot!(
        "bundle-hash",
        transcript(folder.path(), &["bundle", "--hash"])
    );
    insta::assert_snapshot!(
        "bundle-out",
        transcript(folder.path(), &["bundle", "--out", "b.json"])
    );
    assert_eq!(
        fs::read(folder.path().join("b.json")).unwrap(),
        output.stdout
    );
    // A bundle is a model too, and its own bundle.
    assert_eq!(
        run(folder.path(), &["bundle", "--model", "b.json"]).stdout,
        output.stdout
    );
    let broken = broken_model();
    insta::assert_snapshot!(
        "bundle-of-a-broken-model",
        transcript(broken.path(), &["bundle"])
    );
}

#[test]
fn a_new_model_is_clean_and_formatted() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("new", transcript(folder.path(), &["new", "mine"]));
    insta::assert_snapshot!("new-again", transcript(folder.path(), &["new", "mine"]));
    assert_eq!(
        run(folder.path(), &["check", "mine", "--deny-warnings"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        run(folder.path(), &["fmt", "mine", "--check"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        run(folder.path(), &["schema", "--check", "mine/schemas"])
            .status
            .code(),
        Some(0)
    );
    // The line of the language server leads to the schema.
    let file = folder
        .path()
        .join("mine/job-specific/records-management/cluster.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let schema = text
        .lines()
        .next()
        .unwrap()
        .split_once("$schema=")
        .unwrap()
        .1;
    assert!(file.parent().unwrap().join(schema).is_file(), "{schema}");
}

#[test]
fn schemas() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        run(folder.path(), &["schema", "--check"]).status.code(),
        Some(1)
    );
    // Behind a feature, as the command that writes such a report is.
    let analysis = "wrote schemas/analysis.schema.json\n";
    let written = transcript(folder.path(), &["schema", "--out", "schemas"]);
    assert_eq!(written.contains(analysis), cfg!(feature = "report"));
    insta::assert_snapshot!("schema-out", written.replace(analysis, ""));
    insta::assert_snapshot!(
        "schema-current",
        transcript(folder.path(), &["schema", "--check"])
    );
    let path = folder.path().join("schemas/profile.schema.json");
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(
        String::from_utf8(run(folder.path(), &["schema", "profile"]).stdout).unwrap(),
        text
    );
    fs::write(
        &path,
        text.replace("\"title\": \"Profile\"", "\"title\": \"Old\""),
    )
    .unwrap();
    insta::assert_snapshot!(
        "schema-stale",
        transcript(folder.path(), &["schema", "--check"])
    );
}

#[test]
fn formatting_keeps_comments_and_meaning() {
    let folder = starter_model();
    edit(
        folder.path(),
        "core/cooperation.yaml",
        "kind: core\n",
        "kind:   'core'   # the kind\n\n\n\n# before the title\n",
    );
    edit(
        folder.path(),
        "digital/digital-work.yaml",
        "status: draft",
        "status: [draft",
    );
    insta::assert_snapshot!("fmt-check", transcript(folder.path(), &["fmt", "--check"]));
    let before = run(folder.path(), &["tree", "--format", "json"]).stdout;
    insta::assert_snapshot!("fmt", transcript(folder.path(), &["fmt"]));
    assert_eq!(
        run(folder.path(), &["tree", "--format", "json"]).stdout,
        before
    );
    let text = fs::read_to_string(folder.path().join("model/core/cooperation.yaml")).unwrap();
    assert!(
        text.contains("# the kind")
            && text.contains("# before the title")
            && text.contains("# a behaviour that shows"),
        "{text}"
    );
    assert_eq!(
        run(folder.path(), &["fmt", "--check"]).status.code(),
        Some(0)
    );
}

#[test]
fn a_model_with_errors_is_shown_with_a_note() {
    let folder = broken_model();
    insta::assert_snapshot!(
        "list-of-a-broken-model",
        transcript(folder.path(), &["list"])
    );
    fs::remove_file(folder.path().join("model/framework.yaml")).unwrap();
    insta::assert_snapshot!(
        "list-without-manifest",
        transcript(folder.path(), &["list", "--model", "model"])
    );
}

#[test]
fn completions_and_the_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(folder.path(), &["completions", shell]);
        assert!(output.status.success());
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("deny-warnings"),
            "{shell}"
        );
    }
    let page = String::from_utf8(run(folder.path(), &["man"]).stdout).unwrap();
    assert!(
        page.starts_with(".ie") && page.contains(".TH competence"),
        "{page}"
    );
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    use std::process::Stdio;
    let folder = starter_model();
    let mut child = super::support::competence(folder.path())
        .args(["bundle"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// One way to name the model everywhere.
#[test]
fn every_command_takes_the_model_in_one_way() {
    let folder = released_model();
    let here = folder.path();
    fs::rename(here.join("model"), here.join("elsewhere")).unwrap();
    let commands: [&[&str]; 13] = [
        &["check"],
        &["show", "cooperation"],
        &["list"],
        &["search", "data"],
        &["tree"],
        &["diff", "1.0.0"],
        &["semver", "--against", "latest"],
        &["lineage"],
        &["crosswalk", "--from", "1.0.0"],
        &["history", "cooperation"],
        &["bundle"],
        &["fmt", "--check"],
        &["release", "--dry-run", "--version", "1.0.1"],
    ];
    for command in commands {
        let named = [command, &["--model", "elsewhere"]].concat();
        let output = run(here, &named);
        assert_eq!(output.status.code(), Some(0), "{command:?}: {output:?}");
        assert!(run(here, command).status.code() == Some(2), "{command:?}");
        if command
            .iter()
            .all(|it| !it.contains("oper") && *it != "data" && *it != "1.0.0")
            || command[0] == "crosswalk"
        {
            let given = run(here, &[command, &["elsewhere"]].concat());
            assert_eq!(given.stdout, output.stdout, "{command:?}");
        }
    }
}

#[test]
fn elements_are_shown_by_their_titles_too() {
    let folder = starter_model();
    let here = folder.path();
    let by_id = run(here, &["show", "records-management"]).stdout;
    for title in [
        "Records management",
        "records  MANAGEMENT",
        "Upravljanje dokumentarnega gradiva",
    ] {
        assert_eq!(run(here, &["show", title]).stdout, by_id, "{title}");
    }
    let statement = run(here, &["show", "Keeps agreements made within the team"]).stdout;
    assert!(String::from_utf8_lossy(&statement).contains("cooperation.keeps-agreements"));
    for (name, near) in [
        ("Record managment", "Records management"),
        ("records-managment", "records-management"),
        ("Sodelovanj", "Sodelovanje"),
    ] {
        let output = run(here, &["show", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&format!("did you mean `{near}`?")), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
    edit(
        here,
        "leadership/leading-people.yaml",
        "en: Leading people",
        "en: Cooperation",
    );
    let output = run(here, &["show", "Cooperation"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("name one of `cooperation`, `leading-people`"),
        "{said}"
    );
}

#[test]
fn search_finds_forms_of_words_and_marks_what_is_deprecated() {
    let folder = starter_model();
    let here = folder.path();
    let found = |words: &str| {
        let output = run(here, &["search", words, "--lang", "sl"]);
        String::from_utf8(output.stdout).unwrap()
    };
    // The texts have `znanje`, `dogovorov` and `sodelavci`.
    for (word, id) in [
        ("znanja", "cooperation.shares-knowledge"),
        ("dogovor", "cooperation.keeps-agreements"),
        ("dogovori", "cooperation.keeps-agreements"),
        ("sodelavcem", "cooperation.hides-problems"),
        ("sodelavec težava", "cooperation.hides-problems"),
    ] {
        assert!(found(word).contains(id), "{word}: {}", found(word));
    }
    assert_eq!(found("vodovod"), "");
    edit(
        here,
        "core/cooperation.yaml",
        "status: draft",
        "status: deprecated\ndeprecation:\n  successors: [leading-people]",
    );
    assert!(
        found("znanja").ends_with("(deprecated)\n"),
        "{}",
        found("znanja")
    );
}

#[test]
fn a_new_model_has_the_names_and_languages_that_were_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    git(here, &["init", "--quiet"]);
    fs::write(here.join("README.md"), "# Ours\n").unwrap();
    let arguments = [
        "new",
        ".",
        "--id",
        "our-model",
        "--title",
        "Naš: model #1",
        "--languages",
        "sl",
    ];
    insta::assert_snapshot!("new-named", transcript(here, &arguments));
    assert!(run(here, &["check", "--deny-warnings"]).status.success());
    assert!(run(here, &["fmt", "--check"]).status.success());
    assert!(run(here, &["schema", "--check"]).status.success());
    let manifest = fs::read_to_string(here.join("framework.yaml")).unwrap();
    assert!(manifest.contains("id: our-model\n"), "{manifest}");
    assert!(manifest.contains("sl: \"Naš: model #1\"\n"), "{manifest}");
    assert!(!manifest.contains("en: "), "{manifest}");
    // Git keeps the line ends of what is hashed.
    git(here, &["add", "."]);
    let attributes = git(
        here,
        &[
            "check-attr",
            "eol",
            "--",
            "releases/1.0.0.json",
            "framework.yaml",
        ],
    );
    assert_eq!(attributes.matches("eol: lf").count(), 2, "{attributes}");
    for (option, wrong) in [("--id", "Our Model"), ("--languages", "sl,not a tag")] {
        assert_eq!(
            run(here, &["new", "other", option, wrong]).status.code(),
            Some(2)
        );
    }
    assert!(!here.join("other").exists());
}

#[test]
fn a_summary_tells_the_numbers_by_rule() {
    let folder = broken_model();
    insta::assert_snapshot!(
        "summary",
        transcript(folder.path(), &["check", "--summary"])
    );
    let refused = run(folder.path(), &["check", "--summary", "--format", "json"]);
    assert_eq!(refused.status.code(), Some(2));
}

/// A status is set in all files at once, and told as a difference.
#[test]
fn a_status_is_set_from_the_command_line() {
    let folder = super::support::starter_model();
    let here = folder.path();
    let dry = ["approve", "--cluster", "records-management", "--dry-run"];
    let manifest = here.join("model/job-specific/records-management/cluster.yaml");
    let before = fs::read_to_string(&manifest).unwrap();
    insta::assert_snapshot!("approve-dry", transcript(here, &dry));
    assert_eq!(fs::read_to_string(&manifest).unwrap(), before);
    insta::assert_snapshot!("approve", transcript(here, &dry[..3]));
    let after = fs::read_to_string(&manifest).unwrap();
    assert_eq!(after, before.replace("status: draft", "status: approved"));
    insta::assert_snapshot!(
        "status-unknown",
        transcript(here, &["status", "draft", "cooperaton"])
    );
    insta::assert_snapshot!("status-nothing", transcript(here, &["approve"]));
    let all = run(here, &["approve", "--all"]);
    assert!(all.status.success(), "{all:?}");
    edit(here, "framework.yaml", "1.0.0-draft.1", "1.0.0");
    insta::assert_snapshot!(
        "status-refused",
        transcript(here, &["status", "draft", "cooperation"])
    );
}

/// A released statement is reworded with one command: the text, the lineage and the version.
#[test]
fn a_statement_is_reworded_from_the_command_line() {
    let folder = released_model();
    let here = folder.path();
    let words = [
        "reword",
        "cooperation.keeps-agreements",
        "Honours agreements in writing",
    ];
    insta::assert_snapshot!("reword-no-reason", transcript(here, &words));
    let why = [
        "--reason",
        "Agreements are kept in writing",
        "--evidence",
        "Workshop of May",
        "--date",
        "2026-02-03",
    ];
    let arguments = [&words[..], &why].concat();
    let dry = [&arguments[..], &["--dry-run"]].concat();
    insta::assert_snapshot!("reword-dry", transcript(here, &dry));
    assert!(!here.join("model/lineage/2.0.0.yaml").exists());
    insta::assert_snapshot!("reword", transcript(here, &arguments));
    let lineage = fs::read_to_string(here.join("model/lineage/2.0.0.yaml")).unwrap();
    insta::assert_snapshot!("reword-lineage", lineage);
    assert!(run(here, &["check"]).status.success());
    let semver = run(here, &["semver", "--against", "latest"]);
    assert!(semver.status.success(), "{semver:?}");
    let diff = String::from_utf8(run(here, &["diff", "1.0.0"]).stdout).unwrap();
    assert!(
        diff.contains("Reason: Agreements are kept in writing."),
        "{diff}"
    );
}

/// A script without blanks between words has words all the same.
#[test]
fn search_finds_words_inside_texts_without_blanks() {
    let folder = starter_model();
    let here = folder.path();
    edit(
        here,
        "framework.yaml",
        "required: [sl]",
        "required: [sl]\n  optional: [ja]",
    );
    edit(
        here,
        "core/cooperation.yaml",
        "en: Keeps agreements made within the team",
        "en: Keeps agreements made within the team\n      ja: チームで決めた約束を守る",
    );
    let found = |words: &str| String::from_utf8(run(here, &["search", words]).stdout).unwrap();
    assert!(found("約束").contains("cooperation.keeps-agreements  [ja]"));
    assert!(found("チーム").contains("cooperation.keeps-agreements  [ja]"));
    assert_eq!(found("約定"), "");
    edit(
        here,
        "framework.yaml",
        "optional: [ja]",
        "optional: [ja, zh]",
    );
    edit(
        here,
        "core/cooperation.yaml",
        "ja: チームで決めた約束を守る",
        "ja: チームで決めた約束を守る\n      zh: 遵守团队内部达成的协议",
    );
    assert!(found("协议").contains("cooperation.keeps-agreements  [zh]"));
    assert!(found("团队").contains("cooperation.keeps-agreements  [zh]"));
}

/// A slip in a code or an address is met by what is meant.
#[test]
fn what_others_call_an_element_is_suggested() {
    let here = repository();
    let base = "https://example.org/state-administration";
    for (command, slip, meant) in [
        ("show", "ds1O".to_owned(), "DS10".to_owned()),
        (
            "show",
            format!("{base}/digital-competense"),
            format!("{base}/digital-competence"),
        ),
        (
            "history",
            format!("{base}/leading-peple"),
            format!("{base}/leading-people"),
        ),
    ] {
        let output = run(&here, &[command, &slip]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(&format!("did you mean `{meant}`?")), "{told}");
    }
}

/// Only what became something else, for those who look for it in thousands.
#[test]
fn a_crosswalk_tells_only_what_changed() {
    let here = repository();
    let crosswalk = [
        "crosswalk",
        "--from",
        "1.0.0",
        "--to",
        "2.0.0",
        "--format",
        "csv",
    ];
    let rows = |arguments: &[&str]| String::from_utf8(run(&here, arguments).stdout).unwrap();
    let all = rows(&crosswalk);
    let changed = rows(&[&crosswalk[..], &["--changed"]].concat());
    assert!(changed.lines().count() < all.lines().count());
    assert!(changed.lines().all(|it| all.contains(it)));
    assert!(
        changed.contains("proactive-action,")
            && !changed.contains("cooperation-and-communication,")
    );
}

#[test]
fn paragraphs_and_lists_are_shown_as_such() {
    let folder = released_model();
    let here = folder.path();
    let text = r#""Works with others.\n\nThat is:\n- sharing\n- asking\n""#;
    let core = "core/cooperation.yaml";
    edit(
        here,
        core,
        "  en: Works with others towards a common result\n  sl: Z drugimi dela za skupni rezultat\n",
        &format!("  en: {text}\n"),
    );
    let yaml = fs::read_to_string(here.join("model").join(core)).unwrap();
    let more = format!("examples:\n  - en: {text}\n  - en: A meeting\n");
    fs::write(here.join("model").join(core), format!("{yaml}{more}")).unwrap();
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.1.0");
    let shown = [
        transcript(here, &["show", "cooperation", "--lang", "sl"]),
        transcript(here, &["history", "cooperation"]),
        transcript(here, &["translate", "sl"]),
    ];
    insta::assert_snapshot!(shown.concat());
}
