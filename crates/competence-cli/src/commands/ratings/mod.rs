//! `competence ratings`

mod check;
mod convert;
pub mod count;
mod form;
pub mod input;
pub mod output;
mod pseudonymise;
#[cfg(feature = "report")]
mod report;
mod series;

use crate::Outcome;
use crate::arguments::{Ratings, RatingsCommand};
use crate::failure::Failure;

pub fn run(arguments: &Ratings) -> Result<Outcome, Failure> {
    match &arguments.command {
        RatingsCommand::Check(arguments) => check::run(arguments),
        RatingsCommand::Convert(arguments) => convert::run(arguments),
        RatingsCommand::Form(arguments) => form::run(arguments),
        RatingsCommand::Pseudonymise(arguments) => pseudonymise::run(arguments),
        #[cfg(feature = "report")]
        RatingsCommand::Report(arguments) => report::run(arguments),
        #[cfg(not(feature = "report"))]
        RatingsCommand::Report(_) => Err(Failure::Unknown(
            "reports are not built into this program, as they need linear algebra: build it with the feature `report` (`cargo install --path crates/competence-cli --features report`)".to_owned(),
        )),
        RatingsCommand::Count(arguments) => count::run(arguments),
        RatingsCommand::Series(arguments) => series::run(arguments),
    }
}
