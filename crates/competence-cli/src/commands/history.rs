//! `competence history`

use std::fmt::Write;

use competence_core::{Change, Diff, ElementId, LineageRecord, Model};

use crate::Outcome;
use crate::arguments::History;
use crate::failure::Failure;
use crate::report::change::describe;
use crate::sides::all_versions;
use crate::visible::visible_line;

pub fn run(arguments: &History) -> Result<Outcome, Failure> {
    let models = all_versions(arguments.model.model.as_deref())?;
    let id = arguments.id.as_str();
    let lines = events(&models, id);
    if lines.is_empty() {
        let message = format!("no version has an element `{}`", visible_line(id));
        return Err(Failure::Unknown(message));
    }
    Ok(Outcome::passed(lines))
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// What happened to an element in each version.
fn events(models: &[Model], id: &str) -> String {
    let mut out = String::new();
    let mut before: Option<&Model> = None;
    for model in models {
        let version = &model.framework().version;
        let mut happened = Vec::new();
        let was_there = before.is_some_and(|before| before.element(id).is_some());
        match (was_there, model.element(id)) {
            (false, Some(element)) => {
                let (_, title) = model.text(element.title(), None);
                happened.push(format!("came, as {} {id}: \"{title}\"", element.noun()));
            }
            (true, None) => happened.push("is gone".to_owned()),
            (true, Some(_)) => {
                let diff = before.map(|before| Diff::between(before, model));
                let changes = diff.iter().flat_map(|diff| &diff.changes);
                happened.extend(
                    changes
                        .filter(|it| it.element.to_string() == id)
                        .map(describe),
                );
            }
            (false, None) => {}
        }
        let lineage = model.lineage().iter().filter(|it| it.version == *version);
        for record in lineage
            .flat_map(|it| &it.records)
            .filter(|record| names(record, id))
        {
            happened.push(sentence(record));
        }
        for (number, line) in happened.iter().enumerate() {
            let head = if number == 0 {
                version.to_string()
            } else {
                String::new()
            };
            let _ = writeln!(out, "{head:12} {}", visible_line(line));
        }
        before = Some(model);
    }
    out
}

fn names(record: &LineageRecord, id: &str) -> bool {
    record
        .from
        .iter()
        .chain(&record.to)
        .any(|it| it.as_str() == id)
}

/// A lineage record in a sentence.
fn sentence(record: &LineageRecord) -> String {
    let list = |ids: &[ElementId]| {
        ids.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (from, to) = (list(&record.from), list(&record.to));
    let what = match record.change {
        Change::Renamed => format!("{from} was renamed to {to}"),
        Change::Moved => format!("{from} was moved to {to}"),
        Change::Reworded if record.editorial => format!("{from} was reworded, and means the same"),
        Change::Reworded => format!("{from} was reworded"),
        Change::Merged => format!("{from} were merged into {to}"),
        Change::Split => format!("{from} was split into {to}"),
        Change::Replaced => format!("{from} was replaced by {to}"),
        Change::Retired => format!("{from} was retired"),
    };
    match &record.reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what,
    }
}
