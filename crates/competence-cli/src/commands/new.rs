//! `competence new`

use std::fs;

use competence_core::source::{Directory, Expected};
use competence_core::starter;

use super::schema;
use crate::Outcome;
use crate::arguments::New;
use crate::failure::Failure;

pub fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.dir;
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    if fs::read_dir(folder)
        .map_err(Failure::writing(folder))?
        .next()
        .is_some()
    {
        return Err(Failure::NotEmpty(folder.clone()));
    }
    let directory = Directory::open(folder).map_err(Failure::writing(folder))?;
    for (path, content) in starter::FILES {
        directory.write(path, Expected::Absent, content)?;
    }
    schema::write_all(&folder.join("schemas"))?;
    let shown = folder.display();
    Ok(Outcome::passed(format!(
        "made a model in {shown}: begin with {shown}/framework.yaml\n\
         check it with `competence check {shown}`\n"
    )))
}
