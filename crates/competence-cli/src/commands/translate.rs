//! `competence translate`

use std::fmt::Write;
use std::path::Path;

use competence_core::edit::{Lack, Translation, lacking, translate};
use competence_core::source::limits;
use competence_render::passage::lines;
use competence_render::sentence::count;
use competence_render::visible::{visible_json, visible_line};
use serde::Deserialize;

use super::edit::outcome;
use super::text_of;
use crate::Outcome;
use crate::arguments::{ListFormat, Translate};
use crate::failure::Failure;
use crate::model::{open, unknown, whole};

pub fn run(arguments: &Translate) -> Result<Outcome, Failure> {
    let opened = open(arguments.editing.model.model.as_deref())?;
    let language = &arguments.language;
    if let Some(file) = &arguments.from {
        let translations = translations(file)?;
        let edited = translate(opened.source.as_ref(), language, &translations);
        return outcome(&opened, edited, arguments.editing.dry_run);
    }
    let loaded = competence_core::check::load(opened.source.as_ref());
    let model = whole(&loaded, &opened.path)?;
    let mut releases = loaded.releases();
    let before = match &arguments.since {
        None => releases.next_back(),
        Some(version) => {
            let versions: Vec<String> = loaded
                .releases()
                .map(|it| it.framework().version.to_string())
                .collect();
            let found = releases.find(|it| it.framework().version == *version);
            Some(found.ok_or_else(|| {
                let version = version.to_string();
                let message = format!("version {version} was not released");
                unknown(&message, &version, versions.iter().map(String::as_str), [])
            })?)
        }
    };
    let lacks = lacking(&model, before, language);
    let mut note = match lacks.len() {
        0 => format!("nothing lacks a translation into `{language}`\n"),
        number => format!(
            "{} without a translation into `{language}` that is up to date\n",
            count(number, "text")
        ),
    };
    let languages = &model.framework().languages;
    if !languages.all().any(|it| it == language) {
        let _ = writeln!(
            note,
            "note: the manifest does not name the language `{language}`"
        );
    }
    Ok(Outcome {
        text: match arguments.format {
            ListFormat::Text => text(&lacks),
            ListFormat::Csv => csv(&lacks)?,
            ListFormat::Json => format!(
                "{}\n",
                visible_json(&format!("{:#}", serde_json::json!(lacks)))
            ),
        },
        note,
        passed: true,
    })
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

fn text(lacks: &[Lack]) -> String {
    let mut out = String::new();
    for it in lacks {
        let field = &it.field;
        let _ = writeln!(out, "{}  {field}{}", it.id, passage("  ", &it.text));
        if let Some(older) = &it.older {
            let _ = writeln!(out, "  older:{}", passage(" ", older));
        }
    }
    out
}

/// A text behind what it is; one of several lines below it.
fn passage(gap: &str, text: &str) -> String {
    let lines = lines(text);
    if let [only] = &lines[..] {
        return format!("{gap}{only}");
    }
    let lines = lines.iter().map(|it| format!("    {it}"));
    let lines = lines.map(|it| format!("\n{}", it.trim_end()));
    lines.collect()
}

fn csv(lacks: &[Lack]) -> Result<String, Failure> {
    let failure = |error: csv::Error| Failure::Output(std::io::Error::other(error));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["id", "field", "text", "older", "translation"])
        .map_err(failure)?;
    for it in lacks {
        let older = it.older.as_deref().unwrap_or_default();
        writer
            .write_record([&it.id, &it.field, &it.text, older, ""])
            .map_err(failure)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|it| Failure::Output(it.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[derive(Deserialize)]
struct Row {
    id: String,
    field: String,
    text: String,
    translation: String,
}

/// The translations of a file: commas, semicolons or tabs between the columns, as tables are saved.
fn translations(path: &Path) -> Result<Vec<Translation>, Failure> {
    let content = text_of(path, limits::FILE_BYTES)?;
    let reject = |message: String| {
        let path = path.to_string_lossy();
        Failure::Unknown(format!("`{}`: {message}", visible_line(&path)))
    };
    let content = content.trim_start_matches('\u{feff}');
    let first = content.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|it| it == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::Headers)
        .from_reader(content.as_bytes());
    let headers = reader.headers().map_err(|it| reject(it.to_string()))?;
    let columns = ["id", "field", "text", "translation"];
    if let Some(missing) = columns
        .iter()
        .find(|it| !headers.iter().any(|name| name == **it))
    {
        return Err(reject(format!(
            "there is no column `{missing}`\n  the columns are `id`, `field`, `text` and `translation`, as `--format csv` writes them"
        )));
    }
    let mut found = Vec::new();
    for row in reader.deserialize() {
        let row: Row = row.map_err(|it| {
            let line = it.position().map_or(1, csv::Position::line);
            reject(format!("line {line}: {}", visible_line(&it.to_string())))
        })?;
        found.push(Translation {
            id: row.id,
            field: row.field,
            text: row.text,
            translation: row.translation,
        });
    }
    Ok(found)
}
