//! Input that no model should have: each gets a clear finding with its place, and none a
//! panic, a hang or unbounded memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod show;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use competence_core::check::{check, load};
use competence_core::source::{Directory, Memory, SingleFile, limits};
use competence_core::starter;
use show::show;

const FILE: &str = "core/cooperation.yaml";

fn text() -> String {
    starter::FILES
        .iter()
        .find(|(path, _)| *path == FILE)
        .unwrap()
        .1
        .to_owned()
}

/// The findings of the starter with another content of one file.
fn with(content: impl Into<Vec<u8>>) -> String {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    files.insert(FILE, content);
    show(check(&files).findings())
}

fn replaced(from: &str, to: &str) -> String {
    let text = text();
    assert!(text.contains(from), "{from}");
    with(text.replacen(from, to, 1))
}

#[test]
fn yaml() {
    let text = text();
    insta::assert_snapshot!(
        "truncated",
        with(&text[..text.find("keeps-agreements").unwrap() + 30])
    );
    insta::assert_snapshot!(
        "truncated-in-quotes",
        with("id: \"cooperation\nkind: core\n")
    );
    insta::assert_snapshot!("tab", replaced("  sl: Z drugimi", "\tsl: Z drugimi"));
    insta::assert_snapshot!(
        "crlf",
        with(
            text.replace('\n', "\r\n")
                .replace("id: cooperation\r", "id: cooperation.\r")
        )
    );
    insta::assert_snapshot!(
        "bom",
        with(format!("\u{feff}{text}").replace("kind: core", "kind: cor"))
    );
    insta::assert_snapshot!(
        "invalid-utf8",
        with([b"id: coop\ntitle: S\xC5\xBEe", &b"\x9ea\n"[..]].concat())
    );
    insta::assert_snapshot!(
        "utf16",
        with(
            "id: x"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        )
    );
    insta::assert_snapshot!(
        "duplicate-keys",
        replaced("kind: core", "kind: core\nid: other\n\"kind\": digital")
    );
    insta::assert_snapshot!("two-documents", with(format!("{text}---\nid: second\n")));
    insta::assert_snapshot!("empty", with(""));
    insta::assert_snapshot!("only-comments", with("# nothing\n\n---\n"));
    insta::assert_snapshot!("only-null", with("~\n"));
    insta::assert_snapshot!("a-scalar", with("cooperation\n"));
    insta::assert_snapshot!("a-list", with("- id: cooperation\n"));
    insta::assert_snapshot!(
        "tags-and-anchors",
        replaced("kind: core", "kind: &a !!str core\nstatsu: *a")
    );
    insta::assert_snapshot!("unknown-alias", replaced("kind: core", "kind: *nowhere"));
    insta::assert_snapshot!(
        "keys-that-are-not-texts",
        replaced("kind: core", "kind: core\n? [a, b]\n: c\n1: one\n~: none")
    );
    insta::assert_snapshot!(
        "merge-key",
        replaced("kind: core", "kind: core\n<<: { a: b }")
    );
}

#[test]
fn values() {
    insta::assert_snapshot!(
        "wrong-types",
        replaced(
            "indicators:",
            "mappings: text\nsource: 7\nsuppressions: { rule: x }\ncluster:\nindicators:"
        )
    );
    insta::assert_snapshot!(
        "empty-texts",
        replaced("{ en: Cooperation, sl: Sodelovanje }", "{ en: \"\", sl: }")
    );
    insta::assert_snapshot!(
        "no-language",
        replaced("{ en: Cooperation, sl: Sodelovanje }", "{}")
    );
    insta::assert_snapshot!(
        "words-of-older-yaml",
        replaced(
            "{ en: Cooperation, sl: Sodelovanje }",
            "{ en: yes, sl: 2025-01-31 }"
        )
    );
    insta::assert_snapshot!(
        "numbers-for-texts",
        replaced(
            "{ en: Cooperation, sl: Sodelovanje }",
            "{ en: 1.0, sl: 012 }"
        )
    );
    insta::assert_snapshot!(
        "truth-for-a-text",
        replaced("{ en: Cooperation, sl: Sodelovanje }", "true")
    );
    insta::assert_snapshot!("infinity", replaced("polarity: ineffective", "level: .inf"));
    insta::assert_snapshot!(
        "level-out-of-bounds",
        replaced("polarity: ineffective", "level: 1000")
    );
    insta::assert_snapshot!(
        "level-with-a-fraction",
        replaced("polarity: ineffective", "level: 1.5")
    );
    insta::assert_snapshot!(
        "unknown-keys",
        replaced("kind: core", "kind: core\ndefinitoin: x\nqqq: y")
    );
    insta::assert_snapshot!(
        "after-non-ascii",
        replaced("sl: Sodelovanje }", "sl: \"Šžč 𝒳 é\", 7: x }")
    );
    insta::assert_snapshot!(
        "control-characters",
        replaced("sl: Sodelovanje", "sl: \"a\\e[31mb\u{1b}[0m\"")
    );
    insta::assert_snapshot!(
        "indicators-in-damaged-file",
        replaced("- id: cooperation.shares-knowledge", "- id: 7")
    );
}

#[test]
fn limits_hold() {
    insta::assert_snapshot!("nested-10000-deep", with("[".repeat(10_000)));
    insta::assert_snapshot!("nested-10000-maps", with("{a: ".repeat(10_000)));
    let mut block = String::new();
    for depth in 0..10_000 {
        block.push_str(&" ".repeat(depth.min(200)));
        block.push_str("- ");
    }
    with(block);
    let mut bomb = String::from("a0: &a0 [x]\n");
    for n in 1..40 {
        writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}]", n - 1).unwrap();
    }
    let found = with(bomb);
    assert!(found.matches("unsupported-yaml").count() <= 21, "{found}");
    insta::assert_snapshot!(
        "alias-bomb",
        found.lines().take(9).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn many_wrong_values_are_counted_and_not_all_listed() {
    let keys: Vec<String> = (0..500).map(|n| format!("x{n}: 1\n")).collect();
    let found = replaced("kind: core\n", &format!("kind: core\n{}", keys.concat()));
    assert_eq!(found.matches("[unknown-key]").count(), 100, "{found}");
    assert!(found.contains("400 other values"), "{found}");
}

/// Each of these took minutes once, by a walk through all that came before each wrong value.
#[test]
fn a_large_file_that_is_wrong_everywhere_is_checked_at_once() {
    let keys: Vec<String> = (0..50_000).map(|n| format!("k{n}: 1\n")).collect();
    insta::assert_snapshot!("wrong-keys", last_lines(&with(keys.concat())));
    let anchors: Vec<String> = (0..50_000).map(|n| format!("k{n}: &a{n} 1\n")).collect();
    assert!(with(anchors.concat()).contains("unsupported-yaml"));
    let indicators: Vec<String> = (0..50_000)
        .map(|n| format!("  - id: Bad{n}\n    statement: x\n"))
        .collect();
    let head = "id: cooperation\nkind: core\ntitle: x\nstatus: draft\nindicators:\n";
    insta::assert_snapshot!(
        "wrong-ids",
        last_lines(&with(format!("{head}{}", indicators.concat())))
    );
    // As many findings about what the texts say, each at its place.
    let alike: Vec<String> = (0..5_000)
        .map(|n| format!("  - id: cooperation.i{n}\n    statement: {{ en: Writes the monthly report for department {n}, sl: Piše poročilo oddelka {n} }}\n"))
        .collect();
    let found = with(format!("{head}{}", alike.concat()));
    assert!(found.matches("[similar-statements]").count() > 4_000);
}

/// The last finding of many.
fn last_lines(found: &str) -> String {
    let lines: Vec<&str> = found
        .lines()
        .filter(|line| line.contains("other values") || line.contains("cooperation.yaml:1:1"))
        .collect();
    lines.join("\n")
}

#[test]
fn manifests() {
    let without = |path: &str| {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        files.remove(path);
        files
    };
    let mut files = without("framework.yaml");
    insta::assert_snapshot!("missing-manifest", show(check(&files).findings()));
    assert!(check(&files).partial().is_none());
    // The other files are checked all the same, by the rules that need no manifest.
    files.insert("framework.yaml", "id: [x\n");
    files.insert(
        "profiles/every-employee.yaml",
        "id: every-employee\nrequires: 5\n",
    );
    insta::assert_snapshot!(
        "broken-manifest-and-profile",
        show(check(&files).findings())
    );
    insta::assert_snapshot!("nothing-at-all", show(check(&Memory::default()).findings()));
}

#[test]
fn paths_in_memory() {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    for path in [
        "../x.yaml",
        "/etc/x.yaml",
        "core/../x.yaml",
        "core//x.yaml",
        "a\\b.yaml",
        "framework.yml",
        "notes/x.yaml",
        "README.md",
        ".git/x.yaml",
    ] {
        files.insert(path, "id: x\n");
    }
    insta::assert_snapshot!("paths-in-memory", show(check(&files).findings()));
}

fn write_starter(root: &Path) {
    for (path, content) in starter::FILES {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

#[test]
fn directories() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.yaml"), "id: secret\n").unwrap();
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write_starter(root);
    fs::create_dir(root.join("core/folder.yaml")).unwrap();
    // Sparse: it takes no room on the disk, and must not be read.
    fs::File::create(root.join("core/huge.yaml"))
        .unwrap()
        .set_len(200 << 20)
        .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(
            outside.path().join("secret.yaml"),
            root.join("core/secret.yaml"),
        )
        .unwrap();
        symlink(outside.path(), root.join("profiles/elsewhere")).unwrap();
        symlink("nowhere.yaml", root.join("core/dangling.yaml")).unwrap();
        symlink("..", root.join("core/loop")).unwrap();
        symlink("/dev/zero", root.join("core/zero.yaml")).unwrap();
        assert!(
            std::process::Command::new("mkfifo")
                .arg(root.join("core/pipe.yaml"))
                .status()
                .unwrap()
                .success()
        );
    }
    let checked = check(&Directory::open(root).unwrap());
    assert_eq!(checked.partial().unwrap().competences().len(), 4);
    // What was left out may be anything, so there is no whole model.
    assert!(checked.model().is_err());
    insta::assert_snapshot!("directory", show(checked.findings()));
}

#[test]
fn a_link_within_the_root_is_followed() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write_starter(root);
    fs::create_dir(root.join("texts")).unwrap();
    fs::rename(root.join(FILE), root.join("texts/cooperation.txt")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../texts/cooperation.txt", root.join(FILE)).unwrap();
    assert_eq!(show(check(&Directory::open(root).unwrap()).findings()), "");
}

#[test]
fn a_directory_that_is_not_there_is_an_error() {
    assert!(Directory::open(Path::new("/nowhere/at/all")).is_err());
    assert!(SingleFile::open(Path::new("/nowhere.yaml")).is_err());
    assert!(SingleFile::open(&std::env::temp_dir()).is_err());
}

#[test]
fn single_files() {
    let root = tempfile::tempdir().unwrap();
    write_starter(root.path());
    let single = |path: &str| check(&SingleFile::open(&root.path().join(path)).unwrap());
    for (path, _) in starter::FILES {
        assert_eq!(show(single(path).findings()), "", "{path}");
    }
    // A part of a framework is no model, and is still held to what can be said of it alone.
    let broken = text().replace(
        "Keeps agreements made within the team",
        "Never  breaks agreements",
    );
    fs::write(root.path().join(FILE), broken).unwrap();
    assert!(single(FILE).partial().is_none());
    insta::assert_snapshot!("single-competence", show(single(FILE).findings()));
    fs::write(root.path().join("what.yaml"), "a: b\n").unwrap();
    insta::assert_snapshot!("single-unknown", show(single("what.yaml").findings()));
}

#[test]
fn a_bundle_is_checked_with_positions() {
    let files: Memory = starter::FILES.iter().copied().collect();
    let loaded = load(&files);
    let bundle = loaded.model().unwrap().to_bundle().unwrap();
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("bundle.json");
    fs::write(&path, &bundle).unwrap();
    let checked = check(&SingleFile::open(&path).unwrap());
    assert_eq!(show(checked.findings()), "");
    assert_eq!(checked.model(), loaded.model());
    fs::write(
        &path,
        bundle.replace(
            "\"cluster\":\"records-management\"",
            "\"cluster\":\"records\"",
        ),
    )
    .unwrap();
    insta::assert_snapshot!(
        "broken-bundle",
        show(check(&SingleFile::open(&path).unwrap()).findings())
    );
}

#[test]
fn the_limits_are_those_that_the_rule_states() {
    let why = competence_core::check::rules::find("too-large")
        .unwrap()
        .why;
    assert!(why.contains("16 MiB a file") && limits::FILE_BYTES == 16 << 20);
    assert!(why.contains("256 MiB for a bundle") && limits::BUNDLE_BYTES == 256 << 20);
    assert!(
        why.contains("1 GiB and 100,000 files")
            && limits::TOTAL_BYTES == 1 << 30
            && limits::FILES == 100_000
    );
    assert!(why.contains("folders 8 deep") && limits::FOLDER_DEPTH == 8);
    assert!(why.contains("lists and maps 32 deep") && limits::DEPTH == 32);
    assert!(why.contains("4,000,000 values") && limits::VALUES == 4_000_000);
}

#[test]
fn a_file_with_another_ending_is_not_passed_over() {
    for name in [
        "core/teamwork.YAML",
        "core/teamwork.yml",
        "core/teamwork.Yml",
        "releases/1.0.0.JSON",
    ] {
        let mut files: Memory = starter::FILES.iter().copied().collect();
        files.insert(name, "id: teamwork\n");
        let checked = check(&files);
        let [finding] = checked.findings() else {
            panic!("{name}: {:?}", checked.findings());
        };
        assert_eq!(
            (finding.rule.id, finding.place.file.as_str()),
            ("unread-document", name)
        );
        let help = finding.suggestion.as_ref().unwrap();
        assert!(help.message().contains("in small letters"));
        // A model of which a file was not read is not a whole one.
        assert!(checked.model().is_err());
    }
}
