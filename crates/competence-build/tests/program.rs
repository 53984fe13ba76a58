//! A program outside of this workspace that embeds a model: what it prints, what rustc says to it, and
//! when it is built anew. It has a target folder of its own, below that of the workspace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use competence_core::check::check;
use competence_core::source::Directory;
use competence_core::starter;

const MAIN: &str = r#"
mod framework {
    competence_core::include_model!();
}
use framework::{ids, model};

fn main() {
    let model = model();
    println!("version {}", model.framework().version);
    for competence in model.competences() {
        println!("{}", competence.id);
    }
    let profile = model.profile(&ids::profile::RECORDS_MANAGER).unwrap();
    println!("{} competences", model.resolve(profile).competences.len());
    let (home, _) = model.indicator(&ids::indicator::cooperation::SHARES_KNOWLEDGE).unwrap();
    assert_eq!(home.id, ids::competence::COOPERATION);
}
"#;

/// A program outside of the workspace.
struct Program {
    folder: PathBuf,
}

/// What Cargo did: whether it was content, what the program printed, and what Cargo and rustc said.
struct Outcome {
    success: bool,
    out: String,
    said: String,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

impl Program {
    /// A program with the starter model, in a folder that is the same each time, so that what was built
    /// for it is replaced and not kept.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("programs")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let program = Self { folder };
        let crates = repository().join("crates");
        let crates = crates.to_str().unwrap();
        program.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\n\
                 competence-core = {{ path = \"{crates}/competence-core\", default-features = false }}\n\n\
                 [build-dependencies]\ncompetence-build = {{ path = \"{crates}/competence-build\" }}\n"
            ),
        );
        // The versions of the workspace, so that nothing is looked for on the network.
        let lock = fs::read_to_string(repository().join("Cargo.lock")).unwrap();
        program.write("Cargo.lock", &lock);
        program.write(
            "build.rs",
            "fn main() -> Result<(), competence_build::Error> {\n    competence_build::embed(\"model\")\n}\n",
        );
        program.write("src/main.rs", MAIN);
        for (path, text) in starter::FILES {
            program.write(&format!("model/{path}"), text);
        }
        program
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let before = fs::read_to_string(self.path(file)).unwrap();
        assert!(before.contains(from), "{from:?} in {file}");
        self.write(file, &before.replacen(from, to, 1));
    }

    fn cargo(&self, arguments: &[&str]) -> Outcome {
        let mut cargo = Command::new(env!("CARGO"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        cargo
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.folder);
        cargo
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never");
        let output = cargo.output().unwrap();
        let folder = self.folder.to_str().unwrap();
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap()
                .replace(folder, "<folder>")
        };
        Outcome {
            success: output.status.success(),
            out: text(output.stdout),
            said: text(output.stderr),
        }
    }

    fn run(&self) -> Outcome {
        self.cargo(&["run", "--quiet"])
    }
}

impl Outcome {
    #[track_caller]
    fn succeeds(self) -> Self {
        assert!(self.success, "{}", self.said);
        self
    }

    #[track_caller]
    fn fails(self) -> Self {
        assert!(!self.success, "{}\n{}", self.out, self.said);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.said.contains(text), "{text:?} in\n{}", self.said);
        self
    }
}

const WRITING: &str = "\
id: writing
kind: core
title: { en: Writing, sl: Pisanje }
definition: { en: Writes for others, sl: Piše za druge }
status: draft
indicators:
  - id: writing.plans
    statement: { en: Says first what the text is for, sl: Najprej pove namen besedila }
  - id: writing.shortens
    statement: { en: Leaves out what readers do not need, sl: Izpusti odvečno }
  - id: writing.revises
    statement: { en: Reads a draft again the next day, sl: Osnutek naslednji dan prebere znova }
";

#[test]
fn a_program_follows_its_model() {
    let program = Program::new("follows");
    let first = program.run().succeeds();
    assert_eq!(first.said, "");
    assert_eq!(
        first.out,
        "version 1.0.0-draft.1\ncooperation\nleading-people\ndigital-work\nkeeping-records\n3 competences\n"
    );
    // Nothing changed, nothing is built.
    program
        .cargo(&["build", "-v"])
        .succeeds()
        .says("Fresh follows v0.0.0");

    // A new file, a changed one, and one that is gone.
    program.write("model/core/writing.yaml", WRITING);
    let outcome = program.run().succeeds();
    assert!(
        outcome.out.contains("writing\n") && outcome.out.contains("4 competences"),
        "{}",
        outcome.out
    );
    program.edit("model/framework.yaml", "1.0.0-draft.1", "1.0.0-draft.2");
    let outcome = program.run().succeeds();
    assert!(
        outcome.out.starts_with("version 1.0.0-draft.2\n"),
        "{}",
        outcome.out
    );
    fs::remove_file(program.path("model/core/writing.yaml")).unwrap();
    assert!(!program.run().succeeds().out.contains("writing"));

    // Errors fail the build; warnings are shown, hints are not.
    program.edit(
        PROFILE,
        "cluster: records-management",
        "cluster: records-managment",
    );
    program.run().fails().says(
        "error: follows@0.0.0: model/profiles/records-manager.yaml:6:14: there is no cluster \
         `records-managment` (did you mean `records-management`?) [unknown-reference]",
    );
    program.edit(
        PROFILE,
        "cluster: records-managment",
        "cluster: records-management",
    );
    program.edit(
        "model/framework.yaml",
        "indicators-max: 8",
        "indicators-max: 2\n  indicators-min: 2",
    );
    program
        .run()
        .fails()
        .says("model/framework.yaml:32:3:")
        .says("[duplicate-key]");
    program.edit("model/framework.yaml", "\n  indicators-min: 2", "");
    program.edit(
        "model/framework.yaml",
        "indicators-min: 3",
        "indicators-min: 1",
    );
    let outcome = program.cargo(&["run"]).succeeds();
    outcome
        .says("warning: follows@0.0.0: model/core/cooperation.yaml:")
        .says("[indicator-count]");
    program.edit(
        "model/framework.yaml",
        "rules: {}",
        "rules: { indicator-count: hint }",
    );
    assert_eq!(program.run().succeeds().said, "");
}

const PROFILE: &str = "model/profiles/records-manager.yaml";

#[test]
fn what_is_gone_or_deprecated_is_told_by_rustc() {
    let program = Program::new("told");
    let deprecated = "status: deprecated\ndeprecation:\n  reason: { en: Its time is over, sl: Konec }\n  \
                      successors: [digital-work]";
    program.edit("model/core/cooperation.yaml", "status: draft", deprecated);
    program
        .cargo(&["check"])
        .succeeds()
        .says(
            "warning: use of deprecated constant `framework::ids::competence::COOPERATION`: use \
             ids::competence::DIGITAL_WORK: Its time is over",
        )
        // Its indicators are deprecated with it.
        .says(
            "use of deprecated constant `framework::ids::indicator::cooperation::SHARES_KNOWLEDGE`",
        );

    program.write(
        "model/lineage/1.0.0.yaml",
        "version: 1.0.0\nrecords:\n  - change: renamed\n    from: [teamwork]\n    to: [cooperation]\n  \
         - change: retired\n    from: [digital-work.prints]\n    reason: Nobody prints\n",
    );
    program.edit(
        "src/main.rs",
        "fn main",
        "pub fn gone() {\n    let _ = ids::competence::TEAMWORK;\n    let _ = ids::indicator::teamwork::HELPS;\n    \
         let _ = ids::indicator::digital_work::PRINTS;\n    let _ = ids::profile::NEVER_THERE;\n}\nfn main",
    );
    program
        .cargo(&["check"])
        .fails()
        .says("cannot find value `TEAMWORK` in module `ids::competence`")
        .says("in 1.0.0: renamed, use ids::competence::COOPERATION")
        .says("cannot find `teamwork` in `indicator`")
        .says("cannot find value `PRINTS` in module `ids::indicator::digital_work`")
        .says("in 1.0.0: retired (Nobody prints)")
        .says("cannot find value `NEVER_THERE` in module `ids::profile`");
}

#[test]
fn released_bundles_are_embedded_too() {
    let program = Program::new("released");
    let checked = check(&Directory::open(&program.path("model")).unwrap());
    let bundle = checked.model().unwrap().to_bundle().unwrap();
    program.write("model/releases/1.0.0.json", "{}");
    program.write("released.json", &bundle);
    program.write(
        "build.rs",
        "fn main() -> Result<(), competence_build::Error> {\n    \
         competence_build::embed_as(\"released\", \"released.json\")\n}\n",
    );
    program.edit(
        "src/main.rs",
        "include_model!()",
        "include_model!(\"released\")",
    );
    program.run().succeeds();
    program.write(
        "released.json",
        &bundle.replace("\"id\":\"every-employee\"", "\"id\":\"Everyone\""),
    );
    program
        .run()
        .fails()
        .says("error: released@0.0.0: released.json:1:")
        .says("[invalid-id]");
}

/// Every constant is what it should be, whatever the id, and no lint minds the code.
#[test]
fn ids_of_all_kinds_are_constants() {
    let program = Program::new("named");
    program.write("names.json", include_str!("programs/names.json"));
    program.write("src/main.rs", include_str!("programs/ids.rs"));
    program.write("src/bin/names.rs", include_str!("programs/names.rs"));
    program.write(
        "build.rs",
        "fn main() -> Result<(), competence_build::Error> {\n    \
         competence_build::embed_as(\"names\", \"names.json\")?;\n    competence_build::embed(\"model\")\n}\n",
    );
    for name in ["named", "names"] {
        program.cargo(&["run", "--quiet", "--bin", name]).succeeds();
    }
}

/// YAML and JSON Schema are for the build script only.
#[test]
fn the_program_holds_no_reader_of_yaml() {
    let program = Program::new("follows-tree");
    let tree = |edges: &str| {
        let arguments = [
            "tree", "--edges", edges, "--prefix", "none", "--format", "{lib}",
        ];
        program.cargo(&arguments).succeeds().out
    };
    let readers = ["saphyr_parser", "jsonschema", "schemars"];
    let found =
        |tree: &str| readers.map(|reader| tree.lines().any(|line| line.starts_with(reader)));
    assert_eq!(found(&tree("normal")), [false; 3]);
    assert_eq!(found(&tree("build,normal")), [true; 3]);
}
