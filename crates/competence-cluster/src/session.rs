//! Sessions of the engine that know our functions: in this process, or on a cluster.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::registry::BallistaFunctionRegistry;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use object_store::ObjectStore;
use url::Url;

use crate::functions;

/// The largest message between nodes, in bytes. The statistics of 1000 indicators on a scale of five levels take
/// about a tenth of it.
pub(crate) const MESSAGE: u32 = 1 << 30;

/// Where and how a query is run.
#[derive(Debug, Clone, Default)]
pub struct Running {
    /// The address of the scheduler, such as `df://10.0.0.1:50050`; without one, everything runs in this process.
    pub scheduler: Option<String>,
    /// In how many parts the work is cut; without a number, one for each core here, or 16 on a cluster.
    pub partitions: Option<usize>,
    /// How much memory a query may take in this process, in bytes, before it goes on in temporary files.
    pub memory: Option<usize>,
}

/// A session to run queries in.
///
/// # Errors
/// If the scheduler's address is none.
pub async fn open(running: &Running) -> Result<SessionContext> {
    let Some(scheduler) = &running.scheduler else {
        let mut config = with_subfolders(SessionConfig::new());
        if let Some(partitions) = running.partitions {
            config = config.with_target_partitions(partitions);
        }
        let mut runtime = RuntimeEnvBuilder::new().with_object_store_registry(stores());
        if let Some(memory) = running.memory {
            runtime = runtime.with_memory_pool(Arc::new(FairSpillPool::new(memory)));
        }
        let state = state(config, runtime.build_arc()?);
        return Ok(SessionContext::new_with_state(state));
    };
    let mut config = with_subfolders(cluster_config());
    if let Some(partitions) = running.partitions {
        config = config.with_target_partitions(partitions);
    }
    let state = state(config, runtime(None)?);
    let session = SessionContext::remote_with_state(scheduler, state)
        .await
        .with_context(|| {
            format!("`{scheduler}` is no address of a scheduler, such as df://10.0.0.1:50050")
        })?;
    // They are lost on the way.
    for function in functions::all() {
        session.register_udaf((*function).clone());
    }
    Ok(session)
}

/// A folder is all that is in it.
fn with_subfolders(config: SessionConfig) -> SessionConfig {
    config.set_bool(
        "datafusion.execution.listing_table_ignore_subdirectory",
        false,
    )
}

/// How every node of a cluster is set.
pub(crate) fn cluster_config() -> SessionConfig {
    SessionConfig::new_with_ballista()
        .with_ballista_grpc_client_max_message_size(MESSAGE as usize)
        // A lost executor was seen to leave jobs waiting with either planner; this one rolls stages back.
        .with_ballista_adaptive_query_planner(false)
        .with_information_schema(false)
}

/// What every node of a cluster runs in; what does not fit into memory lies in the folder, where there is one.
pub(crate) fn runtime(folder: Option<&Path>) -> datafusion::error::Result<Arc<RuntimeEnv>> {
    let mut runtime = RuntimeEnvBuilder::new().with_object_store_registry(stores());
    if let Some(folder) = folder {
        runtime = runtime.with_temp_file_path(folder);
    }
    runtime.build_arc()
}

/// A state that knows our functions.
pub(crate) fn state(config: SessionConfig, runtime: Arc<RuntimeEnv>) -> SessionState {
    let mut builder = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime)
        .with_default_features();
    let functions = builder.aggregate_functions().get_or_insert_default();
    functions.extend(functions::all());
    builder.build()
}

/// The functions that an executor looks up by their names.
pub(crate) fn registry() -> BallistaFunctionRegistry {
    let mut registry = BallistaFunctionRegistry::default();
    for function in functions::all() {
        let name = function.name().to_owned();
        registry.aggregate_functions.insert(name, function);
    }
    registry
}

fn stores() -> Arc<dyn ObjectStoreRegistry> {
    Arc::new(Stores(DefaultObjectStoreRegistry::new()))
}

/// Object stores by their addresses. Each node opens them with what its own environment says (`AWS_REGION`,
/// `AWS_ACCESS_KEY_ID`, ...), so that no key travels in a plan.
struct Stores(DefaultObjectStoreRegistry);

impl fmt::Debug for Stores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl ObjectStoreRegistry for Stores {
    fn register_store(
        &self,
        url: &Url,
        store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        self.0.register_store(url, store)
    }

    fn deregister_store(&self, url: &Url) -> datafusion::error::Result<Arc<dyn ObjectStore>> {
        self.0.deregister_store(url)
    }

    fn get_store(&self, url: &Url) -> datafusion::error::Result<Arc<dyn ObjectStore>> {
        if let Ok(store) = self.0.get_store(url) {
            return Ok(store);
        }
        let environment = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        let (store, _) = object_store::parse_url_opts(url, environment)?;
        let store: Arc<dyn ObjectStore> = Arc::from(store);
        self.0.register_store(url, store.clone());
        Ok(store)
    }
}
