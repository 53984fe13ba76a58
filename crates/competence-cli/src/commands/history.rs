//! `competence history`

use std::fmt::Write;

use competence_core::diff::{Diff, Edit};
use competence_core::version::judgements;
use competence_core::{Contents, LanguageTag, Model};
use competence_render::comparison::texts;
use competence_render::passage::lines;
use competence_render::sentence::record_sentence;
use competence_render::telling::Teller;
use competence_render::visible::visible_line;

use competence_core::lineage::in_force;
use semver::Version;

use crate::Outcome;
use crate::arguments::History;
use crate::failure::Failure;
use crate::model::language;
use crate::named;
use crate::sides::all_versions;

pub fn run(arguments: &History) -> Result<Outcome, Failure> {
    let models = all_versions(arguments.model.model.as_deref())?;
    let name = arguments.id.as_str();
    let wanted = match models.last() {
        Some(last) => language(last, arguments.language.lang.as_ref())?,
        None => None,
    };
    let id = known_as(&models, name)?;
    let lines = events(&models, &id, wanted);
    Ok(Outcome::passed(lines))
}

/// The id that a name leads to: as it is in any version, or else what it is in the last version in
/// which something is named so.
fn known_as(models: &[Model], name: &str) -> Result<String, Failure> {
    if models.iter().any(|it| it.element(name).is_some()) {
        return Ok(name.to_owned());
    }
    let mut latest_first = models.iter().rev();
    let found =
        latest_first.find(|it| it.named(name).next().is_some() || it.titled(name).next().is_some());
    if let Some(model) = found {
        return Ok(named::element(model, name)?.id().to_owned());
    }
    let message = format!("no version has an element `{}`", visible_line(name));
    let all: Vec<&Contents> = models.iter().map(|it| &**it).collect();
    Err(named::nothing(&message, name, &all, |_| true))
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// What happened to an element in each version.
fn events(models: &[Model], id: &str, wanted: Option<&LanguageTag>) -> String {
    let mut out = String::new();
    let mut before: Option<&Model> = None;
    for model in models {
        let version = &model.framework().version;
        let mut happened = Vec::new();
        let was_there = before.is_some_and(|before| before.element(id).is_some());
        match (was_there, model.element(id)) {
            (false, Some(element)) => {
                let (_, title) = model.text(element.title(), wanted);
                let line = format!("came, as {} {id}: \"{title}\"", element.noun());
                happened.push((line, String::new()));
            }
            (true, None) => happened.push(("is gone".to_owned(), String::new())),
            (true, Some(_)) => {
                if let Some(before) = before {
                    happened.extend(changes(before, model, id, wanted));
                }
            }
            (false, None) => {}
        }
        let first = Version::new(0, 0, 0);
        let since = before.map_or(&first, |before| &before.framework().version);
        let lineage = in_force(model, since, version);
        for record in lineage
            .flat_map(|it| &it.records)
            .filter(|record| record.names(id))
        {
            happened.push((record_sentence(record), String::new()));
        }
        for (number, (line, below)) in happened.iter().enumerate() {
            let head = if number == 0 {
                version.to_string()
            } else {
                String::new()
            };
            let _ = writeln!(out, "{head:12} {}", visible_line(line));
            out.push_str(below);
        }
        before = Some(model);
    }
    out
}

/// What changed in an element that both versions have, each with the lines below it: texts that
/// have several.
fn changes(
    before: &Model,
    model: &Model,
    id: &str,
    wanted: Option<&LanguageTag>,
) -> Vec<(String, String)> {
    let diff = Diff::between(before, model);
    let mut of_element = judgements(&diff, model.framework());
    of_element.retain(|it| {
        let stayed = !matches!(it.change.edit, Edit::Added { .. } | Edit::Removed { .. });
        stayed && it.change.element.to_string() == id
    });
    let teller = Teller::in_english(before, model, wanted);
    let mut said = Vec::new();
    for line in teller.lines(&of_element) {
        let is_long = |text: &Option<String>| text.as_deref().is_some_and(|it| lines(it).len() > 1);
        if line
            .texts
            .iter()
            .any(|it| is_long(&it.old) || is_long(&it.new))
        {
            let indent = " ".repeat(15);
            let below = texts(&line, &indent);
            said.push((line.sentence, below));
            continue;
        }
        let mut sentence = line.sentence;
        for texts in line.texts {
            let quoted = |text: Option<String>| text.map(|it| format!("\"{it}\""));
            let both = [quoted(texts.old), quoted(texts.new)];
            let both: Vec<String> = both.into_iter().flatten().collect();
            let _ = write!(sentence, "; {}: {}", texts.language, both.join(" → "));
        }
        said.push((sentence, String::new()));
    }
    said
}
