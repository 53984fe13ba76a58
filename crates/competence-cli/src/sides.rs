//! The two sides of a comparison: folders, bundles, released versions, and git revisions.

use std::fs;
use std::path::{Path, PathBuf};

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
    let home = open(home.map(Path::new))?.path;
    let releases = releases(&home);
    let wanted = match given {
        "latest" => releases.last(),
        _ => releases
            .iter()
            .find(|(version, _)| version.to_string() == given),
    };
    match wanted {
        Some((_, path)) => bundle(path),
        None => Err(Failure::Side {
            side: visible_line(given).into_owned(),
            known: known(&home, &releases),
        }),
    }
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

fn bundle(path: &Path) -> Result<Model, Failure> {
    let json = fs::read(path).map_err(Failure::reading(path))?;
    Ok(Model::from_bundle(&json)?)
}

/// All releases of a model in order, and the model itself where no release has its version.
pub fn all_versions(home: Option<&Path>) -> Result<Vec<Model>, Failure> {
    let opened = open(home)?;
    let (current, _) = read(Some(&opened.path))?;
    let mut all = Vec::new();
    for (_, path) in releases(&opened.path) {
        all.push(bundle(&path)?);
    }
    let version = &current.framework().version;
    if !all
        .iter()
        .any(|it: &Model| it.framework().version == *version)
    {
        all.push(current);
    }
    Ok(all)
}

/// The releases of a model from one version to another, in order, with the model itself as the
/// last where no release has its version and it is wanted.
pub fn chain(
    home: Option<&Path>,
    from: &Version,
    to: Option<&Version>,
) -> Result<Vec<Model>, Failure> {
    let opened = open(home)?;
    let releases = releases(&opened.path);
    let (current, _) = read(Some(&opened.path))?;
    let version = current.framework().version.clone();
    let last = to.unwrap_or(&version);
    let unknown = |wanted: &Version| Failure::Side {
        side: wanted.to_string(),
        known: known(&opened.path, &releases),
    };
    let mut chain = Vec::new();
    for (_, path) in releases
        .iter()
        .filter(|(version, _)| version >= from && version <= last)
    {
        chain.push(bundle(path)?);
    }
    let has = |chain: &[Model], wanted: &Version| {
        chain.iter().any(|it| it.framework().version == *wanted)
    };
    if *last == version && !has(&chain, last) {
        chain.push(current);
    }
    match [from, last].into_iter().find(|wanted| !has(&chain, wanted)) {
        Some(wanted) => Err(unknown(wanted)),
        None => Ok(chain),
    }
}

/// The released versions of a model, from the lowest to the highest.
fn releases(home: &Path) -> Vec<(Version, PathBuf)> {
    let entries = fs::read_dir(home.join("releases"))
        .into_iter()
        .flatten()
        .flatten();
    let version = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
        Some((name.parse().ok()?, path))
    };
    let mut all: Vec<(Version, PathBuf)> = entries.filter_map(|it| version(it.path())).collect();
    all.sort();
    all
}

fn known(home: &Path, releases: &[(Version, PathBuf)]) -> String {
    if releases.is_empty() {
        return format!(
            "there are no releases in `{}`",
            home.join("releases").display()
        );
    }
    let versions: Vec<String> = releases
        .iter()
        .map(|(version, _)| format!("`{version}`"))
        .collect();
    format!("the released versions are {}", versions.join(", "))
}
