//! What runs in pipelines: the GitHub Action, the GitLab template and the hooks of pre-commit,
//! each as shell in a real repository with the environment of its events.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::support::{approve, edit, git, repository, run};
use serde_json::Value;

/// A clone with a model that was released on `main`, and a branch of it in the work tree.
fn pull_request() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (origin, clone) = (folder.path().join("origin"), folder.path().join("clone"));
    approve(&origin.join("model"));
    let released = run(&origin, &["release", "--date", "2026-01-15"]);
    assert!(released.status.success(), "{released:?}");
    git(&origin, &["init", "--quiet"]);
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "--quiet", "-m", "Version 1.0.0"]);
    git(folder.path(), &["clone", "--quiet", "origin", "clone"]);
    git(&clone, &["switch", "--quiet", "-c", "change"]);
    folder
}

/// Runs a script with the environment of a pipeline, and nothing else of this one.
fn bash(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_competence"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    Command::new("bash")
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

/// What the steps of the action print and write.
fn action(clone: &Path, variables: &[(&str, &str)]) -> String {
    let files = clone.parent().unwrap();
    let path = |name: &str| files.join(name).to_string_lossy().into_owned();
    for name in ["output", "summary"] {
        fs::write(path(name), "").unwrap();
    }
    let (output, summary) = (path("output"), path("summary"));
    let temporary = path("temporary");
    fs::create_dir_all(&temporary).unwrap();
    let root = repository().to_string_lossy().into_owned();
    let mut all = vec![
        ("GITHUB_OUTPUT", output.as_str()),
        ("GITHUB_STEP_SUMMARY", &summary),
        ("GITHUB_ACTION_PATH", &root),
        ("RUNNER_TEMP", &temporary),
    ];
    all.extend(variables);
    let steps = |script: &str, all: &[(&str, &str)]| {
        bash(clone, &[&format!("{root}/action/{script}")], all)
    };
    all.push(("INPUT_BINARY", env!("CARGO_BIN_EXE_competence")));
    let program = steps("program.sh", &all);
    assert!(program.status.success(), "{program:?}");
    let written = fs::read_to_string(&output).unwrap();
    let binary = written.trim().strip_prefix("binary=").unwrap().to_owned();
    fs::write(&output, "").unwrap();
    all.push(("COMPETENCE", &binary));
    let review = steps("review.sh", &all);
    let out = format!(
        "{}{}--- exit {}\n--- outputs\n{}--- summary\n{}",
        String::from_utf8(review.stdout).unwrap(),
        String::from_utf8(review.stderr).unwrap(),
        review.status.code().unwrap(),
        fs::read_to_string(output).unwrap(),
        fs::read_to_string(summary).unwrap(),
    );
    match comment(&out) {
        Some(path) => out.replace(&path, "<temporary>/comment"),
        None => out,
    }
}

/// The path of the comment's file among the outputs.
fn comment(out: &str) -> Option<String> {
    let lines = out.lines().find_map(|it| it.strip_prefix("comment="));
    lines.map(str::to_owned)
}

/// The comments that reviews have written.
fn comments(clone: &Path) -> Vec<String> {
    let folder = clone.parent().unwrap().join("temporary");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    files.map(|it| fs::read_to_string(it).unwrap()).collect()
}

const PULL: (&str, &str) = ("GITHUB_BASE_REF", "main");

#[test]
fn the_action_reviews_a_pull_request() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let core = "core/cooperation.yaml";
    edit(
        &clone,
        core,
        "Keeps agreements made within the team",
        "Honours  agreements within the team",
    );
    insta::assert_snapshot!("action-refuses", action(&clone, &[PULL]));
    let comment = comments(&clone).remove(0);
    assert!(
        comment.starts_with("**❌ Version 1.0.0 does not suffice"),
        "{comment}"
    );

    edit(&clone, core, "Honours  agreements", "Honours agreements");
    edit(&clone, "framework.yaml", "version: 1.0.0", "version: 2.0.0");
    git(&clone, &["commit", "--quiet", "-am", "Version 2.0.0"]);
    insta::assert_snapshot!("action-accepts", action(&clone, &[PULL]));
    assert_eq!(comments(&clone).len(), 2);
    // Nothing was written into the checkout.
    git(&clone, &["diff", "--exit-code"]);
    let untracked = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(&clone)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(untracked.stdout).unwrap(), "");
}

#[test]
fn the_verdict_is_the_first_annotation() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let core = clone.join("model/core/cooperation.yaml");
    let text = fs::read_to_string(&core).unwrap();
    // Thirteen warnings, and a version that is too low.
    fs::write(
        &core,
        text.replace("Keeps ", "Honours  ")
            .replace(" the ", "  the "),
    )
    .unwrap();
    let out = action(&clone, &[PULL]);
    assert!(
        out.starts_with("::error title=competence::not sufficient: 1.0.0 → 1.0.0"),
        "{out}"
    );
    assert!(out.contains("--- exit 1"), "{out}");
    // A model that cannot be judged: that is the verdict, and what is wrong follows.
    fs::write(&core, text.replace("id: cooperation\n", "id: [\n")).unwrap();
    let out = action(&clone, &[PULL]);
    assert!(
        out.starts_with("::error title=competence::`model` cannot be compared"),
        "{out}"
    );
    assert!(
        out.contains("\n::error file=model/core/cooperation.yaml,line="),
        "{out}"
    );
    assert!(
        out.contains("--- exit 1\n--- outputs\nclean=false\n--- summary"),
        "{out}"
    );
}

#[test]
fn a_first_pull_request_has_nothing_to_compare_with() {
    let folder = tempfile::tempdir().unwrap();
    let (origin, clone) = (folder.path().join("origin"), folder.path().join("clone"));
    fs::create_dir_all(&origin).unwrap();
    fs::write(origin.join("README.md"), "x\n").unwrap();
    git(&origin, &["init", "--quiet"]);
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "--quiet", "-m", "empty"]);
    git(folder.path(), &["clone", "--quiet", "origin", "clone"]);
    git(&clone, &["switch", "--quiet", "-c", "change"]);
    approve(&clone.join("model"));
    insta::assert_snapshot!("action-first", action(&clone, &[PULL]));
}

/// What a checkout brings is neither run nor written through, and is not posted.
#[cfg(unix)]
#[test]
fn a_checkout_cannot_make_the_action_run_write_or_post_anything() {
    use std::os::unix::fs::PermissionsExt;
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let victim = folder.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    for name in ["competence-comment.md", "comment"] {
        std::os::unix::fs::symlink(&victim, clone.join(name)).unwrap();
    }
    edit(&clone, "framework.yaml", "id:", "id: [");
    let out = action(&clone, &[PULL]);
    assert!(!out.contains("comment="), "{out}");
    edit(&clone, "framework.yaml", "id: [", "id:");
    let out = action(&clone, &[PULL]);
    assert!(out.contains("comment=<temporary>/comment\n"), "{out}");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");

    // Hostile names are data.
    for base in [
        "$(touch pwned)",
        "`touch pwned`",
        "--upload-pack=x",
        "a\n::error::x",
        "../../x",
    ] {
        let out = action(&clone, &[("GITHUB_BASE_REF", base)]);
        assert!(out.contains("--- exit 2"), "{base}: {out}");
        assert!(!out.contains("\n::error::x"), "{out}");
    }
    for model in ["--help", "$(touch pwned)", "no\n::error::injected", "/"] {
        let out = action(&clone, &[PULL, ("INPUT_MODEL", model)]);
        assert!(!out.contains("\n::error::injected"), "{out}");
        assert!(!out.contains("--- exit 0"), "{model}: {out}");
    }
    assert!(!clone.join("pwned").exists());

    // The settings of Cargo that a checkout brings are not in force where the program is built.
    let cargo = folder.path().join("bin");
    fs::create_dir_all(&cargo).unwrap();
    fs::write(
        cargo.join("cargo"),
        "#!/bin/sh\npwd > \"$RUNNER_TEMP/folder\"\n",
    )
    .unwrap();
    fs::set_permissions(cargo.join("cargo"), PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", cargo.display(), std::env::var("PATH").unwrap());
    let root = repository().to_string_lossy().into_owned();
    let temporary = folder.path().to_string_lossy().into_owned();
    let variables = [
        ("PATH", path.as_str()),
        ("GITHUB_ACTION_PATH", &root),
        ("GITHUB_OUTPUT", "/dev/null"),
        ("RUNNER_TEMP", &temporary),
    ];
    let built = bash(&clone, &[&format!("{root}/action/program.sh")], &variables);
    assert!(built.status.success(), "{built:?}");
    let built_in = fs::read_to_string(folder.path().join("folder")).unwrap();
    assert_eq!(built_in.trim(), root);
}

#[test]
fn the_action_says_what_it_cannot_do() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    insta::assert_snapshot!(
        "action-missing-base",
        action(&clone, &[("GITHUB_BASE_REF", "release")])
    );
    insta::assert_snapshot!(
        "action-no-model",
        action(&clone, &[PULL, ("INPUT_MODEL", "no such; echo injected")])
    );
    // Without a pull request and without a release there is nothing to compare with.
    insta::assert_snapshot!("action-push", action(&clone, &[]));
    let hostile = "git:$(touch injected)`touch injected`";
    let out = action(
        &clone,
        &[("INPUT_AGAINST", hostile), ("INPUT_DENY_WARNINGS", "false")],
    );
    assert!(
        out.contains("exit 2") && !clone.join("injected").exists(),
        "{out}"
    );
    let root = repository().to_string_lossy().into_owned();
    let output = bash(
        &clone,
        &[&format!("{root}/action/program.sh")],
        &[("INPUT_BINARY", "/nowhere"), ("GITHUB_OUTPUT", "/dev/null")],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.starts_with(b"::error"), "{output:?}");
}

#[test]
fn the_action_builds_the_program_if_there_is_none() {
    // Another program under the name of cargo notes how it was called.
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let cargo = here.join("cargo");
    let note = here.join("called");
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", note.display());
    fs::write(&cargo, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", here.display(), std::env::var("PATH").unwrap());
    let root = repository().to_string_lossy().into_owned();
    let output = here.join("output").to_string_lossy().into_owned();
    let variables = [
        ("PATH", path.as_str()),
        ("GITHUB_ACTION_PATH", &root),
        ("GITHUB_OUTPUT", &output),
        ("RUNNER_TEMP", "/work place"),
    ];
    let output = bash(here, &[&format!("{root}/action/program.sh")], &variables);
    assert!(output.status.success(), "{output:?}");
    let called = fs::read_to_string(here.join("called")).unwrap();
    insta::assert_snapshot!("action-builds", called.replace(&root, "<action>"));
    let output = fs::read_to_string(here.join("output")).unwrap();
    assert_eq!(output, "binary=/work place/competence/release/competence\n");
}

/// Findings whose texts try to be commands and markup stay findings.
#[test]
fn the_action_shows_hostile_texts_as_texts() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let hostile = "\"</pre><script>alert(1)</script> ::error::no %0A::warning:: | \\u202e  x\"";
    edit(
        &clone,
        "core/cooperation.yaml",
        "Keeps agreements made within the team",
        hostile,
    );
    edit(
        &clone,
        "core/cooperation.yaml",
        "status: approved",
        "status: \"::error::%0A::stop-commands::x\"",
    );
    let out = action(&clone, &[PULL]);
    for line in out.lines().take_while(|it| !it.starts_with("---")) {
        let known = [
            "::error file=",
            "::warning file=",
            "::notice file=",
            "::error title=competence::",
        ];
        assert!(known.iter().any(|it| line.starts_with(it)), "{line}");
    }
    assert!(
        !out.contains("<script") && !out.contains('\u{202e}'),
        "{out}"
    );
    assert_eq!(out.matches("<pre>").count(), out.matches("</pre>").count());
}

fn yaml(path: &str) -> Value {
    let text = fs::read_to_string(repository().join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

#[test]
fn the_action_passes_inputs_by_the_environment_only() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let scripts = fs::read_to_string(repository().join("action/program.sh")).unwrap()
        + &fs::read_to_string(repository().join("action/review.sh")).unwrap();
    for step in steps {
        let command = step["run"].as_str().unwrap();
        assert!(!command.contains("${{"), "{command}");
        let script = command
            .split("ACTION_PATH/")
            .nth(1)
            .unwrap()
            .trim_end_matches('"');
        assert!(repository().join(script).exists(), "{script}");
        for name in step["env"].as_object().unwrap().keys() {
            assert!(scripts.contains(name.as_str()), "{name}");
        }
    }
    // Every input reaches a step, and every output is one of a step.
    let text = fs::read_to_string(repository().join("action.yml")).unwrap();
    for input in action["inputs"].as_object().unwrap().keys() {
        assert!(
            text.contains(&format!("${{{{ inputs.{input} }}}}")),
            "{input}"
        );
    }
    for output in action["outputs"].as_object().unwrap().keys() {
        assert!(scripts.contains(&format!("{output}=")), "{output}");
    }
}

#[test]
fn the_gitlab_job_reports_code_quality() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let template = yaml("gitlab/competence.gitlab-ci.yml");
    let job = &template["competence"];
    let script = job["script"][0].as_str().unwrap();
    let run = |variables: &[(&str, &str)]| {
        let mut all = vec![("COMPETENCE_MODEL", "model"), ("COMPETENCE_AGAINST", "")];
        all.extend(variables);
        bash(&clone, &["-c", script], &all)
    };
    let head = Command::new("git")
        .args(["rev-parse", "HEAD"])
        .current_dir(&clone)
        .output()
        .unwrap();
    let head = String::from_utf8(head.stdout).unwrap();
    let target = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", head.trim());
    edit(
        &clone,
        "core/cooperation.yaml",
        "Keeps agreements made within the team",
        "Honours  agreements within the team",
    );
    let output = run(&[target]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let report = fs::read_to_string(clone.join("gl-code-quality-report.json")).unwrap();
    insta::assert_snapshot!("gitlab-code-quality", report);
    // What the documentation of the format asks for.
    for issue in serde_json::from_str::<Vec<Value>>(&report).unwrap() {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(
                issue[key].as_str().is_some_and(|it| !it.is_empty()),
                "{issue}"
            );
        }
        assert!(
            ["info", "minor", "major", "critical", "blocker"]
                .contains(&issue["severity"].as_str().unwrap())
        );
        assert!(
            clone
                .join(issue["location"]["path"].as_str().unwrap())
                .exists()
        );
        assert!(issue["location"]["lines"]["begin"].is_u64());
    }
    let artifacts = &job["artifacts"];
    for name in [
        &artifacts["paths"][0],
        &artifacts["reports"]["codequality"],
        &artifacts["reports"]["junit"],
    ] {
        assert!(clone.join(name.as_str().unwrap()).exists(), "{name}");
    }
    let page = fs::read_to_string(clone.join("competence-diff.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");

    edit(
        &clone,
        "core/cooperation.yaml",
        "Honours  agreements",
        "Honours agreements",
    );
    edit(&clone, "framework.yaml", "version: 1.0.0", "version: 2.0.0");
    assert!(run(&[target]).status.success());
    // Without a merge request it is the latest release, and with `none` nothing.
    assert!(run(&[]).status.success());
    assert!(run(&[("COMPETENCE_AGAINST", "none")]).status.success());
}

#[test]
fn the_hooks_of_pre_commit_run_what_is_there() {
    let folder = pull_request();
    let clone = folder.path().join("clone");
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = |id: &str| {
        let hook = hooks
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == id)
            .unwrap();
        let arguments = hook["args"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.as_str().unwrap());
        let command = [hook["entry"].as_str().unwrap()]
            .into_iter()
            .chain(arguments);
        bash(&clone, &["-c", &command.collect::<Vec<_>>().join(" ")], &[])
            .status
            .code()
    };
    assert_eq!(hook("competence-check"), Some(0));
    assert_eq!(hook("competence-fmt"), Some(0));
    assert_eq!(hook("competence-semver"), Some(0));
    edit(
        &clone,
        "core/cooperation.yaml",
        "Keeps agreements",
        "Keeps  agreements",
    );
    assert_eq!(hook("competence-check"), Some(1));
    let validator = Command::new("pre-commit")
        .args(["validate-manifest", ".pre-commit-hooks.yaml"])
        .current_dir(repository())
        .output();
    match validator {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(_) => eprintln!("skipped: `pre-commit` is not installed (`pip install pre-commit`)"),
    }
}

/// The YAML examples of a page.
fn examples(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(repository().join(path)).unwrap();
    let blocks = text.split("```yaml\n").skip(1);
    let parse = |block: &str| {
        let yaml = block.split("```").next().unwrap();
        serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{path}: {error}\n{yaml}"))
    };
    blocks.map(parse).collect()
}

#[test]
fn the_examples_of_the_pages_fit_what_is_there() {
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let workflow = &examples("docs/github.md")[0];
    let steps = workflow["jobs"]["review"]["steps"].as_array().unwrap();
    let ours = |step: &&Value| {
        step["uses"]
            .as_str()
            .is_some_and(|it| it.contains("/competence@"))
    };
    let used = steps.iter().find(ours).unwrap();
    let inputs = keys(&yaml("action.yml")["inputs"]);
    assert!(keys(&used["with"]).iter().all(|it| inputs.contains(it)));
    let page = fs::read_to_string(repository().join("docs/github.md")).unwrap();
    for name in inputs.iter().chain(&keys(&yaml("action.yml")["outputs"])) {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
    let lineage = examples("docs/lineage.md").remove(0);
    let lineage: competence_core::Lineage = serde_json::from_value(lineage).unwrap();
    assert_eq!(lineage.records.len(), 2);
    let example = &examples("docs/gitlab.md")[0];
    let job = &yaml("gitlab/competence.gitlab-ci.yml")["competence"];
    let file = example["include"][0]["file"].as_str().unwrap();
    assert!(repository().join(file).exists());
    let variables = keys(&job["variables"]);
    assert!(
        keys(&example["competence"]["variables"])
            .iter()
            .all(|it| variables.contains(it))
    );
    let hooks = yaml(".pre-commit-hooks.yaml");
    let ids: Vec<&Value> = hooks
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    let used = &examples("docs/pre-commit.md")[0]["repos"][0]["hooks"];
    let used: Vec<&Value> = used
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["id"])
        .collect();
    assert!(used.iter().all(|it| ids.contains(it)) && used.len() == ids.len());
}
