//! `competence ratings convert`

use competence_ratings::reading::{Form, rewrite};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::input::{failure, guessed, open, versions};
use super::output::write;
use crate::Outcome;
use crate::arguments::ConvertRatings;
use crate::failure::Failure;

pub fn run(arguments: &ConvertRatings) -> Result<Outcome, Failure> {
    let versions = versions(arguments.input.model.model.as_deref())?;
    let file = &arguments.input.file;
    let mut reader = open(&arguments.input, &versions)?.map_err(|it| failure(file, &it))?;
    let note = guessed(&reader);
    let as_read = reader.layout().form.unwrap_or(Form::Long);
    let to = arguments.to.unwrap_or(as_read);
    let rows = write(&arguments.out, file, |table| {
        rewrite(&mut reader, to, table)
    })?;
    let rows = count(usize::try_from(rows).unwrap_or(usize::MAX), "row");
    let out = arguments.out.to_string_lossy();
    Ok(Outcome {
        text: format!("wrote {rows} to {}\n", visible_line(&out)),
        note,
        passed: true,
    })
}
