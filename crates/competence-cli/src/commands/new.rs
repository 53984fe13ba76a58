//! `competence new`

use std::fs;

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
    for (path, content) in starter::FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::writing(parent))?;
        }
        fs::write(&path, content).map_err(Failure::writing(&path))?;
    }
    schema::write_all(&folder.join("schemas"))?;
    let shown = folder.display();
    Ok(Outcome::passed(format!(
        "made a model in {shown}: begin with {shown}/framework.yaml\n\
         check it with `competence check {shown}`\n"
    )))
}
