//! `competence mappings check`

use std::fmt::Write;
use std::path::Path;

use competence_core::Model;
use competence_core::check::load;
use competence_exchange::{Fate, MappingsReport, Stale, stale_mappings};
use competence_render::json::pretty;
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::exchange::read;
use crate::Outcome;
use crate::arguments::{Format, MappingsCheck};
use crate::failure::Failure;
use crate::model::{open, whole};

pub fn check(arguments: &MappingsCheck) -> Result<Outcome, Failure> {
    let model = model_of(arguments.model.as_deref())?;
    let target = match arguments.of_format {
        Some(format) => read(&arguments.target, format)?.model,
        None => model_of(Some(&arguments.target))?,
    };
    let (stale, mappings) = stale_mappings(&model, &target);
    let passed = !stale.iter().any(|it| it.fate.is_broken());
    let text = match arguments.format {
        Format::Json => pretty(&MappingsReport::of(&target, mappings, &stale))?,
        Format::Text => told(&stale, mappings, &target),
    };
    Ok(Outcome {
        text,
        note: String::new(),
        passed,
    })
}

fn model_of(path: Option<&Path>) -> Result<Model, Failure> {
    let opened = open(path)?;
    whole(&load(opened.source.as_ref()), &opened.path)
}

fn told(stale: &[Stale], mappings: usize, target: &Model) -> String {
    let framework = target.framework();
    let (id, version) = (&framework.id, &framework.version);
    let mut out = String::new();
    for it in stale {
        let fate = match it.fate {
            Fate::OtherVersion => "other version",
            fate => fate.as_str(),
        };
        let line = format!(
            "{}: {} {} ({fate}): {}",
            it.element, it.relation, it.target, it.message
        );
        let _ = writeln!(out, "{}", visible_line(&line));
    }
    let number = count(mappings, "mapping");
    let _ = match (mappings, stale.len()) {
        (0, _) => writeln!(out, "no mapping leads to {id} {version}"),
        (_, 0) => writeln!(out, "{number} to {id} {version}: all as they were"),
        (_, stale) => writeln!(out, "{number} to {id} {version}: look at {stale} of them"),
    };
    out
}
