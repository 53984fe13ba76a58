//! `competence lineage`

use std::path::Path;

use competence_core::Model;
use competence_core::check::{Loaded, load};
use competence_core::diff::Diff;
use competence_core::edit::lineage_schema;
use competence_core::lineage::Proposal;
use competence_core::release::with_records;
use competence_core::source::{Directory, Expected};
use competence_render::comparison::lineage_sentence;
use competence_render::sentence::count;
use competence_render::visible::{visible, visible_line};

use crate::Outcome;
use crate::arguments::Lineage;
use crate::failure::Failure;
use crate::model::{Opened, open, whole};
use crate::sides::{Pair, pair};

pub fn run(arguments: &Lineage) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let loaded = load(opened.source.as_ref());
    let new = whole(&loaded, &opened.path)?;
    let old = match base(arguments.against.as_deref(), &loaded, &opened.path)? {
        Ok(old) => old,
        Err(why) => return Ok(Outcome::passed(format!("nothing to explain: {why}\n"))),
    };
    let diff = Diff::between(&old, &new);
    let Some(proposal) = Proposal::of(&diff, &old, &new) else {
        let version = &old.framework().version;
        let text = format!("nothing is left to explain since version {version}\n");
        return Ok(Outcome::passed(text));
    };
    let path = proposal.path();
    let before = loaded.texts().find(|(it, _)| *it == path);
    let before = before.map(|(_, text)| text);
    let after = match before {
        None if !proposal.exists => Some(proposal.file(&lineage_schema(&loaded))),
        Some(text) if proposal.exists => with_records(text, &proposal),
        // The lineage of the version is in a file of another name, or the file holds another.
        _ => None,
    };
    let Some(after) = after else {
        return Err(Failure::NotExtended {
            path: visible_line(&path).into_owned(),
            records: proposal.items().trim_end().to_owned(),
        });
    };
    if !arguments.write {
        return Ok(Outcome {
            text: visible(&after).into_owned(),
            note: format!("{}\n", lineage_sentence(&proposal)),
            passed: true,
        });
    }
    let directory = Directory::open(&opened.path).map_err(Failure::reading(&opened.path))?;
    let expected = before.map(str::as_bytes);
    let expected = expected.map_or(Expected::Absent, Expected::Bytes);
    directory.write(&path, expected, &after)?;
    Ok(Outcome::passed(told(&proposal, &opened)))
}

/// The model that is compared with: what is named, or the last release; or why there is none.
fn base(
    against: Option<&str>,
    loaded: &Loaded,
    path: &Path,
) -> Result<Result<Model, String>, Failure> {
    let Some(base) = against else {
        let latest = loaded.releases().next_back().cloned();
        return Ok(latest.ok_or_else(|| "no version has been released yet".to_owned()));
    };
    let Pair { base: old, .. } = pair(base, Some(&path.to_string_lossy()), None)?;
    Ok(old.promise(base))
}

/// What was written, and what is left to do.
fn told(proposal: &Proposal, opened: &Opened) -> String {
    let shown = format!("{}{}", opened.prefix, proposal.path());
    let records = count(proposal.records.len(), "record");
    let mut lines = vec![if proposal.exists {
        format!("added {records} to {shown}")
    } else {
        format!("wrote {shown} with {records}")
    }];
    let reasons = proposal.records.iter().filter(|it| it.needs_reason).count();
    if reasons > 0 {
        let reasons = count(reasons, "reason");
        lines.push(format!(
            "fill in {reasons} there: the model is not whole before"
        ));
    }
    let corrections = proposal
        .records
        .iter()
        .filter(|it| it.record.editorial)
        .count();
    if corrections > 0 {
        let which = if corrections == 1 {
            "1 record says".to_owned()
        } else {
            format!("{corrections} records say")
        };
        lines.push(format!(
            "{which} that another wording means the same: delete what does not"
        ));
    }
    if proposal.raises {
        let version = &proposal.version;
        lines.push(format!(
            "write `version: {version}` in the manifest, for the lineage to be in force"
        ));
    }
    let lines = lines.iter().map(|line| format!("{}\n", visible_line(line)));
    lines.collect()
}
