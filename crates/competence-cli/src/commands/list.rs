//! `competence list`

use std::fmt::Write;

use competence_core::{
    ClusterId, Competence, Contents, Indicator, LanguageTag, LevelValue, Necessity, ProfileId,
};
use competence_render::sentence::count;
use competence_render::visible::{visible_json, visible_line};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, List};
use crate::failure::Failure;
use crate::model::{language, read, unknown};
use crate::named;

/// A competence of the list, with what the profile asks for.
struct Row<'m> {
    competence: &'m Competence,
    level: Option<LevelValue>,
    necessity: Necessity,
    indicators: Vec<&'m Indicator>,
}

pub fn run(arguments: &List) -> Result<Outcome, Failure> {
    let (model, mut note) = read(arguments.model.path())?;
    let wanted = language(&model, arguments.shown.language.lang.as_ref())?;
    let rows = rows(&model, arguments)?;
    let text = match arguments.shown.format {
        Format::Text => {
            let _ = writeln!(note, "{}", count(rows.len(), "competence"));
            text(&model, &rows, wanted, arguments.indicators)
        }
        Format::Json => json(&model, &rows, wanted, arguments.indicators),
    };
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

fn rows<'m>(model: &'m Contents, arguments: &List) -> Result<Vec<Row<'m>>, Failure> {
    let mut rows: Vec<Row<'m>> = if let Some(id) = &arguments.profile {
        let id: ProfileId = named::id_of(model, id, "profile")?;
        let resolved = model.profile(&id).map(|it| model.resolve(it).competences);
        let resolved = resolved.unwrap_or_default().into_iter();
        resolved
            .map(|it| Row {
                competence: it.competence,
                level: it.level,
                necessity: it.necessity,
                indicators: it.indicators,
            })
            .collect()
    } else {
        let whole = |competence: &'m Competence| Row {
            competence,
            level: None,
            necessity: Necessity::Essential,
            indicators: model.indicators_of(competence).map(|(_, it)| it).collect(),
        };
        model.competences().iter().map(whole).collect()
    };
    if let Some(id) = &arguments.cluster {
        let id: ClusterId = named::id_of(model, id, "cluster")?;
        rows.retain(|row| row.competence.clusters().any(|it| *it == id));
    }
    if let Some(id) = &arguments.organisation {
        let all = &model.framework().organisations;
        let Some(organisation) = all.iter().find(|it| it.id == *id.as_str()) else {
            let message = format!("there is no organisation `{}`", visible_line(id));
            let titles = all.iter().flat_map(|it| it.title.iter());
            let titles = titles.map(|(_, text)| text);
            return Err(unknown(
                &message,
                id,
                all.iter().map(|it| it.id.as_str()),
                titles,
            ));
        };
        let clusters: Vec<&ClusterId> = model
            .clusters_for(&organisation.id)
            .map(|it| &it.id)
            .collect();
        rows.retain(|row| {
            let mut own = row.competence.clusters();
            own.any(|it| clusters.contains(&it))
        });
    }
    if let Some(kind) = arguments.kind {
        rows.retain(|row| row.competence.kind == kind);
    }
    if let Some(status) = arguments.status {
        rows.retain(|row| row.competence.status == status);
    }
    Ok(rows)
}

fn text(
    model: &Contents,
    rows: &[Row<'_>],
    wanted: Option<&LanguageTag>,
    indicators: bool,
) -> String {
    let width = |get: fn(&Row<'_>) -> usize| rows.iter().map(get).max().unwrap_or(0);
    let id_width = width(|row| row.competence.id.as_str().len());
    let kind_width = width(|row| place(row.competence).len());
    let mut out = String::new();
    for row in rows {
        let it = row.competence;
        let (_, title) = model.text(&it.title, wanted);
        let _ = write!(
            out,
            "{:id_width$}  {:kind_width$}  {:10}  {}",
            it.id,
            place(it),
            it.status.as_str(),
            visible_line(title)
        );
        let level = row.level.map(|level| {
            let named = model.level_of(Some(it), level);
            let title =
                named.map(|it| format!(": {}", visible_line(model.text(&it.title, wanted).1)));
            format!("level {level}{}", title.unwrap_or_default())
        });
        let optional = (row.necessity == Necessity::Optional).then(|| "optional".to_owned());
        let notes: Vec<String> = level.into_iter().chain(optional).collect();
        if !notes.is_empty() {
            let _ = write!(out, "  ({})", notes.join(", "));
        }
        out.push('\n');
        for indicator in row.indicators.iter().filter(|_| indicators) {
            let (_, statement) = model.text(&indicator.statement, wanted);
            let mark = if indicator.polarity.is_effective() {
                '+'
            } else {
                '-'
            };
            let _ = writeln!(
                out,
                "  {mark} {}: {}",
                indicator.id,
                visible_line(statement)
            );
        }
    }
    out
}

/// The kind, or the cluster of a job-specific competence.
fn place(competence: &Competence) -> String {
    match &competence.cluster {
        Some(cluster) => format!("{}/{cluster}", competence.kind),
        None => competence.kind.to_string(),
    }
}

fn json(
    model: &Contents,
    rows: &[Row<'_>],
    wanted: Option<&LanguageTag>,
    indicators: bool,
) -> String {
    let indicator = |it: &&Indicator| {
        let (language, statement) = model.text(&it.statement, wanted);
        json!({ "id": it.id, "language": language, "statement": statement, "polarity": it.polarity })
    };
    let row = |row: &Row<'_>| {
        let it = row.competence;
        let (language, title) = model.text(&it.title, wanted);
        let mut value = json!({
            "id": it.id, "kind": it.kind, "status": it.status, "language": language, "title": title,
        });
        if let Some(cluster) = &it.cluster {
            value["cluster"] = json!(cluster);
        }
        if let Some(level) = row.level {
            value["level"] = json!(level);
        }
        if row.necessity == Necessity::Optional {
            value["necessity"] = json!(row.necessity);
        }
        if let Some(code) = &it.annotations.code {
            value["code"] = json!(code);
        }
        if indicators {
            value["indicators"] = row.indicators.iter().map(indicator).collect();
        }
        value
    };
    let rows: Value = rows.iter().map(row).collect();
    format!("{}\n", visible_json(&format!("{rows:#}")))
}
