//! `competence import --onto`

use std::fmt::Write;
use std::io;
use std::path::Path;

use competence_core::check::load;
use competence_core::edit::Update;
use competence_core::source::{Directory, Replacement, Source, limits};
use competence_core::{Model, edit};
use competence_exchange::workbook::{self, Refusal};
use competence_exchange::{Imported, Input, Prefer};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::super::edit::outcome;
use super::ids::{self, IDS};
use super::import::{STATE, listed, unreadable};
use crate::Outcome;
use crate::arguments::Import;
use crate::failure::Failure;
use crate::model::{open, whole};

/// Brings a new state of a source into the files of a model.
pub fn onto(arguments: &Import, imported: &Imported, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let model = whole(&load(opened.source.as_ref()), &opened.path)?;
    let directory = Directory::open(&opened.path).map_err(Failure::reading(&opened.path))?;
    let read = |name: &str| {
        let read = directory.read_if_any(name, limits::BUNDLE_BYTES);
        read.map_err(|error| Failure::reading(Path::new(name))(io::Error::other(error)))
    };
    let state = read(STATE)?;
    let before = state.as_deref().map(Model::from_bundle).transpose()?;
    let prefer = arguments.prefer.unwrap_or(Prefer::Ours);
    let brought = match competence_exchange::onto(&model, before.as_ref(), &imported.model, prefer)
    {
        Ok(brought) => brought,
        Err(error) => return outcome(&opened, Err(error), arguments.dry_run),
    };
    if !brought.conflicts.is_empty() && arguments.prefer.is_none() {
        let all = brought.conflicts.iter().map(|it| Disputed {
            head: format!("{}: {}", it.element, field_of(&it.field)),
            here: it.said_in(&model),
            there: it.said_in(&brought.theirs),
        });
        return Ok(disputed(&all.collect::<Vec<_>>(), "source"));
    }
    let framework = imported.model.framework();
    let title = imported.model.text(&framework.title, None).1;
    let mut update = Update::new(brought.target);
    update.reason = Some(format!("Taken over from {title} {}", framework.version));
    let mut updated = edit::update(opened.source.as_ref(), &update);
    if let Ok(edited) = &mut updated {
        // What is no UTF-8 is no such table, and is not written over.
        let table = read(IDS)?.map(String::from_utf8).transpose();
        let next = table.as_ref().map_or(Ok(None), |table| {
            let models = [&edited.before, &edited.after];
            ids::of_next(table.as_deref(), imported, &brought.ids, models)
        })?;
        let ids = next.map(|it| (IDS, table.ok().flatten(), it));
        // It was read as a bundle, and so is UTF-8.
        let state = state.and_then(|it| String::from_utf8(it).ok());
        let state = (STATE, state, brought.theirs.to_bundle()?);
        let records = ids.into_iter().chain([state]);
        let records = records.map(|(path, before, after)| Replacement {
            path: path.to_owned(),
            before,
            after: Some(after),
        });
        edited
            .files
            .extend(records.filter(|it| it.before != it.after));
    }
    outcome(&opened, updated, arguments.dry_run)
}

/// Brings mappings into the files of a model.
pub fn with_mappings(arguments: &Import, input: &Input, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    let model = whole(&load(opened.source.as_ref()), &opened.path)?;
    let text = input.text();
    let set = text.and_then(|it| competence_exchange::with_mappings(&model, it));
    let (target, problems) =
        set.map_err(|it| unreadable(&arguments.file, input, arguments.format, &it))?;
    let edited = edit::update(opened.source.as_ref(), &Update::new(target));
    let mut outcome = outcome(&opened, edited, arguments.dry_run)?;
    outcome.note.insert_str(0, &listed(&problems));
    Ok(outcome)
}

/// Brings what was changed in a workbook into the files of a model.
pub fn sent_back(arguments: &Import, input: &Input, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let file = input
        .bytes()
        .map_err(|it| unreadable(&arguments.file, input, arguments.format, &it))?;
    let reason = arguments.reason.as_deref();
    let source = opened.source.as_ref();
    let (edited, problems) = match workbook::edits(source, file, reason, arguments.prefer) {
        Ok(sent) => (sent.edited, sent.problems),
        Err(Refusal::Edit(error)) => return outcome(&opened, Err(error), arguments.dry_run),
        Err(Refusal::Import(error)) => {
            let file = visible_line(&arguments.file.to_string_lossy()).into_owned();
            return Err(Failure::Unknown(format!("{file}: {error}")));
        }
        Err(Refusal::Clashes(clashes)) => {
            let all = clashes.into_iter().map(|it| Disputed {
                head: format!("{}: {} {}", it.place, it.element, field_of(&it.field)),
                here: it.here,
                there: it.there,
            });
            return Ok(disputed(&all.collect::<Vec<_>>(), "workbook"));
        }
        Err(Refusal::Questions(questions)) => {
            let lines = questions
                .iter()
                .map(|it| format!("{}\n", visible_line(&it.to_string())));
            return Ok(Outcome {
                text: lines.collect(),
                note: "nothing was written\n".to_owned(),
                passed: false,
            });
        }
        Err(error) => return Err(Failure::Unknown(error.to_string())),
    };
    let note = listed(&problems);
    let Some(edited) = edited else {
        return Ok(Outcome {
            text: "nothing was changed in the workbook\n".to_owned(),
            note,
            passed: true,
        });
    };
    let mut outcome = outcome(&opened, Ok(edited), arguments.dry_run)?;
    outcome.note.insert_str(0, &note);
    Ok(outcome)
}

/// What one field says here and there, where both sides changed it.
struct Disputed {
    /// What it is about.
    head: String,
    here: String,
    there: String,
}

/// The name of a field, as a conflict is told.
fn field_of(field: &str) -> &str {
    if field.is_empty() {
        "the whole element"
    } else {
        field
    }
}

/// What both sides changed, each in its words.
fn disputed(all: &[Disputed], side: &str) -> Outcome {
    let mut text = String::new();
    for it in all {
        let _ = writeln!(text, "{}", visible_line(&it.head));
        let _ = writeln!(text, "  here: {}", visible_line(&it.here));
        let _ = writeln!(text, "  in the {side}: {}", visible_line(&it.there));
    }
    let number = count(all.len(), "conflict");
    let _ = writeln!(
        text,
        "{number}: the model and the {side} both changed the same; nothing was written"
    );
    Outcome {
        text,
        note: format!(
            "`--prefer ours` keeps what the model says there, `--prefer theirs` what the {side} says\n"
        ),
        passed: false,
    }
}
