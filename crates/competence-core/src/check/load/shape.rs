//! The shape of a document: the check against its schema, in words for people.

use std::cell::OnceCell;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

use super::explain::{Context, Problem};
use super::modeline::START;
use super::rules;
use super::trial::Trial;
use crate::check::document::Document;
use crate::check::finding::{Finding, Place};
use crate::check::schema::DocumentKind;
use crate::{Date, Iri, LanguageTag};

/// The most findings about the shape of one file.
const REPEATS: usize = 100;

/// From how many problems on a document is not understood at all.
pub(super) const TOO_MANY: usize = 1_000;

/// Keys of lists that have a new name: the old name and the new one.
const RENAMED: &[(&str, &str)] = &[("excuses", "suppressions")];

/// A schema, and its compiled form.
struct Compiled {
    schema: Value,
    validator: Option<Validator>,
}

/// The compiled schema of a kind of document; each is compiled once in a process.
fn compiled(kind: DocumentKind) -> &'static Compiled {
    static ALL: [OnceLock<Compiled>; 8] = [const { OnceLock::new() }; 8];
    #[expect(clippy::indexing_slicing, reason = "there is a place for each kind")]
    ALL[kind as usize].get_or_init(|| {
        let schema = kind.schema();
        let options = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format("semver", |text: &str| semver::Version::parse(text).is_ok())
            .with_format("language-tag", |text: &str| LanguageTag::new(text).is_ok())
            .with_format("iri", |text: &str| text.parse::<Iri>().is_ok())
            .with_format("date", |text: &str| text.parse::<Date>().is_ok());
        // A schema that does not compile is a fault that every test of this crate shows.
        let validator = options.build(&schema).ok();
        Compiled { schema, validator }
    })
}

/// Whether a JSON value is a document of this kind by its schema.
#[cfg(test)]
pub(super) fn accepts(kind: DocumentKind, value: &Value) -> bool {
    compiled(kind)
        .validator
        .as_ref()
        .is_some_and(|validator| validator.is_valid(value))
}

/// Checks a document against its schema. What breaks it is reported and left out of the
/// document; returns whether what remains is a document of the kind.
pub(super) fn check(
    file: &str,
    text: &str,
    kind: DocumentKind,
    document: &mut Document,
    findings: &mut Vec<Finding>,
) -> bool {
    let Compiled {
        schema,
        validator: Some(validator),
    } = compiled(kind)
    else {
        return false;
    };
    if matches!(kind, DocumentKind::Bundle) || document.is_cut() {
        // The line of the language server is for the files of people.
    } else if let Some(finding) = modeline(file, text, kind) {
        findings.push(finding);
    }
    for (old, new) in RENAMED {
        for key in document.rename_lists(old, new) {
            // A bundle keeps the names of its format, and is not a file of people.
            if matches!(kind, DocumentKind::Bundle) {
                continue;
            }
            let message = format!("the key `{old}` is now called `{new}`");
            findings.push(
                Finding::new(
                    &rules::renamed_key::RULE,
                    document.place(file, key),
                    message,
                )
                .replace_safely(*new, format!("write `{new}`")),
            );
        }
    }
    // Each round leaves something out, and the next sees what that leads to: a required value
    // that is now missing takes its map along. Only the first round's errors are the user's.
    let mut first = true;
    loop {
        let value = document.to_json(Document::ROOT);
        if validator.is_valid(&value) {
            return true;
        }
        let mut all = validator.iter_errors(&value);
        let errors: Vec<_> = all.by_ref().take(TOO_MANY).collect();
        let mut more = all.count();
        let context = Context {
            file,
            text,
            lines: OnceCell::new(),
            kind,
            schema,
            document,
            trial: Trial::new(text, validator, &value, &errors),
        };
        let mut problems = Vec::new();
        for error in &errors {
            if problems.len() < TOO_MANY {
                context.explain(error, &mut problems);
            } else {
                more += 1;
            }
        }
        // A text can break a pattern and a format at once.
        let same = |a: &Finding, b: &Finding| a.place == b.place && a.message == b.message;
        problems.dedup_by(|a, b| same(&a.finding, &b.finding));
        let supplied: Vec<_> = problems
            .iter()
            .filter_map(|it| it.supplies.clone())
            .collect();
        // Of a document that ends early, nobody knows what it lacks.
        let is_told = |it: &&Problem| match &it.misses {
            Some(missed) => !document.is_cut() && !supplied.contains(missed),
            None => !document.is_cut() || it.drop.is_some_and(|node| !document.has_gap(node)),
        };
        // Of a document that is wrong nearly everywhere, nothing can be understood.
        let mut dropped_all = problems.is_empty() || problems.len() >= TOO_MANY;
        if first {
            let told: Vec<_> = problems.iter().filter(is_told).collect();
            more += told.len().saturating_sub(REPEATS);
            findings.extend(told.iter().take(REPEATS).map(|it| it.finding.clone()));
            if more > 0 {
                let number = if dropped_all {
                    format!("{more} or more")
                } else {
                    more.to_string()
                };
                let message =
                    format!("{number} other values of this file do not fit its schema either");
                findings.push(Finding::new(
                    &rules::wrong_type::RULE,
                    Place::file(file),
                    message,
                ));
            }
        }
        first = false;
        for problem in problems {
            match problem.drop {
                Some(node) => document.drop_node(node),
                None => dropped_all = true,
            }
        }
        if dropped_all {
            return false;
        }
        document.index_lists();
    }
}

fn modeline(file: &str, text: &str, kind: DocumentKind) -> Option<Finding> {
    let schema = kind.file_name();
    let mut comments = text
        .lines()
        .take_while(|line| line.starts_with('#') || line.is_empty());
    let named = comments.find_map(|line| line.strip_prefix(START));
    if named.is_some_and(|named| named.trim_end().ends_with(&schema)) {
        return None;
    }
    let message =
        format!("the file does not begin with the line that names its schema, `{schema}`");
    Some(
        Finding::new(&rules::missing_modeline::RULE, Place::file(file), message)
            .help(format!("begin it with `{START}` and the path to `{schema}`, so that editors complete and check it")),
    )
}
