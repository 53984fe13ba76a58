//! The two sides of a comparison: folders, bundles, and released versions.

use std::fs;
use std::path::{Path, PathBuf};

use competence_core::Model;
use semver::Version;

use crate::failure::Failure;
use crate::model::{open, read};
use crate::visible::visible_line;

/// Reads a side of a comparison. A released version is one of the model at `home`.
pub fn side(given: &str, home: Option<&str>) -> Result<Model, Failure> {
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

fn bundle(path: &Path) -> Result<Model, Failure> {
    let json = fs::read(path).map_err(Failure::reading(path))?;
    Ok(Model::from_bundle(&json)?)
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
