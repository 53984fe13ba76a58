//! The files, what reads them, and the table of what that took.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use competence_core::Model;
use competence_ratings::figures::Rules;
use competence_ratings::gathering::Gathering;
use competence_ratings::reading::{Layout, Reader, Source, Versions};

use crate::data;

const ROUNDS: usize = 3;

/// What reads a file.
const READERS: [&str; 4] = ["competence", "csv", "duckdb", "polars"];

pub fn main(words: &[String]) {
    if let [task, reader, path] = words
        && task == "measure"
    {
        measure(reader, Path::new(path));
        return;
    }
    let has = |word: &str| words.iter().any(|it| it == word);
    let chosen = |all: &[&'static str]| -> Vec<&'static str> {
        let chosen: Vec<_> = all.iter().copied().filter(|it| has(it)).collect();
        if chosen.is_empty() {
            all.to_vec()
        } else {
            chosen
        }
    };
    let folder = folder();
    install(&folder);
    let sizes = if has("100") || has("5") {
        chosen(&["5", "100"])
    } else {
        vec!["5"]
    };
    println!(
        "| ratings | order | form | size | competence | csv | DuckDB | Polars | memory: competence | DuckDB | Polars |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for size in sizes {
        let millions: u64 = size.parse().unwrap();
        for order in chosen(&["sorted", "random"]) {
            let csv = folder.join(format!("{order}-{millions}.csv"));
            let parquet = folder.join(format!("{order}-{millions}.parquet"));
            if !csv.exists() {
                data::write(millions * 1_000_000, order == "random", &csv);
            }
            if !parquet.exists() {
                run(python(&folder, "to_parquet.py").arg(&csv).arg(&parquet));
            }
            for form in chosen(&["csv", "parquet"]) {
                compare(
                    &folder,
                    millions,
                    order,
                    if form == "csv" { &csv } else { &parquet },
                );
            }
        }
    }
}

fn folder() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let target = program.ancestors().find(|it| it.ends_with("release"));
    let folder = target.unwrap().with_file_name("figures");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn install(folder: &Path) {
    let venv = folder.join("venv");
    if !venv.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv));
        let packages = ["install", "--quiet", "duckdb", "polars", "numpy"];
        run(Command::new(venv.join("bin/pip")).args(packages));
    }
}

fn python(folder: &Path, script: &str) -> Command {
    let mut command = Command::new(folder.join("venv/bin/python"));
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/figures");
    command.arg(scripts.join(script));
    command
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a reader told: the seconds, the most memory, and the figures that all must agree on.
#[derive(Clone)]
struct Told {
    seconds: f64,
    memory: f64,
    figures: Vec<f64>,
}

impl Told {
    fn of(text: &str) -> Self {
        let numbers: Vec<f64> = text
            .split_whitespace()
            .map(|it| it.parse().unwrap())
            .collect();
        Self {
            seconds: numbers[0],
            memory: numbers[1],
            figures: numbers[2..].to_vec(),
        }
    }
}

fn compare(folder: &Path, millions: u64, order: &str, file: &Path) {
    let is_csv = file.extension().is_some_and(|it| it == "csv");
    let readers = READERS.iter().filter(|it| is_csv || **it != "csv");
    let mut rounds: Vec<(&str, Vec<Told>)> = readers.map(|it| (*it, Vec::new())).collect();
    // The larger file takes minutes in each.
    let count = if millions > 5 { 1 } else { ROUNDS };
    for _ in 0..count {
        for (reader, told) in &mut rounds {
            let text = match *reader {
                "duckdb" | "polars" => {
                    let mut command = python(folder, &format!("with_{reader}.py"));
                    run(command.arg(file).arg(data::indicators().join(",")))
                }
                ours => {
                    let mut command = Command::new(std::env::current_exe().unwrap());
                    run(command.args(["measure", ours]).arg(file))
                }
            };
            told.push(Told::of(&text));
        }
    }
    let mut figures = rounds
        .iter()
        .map(|it| &it.1[0].figures)
        .filter(|it| !it.is_empty());
    let first = figures.next().unwrap();
    for other in figures {
        let alike = first
            .iter()
            .zip(other)
            .all(|(one, other)| (one - other).abs() < 1e-9);
        assert!(alike, "{first:?} and {other:?} differ");
    }
    let of = |reader: &str| rounds.iter().find(|it| it.0 == reader).map(|it| &it.1);
    let seconds = |reader: &str| {
        let mut all: Vec<f64> = of(reader)?.iter().map(|it| it.seconds).collect();
        all.sort_by(f64::total_cmp);
        Some(all[all.len() / 2])
    };
    let ours = seconds("competence").unwrap();
    let time = |reader| {
        seconds(reader).map_or(String::new(), |it| format!("{it:.2} s ({:.2})", ours / it))
    };
    let memory = |reader: &str| {
        let most = of(reader)
            .unwrap()
            .iter()
            .map(|it| it.memory)
            .fold(0.0, f64::max);
        format!("{:.0} MB", most / 1e6)
    };
    #[allow(clippy::cast_precision_loss, reason = "megabytes")]
    let size = file.metadata().unwrap().len() as f64 / 1e6;
    println!(
        "| {millions} M | {order} | {} | {size:.0} MB | {ours:.2} s | {} | {} | {} | {} | {} | {} |",
        if is_csv { "CSV" } else { "Parquet" },
        time("csv"),
        time("duckdb"),
        time("polars"),
        memory("competence"),
        memory("duckdb"),
        memory("polars"),
    );
}

/// The process of its own.
fn measure(reader: &str, path: &Path) {
    let start = Instant::now();
    let figures = if reader == "csv" {
        bare(path);
        Vec::new()
    } else {
        figures(path)
    };
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|it| it.trim().trim_end_matches(" kB").parse::<f64>().ok());
    println!("{seconds} {}", most.unwrap_or_default() * 1024.0);
    for figure in figures {
        println!("{figure}");
    }
}

/// All rows, and nothing done with them.
fn bare(path: &Path) {
    let mut reader = csv::ReaderBuilder::new().from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap() {}
}

/// As `competence ratings report` reads them. Tells of the first indicator the mean and the standard deviation, and
/// its correlation with the second, once all are computed.
fn figures(path: &Path) -> Vec<f64> {
    let model = Model::from_bundle(data::bundle().as_bytes()).unwrap();
    let versions = Versions::of([model.clone()]);
    let open = || -> Result<Reader<'_>, competence_ratings::reading::Unread> {
        let file = File::open(path)?;
        let source = if path.extension().is_some_and(|it| it == "csv") {
            Source::delimited(file)?
        } else {
            Source::parquet(file, |_, _| {})?
        };
        Reader::new(source, &Layout::default(), &versions)
    };
    let gathering = Gathering::of_file(&versions, open).unwrap().unwrap();
    let gathered = gathering.finish(&model).unwrap().unwrap();
    let (moments, rules) = (gathered.moments(), Rules::default());
    let mut figures = Vec::new();
    for one in 0..moments.indicators() {
        figures.push(moments.mean(one).unwrap());
        figures.push(moments.covariance(one, one).unwrap().sqrt());
    }
    let first_pair = figures.len();
    for one in 0..moments.indicators() {
        for other in 0..one {
            figures.push(moments.pearson(one, other, &rules).unwrap());
        }
    }
    [0, 1, first_pair].map(|it| figures[it]).to_vec()
}
