//! The two sides of a comparison: folders, bundles, released versions, and git revisions.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use competence_core::Model;
use competence_core::check::{Loaded, load};
use competence_git::{GitError, Revision};
use competence_render::visible::visible_line;
use semver::Version;

use crate::failure::Failure;
use crate::model::{Opened, open, whole};

/// What a model is compared with.
pub enum Base {
    /// There is nothing to compare with, and why.
    Nothing(String),
    /// A folder, a bundle or a release, which is compared with as it is.
    Given(Model),
    /// A revision of git.
    Revision {
        /// The model as it was then.
        model: Model,
        /// The last release in its history.
        release: Option<Model>,
    },
}

impl Base {
    /// A revision is compared with as it is, whatever was released before it.
    pub fn exact(self) -> Self {
        match self {
            Self::Revision { model, .. } => Self::Given(model),
            other => other,
        }
    }

    /// The model that made the promise which the new version is judged by: what is given, or of a
    /// revision the last release in its history. Or why there is none.
    pub fn promise(self, named: &str) -> Result<Model, String> {
        match self {
            Self::Nothing(why) => Err(why),
            Self::Given(model)
            | Self::Revision {
                release: Some(model),
                ..
            } => Ok(model),
            Self::Revision { release: None, .. } => Err(format!(
                "no version had been released at `{}`",
                visible_line(named)
            )),
        }
    }
}

/// The two sides of a comparison.
pub struct Pair {
    /// What the new model is compared with.
    pub base: Base,
    /// The new model.
    pub new: Model,
    /// The releases of the model that either side is of, in order.
    pub releases: Vec<Model>,
}

/// The versions from an old model to a new one, with the releases between: assessments go from one
/// to the next.
pub fn through(old: &Model, releases: &[Model], new: &Model) -> Vec<Model> {
    let (first, last) = (&old.framework().version, &new.framework().version);
    let between = releases.iter();
    let between =
        between.filter(|it| (first < &it.framework().version) && (&it.framework().version < last));
    [old]
        .into_iter()
        .chain(between)
        .chain([new])
        .cloned()
        .collect()
}

/// The two sides of a comparison. The new one is the model that is given or here, if no other is
/// given; the releases and revisions that a side may be are those of the model.
pub fn pair(base: &str, head: Option<&str>, model: Option<&str>) -> Result<Pair, Failure> {
    let head = match head.or(model) {
        Some(given) => given.to_owned(),
        None => open(None)?.path.to_string_lossy().into_owned(),
    };
    let home = Home {
        // A bundle has no releases beside it.
        path: model
            .filter(|it| !Path::new(it).is_file())
            .or_else(|| Path::new(&head).is_dir().then_some(head.as_str())),
        loaded: OnceCell::new(),
    };
    let new = match self::base(&head, &home)? {
        Base::Given(model) | Base::Revision { model, .. } => model,
        Base::Nothing(why) => return Err(Failure::NothingThere { side: head, why }),
    };
    let base = self::base(base, &home)?;
    let loaded = home.loaded.get();
    let releases = loaded.map(|(_, loaded)| loaded.releases().cloned().collect());
    Ok(Pair {
        base,
        new,
        releases: releases.unwrap_or_default(),
    })
}

/// The model whose releases and revisions a side may be: the new side, if it is a folder, or else
/// the model that is here. It is read once, for whichever side needs it first.
struct Home<'a> {
    path: Option<&'a str>,
    loaded: OnceCell<(PathBuf, Loaded)>,
}

impl Home<'_> {
    fn open(&self) -> Result<Opened, Failure> {
        open(self.path.map(Path::new))
    }

    fn loaded(&self) -> Result<&(PathBuf, Loaded), Failure> {
        if let Some(loaded) = self.loaded.get() {
            return Ok(loaded);
        }
        let opened = self.open()?;
        let loaded = load(opened.source.as_ref());
        Ok(self.loaded.get_or_init(|| (opened.path, loaded)))
    }
}

/// Reads a side of a comparison.
fn base(given: &str, home: &Home<'_>) -> Result<Base, Failure> {
    if let Some(revision) = given.strip_prefix("git:") {
        return at_revision(given, revision, home);
    }
    if home.path == Some(given) {
        let (path, loaded) = home.loaded()?;
        return whole(loaded, path).map(Base::Given);
    }
    let path = Path::new(given);
    if path.exists() {
        let opened = open(Some(path))?;
        return whole(&load(opened.source.as_ref()), path).map(Base::Given);
    }
    let (path, loaded) = home.loaded()?;
    // Of releases that were read in part, the last may not be the last.
    whole(loaded, path)?;
    if given == "latest" {
        return Ok(match loaded.releases().next_back() {
            Some(latest) => Base::Given(latest.clone()),
            None => Base::Nothing("no version has been released yet".to_owned()),
        });
    }
    let mut known_versions = loaded.releases().chain(loaded.begun());
    let wanted = known_versions.find(|it| it.framework().version.to_string() == given);
    wanted.cloned().map(Base::Given).ok_or_else(|| {
        let side = visible_line(given).into_owned();
        let known = if competence_git::has_revision(path, given) {
            format!("did you mean `git:{side}`?")
        } else {
            known(path, loaded)
        };
        Failure::Side { side, known }
    })
}

/// A model at a revision: `REV`, or `REV:FOLDER` where the model lay in another folder. Where the
/// revision is there and has no model, there is nothing to compare with.
fn at_revision(given: &str, revision: &str, home: &Home<'_>) -> Result<Base, Failure> {
    let shown = visible_line(given);
    let read = match revision.split_once(':') {
        Some((revision, folder)) => {
            let inside = home.path.map_or(Path::new("."), Path::new);
            Revision::open_folder(inside, folder, revision)
        }
        None => match Revision::open(&home.open()?.path, revision) {
            Err(GitError::Path { path, .. }) => {
                let path = visible_line(&path);
                return Ok(Base::Nothing(format!(
                    "there was no folder `{path}` at `{shown}`; if the model lay elsewhere, name its folder with `{shown}:FOLDER`"
                )));
            }
            Err(GitError::NoCommit) => {
                return Ok(Base::Nothing("the repository has no commit yet".to_owned()));
            }
            read => read,
        },
    };
    let read = read?;
    if read.is_empty() {
        return Ok(Base::Nothing(format!("there was no model at `{shown}`")));
    }
    let loaded = load(&read);
    let model = loaded
        .model()
        .map_err(|it| Failure::incomplete(given, &it))?;
    let release = loaded.releases().next_back().cloned();
    Ok(Base::Revision { model, release })
}

/// All releases of a model in order, and the model itself where no release has its version.
pub fn all_versions(home: Option<&Path>) -> Result<Vec<Model>, Failure> {
    let opened = open(home)?;
    let loaded = load(opened.source.as_ref());
    let current = whole(&loaded, &opened.path)?;
    Ok(all(&loaded, &current))
}

fn all(loaded: &Loaded, current: &Model) -> Vec<Model> {
    let mut all: Vec<Model> = loaded.releases().cloned().collect();
    if !has(&all, &current.framework().version) {
        all.push(current.clone());
    }
    all
}

/// The versions of a model from one to another, in order: as they were released, and the model
/// itself where no release has its version. The last is the model's own, if none is wanted.
pub fn chain(
    home: Option<&Path>,
    from: &Version,
    to: Option<&Version>,
) -> Result<Vec<Model>, Failure> {
    let opened = open(home)?;
    let loaded = load(opened.source.as_ref());
    let current = whole(&loaded, &opened.path)?;
    let mut chain = all(&loaded, &current);
    let last = to.unwrap_or(&current.framework().version);
    chain.retain(|it| (from..=last).contains(&&it.framework().version));
    match [from, last].into_iter().find(|wanted| !has(&chain, wanted)) {
        Some(wanted) => Err(Failure::Side {
            side: wanted.to_string(),
            known: known(&opened.path, &loaded),
        }),
        None => Ok(chain),
    }
}

fn has(versions: &[Model], wanted: &Version) -> bool {
    let mut versions = versions.iter();
    versions.any(|it| it.framework().version == *wanted)
}

/// What versions there are, in words.
fn known(home: &Path, loaded: &Loaded) -> String {
    let versions: Vec<String> = loaded
        .releases()
        .map(|it| format!("`{}`", it.framework().version))
        .collect();
    if versions.is_empty() {
        let folder = home.join("releases");
        return format!("there are no releases in `{}`", folder.display());
    }
    format!("the released versions are {}", versions.join(", "))
}
