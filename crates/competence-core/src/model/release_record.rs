//! What was released: the versions, their days, and the hashes of their bundles.

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::{ContentHash, Date};

/// All releases of a framework, `releases/releases.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct ReleaseRecords {
    /// The releases, in the order in which they were made.
    pub releases: Vec<ReleaseRecord>,
}

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct ReleaseRecord {
    /// The version, which is also the name of the bundle.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// The day of the release.
    pub released: Date,
    /// The hash of the bundle, as `sha256sum` prints it for the file.
    pub hash: ContentHash,
}

impl ReleaseRecord {
    /// The record as an item of the list in `releases/releases.yaml`.
    pub fn to_yaml(&self) -> String {
        format!(
            "  - version: {}\n    released: \"{}\"\n    hash: {}\n",
            self.version, self.released, self.hash
        )
    }
}
