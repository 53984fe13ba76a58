//! `competence new`

use std::fs;
use std::io;
use std::path::Path;

use competence_core::source::{Directory, Expected, Source, limits};
use competence_core::starter::{Naming, files};

use crate::Outcome;
use crate::arguments::{New, schemas};
use crate::failure::Failure;

/// What git is to do with the files: one line end on every system, by which hashes stay the same,
/// and no differences of bundles, which are one line each.
const ATTRIBUTES: &str = "*.yaml text eol=lf
*.json text eol=lf
releases/*.json -diff linguist-generated
";

pub fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.dir;
    let naming = Naming {
        id: arguments.id.clone(),
        title: arguments.title.clone(),
        languages: arguments.languages.clone(),
    };
    let attributes = write_model(folder, &files(&naming))?;
    let shown = folder.display();
    Ok(Outcome::passed(format!(
        "made a model in {shown}: begin with {shown}/framework.yaml\n\
         check it with `competence check {shown}`\n{attributes}"
    )))
}

/// Writes the files of a new model into a folder, with the schemas and what git is to do with them. Tells
/// what is left to do.
pub fn write_model(folder: &Path, files: &[(String, String)]) -> Result<String, Failure> {
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    if !is_free(folder)? {
        return Err(Failure::NotEmpty(folder.to_owned()));
    }
    let directory = Directory::open(folder).map_err(Failure::writing(folder))?;
    let schemas = schemas().map(|it| (format!("schemas/{}", it.file_name()), it.text()));
    let schemas: Vec<(String, String)> = schemas.collect();
    let all = files.iter().chain(&schemas);
    directory.write_new(all.map(|(path, content)| (path.as_str(), content.as_str())))?;
    attributes(&directory)
}

/// Whether the folder holds nothing but what a repository begins with: hidden files and folders,
/// a README and a licence.
fn is_free(folder: &Path) -> Result<bool, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::writing(folder))?;
    for entry in entries {
        let name = entry.map_err(Failure::writing(folder))?.file_name();
        let name = name.to_string_lossy().to_lowercase();
        if ![".", "readme", "license", "licence"]
            .iter()
            .any(|it| name.starts_with(it))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes the attributes for git, or says which lines those that are there lack.
fn attributes(directory: &Directory) -> Result<String, Failure> {
    const PATH: &str = ".gitattributes";
    let read = directory.read_if_any(PATH, limits::FILE_BYTES);
    let read = read.map_err(|error| Failure::reading(Path::new(PATH))(io::Error::other(error)))?;
    let Some(bytes) = read else {
        directory.write(PATH, Expected::Absent, ATTRIBUTES)?;
        return Ok(String::new());
    };
    let there = String::from_utf8_lossy(&bytes);
    let has = |line: &&str| there.lines().any(|it| it == *line);
    let missing: Vec<&str> = ATTRIBUTES.lines().filter(|it| !has(it)).collect();
    Ok(if missing.is_empty() {
        String::new()
    } else {
        format!("add to {PATH}:\n  {}\n", missing.join("\n  "))
    })
}
