//! The arguments of the commands that git calls.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `git-merge`.
#[derive(Debug, Args)]
#[command(
    after_help = "Set up with:\n  git config merge.competence.name \"competence models\"\n  git config merge.competence.driver \"competence git-merge %O %A %B %L %P\"\nand in `.gitattributes`:\n  model/**/*.yaml merge=competence"
)]
pub struct GitMerge {
    /// The version that both were made from, `%O`
    pub base: PathBuf,
    /// Our version, `%A`; what is merged is written there
    pub ours: PathBuf,
    /// Their version, `%B`
    pub theirs: PathBuf,
    /// The length of the marks of a conflict, `%L`
    pub marker_size: Option<usize>,
    /// The path in the repository, `%P`
    #[arg(default_value = "the file")]
    pub path: String,
}

/// Arguments of `git-diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Set up with:\n  git config diff.competence.command \"competence git-diff\"\nand in `.gitattributes`:\n  model/**/*.yaml diff=competence"
)]
pub struct GitDiff {
    /// The path in the repository
    pub path: String,
    /// The old version; git gives none of a file whose merge is not finished
    pub old: Option<PathBuf>,
    /// Its hash
    pub old_hash: Option<String>,
    /// Its mode
    pub old_mode: Option<String>,
    /// The new version
    pub new: Option<PathBuf>,
    /// Its hash
    pub new_hash: Option<String>,
    /// Its mode
    pub new_mode: Option<String>,
    /// The new path of a file that was renamed
    pub new_path: Option<String>,
    /// What else git says of it
    #[arg(hide = true)]
    pub more: Vec<String>,
}
