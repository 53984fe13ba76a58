//! `competence migrate` against the bare `csv` crate, in one run: the same five million rows are
//! read and written by both, in turns. Prints a row of `docs/performance.md`.

#![allow(missing_docs, reason = "a program of its own")]

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use competence_core::Model;

const ROUNDS: usize = 11;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` only asks whether it runs.
    let rows: usize = if std::env::args().any(|it| it == "--bench") {
        5_000_000
    } else {
        1_000
    };
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    let folder = tempfile::tempdir()?;
    let input = folder.path().join("ratings.csv");
    generate(&model, &input, rows)?;
    let (mut bare, mut migrated, mut memory) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        // Both write files that are not there yet.
        let plain = folder.path().join("copy.csv");
        let start = Instant::now();
        copy(&input, &plain)?;
        bare.push(start.elapsed());
        fs::remove_file(plain)?;
        let out = folder.path().join("out.csv");
        let start = Instant::now();
        memory = memory.max(migrate(&model, &input, &out)?);
        migrated.push(start.elapsed());
        fs::remove_file(out)?;
        let _ = fs::remove_file(folder.path().join("out-set-aside.csv"));
    }
    let (bare, migrated) = (median(bare), median(migrated));
    println!(
        "{rows} rows ({} MB): csv read and write {bare:.2} s, migrate {migrated:.2} s, ratio {:.2}, peak memory {} MB",
        fs::metadata(&input)?.len() / 1_000_000,
        migrated / bare,
        memory / 1_000,
    );
    Ok(())
}

/// Ratings of persons on all indicators of the first version, one assessment after the other.
fn generate(model: &Path, path: &Path, rows: usize) -> Result<(), Box<dyn Error>> {
    let old = Model::from_bundle(&fs::read(model.join("releases/1.0.0.json"))?)?;
    let ids: Vec<&str> = old.indicators().map(|(_, it)| it.id.as_str()).collect();
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "person,date,rater,indicator,value")?;
    for row in 0..rows {
        let (person, id) = (row / ids.len(), ids[row % ids.len()]);
        let (rater, value) = (person % 977, row % 5 + 1);
        writeln!(out, "p{person:07},2024-05-17,r{rater:04},{id},{value}")?;
    }
    out.flush()?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(from)?;
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_byte_record(reader.byte_headers()?)?;
    let mut row = csv::ByteRecord::new();
    while reader.read_byte_record(&mut row)? {
        writer.write_byte_record(&row)?;
    }
    writer.flush()?;
    Ok(())
}

/// Runs the program, and returns its peak memory in kilobytes, where the system tells it.
fn migrate(model: &Path, input: &Path, out: &PathBuf) -> Result<usize, Box<dyn Error>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_competence"))
        .arg("migrate")
        .arg(input)
        .args(["--from", "1.0.0", "--to", "2.0.0", "--model"])
        .arg(model)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
        peak = kilobytes.unwrap_or(peak).max(peak);
        match child.try_wait()? {
            None => std::thread::sleep(Duration::from_millis(50)),
            Some(status) if status.success() => return Ok(peak),
            Some(status) => return Err(format!("migrate: {status}").into()),
        }
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}
