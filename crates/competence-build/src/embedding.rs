//! A model checked and written as files of a build, with what Cargo is told; nothing is printed here.

use std::path::Path;

use competence_core::check::{Finding, Incomplete, check};
use competence_core::source::{self, Directory, SingleFile, Source, WriteError};
use competence_core::{BundleError, Model};

use crate::Error;
use crate::directive::Directive;
use crate::module;

/// A model as a part of a program: what Cargo is told, and the files that are written.
///
/// ```
/// use competence_build::{Directive, Embedding};
///
/// let embedding = Embedding::of("model", "no-such-folder".as_ref())?;
/// assert!(embedding.files.is_none());
/// assert!(matches!(&embedding.directives[..], [Directive::RerunIfChanged(_), Directive::Error(_)]));
/// # Ok::<(), competence_build::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Embedding {
    /// What Cargo is told: what to watch, and then the findings in the order of the files.
    pub directives: Vec<Directive>,
    /// The files; `None` if the model has errors, each of which is then a directive.
    pub files: Option<Files>,
}

/// The files of a model that is embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Files {
    name: String,
    /// The canonical bundle.
    pub bundle: String,
    /// The Rust code that `include_model!` brings in.
    pub module: String,
}

impl Embedding {
    /// Checks the model in a folder or in a bundle, and makes the files of the given name of it.
    ///
    /// # Errors
    /// [`Error::Name`] if the name is not made of lower-case letters, digits, `-` and `_`;
    /// [`Error::Bundle`] if the model cannot be written as a bundle and read back as the same model; no
    /// such model is known.
    pub fn of(name: &str, path: &Path) -> Result<Self, Error> {
        let allowed =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(allowed) {
            return Err(Error::Name(name.to_owned()));
        }
        let shown = path.to_string_lossy().replace('\\', "/");
        let mut directives = vec![Directive::RerunIfChanged(shown.clone())];
        let opened: Result<Box<dyn Source>, _> = if path.is_dir() {
            Directory::open(path).map(|it| Box::new(it) as _)
        } else {
            SingleFile::open(path).map(|it| Box::new(it) as _)
        };
        let source = match opened {
            Ok(source) => source,
            Err(error) => {
                directives.push(Directive::Error(format!("{shown}: {error}")));
                return Ok(Self {
                    directives,
                    files: None,
                });
            }
        };
        let checked = check(source.as_ref());
        let model = checked.model();
        let unread = model.as_ref().err().map_or(&[][..], Incomplete::findings);
        // Of one document alone, the manifest is missing, which is not a finding of its check.
        let known = checked.findings();
        let is_new = |it: &&Finding| {
            let is_same =
                |other: &Finding| (&other.place, &other.message) == (&it.place, &it.message);
            !known.iter().any(is_same)
        };
        let findings = known.iter().chain(unread.iter().filter(is_new));
        directives.extend(findings.filter_map(|finding| {
            let file = if source.is_single() {
                shown.clone()
            } else {
                format!("{}/{}", shown.trim_end_matches('/'), finding.place.file)
            };
            Directive::of(finding, &file)
        }));
        let has_error = directives
            .iter()
            .any(|it| matches!(it, Directive::Error(_)));
        let files = match model {
            Ok(model) if !has_error => Some(Files::of(name, &model)?),
            _ => None,
        };
        Ok(Self { directives, files })
    }
}

impl Files {
    /// The bundle is read back, so that the program need not expect that it cannot be.
    fn of(name: &str, model: &Model) -> Result<Self, BundleError> {
        let bundle = model.to_bundle()?;
        Model::from_bundle(bundle.as_bytes())?;
        Ok(Self {
            module: module::of(name, model),
            name: name.to_owned(),
            bundle,
        })
    }

    /// Writes both into a folder, each whole or not at all.
    ///
    /// # Errors
    /// [`WriteError`] if the operating system refuses.
    pub fn write(&self, folder: &Path) -> Result<(), WriteError> {
        let file = |ending: &str| folder.join(format!("competence-{}.{ending}", self.name));
        source::write(&file("json"), self.bundle.as_bytes())?;
        source::write(&file("rs"), self.module.as_bytes())
    }
}
