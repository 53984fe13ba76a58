//! Why a command could not do its work.

use std::io;
use std::path::{Path, PathBuf};

use competence_core::check::Incomplete;
use competence_core::source::{OutputsError, WriteError};
use competence_core::{BundleError, LanguageTag};
use competence_render::visible::visible_line;

/// A reason why a command could not run at all, which differs from findings.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The model's path cannot be opened.
    #[error("cannot open `{}`: {error}\n  name the folder of a model, a bundle, or one file of a model", path.display())]
    Open {
        /// The path.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// No path was given, and there is no model here.
    #[error(
        "there is no model here: neither `framework.yaml` nor `model/framework.yaml`, nor in the folders above, up to `{}`\n  name the model's folder, or make a new model with `competence new DIR`", .0.display()
    )]
    NoModel(PathBuf),
    /// The folder holds models, and is none itself.
    #[error("`{}` has no `framework.yaml`, and holds other models: {models}\n  name one of them", path.display())]
    Models {
        /// The path.
        path: PathBuf,
        /// The models in it.
        models: String,
    },
    /// The path leads out of the repository that it is in.
    #[error("`{}` is a link that leads out of the repository, to `{}`\n  name that path itself, if it is what you want", path.display(), real.display())]
    LinkOut {
        /// The path.
        path: PathBuf,
        /// Where it leads.
        real: PathBuf,
    },
    /// The folder is a submodule of git that is not there yet.
    #[error(
        "`{0}` is a submodule that is not there yet\n  fetch it with `git submodule update --init {0}`"
    )]
    Submodule(String),
    /// A side that should be a model has none.
    #[error("`{side}` is no model: {why}")]
    NothingThere {
        /// The side.
        side: String,
        /// Why.
        why: String,
    },
    /// The model has no manifest that could be understood.
    #[error("the model in `{}` cannot be understood\n  `competence check {}` shows why", .0.display(), .0.display())]
    NotUnderstood(PathBuf),
    /// A side of a comparison was not read as a whole.
    #[error(
        "`{side}` cannot be compared, judged or carried over: {reason}\n  fix it there, or name another version"
    )]
    Incomplete {
        /// The side.
        side: String,
        /// Why not.
        reason: String,
    },
    /// The model cannot be read from git.
    #[error(transparent)]
    Git(#[from] competence_git::GitError),
    /// The model has errors.
    #[error("the model in `{}` has {errors}: a bundle is made of a model without any\n  `competence check {}` shows them", path.display(), path.display())]
    HasErrors {
        /// The path.
        path: PathBuf,
        /// How many.
        errors: String,
    },
    /// A side of a comparison is nothing that is known.
    #[error(
        "`{side}` is neither a folder nor a bundle, a released version or `git:` and a revision\n  {known}"
    )]
    Side {
        /// What was given.
        side: String,
        /// What there is.
        known: String,
    },
    /// Nothing has this id.
    #[error("{0}")]
    Unknown(String),
    /// The language is none of the model's.
    #[error("no text of the model is in `{wanted}`\n  its languages are {known}")]
    Language {
        /// What was asked for.
        wanted: LanguageTag,
        /// What there is.
        known: String,
    },
    /// A folder for a new model has something in it.
    #[error("`{}` is not empty\n  name a folder that is not there yet, an empty one, or one with no more than a new repository", .0.display())]
    NotEmpty(PathBuf),
    /// A file cannot be read or written.
    #[error("cannot {verb} `{}`: {error}", path.display())]
    File {
        /// Read or write.
        verb: &'static str,
        /// The path.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Files are there that somebody wrote or changed.
    #[error("{}\n  move it away, name another place, or write over it with `--overwrite`", kept(.0))]
    Kept(Vec<PathBuf>),
    /// A file that is made anew each time is something else.
    #[error("`{}` is there already, and is not {expected}\n  move it away, or name another file", path.display())]
    Foreign {
        /// The path.
        path: PathBuf,
        /// What may be written over there.
        expected: &'static str,
    },
    /// The files of a release cannot be written.
    #[error(
        "{0}\n  nothing is released before `releases/releases.yaml` is written; `competence check` says what state the model is in"
    )]
    Unreleased(WriteError),
    /// A row of a file of assessments cannot be understood.
    #[error("{}:{line}: {problem}\n  nothing was written: correct the file, or leave the row out", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// A table has no column of this name.
    #[error("`{}` has no column `{name}`\n  name it with `{option}`; the columns are {known}", path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        name: String,
        /// The option that names another.
        option: String,
        /// What there is.
        known: String,
    },
    /// A file that is to be written is there already.
    #[error("`{}` is there already\n  move it away, or name another file", .0.display())]
    Exists(PathBuf),
    /// Ratings cannot be carried over.
    #[error("{0}: nothing was written")]
    Ratings(competence_ratings::Error),
    /// A lineage file is laid out in a way that nothing can be added to it.
    #[error(
        "`{path}` cannot be extended: lay it out as `competence fmt` does, with the lineage of the version that it is named for, or add these records\n{records}"
    )]
    NotExtended {
        /// The path.
        path: String,
        /// The records to add.
        records: String,
    },
    /// What should be released or extended is not a folder with a model.
    #[error("`{}` is not the folder of a model\n  name the folder that holds `framework.yaml`", .0.display())]
    NotAFolder(PathBuf),
    /// A bundle cannot be written.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A report cannot be written.
    #[error(transparent)]
    Render(#[from] competence_render::Error),
    /// A model cannot be written in another format.
    #[error(transparent)]
    Export(#[from] competence_exchange::ExportError),
    /// The clock tells no day.
    #[error("the clock of this machine is not set")]
    Clock,
    /// Standard output cannot be written to.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    /// The form that was asked for is no text.
    #[error("{0} is not printed: name where to write it with `--out`")]
    NoText(&'static str),
}

/// How many files that are in the way are listed; the others are counted.
const LISTED: usize = 10;

/// What is in the way of outputs.
fn kept(paths: &[PathBuf]) -> String {
    let shown = |path: &PathBuf| {
        let path = visible_line(&path.to_string_lossy()).into_owned();
        format!("`{path}` is there already, and is not as an earlier run left it")
    };
    let mut lines: Vec<String> = paths.iter().take(LISTED).map(shown).collect();
    if paths.len() > LISTED {
        lines.push(format!("and {} more", paths.len() - LISTED));
    }
    lines.join("\n  ")
}

impl From<OutputsError> for Failure {
    fn from(error: OutputsError) -> Self {
        match error {
            OutputsError::Kept(paths) => Self::Kept(paths),
            OutputsError::Write(error) => Self::Write(error),
            error => Self::Unknown(error.to_string()),
        }
    }
}

impl Failure {
    /// The failure of a side that was not read as a whole.
    pub fn incomplete(side: &str, why: &Incomplete) -> Self {
        Self::Incomplete {
            side: visible_line(side).into_owned(),
            reason: visible_line(&why.to_string()).into_owned(),
        }
    }

    /// The failure to read a file or folder, of an error.
    pub fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        Self::file("read", path)
    }

    /// The failure to write a file or folder, of an error.
    pub fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        Self::file("write", path)
    }

    fn file(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { verb, path, error }
    }
}
