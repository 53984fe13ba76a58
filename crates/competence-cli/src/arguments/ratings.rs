//! The arguments of `ratings`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use competence_ratings::reading::Form;
use competence_render::findings;
use semver::Version;

use super::{CountRatings, Language, ModelPath, RatingsReport, RatingsSeries, plain_words, words};

/// Arguments of `ratings`.
#[derive(Debug, Args)]
pub struct Ratings {
    /// What to do
    #[command(subcommand)]
    pub command: RatingsCommand,
}

/// What to do with ratings.
#[derive(Debug, Subcommand)]
pub enum RatingsCommand {
    /// Check a file of ratings, and report what is wrong in it
    Check(CheckRatings),
    /// Write ratings in another form: long or wide, as CSV, JSON lines or a workbook
    Convert(ConvertRatings),
    /// Make an empty form for the ratings of a profile
    Form(RatingsForm),
    /// Put pseudonyms in the place of persons
    Pseudonymise(Pseudonymise),
    /// Report what ratings say of the model: statements, competences, and what the figures suggest
    Report(RatingsReport),
    /// Count ratings and people, for whom a change affects
    Count(CountRatings),
    /// Put the ratings of all versions into one comparable series
    Series(RatingsSeries),
}

/// A file of ratings, and what its columns say.
#[derive(Debug, Args)]
pub struct RatingsFile {
    /// The file: CSV, TSV, JSON lines (`.jsonl`, `.ndjson`) or a workbook (`.xlsx`), with a row for each
    /// rating or for each person
    pub file: PathBuf,
    #[command(flatten)]
    pub model: ModelPath,
    #[command(flatten)]
    pub columns: Columns,
}

/// What the columns of a file of ratings say; what is not given is guessed from the headings.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Columns")]
pub struct Columns {
    /// A file that says what the columns are: `competence schema ratings-layout`
    #[arg(long, value_name = "FILE")]
    pub layout: Option<PathBuf>,
    /// The version that was rated against, where rows do not say [default: the one that knows most of what
    /// is rated]
    #[arg(long, value_name = "VERSION")]
    pub version: Option<Version>,
    /// Whether a row is one rating, or those of a person
    #[arg(long, value_parser = plain_words(Form::ALL, Form::as_str))]
    pub rows: Option<Form>,
    /// Of a workbook, the sheet with the ratings
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// The column of who is rated
    #[arg(long, value_name = "COLUMN")]
    pub person: Option<String>,
    /// The column of who rates
    #[arg(long, value_name = "COLUMN")]
    pub rater: Option<String>,
    /// The column of the rater's role: self, manager, peer or report
    #[arg(long, value_name = "COLUMN")]
    pub role: Option<String>,
    /// The column of the day
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,
    /// The column of the organisation
    #[arg(long, value_name = "COLUMN")]
    pub organisation: Option<String>,
    /// The column of the profile or position
    #[arg(long, value_name = "COLUMN")]
    pub profile: Option<String>,
    /// The column of what is rated
    #[arg(long, value_name = "COLUMN")]
    pub indicator: Option<String>,
    /// The column of the rating
    #[arg(long, value_name = "COLUMN")]
    pub value: Option<String>,
    /// The column of the version
    #[arg(long, value_name = "COLUMN")]
    pub version_column: Option<String>,
}

/// Arguments of `ratings check`.
#[derive(Debug, Args)]
#[command(
    after_help = "No finding tells a person. Exit status: 0 if there are no errors (and, with --deny-warnings, no warnings), 1 if there are, 2 if the check could not run."
)]
pub struct CheckRatings {
    #[command(flatten)]
    pub input: RatingsFile,
    /// The form of the report
    #[arg(long, default_value_t = findings::Format::Text,
        value_parser = words(findings::Format::ALL, findings::Format::as_str, findings::Format::about))]
    pub format: findings::Format,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// How many findings of each rule are kept; the rest are counted
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub limit: usize,
}

/// Arguments of `ratings convert`.
#[derive(Debug, Args)]
#[command(
    after_help = "Nothing is lost: every column goes along, and values stay as they are written. A wide row has no name, so that a column `form` with its number tells its ratings from those of others."
)]
pub struct ConvertRatings {
    #[command(flatten)]
    pub input: RatingsFile,
    /// The file to write: its name ends with `.csv`, `.tsv`, `.jsonl`, `.ndjson` or `.xlsx`
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Whether a row is to be one rating, or those of a form [default: as it is read]
    #[arg(long, value_parser = plain_words(Form::ALL, Form::as_str))]
    pub to: Option<Form>,
}

/// Arguments of `ratings form`.
#[derive(Debug, Args)]
pub struct RatingsForm {
    /// The id of the profile, or its title
    pub profile: String,
    #[command(flatten)]
    pub model: ModelPath,
    /// The form of the file [default: by the name of the file]
    #[arg(long, value_enum)]
    pub format: Option<BlankFormat>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub language: Language,
}

/// The form of an empty form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BlankFormat {
    /// A workbook, with a list of the levels in each cell.
    Xlsx,
    /// A header.
    Csv,
}

/// Arguments of `ratings pseudonymise`.
#[derive(Debug, Args)]
#[command(
    after_help = "A pseudonym is made of the name and the key (HMAC-SHA-256): the same person has the same in every file, and nobody without the key can tell who it is. The key has at least 32 bytes, such as those of `openssl rand -hex 32`; keep it apart from the files, and do not lose it. Comments and other columns stay as they are: leave out those that tell who somebody is."
)]
pub struct Pseudonymise {
    #[command(flatten)]
    pub input: RatingsFile,
    /// The file to write, in the same form [default: the name of FILE with `pseudonymous` added]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The file that holds the key [default: the environment variable `COMPETENCE_RATINGS_KEY`]
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Further columns with persons
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub also: Vec<String>,
    /// Columns that are left out, such as comments
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub leave_out: Vec<String>,
}
