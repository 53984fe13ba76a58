//! The two sides of a comparison: folders, bundles, released versions, and git revisions.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use competence_core::Model;
use competence_core::check::{Loaded, load};
use competence_git::Revision;
use competence_render::visible::visible_line;
use semver::Version;

use crate::failure::Failure;
use crate::model::{Opened, open, whole};

/// The two sides of a comparison. The new one is the model that is here, if none is given.
pub fn pair(base: &str, head: Option<&str>) -> Result<(Model, Model), Failure> {
    let head = match head {
        Some(given) => given.to_owned(),
        None => open(None)?.path.to_string_lossy().into_owned(),
    };
    let home = Home {
        path: Path::new(&head).is_dir().then_some(head.as_str()),
        loaded: OnceCell::new(),
    };
    Ok((side(base, &home)?, side(&head, &home)?))
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
fn side(given: &str, home: &Home<'_>) -> Result<Model, Failure> {
    if let Some(revision) = given.strip_prefix("git:") {
        return at_revision(given, revision, home);
    }
    if home.path == Some(given) {
        let (path, loaded) = home.loaded()?;
        return whole(loaded, path);
    }
    let path = Path::new(given);
    if path.exists() {
        let opened = open(Some(path))?;
        return whole(&load(opened.source.as_ref()), path);
    }
    let (path, loaded) = home.loaded()?;
    // Of releases that were read in part, the last may not be the last.
    whole(loaded, path)?;
    let mut releases = loaded.releases();
    let wanted = match given {
        "latest" => releases.next_back(),
        _ => releases.find(|it| it.framework().version.to_string() == given),
    };
    wanted.cloned().ok_or_else(|| Failure::Side {
        side: visible_line(given).into_owned(),
        known: known(path, loaded),
    })
}

/// A model at a revision: `REV`, or `REV:FOLDER` where the model lay in another folder.
fn at_revision(given: &str, revision: &str, home: &Home<'_>) -> Result<Model, Failure> {
    let read = match revision.split_once(':') {
        Some((revision, folder)) => {
            let inside = home.path.map_or(Path::new("."), Path::new);
            Revision::open_folder(inside, folder, revision)?
        }
        None => Revision::open(&home.open()?.path, revision)?,
    };
    let loaded = load(&read);
    loaded.model().map_err(|it| Failure::incomplete(given, &it))
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
