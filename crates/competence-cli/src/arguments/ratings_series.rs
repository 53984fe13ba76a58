//! The arguments of `ratings count` and `ratings series`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::RatingsFile;

/// Arguments of `ratings count`.
#[derive(Debug, Args)]
#[command(
    after_help = "The counts hold no person, and no number of fewer people than `--min-group`: they may stand in the repository of the model, so that `competence diff --ratings` and the comment of a pull request tell whom a change affects."
)]
pub struct CountRatings {
    #[command(flatten)]
    pub input: RatingsFile,
    /// The file to write, such as `counts.json` [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Tell no number of fewer people
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..))]
    pub min_group: u64,
}

/// Arguments of `ratings series`.
#[derive(Debug, Args)]
#[command(
    after_help = "Every rating is carried over to the latest version as `migrate` does it, and a series breaks where that cannot be done. A competence has only those of its indicators in its series that are at each of its points."
)]
pub struct RatingsSeries {
    #[command(flatten)]
    pub input: RatingsFile,
    /// The form of the series
    #[arg(long, value_enum, default_value_t)]
    pub format: SeriesFormat,
    /// Tell no figure of fewer people
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..))]
    pub min_group: u64,
}

/// The form of series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SeriesFormat {
    /// For people.
    #[default]
    Text,
    /// A row a point, a break or an end.
    Csv,
    /// For programs.
    Json,
}
