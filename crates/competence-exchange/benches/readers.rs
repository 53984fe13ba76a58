//! How long an export and an import of 10,000 and 100,000 items take, and how much memory, beside what other
//! programs need to read the same file and do nothing with it: `cargo bench -p competence-exchange`.
//!
//! Each is measured in a process of its own. The other programs are Python packages, `rdflib` and `jsonschema`;
//! without them, and without the schema of 1EdTech beside the repository, there is nothing to compare with, and
//! that is said.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use competence_core::Model;
use competence_exchange::{Content, InFormat, Input, OutFormat, export, import};
use serde_json::{Value, json};

/// How many items there are: a tenth are competences, and each has nine indicators.
const SIZES: [usize; 2] = [10_000, 100_000];

/// The median of so many rounds is told, and the most memory of them.
const ROUNDS: usize = 3;

fn bundle(items: usize) -> Value {
    let competence = |number: usize| {
        let indicators: Vec<Value> = (0..9)
            .map(|at| {
                json!({
                    "id": format!("c{number}.i{at}"), "code": format!("C{number}I{at}"),
                    "statement": {"en": format!("Does thing number {at} of competence {number} in the office")},
                })
            })
            .collect();
        json!({
            "id": format!("c{number}"), "kind": "job-specific", "cluster": format!("k{}", number % 100),
            "title": {"en": format!("Competence {number}")}, "definition": {"en": format!("What competence {number} is")},
            "status": "approved", "code": format!("C{number}"), "indicators": indicators,
        })
    };
    let cluster = |number: usize| json!({"id": format!("k{number}"), "title": {"en": format!("Cluster {number}")}, "status": "approved"});
    json!({
        "format": 2,
        "framework": {
            "id": "large", "version": "1.0.0", "title": {"en": "Large"}, "languages": {"primary": "en"},
            "scale": {"levels": []}, "base-iri": "https://example.org/large/",
        },
        "clusters": (0..100).map(cluster).collect::<Vec<_>>(),
        "competences": (0..items / 10).map(competence).collect::<Vec<_>>(),
    })
}

/// A file of the reference tool: a tenth of the items are work roles, and each has nine tasks.
fn nice(items: usize) -> Value {
    let roles = (0..items / 10).map(|it| {
        json!({"element_type": "work_role", "element_identifier": format!("R{it}"), "title": format!("Role {it}"),
            "text": format!("What role {it} is"), "doc_identifier": "x"})
    });
    let tasks = (0..items / 10 * 9).map(|it| {
        json!({"element_type": "task", "element_identifier": format!("T{it}"), "title": "",
            "text": format!("Does thing number {it} in the office"), "doc_identifier": "x"})
    });
    let related = (0..items / 10 * 9).map(|it| {
        json!({"source_element_identifier": format!("R{}", it / 9), "dest_element_identifier": format!("T{it}"),
            "relationship_identifier": "projection", "provenance_doc_identifier": "x"})
    });
    let documents = json!([{"doc_identifier": "x", "name": "NICE Framework", "version": "2.0.0"}]);
    let elements = json!({"documents": documents, "elements": roles.chain(tasks).collect::<Vec<_>>(),
        "relationships": related.collect::<Vec<_>>()});
    json!({"response": {"elements": elements}})
}

/// What a process of its own tells: seconds, and the most memory that it had, in MB.
fn measure(arguments: &[&str]) -> (f64, f64) {
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|_| {
            let program = std::env::current_exe().unwrap();
            let output = Command::new(program)
                .arg("measure")
                .args(arguments)
                .output();
            let told = String::from_utf8(output.unwrap().stdout).unwrap();
            let (seconds, memory) = told.trim().split_once(' ').unwrap();
            (seconds.parse().unwrap(), memory.parse().unwrap())
        })
        .collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let memory = rounds.iter().map(|it| it.1).fold(0.0, f64::max);
    (rounds[ROUNDS / 2].0, memory)
}

/// The process of its own.
fn measured(arguments: &[String]) {
    let [direction, format, from, rest @ ..] = arguments else {
        return;
    };
    let content = fs::read(from).unwrap();
    let seconds = if direction == "out" {
        let model = Model::from_bundle(&content).unwrap();
        drop(content);
        let start = Instant::now();
        let exported = export(&model, format.parse().unwrap()).unwrap();
        let seconds = start.elapsed().as_secs_f64();
        if let (Content::Text(text), [to]) = (&exported.content, rest) {
            fs::write(to, text).unwrap();
        }
        seconds
    } else {
        let input = Input::file(from.as_str(), content).unwrap();
        let start = Instant::now();
        let imported = import(&input, format.parse().unwrap()).unwrap();
        let seconds = start.elapsed().as_secs_f64();
        drop(imported);
        seconds
    };
    // Only Linux tells.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|it| it.trim().trim_end_matches(" kB").parse::<f64>().ok());
    println!("{seconds} {}", most.unwrap_or_default() / 1024.0);
}

/// The seconds that a program of Python tells; nothing if it cannot run.
fn python(program: &str, arguments: &[&Path]) -> Option<f64> {
    let output = Command::new("python3")
        .arg("-c")
        .arg(program)
        .args(arguments)
        .output()
        .ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    told.trim().parse().ok()
}

const RDFLIB: &str = "import rdflib, sys, time
start = time.perf_counter()
rdflib.Graph().parse(sys.argv[1], format=sys.argv[2])
print(time.perf_counter() - start)";

const JSON_SCHEMA: &str = "import json, jsonschema, sys, time
schema = json.load(open(sys.argv[2]))
start = time.perf_counter()
jsonschema.validators.validator_for(schema)(schema).validate(json.load(open(sys.argv[1])))
print(time.perf_counter() - start)";

/// A format, and what another program does with a file of it: its name, the program, and its second argument.
type Compared<'a> = (
    Option<OutFormat>,
    InFormat,
    Option<(&'a str, &'a str, &'a Path)>,
);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = &arguments[..]
        && first == "measure"
    {
        return measured(rest);
    }
    let folder = std::env::temp_dir().join(format!("competence-readers-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/frameworks/case/case-v1p1-cfpackage.schema.json");
    let turtle = Some(("rdflib", RDFLIB, Path::new("turtle")));
    let json_ld = Some(("rdflib", RDFLIB, Path::new("json-ld")));
    let formats: [Compared<'_>; 5] = [
        (Some(OutFormat::Skos), InFormat::Skos, turtle),
        (Some(OutFormat::SkosJsonLd), InFormat::Skos, json_ld),
        (Some(OutFormat::CtdlAsn), InFormat::CtdlAsn, json_ld),
        (
            Some(OutFormat::Case),
            InFormat::Case,
            Some(("jsonschema", JSON_SCHEMA, &schema)),
        ),
        (None, InFormat::Nice, None),
    ];
    println!("| format | items | file | out | memory | in | memory | another reader |");
    println!("|---|---|---|---|---|---|---|---|");
    for (out, back, other) in formats {
        for items in SIZES {
            let name = out.map_or(back.as_str(), OutFormat::as_str);
            let (from, file) = (folder.join("bundle.json"), folder.join(name));
            let (from_path, file_path) = (from.to_string_lossy(), file.to_string_lossy());
            let mut row = format!("| `{name}` | {items} |");
            let written = out.map(|_| {
                fs::write(&from, bundle(items).to_string()).unwrap();
                measure(&["out", name, &from_path, &file_path])
            });
            if written.is_none() {
                fs::write(&file, nice(items).to_string()).unwrap();
            }
            #[allow(clippy::cast_precision_loss, reason = "megabytes, to a tenth")]
            let megabytes = fs::metadata(&file).unwrap().len() as f64 / 1e6;
            let _ = write!(row, " {megabytes:.1} MB |");
            let _ = match written {
                Some((seconds, memory)) => write!(row, " {seconds:.2} s | {memory:.0} MB |"),
                None => write!(row, " | |"),
            };
            let (seconds, memory) = measure(&["in", back.as_str(), &file_path]);
            let _ = write!(row, " {seconds:.2} s | {memory:.0} MB |");
            let theirs = other.and_then(|(other, program, argument)| {
                Some((other, python(program, &[&file, argument])?))
            });
            let _ = match theirs {
                Some((other, theirs)) => {
                    write!(row, " {other}: {:.0} times as long |", theirs / seconds)
                }
                None => write!(row, " |"),
            };
            println!("{row}");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
