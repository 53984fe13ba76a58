//! The arguments of `ratings report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use semver::Version;

use super::{Language, Overwriting, RatingsFile};

/// Arguments of `ratings report`.
#[derive(Debug, Args)]
#[command(
    after_help = "A report is of one version of the framework. Ratings against other versions are counted and left out: `competence migrate` carries them over.\n\nNo figure is of fewer persons than `--min-group`, or gives one away that is. What needs more persons than there are is said to need them."
)]
pub struct RatingsReport {
    #[command(flatten)]
    pub input: RatingsFile,
    /// FILE has sufficient statistics, as `competence-cluster analyse --moments` writes them, in the place of ratings
    #[arg(long, conflicts_with_all = ["Columns", "of"])]
    pub moments: bool,
    /// The version to report on [default: the latest that there are ratings of]
    #[arg(long, value_name = "VERSION")]
    pub of: Option<Version>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The form of the report [default: by the name of the file that is written, or html]
    #[arg(long, value_enum)]
    pub format: Option<RatingsReportFormat>,
    #[command(flatten)]
    pub language: Language,
    /// The fewest persons that a figure may be of
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(2..))]
    pub min_group: u64,
    /// Write each suggestion as a draft of a lineage record into this folder
    #[arg(long, value_name = "DIR")]
    pub propose: Option<PathBuf>,
    #[command(flatten)]
    pub writing: Overwriting,
}

/// The form of a report on ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RatingsReportFormat {
    /// One page, with pictures.
    Html,
    /// For programs.
    Json,
    /// Without pictures.
    Markdown,
    /// A workbook: a sheet a table.
    Xlsx,
}
