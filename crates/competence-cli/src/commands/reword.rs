//! `competence reword`

use competence_core::edit::{Rewording, reword};

use super::edit::{grounds, outcome};
use crate::Outcome;
use crate::arguments::Reword;
use crate::failure::Failure;
use crate::model::open;

pub fn run(arguments: &Reword) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let rewording = Rewording {
        language: arguments.lang.clone(),
        editorial: arguments.editorial,
        grounds: grounds(&arguments.decision),
        ..Rewording::new(arguments.id.clone(), arguments.text.as_str())
    };
    let edited = reword(opened.source.as_ref(), &rewording);
    outcome(&opened, edited, arguments.editing.dry_run)
}
