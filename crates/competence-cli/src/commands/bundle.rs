//! `competence bundle`

use competence_core::ContentHash;
use competence_core::check::check;
use competence_core::source::Outputs;
use competence_render::sentence::count;

use super::destination;
use crate::Outcome;
use crate::arguments::Bundle;
use crate::failure::Failure;
use crate::model::{errors, open, whole};

pub fn run(arguments: &Bundle) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    let loaded = check(opened.source.as_ref());
    let number = errors(&loaded);
    if number > 0 {
        return Err(Failure::HasErrors {
            path: opened.path,
            errors: count(number, "error"),
        });
    }
    let model = whole(&loaded, &opened.path)?;
    let json = model.to_bundle()?;
    let hash = ContentHash::of(&json);
    if arguments.hash {
        return Ok(Outcome::passed(format!("{hash}\n")));
    }
    match destination(arguments.out.as_deref()) {
        Some(path) => {
            let outputs = Outputs::default().overwriting(arguments.writing.overwrite);
            outputs.file(path, json).write()?;
            Ok(Outcome::passed(format!("{hash}  {}\n", path.display())))
        }
        None => Ok(Outcome {
            text: json,
            note: format!("{hash}\n"),
            passed: true,
        }),
    }
}
