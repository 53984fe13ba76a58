//! `competence import --onto`

use std::fmt::Write;
use std::io;
use std::path::Path;

use competence_core::check::load;
use competence_core::edit::Update;
use competence_core::source::{Directory, Replacement, Source, limits};
use competence_core::{Model, edit};
use competence_exchange::workbook::{self, Clash, Refusal};
use competence_exchange::{Imported, LIMIT, Onto, Prefer};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::super::edit::outcome;
use super::super::{bytes_of, text_of};
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
        return Ok(conflicting(&brought, &model));
    }
    let framework = imported.model.framework();
    let title = imported.model.text(&framework.title, None).1;
    let mut update = Update::new(brought.target);
    update.reason = Some(format!("Taken over from {title} {}", framework.version));
    let told = Replacement {
        path: STATE.to_owned(),
        // It was read as a bundle, and so is UTF-8.
        before: state.and_then(|it| String::from_utf8(it).ok()),
        after: Some(brought.theirs.to_bundle()?),
    };
    let updated = edit::update(opened.source.as_ref(), &update).map(|mut it| {
        it.files
            .extend(Some(told).filter(|it| it.before != it.after));
        it
    });
    outcome(&opened, updated, arguments.dry_run)
}

/// Brings mappings into the files of a model.
pub fn with_mappings(arguments: &Import, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    let model = whole(&load(opened.source.as_ref()), &opened.path)?;
    let text = text_of(&arguments.file, LIMIT)?;
    let set = competence_exchange::with_mappings(&model, &text);
    let (target, problems) = set.map_err(|it| unreadable(&arguments.file, &it))?;
    let edited = edit::update(opened.source.as_ref(), &Update::new(target));
    let mut outcome = outcome(&opened, edited, arguments.dry_run)?;
    outcome.note.insert_str(0, &listed(&problems));
    Ok(outcome)
}

/// Brings what was changed in a workbook into the files of a model.
pub fn sent_back(arguments: &Import, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let file = bytes_of(&arguments.file, LIMIT)?;
    let reason = arguments.reason.as_deref();
    let source = opened.source.as_ref();
    let (edited, problems) = match workbook::edits(source, &file, reason, arguments.prefer) {
        Ok(sent) => (sent.edited, sent.problems),
        Err(Refusal::Edit(error)) => return outcome(&opened, Err(error), arguments.dry_run),
        Err(Refusal::Import(error)) => {
            let file = visible_line(&arguments.file.to_string_lossy()).into_owned();
            return Err(Failure::Unknown(format!("{file}: {error}")));
        }
        Err(Refusal::Clashes(clashes)) => return Ok(clashing(&clashes)),
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

/// What the workbook and the model both changed.
fn clashing(clashes: &[Clash]) -> Outcome {
    let mut text = String::new();
    for it in clashes {
        let field = if it.field.is_empty() {
            "the whole element"
        } else {
            &it.field
        };
        let _ = writeln!(text, "{}: {} {field}", visible_line(&it.place), it.element);
        let _ = writeln!(text, "  here: {}", visible_line(&it.here));
        let _ = writeln!(text, "  in the workbook: {}", visible_line(&it.there));
    }
    let number = count(clashes.len(), "conflict");
    let _ = writeln!(
        text,
        "{number}: the model and the workbook both changed the same; nothing was written"
    );
    let note = "`--prefer ours` keeps what the model says there, `--prefer theirs` what the workbook says\n";
    Outcome {
        text,
        note: note.to_owned(),
        passed: false,
    }
}

/// What both sides changed, each in its words.
fn conflicting(brought: &Onto, model: &Model) -> Outcome {
    let mut text = String::new();
    for it in &brought.conflicts {
        let field = if it.field.is_empty() {
            "the whole element"
        } else {
            &it.field
        };
        let _ = writeln!(text, "{}: {field}", it.element);
        for (side, words) in [
            ("here", it.said_in(model)),
            ("in the source", it.said_in(&brought.theirs)),
        ] {
            let _ = writeln!(text, "  {side}: {}", visible_line(&words));
        }
    }
    let number = count(brought.conflicts.len(), "conflict");
    let _ = writeln!(
        text,
        "{number}: the model and the source both changed the same; nothing was written"
    );
    let note =
        "`--prefer ours` keeps what the model says there, `--prefer theirs` what the source says\n";
    Outcome {
        text,
        note: note.to_owned(),
        passed: false,
    }
}
