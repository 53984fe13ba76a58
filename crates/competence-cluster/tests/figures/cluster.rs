//! A cluster of processes on this machine.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_competence-cluster");

/// One scheduler and some executors, which end when this does.
pub struct Cluster {
    pub address: String,
    scheduler: Child,
    pub executors: Vec<Node>,
    folder: tempfile::TempDir,
}

pub struct Node {
    process: Child,
    work: PathBuf,
    log: PathBuf,
}

impl Cluster {
    /// Starts it, and waits until each process listens.
    pub fn start(executors: usize, environment: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let scheduler = Command::new(PROGRAM)
            .args(["scheduler", "--executor-timeout", "8", "--port"])
            .arg(port.to_string())
            .env("RUST_LOG", "info")
            .envs(environment.iter().cloned())
            .stdout(Stdio::null())
            .stderr(log(folder.path(), "scheduler"))
            .spawn()
            .unwrap();
        let mut cluster = Self {
            address: format!("df://127.0.0.1:{port}"),
            scheduler,
            executors: Vec::new(),
            folder,
        };
        listens(port);
        for number in 0..executors {
            let work = cluster.folder.path().join(format!("work {number}"));
            std::fs::create_dir(&work).unwrap();
            let (own, grpc) = (free_port(), free_port());
            let process = Command::new(PROGRAM)
                .args(["executor", "--cores", "1", "--heartbeat", "1"])
                .args(["--scheduler-port", &port.to_string()])
                .args(["--port", &own.to_string()])
                .args(["--grpc-port", &grpc.to_string()])
                .arg("--work-dir")
                .arg(&work)
                .env("RUST_LOG", "info")
                .envs(environment.iter().cloned())
                .stdout(Stdio::null())
                .stderr(log(cluster.folder.path(), &format!("executor {number}")))
                .spawn()
                .unwrap();
            let log = cluster.folder.path().join(format!("executor {number}.log"));
            cluster.executors.push(Node { process, work, log });
            listens(own);
        }
        cluster
    }

    /// The program's `analyse`, on this cluster.
    pub fn analyse(&self, model: &Path, files: &Path) -> Command {
        let mut command = analyse(model, files);
        command.args(["--scheduler", &self.address]);
        command
    }

    /// What the processes have written, for a test that fails.
    pub fn logs(&self) -> String {
        let mut logs = String::new();
        for entry in self.folder.path().read_dir().unwrap().flatten() {
            if entry.path().extension().is_some_and(|it| it == "log") {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let end = text.lines().rev().take(60).collect::<Vec<_>>();
                let end: Vec<_> = end.into_iter().rev().collect();
                logs += &format!("\n== {}\n{}\n", entry.file_name().display(), end.join("\n"));
            }
        }
        logs
    }
}

impl Node {
    /// Ends the process at once, as a machine that loses its power does.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it has done any part of a job.
    pub fn has_worked(&self) -> bool {
        let log = std::fs::read_to_string(&self.log).unwrap();
        log.contains("Finished task")
    }

    /// Whether it has written an intermediate result.
    pub fn has_results(&self) -> bool {
        fn any(folder: &Path) -> bool {
            let Ok(entries) = folder.read_dir() else {
                return false;
            };
            let mut paths = entries.flatten().map(|it| it.path());
            paths.any(|it| if it.is_dir() { any(&it) } else { true })
        }
        any(&self.work)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let executors = self.executors.iter_mut().map(|it| &mut it.process);
        for process in executors.chain([&mut self.scheduler]) {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// The program's `analyse`, with the columns that the rows have.
pub fn analyse(model: &Path, files: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("analyse").arg(model).arg(files);
    command.args(["--form", "rater", "--version-column", "version"]);
    command.stdin(Stdio::null());
    command
}

/// What a command printed; it must not fail.
pub fn printed(output: &Output) -> String {
    let (out, err) = (texts(&output.stdout), texts(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out
}

pub fn texts(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn log(folder: &Path, name: &str) -> Stdio {
    Stdio::from(std::fs::File::create(folder.join(format!("{name}.log"))).unwrap())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn listens(port: u16) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "nothing listens at {port}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
