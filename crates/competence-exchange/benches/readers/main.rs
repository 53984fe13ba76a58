//! How long an export and an import of 10,000 and 100,000 items take, and how much memory, beside what other
//! programs need to read the same file and do nothing with it: `cargo bench -p competence-exchange`. Words behind
//! `--` choose formats: `cargo bench -p competence-exchange -- case csv`.
//!
//! Each is measured in a process of its own, in turns. The times are those of the processor, all threads together,
//! as other work on the machine does not count there. The other programs are of Python, with its packages `rdflib`,
//! `jsonschema` and `openpyxl`; without them, and without the schema of 1EdTech beside the repository, there is
//! nothing to compare with.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod made;
mod model;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use competence_core::check::check;
use competence_core::source::Memory;
use competence_core::{Model, edit};
use competence_exchange::mapped::Mapping;
use competence_exchange::{Content, InFormat, Input, OutFormat, export, import, import_by};

const SIZES: [usize; 2] = [10_000, 100_000];

/// The median of so many rounds is told, and the most memory of them.
const ROUNDS: usize = 3;

/// Where the file of a format is from.
enum Origin {
    /// It is written from a model, which is measured.
    Written(OutFormat),
    /// It is generated.
    Made(fn(usize, &Path)),
}

/// A format, and what reads it beside us.
struct Format {
    name: &'static str,
    origin: Origin,
    back: InFormat,
    mapping: Option<&'static str>,
    other: Other,
}

/// A program of Python that reads a file, and its second argument.
#[derive(Clone, Copy)]
struct Other {
    name: &'static str,
    program: &'static str,
    argument: &'static str,
}

const RDFLIB: &str = "import rdflib
start = time.process_time()
rdflib.Graph().parse(sys.argv[1], format=sys.argv[2])";

const JSON_SCHEMA: &str = "import json, jsonschema
schema = json.load(open(sys.argv[2]))
start = time.process_time()
jsonschema.validators.validator_for(schema)(schema).validate(json.load(open(sys.argv[1])))";

const OPENPYXL: &str = "import openpyxl
start = time.process_time()
for sheet in openpyxl.load_workbook(open(sys.argv[1], 'rb'), read_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass";

const CSV: &str = "import csv, glob, os
start = time.process_time()
for file in glob.glob(sys.argv[1] + '/*') if os.path.isdir(sys.argv[1]) else [sys.argv[1]]:
    for row in csv.reader(open(file, newline='')):
        pass";

const JSON: &str = "import json
start = time.process_time()
json.load(open(sys.argv[1]))";

const SCHEMA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/frameworks/case/case-v1p1-cfpackage.schema.json"
);

fn formats() -> Vec<Format> {
    let other = |name, program, argument| Other {
        name,
        program,
        argument,
    };
    let turtle = other("rdflib", RDFLIB, "turtle");
    let json_ld = other("rdflib", RDFLIB, "json-ld");
    let schema = other("jsonschema", JSON_SCHEMA, SCHEMA);
    let openpyxl = other("openpyxl", OPENPYXL, "");
    let (csv, json) = (
        other("Python's csv", CSV, ""),
        other("Python's json", JSON, ""),
    );
    let written = |out: OutFormat, back, other| Format {
        name: out.as_str(),
        origin: Origin::Written(out),
        back,
        mapping: None,
        other,
    };
    let mapped = |name, make, back, mapping, other| Format {
        name,
        origin: Origin::Made(make),
        back,
        mapping,
        other,
    };
    vec![
        written(OutFormat::Skos, InFormat::Skos, turtle),
        written(OutFormat::SkosJsonLd, InFormat::Skos, json_ld),
        written(OutFormat::CtdlAsn, InFormat::CtdlAsn, json_ld),
        written(OutFormat::Case, InFormat::Case, schema),
        written(OutFormat::Csv, InFormat::Csv, csv),
        written(OutFormat::CsvFlat, InFormat::CsvFlat, csv),
        written(OutFormat::Xlsx, InFormat::Xlsx, openpyxl),
        mapped("nice", made::nice, InFormat::Nice, None, json),
        mapped(
            "mapped-csv",
            made::table,
            InFormat::Csv,
            Some(made::OF_TABLE),
            csv,
        ),
        mapped(
            "mapped-xlsx",
            made::workbook,
            InFormat::Xlsx,
            Some(made::OF_TABLE),
            openpyxl,
        ),
        mapped(
            "mapped-json",
            made::json_file,
            InFormat::Json,
            Some(made::OF_JSON),
            json,
        ),
    ]
}

/// What was told of the rounds of an operation: the median seconds, and the most memory in MB.
#[derive(Default)]
struct Told {
    seconds: Vec<f64>,
    memory: f64,
}

impl Told {
    fn add(&mut self, told: Option<(f64, f64)>) {
        if let Some((seconds, memory)) = told {
            self.seconds.push(seconds);
            self.seconds.sort_by(f64::total_cmp);
            self.memory = self.memory.max(memory);
        }
    }

    fn seconds(&self) -> Option<f64> {
        self.seconds.get(self.seconds.len() / 2).copied()
    }
}

/// Runs this program again to measure an operation.
fn ours(arguments: &[&str]) -> Option<(f64, f64)> {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    told(command.arg("measure").args(arguments))
}

fn theirs(other: Other, file: &str) -> Option<(f64, f64)> {
    let program = format!(
        "import sys, time\n{}\nprint(time.process_time() - start, 0)",
        other.program
    );
    told(Command::new("python3").args(["-c", &program, file, other.argument]))
}

/// The seconds and megabytes that a program prints; nothing if it cannot run.
fn told(command: &mut Command) -> Option<(f64, f64)> {
    let output = command.output().ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    let (seconds, memory) = told.trim().split_once(' ')?;
    Some((seconds.parse().ok()?, memory.parse().ok()?))
}

/// The process of its own.
fn measured(arguments: &[String]) {
    let [direction, format, from, rest @ ..] = arguments else {
        return;
    };
    let seconds = if direction == "out" {
        let model = Model::from_bundle(&fs::read(from).unwrap()).unwrap();
        let start = processor_time();
        let exported = export(&model, format.parse().unwrap()).unwrap();
        let time = processor_time() - start;
        write(&exported.content, Path::new(&rest[0]));
        time
    } else {
        let input = input(Path::new(from));
        let format: InFormat = format.parse().unwrap();
        let start = processor_time();
        let imported = match rest {
            [mapping] => import_by(&input, format, &Mapping::parse("m", mapping).unwrap()),
            _ => import(&input, format),
        };
        let imported = imported.unwrap();
        if direction == "whole" {
            let files: Memory = edit::files_of(&imported.model).into_iter().collect();
            check(&files).model().unwrap();
            imported.model.to_bundle().unwrap();
        }
        processor_time() - start
    };
    // Only Linux tells.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|it| it.trim().trim_end_matches(" kB").parse::<f64>().ok());
    println!("{seconds} {}", most.unwrap_or_default() * 1024.0 / 1e6);
}

/// The seconds that the process has had of the processor so far, all threads together.
fn processor_time() -> f64 {
    #[cfg(unix)]
    let time: Duration = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime)
        .try_into()
        .unwrap();
    #[cfg(not(unix))]
    let time: Duration = {
        static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        START.elapsed()
    };
    time.as_secs_f64()
}

fn write(content: &Content, to: &Path) {
    match content {
        Content::Text(text) => fs::write(to, text).unwrap(),
        Content::Bytes(bytes) => fs::write(to, bytes).unwrap(),
        Content::Folder(files) => {
            fs::create_dir_all(to).unwrap();
            for (name, bytes) in files {
                fs::write(to.join(name), bytes).unwrap();
            }
        }
    }
}

fn input(from: &Path) -> Input {
    if !from.is_dir() {
        let name = from.file_name().unwrap().to_string_lossy();
        return Input::file(name, fs::read(from).unwrap()).unwrap();
    }
    let files = fs::read_dir(from).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(path).unwrap())
    });
    Input::folder(files.collect()).unwrap()
}

/// The size of a file, or of those in a folder, in MB.
fn megabytes(path: &Path) -> f64 {
    let bytes: usize = input(path).files().map(|(_, it)| it.len()).sum();
    #[allow(clippy::cast_precision_loss, reason = "megabytes, to a tenth")]
    let bytes = bytes as f64;
    bytes / 1e6
}

/// What was measured of a format in a size.
#[derive(Default)]
struct Row {
    megabytes: f64,
    out: Told,
    back: Told,
    /// An import with the files of the model, a check of them and the bundle: all that the command does but
    /// for the disk.
    whole: Told,
    other: Told,
}

fn compare(format: &Format, folder: &Path) {
    let (bundles, files) = (["b0", "b1"], ["f0", "f1"]);
    let path = |name: &str| folder.join(format!("{}-{name}", format.name));
    for (at, items) in SIZES.into_iter().enumerate() {
        match format.origin {
            Origin::Written(_) => model::bundle(items, &path(bundles[at])),
            Origin::Made(make) => make(items, &path(files[at])),
        }
    }
    let mut rows = [Row::default(), Row::default()];
    for _ in 0..ROUNDS {
        for (at, row) in rows.iter_mut().enumerate() {
            let (bundle, file) = (path(bundles[at]), path(files[at]));
            let (bundle, file) = (bundle.to_string_lossy(), file.to_string_lossy());
            if let Origin::Written(out) = format.origin {
                row.out.add(ours(&["out", out.as_str(), &bundle, &file]));
            }
            let back = |direction| {
                let back = [direction, format.back.as_str(), &*file];
                ours(&back.into_iter().chain(format.mapping).collect::<Vec<_>>())
            };
            row.back.add(back("in"));
            row.whole.add(back("whole"));
            row.other.add(theirs(format.other, &file));
            row.megabytes = megabytes(Path::new(&*file));
        }
    }
    let growth = |of: fn(&Row) -> &Told| {
        let [few, many] = rows.each_ref().map(|it| of(it).seconds());
        many.zip(few).map_or(0.0, |(many, few)| many / few)
    };
    let growth = [
        growth(|it| &it.out),
        growth(|it| &it.back),
        growth(|it| &it.whole),
    ];
    for ((items, row), is_last) in SIZES.iter().zip(&rows).zip([false, true]) {
        let mut line = format!("| `{}` | {items} | {:.1} MB |", format.name, row.megabytes);
        for (told, growth) in [&row.out, &row.back, &row.whole].into_iter().zip(growth) {
            let _ = match told.seconds() {
                Some(seconds) if is_last => write!(
                    line,
                    " {seconds:.2} s | {growth:.1} | {:.0} MB |",
                    told.memory
                ),
                Some(seconds) => write!(line, " {seconds:.3} s | | {:.0} MB |", told.memory),
                None => write!(line, " | | |"),
            };
        }
        let _ = match (row.back.seconds(), row.other.seconds()) {
            (Some(ours), Some(theirs)) => {
                let name = format.other.name;
                write!(line, " {name}: {:.2} times as long |", theirs / ours)
            }
            _ => write!(line, " |"),
        };
        println!("{line}");
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = &arguments[..]
        && first == "measure"
    {
        return measured(rest);
    }
    let start = Instant::now();
    let folder = std::env::temp_dir().join(format!("competence-readers-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    println!(
        "| format | items | file | out | growth | memory | in | growth | memory | whole | growth | memory | another reader |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    let chosen: Vec<&String> = arguments
        .iter()
        .filter(|it| !it.starts_with("--"))
        .collect();
    for format in formats() {
        if chosen.is_empty() || chosen.iter().any(|it| *it == format.name) {
            compare(&format, &folder);
        }
    }
    fs::remove_dir_all(&folder).unwrap();
    println!("{ROUNDS} rounds, {:.0} s", start.elapsed().as_secs_f64());
}
