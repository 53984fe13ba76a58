//! The story that the tool is for: two competences become one, and old assessments stay usable.

use std::fs;
use std::path::Path;

use super::support::{approve, edit, git, run, transcript};

const LINEAGE: &str = "# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 2.0.0
records:
  - change: merged
    from: [cooperation, digital-work]
    to: [cooperation]
    reason: Digital work is done together
  - change: merged
    from: [cooperation.shares-knowledge, digital-work.protects-data]
    to: [cooperation.shares-knowledge]
    reason: The ratings went together
    evidence:
      - text: Analysis of the assessments of 2024
  - change: moved
    from: [digital-work.checks-sources]
    to: [cooperation.checks-sources]
  - change: moved
    from: [digital-work.automates]
    to: [cooperation.automates]
";

const RATINGS: &str = "person,date,indicator,value
ana,2024-05-01,cooperation.shares-knowledge,2
ana,2024-05-01,cooperation.keeps-agreements,1
ana,2024-05-01,digital-work.protects-data,3
ana,2024-05-01,digital-work.checks-sources,2
ana,2024-05-01,digital-work.automates,1
bor,2024-05-02,cooperation.shares-knowledge,2
bor,2024-05-02,digital-work.protects-data,2
bor,2024-05-02,digital-work.types-fast,1
";

/// A folder with the starter in `model`, released as version 1.0.0, with two core competences.
fn released() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let model = here.join("model");
    approve(&model);
    edit(
        here,
        "digital/digital-work.yaml",
        "kind: digital",
        "kind: core",
    );
    fs::rename(model.join("digital/digital-work.yaml"), model.join(SECOND)).unwrap();
    let kind = "  - kind: digital\n    level: 2 # leaves out the indicators of level 3\n";
    edit(here, "profiles/every-employee.yaml", kind, "");
    let out = transcript(here, &["release", "--date", "2025-03-31"]);
    insta::assert_snapshot!("story-0-released", out);
    folder
}

/// The competence that goes into the other.
const SECOND: &str = "core/digital-work.yaml";

/// Puts indicators of `digital-work` into `cooperation`, without a word in the lineage.
fn merge(here: &Path) {
    let second = here.join("model").join(SECOND);
    let text = fs::read_to_string(&second).unwrap();
    let start = text.find("  - id: digital-work.checks-sources").unwrap();
    let moved = text[start..].replace("digital-work.", "cooperation.");
    let core = here.join("model/core/cooperation.yaml");
    fs::write(&core, fs::read_to_string(&core).unwrap() + &moved).unwrap();
    fs::remove_file(second).unwrap();
    let competence = "  - competence: digital-work\n    level: 3\n";
    edit(here, "profiles/records-manager.yaml", competence, "");
}

/// Records what became of what in a version.
fn explain(here: &Path, version: &str) {
    fs::create_dir_all(here.join("model/lineage")).unwrap();
    let path = here.join(format!("model/lineage/{version}.yaml"));
    fs::write(path, LINEAGE.replace("2.0.0", version)).unwrap();
}

/// Walks the story with the version before as each of these bases, which all say the same.
fn walk(here: &Path, bases: &[&str]) {
    let against = |name: &str| {
        let verdicts: Vec<_> = bases
            .iter()
            .map(|base| {
                let output = run(here, &["semver", "--against", base]);
                (
                    output.status.code(),
                    String::from_utf8(output.stdout).unwrap(),
                )
            })
            .collect();
        assert!(verdicts.iter().all(|it| *it == verdicts[0]), "{verdicts:?}");
        let (code, text) = &verdicts[0];
        insta::assert_snapshot!(name, format!("{text}--- exit {}", code.unwrap()));
    };

    // Refused, with the records to paste.
    merge(here);
    edit(here, "framework.yaml", "version: 1.0.0", "version: 1.1.0");
    insta::assert_snapshot!("story-1-unexplained", transcript(here, &["check"]));

    // With the records, and a version that is too small: refused.
    explain(here, "1.1.0");
    assert_eq!(
        run(here, &["check", "--deny-warnings"]).status.code(),
        Some(0)
    );
    against("story-2-too-small");
    insta::assert_snapshot!("story-3-not-released", transcript(here, &["release"]));

    // Lineage of a later version is not in force yet.
    fs::remove_file(here.join("model/lineage/1.1.0.yaml")).unwrap();
    explain(here, "2.0.0");
    insta::assert_snapshot!("story-3-not-in-force", transcript(here, &["check"]));

    // With its version: accepted.
    edit(here, "framework.yaml", "version: 1.1.0", "version: 2.0.0");
    assert_eq!(
        run(here, &["check", "--deny-warnings"]).status.code(),
        Some(0)
    );
    against("story-4-accepted");
    insta::assert_snapshot!(
        "story-5-released",
        transcript(here, &["release", "--date", "2026-03-31"])
    );
    let log = fs::read_to_string(here.join("model/CHANGELOG.md")).unwrap();
    insta::assert_snapshot!("story-5-changelog", log);
    assert_eq!(
        run(here, &["check", "--deny-warnings"]).status.code(),
        Some(0)
    );

    // Assessments against the version before are carried over, and every row is accounted for.
    fs::write(here.join("2024.csv"), RATINGS).unwrap();
    let arguments = ["migrate", "2024.csv", "--from", "1.0.0", "--to", "2.0.0"];
    insta::assert_snapshot!("story-6-migrated", transcript(here, &arguments));
    let carried = fs::read_to_string(here.join("2024-2.0.0.csv")).unwrap();
    let aside = fs::read_to_string(here.join("2024-2.0.0-set-aside.csv")).unwrap();
    insta::assert_snapshot!("story-6-ratings", format!("{carried}---\n{aside}"));
    // Two of the rows became one twice.
    let rows = |text: &str| text.lines().count() - 1;
    assert_eq!(rows(&carried) + 2 + rows(&aside), rows(RATINGS));
    insta::assert_snapshot!(
        "story-7-history",
        transcript(here, &["history", "digital-work.protects-data"])
    );
}

#[test]
fn two_competences_become_one_through_releases() {
    let folder = released();
    walk(
        folder.path(),
        &["latest", "1.0.0", "model/releases/1.0.0.json"],
    );
}

#[test]
fn two_competences_become_one_through_git_revisions() {
    let folder = released();
    let here = folder.path();
    git(here, &["init", "--quiet"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", "Version 1.0.0"]);
    git(here, &["tag", "v1.0.0"]);
    git(here, &["switch", "--quiet", "-c", "merge"]);
    walk(here, &["git:main", "git:v1.0.0", "git:HEAD", "latest"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "-m", "Version 2.0.0"]);
    // What was released on the branch is read from there as well as from the work tree.
    let diff = |base: &str, head: &str| run(here, &["diff", base, head, "--format", "json"]).stdout;
    assert_eq!(diff("git:main", "git:merge"), diff("1.0.0", "2.0.0"));
    let semver = run(here, &["semver", "git:merge", "--against", "1.0.0"]);
    assert!(semver.status.success(), "{semver:?}");
    assert_eq!(diff("git:v1.0.0", "model"), diff("1.0.0", "latest"));
}
