//! `competence search`

use std::fmt::Write;

use competence_core::{Hit, Status};
use competence_render::sentence::count;
use competence_render::visible::{visible_json, visible_line};
use serde_json::json;

use crate::Outcome;
use crate::arguments::{Format, Search};
use crate::failure::Failure;
use crate::model::{covers, language, read};

pub fn run(arguments: &Search) -> Result<Outcome, Failure> {
    let (model, mut note) = read(arguments.model.model.as_deref())?;
    let wanted = language(&model, arguments.shown.language.lang.as_ref())?;
    let mut hits = model.search(&arguments.words.join(" "));
    if let Some(wanted) = wanted {
        hits.retain(|hit| covers(hit.language, wanted));
    }
    let text = match arguments.shown.format {
        Format::Text => text(&hits),
        Format::Json => json(&hits),
    };
    if hits.is_empty() {
        note.push_str("nothing found\n");
    } else if arguments.shown.format == Format::Text {
        let _ = writeln!(note, "{} found", count(hits.len(), "text"));
    }
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

fn text(hits: &[Hit<'_>]) -> String {
    let mut out = String::new();
    for hit in hits {
        let _ = writeln!(
            out,
            "{}  [{}]  {}{}",
            hit.element.id(),
            hit.language,
            visible_line(hit.text),
            if is_deprecated(hit) {
                "  (deprecated)"
            } else {
                ""
            }
        );
    }
    out
}

fn is_deprecated(hit: &Hit<'_>) -> bool {
    hit.element.status() == Status::Deprecated
}

fn json(hits: &[Hit<'_>]) -> String {
    format!("{}\n", visible_json(&format!("{:#}", json!(hits))))
}
