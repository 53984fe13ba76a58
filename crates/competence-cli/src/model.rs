//! Opening the model that a command is to look at.

use std::path::{Component, Path, PathBuf};

use competence_core::check::{Loaded, Summary, load, nearest};
use competence_core::source::{Directory, Expected, Replacement, SingleFile, Source, replace};
use competence_core::{Contents, LanguageTag, Model, PartialModel};
use competence_git::{GitError, Revision};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use crate::failure::Failure;

/// A source, and what to put before its paths so that they lead there from here.
pub struct Opened {
    /// The path that was given or found.
    pub path: PathBuf,
    /// The source.
    pub source: Box<dyn Source>,
    /// Ends with `/`, or is empty.
    pub prefix: String,
}

/// Opens the path, or the model that is found from the current folder.
pub fn open(path: Option<&Path>) -> Result<Opened, Failure> {
    let found = match path {
        Some(path) => path.to_owned(),
        None => find()?,
    };
    let path = found.as_path();
    let failure = |error| Failure::Open {
        path: path.to_owned(),
        error,
    };
    let is_folder = path.metadata().map_err(failure)?.is_dir();
    stays_in_repository(path)?;
    if is_folder && !path.join(MANIFEST).exists() {
        other_than_a_model(path)?;
    }
    let source: Box<dyn Source> = if is_folder {
        Box::new(Directory::open(path).map_err(failure)?)
    } else {
        Box::new(SingleFile::open(path).map_err(failure)?)
    };
    let folder = if is_folder { Some(path) } else { path.parent() };
    let shown = folder.unwrap_or(Path::new("")).to_string_lossy();
    let prefix = prefix(&shown);
    Ok(Opened {
        path: found,
        source,
        prefix,
    })
}

/// Refuses a link that leads out of the repository that it is in: what a checkout shows would be
/// other text than what git shows.
fn stays_in_repository(path: &Path) -> Result<(), Failure> {
    let here = std::env::current_dir().map_err(Failure::reading(Path::new(".")))?;
    let mut named = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::ParentDir => _ = named.pop(),
            Component::CurDir => {}
            part => named.push(part),
        }
    }
    let real = path.canonicalize().map_err(Failure::reading(path))?;
    if real == named {
        return Ok(());
    }
    let root = named
        .ancestors()
        .skip(1)
        .find(|it| it.join(".git").exists());
    let root = root.and_then(|it| it.canonicalize().ok());
    if root.is_some_and(|root| !real.starts_with(root)) {
        return Err(Failure::LinkOut {
            path: path.to_owned(),
            real,
        });
    }
    Ok(())
}

const MANIFEST: &str = "framework.yaml";

/// Finds the model of the current folder: there, in its folder `model`, or in the same way in the
/// folders above, up to the root of the repository.
fn find() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(Failure::reading(Path::new(".")))?;
    let mut way = PathBuf::new();
    for folder in here.ancestors() {
        for inner in ["", "model"] {
            if folder.join(inner).join(MANIFEST).is_file() {
                let found = way.join(inner);
                let is_here = found.as_os_str().is_empty();
                return Ok(if is_here { PathBuf::from(".") } else { found });
            }
        }
        if folder.join(".git").exists() {
            return Err(Failure::NoModel(folder.to_owned()));
        }
        way.push("..");
    }
    Err(Failure::NoModel(PathBuf::from("/")))
}

/// Refuses a folder without a manifest that is plainly something else: a submodule that is not
/// there yet, or a folder of models.
fn other_than_a_model(path: &Path) -> Result<(), Failure> {
    let entries = path.read_dir().map_err(Failure::reading(path))?;
    let mut inner: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    if inner.is_empty()
        && let Err(GitError::Submodule { path, .. }) = Revision::open(path, "HEAD")
    {
        return Err(Failure::Submodule(path));
    }
    inner.retain(|it| it.join(MANIFEST).is_file());
    inner.sort();
    if inner.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = inner
        .iter()
        .map(|it| format!("`{}`", visible_line(&it.to_string_lossy())))
        .collect();
    Err(Failure::Models {
        path: path.to_owned(),
        models: names.join(", "),
    })
}

/// What to put before paths in a folder: ends with `/`, or is empty.
fn prefix(folder: &str) -> String {
    let folder = folder.replace('\\', "/");
    match folder.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => String::new(),
        shown => format!("{shown}/"),
    }
}

impl Opened {
    /// The prefix with which paths lead to the files from the root of the repository, as services
    /// that show a repository need it; the plain one where there is no repository.
    pub fn prefix_in_repository(&self) -> String {
        let in_repository = || {
            let real = self.path.canonicalize().ok()?;
            let folder = if real.is_dir() {
                real.as_path()
            } else {
                real.parent()?
            };
            let root = competence_git::root(folder)?;
            let inner = folder.strip_prefix(root).ok()?;
            Some(prefix(&inner.to_string_lossy()))
        };
        in_repository().unwrap_or_else(|| self.prefix.clone())
    }

    /// Writes all files or none: they are compared with what was read before the first is written.
    pub fn write(&self, files: &[Replacement]) -> Result<(), Failure> {
        if self.path.is_dir() {
            let directory = Directory::open(&self.path).map_err(Failure::reading(&self.path))?;
            if !files.is_empty() {
                directory.write_all(files)?;
            }
            return Ok(());
        }
        // A model that is one file has no other.
        for file in files {
            let before = file.before.as_deref().map(str::as_bytes);
            let expected = before.map_or(Expected::Absent, Expected::Bytes);
            let after = file.after.as_deref().unwrap_or_default();
            replace(&self.path, expected, after.as_bytes())?;
        }
        Ok(())
    }
}

/// Opens a model to show something of it. One that has errors is shown as far as it could be
/// understood, with a note.
pub fn read(path: Option<&Path>) -> Result<(PartialModel, String), Failure> {
    let opened = open(path)?;
    let loaded = load(opened.source.as_ref());
    let Some(model) = loaded.partial() else {
        return Err(Failure::NotUnderstood(opened.path));
    };
    let note = match errors(&loaded) {
        0 => String::new(),
        number => format!(
            "note: {} while reading the model: what is shown may be incomplete; `competence check {}` tells more\n",
            count(number, "error"),
            opened.path.display()
        ),
    };
    Ok((model.clone(), note))
}

/// The whole model of what was loaded from a path, for whatever compares, judges or writes.
pub fn whole(loaded: &Loaded, path: &Path) -> Result<Model, Failure> {
    let side = path.to_string_lossy();
    loaded.model().map_err(|it| Failure::incomplete(&side, &it))
}

/// The number of errors among the findings.
pub fn errors(loaded: &Loaded) -> usize {
    Summary::of(loaded.findings()).errors
}

/// The failure to find what was named, with the nearest name that there is: one of the ids, or
/// something else that it may be called.
pub fn unknown<'a>(
    message: &str,
    name: &str,
    ids: impl IntoIterator<Item = &'a str>,
    others: impl IntoIterator<Item = &'a str>,
) -> Failure {
    let ids: Vec<&str> = ids.into_iter().collect();
    let help = match nearest(name, ids.iter().copied().chain(others)) {
        Some(near) => format!("did you mean `{}`?", visible_line(near)),
        None if ids.is_empty() => "there is none".to_owned(),
        None if ids.len() <= 20 => {
            let ids = ids.iter().map(|it| format!("`{}`", visible_line(it)));
            format!("there is {}", ids.collect::<Vec<_>>().join(", "))
        }
        None => "`competence search` finds elements by the words of their texts".to_owned(),
    };
    Failure::Unknown(format!("{message}\n  {help}"))
}

/// The language to show texts in, if the model has texts in it or in a wider one.
pub fn language<'a>(
    model: &Contents,
    wanted: Option<&'a LanguageTag>,
) -> Result<Option<&'a LanguageTag>, Failure> {
    let Some(tag) = wanted else { return Ok(None) };
    let languages = &model.framework().languages;
    let known: Vec<&LanguageTag> = languages
        .all_required()
        .chain(&languages.optional)
        .collect();
    if known.iter().any(|it| covers(it, tag)) {
        return Ok(wanted);
    }
    let known: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
    Err(Failure::Language {
        wanted: tag.clone(),
        known: known.join(", "),
    })
}

/// Whether texts in a language serve who asks for another: it is the same, or a wider one, as
/// `sl` is of `sl-SI`.
pub fn covers(language: &LanguageTag, wanted: &LanguageTag) -> bool {
    let rest = wanted.as_str().strip_prefix(language.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
