//! `competence reword`

use competence_core::edit::{Rewording, reword};

use super::edit::{grounds, model, outcome};
use crate::Outcome;
use crate::arguments::Reword;
use crate::failure::Failure;
use crate::model::open;
use crate::named;

pub fn run(arguments: &Reword) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let model = model(&opened)?;
    let id = named::id(&model, &arguments.id)?;
    let rewording = Rewording {
        language: arguments.lang.clone(),
        editorial: arguments.editorial,
        grounds: grounds(&arguments.decision),
        ..Rewording::new(id, arguments.text.as_str())
    };
    let edited = reword(opened.source.as_ref(), &rewording);
    outcome(&opened, edited, arguments.editing.dry_run)
}
