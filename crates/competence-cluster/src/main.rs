//! `competence-cluster`: figures of ratings, in this process or on several machines.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};
use competence_cluster::{Columns, Running, Written, analyse, figures, nodes};
use competence_core::Model;
use competence_core::check::load;
use competence_core::source::{Directory, limits};

/// Figures of a competence framework from ratings that one machine is not enough for
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Gather the ratings of files, and print the figures as JSON
    Analyse(Box<Analyse>),
    /// Run the scheduler of a cluster
    Scheduler(Scheduler),
    /// Run an executor of a cluster
    Executor(Executor),
}

#[derive(Debug, Args)]
struct Analyse {
    /// The model: a folder, or a bundle
    model: PathBuf,
    /// Files of ratings, folders of them, patterns, or addresses of an object store, a row a rating; all of them CSV
    /// or all Parquet
    #[arg(required = true)]
    files: Vec<String>,
    /// The scheduler, such as `df://10.0.0.1:50050`; without one, everything runs in this process
    #[arg(long, value_name = "ADDRESS")]
    scheduler: Option<String>,
    /// The column of the person who is rated
    #[arg(long, value_name = "COLUMN", default_value = "person")]
    person: String,
    /// A column that tells one form of a person from another, such as the rater or the date; may be given again
    #[arg(long, value_name = "COLUMN")]
    form: Vec<String>,
    /// The column of the indicator's id
    #[arg(long, value_name = "COLUMN", default_value = "indicator")]
    indicator: String,
    /// The column of the rating
    #[arg(long, value_name = "COLUMN", default_value = "value")]
    value: String,
    /// The column of the version of the model; rows of other versions are left out, and counted
    #[arg(long, value_name = "COLUMN")]
    version_column: Option<String>,
    /// What parts the columns of a CSV; `\t` for a tab
    #[arg(long, value_name = "SIGN", default_value = ",")]
    delimiter: String,
    /// No value of a CSV has a line break in it: one large file is then read in several parts at once
    #[arg(long)]
    single_line: bool,
    /// The fewest persons that figures are given of
    #[arg(long, value_name = "PERSONS", default_value_t = 5)]
    min_group: u64,
    /// Fail if any row has to be set aside
    #[arg(long)]
    deny_set_aside: bool,
    /// In how many parts the work is cut
    #[arg(long, value_name = "PARTS")]
    partitions: Option<usize>,
    /// How many megabytes a query may take in this process before it goes on in temporary files
    #[arg(long, value_name = "MB", conflicts_with = "scheduler")]
    memory: Option<usize>,
    /// After how many seconds to give up
    #[arg(long, value_name = "SECONDS", default_value = "3600")]
    timeout: Option<u64>,
    /// Write the sufficient statistics to a file, for `competence ratings report --moments`
    #[arg(long, value_name = "FILE")]
    moments: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Scheduler {
    /// The address to listen at. There is no password: only machines that may see the ratings are to reach it
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen at
    #[arg(long, default_value_t = 50050)]
    port: u16,
    /// The name by which the others reach it; without one, the address
    #[arg(long, value_name = "HOST")]
    external_host: Option<String>,
    /// After how many seconds without a sign an executor is taken for lost
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    executor_timeout: u64,
}

#[derive(Debug, Args)]
struct Executor {
    /// The host of the scheduler
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    scheduler_host: String,
    /// The port of the scheduler
    #[arg(long, value_name = "PORT", default_value_t = 50050)]
    scheduler_port: u16,
    /// The address to listen at. There is no password: only machines that may see the ratings are to reach it
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The name by which the others reach it; without one, the address
    #[arg(long, value_name = "HOST")]
    external_host: Option<String>,
    /// The port at which it hands out what it has computed
    #[arg(long, default_value_t = 50051)]
    port: u16,
    /// The port at which it is given work
    #[arg(long, default_value_t = 50052)]
    grpc_port: u16,
    /// How many tasks it takes at once; without a number, one for each core
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    cores: usize,
    /// How many megabytes its tasks may take together; without a number, 70 % of the machine's memory
    #[arg(long, value_name = "MB")]
    memory: Option<u64>,
    /// Where intermediate results lie; they have ratings in them. Without a folder, a temporary one
    #[arg(long, value_name = "FOLDER")]
    work_dir: Option<PathBuf>,
    /// How often it gives a sign, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15)]
    heartbeat: u64,
}

fn main() -> ExitCode {
    env_logger::init_from_env(env_logger::Env::default().default_filter_or("error"));
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    match arguments.command {
        Command::Analyse(options) => runtime.block_on(analysed(&options)),
        Command::Scheduler(options) => runtime.block_on(scheduler(options)),
        Command::Executor(options) => runtime.block_on(executor(options)),
    }
}

async fn analysed(options: &Analyse) -> Result<ExitCode> {
    let model = model(&options.model)?;
    let columns = Columns {
        person: options.person.clone(),
        form: options.form.clone(),
        indicator: options.indicator.clone(),
        value: options.value.clone(),
        version: options.version_column.clone(),
    };
    let written = Written {
        delimiter: delimiter(&options.delimiter)?,
        is_single_line: options.single_line,
    };
    let running = Running {
        scheduler: options.scheduler.clone(),
        partitions: options.partitions,
        memory: options.memory.map(|it| it.saturating_mul(1 << 20)),
    };
    let analysis = analyse(&model, &options.files, written, &columns, &running);
    let analysis = match options.timeout {
        None => analysis.await?,
        Some(seconds) => tokio::time::timeout(Duration::from_secs(seconds), analysis)
            .await
            .with_context(|| {
                format!("there are no figures after {seconds} seconds: an executor may be lost")
            })??,
    };
    let figures = figures(&model, &analysis, options.min_group)?;
    if let Some(path) = &options.moments {
        let bytes = analysis.gathered.statistics(&model)?.to_bytes();
        std::fs::write(path, bytes).with_context(|| format!("`{}`", path.display()))?;
    }
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &figures)?;
    writeln!(out)?;
    let set_aside = analysis.rows.set_aside;
    if set_aside.total() == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let _ = writeln!(
        std::io::stderr(),
        "{} of {} rows are set aside: unknown indicator {}, not a number {}, off the scale {}, repeated {}, contradicting {}",
        set_aside.total(),
        analysis.rows.read,
        set_aside.unknown_indicator,
        set_aside.not_a_number,
        set_aside.off_the_scale,
        set_aside.repeated,
        set_aside.contradicting,
    );
    Ok(ExitCode::from(u8::from(options.deny_set_aside)))
}

fn model(path: &Path) -> Result<Model> {
    let shown = path.display();
    if path.is_dir() {
        let source = Directory::open(path).with_context(|| format!("`{shown}`"))?;
        let loaded = load(&source);
        return loaded.model().map_err(|incomplete| {
            let findings = incomplete.findings().len();
            anyhow::anyhow!(
                "`{shown}` is no whole model ({findings} findings): `competence check {shown}` shows them"
            )
        });
    }
    let size = path.metadata().with_context(|| format!("`{shown}`"))?.len();
    let most = limits::FILE_BYTES;
    ensure!(
        size <= most,
        "`{shown}` has {size} bytes; at most {most} are read"
    );
    let bytes = std::fs::read(path).with_context(|| format!("`{shown}`"))?;
    Model::from_bundle(&bytes).with_context(|| format!("`{shown}` is no bundle"))
}

fn delimiter(text: &str) -> Result<u8> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [sign] if !matches!(sign, b'"' | b'\n' | b'\r') => Ok(*sign),
        _ => bail!("`{text}` cannot part columns: give one sign, such as `;`"),
    }
}

async fn scheduler(options: Scheduler) -> Result<ExitCode> {
    let host = options.host;
    nodes::scheduler(&nodes::Scheduler {
        address: SocketAddr::new(host, options.port),
        external_host: options.external_host.unwrap_or_else(|| host.to_string()),
        executor_timeout: options.executor_timeout,
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

async fn executor(options: Executor) -> Result<ExitCode> {
    let host = options.host.to_string();
    nodes::executor(&nodes::Executor {
        scheduler_host: options.scheduler_host,
        scheduler_port: options.scheduler_port,
        external_host: options.external_host.unwrap_or_else(|| host.clone()),
        bind_host: host,
        port: options.port,
        grpc_port: options.grpc_port,
        cores: options.cores,
        memory: options.memory.map(|it| it.saturating_mul(1 << 20)),
        work_dir: options.work_dir,
        heartbeat: options.heartbeat,
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}
