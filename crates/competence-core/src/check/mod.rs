//! Reading a framework and checking it: from files to findings.

mod baseline;
pub(crate) mod context;
pub(crate) mod document;
mod finding;
mod fingerprint;
mod fix;
mod load;
mod nearest;
pub(crate) mod patch;
mod placed;
pub mod published;
mod rule;
pub mod rules;
mod run;
pub(crate) mod schema;
pub mod source;
pub mod starter;
mod synonyms;

pub use baseline::{Baseline, InvalidBaseline, Matched};
pub use document::same_meaning;
pub(crate) use finding::numbers;
pub use finding::{Applicability, Finding, FindingsReport, Place, Related, Suggestion, Summary};
pub use fingerprint::give_fingerprints;
pub use fix::{Fixed, fix};
pub(crate) use load::File;
pub(crate) use load::modeline::START as MODELINE;
pub use load::{Incomplete, Loaded, load};
pub(crate) use load::{MANIFEST, RECORDS, kind_of};
pub use nearest::nearest;
pub use placed::Placed;
pub use rule::{Category, Edit, Rule};
pub use run::{check, check_model};
