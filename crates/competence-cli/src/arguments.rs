//! The arguments of the command line.

mod edit;
mod exchange;
mod git;
mod ratings;
mod ratings_report;
mod ratings_series;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use competence_core::release::Wanted;
use competence_core::schema;
use competence_core::{Date, FrameworkId, Kind, LanguageTag, Status, UnknownWord};
use competence_exchange::mapped::Mapping;
use competence_exchange::{LossReport, MappingsReport};
#[cfg(feature = "report")]
use competence_ratings::evidence::Analysis;
use competence_ratings::reading::Layout;
use competence_ratings::series::Series;
use competence_render::{comparison, findings};
use semver::Version;

pub use edit::*;
pub use exchange::*;
pub use git::*;
pub use ratings::*;
pub use ratings_report::*;
pub use ratings_series::*;

/// Keeps a competence framework as reviewed, versioned, tested source.
#[derive(Debug, Parser)]
#[command(name = "competence", version, max_term_width = 100)]
pub struct Arguments {
    /// When to use colours; `auto` uses them on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value_t, value_enum)]
    pub color: Color,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes it hold for all output of the process.
    pub fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a model, and report its problems file by file
    Check(Check),
    /// Show one element: a competence, an indicator, a cluster or a profile
    Show(Show),
    /// List competences
    List(List),
    /// Find texts by words, without regard to case and diacritics
    Search(Search),
    /// Show the whole framework at a glance
    Tree(Tree),
    /// Show what changed between two models, in terms of competences and indicators
    Diff(Diff),
    /// Compare the declared version with the one that the changes need
    Semver(Semver),
    /// Propose the lineage that would explain what is gone since the last release
    Lineage(Lineage),
    /// Tell what became of each competence and indicator of one version in a later one
    Crosswalk(Crosswalk),
    /// Carry assessments over: rewrite a file of ratings to the indicators of a later version
    Migrate(Migrate),
    /// Read files of ratings: check them, convert them, make forms and pseudonyms
    Ratings(Box<Ratings>),
    /// Tell the life of one element over all releases
    History(History),
    /// Release a version: write its bundle, record it, and set the manifest's version
    Release(Release),
    /// Add a draft of a competence, an indicator, a cluster or a profile
    Add(Add),
    /// Give an element another id, everywhere
    Rename(Rename),
    /// Move an indicator into another competence, or a competence to another kind or cluster
    Move(Move),
    /// Merge elements into one
    Merge(Merge),
    /// Split an element into several
    Split(Split),
    /// Reword a statement or a title, with the lineage that says what it means
    Reword(Reword),
    /// Remove an element, with the lineage that says why
    Retire(Retire),
    /// Approve elements: `status approved`
    Approve(Approve),
    /// Set the approval status of elements, in all of their files
    Status(SetStatus),
    /// List what lacks a translation, and take translations back
    Translate(Translate),
    /// Explain a rule, or list all rules
    Explain(Explain),
    /// Write, print or check the JSON Schemas of all documents
    Schema(Schema),
    /// Write the whole model as one canonical JSON document, with its hash
    Bundle(Bundle),
    /// Write a model in another format, and say what that format cannot hold
    Export(Export),
    /// Make a model of a framework in another format
    Import(Import),
    /// Hold mappings against the framework that they lead to
    Mappings(Mappings),
    /// Make a small, valid, commented model to start from
    New(New),
    /// Lay out the files of a model, keeping comments and meaning
    Fmt(Fmt),
    /// Merge two versions of a file of a model: a merge driver for git
    GitMerge(GitMerge),
    /// Tell what a file changes in its model: a diff driver for git
    GitDiff(GitDiff),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// The path of a model.
#[derive(Debug, Args)]
pub struct ModelPath {
    /// The model: its folder, or a bundle [default: found from here upwards, as `framework.yaml` or
    /// `model/framework.yaml`]
    #[arg(long, value_name = "PATH")]
    pub model: Option<PathBuf>,
}

/// The path of a model, for a command that has no other argument.
#[derive(Debug, Args)]
pub struct ModelArgument {
    /// The model: its folder, a bundle, or where it makes sense one file [default: found from here
    /// upwards, as `framework.yaml` or `model/framework.yaml`]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The same as PATH
    #[arg(long, value_name = "PATH", conflicts_with = "path")]
    model: Option<PathBuf>,
}

impl ModelArgument {
    /// The path, however it was given.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref().or(self.model.as_deref())
    }
}

/// The language of what is shown.
#[derive(Debug, Args)]
pub struct Language {
    /// The language of the texts, as a BCP 47 tag [default: the framework's primary one]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<LanguageTag>,
}

/// How to show what was found.
#[derive(Debug, Args)]
pub struct Shown {
    #[command(flatten)]
    pub language: Language,
    /// The form of the output
    #[arg(long, default_value_t, value_enum)]
    pub format: Format,
}

/// The form of what is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if there are no errors (and, with --deny-warnings, no warnings), 1 if there are, 2 if the check could not run."
)]
pub struct Check {
    #[command(flatten)]
    pub model: ModelArgument,
    /// The form of the report
    #[arg(long, default_value_t = findings::Format::Text,
        value_parser = words(findings::Format::ALL, findings::Format::as_str, findings::Format::about))]
    pub format: findings::Format,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Print the findings only, without the summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Print the number of findings of each rule only
    #[arg(long, conflicts_with_all = ["quiet", "format"])]
    pub summary: bool,
    #[command(flatten)]
    pub known: Known,
    #[command(flatten)]
    pub fixing: Fixing,
}

/// What becomes of a file that is in the way.
#[derive(Debug, Args)]
pub struct Overwriting {
    /// Write over what is there, also if it is not as an earlier run left it
    #[arg(long)]
    pub overwrite: bool,
}

/// Findings that are let be.
#[derive(Debug, Args)]
pub struct Known {
    /// Let the findings of this file be, and report only others
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings that there are into the file of `--baseline`
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "diff"])]
    pub write_baseline: bool,
}

/// Whether findings are fixed.
#[derive(Debug, Args)]
pub struct Fixing {
    /// Apply the safe edits that findings suggest, and report what is left: white space, final
    /// punctuation, quotes, the line that names the schema, the encoding of letters, new names
    /// of keys
    #[arg(long)]
    pub fix: bool,
    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["format", "summary"])]
    pub diff: bool,
    /// With `--fix` or `--diff`, apply edits too that may say something that is not meant, such as
    /// another name
    #[arg(long)]
    pub unsafe_fixes: bool,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The id of the element, its code or address, or its title
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub model: ModelPath,
    #[command(flatten)]
    pub shown: Shown,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub model: ModelArgument,
    /// Only competences of this kind
    #[arg(long, value_parser = plain_words(Kind::ALL, Kind::as_str))]
    pub kind: Option<Kind>,
    /// Only competences of this cluster
    #[arg(long, value_name = "ID")]
    pub cluster: Option<String>,
    /// Only competences of the clusters for this organisation
    #[arg(long, value_name = "ID")]
    pub organisation: Option<String>,
    /// Only competences that this profile asks for, with the level
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Only competences of this status
    #[arg(long, value_parser = plain_words(Status::ALL, Status::as_str))]
    pub status: Option<Status>,
    /// With their indicators
    #[arg(long)]
    pub indicators: bool,
    #[command(flatten)]
    pub shown: Shown,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct Search {
    /// The words: a text must have each of them, as it is, in another form (`knjiga` finds
    /// `knjige`), or as the beginning of a word
    #[arg(required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub model: ModelPath,
    #[command(flatten)]
    pub shown: Shown,
}

/// Arguments of `tree`.
#[derive(Debug, Args)]
pub struct Tree {
    #[command(flatten)]
    pub model: ModelArgument,
    /// With the indicators
    #[arg(long)]
    pub indicators: bool,
    #[command(flatten)]
    pub shown: Shown,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The id of the rule [default: a list of all rules]
    pub rule: Option<String>,
    /// Print the reference of all rules, in Markdown
    #[arg(long, conflicts_with = "rule")]
    pub reference: bool,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Print the schema of this kind of document or report
    #[arg(value_parser = schema_name(), conflicts_with_all = ["check", "out"], required_unless_present_any = ["check", "out"])]
    pub kind: Option<schema::Named>,
    /// Check that the schemas in a folder are current, and show what differs
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "schemas")]
    pub check: Option<PathBuf>,
    /// Write all schemas into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    pub out: Option<PathBuf>,
}

/// Arguments of `bundle`.
#[derive(Debug, Args)]
pub struct Bundle {
    #[command(flatten)]
    pub model: ModelArgument,
    /// Write the bundle to a file, and print its hash
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print the hash only
    #[arg(long, conflicts_with = "out")]
    pub hash: bool,
    #[command(flatten)]
    pub writing: Overwriting,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The folder of the new model: one that is not there yet, an empty one, or one that holds no
    /// more than a repository that was just made
    pub dir: PathBuf,
    /// The id of the framework, in lower case with hyphens
    #[arg(long, value_name = "ID")]
    pub id: Option<FrameworkId>,
    /// The title of the framework
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The languages of its texts, as BCP 47 tags with commas between them; the first is the primary one
    #[arg(
        long,
        value_name = "TAGS",
        value_delimiter = ',',
        default_value = "en,sl"
    )]
    pub languages: Vec<LanguageTag>,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    #[command(flatten)]
    pub model: ModelArgument,
    /// Change nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = SIDES)]
pub struct Diff {
    /// The old model
    pub base: String,
    /// The new model [default: the model of `--model`]
    pub head: Option<String>,
    /// The model whose releases and revisions the two may be [default: HEAD if it is a folder, or
    /// the model found from here upwards]
    #[arg(long, value_name = "PATH")]
    pub model: Option<String>,
    /// Judge the version against a git revision as it is, and not against the last release before it
    #[arg(long)]
    pub exact: bool,
    /// The form of the difference
    #[arg(long, default_value_t = comparison::Format::Text,
        value_parser = words(comparison::Format::ALL, comparison::Format::as_str, comparison::Format::about))]
    pub format: comparison::Format,
    /// Write the difference to a file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Tell what becomes of the ratings that there are: a file of ratings, or what `ratings count` made of one
    #[arg(long, value_name = "FILE")]
    pub ratings: Option<PathBuf>,
    /// With a file of ratings: tell no number of fewer people
    #[arg(long, value_name = "NUMBER", default_value_t = 5, requires = "ratings", value_parser = clap::value_parser!(u64).range(1..))]
    pub min_group: u64,
    #[command(flatten)]
    pub writing: Overwriting,
    #[command(flatten)]
    pub language: Language,
}

/// What the sides of a comparison may be.
const SIDES: &str = "A side is the folder of a model; a bundle; a released version of the model here, `1.0.0` or `latest`; or a git revision of its folder, as `git:origin/main` or `git:v1.0.0`, and `git:v1.0.0:old/folder` where it lay elsewhere. `git:main...` is the commit at which the branch here and `main` parted, and `git:main...topic` that of two branches.\n\nThe promise of a version is made by releases: against a git revision, the version is judged by what changed since the last release in its history. Where nothing was released yet, or where there was no model, there is nothing to compare with, and any version suffices.";

/// Arguments of `semver`.
#[derive(Debug, Args)]
#[command(after_help = SIDES)]
pub struct Semver {
    /// The model whose version is judged [default: found from here upwards, as `framework.yaml` or
    /// `model/framework.yaml`]
    pub path: Option<String>,
    /// The same as PATH
    #[arg(long, value_name = "PATH", conflicts_with = "path")]
    pub model: Option<String>,
    /// The model that it is compared with
    #[arg(long, value_name = "BASE")]
    pub against: String,
    /// Compare with a git revision as it is, and not with the last release before it
    #[arg(long)]
    pub exact: bool,
    /// The form of the verdict
    #[arg(long, default_value_t, value_enum)]
    pub format: Format,
}

/// Arguments of `lineage`.
#[derive(Debug, Args)]
#[command(
    after_help = "Prints the file `lineage/<version>.yaml` as it would be, the records that are there included. What became of what is judged by likeness, and never assumed: read each record, and fill in the reasons."
)]
pub struct Lineage {
    #[command(flatten)]
    pub model: ModelArgument,
    /// The model that it is compared with [default: the last release]
    #[arg(long, value_name = "BASE")]
    pub against: Option<String>,
    /// Write the file; one that is there gets the records added, and keeps all else
    #[arg(long)]
    pub write: bool,
}

/// Arguments of `crosswalk`.
#[derive(Debug, Args)]
pub struct Crosswalk {
    #[command(flatten)]
    pub model: ModelArgument,
    /// The earlier version, as it was released
    #[arg(long, value_name = "VERSION")]
    pub from: Version,
    /// The later version [default: the model as it is]
    #[arg(long, value_name = "VERSION")]
    pub to: Option<Version>,
    /// Only what became something else, or nothing
    #[arg(long)]
    pub changed: bool,
    /// The form of the table
    #[arg(long, default_value_t, value_enum)]
    pub format: TableFormat,
    /// CSV as a spreadsheet opens it by a double click: with a byte-order mark, and with semicolons
    /// where the language of the texts has a decimal comma
    #[arg(long)]
    pub spreadsheet: bool,
    #[command(flatten)]
    pub language: Language,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum TableFormat {
    /// For people, and for pages.
    #[default]
    Markdown,
    /// For spreadsheets; a text that one would take for a formula begins with an apostrophe.
    Csv,
    /// For programs.
    Json,
}

/// Arguments of `migrate`.
#[derive(Debug, Args)]
#[command(
    after_help = "A rating is kept where its indicator is the same, and copied where it was split. Where indicators were merged it becomes part of the mean of those that were rated, with their number in the column `parts`; the rows of one assessment must stand next to each other for that. Where the lineage maps the scale, it becomes what its level has become. All else is set aside with the reason, in a file of its own."
)]
pub struct Migrate {
    /// The file: CSV with a header (comma, semicolon or tab), or JSON lines
    pub file: PathBuf,
    #[command(flatten)]
    pub model: ModelPath,
    /// The version that was assessed against, as it was released
    #[arg(long, value_name = "VERSION")]
    pub from: Version,
    /// The later version [default: the model as it is]
    #[arg(long, value_name = "VERSION")]
    pub to: Option<Version>,
    /// The file to write [default: the name of FILE with the version added]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The file for the rows that lead nowhere [default: the name of the file that is written, with `set-aside` added]
    #[arg(long, value_name = "FILE")]
    pub set_aside: Option<PathBuf>,
    /// The column of the indicator's id
    #[arg(long, value_name = "COLUMN", default_value = "indicator")]
    pub indicator: String,
    /// The column of the rating
    #[arg(long, value_name = "COLUMN", default_value = "value")]
    pub value: String,
    /// The columns that tell assessments apart, such as `person,date` [default: all others]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub by: Vec<String>,
    /// The form of the file [default: by its name: JSON lines if it ends with `.jsonl` or `.ndjson`]
    #[arg(long, value_enum)]
    pub format: Option<AssessmentFormat>,
}

/// The form of a file of assessments.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum AssessmentFormat {
    /// A table with a header.
    Csv,
    /// A JSON object on each line.
    Jsonl,
}

/// Arguments of `release`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if it was released (with --dry-run, if it could be), 1 if it is refused, 2 if the command could not run. A release that was interrupted goes on when the command is run again; until then it does not hold."
)]
pub struct Release {
    #[command(flatten)]
    pub model: ModelArgument,
    /// The version to release, or `auto`: the lowest that suffices for the changes [default: the
    /// one that the manifest declares]
    #[arg(long, value_name = "VERSION", value_parser = wanted)]
    pub version: Option<Wanted>,
    /// The day of the release, such as `2025-03-31`: not before the last one, and at most 31 days ahead
    /// [default: today, in UTC]
    #[arg(long, value_name = "DAY")]
    pub date: Option<Date>,
    /// Write nothing; show what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// Reads one of these words.
fn plain_words<T>(all: &[T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + FromStr<Err = UnknownWord> + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|it| word(*it))).try_map(|word| word.parse())
}

/// All schemas: those of the core, and those of the reports of other crates. That of `ratings report` is known
/// where the command is.
pub fn schemas() -> impl Iterator<Item = schema::Named> {
    let all = schema::all().chain([
        LossReport::SCHEMA,
        MappingsReport::SCHEMA,
        Mapping::SCHEMA,
        Layout::SCHEMA,
        Series::SCHEMA,
    ]);
    #[cfg(feature = "report")]
    let all = all.chain([Analysis::SCHEMA]);
    all
}

/// Reads the name of a schema.
fn schema_name() -> impl TypedValueParser<Value = schema::Named> {
    PossibleValuesParser::new(schemas().map(schema::Named::name)).try_map(|name| {
        let found = schemas().find(|it| it.name() == name);
        found.ok_or("there is no such schema")
    })
}

/// Reads one of these words, each with what it is for.
fn words<T>(
    all: &[T],
    word: fn(T) -> &'static str,
    about: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + FromStr<Err = UnknownWord> + Send + Sync + 'static,
{
    let value = |it: &T| PossibleValue::new(word(*it)).help(about(*it));
    PossibleValuesParser::new(all.iter().map(value)).try_map(|word| word.parse())
}

fn wanted(text: &str) -> Result<Wanted, String> {
    if text == "auto" {
        return Ok(Wanted::Lowest);
    }
    let version = text.parse().map(Wanted::Exactly);
    version.map_err(|_| "neither `auto` nor a semantic version such as `1.0.0`".to_owned())
}

/// Arguments of `history`.
#[derive(Debug, Args)]
pub struct History {
    /// The id of the element, as it is or as it was; or its code, address or title
    pub id: String,
    #[command(flatten)]
    pub model: ModelPath,
    #[command(flatten)]
    pub language: Language,
}
