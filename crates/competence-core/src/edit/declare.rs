//! The lineage of an edit: its records, the file they belong into, and the version.

use semver::Version;

use super::draft::Draft;
use super::sheet::{Block, way};
use super::{EditError, Edited};
use crate::check::{Loaded, MANIFEST, MODELINE};
use crate::lineage::{Proposal, Suggestion};
use crate::release::{with_records, with_version};
use crate::version::diff::Diff;
use crate::version::{judge, lowest_after, release_of};
use crate::{Bump, LineageRecord, Model};

impl Draft<'_> {
    /// Tries an edit with its lineage, and with a version that suffices: where the model has a lower
    /// one than the edit needs, it is raised to a draft of the lowest that does.
    ///
    /// The ids are those of elements of which a record may have to call its step by another word.
    pub fn declared(
        mut self,
        records: Vec<LineageRecord>,
        touched: &[String],
    ) -> Result<Edited, EditError> {
        let records = records.into_iter().map(Suggestion::decided).collect();
        self.declare(records, touched)?;
        self.settle(touched)?;
        self.raise()?;
        self.tried()
    }

    /// Writes records into the lineage of the version that is to come, but for those that are there.
    pub fn declare(
        &mut self,
        mut records: Vec<Suggestion>,
        touched: &[String],
    ) -> Result<(), EditError> {
        let Some(old) = self.checked.releases().next_back() else {
            return Ok(());
        };
        if records.is_empty() {
            return Ok(());
        }
        let new = self.after()?;
        self.name_steps(&new, &mut records, touched)?;
        // What is declared already is not declared again, also where an edit was interrupted before
        // the version rose.
        let is_known = |it: &Suggestion| {
            let it = &it.record;
            let later = new.lineage().iter();
            let later = later.filter(|it| it.version > old.framework().version);
            let mut records = later.flat_map(|it| &it.records);
            records.any(|known| {
                (known.change, &known.from, &known.to) == (it.change, &it.from, &it.to)
            })
        };
        let open = records.into_iter().filter(|it| !is_known(it));
        let Some(proposal) = Proposal::with(old, &new, open.collect()) else {
            return Ok(());
        };
        let path = proposal.path();
        let after = match self.text(&path) {
            None if !proposal.exists => Some(proposal.file(&lineage_schema(&self.checked))),
            Some(text) if proposal.exists => with_records(text, &proposal),
            _ => None,
        };
        let after = after.ok_or_else(|| EditError::layout(&path))?;
        self.put(&path, after);
        Ok(())
    }

    /// Raises the version where it does not suffice for what changed since the last release, and the
    /// lineage of the lower version with it.
    pub fn raise(&mut self) -> Result<(), EditError> {
        let Some(old) = self.checked.releases().next_back() else {
            return Ok(());
        };
        let new = self.after()?;
        let declared = new.framework().version.clone();
        // With all its lineage in force, also that of a version that the model does not have yet.
        let mut bundle = new.as_bundle().clone();
        bundle.framework.version = Bump::Major.after(&old.framework().version);
        let explained = Model::try_new(bundle).map_err(|it| EditError::Request(it.to_string()))?;
        let diff = Diff::between(old, &explained);
        let Some(bump) = judge(old, &explained, &diff).needed else {
            return Ok(());
        };
        let lineage = new.lineage().iter().map(|it| &it.version);
        let last = lineage.filter(|it| **it > old.framework().version).max();
        let lowest = lowest_after(&old.framework().version, bump);
        let needed = last.map_or(lowest.clone(), |last| release_of(last).max(lowest));
        let is_enough = declared > old.framework().version && release_of(&declared) >= needed;
        if is_enough {
            return Ok(());
        }
        let before = format!("lineage/{}.yaml", release_of(&declared));
        let after = format!("lineage/{needed}.yaml");
        if before != after && !self.is_released(&before) && self.text(&before).is_some() {
            self.lineage_of(&before, &after, &needed)?;
        }
        let draft = format!("{needed}-draft.1").parse().ok();
        let manifest = self.text(MANIFEST).zip(draft);
        let manifest = manifest.and_then(|(text, version)| with_version(text, &version));
        let manifest = manifest.ok_or_else(|| EditError::layout(MANIFEST))?;
        self.put(MANIFEST, manifest);
        Ok(())
    }

    /// Makes the lineage of one version that of another, behind the records that it has.
    fn lineage_of(
        &mut self,
        before: &str,
        after: &str,
        version: &Version,
    ) -> Result<(), EditError> {
        if self.text(after).is_none() {
            self.edit(before, |sheet| {
                sheet.set(&way!["version"], &version.to_string())
            })?;
            return self.rename(before, after);
        }
        let from = self.sheet(before)?;
        if from.value().get("scale").is_some() {
            return Err(EditError::layout(before));
        }
        let records = from.items(&way!["records"]).len();
        let blocks: Result<Vec<Block>, EditError> = (0..records)
            .map(|at| from.block(&way!["records", at]))
            .collect();
        let blocks = blocks?;
        self.edit(after, |sheet| {
            blocks
                .iter()
                .try_for_each(|it| sheet.push(&[], "records", "version", it))
        })?;
        self.remove(before);
        Ok(())
    }
}

/// The path of the schema of lineage, seen from the folder `lineage`: beside that of the manifest.
pub fn lineage_schema(checked: &Loaded) -> String {
    schema(checked, 1, "lineage")
}

/// The path of a schema, seen from a file so many folders below the root: beside that of the manifest.
pub(super) fn schema(checked: &Loaded, depth: usize, name: &str) -> String {
    let manifest = checked.texts().find(|(path, _)| *path == MANIFEST);
    let named = manifest.and_then(|(_, text)| {
        let named = text.lines().next()?.strip_prefix(MODELINE)?;
        named.trim_end().strip_suffix("framework.schema.json")
    });
    let up = "../".repeat(depth);
    match named {
        Some(folder) if folder.contains("://") || folder.starts_with('/') => {
            format!("{folder}{name}.schema.json")
        }
        Some(folder) => format!("{up}{folder}{name}.schema.json"),
        None => format!("{up}schemas/{name}.schema.json"),
    }
}
