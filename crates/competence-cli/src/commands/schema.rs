//! `competence schema`

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use competence_core::source::{Directory, Replacement, Source, limits};

use super::{text_of, unified};
use crate::Outcome;
use crate::arguments::{Schema, schemas};
use crate::failure::Failure;

pub fn run(arguments: &Schema) -> Result<Outcome, Failure> {
    if let Some(schema) = arguments.kind {
        return Ok(Outcome::passed(schema.text()));
    }
    match (&arguments.out, &arguments.check) {
        (Some(folder), _) => write_all(folder),
        (None, check) => compare(check.as_deref().unwrap_or(Path::new("schemas"))),
    }
}

/// Writes every schema into a folder, which is made if it is not there: over older schemas, and over nothing
/// else.
fn write_all(folder: &Path) -> Result<Outcome, Failure> {
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    let directory = Directory::open(folder).map_err(Failure::writing(folder))?;
    let mut text = String::new();
    let mut files = Vec::new();
    for schema in schemas() {
        let path = folder.join(schema.file_name());
        let before = if path.exists() {
            Some(text_of(&path, limits::FILE_BYTES)?)
        } else {
            None
        };
        if !before.as_deref().is_none_or(is_schema) {
            let expected = "a JSON Schema";
            return Err(Failure::Foreign { path, expected });
        }
        let _ = writeln!(text, "wrote {}", path.display());
        files.push(Replacement {
            path: schema.file_name(),
            before,
            after: Some(schema.text()),
        });
    }
    directory.write_all(&files)?;
    Ok(Outcome::passed(text))
}

fn is_schema(text: &str) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    value.is_some_and(|it| it.get("$schema").is_some())
}

fn compare(folder: &Path) -> Result<Outcome, Failure> {
    let directory = match Directory::open(folder) {
        Ok(directory) => Some(directory),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::reading(folder)(error)),
    };
    let mut text = String::new();
    for schema in schemas() {
        let path = folder.join(schema.file_name());
        let read = directory.as_ref().map_or(Ok(None), |it| {
            it.read_if_any(&schema.file_name(), limits::FILE_BYTES)
        });
        let before = read.map_err(|error| Failure::reading(&path)(io::Error::other(error)))?;
        let before = before.unwrap_or_default();
        let before = String::from_utf8_lossy(&before);
        let after = schema.text();
        if before != after {
            let name = path.display().to_string();
            text.push_str(&unified(
                &before,
                &after,
                &name,
                &format!("{name} (current)"),
            ));
        }
    }
    if text.is_empty() {
        return Ok(Outcome::passed(format!(
            "the schemas in {} are current\n",
            folder.display()
        )));
    }
    let note = format!(
        "the schemas in {0} are stale: write them anew with `competence schema --out {0}`\n",
        folder.display()
    );
    Ok(Outcome {
        text,
        note,
        passed: false,
    })
}
