//! `competence status` and `competence approve`

use competence_core::Status;
use competence_core::edit::{Selection, set_status};

use super::edit::outcome;
use crate::Outcome;
use crate::arguments::Approve;
use crate::failure::Failure;
use crate::model::open;

pub fn run(status: Status, arguments: &Approve) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let selection = Selection {
        ids: arguments.ids.clone(),
        kind: arguments.kind,
        cluster: arguments.cluster.clone(),
        organisation: arguments.organisation.clone(),
        all: arguments.all,
    };
    let edited = set_status(opened.source.as_ref(), &selection, status);
    outcome(&opened, edited, arguments.editing.dry_run)
}
