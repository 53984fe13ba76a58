//! The processes of a cluster: one scheduler and any number of executors.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use ballista_core::utils::GrpcServerConfig;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;

use crate::session::{MESSAGE, cluster_config, registry, runtime, state};

/// How a scheduler is started.
#[derive(Debug, Clone)]
pub struct Scheduler {
    /// Where it listens.
    pub address: SocketAddr,
    /// The name by which the others reach it.
    pub external_host: String,
    /// After how many seconds without a sign an executor is taken for lost.
    pub executor_timeout: u64,
}

/// How an executor is started.
#[derive(Debug, Clone)]
pub struct Executor {
    /// The host of the scheduler.
    pub scheduler_host: String,
    /// The port of the scheduler.
    pub scheduler_port: u16,
    /// The address at which it listens.
    pub bind_host: String,
    /// The name by which the others reach it.
    pub external_host: String,
    /// The port at which it hands out what it has computed.
    pub port: u16,
    /// The port at which it is given work.
    pub grpc_port: u16,
    /// How many tasks it takes at once; 0 for the number of cores.
    pub cores: usize,
    /// How much memory its tasks may take together, in bytes; without a number, 70 % of the machine's.
    pub memory: Option<u64>,
    /// Where intermediate results lie until they are fetched; without a folder, a temporary one.
    pub work_dir: Option<PathBuf>,
    /// How often it gives a sign, in seconds.
    pub heartbeat: u64,
}

/// Runs a scheduler until the process is ended.
///
/// # Errors
/// If it cannot listen there.
pub async fn scheduler(options: &Scheduler) -> Result<()> {
    let config = SchedulerConfig {
        external_host: options.external_host.clone(),
        bind_host: options.address.ip().to_string(),
        bind_port: options.address.port(),
        executor_timeout_seconds: options.executor_timeout,
        no_executors_grace_period_seconds: options.executor_timeout,
        // A lost executor is looked for often enough that the time above is what it says.
        expire_dead_executor_interval_seconds: (options.executor_timeout / 4).clamp(1, 15),
        grpc_server_max_decoding_message_size: MESSAGE,
        grpc_server_max_encoding_message_size: MESSAGE,
        grpc_client_max_message_size: MESSAGE,
        override_config_producer: Some(Arc::new(cluster_config)),
        override_session_builder: Some(Arc::new(|config| Ok(state(config, runtime(None)?)))),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, options.address, Arc::new(config))
        .await
        .with_context(|| format!("the scheduler cannot run at {}", options.address))
}

/// Runs an executor until the process is ended.
///
/// # Errors
/// If it cannot listen there, or reaches no scheduler.
pub async fn executor(options: &Executor) -> Result<()> {
    let folder = options.work_dir.clone();
    let config = ExecutorProcessConfig {
        bind_host: options.bind_host.clone(),
        external_host: Some(options.external_host.clone()),
        port: options.port,
        grpc_port: options.grpc_port,
        scheduler_host: options.scheduler_host.clone(),
        scheduler_port: options.scheduler_port,
        // It may be started before the scheduler is.
        scheduler_connect_timeout_seconds: 30,
        vcores: options.cores,
        memory_pool_size: options.memory,
        work_dir: options
            .work_dir
            .as_ref()
            .map(|it| it.to_string_lossy().into_owned()),
        executor_heartbeat_interval_seconds: options.heartbeat,
        grpc_max_decoding_message_size: MESSAGE,
        grpc_max_encoding_message_size: MESSAGE,
        grpc_server_config: GrpcServerConfig::default(),
        override_function_registry: Some(Arc::new(registry())),
        override_config_producer: Some(Arc::new(cluster_config)),
        override_runtime_producer: Some(Arc::new(move |_| runtime(folder.as_deref()))),
        ..ExecutorProcessConfig::default()
    };
    let (host, port) = (&options.scheduler_host, options.scheduler_port);
    start_executor_process(Arc::new(config))
        .await
        .with_context(|| format!("the executor of the scheduler at {host}:{port} has stopped"))
}
