//! What the commands that edit a model say.

use std::fmt::Write;

use competence_core::edit::{EditError, Edited, Grounds};
use competence_core::version::Comparison;
use competence_core::{Evidence, Framework, LocalisedText, Model};
use competence_render::comparison::changes_text;
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use crate::Outcome;
use crate::arguments::Decision;
use crate::failure::Failure;
use crate::model::{Opened, unknown, whole};

/// Writes an edit, unless it is only to be shown, and tells what it did.
pub fn outcome(
    opened: &Opened,
    edited: Result<Edited, EditError>,
    dry_run: bool,
) -> Result<Outcome, Failure> {
    let edited = match edited {
        Ok(edited) => edited,
        Err(error) => return refused(opened, error),
    };
    if !dry_run {
        opened.write(&edited.files)?;
    }
    let mut note = String::new();
    if edited.files.is_empty() {
        note.push_str("nothing changes: it is as it was asked to be\n");
    }
    // Writing to a string does not fail.
    for file in &edited.files {
        let verb = match (&file.after, dry_run) {
            (Some(_), false) => "wrote",
            (Some(_), true) => "would write",
            (None, false) => "removed",
            (None, true) => "would remove",
        };
        let _ = writeln!(note, "{verb} {}{}", opened.prefix, visible_line(&file.path));
    }
    let comparison = Comparison::between(edited.before, edited.after);
    Ok(Outcome {
        text: changes_text(&comparison, None),
        note,
        passed: true,
    })
}

/// The model as it is, read whole.
pub fn model(opened: &Opened) -> Result<Model, Failure> {
    let loaded = competence_core::check::load(opened.source.as_ref());
    whole(&loaded, &opened.path)
}

/// Why something was decided.
pub fn grounds(decision: &Decision) -> Grounds {
    Grounds {
        reason: decision.reason.clone(),
        evidence: decision.evidence.iter().map(Evidence::new).collect(),
        decided: decision.date,
    }
}

/// A text in the languages that are given: each is in the primary one, or has the tag of a language of
/// the framework and `=` before it.
pub fn worded(texts: &[String], framework: &Framework) -> Result<LocalisedText, Failure> {
    let languages = &framework.languages;
    let mut all: Option<LocalisedText> = None;
    for given in texts {
        let (language, text) = match given.split_once('=') {
            Some((tag, text)) => match languages.all().find(|it| it.as_str() == tag) {
                Some(language) => (language, text),
                None => (&languages.primary, given.as_str()),
            },
            None => (&languages.primary, given.as_str()),
        };
        let is_there = all.as_ref().is_some_and(|it| it.get(language).is_some());
        if is_there {
            return Err(Failure::Unknown(format!(
                "there are two texts in `{language}`: `{}` is the second",
                visible_line(text)
            )));
        }
        all = Some(match all {
            None => LocalisedText::new(language.clone(), text),
            Some(all) => all.with(language.clone(), text),
        });
    }
    all.ok_or_else(|| Failure::Unknown("a text is missing".to_owned()))
}

/// Why the model is left as it is: a failure, or the errors that it would have.
fn refused(opened: &Opened, error: EditError) -> Result<Outcome, Failure> {
    match error {
        EditError::Incomplete(error) => {
            Err(Failure::incomplete(&opened.path.to_string_lossy(), &error))
        }
        EditError::Unknown { id, known } => {
            let message = format!("there is no element `{}`", visible_line(&id));
            Err(unknown(&message, &id, known.iter().map(String::as_str), []))
        }
        EditError::Refused { findings } => {
            let mut text = String::new();
            for finding in &findings {
                let place = &finding.place;
                let _ = writeln!(
                    text,
                    "{}{}:{}:{}: {}: {}",
                    opened.prefix,
                    place.file,
                    place.line,
                    place.column,
                    finding.rule.id,
                    visible_line(&finding.message)
                );
            }
            let errors = count(findings.len(), "error");
            let note = format!(
                "nothing is changed: the model would have {errors} that it does not have now\n"
            );
            Ok(Outcome {
                text,
                note,
                passed: false,
            })
        }
        EditError::Nothing => Err(Failure::Unknown(format!(
            "{error}\n  name elements, or choose with `--kind`, `--cluster`, `--organisation` or `--all`"
        ))),
        EditError::Layout { .. } => Err(Failure::Unknown(format!(
            "{error}\n  `competence fmt` lays it out; or edit it by hand"
        ))),
        EditError::Unexplained { .. } => Err(Failure::Unknown(format!(
            "{error}\n  `--reason TEXT` says why"
        ))),
        EditError::NoReason => Err(Failure::Unknown(format!(
            "{error}\n  `--reason TEXT` says why, `--editorial` that it means the same"
        ))),
        error => Err(Failure::Unknown(error.to_string())),
    }
}
