//! `competence add`

use competence_core::edit::{Addition, Within, add};
use competence_core::{Element, Found, Framework, LevelValue, LocalisedText, Model, Requirement};
use competence_render::visible::visible_line;

use super::edit::{model, outcome, worded};
use crate::Outcome;
use crate::arguments::{Add, Added, Editing};
use crate::failure::Failure;
use crate::model::open;
use crate::named;

pub fn run(arguments: &Add) -> Result<Outcome, Failure> {
    let editing = editing(&arguments.what);
    let opened = open(editing.model.model.as_deref())?;
    let addition = addition(&arguments.what, &model(&opened)?)?;
    let edited = add(opened.source.as_ref(), &addition);
    outcome(&opened, edited, editing.dry_run)
}

fn editing(added: &Added) -> &Editing {
    match added {
        Added::Competence { editing, .. }
        | Added::Indicator { editing, .. }
        | Added::Cluster { editing, .. }
        | Added::Profile { editing, .. } => editing,
    }
}

fn addition(added: &Added, model: &Model) -> Result<Addition, Failure> {
    let framework = model.framework();
    let optional = |texts: &[String]| {
        let text = (!texts.is_empty()).then(|| worded(texts, framework));
        text.transpose()
    };
    Ok(match added {
        Added::Competence {
            id,
            kind,
            cluster,
            title,
            definition,
            indicator,
            ..
        } => Addition::Competence {
            id: id.clone(),
            place: match (kind, cluster) {
                (_, Some(cluster)) => Within::Cluster(named::id_of(model, cluster, "cluster")?),
                (Some(kind), None) => Within::Kind(*kind),
                (None, None) => {
                    return Err(Failure::Unknown("give `--kind` or `--cluster`".to_owned()));
                }
            },
            title: worded(title, framework)?,
            definition: optional(definition)?,
            indicators: indicators(indicator, framework)?,
        },
        Added::Indicator { id, statement, .. } => Addition::Indicator {
            id: id.clone(),
            statement: worded(statement, framework)?,
        },
        Added::Cluster {
            id,
            title,
            field,
            organisation,
            ..
        } => Addition::Cluster {
            id: id.clone(),
            title: worded(title, framework)?,
            field: optional(field)?,
            organisations: organisation.clone(),
        },
        Added::Profile {
            id,
            title,
            extends,
            requires,
            ..
        } => {
            let required = requires.iter().map(|it| requirement(it, model));
            let extended = extends.iter();
            let extended = extended.map(|it| named::id_of(model, it, "profile"));
            Addition::Profile {
                id: id.clone(),
                title: worded(title, framework)?,
                extends: extended.collect::<Result<_, _>>()?,
                requires: required.collect::<Result<_, _>>()?,
            }
        }
    })
}

/// The indicators with their statements: one name in several languages is one indicator.
fn indicators(
    given: &[String],
    framework: &Framework,
) -> Result<Vec<(String, LocalisedText)>, Failure> {
    let mut by_name: Vec<(String, Vec<String>)> = Vec::new();
    for it in given {
        let Some((name, text)) = it.split_once(':') else {
            return Err(Failure::Unknown(format!(
                "`--indicator {}` has no name\n  write `NAME: TEXT`",
                visible_line(it)
            )));
        };
        let (name, text) = (name.trim(), text.trim().to_owned());
        match by_name.iter_mut().find(|(known, _)| known == name) {
            Some((_, texts)) => texts.push(text),
            None => by_name.push((name.to_owned(), vec![text])),
        }
    }
    let worded = |(name, texts): (String, Vec<String>)| Ok((name, worded(&texts, framework)?));
    by_name.into_iter().map(worded).collect()
}

/// A requirement: a kind, a cluster, a competence or an indicator, and behind a colon the level.
fn requirement(given: &str, model: &Model) -> Result<Requirement, Failure> {
    let (what, level) = match given.rsplit_once(':') {
        // An address has a colon too.
        Some((what, level)) if model.find(given) == Found::Nothing => (what, Some(level)),
        _ => (given, None),
    };
    let mut requirement = Requirement::default();
    if let Ok(kind) = what.parse() {
        requirement.kind = Some(kind);
    } else {
        match named::element(model, what)? {
            Element::Cluster(it) => requirement.cluster = Some(it.id.clone()),
            Element::Competence(it) => requirement.competence = Some(it.id.clone()),
            Element::Indicator(_, it) => requirement.indicators = vec![it.id.clone()],
            Element::Profile(it) => {
                let message = format!(
                    "the profile `{}` is not required: `--extends {}` takes over what it requires",
                    it.id, it.id
                );
                return Err(Failure::Unknown(message));
            }
        }
    }
    requirement.level = level.map(|level| level_of(level, model)).transpose()?;
    Ok(requirement)
}

fn level_of(given: &str, model: &Model) -> Result<LevelValue, Failure> {
    let levels = &model.framework().scale.levels;
    let found = levels.iter().find(|it| it.value.to_string() == given);
    found.map(|it| it.value).ok_or_else(|| {
        let values: Vec<String> = levels.iter().map(|it| format!("`{}`", it.value)).collect();
        Failure::Unknown(format!(
            "the scale has no level `{}`\n  its levels are {}",
            visible_line(given),
            values.join(", ")
        ))
    })
}
