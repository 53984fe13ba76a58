//! `competence new`

use std::fs;
use std::path::Path;

use competence_core::starter;

use super::schema;
use crate::Outcome;
use crate::arguments::New;
use crate::failure::Failure;

pub fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.dir;
    let failure = |path: &Path| {
        let path = path.to_owned();
        |error| Failure::File {
            verb: "write",
            path,
            error,
        }
    };
    fs::create_dir_all(folder).map_err(failure(folder))?;
    if fs::read_dir(folder)
        .map_err(failure(folder))?
        .next()
        .is_some()
    {
        return Err(Failure::NotEmpty(folder.clone()));
    }
    for (path, content) in starter::FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failure(parent))?;
        }
        fs::write(&path, content).map_err(failure(&path))?;
    }
    schema::write_all(&folder.join("schemas"))?;
    let shown = folder.display();
    Ok(Outcome::passed(format!(
        "made a model in {shown}: begin with {shown}/framework.yaml\n\
         check it with `competence check {shown}`\n"
    )))
}
