//! The lineage of an edit: its records, the file they belong into, and the version.

use super::{EditError, Edited, Patch, changed, patched_files, tried};
use crate::LineageRecord;
use crate::check::source::{Replacement, Source};
use crate::check::{Loaded, MANIFEST, MODELINE, load};
use crate::lineage::{Proposal, Suggestion};
use crate::release::{with_records, with_version};
use crate::version::diff::Diff;
use crate::version::{judge, lowest_after};

/// Tries an edit with its lineage. Where the model still has the version of its last release, the
/// version is raised to a draft of the lowest that the edit needs.
pub(super) fn declared(
    source: &dyn Source,
    checked: &Loaded,
    patches: &[Patch],
    records: Vec<LineageRecord>,
) -> Result<Edited, EditError> {
    let mut files = Vec::new();
    if let Some(old) = checked.releases().next_back() {
        let text = |path: &str| {
            let mut texts = checked.texts();
            texts
                .find(|(it, _)| *it == path)
                .map(|(_, text)| text.to_owned())
        };
        let new = load(&changed(source, &patched_files(checked, patches))).model()?;
        // What is declared already is not declared again, also where an edit was interrupted before
        // the version rose.
        let declared = |it: &LineageRecord| {
            let mut later = new
                .lineage()
                .iter()
                .filter(|it| it.version > old.framework().version);
            let known = |known: &LineageRecord| {
                (known.change, &known.from, &known.to) == (it.change, &it.from, &it.to)
            };
            later
                .find(|lineage| lineage.records.iter().any(known))
                .map(|it| it.version.clone())
        };
        let known = records.iter().find_map(declared);
        let suggestions: Vec<Suggestion> = records
            .into_iter()
            .filter(|it| declared(it).is_none())
            .map(Suggestion::decided)
            .collect();
        let proposal = Proposal::with(old, &new, suggestions);
        let mut needed = proposal.as_ref().map(|it| it.version.clone()).or(known);
        if let Some(proposal) = &proposal {
            let path = proposal.path();
            let before = text(&path);
            let after = match &before {
                None if !proposal.exists => Some(proposal.file(&lineage_schema(checked))),
                Some(text) if proposal.exists => with_records(text, proposal),
                _ => None,
            };
            let after = after.ok_or_else(|| EditError::Layout { path: path.clone() })?;
            files.push(Replacement {
                path,
                before,
                after,
            });
        }
        let is_released = new.framework().version == old.framework().version;
        if is_released && needed.is_none() {
            let diff = Diff::between(old, &new);
            let bump = judge(old, &new, &diff).needed;
            needed = bump.map(|bump| lowest_after(&old.framework().version, bump));
        }
        if let Some(needed) = needed.filter(|_| is_released) {
            let before = text(MANIFEST);
            let draft = format!("{needed}-draft.1").parse().ok();
            let after = before.as_deref().zip(draft);
            let after = after.and_then(|(text, version)| with_version(text, &version));
            let path = MANIFEST.to_owned();
            let after = after.ok_or_else(|| EditError::Layout { path: path.clone() })?;
            files.push(Replacement {
                path,
                before,
                after,
            });
        }
    }
    tried(source, checked, patches, files)
}

/// The path of the schema of lineage, seen from the folder `lineage`: beside that of the manifest.
pub fn lineage_schema(checked: &Loaded) -> String {
    let manifest = checked.texts().find(|(path, _)| *path == MANIFEST);
    let named = manifest.and_then(|(_, text)| {
        let named = text.lines().next()?.strip_prefix(MODELINE)?;
        named.trim_end().strip_suffix("framework.schema.json")
    });
    match named {
        Some(folder) if folder.contains("://") || folder.starts_with('/') => {
            format!("{folder}lineage.schema.json")
        }
        Some(folder) => format!("../{folder}lineage.schema.json"),
        None => Proposal::SCHEMA.to_owned(),
    }
}
