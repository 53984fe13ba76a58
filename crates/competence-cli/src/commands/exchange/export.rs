//! `competence export`

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use competence_core::Model;
use competence_core::check::{Loaded, load};
use competence_core::source::Outputs;
use competence_exchange::{Content, Loss, LossReport, OutFormat, export, workbook};
use competence_render::json::pretty;
use competence_render::sentence::count;

use super::super::destination;
use crate::Outcome;
use crate::arguments::Export;
use crate::failure::Failure;
use crate::model::{open, whole};
use crate::sides::pair;

pub fn out(arguments: &Export) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.as_deref())?;
    let loaded = load(opened.source.as_ref());
    let model = whole(&loaded, &opened.path)?;
    let exported = if arguments.format == OutFormat::Xlsx {
        let since = since(arguments, &loaded, &model)?;
        workbook::write(&model, since.as_ref())?
    } else {
        export(&model, arguments.format)?
    };
    let mut note = lost(&exported.losses);
    let mut outputs = Outputs::default().overwriting(arguments.writing.overwrite);
    if let Some(path) = &arguments.loss_report {
        let is_json = path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("json"));
        let report = if is_json {
            let report = LossReport::of(&model, arguments.format, &exported.losses);
            pretty(&report)?
        } else {
            table(arguments.format, &exported.losses)
        };
        outputs = outputs.file(path, report);
    } else if !exported.losses.is_empty() {
        note.push_str("`--loss-report FILE` names them\n");
    }
    let text = match (destination(arguments.out.as_deref()), exported.content) {
        (None, Content::Text(text)) => text,
        (None, _) => return Err(Failure::NoText(arguments.format.as_str())),
        (Some(path), content) => {
            outputs = match content {
                Content::Text(text) => outputs.file(path, text),
                Content::Bytes(bytes) => outputs.file(path, bytes),
                Content::Folder(files) => outputs.folder(path, files),
            };
            format!("wrote {}\n", path.display())
        }
    };
    outputs.write()?;
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

/// The model since which a workbook tells changes.
fn since(arguments: &Export, loaded: &Loaded, model: &Model) -> Result<Option<Model>, Failure> {
    let Some(base) = &arguments.since else {
        let mut releases = loaded.releases().rev();
        let version = &model.framework().version;
        return Ok(releases
            .find(|it| it.framework().version < *version)
            .cloned());
    };
    let path = arguments.model.as_deref().map(Path::to_string_lossy);
    let pair = pair(base, path.as_deref(), None)?;
    pair.base.promise(base).map(Some).map_err(Failure::Unknown)
}

/// How much is lost, in a sentence.
fn lost(losses: &[Loss]) -> String {
    if losses.is_empty() {
        return "nothing is lost\n".to_owned();
    }
    let whole = losses.iter().filter(|it| it.field.is_none()).count();
    let fields = losses.len() - whole;
    let mut parts = Vec::new();
    if fields > 0 {
        parts.push(count(fields, "field"));
    }
    if whole > 0 {
        parts.push(format!("{} as a whole", count(whole, "element")));
    }
    format!("the format cannot hold {}\n", parts.join(", and "))
}

/// What is lost, by field and reason, with the elements.
fn table(format: OutFormat, losses: &[Loss]) -> String {
    let mut by_field: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for it in losses {
        let field = it.field.as_deref().unwrap_or("(the whole element)");
        by_field
            .entry((field, it.why))
            .or_default()
            .push(&it.element);
    }
    let mut out = format!(
        "What `{format}` does not hold: {}\n",
        count(losses.len(), "field")
    );
    for ((field, why), elements) in by_field {
        let _ = write!(out, "\n{field}: {why}\n");
        for element in elements {
            let _ = writeln!(out, "  {element}");
        }
    }
    out
}
