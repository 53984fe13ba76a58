//! `competence rename`, `move`, `merge`, `split` and `retire`

use competence_core::edit::{self, Merger, Part, Retirement, Splitting};
use competence_core::{ElementId, Found, IndicatorId, Kind, Model};
use competence_render::visible::visible_line;

use super::edit::{grounds, model, outcome, worded};
use crate::Outcome;
use crate::arguments::{Merge, Move, Rename, Retire, Split};
use crate::failure::Failure;
use crate::model::open;
use crate::named;

pub fn rename(arguments: &Rename) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let grounds = grounds(&arguments.decision);
    let source = opened.source.as_ref();
    let model = model(&opened)?;
    let id = named::id(&model, &arguments.id)?;
    let edited = edit::rename(source, &id, &arguments.to, &grounds);
    outcome(&opened, edited, arguments.editing.dry_run)
}

pub fn relocate(arguments: &Move) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let grounds = grounds(&arguments.decision);
    let source = opened.source.as_ref();
    let model = model(&opened)?;
    let id = named::id(&model, &arguments.id)?;
    let target = target(&model, &arguments.target)?;
    let edited = edit::relocate(source, &id, &target, &grounds);
    outcome(&opened, edited, arguments.editing.dry_run)
}

/// Where something is moved to: a kind or an element; or the new id of an indicator.
fn target(model: &Model, given: &str) -> Result<String, Failure> {
    if given.parse::<Kind>().is_ok() || given.parse::<IndicatorId>().is_ok() {
        return Ok(given.to_owned());
    }
    Ok(named::id(model, given)?.to_string())
}

pub fn merge(arguments: &Merge) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let model = model(&opened)?;
    let ids = named::ids(&model, &arguments.ids)?;
    let mut merger = Merger::new(ids, named::id_or_new(&model, &arguments.into)?);
    merger.grounds = grounds(&arguments.decision);
    if !arguments.title.is_empty() {
        merger.text = Some(worded(&arguments.title, model.framework())?);
    }
    let edited = edit::merge(opened.source.as_ref(), &merger);
    outcome(&opened, edited, arguments.editing.dry_run)
}

pub fn split(arguments: &Split) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let model = model(&opened)?;
    let parts = arguments.into.iter().map(|it| part(it, arguments, &model));
    let splitting = Splitting {
        id: named::id(&model, &arguments.id)?,
        parts: parts.collect::<Result<_, _>>()?,
        grounds: grounds(&arguments.decision),
    };
    let named = |title: &&String| {
        let of = title.split_once('=').map_or("", |(of, _)| of);
        let of = of.split_once(':').map_or(of, |(of, _)| of);
        splitting.parts.iter().any(|it| it.id.as_str() == of)
    };
    if let Some(other) = arguments.title.iter().find(|it| !named(it)) {
        return Err(Failure::Unknown(format!(
            "`--title {}` names no part\n  write the id of a part and `=` before the text",
            visible_line(other)
        )));
    }
    let edited = edit::split(opened.source.as_ref(), &splitting);
    outcome(&opened, edited, arguments.editing.dry_run)
}

/// A part as it is given: its id, the names of what it gets, and its title.
fn part(given: &str, arguments: &Split, model: &Model) -> Result<Part, Failure> {
    let (id, members) = match given.split_once('=') {
        Some((id, members)) => (id, members.split(',').map(str::trim).collect()),
        None => (given, Vec::new()),
    };
    let id = ElementId::new(id).map_err(|it| Failure::Unknown(it.to_string()))?;
    let mut part = Part::new(id.clone());
    // The names of indicators are no names of elements, and so stay as they are.
    let member = |name: &str| match model.find(name) {
        Found::Nothing => Ok(name.to_owned()),
        Found::One(_) | Found::Several(_) => named::id(model, name).map(|it| it.to_string()),
    };
    let members = members.into_iter().filter(|it| !it.is_empty());
    part.members = members.map(member).collect::<Result<_, _>>()?;
    let framework = model.framework();
    let titles = arguments.title.iter().filter_map(|it| {
        let (of, text) = it.split_once('=')?;
        match of.split_once(':') {
            Some((of, tag)) => (of == id.as_str()).then(|| format!("{tag}={text}")),
            None => (of == id.as_str()).then(|| format!("{}={text}", framework.languages.primary)),
        }
    });
    let titles: Vec<String> = titles.collect();
    if !titles.is_empty() {
        part.text = Some(worded(&titles, framework)?);
    }
    Ok(part)
}

pub fn retire(arguments: &Retire) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let model = model(&opened)?;
    let mut retirement = Retirement::new(named::id(&model, &arguments.id)?);
    retirement.successors = named::ids(&model, &arguments.replaced_by)?;
    retirement.grounds = grounds(&arguments.decision);
    let edited = edit::retire(opened.source.as_ref(), &retirement);
    outcome(&opened, edited, arguments.editing.dry_run)
}
