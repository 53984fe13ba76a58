//! `competence ratings`

mod check;
mod convert;
mod form;
pub mod input;
pub mod output;
mod pseudonymise;

use crate::Outcome;
use crate::arguments::{Ratings, RatingsCommand};
use crate::failure::Failure;

pub fn run(arguments: &Ratings) -> Result<Outcome, Failure> {
    match &arguments.command {
        RatingsCommand::Check(arguments) => check::run(arguments),
        RatingsCommand::Convert(arguments) => convert::run(arguments),
        RatingsCommand::Form(arguments) => form::run(arguments),
        RatingsCommand::Pseudonymise(arguments) => pseudonymise::run(arguments),
    }
}
