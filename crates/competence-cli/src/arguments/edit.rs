//! The arguments of the commands that edit a model.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use competence_core::{
    ClusterId, CompetenceId, Date, ElementId, IndicatorId, Kind, LanguageTag, OrganisationId,
    ProfileId, Status,
};
use semver::Version;

use super::{ModelPath, plain_words};

/// Which model is edited, and whether it is.
#[derive(Debug, Args)]
pub struct Editing {
    #[command(flatten)]
    pub model: ModelPath,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub struct SetStatus {
    /// The status that the elements get
    #[arg(value_parser = plain_words(Status::ALL, Status::as_str))]
    pub status: Status,
    #[command(flatten)]
    pub approve: Approve,
}

/// Arguments of `approve`, and of `status` behind the status.
#[derive(Debug, Args)]
#[command(
    after_help = "Everything else of the files stays byte for byte. A model that would have errors afterwards is left as it is, and the errors are shown."
)]
pub struct Approve {
    /// Elements: clusters, competences with their indicators, indicators, profiles
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Competences of this kind
    #[arg(long, value_parser = plain_words(Kind::ALL, Kind::as_str))]
    pub kind: Option<Kind>,
    /// This cluster, with its competences
    #[arg(long, value_name = "ID")]
    pub cluster: Option<String>,
    /// The clusters for this organisation, with their competences
    #[arg(long, value_name = "ID")]
    pub organisation: Option<OrganisationId>,
    /// All elements
    #[arg(long, conflicts_with_all = ["ids", "kind", "cluster", "organisation"])]
    pub all: bool,
    #[command(flatten)]
    pub editing: Editing,
}

/// Why something was decided.
#[derive(Debug, Args)]
pub struct Decision {
    /// Why it was decided
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// What the decision rests on; may be given several times
    #[arg(long, value_name = "TEXT")]
    pub evidence: Vec<String>,
    /// The day of the decision, as 2026-01-15
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

/// Arguments of `reword`.
#[derive(Debug, Args)]
#[command(
    after_help = "Where a released statement gets another meaning in the primary language, a lineage record is written with the reason. Where the model still has the version of its last release, the version is raised. Everything else of the files stays byte for byte."
)]
pub struct Reword {
    /// An indicator, or another element, whose title it is then
    #[arg(value_name = "ID")]
    pub id: String,
    /// The new text
    pub text: String,
    /// The language of the text, as a BCP 47 tag [default: the framework's primary one]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<LanguageTag>,
    /// It means the same: assessments are carried over as they are
    #[arg(long)]
    pub editorial: bool,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `rename`.
#[derive(Debug, Args)]
#[command(
    after_help = "The files, the indicators of a competence, the declared order, profiles and successors follow. Where the element was released, lineage records carry assessments over, and the version rises if it has to."
)]
pub struct Rename {
    /// A competence, an indicator, a cluster or a profile
    #[arg(value_name = "ID")]
    pub id: String,
    /// The new id
    #[arg(value_name = "NEW-ID")]
    pub to: ElementId,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `move`.
#[derive(Debug, Args)]
#[command(
    after_help = "An indicator gets the id of its new competence with its own name; a competence keeps its id, and its file goes to the folder of its new kind or cluster."
)]
pub struct Move {
    /// An indicator, a competence or a cluster
    #[arg(value_name = "ID")]
    pub id: String,
    /// Where to: for an indicator a competence, or its whole new id; for a competence a cluster, or
    /// `core`, `leadership` or `digital`; for a cluster the cluster above it
    pub target: String,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
#[command(
    after_help = "What they become keeps the file of the element of that id, or of the first, with its definition, status and source; it takes over the indicators, or the competences of a cluster, of the others. Whatever named one of them names what they became."
)]
pub struct Merge {
    /// The elements, all of the same kind
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// What they become: one of them, another element, or a new id
    #[arg(long, value_name = "ID")]
    pub into: String,
    /// Its title, or the statement of an indicator [default: that of the first]; with the tag of a
    /// language before it, as `en=TEXT`, in that language
    #[arg(long, value_name = "TEXT")]
    pub title: Vec<String>,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `split`.
#[derive(Debug, Args)]
#[command(
    after_help = "Each part begins as a copy of the element. Whatever named the element names all parts.\n\nExample: competence split cooperation --into teamwork=shares-knowledge,keeps-agreements openness --reason \"Two factors\""
)]
pub struct Split {
    /// An element
    #[arg(value_name = "ID")]
    pub id: String,
    /// The parts: the id of each; `ID=NAME,NAME` says which indicators of a competence, or which
    /// competences of a cluster, it gets, and one without names gets the rest
    #[arg(long, value_name = "PART", required = true, num_args = 1..)]
    pub into: Vec<String>,
    /// The title of a part, or the statement of an indicator, as `PART=TEXT`, or `PART:en=TEXT` in a
    /// language
    #[arg(long, value_name = "TEXT")]
    pub title: Vec<String>,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `retire`.
#[derive(Debug, Args)]
#[command(
    after_help = "What names the element goes with it: its place in the declared order, and what profiles require of it. A competence goes with its indicators; a cluster has to be empty."
)]
pub struct Retire {
    /// An element
    #[arg(value_name = "ID")]
    pub id: String,
    /// What is to be used instead; assessments are not carried over to it
    #[arg(long, value_name = "ID")]
    pub replaced_by: Vec<String>,
    #[command(flatten)]
    pub decision: Decision,
    #[command(flatten)]
    pub editing: Editing,
}

/// Arguments of `add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What is added
    #[command(subcommand)]
    pub what: Added,
}

/// What is added. Texts may have the tag of a language before them.
#[derive(Debug, Subcommand)]
pub enum Added {
    /// Add a competence with its indicators
    #[command(
        after_help = "A text is in the primary language, or as `en=TEXT` in another; give the option once for each.\n\nExample: competence add competence learning --kind core --title Learning --indicator \"asks: Asks for feedback\""
    )]
    Competence {
        /// Its id
        #[arg(value_name = "ID")]
        id: CompetenceId,
        /// Its kind; a job-specific one is in a cluster instead
        #[arg(long, value_parser = plain_words(&[Kind::Core, Kind::Leadership, Kind::Digital], Kind::as_str), required_unless_present = "cluster", conflicts_with = "cluster")]
        kind: Option<Kind>,
        /// Its cluster
        #[arg(long, value_name = "ID")]
        cluster: Option<String>,
        /// Its title
        #[arg(long, value_name = "TEXT", required = true)]
        title: Vec<String>,
        /// What it is
        #[arg(long, value_name = "TEXT")]
        definition: Vec<String>,
        /// An indicator, as `NAME: TEXT`; `NAME: en=TEXT` in another language
        #[arg(long, value_name = "INDICATOR", required = true)]
        indicator: Vec<String>,
        #[command(flatten)]
        editing: Editing,
    },
    /// Add an indicator to a competence, which its id names
    Indicator {
        /// Its id
        #[arg(value_name = "ID")]
        id: IndicatorId,
        /// Its statement; as `en=TEXT` in another language than the primary one
        #[arg(long, value_name = "TEXT", required = true)]
        statement: Vec<String>,
        #[command(flatten)]
        editing: Editing,
    },
    /// Add a cluster
    Cluster {
        /// Its id
        #[arg(value_name = "ID")]
        id: ClusterId,
        /// Its title; as `en=TEXT` in another language than the primary one
        #[arg(long, value_name = "TEXT", required = true)]
        title: Vec<String>,
        /// The field of work
        #[arg(long, value_name = "TEXT")]
        field: Vec<String>,
        /// An organisation that it is for
        #[arg(long, value_name = "ID")]
        organisation: Vec<OrganisationId>,
        #[command(flatten)]
        editing: Editing,
    },
    /// Add a profile
    Profile {
        /// Its id
        #[arg(value_name = "ID")]
        id: ProfileId,
        /// Its title; as `en=TEXT` in another language than the primary one
        #[arg(long, value_name = "TEXT", required = true)]
        title: Vec<String>,
        /// A profile that it extends
        #[arg(long, value_name = "ID")]
        extends: Vec<String>,
        /// What it requires: a kind, a cluster, a competence or an indicator, and behind `:` the level, as
        /// `core:3`
        #[arg(long, value_name = "WHAT")]
        requires: Vec<String>,
        #[command(flatten)]
        editing: Editing,
    },
}

/// Arguments of `translate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without `--from`, the texts that lack a translation are listed, and those whose translation is older: the text has other words than in the last release, the translation has not.\n\nExample: competence translate en --format csv > en.csv, then fill the column `translation`, then competence translate en --from en.csv"
)]
pub struct Translate {
    /// The language, as a BCP 47 tag
    #[arg(value_name = "TAG")]
    pub language: LanguageTag,
    /// Take the translations of a CSV file with the columns `id`, `field`, `text` and `translation`,
    /// as `--format csv` writes it
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// How to list what is missing
    #[arg(
        long,
        value_name = "FORMAT",
        default_value_t,
        value_enum,
        conflicts_with = "from"
    )]
    pub format: ListFormat,
    /// The release against which a translation may be older [default: the last one]
    #[arg(long, value_name = "VERSION", conflicts_with = "from")]
    pub since: Option<Version>,
    #[command(flatten)]
    pub editing: Editing,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For people.
    #[default]
    Text,
    /// For a table.
    Csv,
    /// For programs.
    Json,
}
