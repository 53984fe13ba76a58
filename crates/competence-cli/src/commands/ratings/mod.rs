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

use std::path::Path;

use competence_ratings::Untold;
use competence_render::visible::visible_line;

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

/// The failure that ratings are which do not say of whom they are, or cannot be read.
fn untold(file: &Path, error: &Untold) -> Failure {
    match error {
        Untold::Unread(error) => input::failure(file, error),
        error => Failure::Unknown(format!(
            "{}: {error}",
            visible_line(&file.to_string_lossy())
        )),
    }
}
