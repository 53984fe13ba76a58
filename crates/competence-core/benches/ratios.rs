//! What loading, checking, bundling, reading a bundle and searching cost, each as a ratio to
//! the time that a bare YAML parser needs for the same bytes: `serde_yaml` into its untyped
//! value, file by file on one core. Rounds are interleaved and medians taken, so that the
//! ratios hold where absolute times do not.
//!
//! `cargo bench -p competence-core --bench ratios` prints the tables of `docs/performance.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

mod generated;

use std::any::Any;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use competence_core::Model;
use competence_core::check::{check, load};
use competence_core::diff::Diff;
use competence_core::source::{Directory, Memory};

const SIZES: [usize; 4] = [300, 3_000, 20_000, 100_000];

fn main() {
    let arguments: Vec<String> = env::args().collect();
    match arguments.iter().position(|it| it == "--peak") {
        Some(at) => peak(Path::new(&arguments[at + 1])),
        None => measure(),
    }
}

/// An operation. What it returns is dropped outside of the measured time.
type Operation<'a> = Box<dyn FnMut() -> Box<dyn Any> + 'a>;

fn measure() {
    println!(
        "| indicators | YAML | load | check | bundle | read a bundle | search, first | search, again | bare parse on 2 cores | diff |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let mut faster = Vec::new();
    let mut diff = 0.0;
    for size in SIZES {
        let files = generated::model(size);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let copy = |(path, text): &(String, String)| (path.clone(), text.clone().into_bytes());
        let memory: Memory = files.iter().map(copy).collect();
        let model = load(&memory).model().expect("a model").clone();
        let clean = check(&memory);
        assert!(
            clean.findings().is_empty(),
            "{:?}",
            &clean.findings()[..3.min(clean.findings().len())]
        );
        let bundle = model.to_bundle().unwrap();
        let warm = Model::from_bundle(bundle.as_bytes()).unwrap();
        black_box(warm.search("a").len());
        let changed = generated::changed(&model);
        let words = "pregalo report";
        let mut operations: Vec<Operation<'_>> = vec![
            Box::new(|| Box::new(bare(&files))),
            Box::new(|| Box::new(load(&memory))),
            Box::new(|| Box::new(check(&memory))),
            Box::new(|| Box::new(model.to_bundle().unwrap())),
            Box::new(|| Box::new(Model::from_bundle(bundle.as_bytes()).unwrap())),
            Box::new(|| {
                let cold = Model::try_new(model.as_bundle().clone()).unwrap();
                let start = Instant::now();
                black_box(cold.search(words).len());
                Box::new(start.elapsed())
            }),
            Box::new(|| Box::new(warm.search(words).len())),
            Box::new(|| Box::new(bare_on_two(&files))),
            Box::new(|| {
                let diff = Diff::between(&model, &changed);
                let suggestions = diff.suggestions(&model, &changed);
                Box::new((diff, suggestions))
            }),
        ];
        let rounds = match size {
            0..1_000 => 101,
            1_000..10_000 => 31,
            10_000..50_000 => 15,
            _ => 5,
        };
        let mut times = vec![Vec::new(); operations.len()];
        for _ in 0..rounds {
            for (index, operation) in operations.iter_mut().enumerate() {
                let start = Instant::now();
                let result = operation();
                let elapsed = start.elapsed();
                // An operation that needs to prepare something measures itself.
                let elapsed = result.downcast_ref().copied().unwrap_or(elapsed);
                times[index].push(elapsed.as_secs_f64());
            }
        }
        let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
        let ratios: Vec<String> = medians[1..]
            .iter()
            .map(|time| format!("{:.3}", time / medians[0]))
            .collect();
        println!(
            "| {size} | {:.1} MB | {} |",
            bytes as f64 / 1e6,
            ratios.join(" | ")
        );
        if size == 20_000 {
            diff = medians[8];
        }
        faster.push((size, medians[0] / medians[4], medians[1] / medians[4]));
    }
    println!();
    for (size, bare, load) in faster {
        println!(
            "- Reading a bundle of {size} indicators: {bare:.1} times as fast as the bare parse of the YAML, {load:.1} times as fast as loading it."
        );
    }
    println!(
        "- Diff of two models of 20,000 indicators, with suggestions: {:.0} ms here.",
        diff * 1e3
    );
    println!(
        "- Check of 100,000 indicators: {:.1} times that of 20,000.",
        growth()
    );
    println!(
        "- Peak memory of a check of 20,000 indicators: {:.1} times the size of the YAML.",
        peak_ratio(20_000)
    );
}

/// How much longer a check of five times the indicators takes, in rounds of both.
fn growth() -> f64 {
    let models =
        [20_000, 100_000].map(|size| generated::model(size).into_iter().collect::<Memory>());
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..7 {
        for (times, model) in times.iter_mut().zip(&models) {
            let start = Instant::now();
            let checked = check(model);
            times.push(start.elapsed().as_secs_f64());
            drop(checked);
        }
    }
    let [small, large] = times.each_mut().map(|times| median(times));
    large / small
}

fn bare(files: &[(String, String)]) -> Vec<serde_yaml::Value> {
    files
        .iter()
        .map(|(_, text)| serde_yaml::from_str(text).unwrap())
        .collect()
}

fn bare_on_two(files: &[(String, String)]) -> [Vec<serde_yaml::Value>; 2] {
    let (left, right) = files.split_at(files.len() / 2);
    std::thread::scope(|scope| {
        let left = scope.spawn(|| bare(left));
        [bare(right), left.join().unwrap()]
    })
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The peak memory of a process that checks a model on disk, to the size of its YAML.
fn peak_ratio(size: usize) -> f64 {
    let folder = env::temp_dir().join(format!("competence-bench-{}", std::process::id()));
    let mut bytes = 0;
    for (path, text) in generated::model(size) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        bytes += text.len();
        fs::write(path, text).unwrap();
    }
    let output = Command::new(env::current_exe().unwrap())
        .arg("--peak")
        .arg(&folder)
        .output()
        .unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let kilobytes: f64 = String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    kilobytes * 1024.0 / bytes as f64
}

/// Checks a model, and prints how many kilobytes this process had in memory at most, as Linux
/// counts them.
fn peak(folder: &Path) {
    let checked = check(&Directory::open(folder).unwrap());
    assert!(checked.findings().is_empty());
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    println!("{}", line.trim().trim_end_matches(" kB"));
}
