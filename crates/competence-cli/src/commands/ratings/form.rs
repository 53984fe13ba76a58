//! `competence ratings form`

use competence_core::check::load;
use competence_core::source;
use competence_ratings::reading::blank;
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::input::Kind;
use crate::Outcome;
use crate::arguments::{BlankFormat, RatingsForm};
use crate::failure::Failure;
use crate::model::{language, open, whole};
use crate::named::id_of;

pub fn run(arguments: &RatingsForm) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.model.as_deref())?;
    let loaded = load(opened.source.as_ref());
    let model = whole(&loaded, &opened.path)?;
    let wanted = language(&model, arguments.language.lang.as_ref())?;
    let id = id_of(&model, &arguments.profile, "profile")?;
    let profile = model
        .profile(&id)
        .ok_or_else(|| Failure::Unknown(format!("there is no profile `{id}`")))?;
    let form = blank(&model, &model.resolve(profile), wanted);
    let out = &arguments.out;
    let by_name = match Kind::of(out)? {
        Kind::Xlsx => BlankFormat::Xlsx,
        _ => BlankFormat::Csv,
    };
    let bytes = match arguments.format.unwrap_or(by_name) {
        BlankFormat::Xlsx => form
            .workbook(&model, wanted)
            .map_err(Failure::writing(out))?,
        BlankFormat::Csv => {
            let mut table = csv::Writer::from_writer(Vec::new());
            let names = form.fields.iter().copied();
            let names = names.chain(form.indicators.iter().map(String::as_str));
            let written = table.write_record(names);
            let written = written.map_err(std::io::Error::other);
            written.map_err(Failure::writing(out))?;
            let bytes = table
                .into_inner()
                .map_err(|it| std::io::Error::other(it.to_string()));
            bytes.map_err(Failure::writing(out))?
        }
    };
    source::write(out, &bytes)?;
    let indicators = count(form.indicators.len(), "indicator");
    Ok(Outcome::passed(format!(
        "wrote a form with {indicators} to {}\n",
        visible_line(&out.to_string_lossy())
    )))
}
