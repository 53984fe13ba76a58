//! What an analysis costs, for `docs/cluster.md`:
//! `cargo test --release --manifest-path crates/competence-cluster/Cargo.toml -- --ignored --nocapture costs`

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use datafusion::prelude::SessionContext;

use crate::cluster::{Cluster, PROGRAM};

/// So many ratings of forms of eight indicators, four forms a person, no two rows of a form near each other.
async fn generate(ratings: u64, form: &str, folder: &Path) {
    let forms = ratings / 8;
    let session = SessionContext::new();
    let names = "cooperation.agreements cooperation.listening cooperation.sharing cooperation.helping \
                 initiative.proposals initiative.risks initiative.learning initiative.waiting";
    let cases: Vec<String> = (names.split(' ').enumerate())
        .map(|(at, it)| format!("WHEN {at} THEN '{it}'"))
        .collect();
    let rows = format!(
        "SELECT concat('person-', CAST(form / 4 AS VARCHAR)) AS person, concat('rater-', CAST(form % 4 AS VARCHAR)) AS rater, \
           CASE place {} END AS indicator, (form * 31 + place * 17 + (form * place) % 7) % 5 + 1 AS value, '1.0.0' AS version \
         FROM (SELECT (value * 7919) % {forms} AS form, value / {forms} AS place FROM generate_series(0, {}))",
        cases.join(" "),
        forms * 8 - 1
    );
    let copy = format!("COPY ({rows}) TO '{}/' STORED AS {form}", folder.display());
    session.sql(&copy).await.unwrap().collect().await.unwrap();
}

/// Wall clock, processor time in seconds, and the most memory in megabytes.
fn measured(command: &mut Command, others: &[u32]) -> (f64, f64, f64) {
    let before: f64 = others.iter().map(|it| cpu(*it)).sum();
    let start = Instant::now();
    let mut process = command.stdout(Stdio::null()).spawn().unwrap();
    let id = process.id();
    let (mut own, mut peak) = (0.0_f64, 0.0_f64);
    while process.try_wait().unwrap().is_none() {
        own = own.max(cpu(id));
        let all = others.iter().chain([&id]).map(|it| memory(*it));
        peak = peak.max(all.sum());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(process.wait().unwrap().success());
    let after: f64 = others.iter().map(|it| cpu(*it)).sum();
    (start.elapsed().as_secs_f64(), own + after - before, peak)
}

fn cpu(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split(' ')
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|it| it.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(12) + ticks(13)) / 100.0
}

fn memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|it| it.trim().split(' ').next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

#[tokio::test]
#[ignore = "takes minutes, and tells of one machine"]
async fn costs() {
    let folder = tempfile::tempdir().unwrap();
    let model = crate::bundle(folder.path());
    let sizes = std::env::var("RATINGS").unwrap_or_else(|_| "1000000 5000000 20000000".to_owned());
    println!(
        "| ratings | form | where | wall s | processor s | memory MB |\n|---|---|---|---|---|---|"
    );
    for size in sizes.split(' ') {
        for form in ["parquet", "csv"] {
            let files = folder.path().join(format!("{size} {form}"));
            generate(size.parse().unwrap(), form, &files).await;
            let analyse = || {
                let mut command = Command::new(PROGRAM);
                command.arg("analyse").arg(&model).arg(&files);
                command.args(["--form", "rater", "--single-line", "--partitions", "4"]);
                command
            };
            let row = |what: &str, (wall, cpu, memory): (f64, f64, f64)| {
                println!("| {size} | {form} | {what} | {wall:.1} | {cpu:.1} | {memory:.0} |");
            };
            row("one process", measured(&mut analyse(), &[]));
            let limit = &mut analyse();
            row(
                "one process, --memory 256",
                measured(limit.args(["--memory", "256"]), &[]),
            );
            let cluster = Cluster::start(2, &[]);
            let ids: Vec<u32> = cluster
                .executors
                .iter()
                .map(crate::cluster::Node::id)
                .collect();
            let command = &mut analyse();
            let on_cluster = measured(command.args(["--scheduler", &cluster.address]), &ids);
            row("two executors", on_cluster);
            std::fs::remove_dir_all(&files).unwrap();
        }
    }
}
