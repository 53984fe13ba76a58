//! The figures of a competence framework from ratings that one machine is not enough for.
//!
//! The sufficient statistics of `competence-ratings` ([`Moments`](competence_ratings::figures::Moments)) are an
//! aggregate of [DataFusion](https://datafusion.apache.org) here: [`analyse`] reads Parquet and CSV from a folder or an
//! object store, in this process or on a cluster of [Ballista](https://datafusion.apache.org/ballista/), and gives the
//! same figures. [`nodes`] are the processes of the cluster. No rating of a person leaves it.

pub mod analysis;
mod form;
pub mod functions;
mod gathered;
pub mod nodes;
mod query;
mod question;
mod report;
mod session;
mod source;

pub use analysis::{Analysis, Rows, analyse};
pub use form::SetAside;
pub use gathered::Gathered;
pub use query::Columns;
pub use question::Question;
pub use report::{Figures, figures};
pub use session::Running;
pub use source::Written;
