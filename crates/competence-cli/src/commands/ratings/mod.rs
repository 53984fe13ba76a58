//! `competence ratings`

mod check;
mod convert;
pub mod count;
mod form;
pub mod input;
pub mod output;
mod pseudonymise;
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
        RatingsCommand::Count(arguments) => count::run(arguments),
        RatingsCommand::Series(arguments) => series::run(arguments),
    }
}
