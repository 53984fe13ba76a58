//! The shape of a document: the check against its schema, in words for people.

use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::rules;
use crate::check::document::{Document, Kind, NodeId};
use crate::check::finding::{Finding, Place};
use crate::check::nearest::nearest;
use crate::check::schema::DocumentKind;
use crate::{Date, InvalidLanguageTag, Iri, LanguageTag};

/// The most findings about the shape of one file.
const REPEATS: usize = 100;

/// From how many problems on a document is not understood at all.
const TOO_MANY: usize = 1_000;

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
    if matches!(kind, DocumentKind::Bundle) {
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
                .replace(*new, format!("write `{new}`")),
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
        let context = Context {
            file,
            text,
            kind,
            schema,
            document,
        };
        let mut problems = Vec::new();
        let mut more = 0;
        for error in validator.iter_errors(&value) {
            if problems.len() < TOO_MANY {
                context.explain(&error, &mut problems);
            } else {
                more += 1;
            }
        }
        // A text can break a pattern and a format at once.
        let same = |a: &Finding, b: &Finding| a.place == b.place && a.message == b.message;
        problems.dedup_by(|a, b| same(&a.finding, &b.finding));
        // Of a document that is wrong nearly everywhere, nothing can be understood.
        let mut dropped_all = problems.is_empty() || problems.len() >= TOO_MANY;
        if first {
            more += problems.len().saturating_sub(REPEATS);
            findings.extend(
                problems
                    .iter()
                    .take(REPEATS)
                    .map(|problem| problem.finding.clone()),
            );
            if more > 0 {
                let number = if dropped_all {
                    format!("{more} or more")
                } else {
                    more.to_string()
                };
                let message = format!(
                    "{number} other values of this file have not the shape they should have"
                );
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
    const START: &str = "# yaml-language-server: $schema=";
    let schema = kind.named().file_name();
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

/// A problem, and the node to leave out because of it: `None` for the whole document.
struct Problem {
    finding: Finding,
    drop: Option<NodeId>,
}

struct Context<'a> {
    file: &'a str,
    text: &'a str,
    kind: DocumentKind,
    schema: &'a Value,
    document: &'a Document,
}

/// A node of the document by the path of an error, with what is to be left out to be rid of it.
struct Target<'a> {
    node: NodeId,
    /// The key or the item that the node is the value of.
    owner: Option<NodeId>,
    /// The last key on the path.
    name: Option<String>,
    /// The schema of the node.
    schema: &'a Value,
}

impl<'a> Context<'a> {
    /// Follows a JSON pointer through the document and the schema side by side.
    fn target(&self, pointer: &str) -> Target<'a> {
        let mut target = Target {
            node: Document::ROOT,
            owner: None,
            name: None,
            schema: self.schema,
        };
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            match self.document.kind(target.node) {
                Kind::Map => {
                    let Some((key, value)) = self.document.entry(target.node, &part) else {
                        break;
                    };
                    target.owner = Some(key);
                    target.node = value;
                    let schema = &target.schema["properties"][&part];
                    target.schema = self.deref(if schema.is_null() {
                        &target.schema["additionalProperties"]
                    } else {
                        schema
                    });
                    target.name = Some(part);
                }
                Kind::List => {
                    let index = part.parse().unwrap_or(usize::MAX);
                    let Some(item) = self.document.item(target.node, index) else {
                        break;
                    };
                    target.owner = Some(item);
                    target.node = item;
                    target.schema = self.deref(&target.schema["items"]);
                }
                _ => break,
            }
        }
        target
    }

    fn deref(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        // A schema of ours never refers to itself; the bound is for the day that one does.
        for _ in 0..8 {
            let Some(name) = schema["$ref"]
                .as_str()
                .and_then(|it| it.strip_prefix("#/$defs/"))
            else {
                break;
            };
            schema = &self.schema["$defs"][name];
        }
        schema
    }

    /// Turns an error of the schema into problems, one for each thing to mend.
    fn explain(&self, error: &ValidationError<'_>, problems: &mut Vec<Problem>) {
        let target = self.target(error.instance_path().as_str());
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected.iter().take(TOO_MANY) {
                    if let Some((key, _)) = self.document.entry(target.node, name) {
                        let finding = self.unknown_key(&target, name, key);
                        problems.push(Problem {
                            finding,
                            drop: Some(key),
                        });
                    }
                }
            }
            ValidationErrorKind::PropertyNames { error } => {
                let name = error.instance().as_str().unwrap_or_default();
                if let Some((key, _)) = self.document.entry(target.node, name) {
                    let schema = self.deref(&target.schema["propertyNames"]);
                    let finding = Self::invalid_text(name, schema, self.place(key));
                    problems.push(Problem {
                        finding,
                        drop: Some(key),
                    });
                }
            }
            _ => problems.push(Problem {
                finding: self.one(error, &target),
                drop: target.owner,
            }),
        }
    }

    fn place(&self, node: NodeId) -> Place {
        self.document.place(self.file, node)
    }

    /// What to call the value of a target in a message.
    fn called(&self, target: &Target<'_>) -> String {
        match &target.name {
            Some(name) => format!("`{name}`"),
            None => format!("a {}", self.kind.as_str()),
        }
    }

    fn one(&self, error: &ValidationError<'_>, target: &Target<'a>) -> Finding {
        let place = self.place(target.node);
        let called = self.called(target);
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                self.missing_key(target, key, place)
            }
            ValidationErrorKind::Type { kind } => self.wrong_type(target, kind),
            ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::Enum { .. } => {
                self.not_a_choice(target, place)
            }
            ValidationErrorKind::Pattern { .. }
            | ValidationErrorKind::Format { .. }
            | ValidationErrorKind::MaxLength { .. } => {
                let text = self.document.text(target.node).unwrap_or_default();
                Self::invalid_text(text, target.schema, place)
            }
            ValidationErrorKind::MinLength { .. } => Finding::new(
                &rules::invalid_value::RULE,
                place,
                format!("{called} is an empty text"),
            )
            .help("fill it, or delete the key"),
            ValidationErrorKind::MinProperties { .. } => {
                let message = format!("{called} is a text in no language");
                Finding::new(&rules::invalid_value::RULE, place, message)
                    .help("add a language, as in `sl: ...`")
            }
            ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
                let bounds = (&target.schema["minimum"], &target.schema["maximum"]);
                let message = format!(
                    "{called} must be a whole number from {} to {}",
                    bounds.0, bounds.1
                );
                Finding::new(&rules::invalid_value::RULE, place, message)
            }
            // No schema of ours leads here; were one to, its own words are better than none.
            _ => Finding::new(
                &rules::invalid_value::RULE,
                place,
                format!("{called}: {}", error.masked()),
            ),
        }
    }

    fn unknown_key(&self, target: &Target<'_>, name: &str, key: NodeId) -> Finding {
        let known = target.schema["properties"].as_object();
        let names: Vec<&str> = known
            .into_iter()
            .flat_map(|it| it.keys().map(String::as_str))
            .collect();
        let holder = match &target.name {
            Some(holder) => format!("`{holder}`"),
            None => format!("a {}", self.kind.as_str()),
        };
        let message = format!("`{name}` is not a key of {holder}");
        let finding = Finding::new(&rules::unknown_key::RULE, self.place(key), message);
        match nearest(name, names.iter().copied()) {
            Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
            None => finding.help(format!("the keys here are {}", list(&names))),
        }
    }

    fn missing_key(&self, target: &Target<'_>, key: &str, place: Place) -> Finding {
        let holder = self.called(target);
        let version = key == "version";
        let rule = if version {
            &rules::invalid_version::RULE
        } else {
            &rules::missing_key::RULE
        };
        let message = format!("{holder} has no `{key}`");
        let described = self.deref(&target.schema["properties"][key]);
        let own = &target.schema["properties"][key]["description"];
        let description = own.as_str().or(described["description"].as_str());
        let first = description
            .and_then(|it| it.split(". ").next())
            .unwrap_or_default();
        Finding::new(rule, place, message).help(
            format!("add `{key}:`. {}", first.replace('\n', " "))
                .trim_end()
                .to_owned(),
        )
    }

    fn wrong_type(&self, target: &Target<'_>, expected: &TypeKind) -> Finding {
        let place = self.place(target.node);
        let expected = match expected {
            TypeKind::Single(kind) => noun(&kind.to_string()).to_owned(),
            TypeKind::Multiple(_) => "a text, or a map from language to text".to_owned(),
        };
        let is = match self.document.kind(target.node) {
            Kind::Null => "it has no value",
            Kind::Bool(_) => "this is true or false",
            Kind::Int(_) => "this is a number",
            Kind::Float(_) => "this is a number with a decimal point",
            Kind::Text { .. } => "this is a text",
            Kind::List => "this is a list",
            Kind::Map => "this is a map of keys and values",
        };
        let message = format!("{} must be {expected}, but {is}", self.called(target));
        let finding = Finding::new(&rules::wrong_type::RULE, place.clone(), message);
        match self.document.kind(target.node) {
            Kind::Null => finding.help("fill it, or delete the key"),
            Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) if expected.starts_with("a text") => {
                let raw = self.source(&place);
                finding.replace(format!("\"{raw}\""), "put it in quotes")
            }
            Kind::Text { .. } if expected == "a list" => {
                finding.replace(format!("[{}]", self.source(&place)), "put it in brackets")
            }
            _ => finding,
        }
    }

    /// The text of the file at a place.
    fn source(&self, place: &Place) -> &'a str {
        let line = self
            .text
            .split('\n')
            .nth(place.line as usize - 1)
            .unwrap_or_default();
        let at = |column: u32| {
            line.char_indices()
                .nth(column as usize - 1)
                .map_or(line.len(), |(index, _)| index)
        };
        &line[at(place.column)..at(place.column + place.length)]
    }

    fn not_a_choice(&self, target: &Target<'_>, place: Place) -> Finding {
        let constants = target.schema["oneOf"].as_array().into_iter().flatten();
        let constants = constants.filter_map(|option| option["const"].as_str());
        let listed = target.schema["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let words: Vec<&str> = constants.chain(listed).collect();
        let called = self.called(target);
        let (message, near) = match self.document.text(target.node) {
            Some(text) => (
                format!("{called} is `{text}`, which is not one of {}", list(&words)),
                nearest(text, words.iter().copied()),
            ),
            None => (format!("{called} must be one of {}", list(&words)), None),
        };
        let finding = Finding::new(&rules::invalid_value::RULE, place, message);
        match near {
            Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
            None => finding,
        }
    }

    fn invalid_text(text: &str, schema: &Value, place: Place) -> Finding {
        match schema["format"].as_str() {
            Some("semver") => {
                let message = format!("`{text}` is not a semantic version");
                Finding::new(&rules::invalid_version::RULE, place, message)
                    .help("write three numbers, as in `1.0.0` or `2.1.0-draft.1`")
            }
            Some("language-tag") => {
                if let Err(InvalidLanguageTag::Case(text, usual)) = LanguageTag::new(text) {
                    let message =
                        format!("the language tag `{text}` is not in its usual letter case");
                    Finding::new(&rules::invalid_language_tag::RULE, place, message)
                        .replace(&usual, format!("write `{usual}`"))
                } else {
                    let message = format!("`{text}` is not a language tag of BCP 47");
                    Finding::new(&rules::invalid_language_tag::RULE, place, message)
                        .help("write a tag such as `sl`, `en` or `sr-Latn`")
                }
            }
            Some("iri") => {
                let message = format!("`{text}` is not an absolute IRI");
                Finding::new(&rules::invalid_iri::RULE, place, message)
                    .help("write the whole address, as in `http://data.europa.eu/esco/skill/...`, without spaces")
            }
            Some("date") => {
                let message = format!("`{text}` is not a day of the calendar");
                Finding::new(&rules::invalid_value::RULE, place, message)
                    .help("write year, month and day, as in \"2025-03-31\"")
            }
            Some("sha256") => {
                let message = format!("`{text}` is not the hash of a bundle");
                Finding::new(&rules::invalid_value::RULE, place, message)
                    .help("write `sha256:` and the 64 digits that `sha256sum` prints for the file")
            }
            _ => {
                let description = schema["description"].as_str().unwrap_or("An id.");
                let form = description
                    .trim_start_matches("An id: ")
                    .trim_end_matches('.');
                let message = format!("`{text}` is not {form}");
                Finding::new(&rules::invalid_id::RULE, place, message).help(
                    "use lower-case letters without diacritics and digits, in words joined by single hyphens",
                )
            }
        }
    }
}

fn noun(kind: &str) -> &str {
    match kind {
        "string" => "a text",
        "integer" | "number" => "a whole number",
        "array" => "a list",
        "object" => "a map of keys and values",
        "boolean" => "true or false",
        other => other,
    }
}

fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
