//! The two sides of a comparison: folders, bundles, released versions, and git revisions.

use std::path::Path;

use competence_core::{Finding, Loaded, Model, Severity, load};
use competence_git::Revision;
use semver::Version;

use crate::failure::Failure;
use crate::model::{open, read};
use crate::visible::visible_line;

/// The new side of a comparison: what was given, or the model that is here.
pub fn head(given: Option<&str>) -> Result<String, Failure> {
    match given {
        Some(given) => Ok(given.to_owned()),
        None => Ok(open(None)?.path.to_string_lossy().into_owned()),
    }
}

/// The model whose releases and revisions the other side may be: the new side, if it is a
/// folder, or else the model that is here.
pub fn home(head: &str) -> Option<&str> {
    Path::new(head).is_dir().then_some(head)
}

/// Reads a side of a comparison. A released version is one of the model at `home`, and a
/// revision one of its folder.
pub fn side(given: &str, home: Option<&str>) -> Result<Model, Failure> {
    if let Some(revision) = given.strip_prefix("git:") {
        return at_revision(given, revision, home);
    }
    let path = Path::new(given);
    if path.exists() {
        return read(Some(path)).map(|(model, _)| model);
    }
    let home = open(home.map(Path::new))?;
    let loaded = load(home.source.as_ref());
    let mut releases = loaded.releases();
    let wanted = match given {
        "latest" => releases.next_back(),
        _ => releases.find(|it| it.framework().version.to_string() == given),
    };
    wanted.cloned().ok_or_else(|| Failure::Side {
        side: visible_line(given).into_owned(),
        known: known(&home.path, &loaded),
    })
}

/// A model at a revision: `REV`, or `REV:FOLDER` where the model lay in another folder.
fn at_revision(given: &str, revision: &str, home: Option<&str>) -> Result<Model, Failure> {
    let read = match revision.split_once(':') {
        Some((revision, folder)) => {
            let inside = home.map_or(Path::new("."), Path::new);
            Revision::open_folder(inside, folder, revision)?
        }
        None => Revision::open(&open(home.map(Path::new))?.path, revision)?,
    };
    let loaded = load(&read);
    loaded
        .model()
        .cloned()
        .ok_or_else(|| Failure::NotUnderstoodThen {
            side: visible_line(given).into_owned(),
            finding: errors(&loaded).first().map_or_else(String::new, |it| {
                format!(
                    "{}:{}: {}",
                    it.place.file,
                    it.place.line,
                    visible_line(&it.message)
                )
            }),
        })
}

/// The findings that are errors.
fn errors(loaded: &Loaded) -> Vec<&Finding> {
    loaded
        .findings()
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .collect()
}

/// All releases of a model in order, and the model itself where no release has its version.
pub fn all_versions(home: Option<&Path>) -> Result<Vec<Model>, Failure> {
    let opened = open(home)?;
    let loaded = load(opened.source.as_ref());
    let Some(current) = loaded.model() else {
        return Err(Failure::NotUnderstood(opened.path));
    };
    Ok(all(&loaded, current))
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
    let Some(current) = loaded.model() else {
        return Err(Failure::NotUnderstood(opened.path));
    };
    let mut chain = all(&loaded, current);
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
