//! The lineage file that would explain a difference.

use std::fmt;

use semver::Version;
use serde::Serialize;

use super::Suggestion;
use crate::version::diff::Diff;
use crate::version::{judge, lowest_after, release_of};
use crate::{Bump, Lineage, LineageChange, Model};

/// The lineage file that would explain a difference: all suggestions, and the version whose file
/// they belong into. With the reasons filled in, and the manifest at that version, `check` accepts
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Proposal {
    /// The version whose lineage it is: that of the new model, or the lowest that it needs if it
    /// has not risen.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub version: Version,
    /// Whether the new model has lineage of this version, which the records are to be added to.
    pub exists: bool,
    /// Whether the manifest must be raised to the version, for the file to be in force.
    pub raises: bool,
    /// The records to add; at least one.
    pub records: Vec<Suggestion>,
}

impl Proposal {
    /// The line that names the schema, where nothing else is known of where the schemas are.
    pub const SCHEMA: &'static str = "../schemas/lineage.schema.json";

    /// The lineage that would explain what is in a difference and in no lineage in force; `None`
    /// if nothing is left to explain. The two models are those that the difference is between.
    pub fn of(diff: &Diff, old: &Model, new: &Model) -> Option<Self> {
        Self::with(old, new, diff.suggestions(old, new))
    }

    /// The lineage file with these records, for a change from the old model to the new one; `None`
    /// without a record.
    pub(crate) fn with(old: &Model, new: &Model, records: Vec<Suggestion>) -> Option<Self> {
        if records.is_empty() {
            return None;
        }
        let (before, after) = (&old.framework().version, &new.framework().version);
        // The lineage of a release counts for its pre-releases, and so between two of them.
        let release = release_of(after);
        let raises = release <= *before;
        let version = if raises {
            lowest_after(before, needed(old, new, &records))
        } else {
            release
        };
        let exists = new.lineage().iter().any(|it| it.version == version);
        Some(Self {
            version,
            exists,
            raises,
            records,
        })
    }

    /// The records that declare a statement to be corrected only.
    pub fn corrections(&self) -> impl Iterator<Item = &Suggestion> {
        let of = |it: &&Suggestion| it.record.change == LineageChange::Reworded;
        self.records.iter().filter(of)
    }

    /// The same with the corrections only, if there are any.
    #[must_use]
    pub fn of_corrections(&self) -> Option<Self> {
        let records: Vec<Suggestion> = self.corrections().cloned().collect();
        (!records.is_empty()).then(|| Self {
            version: self.version.clone(),
            records,
            ..*self
        })
    }

    /// The path of the file in the model's folder.
    pub fn path(&self) -> String {
        format!("lineage/{}.yaml", self.version)
    }

    /// The records as they stand below `records:`.
    pub fn items(&self) -> String {
        self.records.iter().map(ToString::to_string).collect()
    }

    /// The whole file of the version, if there is none yet. The schema is named by its path from
    /// the folder `lineage`.
    pub fn file(&self, schema: &str) -> String {
        format!(
            "# yaml-language-server: $schema={schema}\nversion: {}\nrecords:\n{}",
            self.version,
            self.items()
        )
    }
}

/// The whole file, or the records to add to the one that is there.
impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exists {
            f.write_str(&self.items())
        } else {
            f.write_str(&self.file(Self::SCHEMA))
        }
    }
}

/// The bump that a difference needs once the suggested records are in force.
fn needed(old: &Model, new: &Model, records: &[Suggestion]) -> Bump {
    let mut bundle = new.as_bundle().clone();
    let version = Bump::Major.after(&old.framework().version);
    bundle.framework.version = version.clone();
    let mut lineage = Lineage::new(version);
    lineage.records = records.iter().map(|it| it.record.clone()).collect();
    bundle.lineage.push(lineage);
    let judged = Model::try_new(bundle).ok().and_then(|explained| {
        let diff = Diff::between(old, &explained);
        judge(old, &explained, &diff).needed
    });
    judged.unwrap_or(Bump::Major)
}
