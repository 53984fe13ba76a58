//! `competence reword`

use competence_core::Evidence;
use competence_core::edit::{Rewording, reword};

use super::edit::outcome;
use crate::Outcome;
use crate::arguments::Reword;
use crate::failure::Failure;
use crate::model::open;

pub fn run(arguments: &Reword) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.model.as_deref())?;
    let why = &arguments.decision;
    let rewording = Rewording {
        language: arguments.lang.clone(),
        editorial: arguments.editorial,
        reason: why.reason.clone(),
        evidence: why.evidence.iter().map(Evidence::new).collect(),
        decided: why.date,
        ..Rewording::new(arguments.id.clone(), arguments.text.as_str())
    };
    let edited = reword(opened.source.as_ref(), &rewording);
    outcome(&opened, edited, arguments.dry_run)
}
