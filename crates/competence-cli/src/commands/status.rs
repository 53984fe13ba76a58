//! `competence status` and `competence approve`

use competence_core::Status;
use competence_core::edit::{Selection, set_status};

use super::edit::{model, outcome};
use crate::Outcome;
use crate::arguments::Approve;
use crate::failure::Failure;
use crate::model::open;
use crate::named;

pub fn run(status: Status, arguments: &Approve) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let model = model(&opened)?;
    let ids = named::ids(&model, &arguments.ids)?;
    let cluster = arguments.cluster.as_ref();
    let selection = Selection {
        ids: ids.iter().map(ToString::to_string).collect(),
        kind: arguments.kind,
        cluster: cluster
            .map(|it| named::id_of(&model, it, "cluster"))
            .transpose()?,
        organisation: arguments.organisation.clone(),
        all: arguments.all,
    };
    let edited = set_status(opened.source.as_ref(), &selection, status);
    outcome(&opened, edited, arguments.editing.dry_run)
}
