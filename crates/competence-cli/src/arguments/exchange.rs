//! The arguments of `export` and `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use competence_exchange::{InFormat, OutFormat, Prefer};

use super::{Format, Overwriting, plain_words};

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "A format that cannot hold something leaves it out. How much that is, is always said; `--loss-report` names every field.\n\n`sqlite` needs a C compiler, and is there in a program that was built with `--features sqlite`."
)]
pub struct Export {
    /// The format
    #[arg(value_parser = plain_words(OutFormat::ALL, OutFormat::as_str))]
    pub format: OutFormat,
    /// The folder of the model, or a bundle
    #[arg(long, value_name = "PATH")]
    pub model: Option<PathBuf>,
    /// Write to a file, or for `csv` to a folder, and not to standard output
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// For a workbook: the version since which its sheet of changes tells what is different; the release before
    /// this one if none is given
    #[arg(long, value_name = "BASE")]
    pub since: Option<String>,
    /// Write what the format cannot hold: as JSON if the name of the file ends with `.json`, and as a
    /// table otherwise
    #[arg(long, value_name = "FILE")]
    pub loss_report: Option<PathBuf>,
    #[command(flatten)]
    pub writing: Overwriting,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The format
    #[arg(value_parser = plain_words(InFormat::ALL, InFormat::as_str))]
    pub format: InFormat,
    /// The file to read
    pub file: PathBuf,
    /// A file that says which column, or which value of JSON, gives what; for `csv`, `xlsx` and `json`
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Write what the columns were taken for, as a mapping that can be corrected
    #[arg(long, value_name = "FILE", conflicts_with = "mapping")]
    pub write_mapping: Option<PathBuf>,
    #[command(flatten)]
    pub writing: Overwriting,
    /// The folder of the new model: one that is not there yet, or an empty one
    #[arg(long, value_name = "DIR", required_unless_present_any = ["dry_run", "onto"])]
    pub out: Option<PathBuf>,
    /// The folder of a model that an earlier state of the same source was imported into: what changed in
    /// the source since is brought into its files
    #[arg(long, value_name = "MODEL", conflicts_with = "out")]
    pub onto: Option<PathBuf>,
    /// Whose word counts where the model and the source both changed the same; without it, the import is
    /// refused
    #[arg(long, value_name = "SIDE", requires = "onto", value_parser = plain_words(Prefer::ALL, Prefer::as_str))]
    pub prefer: Option<Prefer>,
    /// For a workbook: why something changes, where its row does not say it
    #[arg(long, value_name = "TEXT", requires = "onto")]
    pub reason: Option<String>,
    /// Write nothing; tell what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `mappings`.
#[derive(Debug, Args)]
pub struct Mappings {
    /// What to do
    #[command(subcommand)]
    pub command: MappingsCommand,
}

/// What to do with mappings.
#[derive(Debug, Subcommand)]
pub enum MappingsCommand {
    /// Hold them against a copy of the framework that they lead to: what is gone, replaced, renamed, or of
    /// another version
    Check(MappingsCheck),
}

/// Arguments of `mappings check`.
#[derive(Debug, Args)]
pub struct MappingsCheck {
    /// The other framework: the folder of a model, a bundle, or with `--as` a file of another format
    pub target: PathBuf,
    /// The format of the other framework
    #[arg(long = "as", value_name = "FORMAT", value_parser = plain_words(InFormat::ALL, InFormat::as_str))]
    pub of_format: Option<InFormat>,
    /// The folder of the model, or a bundle
    #[arg(long, value_name = "PATH")]
    pub model: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}
