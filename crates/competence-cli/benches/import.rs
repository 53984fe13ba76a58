//! The whole of `competence import FORMAT FILE --out DIR`, of 10,000 and 100,000 items: the file read, the model
//! made, its files written and checked. Beside it, what a program of Python needs to read the same file and do
//! nothing with it. `cargo bench -p competence-cli --bench import` prints a table of `docs/performance.md`.
//!
//! Python measures both, each as a process, in turns: the time that it had of the processor, and its peak memory.
//! It needs the packages `rdflib`, `jsonschema` and `openpyxl`, and the schema of 1EdTech beside the repository.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "../../competence-exchange/benches/readers/model.rs"]
mod model;

use std::fs;
use std::path::Path;
use std::process::Command;

const SIZES: [usize; 2] = [10_000, 100_000];

const ROUNDS: usize = 3;

/// Runs a command, and tells how long it took, how long of that it had the processor, and the most memory that
/// it had.
const RUN: &str = "import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)";

const RDFLIB: &str = "import rdflib, sys; rdflib.Graph().parse(sys.argv[1], format='turtle')";

const JSON_SCHEMA: &str = "import json, jsonschema, sys
schema = json.load(open(sys.argv[2]))
jsonschema.validators.validator_for(schema)(schema).validate(json.load(open(sys.argv[1])))";

const OPENPYXL: &str = "import openpyxl, sys
for sheet in openpyxl.load_workbook(open(sys.argv[1], 'rb'), read_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass";

const CSV: &str = "import csv, glob, sys
for file in glob.glob(sys.argv[1] + '/*'):
    for row in csv.reader(open(file, newline='')):
        pass";

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/frameworks/case/case-v1p1-cfpackage.schema.json"
);

/// The formats, each with what reads it beside us.
const FORMATS: [(&str, &str, &str); 4] = [
    ("skos", "rdflib", RDFLIB),
    ("case", "jsonschema", JSON_SCHEMA),
    ("csv", "Python's csv", CSV),
    ("xlsx", "openpyxl", OPENPYXL),
];

/// What was told of the rounds of a command.
#[derive(Default)]
struct Told {
    seconds: Vec<f64>,
    of_processor: Vec<f64>,
    megabytes: f64,
}

impl Told {
    fn add(&mut self, command: &[&str]) {
        let output = Command::new("python3")
            .args(["-c", RUN])
            .args(command)
            .output();
        let told = String::from_utf8(output.unwrap().stdout).unwrap();
        let told: Vec<f64> = told.split_whitespace().flat_map(str::parse).collect();
        if let [seconds, of_processor, kilobytes] = told[..] {
            self.seconds.push(seconds);
            self.of_processor.push(of_processor);
            self.megabytes = self.megabytes.max(kilobytes * 1024.0 / 1e6);
        }
    }
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn compare(format: (&str, &str, &str), sizes: &[usize], rounds: usize) {
    let competence = env!("CARGO_BIN_EXE_competence");
    let (format, other, program) = format;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: String| folder.path().join(name);
    let file = |items: &usize| path(format!("{format}-{items}"));
    for items in sizes {
        let bundle = path(format!("{items}.json"));
        model::bundle(*items, &bundle);
        let out = Command::new(competence)
            .args(["export", format, "--model"])
            .arg(&bundle)
            .arg("--out")
            .arg(file(items))
            .output();
        let out = out.unwrap();
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
    let mut told: Vec<[Told; 2]> = sizes.iter().map(|_| <[Told; 2]>::default()).collect();
    for _ in 0..rounds {
        for (items, [ours, theirs]) in sizes.iter().zip(&mut told) {
            let (file, into) = (file(items), path("into".to_owned()));
            let (from, to) = (file.to_string_lossy(), into.to_string_lossy());
            ours.add(&[competence, "import", format, &from, "--out", &to]);
            remove(&into);
            theirs.add(&["python3", "-c", program, &from, SCHEMA]);
        }
    }
    let mut before: Option<f64> = None;
    for (items, [ours, theirs]) in sizes.iter().zip(&told) {
        let (own, foreign) = (median(&ours.of_processor), median(&theirs.of_processor));
        let growth = before.map_or(String::new(), |before| format!("{:.1}", own / before));
        before = Some(own);
        println!(
            "| `{format}` | {items} | {:.2} s | {own:.2} s | {growth} | {:.0} MB | {other}: {:.2} times as long |",
            median(&ours.seconds),
            ours.megabytes,
            foreign / own,
        );
    }
}

fn remove(folder: &Path) {
    fs::remove_dir_all(folder).unwrap();
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_bench = std::env::args().any(|it| it == "--bench");
    let (sizes, rounds) = if is_bench {
        (&SIZES[..], ROUNDS)
    } else {
        (&[100][..], 1)
    };
    println!("| format | items | time | of the processor | growth | memory | another reader |");
    println!("|---|---|---|---|---|---|---|");
    for format in FORMATS {
        compare(format, sizes, rounds);
    }
}
