//! Every lint that could mind generated code is on.
#![deny(warnings, missing_docs, unreachable_pub, unused_imports)]
#![forbid(unsafe_code)]

/// A framework.
pub mod framework {
    competence_core::include_model!();
}

use competence_core::{CompetenceId, IndicatorId, Model};
use framework::{ids, model};

/// Constants are used by value, by reference and in other constants.
const OURS: [CompetenceId; 2] = [ids::competence::COOPERATION, ids::competence::DIGITAL_WORK];

fn main() {
    let model: &'static Model = model();
    assert!(OURS.iter().all(|it| model.competence(it).is_some()));
    let indicator: IndicatorId = ids::indicator::cooperation::KEEPS_AGREEMENTS;
    assert_eq!(indicator, "cooperation.keeps-agreements");
    assert!(model.cluster(&ids::cluster::RECORDS_MANAGEMENT).is_some());
    assert!(model.profile(&ids::profile::EVERY_EMPLOYEE).is_some());
    assert_eq!(model.clusters_for(&ids::organisation::ARCHIVE).count(), 1);
    // It is read once.
    assert!(std::ptr::eq(model, framework::model()));
}
