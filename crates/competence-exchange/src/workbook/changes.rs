//! What people changed in a workbook, as edits of the model.

use std::collections::{HashMap, HashSet};

use competence_core::check::load;
use competence_core::edit::{Conflict, EditError, Edited, in_turn, together};
use competence_core::source::Source;
use competence_core::{LanguageTag, Model};
use serde_json::Value;

use super::Decision;
use super::book::{Book, Grid, RowsById};
use super::rows::{Rows, rows};
use super::steps::Steps;
use crate::onto::preferring;
use crate::tables::{self, csv};
use crate::{ImportError, Imported, Origin, Prefer, Problem};

/// What came of a workbook that was sent back.
#[derive(Debug)]
#[non_exhaustive]
pub struct Sent {
    /// The edits; none if nothing was changed.
    pub edited: Option<Edited>,
    /// What was not taken over, or not as it stands.
    pub problems: Vec<Problem>,
}

/// What a workbook and the model both changed since the workbook was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clash {
    /// The cell.
    pub place: String,
    /// The element.
    pub element: String,
    /// The field; empty if it is the whole element.
    pub field: String,
    /// What the model says.
    pub here: String,
    /// What the workbook says.
    pub there: String,
}

/// Why a workbook is not taken over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The model and the workbook both changed the same.
    #[error("the model and the workbook both changed the same")]
    Clashes(Vec<Clash>),
    /// Something is missing, or wrong.
    #[error("the workbook leaves questions open")]
    Questions(Vec<Problem>),
    /// The model cannot be edited so.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Makes edits of what was changed in a workbook that [`write`](super::write) made of an earlier state of
/// the model. What was changed in the model since stays; what both changed is refused, unless one side is
/// preferred. `reason` is why things changed, where a row does not say it.
///
/// # Errors
/// [`Refusal`].
pub fn edits(
    source: &dyn Source,
    file: &[u8],
    reason: Option<&str>,
    prefer: Option<Prefer>,
) -> Result<Sent, Refusal> {
    let mut book = Book::read(file)?;
    let model = load(source).model().map_err(EditError::from)?;
    let (made_of, own) = (&book.base.framework().id, &model.framework().id);
    if made_of != own {
        let message = format!("the workbook was made of `{made_of}`, and this model is `{own}`");
        return Err(ImportError::Input(message).into());
    }
    let (base, theirs, rows, problems) = both(&mut book, &model)?;
    let told = problems.iter().filter(|it| !it.is_harmless);
    let told: HashSet<String> = told.map(|it| it.place.clone()).collect();
    let (open, mut problems): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|it| book.is_of_a_value(it, &told));
    if !open.is_empty() {
        return Err(Refusal::Questions(open));
    }
    if theirs.framework().version != base.framework().version {
        let message = "the version rises as far as what is changed needs it: this one was left out";
        problems.push(Problem::new(book.place_of_field("version"), message));
    }
    let together = preferring(&base, &model, &theirs, prefer.unwrap_or(Prefer::Ours))?;
    let clashes = clashes(&together.conflicts, [&base, &model, &theirs], &book, &rows)?;
    if !clashes.is_empty() && prefer.is_none() {
        return Err(Refusal::Clashes(clashes));
    }
    let target = together.model;
    let steps = Steps::of(&base, &theirs, &target, &rows, reason);
    if !steps.questions.is_empty() {
        return Err(Refusal::Questions(steps.questions));
    }
    match in_turn(source, &steps.turns) {
        Ok(edited) => Ok(Sent {
            edited: edited.filter(|it| !it.files.is_empty()),
            problems,
        }),
        Err((_, EditError::Refused { findings })) => {
            let rows = book.rows_by_id();
            let told = findings.iter().map(|it| book.told(it, &rows));
            Err(Refusal::Questions(told.collect()))
        }
        Err((number, error)) => Err(steps.question(number, error)),
    }
}

/// The model that a workbook was made of, as its tables hold it, and what they say now; what the rows say
/// beside that, and what was not taken over. Neither says how elements are ordered: that is not told by rows
/// that people sort.
fn both(book: &mut Book, model: &Model) -> Result<(Model, Model, Rows, Vec<Problem>), ImportError> {
    let ordered = |it: &Model| {
        let mut bundle = it.as_bundle().clone();
        bundle.framework.order = model.framework().order.clone();
        Model::try_new(bundle)
    };
    let base = ordered(&csv::read_again(&book.tables)?.model)?;
    let rows = rows(book);
    let tables: Vec<_> = book.grids.iter().map(Grid::as_table).collect();
    let read = tables::read(&tables)?;
    drop(tables);
    let mut problems = std::mem::take(&mut book.problems);
    problems.extend(read.problems);
    let theirs = as_typed(&base, &ordered(&read.model)?, book, &mut problems)?;
    Ok((base, theirs, rows, problems))
}

/// Reads a workbook that [`write`](super::write) made as a model of its own.
///
/// # Errors
/// [`ImportError`] if it is no such workbook.
pub(crate) fn read(file: &[u8]) -> Result<Imported, ImportError> {
    let mut book = Book::read(file)?;
    let model = book.base.clone();
    let (base, theirs, rows, mut problems) = both(&mut book, &model)?;
    let both = together(&base, &model, &theirs);
    let model = both.map_err(|it| ImportError::Input(it.to_string()))?.model;
    problems.extend(rows.decided.iter().map(|it| {
        let message = "decisions are taken over with `--onto`, and not into a new model";
        Problem::new(&it.place, message)
    }));
    let ids = model.elements().map(|it| Origin {
        id: it.id().to_owned(),
        from: "id",
        value: it.id().to_owned(),
    });
    Ok(Imported {
        ids: ids.collect(),
        model,
        problems,
        guessed: None,
    })
}

/// What both changed, with the cells.
fn clashes(
    conflicts: &[Conflict],
    [base, model, theirs]: [&Model; 3],
    book: &Book,
    rows: &Rows,
) -> Result<Vec<Clash>, EditError> {
    let by_id = book.rows_by_id();
    let mut clashes: Vec<Clash> = conflicts
        .iter()
        .map(|it| Clash {
            place: place(&by_id, it),
            element: it.element.clone(),
            field: it.field.clone(),
            here: it.said_in(model),
            there: it.said_in(theirs),
        })
        .collect();
    // What ends in the workbook was changed here.
    let ends = rows
        .decided
        .iter()
        .filter(|it| it.decision != Decision::Editorial);
    let ends = ends
        .map(|it| (&it.id, &it.place))
        .chain(rows.gone.iter().map(|(id, sheet)| (id, sheet)));
    let again = csv::read_again(&tables::tables_of(model))
        .map_err(|it| EditError::Request(it.to_string()))?;
    for (id, place) in ends {
        let (old, new) = (base.element(id), again.model.element(id));
        if let (Some(old), Some(new)) = (old, new)
            && old.to_json() != new.to_json()
        {
            clashes.push(Clash {
                place: place.clone(),
                element: id.clone(),
                field: String::new(),
                here: model.text(new.title(), None).1.to_owned(),
                there: "it ends".to_owned(),
            });
        }
    }
    Ok(clashes)
}

/// The cell that a conflict is about.
fn place(rows: &RowsById<'_>, conflict: &Conflict) -> String {
    let (name, language) = conflict
        .field
        .split_once('.')
        .unwrap_or((&conflict.field, ""));
    let mut heading = name.replace('-', " ");
    if LanguageTag::new(language).is_ok() {
        heading = format!("{heading} ({language})");
    }
    let Some((grid, row)) = rows.get(conflict.element.as_str()) else {
        return "framework".to_owned();
    };
    let has_heading = grid.column(&heading).is_some();
    grid.place(row, if has_heading { &heading } else { "id" })
}

/// What was typed, and not what a spreadsheet program made of it: where a text differs from the one that was
/// exported by the kind of its blanks, dashes and dots only, it is that one.
fn as_typed(
    base: &Model,
    theirs: &Model,
    book: &Book,
    problems: &mut Vec<Problem>,
) -> Result<Model, ImportError> {
    let failed = |error: serde_json::Error| ImportError::Input(error.to_string());
    let before = serde_json::to_value(base.as_bundle()).map_err(failed)?;
    let mut after = serde_json::to_value(theirs.as_bundle()).map_err(failed)?;
    let mut restored = Vec::new();
    restore(&before, &mut after, "", &mut restored);
    if restored.is_empty() {
        return Ok(theirs.clone());
    }
    let rows = book.rows_by_id();
    for id in restored {
        let place = rows.get(id.as_str());
        let place = place.map(|(grid, row)| grid.place(row, "id"));
        problems.push(Problem::harmless(
            place.unwrap_or(id),
            "only blanks, dashes or dots are of another kind: it was taken for unchanged",
        ));
    }
    let bundle = serde_json::from_value(after).map_err(failed)?;
    Ok(Model::try_new(bundle)?)
}

fn restore(before: &Value, after: &mut Value, id: &str, restored: &mut Vec<String>) {
    match (before, after) {
        (Value::String(old), Value::String(new)) if old != new && typed(old) == typed(new) => {
            new.clone_from(old);
            if restored.last().map(String::as_str) != Some(id) {
                restored.push(id.to_owned());
            }
        }
        (Value::Object(old), Value::Object(new)) => {
            let id = old
                .get("id")
                .and_then(Value::as_str)
                .unwrap_or(id)
                .to_owned();
            for (key, value) in new.iter_mut() {
                if let Some(old) = old.get(key) {
                    restore(old, value, &id, restored);
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            let by_id: HashMap<&str, &Value> = old
                .iter()
                .filter_map(|it| Some((it.get("id")?.as_str()?, it)))
                .collect();
            for (at, value) in new.iter_mut().enumerate() {
                let own = value.get("id").and_then(Value::as_str);
                let old = match own {
                    Some(own) => by_id.get(own).copied(),
                    None => old.get(at),
                };
                if let Some(old) = old {
                    restore(old, value, id, restored);
                }
            }
        }
        _ => {}
    }
}

/// A text with one kind of blank, dash and ellipsis.
fn typed(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '…' => out.push_str("..."),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}
