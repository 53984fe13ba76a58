//! Opening the model that a command is to look at.

use std::path::{Path, PathBuf};

use competence_core::check::{Loaded, Summary, load};
use competence_core::source::{Directory, SingleFile, Source};
use competence_core::{Contents, LanguageTag, Model, PartialModel};
use competence_render::sentence::count;

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

/// Opens the path, or the model in the current folder or in `model`.
pub fn open(path: Option<&Path>) -> Result<Opened, Failure> {
    let path = match path {
        Some(path) => path,
        None if Path::new("framework.yaml").is_file() => Path::new("."),
        None if Path::new("model/framework.yaml").is_file() => Path::new("model"),
        None => return Err(Failure::NoModel),
    };
    let failure = |error| Failure::Open {
        path: path.to_owned(),
        error,
    };
    let is_folder = path.metadata().map_err(failure)?.is_dir();
    let source: Box<dyn Source> = if is_folder {
        Box::new(Directory::open(path).map_err(failure)?)
    } else {
        Box::new(SingleFile::open(path).map_err(failure)?)
    };
    let folder = if is_folder { Some(path) } else { path.parent() };
    let shown = folder
        .unwrap_or(Path::new(""))
        .to_string_lossy()
        .replace('\\', "/");
    let shown = shown.trim_start_matches("./").trim_end_matches('/');
    let prefix = match shown {
        "" | "." => String::new(),
        _ => format!("{shown}/"),
    };
    Ok(Opened {
        path: path.to_owned(),
        source,
        prefix,
    })
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
