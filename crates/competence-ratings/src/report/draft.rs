//! What the figures suggest, as records to be decided on.

use std::fmt::Write;

use competence_core::ElementId;
use competence_render::visible::visible_line;
use semver::Version;

use super::Error;
use crate::evidence::Draft;

/// A draft as an item of a lineage file, with the command that makes the change.
///
/// # Errors
/// [`Error::Json`] if a text cannot be quoted, which would be a fault of this library.
pub fn draft(draft: &Draft, version: &Version) -> Result<String, Error> {
    let record = &draft.record;
    let list = |ids: &[ElementId]| {
        let ids: Vec<&str> = ids.iter().map(ElementId::as_str).collect();
        ids.join(", ")
    };
    let mut out = format!(
        "# A draft, from ratings against version {version}. When it is decided, this command makes the change, and\n# writes the record into the lineage of the next version:\n#\n#   {}\n- change: {}\n  from: [{}]\n",
        visible_line(&draft.command),
        record.change,
        list(&record.from)
    );
    // Writing to a string does not fail. A text in JSON is one in YAML.
    if !record.to.is_empty() {
        let _ = writeln!(out, "  to: [{}]", list(&record.to));
    }
    if let Some(reason) = &record.reason {
        let _ = writeln!(out, "  reason: {}", serde_json::to_string(reason)?);
    }
    if !record.evidence.is_empty() {
        out.push_str("  evidence:\n");
    }
    for it in &record.evidence {
        let _ = writeln!(out, "    - text: {}", serde_json::to_string(&it.text)?);
    }
    Ok(out)
}

/// The name of a draft's file: `1-merged-proactive-action-user-focus.yaml`.
pub fn draft_name(number: usize, draft: &Draft) -> String {
    let record = &draft.record;
    let ids: Vec<String> = record
        .from
        .iter()
        .map(|it| it.as_str().replace('.', "-"))
        .collect();
    let name: String = format!("{number}-{}-{}", record.change, ids.join("-"))
        .chars()
        .take(120)
        .collect();
    format!("{name}.yaml")
}
